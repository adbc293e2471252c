"""Files as they are read: their content, their problems, and where each part of them stands.

A `Document` may be a file of its own or a file laid over the one it extends; either way `Document.place`
leads from a part of the content back to the file, line and column that an author has to look at.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from assess.store.problems import ERROR, Problem, friendly_path, split_lines
from assess.store.yaml_places import Mark, Marks, locate
from assess.store.yaml_text import MAX_BYTES, Text, read_text
from assess.store.yaml_types import Path as Steps
from assess.store.yaml_types import Plain


@dataclass(frozen=True, eq=False, slots=True)
class File:
    """One file that was read. `content` is None when it could not be."""

    path: Path
    data: bytes
    content: Plain
    problems: tuple[Problem, ...]
    name: str = ""
    """The path as a person would type it."""
    text: Text = Text(None)
    """What was read of it."""


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
    also: tuple[Place, ...] = ()
    """Further places that the same mistake shows in."""


@dataclass(frozen=True, eq=False, slots=True)
class Document:
    """The content of a questionnaire or bank, and the layers of files it came from.

    `layers` tells for a merged part (by its steps) where each layer of it stands, the base first. Where a
    mistake was mended to go on checking, `renamed` tells how a key was spelt and `broken` what is made up.
    """

    file: File
    content: dict[str, Plain]
    layers: Mapping[Steps, Sequence[tuple[File, Steps]]] = field(default_factory=dict)
    renamed: Mapping[Steps, str] = field(default_factory=dict)
    broken: frozenset[Steps] = frozenset()

    def place(self, steps: Steps, *, key: bool = False) -> Place:
        """Where a part of the content was written."""
        if self.renamed:
            steps = tuple(self.renamed.get(steps[: n + 1], step) for n, step in enumerate(steps))
        for length in range(len(steps), -1, -1) if self.layers else ():
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

    def is_broken(self, steps: Steps) -> bool:
        """Whether this part, or one above it, is made up in the place of a mistake."""
        return bool(self.broken) and any(steps[:n] in self.broken for n in range(len(steps) + 1))

    def is_broken_within(self, steps: Steps) -> bool:
        """Whether there is a mistake in this part, so that nothing can be said of it as a whole."""
        return any(broken[: len(steps)] == steps for broken in self.broken)


def _holds(content: Plain, steps: Steps) -> bool:
    for step in steps:
        inside = isinstance(content, dict) and step in content
        if not inside and not (isinstance(content, list) and isinstance(step, int) and step < len(content)):
            return False
        content = content[step]
    return True


class Reader:
    """Reads each file once, however many questionnaires use it."""

    def __init__(self, max_bytes: int = MAX_BYTES) -> None:
        self._files: dict[Path, File] = {}
        self._max_bytes = max_bytes

    def read(self, path: Path) -> File:
        """The file at this path; a file that cannot be opened is a problem of its own."""
        # A circle of links, or a name that no system accepts: opening it says so.
        with suppress(OSError, RuntimeError, ValueError):
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
                size = handle.seek(0, 2) if len(data) > self._max_bytes and handle.seekable() else 0
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            message = f"This file cannot be read: {reason}. Check the name and the permissions."
            return File(path, b"", None, (Problem("cannot-read", message, name),), name)
        text = read_text(data, self._max_bytes, size)
        problems = tuple(replace(problem, file=name) for problem in text.problems)
        return File(path, data, text.content, problems, name, text)

    @property
    def files(self) -> tuple[File, ...]:
        """Every file read so far."""
        return tuple(self._files.values())


def to_problems(troubles: Sequence[Trouble]) -> list[Problem]:
    """The troubles with line, column and the line quoted; each file is walked once.

    What stands where the reading of the file had a problem already is no further mistake.
    """
    wanted: dict[File, set[Steps]] = {}
    for trouble in troubles:
        for place in (trouble.place, *trouble.also[:_MOST_PLACES]):
            wanted.setdefault(place.file, set()).add(place.steps)
    marks = {file: locate(file.text, steps) for file, steps in wanted.items()}
    lines = {file: split_lines(file.data.decode("utf-8-sig")) for file in wanted}
    known = {file: {(problem.line, problem.column) for problem in file.problems} for file in wanted}
    problems = []
    for trouble in troubles:
        file = trouble.place.file
        mark = _mark(trouble.place, marks[file])
        if (mark.line, mark.column) in known[file] or mark.column >= file.text.guessed.get(mark.line, _FAR):
            continue
        message = trouble.message + _also(trouble, marks)
        line = lines[file][mark.line - 1] if mark.line <= len(lines[file]) else ""
        problems.append(
            Problem(trouble.code, message, file.name, mark.line, mark.column, trouble.severity, line)
        )
    return problems


_MOST_PLACES = 5
_FAR = 10_000_000


def _mark(place: Place, marks: Mapping[Steps, Marks]) -> Mark:
    key, value = marks[place.steps]
    return key if place.key else value


def _also(trouble: Trouble, marks: Mapping[File, Mapping[Steps, Marks]]) -> str:
    """Where else the mistake shows, in words."""
    if not trouble.also:
        return ""
    told: dict[File, list[str]] = {}
    for place in trouble.also[:_MOST_PLACES]:
        told.setdefault(place.file, []).append(str(_mark(place, marks[place.file]).line))
    words = []
    for file, lines in told.items():
        where = "" if file is trouble.place.file else f" of {file.path.name}"
        words.append(f"{'line' if len(lines) == 1 else 'lines'} {', '.join(lines)}{where}")
    more = len(trouble.also) - _MOST_PLACES
    return f" Also in {', '.join(words)}{f' and {more} more' if more > 0 else ''}."
