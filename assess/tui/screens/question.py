"""One question on the screen, with everything beside it; and saving what is said to it."""

from __future__ import annotations

from collections.abc import Callable

from assess.tui.asking import Asked
from assess.tui.lines import Picture, Span, ends, width_of
from assess.tui.outcomes import Outcome
from assess.tui.screens.base import PaintedScreen
from assess.tui.session import Session
from assess.tui.widgets.item import WIDEST, paint_asked
from assess.tui.widgets.live import paint_live
from assess.tui.widgets.pane import Pane, rule
from assess.tui.widgets.sections import paint_sections

ALL_ANSWERED = "Every question has an answer; r shows the results."
GO_BACK = "\u2190 goes back to it."
ANSWER_FIRST = "Answer first: a note or evidence belongs to an answer."

ROOMY = 100
"""Columns from which on there is air around the question."""
SIDES = ((180, 44, 40), (140, 38, 36), (116, 34, 28), (ROOMY, 36, 0), (0, 26, 0))
"""From how many columns on how many of them are for the parts, and how many for the score so far."""


class QuestionScreen(PaintedScreen[None]):
    """The question where the session stands. What can be done with it is the interview's."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.asked: Asked = session.asked()
        self.cursor = self.asked.first_mark
        self._moved: int | None = None
        self.sections = Pane(self._paint_sections)
        self.question = Pane(self._paint_question)
        self.live = Pane(self._paint_live)
        self.rules = rule(), rule()

    def panes(self) -> tuple[Pane, ...]:
        return (self.sections, self.rules[0], self.question, self.rules[1], self.live)

    def place_panes(self, width: int, top: int, height: int) -> None:
        """The parts at the left, the question, and in wide windows the score so far at the right."""
        left, right = next((left, right) for columns, left, right in SIDES if width >= columns)
        # In small windows every row and column is for the question.
        above, gap = (0, 1) if width < ROOMY else (1, 2)
        self.sections.place(0, top + above, left, height - above)
        self.rules[0].place(left, top, 1, height)
        x = left + gap
        self.question.place(x, top + above, min(width - right - x, WIDEST + 1), height - above)
        if right:
            self.rules[1].place(width - right, top, 1, height)
            self.live.place(width - right + 2, top + above, right - 2, height - above)
        else:
            self.rules[1].hide()
            self.live.hide()

    # Showing

    def paint_head(self, width: int, _height: int) -> Picture:
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
        self.head.show()
        self.sections.show()
        self.question.show(top=top)
        self.live.show()

    def arrive(self) -> None:
        """Show the question here from its beginning, the cursor on its answer."""
        self.cursor = self.session.asked().first_mark
        self.show(top=0)
        self.foot.show()
        # After the picture: the key is answered first, then its place is noted down.
        self.call_after_refresh(self._keep_position)

    def _keep_position(self) -> None:
        self.attempt(self.session.keep_position)

    def on_screen_resume(self) -> None:
        """Another screen may have moved on in the session."""
        if self.shown:
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
