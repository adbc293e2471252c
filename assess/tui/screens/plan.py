"""The plan: what to do now, next and later, what to watch and to find out, each with all that is said of it."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal

from assess.core.evaluation import Evaluation
from assess.tui.lines import Picture, Span, ends, indented, paragraph, width_of
from assess.tui.screens.base import PaintedScreen, bindings
from assess.tui.session import Session
from assess.tui.widgets.painting import Painting
from assess.tui.widgets.plan import PlanEntry, PlanPart, list_lines, parts_of
from assess.tui.widgets.results import with_cursor

NOTHING = "There is nothing to do yet: actions follow from the answers. i goes to the questions."


class PlanScreen(PaintedScreen[None]):
    """The plan of one assessment, a list beside the details of the entry under the cursor."""

    AREA = "plan"
    BINDINGS = bindings("plan")
    CSS_PATH = "plan.tcss"

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.parts: tuple[PlanPart, ...] = ()
        self.entries: list[PlanEntry] = []
        self.cursor = 0
        self._evaluation: Evaluation | None = None
        self.head = Painting(self._paint_head, id="head")
        self.list = Painting(self._paint_list, id="list")
        self.details = Painting(self._paint_details, id="details")

    def compose(self) -> ComposeResult:
        self._read()
        yield self.head
        with Horizontal(id="middle"):
            yield self.list
            yield self.details
        yield self.foot

    def on_screen_resume(self) -> None:
        """The answers may have changed meanwhile."""
        if self.list.size.width:
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

    def _paint_head(self, width: int, _height: int) -> Picture:
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
        return Picture(indented(self.current.details(min(width, 92) - 2), 1))

    def show(self) -> None:
        """Show the plan as it is now."""
        self._read()
        self.head.show(self._paint_head)
        self.list.show(self._paint_list)
        self.details.show(self._paint_details, top=0)

    def on_painting_picked(self, event: Painting.Picked) -> None:
        """A click shows the details; on an address it is opened."""
        super().on_painting_picked(event)
        if event.painting is self.list:
            targets = [entry.target for entry in self.entries]
            self.cursor = targets.index(event.target)
            self.show()
        elif event.painting is self.details:
            self.app.open_url(event.target.removeprefix("link:"))

    def reading(self) -> Painting:
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
