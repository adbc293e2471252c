"""YAML as text: every scalar stays what the author typed, and every place is known.

The reader consumes libyaml's events, one at a time and without recursion, so that depth and size are
limits of ours and never of the stack (a file of 200 kB of ``- - - -`` crashes the constructors of
PyYAML). A good file is read without keeping a single mark; only when something is wrong is it read a second
time, as far as needed, to find the places (`yaml_places`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NoReturn

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from assess.store.problems import Problem, placed, split_lines
from assess.store.wording import one_of
from assess.store.yaml_comments import cut_sentences
from assess.store.yaml_errors import explain_syntax
from assess.store.yaml_events import open_parser
from assess.store.yaml_guard import FORBIDDEN, hidden_message, needs_care, refuse

MAX_BYTES = 5_000_000
MAX_DEPTH = 50
_READ_AGAIN = 200_000
"""So many characters are read again, to find what else is wrong after a mistake that ends all reading. A
large file is not: telling its first mistake is to take at most twice as long as reading a good file."""
MOST_PROBLEMS = 100
"""So many problems of its form, and a file is not read any further."""

ESCAPED = "escaped-character"
MERGE = "<<"

Plain = Any
"""What a file holds: text, lists of it and mappings of text to it."""
Path = tuple[str | int, ...]
"""Where something stands in a file: keys and list positions from the top."""


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
        reader = _Reader(text, careful=careful)
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
    content: dict[str, Plain] | None, reader: _Reader, told: list[Problem], guessed: dict[int, int]
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


class _StopReading(Exception):
    """What follows cannot be read sensibly."""


class _Reader:
    """Builds the content from events. `careful` is off when no anchor, alias, tag or escape can be there."""

    def __init__(self, text: str, *, careful: bool) -> None:
        self.text = text
        self._careful = careful
        self._documents = 0
        self._second_keys: dict[int, _SecondKeys] = {}
        self.offsets: list[int] = []
        self.orders: dict[int, list[tuple[str, Plain]]] = {}
        self.problems: list[Problem] = []
        self.spare: list[dict[str, Plain]] = []

    def read(self) -> dict[str, Plain] | None:
        """The content of the file, None where it cannot be read sensibly; raises YAMLError for bad syntax."""
        parser = open_parser(self.text)
        try:
            content = self._build(parser.get_event)
        except _StopReading:
            content = None
        finally:
            parser.dispose()
            self._tell_second_keys()
        if not isinstance(content, dict) and not self.problems:
            message = "This file is empty. Begin with a line such as `format: readiness/1`."
            self.problems.append(Problem("empty-file", message, line=1, column=1))
        return content if isinstance(content, dict) else None

    def _build(self, next_event: Any) -> Plain:
        """One loop over all events: the hot path of loading, hence its length and its local names."""
        careful = self._careful
        root: list[Plain] = []
        stack: list[tuple[Any, bool]] = []
        node: Any = root  # the list or mapping that is being filled
        key: str | None = None  # the key that waits for its value
        is_map = False
        note = self.offsets.append
        while (event := next_event()) is not None:
            kind = type(event)
            if kind is ScalarEvent:
                note(event.start_mark.index)
                if careful:
                    self._look_closer(event, is_key=is_map and key is None)
                if key is not None:
                    node[key] = event.value
                    key = None
                elif is_map:
                    key = event.value
                    if key in node:
                        key = self._second_key(node, key, event)
                else:
                    if not stack:
                        self._not_a_mapping(event)
                    node.append(event.value)
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                node, is_map = stack.pop()
                key = None
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                note(event.start_mark.index)
                is_key = is_map and key is None
                if careful or is_key or not 0 < len(stack) < MAX_DEPTH:
                    self._check_start(kind, event, is_key=is_key, depth=len(stack))
                value: Any = {} if kind is MappingStartEvent else []
                if key is None:
                    node.append(value)
                else:
                    node[key] = value
                    key = None
                stack.append((node, is_map))
                node, is_map = value, kind is MappingStartEvent
            elif kind is AliasEvent:
                note(event.start_mark.index)
                self._refuse_alias(event, key, is_key=is_map and key is None)
                if key is None:
                    node.append("")
                else:
                    node[key] = ""
                    key = None
            elif kind is DocumentStartEvent:
                self._count_documents(event)
        return root[0] if root else None

    def _check_start(self, kind: type, event: Any, *, is_key: bool, depth: int) -> None:
        """Whether a mapping or list may begin here."""
        if self._careful:
            self._look_closer(event)
        if is_key:
            self._stop("complex-key", _NO_KEY, event)
        if depth >= MAX_DEPTH:
            self._stop("too-deep", _TOO_DEEP, event)
        if depth == 0 and kind is SequenceStartEvent:
            self._not_a_mapping(event)

    def _refuse_alias(self, event: Any, key: str | None, *, is_key: bool) -> None:
        if key != MERGE:
            self._say("alias", _NO_ALIAS, event)
        if is_key:
            raise _StopReading

    def _count_documents(self, event: Any) -> None:
        self._documents += 1
        if self._documents > 1:
            self._stop("second-document", _ONE_DOCUMENT, event)

    def _say(self, code: str, message: str, event: Any) -> None:
        mark = event.start_mark
        self.problems.append(Problem(code, message, line=mark.line + 1, column=mark.column + 1))
        if len(self.problems) >= MOST_PROBLEMS:
            raise _StopReading

    def _stop(self, code: str, message: str, event: Any) -> NoReturn:
        self._say(code, message, event)
        raise _StopReading

    def _not_a_mapping(self, event: Any) -> None:
        if type(event) is ScalarEvent and not event.value:
            return  # a file with nothing but `---`
        stands = "a list" if type(event) is SequenceStartEvent else "a text"
        message = (
            f"A file holds keys and values, but {stands} stands here. Begin with a line such as `format: "
            "readiness/1`."
        )
        self._stop("not-a-mapping", message, event)

    def _second_key(self, mapping: dict[str, Plain], key: str, event: Any) -> str:
        """Note a key that was there before; what follows it is kept apart, under a key no file can hold."""
        second = self._second_keys.setdefault(id(mapping), _SecondKeys(mapping, event.start_mark))
        second.keys.append(key)
        if len(second.keys) >= MOST_PROBLEMS:
            raise _StopReading
        spare_key = f"\0{len(second.keys)}"
        if mapping[key] != "":
            return spare_key
        # Nothing stood under the first of the two: it is the one to be kept apart, in its place.
        entries = list(mapping.items())
        mapping.clear()
        mapping.update((spare_key if name == key else name, value) for name, value in entries)
        return key

    def _tell_second_keys(self) -> None:
        """One problem for each mapping with keys that stand in it twice: often an entry lacks its head."""
        for second in self._second_keys.values():
            keys = list(dict.fromkeys(second.keys))
            message = (
                f"The key `{keys[0]}` stands here a second time. Keep one of the two and delete the other."
            )
            if len(keys) > 1:
                message = (
                    f"{one_of(keys, 5)} stand here a second time. If a new entry begins here, "
                    "write its first line with `- ` above; or keep one of each and delete the others."
                )
            line, column = second.mark.line + 1, second.mark.column + 1
            self.problems.append(Problem("duplicate-key", message, line=line, column=column))
            self.orders[id(second.mapping)] = list(second.mapping.items())
            self.spare.append(second.take_out(also_what_follows=len(keys) > 1))

    def _look_closer(self, event: Any, *, is_key: bool = False) -> None:
        if event.anchor is not None:
            self._say("anchor", _NO_ANCHOR, event)
        tag = event.tag
        # An untagged quoted scalar comes with the tag "!" from some versions of libyaml.
        if tag is not None and not (tag == "!" and getattr(event, "style", None)):
            self._say("tag", _NO_TAG.format(tag=tag), event)
        if type(event) is not ScalarEvent:
            return
        if is_key and event.value == MERGE:
            self._say("merge-key", _NO_MERGE, event)
        if event.style == '"' and (found := FORBIDDEN.search(event.value)):
            self._say(ESCAPED, hidden_message(found.group()), event)


@dataclass(slots=True)
class _SecondKeys:
    """The keys that stand in a mapping for a second time, and the place of the first of them."""

    mapping: dict[str, Plain]
    mark: Any
    keys: list[str] = field(default_factory=list)

    def take_out(self, *, also_what_follows: bool) -> dict[str, Plain]:
        """Take the second values out of the mapping, or all that came after the first of them."""
        names = list(self.mapping)
        first = next((n for n, name in enumerate(names) if name.startswith("\0")), len(names))
        gone = names[first:] if also_what_follows else [name for name in names if name.startswith("\0")]
        return {self._name(name): self.mapping.pop(name) for name in gone}

    def _name(self, name: str) -> str:
        return self.keys[int(name[1:]) - 1] if name.startswith("\0") else name


_NO_KEY = "A key has to be a plain word. Put a text that begins with `{`, `[` or `?` in double quotes."
_TOO_DEEP = f"This is nested over {MAX_DEPTH} levels deep. Take levels out."
_NO_ALIAS = (
    "Aliases (`*name`) are not part of this format. Write the text out, in double quotes if it begins with *."
)
_NO_ANCHOR = (
    "Anchors (`&name`) are not part of this format. Take it out, or put the text in double quotes if it "
    "begins with &."
)
_NO_TAG = (
    "Tags (`{tag}`) are not part of this format. Take it out, or put the text in double quotes if it "
    "begins with !."
)
_NO_MERGE = "Merge keys (`<<`) are not part of this format. Write the keys out here and delete this line."
_ONE_DOCUMENT = "A second document begins here. Keep one questionnaire a file and delete the line `---`."
