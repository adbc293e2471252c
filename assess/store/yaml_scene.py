"""The place where libyaml gave up, with the lines around it, and what is found wrong there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

KEY_LINE = re.compile(r"\s*(?:-\s+)*[\w.-]+:(?:\s|$)")
"""A line that begins with a key."""


class Finding(NamedTuple):
    """What is wrong, and where; line and column count from 1.

    `put_right` is the line as it was probably meant, where that can be said, so that reading can go on.
    """

    code: str
    message: str
    line: int
    column: int
    put_right: str = ""


class Scene(NamedTuple):
    """Where libyaml gave up, and where what it was reading began; lines and columns count from 0."""

    problem: str
    line: int
    column: int
    began: tuple[int, int] | None
    lines: Sequence[str]

    @property
    def source(self) -> str:
        return self.line_at(self.line)

    def is_key(self, word: str) -> bool:
        """Whether a word begins another line of the file as its key."""
        key = re.compile(rf"\s*(?:- +)*{re.escape(word)}:(?:\s|$)")
        return any(key.match(line) for number, line in enumerate(self.lines) if number != self.line)

    def line_above(self, number: int) -> int:
        """The nearest line above that holds something."""
        above = number - 1
        while above > 0 and self.indent(above) < 0:
            above -= 1
        return above

    def line_at(self, number: int) -> str:
        return self.lines[number] if 0 <= number < len(self.lines) else ""

    def margin(self, number: int) -> int:
        """The column where a line begins, with its `- `; -1 for a line without content."""
        source = self.line_at(number).lstrip()
        return len(self.line_at(number)) - len(source) if source and source[0] != "#" else -1

    def begins_entry(self, number: int) -> bool:
        """Whether a line begins with the dash of a list entry."""
        return self.line_at(number).lstrip().startswith("- ")

    def indent(self, number: int) -> int:
        """The column where the content of a line begins, behind the `- ` of a list entry."""
        source = self.line_at(number)
        found = re.match(r"\s*(?:- +)*", source)
        return found.end() if found and source.strip() else -1
