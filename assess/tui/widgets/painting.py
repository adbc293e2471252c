"""The one widget of this program: it paints lines, scrolls them, and says which target was clicked.

A list of widgets costs a layout for every change; one that paints rows repaints just the rows that differ.
It scrolls by itself: Textual's scrolling would lay the screen out anew whenever the number of lines changes.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from assess.tui.lines import BLANK, EMPTY, Line, Painter, width_of
from assess.tui.theme import ink_style

JOINERS = "\u200c\u200d"
"""Invisible, but some scripts cannot be written without them."""


class Painting(Widget):
    """Shows a picture. Rows that do not fit are reached with the mouse wheel or `scroll_by`."""

    ALLOW_SELECT = False

    class Picked(Message):
        """A click on a target. `twice` for the second of two clicks in a row."""

        def __init__(self, painting: Painting, target: str, *, twice: bool) -> None:
            super().__init__()
            self.painting = painting
            self.target = target
            self.twice = twice

        @property
        def control(self) -> Painting:
            return self.painting

    def __init__(
        self, paint: Painter | None = None, *, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._paint: Painter = paint or (lambda _width, _height: EMPTY)
        self._picture = EMPTY
        self._painted = (0, 0)
        self._top = 0
        self._inks: dict[tuple[str, str], Style] = {}

    @property
    def room(self) -> int:
        """Columns for text; the last one is kept for the scroll bar."""
        return max(self.size.width - 1, 1)

    @property
    def lines(self) -> Sequence[Line]:
        """Everything there is to see; it may be longer than the widget is high."""
        size = self.room, self.size.height
        if self._painted != size:
            # The size is known only now, or is another one: a picture is made for one size.
            self._painted = size
            self._picture = self._paint(*size)
            self._top = self._fitting(self._top, self._picture.keep)
        return self._picture.lines

    def show(self, paint: Painter, *, top: int | None = None) -> None:
        """Show another picture, repainting the rows that differ; `top` is the line to begin with.

        What the picture wants to keep in sight is in sight; otherwise the scroll position stays.
        """
        self._paint = paint
        if not self.size.width:
            self._painted = (0, 0)
            return
        before, thumb = self._seen(), self._thumb()
        self._painted = self.room, self.size.height
        self._picture = paint(*self._painted)
        self._top = self._fitting(self._top if top is None else top, self._picture.keep)
        self._repaint(before, thumb)

    def scroll_by(self, rows: int) -> None:
        """Scroll; beyond the ends nothing happens."""
        before, thumb = self._seen(), self._thumb()
        self._top = self._fitting(self._top + rows, None)
        self._repaint(before, thumb)

    def _fitting(self, top: int, keep: tuple[int, int] | None) -> int:
        height = max(self.size.height, 1)
        if keep is not None:
            top = min(max(top, keep[1] - height), keep[0])
        return max(0, min(top, len(self._picture.lines) - height))

    def _at(self, y: int) -> Line:
        lines = self.lines
        place = self._top + y
        return lines[place] if place < len(lines) else BLANK

    def _seen(self) -> list[Line]:
        return [self._at(y) for y in range(self.size.height)]

    def _repaint(self, before: list[Line], thumb: range) -> None:
        if thumb != self._thumb():
            self.refresh()
            return
        rows = [y for y, row in enumerate(self._seen()) if row != before[y]]
        if rows:
            self.refresh(*(Region(0, y, self.size.width, 1) for y in rows))

    def _thumb(self) -> range:
        """The rows of the scroll bar's thumb; none where everything fits."""
        height, total = self.size.height, len(self.lines)
        if total <= height or not height:
            return range(0)
        length = max(1, height * height // total)
        start = round(self._top * (height - length) / (total - height))
        return range(start, start + length)

    def notify_style_update(self) -> None:
        """Another theme means other inks."""
        super().notify_style_update()
        self._inks.clear()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as the picture has, for a widget whose height is `auto`."""
        return max(len(self._paint(max(width - 1, 1), 0).lines), 1)

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        row = self._at(y)
        base = self._style("", row.fill)
        segments = [
            Segment(_safe(span.text), self._style(span.ink, row.fill)) for span in row.spans if span.text
        ]
        strip = Strip(segments).adjust_cell_length(width, base)
        thumb = self._thumb()
        if not thumb:
            return strip
        mark = Segment(
            "\u2503" if y in thumb else "\u2502", self._style("muted" if y in thumb else "faint", row.fill)
        )
        return Strip([*strip.crop(0, width - 1), mark], width)

    def _style(self, ink: str, fill: str) -> Style:
        style = self._inks.get((ink, fill))
        if style is None:
            style = self.rich_style + ink_style(self.app.theme_variables, ink, fill)
            self._inks[ink, fill] = style
        return style

    def on_click(self, event: events.Click) -> None:
        place = event.get_content_offset(self)
        target = self.target_at(place.x, place.y) if place is not None else ""
        if target:
            event.stop()
            self.post_message(self.Picked(self, target, twice=event.chain > 1))

    def target_at(self, x: int, y: int) -> str:
        """What a click there means; empty for nothing."""
        row = self._at(y)
        column = 0
        for span in row.spans:
            column += width_of(span.text)
            if x < column:
                return span.target or row.target
        return row.target

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.scroll_by(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.scroll_by(-3)


def _safe(text: str) -> str:
    """No control character of anybody's text reaches the terminal."""
    if text.isprintable():
        return text
    return "".join(each if each.isprintable() or each in JOINERS else " " for each in text)
