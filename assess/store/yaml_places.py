"""Where the parts of a YAML file stand: a second reading of the events, as far as needed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
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


def locate(data: bytes, paths: Iterable[Path]) -> Mapping[Path, tuple[Mark, Mark]]:
    """Where each path stands: the place of its key (or list entry) and of its value.

    A path that does not exist is answered with the place of the nearest mapping or list above it. The
    file must have been read by `read_text` before.
    """
    finder = _Finder(paths)
    parser = open_parser(data.decode("utf-8-sig"))
    try:
        finder.run(parser.get_event)
    except yaml.YAMLError:
        pass  # what comes after the first syntax error has no place
    finally:
        parser.dispose()
    return finder.places()


class _Finder:
    """Walks the events with the current path and notes the marks of the wanted ones and of all above them."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self._wanted = set(paths)
        self._watched = {path[:n] for path in self._wanted for n in range(len(path) + 1)}
        self._open = len(self._watched)
        self._found: dict[Path, tuple[Mark, Mark]] = {}

    def places(self) -> dict[Path, tuple[Mark, Mark]]:
        """The marks of every wanted path, or of the nearest one above it."""
        return {path: self._nearest(path) for path in self._wanted}

    def _nearest(self, path: Path) -> tuple[Mark, Mark]:
        for length in range(len(path), -1, -1):
            if path[:length] in self._found:
                return self._found[path[:length]]
        return Mark(1, 1), Mark(1, 1)

    def _note(self, path: Path, key_event: Any, event: Any) -> None:
        if path in self._watched and path not in self._found:
            self._found[path] = (_mark(key_event), _mark(event))
            self._open -= 1

    def run(self, next_event: Any) -> None:
        """Read until every watched path is found or the file ends.

        A branch that holds nothing wanted is walked with the path None, which is cheap.
        """
        stack: list[tuple[Path | None, bool, int]] = []
        path: Path | None = ()
        is_map, position, key = False, -1, None
        while self._open and (event := next_event()) is not None:
            kind = type(event)
            if kind is MappingEndEvent or kind is SequenceEndEvent:
                path, is_map, position = stack.pop()
                key = None
            elif kind in _NODES:
                if is_map and key is None:
                    key = event
                    continue
                child: Path | None = None
                if path is not None:
                    if not stack:
                        child = ()
                    elif is_map:
                        child = (*path, key.value)
                    else:
                        position += 1
                        child = (*path, position)
                    self._note(child, key or event, event)
                key = None
                if kind is MappingStartEvent or kind is SequenceStartEvent:
                    stack.append((path, is_map, position))
                    path = child if child in self._watched else None
                    is_map, position = kind is MappingStartEvent, -1


def _mark(event: Any) -> Mark:
    return Mark(event.start_mark.line + 1, event.start_mark.column + 1)


_NODES = {ScalarEvent, AliasEvent, MappingStartEvent, SequenceStartEvent}
