"""Where the parts of a YAML file stand, worked out from what the reading noted, when something is wrong."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from assess.store.yaml_text import Text
from assess.store.yaml_types import Path, Plain


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a file, counting from 1."""

    line: int
    column: int


Marks = tuple[Mark, Mark]
"""The place of a key (or list entry) and of its value."""


@dataclass(slots=True)
class _Wanted:
    """A part that is looked for, or stands above one that is; `places` are positions in `offsets`."""

    inside: dict[str | int, _Wanted] = field(default_factory=dict)
    places: tuple[int, int] | None = None


def locate(text: Text, paths: Iterable[Path]) -> Mapping[Path, Marks]:
    """Where each path stands: the place of its key (or list entry) and of its value.

    A path that does not exist is answered with the place of the nearest mapping or list above it.
    """
    paths = set(paths)
    whole = _Wanted(places=(0, 0))
    for path in paths:
        part = whole
        for step in path:
            part = part.inside.setdefault(step, _Wanted())
    if text.content is None:
        return {path: (Mark(1, 1), Mark(1, 1)) for path in paths}
    _find(text.content, whole, 0, text.orders)
    starts = _line_starts(text.text)
    return {path: _marks(_nearest(whole, path), text.offsets, starts) for path in paths}


def _find(part: Plain, wanted: _Wanted, at: int, orders: Mapping[int, Sequence[tuple[str, Plain]]]) -> int:
    """Note where wanted parts stand below a mapping or list; the position behind its last part."""
    at += 1
    if isinstance(part, dict):
        for key, value in orders.get(id(part)) or part.items():
            child = wanted.inside.get(key)
            if child is not None:
                child.places = (at, at + 1)
            at = _behind(value, child, at + 1, orders)
    else:
        for number, value in enumerate(part):
            child = wanted.inside.get(number)
            if child is not None:
                child.places = (at, at)
            at = _behind(value, child, at, orders)
    return at


def _behind(
    value: Plain, wanted: _Wanted | None, at: int, orders: Mapping[int, Sequence[tuple[str, Plain]]]
) -> int:
    if isinstance(value, str):
        return at + 1
    if wanted is not None and wanted.inside:
        return _find(value, wanted, at, orders)
    return at + _size(value, orders)


def _size(value: Plain, orders: Mapping[int, Sequence[tuple[str, Plain]]]) -> int:
    """How many keys and values there are in a part, itself included."""
    if isinstance(value, dict):
        entries = orders.get(id(value))
        values = [value for _, value in entries] if entries else value.values()
        size = 1 + len(values)
    else:
        values, size = value, 1
    for inner in values:
        size += 1 if isinstance(inner, str) else _size(inner, orders)
    return size


def _nearest(whole: _Wanted, path: Path) -> tuple[int, int]:
    found, part = (0, 0), whole
    for step in path:
        part = part.inside[step]
        if part.places is None:
            break
        found = part.places
    return found


def _line_starts(text: str) -> list[int]:
    return [0, *(found.end() for found in re.finditer(r"\r\n?|\n", text))]


def _marks(places: tuple[int, int], offsets: Sequence[int], starts: Sequence[int]) -> Marks:
    return _mark(offsets[places[0]], starts), _mark(offsets[places[1]], starts)


def _mark(offset: int, starts: Sequence[int]) -> Mark:
    line = bisect_right(starts, offset)
    return Mark(line, offset - starts[line - 1] + 1)
