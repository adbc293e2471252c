"""Lines of text with inks: what a screen shows, as plain values that know no terminal.

An ink is a name such as `muted` or `bad`; the style sheet says what it looks like. A target is what a
mouse click on a piece of text means, in the words of the screen that shows it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple, overload

from rich.cells import cell_len

ELLIPSIS = "\u2026"


class Span(NamedTuple):
    """A piece of text in one ink."""

    text: str
    ink: str = ""
    target: str = ""


class Line(NamedTuple):
    """One row. `fill` is the ink of the whole row, `target` what a click anywhere on it means."""

    spans: tuple[Span, ...] = ()
    fill: str = ""
    target: str = ""

    @property
    def text(self) -> str:
        """The characters alone."""
        return "".join(span.text for span in self.spans)

    @property
    def width(self) -> int:
        """Cells that the text takes."""
        return sum(width_of(span.text) for span in self.spans)


BLANK = Line()


class Picture(NamedTuple):
    """Lines made for one size, and which of them must be in sight: the first, and one past the last."""

    lines: Sequence[Line]
    keep: tuple[int, int] | None = None


EMPTY = Picture(())
Painter = Callable[[int, int], Picture]
"""Makes the picture for so many columns and rows."""


def width_of(text: str) -> int:
    """Cells that a text takes: wide characters take two."""
    return len(text) if text.isascii() else cell_len(text)


def line(*parts: Span | str, fill: str = "", target: str = "") -> Line:
    """A row of spans; a plain text is a span in the ordinary ink."""
    spans = tuple(Span(part) if isinstance(part, str) else part for part in parts)
    return Line(spans, fill, target)


@lru_cache(maxsize=2048)
def wrap(text: str, width: int) -> tuple[str, ...]:
    """The text in rows of at most `width` cells, broken between words; a longer word is cut into pieces."""
    width = max(width, 1)
    rows: list[str] = []
    for paragraph in text.split("\n"):
        row = ""
        for word in paragraph.split():
            while width_of(word) > width:
                if row:
                    rows.append(row)
                row, word = "", _cut_off(word, width, rows)
            if row and width_of(row) + 1 + width_of(word) > width:
                rows.append(row)
                row = word
            else:
                row = f"{row} {word}" if row else word
        rows.append(row)
    return tuple(rows)


def _cut_off(word: str, width: int, rows: list[str]) -> str:
    """Put the first `width` cells of a word on a row; what is left of it."""
    head = ""
    for character in word:
        if head and width_of(head + character) > width:
            break
        head += character
    rows.append(head)
    return word[len(head) :]


def paragraph(
    text: str,
    width: int,
    ink: str = "",
    *,
    first: Sequence[Span] = (),
    indent: int = 0,
    fill: str = "",
    target: str = "",
) -> list[Line]:
    """A wrapped text behind an indent; `first` takes the place of the indent on the first row."""
    rows = wrap(text, width - indent)
    lines = []
    for number, row in enumerate(rows):
        lead = tuple(first) if first and number == 0 else (Span(" " * indent),)
        lines.append(Line((*lead, Span(row, ink)), fill, target))
    return lines


def clip(text: str, width: int) -> str:
    """The text if it fits, else its beginning with an ellipsis. For single rows only."""
    if width_of(text) <= width:
        return text
    rows: list[str] = []
    _cut_off(text, max(width - 1, 1), rows)
    head = rows[0].rstrip() if width_of(rows[0]) < width else ""
    return f"{head}{ELLIPSIS}"


def ends(
    left: Iterable[Span], right: Iterable[Span], width: int, *, fill: str = "", target: str = ""
) -> Line:
    """A row with spans at its left and at its right end; the left is clipped where both do not fit."""
    right = tuple(right)
    room = width - sum(width_of(span.text) for span in right)
    spans: list[Span] = []
    for span in left:
        taken = sum(width_of(each.text) for each in spans)
        free = room - taken - (1 if right else 0)
        if free <= 0:
            break
        spans.append(span._replace(text=clip(span.text, free)))
    gap = room - sum(width_of(span.text) for span in spans)
    return Line((*spans, Span(" " * max(gap, 0)), *right), fill, target)


def padded(row: Line, width: int) -> Line:
    """The row made so wide with blanks; a wider one stays as it is."""
    missing = width - row.width
    return row if missing <= 0 else row._replace(spans=(*row.spans, Span(" " * missing)))


def indented(rows: Iterable[Line], by: int) -> list[Line]:
    """The rows moved to the right."""
    return [row._replace(spans=(Span(" " * by), *row.spans)) for row in rows]


def beside(left: Sequence[Line], right: Sequence[Line], width: int, gap: int = 2) -> list[Line]:
    """Two columns; the left one is `width` cells wide."""
    rows = max(len(left), len(right))
    columns = [
        (left[n] if n < len(left) else BLANK, right[n] if n < len(right) else BLANK) for n in range(rows)
    ]
    return [
        Line((*padded(one, width).spans, Span(" " * gap), *other.spans), one.fill, one.target or other.target)
        for one, other in columns
    ]


class Rows(Sequence[Line]):
    """Entries of one height, painted when they come in sight: a list of any length costs one screen."""

    def __init__(self, count: int, height: int, paint: Callable[[int], Sequence[Line]]) -> None:
        self._count, self._height, self._paint = count, height, paint
        self._painted: dict[int, Sequence[Line]] = {}

    def __len__(self) -> int:
        return self._count * self._height

    @overload
    def __getitem__(self, place: int) -> Line: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Line]: ...

    def __getitem__(self, place: int | slice) -> Line | Sequence[Line]:
        if isinstance(place, slice):
            return [self[each] for each in range(*place.indices(len(self)))]
        entry, row = divmod(place, self._height)
        if entry not in self._painted:
            self._painted[entry] = self._paint(entry)
        lines = self._painted[entry]
        return lines[row] if row < len(lines) else BLANK
