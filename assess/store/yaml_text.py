"""YAML as text: every scalar stays what the author typed, and every place is known.

A file is refused for its bytes, or read; where its syntax is wrong, the mistake is told and, if it can be
said what was meant, the rest is read too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import yaml

from assess.store.problems import Problem, placed, split_lines
from assess.store.yaml_comments import cut_sentences
from assess.store.yaml_errors import explain_syntax
from assess.store.yaml_guard import needs_care, refuse
from assess.store.yaml_reader import YamlReader
from assess.store.yaml_types import Plain

MAX_BYTES = 5_000_000
_READ_AGAIN = 200_000
"""So many characters are read again, to find what else is wrong after a mistake that ends all reading. A
large file is not: telling its first mistake is to take at most twice as long as reading a good file."""


@dataclass(frozen=True, slots=True)
class Text:
    """What a file holds, or None when it cannot be read at all, and the problems of its form.

    Problems carry line and column but no file name. `spare` holds, for each mapping with keys that stand in
    it for a second time, what stands under these.
    """

    content: dict[str, Plain] | None
    problems: tuple[Problem, ...] = ()
    spare: tuple[dict[str, Plain], ...] = ()
    text: str = ""
    """The text that was read: the file's own, with lines put right where reading could not go on."""
    guessed: Mapping[int, int] = field(default_factory=dict)
    """The numbers of these lines, and the column from which on each was changed."""
    offsets: Sequence[int] = ()
    """Where each part begins in the text: the whole, then every key and value, in the order of the file."""
    orders: Mapping[int, Sequence[tuple[str, Plain]]] = field(default_factory=dict)
    """By identity, the mappings that hold less than the file: all their keys and values, in its order."""


def read_text(data: bytes, max_bytes: int = MAX_BYTES, size: int = 0) -> Text:
    """Read a YAML file, every scalar as text. `size` is that of a file of which only the head was read."""
    refused = refuse(data, max_bytes, size)
    if refused:
        return Text(None, tuple(refused))
    text = data.decode("utf-8-sig")
    careful = needs_care(data)
    told: list[Problem] = []
    guessed: dict[int, int] = {}
    for _ in range(1 + _READ_AGAIN // (len(text) + 1)):
        reader = YamlReader(text, careful=careful)
        try:
            content = reader.read()
        except yaml.YAMLError as error:
            found = explain_syntax(error, text)
            line = found.problem.line
            # What stands next to a line that was put right may be no mistake of its own.
            if any(abs(line - before.line) <= 1 for before in told):
                break
            told.append(found.problem)
            if not found.put_right:
                break
            text, guessed[line] = found.put_right, found.from_column
        else:
            return _whole(content, reader, told, guessed)
    return Text(None, tuple(told))


def _whole(
    content: dict[str, Plain] | None, reader: YamlReader, told: list[Problem], guessed: dict[int, int]
) -> Text:
    problems = reader.problems
    if problems:
        lines = split_lines(reader.text, max(problem.line for problem in problems))
        problems = [placed(p, p.line, p.column, lines) for p in problems]
    if content is not None:
        problems = problems + cut_sentences(reader.text)
    return Text(
        content, (*told, *problems), tuple(reader.spare), reader.text, guessed, reader.offsets, reader.orders
    )
