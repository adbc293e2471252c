"""The results: the total with its range and level, and everything behind it."""

from __future__ import annotations

from assess.core.evaluation import Evaluation
from assess.tui.lines import Line, Picture, Span, ends
from assess.tui.screens.base import PaintedScreen, bindings
from assess.tui.session import Session
from assess.tui.widgets.explained import explained
from assess.tui.widgets.pane import Pane, rule
from assess.tui.widgets.results import WIDEST, result_lines, targets_of, with_cursor

WIDE = 128
"""Columns from which on there is room for two panes."""


class ResultsScreen(PaintedScreen[None]):
    """The results of one assessment; the cursor goes from number to number."""

    AREA = "results"
    BINDINGS = bindings("results")

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.target = "overall"
        self._targets: list[str] = []
        self._lines: list[Line] = []
        self._evaluation: Evaluation | None = None
        self._width = 0
        self.results = Pane(self._paint_results)
        self.rule = rule()
        self.sum = Pane(self._paint_sum)

    def panes(self) -> tuple[Pane, ...]:
        return (self.results, self.rule, self.sum)

    def place_panes(self, width: int, top: int, height: int) -> None:
        """In wide windows the sum behind the number under the cursor stands beside the results."""
        if width < WIDE:
            self.results.place(0, top + 1, width, height - 1)
            self.rule.hide()
            self.sum.hide()
            return
        left = min(width * 3 // 5, WIDEST + 4)
        self.results.place(0, top + 1, left, height - 1)
        self.rule.place(left + 1, top, 1, height)
        self.sum.place(left + 4, top + 1, min(width - left - 4, WIDEST), height - 1)

    def on_screen_resume(self) -> None:
        """The answers may have changed meanwhile."""
        if self.shown:
            self.show()

    def paint_head(self, width: int, _height: int) -> Picture:
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
        return Picture(explained(self.session.evaluation, self.target, width - 1))

    def show(self) -> None:
        """Show the results as they are now."""
        self.head.show()
        self.results.show()
        self.sum.show(top=0)

    def picked(self, pane: Pane, target: str, *, twice: bool) -> None:  # noqa: ARG002
        """A click on a number moves the cursor there; a second one opens its sum."""
        self.target = target
        self.show()
        if twice:
            self.action_explain()

    def reading(self) -> Pane:
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
