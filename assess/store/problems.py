"""Problems of a file, as values: what is wrong, where, and how to mend it.

Reading never raises for what an author wrote; it collects problems and shows them all at once as
``file:line:column: error[code]: what is wrong. How to mend it.`` with the line quoted.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assess.store.wording import did_you_mean as did_you_mean

ERROR, WARNING = "error", "warning"
MOST_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake. `line` and `column` count from 1; 0 means the whole file."""

    code: str
    message: str
    """What is wrong and how to mend it, in sentences."""
    file: str = ""
    line: int = 0
    column: int = 0
    severity: str = ERROR
    excerpt: str = ""
    """The line of the file, as it stands there."""

    def show(self) -> str:
        """The problem as a person reads it, with the line quoted and a caret below."""
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        head = f"{place}: {self.severity}[{self.code}]: {self.message}"
        if not self.excerpt.strip():
            return head
        quoted, caret = _window(self.excerpt, self.column)
        return f"{head}\n    {quoted}\n    {caret}"


def _window(line: str, column: int, width: int = 96) -> tuple[str, str]:
    """The part of a line around a column, and a caret below it."""
    start = max(0, column - 1 - width // 2) if len(line) > width else 0
    shown = "".join(c if c.isprintable() else " " for c in line[start : start + width])
    before = shown[: column - 1 - start]
    return shown, " " * sum(map(_cells, before)) + "^"


def _cells(character: str) -> int:
    """How many cells of a terminal a character takes."""
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


class ProblemsError(Exception):
    """A file that cannot be used, with every problem found in it."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problem.show() for problem in self.problems))


def show_all(problems: Sequence[Problem]) -> str:
    """All problems in the order of their places, cut after a hundred."""
    text = "\n".join(problem.show() for problem in problems[:MOST_SHOWN])
    more = len(problems) - MOST_SHOWN
    return f"{text}\n... and {more} more." if more > 0 else text


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Each problem once, sorted by file and place."""
    return sorted(dict.fromkeys(problems), key=lambda p: (p.file, p.line, p.column, p.severity, p.code))


def errors_in(problems: Iterable[Problem]) -> list[Problem]:
    """The problems that make a file unusable."""
    return [problem for problem in problems if problem.severity == ERROR]


def friendly_path(path: Path) -> str:
    """A path as a person would type it: relative to the working folder where it lies below."""
    try:
        return str(path.relative_to(Path.cwd()))
    except (ValueError, OSError):
        return str(path)


def split_lines(text: str, last: int = -1) -> list[str]:
    """The lines of a text as an editor counts them; those behind the line `last` may come in one piece."""
    return re.split(r"\r\n?|\n", text, maxsplit=max(last, 0)) if "\r" in text else text.split("\n", last)


def placed(problem: Problem, line: int, column: int, lines: Sequence[str]) -> Problem:
    """The problem at a line and column of these lines, with the line quoted."""
    excerpt = lines[line - 1] if 0 < line <= len(lines) else ""
    return replace(problem, line=line, column=column, excerpt=excerpt)
