"""Files as they are read: their content, their problems, and where each part of them stands.

A `Document` may be a file of its own or a file laid over the one it extends; either way `Document.place`
leads from a part of the content back to the file, line and column that an author has to look at.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from assess.store.problems import ERROR, Problem, friendly_path, placed, split_lines
from assess.store.yaml_places import locate
from assess.store.yaml_text import MAX_BYTES, Plain, read_text
from assess.store.yaml_text import Path as Steps


@dataclass(frozen=True, eq=False, slots=True)
class File:
    """One file that was read. `content` is None when it could not be."""

    path: Path
    data: bytes
    content: Plain
    problems: tuple[Problem, ...]
    name: str = ""
    """The path as a person would type it."""
    spare: tuple[Plain, ...] = ()
    """What stands under a key for a second time."""


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
        if isinstance(content, dict) and step in content or isinstance(content, list) and isinstance(step, int) and step < len(content):
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
        try:
            path = path.resolve()
        except (OSError, RuntimeError, ValueError):
            pass  # a circle of links, or a name no system accepts: opening it says so
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
        return File(path, data, text.content, problems, name, text.spare)

    @property
    def files(self) -> tuple[File, ...]:
        """Every file read so far."""
        return tuple(self._files.values())


def to_problems(troubles: Iterable[Trouble]) -> list[Problem]:
    """The troubles with line, column and the line quoted; each file is walked once.

    What stands where the reading of the file had a problem already is no further mistake.
    """
    by_file: dict[File, list[Trouble]] = {}
    for trouble in troubles:
        by_file.setdefault(trouble.place.file, []).append(trouble)
    problems = []
    for file, found in by_file.items():
        text = file.data.decode("utf-8-sig")
        marks = locate(text, (trouble.place.steps for trouble in found))
        lines = split_lines(text)
        known = {(problem.line, problem.column) for problem in file.problems}
        for trouble in found:
            key_mark, value_mark = marks[trouble.place.steps]
            mark = key_mark if trouble.place.key else value_mark
            if (mark.line, mark.column) not in known:
                problem = Problem(trouble.code, trouble.message, file.name, severity=trouble.severity)
                problems.append(placed(problem, mark.line, mark.column, lines))
    return problems
