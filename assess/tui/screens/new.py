"""A new assessment: which questionnaire, which practice, who answers. The interview asks all the rest."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult

from assess.core.assessment import Practice, Respondent
from assess.store.connection import StoreError
from assess.tui.asking import plain
from assess.tui.lines import BLANK, Line, Picture, Span, ends, line, paragraph
from assess.tui.screens.ask import Ask, Field
from assess.tui.screens.base import PaintedScreen, bindings
from assess.tui.shelf import Book, books, read_book
from assess.tui.widgets.pane import Pane

if TYPE_CHECKING:
    from assess.core.questionnaire import Questionnaire

ONE_SITE = "Assess one site or program, never a whole agency. Its name stands on the report."
LONGEST_ABOUT = 420
"""Characters of what a questionnaire says of itself."""
SOMEBODY = "Somebody else"
WIDEST = 96


class NewScreen(PaintedScreen[int | None]):
    """Gives back the number of the assessment that was begun, None if none was."""

    AREA = "new"
    BINDINGS = bindings("new")

    def __init__(self) -> None:
        super().__init__()
        self.books: list[Book] = []
        self.questionnaire: Questionnaire | None = None
        self.practice = ""
        self.roles: list[tuple[str, str]] = []
        self.cursor = 0
        self.problems: list[str] = []
        self.list = Pane(self._paint_list)

    def panes(self) -> tuple[Pane, ...]:
        return (self.list,)

    def place_panes(self, width: int, top: int, height: int) -> None:
        self.list.place(0, top + 1, width, height - 1)

    def compose(self) -> ComposeResult:
        self.books = books(self.assess.home)
        yield from super().compose()

    def paint_head(self, width: int, _height: int) -> Picture:
        step = 1 if self.questionnaire is None else 3
        right = [Span(f"step {step} of 3 ", "muted")]
        return Picture([ends([Span(" New assessment", "title")], right, width, fill="bar")])

    def _paint_list(self, width: int, _height: int) -> Picture:
        width = min(width, WIDEST)
        if self.problems:
            return self._paint_problems(width)
        question = (
            "Which questionnaire?" if self.questionnaire is None else "What is your role in the practice?"
        )
        lines = [*paragraph(question, width - 1, "strong", indent=1), BLANK]
        keep = (0, 1)
        for number, entry in enumerate(self._entries(width)):
            here = number == self.cursor
            if here:
                keep = (0 if number == 0 else len(lines), len(lines) + len(entry))
            fill, mark = ("cursor", " \u203a ") if here else ("", "   ")
            for place, row in enumerate(entry):
                lead = Span(mark if place == 0 else "   ", "title")
                lines.append(Line((lead, *row.spans), fill, f"entry:{number}"))
            if len(entry) > 1:
                lines.append(BLANK)
        return Picture(lines, keep)

    def _entries(self, width: int) -> list[list[Line]]:
        if self.questionnaire is not None:
            return [[line(title)] for _, title in self.roles]
        return [_book_lines(book, width - 4) for book in self.books]

    def _paint_problems(self, width: int) -> Picture:
        lines = paragraph(
            "This questionnaire cannot be used until its author mends this:", width - 1, "bad", indent=1
        )
        for problem in self.problems:
            lines += [BLANK, *paragraph(problem, width - 1, indent=1)]
        return Picture(lines)

    def show(self, *, cursor: int = 0) -> None:
        """Show the step we are at."""
        self.cursor = cursor
        self.head.show()
        self.list.show()

    def picked(self, pane: Pane, target: str, *, twice: bool) -> None:  # noqa: ARG002
        """A click takes the entry."""
        self.show(cursor=int(target.removeprefix("entry:")))
        self.action_choose()

    def _count(self) -> int:
        return len(self.books) if self.questionnaire is None else len(self.roles)

    def move(self, by: int) -> None:
        self.cursor = max(0, min(self.cursor + by, self._count() - 1))
        self.list.show()

    def action_page_up(self) -> None:
        self.move(-5)

    def action_page_down(self) -> None:
        self.move(5)

    def action_choose(self) -> None:
        """Take the entry under the cursor."""
        if self.problems or not self._count():
            return
        if self.questionnaire is not None:
            self._begin(self.roles[self.cursor][0])
            return
        book = self.books[self.cursor]
        known: list[Questionnaire | None] = []
        if not self.attempt(lambda: known.append(self.assess.store.remembered(book.path))):
            return
        if known[0] is not None:
            self._chosen(known[0])
            return
        self.say("Reading the questionnaire ...")
        self._read(book.path)

    @work(thread=True, exclusive=True)
    def _read(self, path: Path) -> None:
        questionnaire, files, problems = read_book(path, self.assess.home)
        self.app.call_from_thread(self._was_read, path, files, questionnaire, problems)

    def _was_read(
        self, path: Path, files: list[Path], questionnaire: Questionnaire | None, problems: list[str]
    ) -> None:
        if questionnaire is None:
            self.problems = problems
            self.say("Esc goes back to the list.")
            self.show()
            return
        if self.attempt(lambda: self.assess.store.remember(path, files, questionnaire)):
            self._chosen(questionnaire)

    def _chosen(self, questionnaire: Questionnaire) -> None:
        self.say("")
        about = "\n".join(each for each in (_beginning(plain(questionnaire.about)), ONE_SITE) if each)

        def named(texts: tuple[str, ...] | None) -> None:
            if texts is None:
                return
            self.questionnaire, self.practice = questionnaire, texts[0]
            self.roles = [*questionnaire.roles.items(), ("", SOMEBODY)]
            self.show()

        field = Field("Name of the practice", self.practice, check=_check_name)
        self.app.push_screen(Ask(questionnaire.title, [field], about, done="goes on"), named)

    def _begin(self, role: str) -> None:
        assert self.questionnaire is not None
        practice = Practice.named(self.practice)
        try:
            id = self.assess.store.create(
                self.questionnaire, practice, Respondent("r1", role), self.assess.today, {}
            )
        except StoreError as error:
            self.say(str(error), "bad")
            return
        self.dismiss(id)

    def action_back(self) -> None:
        """One step back, from the first one to the list."""
        if self.problems:
            self.problems = []
            self.say("")
            self.show()
        elif self.questionnaire is not None:
            self.questionnaire = None
            self.show()
        else:
            self.dismiss(None)


def _book_lines(book: Book, width: int) -> list[Line]:
    minutes = f"about {book.minutes} minutes" if book.minutes else ""
    head = ends([Span(book.title, "strong")], [Span(f"{minutes} ", "muted")], width)
    origin = "your own file, " if book.own else ""
    return [head, line(Span(f"{origin}{book.id}", "muted"))]


def _check_name(text: str) -> str:
    return "" if text else "The practice needs a name."


def _beginning(text: str) -> str:
    """The first sentences of a text, as many as a small window has room for."""
    kept = ""
    for sentence in text.split(". "):
        if kept and len(kept) + len(sentence) > LONGEST_ABOUT:
            break
        kept += f"{sentence.rstrip('.')}. "
    return kept.strip() if text else ""
