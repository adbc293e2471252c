"""Sentences that end too early: ` #` begins a comment in YAML, also in the middle of a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from yaml.events import ScalarEvent

from assess.store.problems import WARNING, Problem, placed, split_lines
from assess.store.yaml_events import open_parser

CUT = (
    "YAML takes everything from ` #` on as a comment, so this text ends before it. "
    "If the # belongs to the text, put the whole text in double quotes."
)


def cut_sentences(text: str) -> list[Problem]:
    """Warnings for unquoted texts that a ` #` turns into a comment half way."""
    suspects = dict(_suspects(text)) if "#" in text else {}
    if not suspects:
        return []
    lines = split_lines(text)
    return [
        placed(Problem("cut-by-comment", CUT, severity=WARNING), line + 1, suspects[line] + 1, lines)
        for line, column in _ends_of_plain_texts(text, suspects)
        if not lines[line][column : suspects[line]].strip()
    ]


def _suspects(text: str) -> Iterator[tuple[int, int]]:
    """Lines, with the column of their first ` #`, in which a sentence may be cut; both count from 0."""
    line, start = 0, 0
    found = text.find(" #")
    while found >= 0:
        line += text.count("\n", start, found)
        start = text.rfind("\n", start, found) + 1 or start
        if is_suspect(text[start : found + 3]):
            yield line, found + 1 - start
        end = text.find("\n", found)
        found = text.find(" #", end) if end >= 0 else -1


def is_suspect(head: str) -> bool:
    """Whether a line up to the sign after its first ` #` looks as if the # belonged to a sentence."""
    before = head[:-3].lstrip()
    return (
        head[-1].isalnum()
        and any(map(str.isalnum, before))
        and before[0] != "#"
        and before.count('"') % 2 == 0
    )


def _ends_of_plain_texts(text: str, lines: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    parser = open_parser(text)
    last = max(lines)
    event: Any
    try:
        while (event := parser.get_event()) is not None and event.start_mark.line <= last:
            end = event.end_mark
            if type(event) is ScalarEvent and not event.style and end.line in lines:
                yield end.line, end.column
    finally:
        parser.dispose()
