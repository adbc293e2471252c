"""Where the parts of a YAML file stand: a second reading of the events, as far as needed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from assess.store.yaml_events import open_parser

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a file, counting from 1."""

    line: int
    column: int


Marks = tuple[Mark, Mark]
"""The place of a key (or list entry) and of its value."""


@dataclass(slots=True)
class _Wanted:
    """A part of the file that is looked for, or stands above one that is."""

    inside: dict[str | int, _Wanted] = field(default_factory=dict)
    marks: Marks | None = None


def locate(text: str, paths: Iterable[Path]) -> Mapping[Path, Marks]:
    """Where each path stands: the place of its key (or list entry) and of its value.

    A path that does not exist is answered with the place of the nearest mapping or list above it. The
    text must have been read by `read_text` before.
    """
    paths = set(paths)
    whole, count = _Wanted(), 1
    for path in paths:
        part = whole
        for step in path:
            if step not in part.inside:
                part.inside[step] = _Wanted()
                count += 1
            part = part.inside[step]
    parser = open_parser(text)
    try:
        _find(parser.get_event, whole, count)
    except yaml.YAMLError:
        pass  # what comes after the first syntax error has no place
    finally:
        parser.dispose()
    return {path: _nearest(whole, path) for path in paths}


def _nearest(whole: _Wanted, path: Path) -> Marks:
    found, part = whole.marks or (Mark(1, 1), Mark(1, 1)), whole
    for step in path:
        part = part.inside[step]
        if part.marks is None:
            break
        found = part.marks
    return found


def _find(next_event: Callable[[], Any], whole: _Wanted, count: int) -> None:
    """Read until all `count` wanted parts are found or the file ends, passing over what holds none."""
    stack: list[tuple[_Wanted, bool, int]] = []
    around, is_map, position = _Wanted({0: whole}), False, -1
    key: Any = None
    while count and (event := next_event()) is not None:
        kind = type(event)
        if kind in _ENDS:
            around, is_map, position = stack.pop()
            key = None
            continue
        if kind not in _NODES:
            continue
        if is_map and key is None:
            key = event
            continue
        position += 1
        part = around.inside.get(key.value if is_map else position)
        if part is not None and part.marks is None:
            part.marks = (_mark(event if key is None else key), _mark(event))
            count -= 1
        key = None
        if kind in _STARTS:
            if part is None or not part.inside:
                _pass_over(next_event)
            else:
                stack.append((around, is_map, position))
                around, is_map, position = part, kind is MappingStartEvent, -1


def _pass_over(next_event: Callable[[], Any]) -> None:
    depth = 1
    while depth:
        kind = type(next_event())
        if kind in _STARTS:
            depth += 1
        elif kind in _ENDS:
            depth -= 1


def _mark(event: Any) -> Mark:
    return Mark(event.start_mark.line + 1, event.start_mark.column + 1)


_STARTS = {MappingStartEvent, SequenceStartEvent}
_ENDS = {MappingEndEvent, SequenceEndEvent}
_NODES = {ScalarEvent, AliasEvent, *_STARTS}
