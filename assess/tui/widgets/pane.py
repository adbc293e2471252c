"""A pane: a rectangle of the screen that shows a picture, scrolled as far as it has to be. No widget."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assess.tui.lines import BLANK, EMPTY, Line, Painter, Picture, Span, line, width_of

THUMB, TRACK = "\u2503", "\u2502"


class Pane:
    """Shows a picture. Its last column is the scroll bar's, which is there only when it is needed.

    `changed` is told which rows of the screen have to be painted again.
    """

    def __init__(self, paint: Painter | None = None) -> None:
        self._paint: Painter = paint or (lambda _width, _height: EMPTY)
        self._picture = EMPTY
        self._painted = (0, 0)
        self._top = 0
        self.x = self.y = self.width = self.height = 0
        self.changed: Callable[[Sequence[int]], None] = lambda _rows: None

    def place(self, x: int, y: int, width: int, height: int) -> None:
        """Where it stands on the screen; without width or height it is not to be seen."""
        self.x, self.y, self.width, self.height = x, y, max(width, 0), max(height, 0)

    def hide(self) -> None:
        """Take it off the screen."""
        self.place(0, 0, 0, 0)

    @property
    def seen(self) -> bool:
        """Whether it is on the screen at all."""
        return self.width > 0 and self.height > 0

    @property
    def room(self) -> int:
        """Columns for text."""
        return max(self.width - 1, 1)

    @property
    def lines(self) -> Sequence[Line]:
        """Everything there is to see; it may be longer than the pane is high."""
        size = self.room, self.height
        if self._painted != size:
            # The size is known only now, or is another one: a picture is made for one size.
            self._painted = size
            self._picture = self._paint(*size)
            self._top = self._fitting(self._top, self._picture.keep)
        return self._picture.lines

    def show(self, paint: Painter | None = None, *, top: int | None = None) -> None:
        """Show the picture anew, or another one; `top` is the line to begin with.

        What the picture wants to keep in sight is in sight; otherwise the scroll position stays.
        """
        self._paint = paint or self._paint
        if not self.seen:
            self._painted = (0, 0)
            return
        before = self._rows()
        self._painted = self.room, self.height
        self._picture = self._paint(*self._painted)
        self._top = self._fitting(self._top if top is None else top, self._picture.keep)
        self._tell(before)

    def scroll_by(self, rows: int) -> None:
        """Scroll; beyond the ends nothing happens."""
        before = self._rows()
        self._top = self._fitting(self._top + rows, None)
        self._tell(before)

    def scroll_page(self, direction: int) -> None:
        """Scroll by as much as is to be seen, but for two rows to find one's place again."""
        self.scroll_by(direction * max(self.height - 2, 1))

    def _fitting(self, top: int, keep: tuple[int, int] | None) -> int:
        if keep is not None:
            top = min(max(top, keep[1] - self.height), keep[0])
        return max(0, min(top, len(self._picture.lines) - self.height))

    def row(self, y: int) -> Line:
        """A row as it stands on the screen, so wide as the pane; `y` counts from the pane's own top."""
        lines = self.lines
        place = self._top + y
        row = lines[place] if place < len(lines) else BLANK
        thumb = self._thumb()
        if not thumb:
            return row
        mark = Span(THUMB, "muted") if y in thumb else Span(TRACK, "faint")
        missing = self.width - 1 - row.width
        return row._replace(spans=(*row.spans, Span(" " * missing), mark))

    def _rows(self) -> list[Line]:
        return [self.row(y) for y in range(self.height)]

    def _tell(self, before: Sequence[Line]) -> None:
        rows = [self.y + y for y, row in enumerate(self._rows()) if row != before[y]]
        if rows:
            self.changed(rows)

    def _thumb(self) -> range:
        """The rows of the scroll bar's thumb; none where everything fits."""
        total = len(self._picture.lines)
        if total <= self.height or not self.height:
            return range(0)
        length = max(1, self.height * self.height // total)
        start = round(self._top * (self.height - length) / (total - self.height))
        return range(start, start + length)

    def target_at(self, x: int, y: int) -> str:
        """What a click there means, in the screen's own rows and columns; empty for nothing."""
        row = self.row(y - self.y)
        column = self.x
        for span in row.spans:
            column += width_of(span.text)
            if x < column:
                return span.target or row.target
        return row.target

    def holds(self, x: int, y: int) -> bool:
        """Whether this place of the screen belongs to it."""
        return self.x <= x < self.x + self.width and self.y <= y < self.y + self.height


def rule() -> Pane:
    """A line from top to bottom between two panes."""

    def paint(_width: int, height: int) -> Picture:
        return Picture([line(Span(TRACK, "faint"))] * height)

    return Pane(paint)
