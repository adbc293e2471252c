"""Files as they are read: their content, their problems, and where each part of them stands.

A `Document` may be a file of its own or a file laid over the one it extends; either way `Document.mark`
leads from a place in the content back to the file, line and column that an author has to look at.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from assess.store.problems import ERROR, Problem, at, friendly_path
from assess.store.yaml_text import MAX_BYTES, Plain, locate, read_text
from assess.store.yaml_text import Path as Steps


@dataclass(frozen=True, eq=False)
class File:
    """One file that was read. `content` is None when it could not be."""

    path: Path
    data: bytes
    content: Plain
    problems: tuple[Problem, ...]

    @property
    def name(self) -> str:
        return friendly_path(self.path)


@dataclass(frozen=True, slots=True)
class Place:
    """A part of a file: the steps to it from the top, and whether its key or its value is meant."""

    file: File
    steps: Steps
    key: bool = False


@dataclass(frozen=True, slots=True)
class Trouble:
    """A problem before its line and column are known."""

    code: str
    message: str
    place: Place
    severity: str = ERROR


@dataclass(frozen=True, eq=False)
class Document:
    """The content of a questionnaire or bank, and the layers of files it came from.

    `layers` tells for a merged part (by its steps) where each layer of it stands, the base first.
    `origin` tells where the mappings of a repaired content stood before, by their identity.
    """

    file: File
    content: dict[str, Plain]
    layers: Mapping[Steps, Sequence[tuple[File, Steps]]] = field(default_factory=dict)
    origin: Mapping[int, Steps] = field(default_factory=dict)

    def place(self, steps: Steps, *, key: bool = False) -> Place:
        """Where a part of the content was written."""
        return self._written(self._unshifted(steps), key)

    def _unshifted(self, steps: Steps) -> Steps:
        if not self.origin:
            return steps
        real: Steps = ()
        part: Plain = self.content
        for step in steps:
            real = (*real, step)
            try:
                part = part[step]
            except (KeyError, IndexError, TypeError):
                part = None
            real = self.origin.get(id(part), real) if isinstance(part, dict) else real
        return real

    def _written(self, steps: Steps, key: bool) -> Place:
        for length in range(len(steps), -1, -1):
            layers = self.layers.get(steps[:length])
            if layers is None:
                continue
            rest = steps[length:]
            for file, base in reversed(layers):
                if _holds(file.content, (*base, *rest)):
                    return Place(file, (*base, *rest), key)
            file, base = layers[-1]
            return Place(file, (*base, *rest), key)
        return Place(self.file, steps, key)


def _holds(content: Plain, steps: Steps) -> bool:
    for step in steps:
        if isinstance(content, dict) and step in content:
            content = content[step]
        elif isinstance(content, list) and isinstance(step, int) and step < len(content):
            content = content[step]
        else:
            return False
    return True


class Reader:
    """Reads each file once, however many questionnaires use it."""

    def __init__(self, max_bytes: int = MAX_BYTES) -> None:
        self._files: dict[Path, File] = {}
        self._max_bytes = max_bytes

    def read(self, path: Path) -> File:
        """The file at this path; a file that cannot be opened is a problem of its own."""
        path = path.resolve()
        if path not in self._files:
            self._files[path] = self._read(path)
        return self._files[path]

    def _read(self, path: Path) -> File:
        name = friendly_path(path)
        try:
            with path.open("rb") as handle:
                # One byte more than allowed is enough to refuse a file of any size.
                data = handle.read(self._max_bytes + 1)
        except OSError as error:
            reason = error.strerror or "unknown reason"
            message = f"This file cannot be read: {reason}. Check the name and the permissions."
            return File(path, b"", None, (Problem("cannot-read", message, name),))
        content, problems = read_text(data, self._max_bytes)
        return File(path, data, content, tuple(replace(p, file=name) for p in problems))

    @property
    def files(self) -> tuple[File, ...]:
        """Every file read so far."""
        return tuple(self._files.values())


def to_problems(troubles: Sequence[Trouble]) -> list[Problem]:
    """The troubles with line, column and the line quoted; each file is walked once."""
    by_file: dict[File, list[Trouble]] = {}
    for trouble in troubles:
        by_file.setdefault(trouble.place.file, []).append(trouble)
    problems = []
    for file, found in by_file.items():
        marks = locate(file.data, {trouble.place.steps for trouble in found})
        text = file.data.decode("utf-8-sig")
        for trouble in found:
            key_mark, value_mark = marks[trouble.place.steps]
            mark = key_mark if trouble.place.key else value_mark
            problem = Problem(trouble.code, trouble.message, file.name, severity=trouble.severity)
            problems.append(at(problem, mark.line, mark.column, text))
    return problems
