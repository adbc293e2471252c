"""The plan: what to do now, next and later, what to watch and to find out, each with its details."""

from __future__ import annotations

from textual.app import ComposeResult

from assess.core.evaluation import Evaluation
from assess.tui.lines import Picture, Span, ends, paragraph, width_of
from assess.tui.screens.base import PaintedScreen, bindings
from assess.tui.session import Session
from assess.tui.widgets.pane import Pane, rule
from assess.tui.widgets.plan import PlanEntry, PlanPart, list_lines, parts_of
from assess.tui.widgets.results import with_cursor

NOTHING = "There is nothing to do yet: actions follow from the answers. i goes to the questions."

LEAST, MOST = 36, 64
"""Columns of the list."""
ROOMY = 100
WIDEST = 96


class PlanScreen(PaintedScreen[None]):
    """The plan of one assessment, a list beside the details of the entry under the cursor."""

    AREA = "plan"
    BINDINGS = bindings("plan")

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.parts: tuple[PlanPart, ...] = ()
        self.entries: list[PlanEntry] = []
        self.cursor = 0
        self._evaluation: Evaluation | None = None
        self.list = Pane(self._paint_list)
        self.rule = rule()
        self.details = Pane(self._paint_details)

    def panes(self) -> tuple[Pane, ...]:
        return (self.list, self.rule, self.details)

    def place_panes(self, width: int, top: int, height: int) -> None:
        left = min(max(width * 2 // 5, LEAST), MOST)
        gap = 1 if width < ROOMY else 2
        self.list.place(0, top + 1, left, height - 1)
        self.rule.place(left + 1, top, 1, height)
        x = left + 2 + gap
        self.details.place(x, top + 1, min(width - x, WIDEST), height - 1)

    def on_screen_resume(self) -> None:
        """The answers may have changed meanwhile."""
        if self.shown:
            self.show()

    def _read(self) -> None:
        evaluation = self.session.evaluation
        if self._evaluation is evaluation:
            return
        self._evaluation = evaluation
        self.parts = parts_of(evaluation, self.assess.today)
        self.entries = [entry for part in self.parts for entry in part.entries]
        self.cursor = min(self.cursor, max(len(self.entries) - 1, 0))

    @property
    def current(self) -> PlanEntry | None:
        """The entry under the cursor."""
        return self.entries[self.cursor] if self.entries else None

    def compose(self) -> ComposeResult:
        self._read()
        yield from super().compose()

    def paint_head(self, width: int, _height: int) -> Picture:
        counts = "   ".join(f"{part.title} {len(part.entries)}" for part in self.parts)
        left = [Span(f" {self.session.practice}", "title"), Span("   Plan", "muted")]
        right = [Span(f"{counts} ", "muted")]
        if sum(width_of(span.text) for span in left + right) >= width:
            right = []
        return Picture([ends(left, right, width, fill="bar")])

    def _paint_list(self, width: int, _height: int) -> Picture:
        if self.current is None:
            return Picture(paragraph(NOTHING, width - 1, "muted", indent=1))
        return with_cursor(list_lines(self.parts, width), self.current.target)

    def _paint_details(self, width: int, _height: int) -> Picture:
        if self.current is None:
            return Picture(())
        return Picture(self.current.details(width))

    def show(self) -> None:
        """Show the plan as it is now."""
        self._read()
        self.head.show()
        self.list.show()
        self.details.show(top=0)

    def picked(self, pane: Pane, target: str, *, twice: bool) -> None:  # noqa: ARG002
        """A click shows the details; on an address it is opened."""
        if pane is self.details:
            self.app.open_url(target.removeprefix("link:"))
            return
        self.cursor = [entry.target for entry in self.entries].index(target)
        self.show()

    def reading(self) -> Pane:
        return self.details

    def move(self, by: int) -> None:
        self.cursor = max(0, min(self.cursor + by, len(self.entries) - 1))
        self.show()

    def action_write(self) -> None:
        """Write the action plan as a PDF."""
        from assess.tui.screens.writing import ask_and_write

        ask_and_write(self, self.session)

    def action_results(self) -> None:
        self.assess.show_area("results", self.session)

    def action_interview(self) -> None:
        """Go to the questions; from a thing to find out, to that one."""
        kind, _, item = self.current.target.partition(":") if self.current else ("", "", "")
        if kind == "item":
            self.session.go(item)
        self.assess.show_area("interview", self.session)

    def action_back(self) -> None:
        self.assess.back()
