"""Problems of a file, as values: what is wrong, where, and how to mend it.

Reading never raises for what an author wrote; it collects problems and shows them all at once as
``file:line:column: error[code]: what is wrong. How to mend it.`` with the line quoted.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path

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
    """The part of a line around a column, and a caret below it, counting wide characters as two."""
    start = max(0, column - 1 - width // 2) if len(line) > width else 0
    shown = line[start : start + width]
    shown = "".join(c if c.isprintable() else " " for c in shown)
    before = shown[: column - 1 - start]
    indent = sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in before)
    return shown, " " * indent + "^"


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
    return sorted(
        dict.fromkeys(problems), key=lambda p: (p.file, p.line, p.column, p.severity, p.code)
    )


def errors_in(problems: Iterable[Problem]) -> list[Problem]:
    """The problems that make a file unusable."""
    return [problem for problem in problems if problem.severity == ERROR]


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """` Did you mean ...?` with the nearest known word, or nothing."""
    choices = list(known)
    near = get_close_matches(word, choices, 1, 0.6) or get_close_matches(
        word.lower(), [choice for choice in choices if choice.lower() == choice], 1, 0.6
    )
    return f" Did you mean `{near[0]}`?" if near else ""


def one_of(known: Iterable[str], most: int = 12) -> str:
    """The known words as a list to choose from, cut when long."""
    words = list(known)
    shown = ", ".join(f"`{word}`" for word in words[:most])
    return f"{shown} and {len(words) - most} more" if len(words) > most else shown


def friendly_path(path: Path) -> str:
    """A path as a person would type it: relative to the working folder where it lies below."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def at(problem: Problem, line: int, column: int, text: str) -> Problem:
    """The problem placed at a line and column of this text, with the line quoted."""
    lines = text.splitlines()
    excerpt = lines[line - 1] if 0 < line <= len(lines) else ""
    return replace(problem, line=line, column=column, excerpt=excerpt)
