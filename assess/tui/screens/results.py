"""The results: the total with its range and level, and everything behind it."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal

from assess.core.evaluation import Evaluation
from assess.tui.lines import Line, Picture, Span, ends, indented
from assess.tui.screens.base import PaintedScreen, bindings
from assess.tui.session import Session
from assess.tui.widgets.explained import explained
from assess.tui.widgets.painting import Painting
from assess.tui.widgets.results import result_lines, targets_of, with_cursor


class ResultsScreen(PaintedScreen[None]):
    """The results of one assessment; the cursor goes from number to number."""

    AREA = "results"
    BINDINGS = bindings("results")
    CSS_PATH = "results.tcss"

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.target = "overall"
        self._targets: list[str] = []
        self._lines: list[Line] = []
        self._evaluation: Evaluation | None = None
        self._width = 0
        self.head = Painting(self._paint_head, id="head")
        self.results = Painting(self._paint_results, id="results")
        self.sum = Painting(self._paint_sum, id="sum")

    def compose(self) -> ComposeResult:
        yield self.head
        with Horizontal(id="middle"):
            yield self.results
            yield self.sum
        yield self.foot

    def on_screen_resume(self) -> None:
        """The answers may have changed meanwhile."""
        if self.results.size.width:
            self.show()

    def _paint_head(self, width: int, _height: int) -> Picture:
        left = [Span(f" {self.session.practice}", "title"), Span("   Results", "muted")]
        return Picture([ends(left, [], width, fill="bar")])

    def _paint_results(self, width: int, _height: int) -> Picture:
        evaluation = self.session.evaluation
        if self._evaluation is not evaluation or self._width != width:
            self._evaluation, self._width = evaluation, width
            self._lines = result_lines(evaluation, width)
            self._targets = targets_of(self._lines)
            if self.target not in self._targets:
                self.target = self._targets[0] if self._targets else ""
        return with_cursor(self._lines, self.target)

    def _paint_sum(self, width: int, _height: int) -> Picture:
        return Picture(indented(explained(self.session.evaluation, self.target, width - 2), 1))

    def show(self) -> None:
        """Show the results as they are now."""
        self.head.show(self._paint_head)
        self.results.show(self._paint_results)
        if self.sum.size.width:
            self.sum.show(self._paint_sum, top=0)

    def on_painting_picked(self, event: Painting.Picked) -> None:
        """A click on a number moves the cursor there; on the one under the cursor it opens its sum."""
        super().on_painting_picked(event)
        if event.painting is self.results:
            again = self.target == event.target
            self.target = event.target
            self.show()
            if again:
                self.action_explain()

    def reading(self) -> Painting:
        return self.results

    def move(self, by: int) -> None:
        if not self._targets:
            return
        place = self._targets.index(self.target) + by
        if 0 <= place < len(self._targets):
            self.target = self._targets[place]
            self.show()
        else:
            # Nothing more to stand on, but perhaps still something to read.
            self.results.scroll_by(by * 3)

    def action_explain(self) -> None:
        """Open the sum behind the number; from a question, go to it."""
        kind, _, item = self.target.partition(":")
        if kind == "item":
            self._go_to(item)
        elif self.target:
            from assess.tui.screens.reading import Reading

            evaluation, target = self.session.evaluation, self.target
            self.app.push_screen(Reading(lambda width: explained(evaluation, target, width)))

    def action_interview(self) -> None:
        """Go to the questions; from a question, to that one."""
        kind, _, item = self.target.partition(":")
        self._go_to(item if kind == "item" else "")

    def _go_to(self, item: str) -> None:
        self.session.go(item)
        self.assess.show_area("interview", self.session)

    def action_plan(self) -> None:
        self.assess.show_area("plan", self.session)

    def action_write(self) -> None:
        """Write the action plan as a PDF."""
        from assess.tui.screens.writing import ask_and_write

        ask_and_write(self, self.session)

    def action_back(self) -> None:
        self.assess.back()
