"""Home: all assessments, each a key away from the question where it was left."""

from __future__ import annotations

from textual import work
from textual.app import ComposeResult

from assess.store.database import Summary
from assess.tui.lines import Picture, Span, ends
from assess.tui.screens.base import PaintedScreen, bindings
from assess.tui.widgets.home_list import paint_empty, paint_list
from assess.tui.widgets.pane import Pane

NONE_YET = "There are no assessments yet. Press n to begin one."
PAGE = 4
"""Assessments that the page keys pass over."""
PREPARING = "Preparing the sample clinic ..."


class HomeScreen(PaintedScreen[None]):
    """The list of assessments."""

    AREA = "home"
    BINDINGS = bindings("home")

    def __init__(self) -> None:
        super().__init__()
        self.summaries: list[Summary] = []
        self.cursor = 0
        self._empty = NONE_YET
        self.entries = Pane(self._paint_entries)

    def panes(self) -> tuple[Pane, ...]:
        return (self.entries,)

    def place_panes(self, width: int, top: int, height: int) -> None:
        self.entries.place(0, top + 1, width, height - 1)

    def compose(self) -> ComposeResult:
        self._read()
        if not self.summaries and not self.assess.store.assessments(archived=True):
            self._empty = PREPARING
            self.call_after_refresh(self._import_sample)
        yield from super().compose()

    def on_screen_resume(self) -> None:
        """Another screen may have changed anything."""
        if self.shown:
            self.reload()

    def reload(self, keep: int | None = None) -> None:
        """Read the list anew; the cursor stays on the assessment `keep`, or the one it was on."""
        keep = self.current.id if keep is None and self.current else keep
        if not self.attempt(self._read):
            return
        ids = [summary.id for summary in self.summaries]
        self.cursor = ids.index(keep) if keep in ids else min(self.cursor, max(len(ids) - 1, 0))
        self._show()

    def _read(self) -> None:
        self.summaries = self.assess.store.assessments()

    @property
    def current(self) -> Summary | None:
        """The assessment under the cursor."""
        return self.summaries[self.cursor] if self.cursor < len(self.summaries) else None

    def _show(self) -> None:
        self.head.show()
        self.entries.show()

    def paint_head(self, width: int, _height: int) -> Picture:
        many = len(self.summaries)
        count = f"{many} assessment{'' if many == 1 else 's'}"
        left = [Span(" assess", "title"), Span("   Ready for integrated care?", "muted")]
        return Picture([ends(left, [Span(f"{count} ", "muted")], width, fill="bar")])

    def _paint_entries(self, width: int, _height: int) -> Picture:
        if not self.summaries:
            return paint_empty(self._empty, width)
        return paint_list(self.summaries, self.cursor, width)

    @work(thread=True)
    def _import_sample(self) -> None:
        from assess.tui.sample import import_sample

        id = import_sample(self.assess.home)
        self.app.call_from_thread(self._sample_ready, id)

    def _sample_ready(self, id: int | None) -> None:
        self._empty = NONE_YET
        self.reload(id)

    def picked(self, pane: Pane, target: str, *, twice: bool) -> None:  # noqa: ARG002
        """A click moves the cursor; a second one opens."""
        self.cursor = int(target.removeprefix("entry:"))
        self._show()
        if twice:
            self.action_open()

    # Commands

    def move(self, by: int) -> None:
        self.cursor = max(0, min(self.cursor + by, len(self.summaries) - 1))
        self.entries.show()

    def action_page_up(self) -> None:
        self.move(-PAGE)

    def action_page_down(self) -> None:
        self.move(PAGE)

    def action_open(self) -> None:
        """Go on with the assessment under the cursor."""
        self._go("interview")

    def action_results(self) -> None:
        self._go("results")

    def action_plan(self) -> None:
        self._go("plan")

    def _go(self, area: str) -> None:
        if self.current is not None:
            self.assess.open_assessment(self.current.id, area)

    def action_new(self) -> None:
        """Begin a new assessment."""
        from assess.tui.screens.new import NewScreen

        self.app.push_screen(NewScreen(), self._begun)

    def _begun(self, id: int | None) -> None:
        if id is not None:
            self.assess.open_assessment(id, "interview")

    def action_delete(self) -> None:
        """Take the assessment off the list; it is gone for good when the program is left."""
        if self.current is None:
            return
        gone = self.current
        if self.attempt(lambda: self.assess.set_aside(gone.id)):
            self.reload()
            self.say(f"Deleted: {gone.practice.name or gone.practice.id}. Press z to bring it back.")

    def action_undo(self) -> None:
        """Bring back what was deleted last."""
        if not self.assess.set_aside_ids:
            self.say("Nothing was deleted.")
            return
        id = self.assess.set_aside_ids[-1]
        if self.attempt(self.assess.bring_back):
            self.reload(id)
            self.say("Brought back.")

    def action_leave(self) -> None:
        self.assess.action_leave()
