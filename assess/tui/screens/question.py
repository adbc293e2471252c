"""One question on the screen, with everything beside it; and saving what is said to it."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import Horizontal

from assess.store.database import StoreError
from assess.tui.asking import Asked
from assess.tui.lines import Picture, Span, ends, width_of
from assess.tui.outcomes import Outcome
from assess.tui.screens.base import PaintedScreen
from assess.tui.session import Session
from assess.tui.widgets.item import paint_asked
from assess.tui.widgets.live import paint_live
from assess.tui.widgets.painting import Painting
from assess.tui.widgets.sections import paint_sections

ALL_ANSWERED = "Every question has an answer; r shows the results."
GO_BACK = "\u2190 goes back to it."
ANSWER_FIRST = "Answer first: a note or evidence belongs to an answer."


class QuestionScreen(PaintedScreen[None]):
    """The question where the session stands. What can be done with it is the interview's."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.asked: Asked = session.asked()
        self.cursor = self.asked.first_mark
        self._moved: int | None = None
        self.head = Painting(self._paint_head, id="head")
        self.sections = Painting(self._paint_sections, id="sections")
        self.question = Painting(self._paint_question, id="question")
        self.live = Painting(self._paint_live, id="live")

    def compose(self) -> ComposeResult:
        yield self.head
        with Horizontal(id="middle"):
            yield self.sections
            yield self.question
            yield self.live
        yield self.foot

    # Showing

    def _paint_head(self, width: int, _height: int) -> Picture:
        standing = self.session.standing
        progress = f"{standing.coverage.answered} of {standing.coverage.applicable} answered"
        score = "" if standing.score is None else f"   {standing.level_title} {standing.score}"
        left = [
            Span(f" {self.session.practice}", "title"),
            Span(f"   {self.session.questionnaire.title}", "muted"),
        ]
        right = [Span(progress, "muted"), Span(f"{score} ", "strong")]
        if sum(width_of(span.text) for span in left + right) >= width:
            left = left[:1]
        return Picture([ends(left, right, width, fill="bar")])

    def _paint_sections(self, width: int, _height: int) -> Picture:
        return paint_sections(self.session, width)

    def _paint_question(self, width: int, height: int) -> Picture:
        return paint_asked(self.asked, self.cursor, width, height)

    def _paint_live(self, width: int, _height: int) -> Picture:
        return paint_live(self.session, self._moved, width)

    def show(self, *, top: int | None = None) -> None:
        """Show the session as it stands."""
        self.asked = self.session.asked()
        self.head.show(self._paint_head)
        self.sections.show(self._paint_sections)
        self.question.show(self._paint_question, top=top)
        if self.live.size.width:
            self.live.show(self._paint_live)

    def arrive(self) -> None:
        """Show the question here from its beginning, the cursor on its answer."""
        self.cursor = self.session.asked().first_mark
        self.show(top=0)
        # After the picture: the key is answered first, then its place is noted down.
        self.call_after_refresh(self._keep_position)

    def _keep_position(self) -> None:
        self.attempt(self.session.keep_position)

    def on_screen_resume(self) -> None:
        """Another screen may have moved on in the session."""
        if self.question.size.width:
            self.arrive()

    # Saving

    def change(self, act: Callable[[], Outcome], *, stay: bool = False) -> None:
        """Make a change and show what came of it; an answer to an open question leads on to the next."""
        was_open = not self.asked.answered
        done: list[Outcome] = []
        if not self.attempt(lambda: done.append(act())):
            return
        self._moved = done[0].moved
        sentence = done[0].sentence
        if stay or not was_open:
            self.show()
        elif self.session.advance():
            self.arrive()
            sentence = f"{sentence} {GO_BACK}"
        else:
            self.arrive()
            sentence = f"{sentence} {ALL_ANSWERED}"
        self.say(sentence, "good")
