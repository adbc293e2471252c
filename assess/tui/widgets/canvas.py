"""The one widget of this program: it paints panes side by side, and says which target was clicked.

A screen is one widget. Several would be painted one after the other, a frame apart, and cost a layout each;
here the rows that differ are painted, all of them at once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from assess.tui.lines import Painter
from assess.tui.theme import ink_style
from assess.tui.widgets.pane import Pane

JOINERS = "\u200c\u200d"
"""Invisible, but some scripts cannot be written without them."""
WHEEL = 3
"""Rows that the wheel scrolls."""


class Canvas(Widget):
    """Shows panes. `place` is called with width and height and places them; a part never covers another."""

    ALLOW_SELECT = False

    class Picked(Message):
        """A click on a target of a pane. `twice` for the second of two clicks in a row."""

        def __init__(self, canvas: Canvas, pane: Pane, target: str, *, twice: bool) -> None:
            super().__init__()
            self.canvas = canvas
            self.pane = pane
            self.target = target
            self.twice = twice

        @property
        def control(self) -> Canvas:
            return self.canvas

    def __init__(
        self,
        panes: Sequence[Pane],
        place: Callable[[int, int], None],
        *,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.panes = tuple(panes)
        self._placing = place
        self._placed = Size(0, 0)
        self._inks: dict[tuple[str, str], Style] = {}
        for pane in self.panes:
            pane.changed = self._repaint

    def place_again(self) -> None:
        """Place the panes anew: one of them wants another size."""
        self._placed = Size(0, 0)
        self.refresh()

    def _place(self) -> None:
        if self._placed != self.size:
            self._placed = self.size
            self._placing(self.size.width, self.size.height)

    def _repaint(self, rows: Sequence[int]) -> None:
        self.refresh(*(Region(0, row, self.size.width, 1) for row in rows))

    def on_resize(self) -> None:
        """The panes are where they belong before anything else is done with them."""
        self._place()

    def notify_style_update(self) -> None:
        """Another theme means other inks."""
        super().notify_style_update()
        self._inks.clear()

    def render_line(self, y: int) -> Strip:
        """One row of the screen: what each pane has there, from left to right."""
        self._place()
        segments: list[Segment] = []
        across = 0
        for pane in sorted((p for p in self.panes if p.y <= y < p.y + p.height), key=lambda p: p.x):
            if pane.x > across:
                segments.append(Segment(" " * (pane.x - across), self._style("", "")))
            segments += self._pane_row(pane, y)
            across = pane.x + pane.width
        return Strip(segments).adjust_cell_length(self.size.width, self._style("", ""))

    def _pane_row(self, pane: Pane, y: int) -> Strip:
        row = pane.row(y - pane.y)
        spans = [
            Segment(_safe(span.text), self._style(span.ink, row.fill)) for span in row.spans if span.text
        ]
        return Strip(spans).adjust_cell_length(pane.width, self._style("", row.fill))

    def _style(self, ink: str, fill: str) -> Style:
        style = self._inks.get((ink, fill))
        if style is None:
            style = self.rich_style + ink_style(self.app.theme_variables, ink, fill)
            self._inks[ink, fill] = style
        return style

    def _pane_at(self, x: int, y: int) -> Pane | None:
        return next((pane for pane in self.panes if pane.holds(x, y)), None)

    def on_click(self, event: events.Click) -> None:
        """Say what was clicked."""
        place = event.get_content_offset(self)
        pane = self._pane_at(place.x, place.y) if place is not None else None
        if pane is None or place is None:
            return
        target = pane.target_at(place.x, place.y)
        if target:
            event.stop()
            self.post_message(self.Picked(self, pane, target, twice=event.chain > 1))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll the pane below the mouse."""
        self._wheel(event, WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll the pane below the mouse."""
        self._wheel(event, -WHEEL)

    def _wheel(self, event: events.MouseEvent, rows: int) -> None:
        event.stop()
        pane = self._pane_at(event.x, event.y)
        if pane is not None:
            pane.scroll_by(rows)


class Painting(Canvas):
    """A canvas with a single pane as large as itself, for windows that have other widgets too."""

    def __init__(self, paint: Painter, *, id: str | None = None, classes: str | None = None) -> None:
        self._painter = paint
        self.pane = Pane(paint)
        super().__init__([self.pane], self._fill, id=id, classes=classes)

    def _fill(self, width: int, height: int) -> None:
        self.pane.place(0, 0, width, height)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """As many rows as the picture has, for a height of `auto`."""
        return max(len(self._painter(max(width - 1, 1), 0).lines), 1)


def _safe(text: str) -> str:
    """No control character of anybody's text reaches the terminal."""
    if text.isprintable():
        return text
    return "".join(each if each.isprintable() or each in JOINERS else " " for each in text)
