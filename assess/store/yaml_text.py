"""YAML as text: every scalar stays what the author typed, and every place is known.

The reader consumes libyaml's events, one at a time and without recursion, so that depth and size are
limits of ours and never of the stack (a file of 200 kB of ``- - - -`` crashes the constructors of
PyYAML). A good file is read without keeping a single mark; only when something is wrong is it read a second
time, as far as needed, to find the places.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

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

from assess.store.problems import WARNING, Problem, at
from assess.store.yaml_errors import explain_syntax

try:
    from yaml.cyaml import CParser
except ImportError as missing:  # pragma: no cover - depends on how PyYAML was built
    raise ImportError(
        "PyYAML was built without libyaml, which assess needs. "
        "Install PyYAML from a wheel: pip install --force-reinstall --only-binary :all: pyyaml"
    ) from missing

MAX_BYTES = 5_000_000
MAX_DEPTH = 50

Plain = Any
"""What a file holds: text, lists of it and mappings of text to it."""
Path = tuple[str | int, ...]
"""Where something stands in a file: keys and list positions from the top."""

# Control characters but tab and line ends; bidirectional overrides and isolates hide what a line says.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]"
)
_CONTROL_BYTES = bytes([*range(9), 11, 12, *range(14, 32), 127])
_MAYBE_FORBIDDEN = (b"\xc2", b"\xe2\x80", b"\xe2\x81", b"\xef\xbf")
"""How the other forbidden characters begin in UTF-8."""
_SENTENCE_CUT = re.compile(r"\s*(?:- )?[a-z_]+:\s+(?![\"'|>\[{#&*!])[^#]*\w[^#]* #[0-9A-Za-z]")


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a file, counting from 1."""

    line: int
    column: int


def read_text(data: bytes, max_bytes: int = MAX_BYTES) -> tuple[Plain, list[Problem]]:
    """What a YAML file holds, with every scalar as text, and the problems of its form.

    The value is None when the file cannot be read at all. Problems carry line and column but no file name.
    """
    refusal = _refuse_unread(data, max_bytes)
    if refusal:
        return None, refusal
    text = data.decode("utf-8-sig")
    reader = _Reader(text, careful=_may_hold_property(data))
    try:
        value = reader.read()
    except yaml.MarkedYAMLError as error:
        return None, [explain_syntax(error, text)]
    except _StopReading:
        value = None
    return value, [at(p, p.line, p.column, text) for p in reader.problems] + _cut_sentences(text)


def _refuse_unread(data: bytes, max_bytes: int) -> list[Problem]:
    if len(data) > max_bytes:
        megabytes = max_bytes // 1_000_000
        message = f"This file has {len(data):,} bytes; the most is {megabytes} MB. Split it with `use` or `include`."
        return [Problem("file-too-large", message)]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        message = "This is not UTF-8 text. Save the file with the encoding UTF-8."
        return [Problem("not-utf8", message, line=line, column=column)]
    # Two passes of C over the bytes are enough for nearly every file.
    plain = len(data.translate(None, _CONTROL_BYTES)) == len(data)
    if plain and not any(start in data for start in _MAYBE_FORBIDDEN):
        return []
    problems = []
    for number, line_text in enumerate(text.split("\n"), 1):
        found = _FORBIDDEN.search(line_text)
        if found:
            character = f"U+{ord(found.group()):04X}"
            message = f"An invisible control character ({character}) stands here. Delete it and type the text again."
            column = found.start() + 1
            problems.append(
                Problem("control-character", message, "", number, column, excerpt=line_text)
            )
    return problems[:20]


def _may_hold_property(data: bytes) -> bool:
    """Whether an anchor, alias or tag could begin anywhere: their signs count only where a node can begin."""
    for sign in (b"&", b"*", b"!"):
        found = data.find(sign)
        while found >= 0:
            if found == 0 or data[found - 1] in b" \t\r\n[]{},:?-":
                return True
            found = data.find(sign, found + 1)
    return False


def _cut_sentences(text: str) -> list[Problem]:
    """Warnings for unquoted texts that a ` #` turns into a comment half way."""
    message = (
        "YAML takes everything from ` #` on as a comment, so this text ends before it. "
        "If the # belongs to the text, put the whole text in double quotes."
    )
    warnings = []
    found = text.find(" #")
    while found >= 0:
        start = text.rfind("\n", 0, found) + 1
        if _SENTENCE_CUT.match(text, start, found + 3):
            line = text.count("\n", 0, found) + 1
            problem = Problem("cut-by-comment", message, severity=WARNING)
            warnings.append(at(problem, line, found - start + 2, text))
        found = text.find(" #", found + 2)
    return warnings


class _StopReading(Exception):
    """What follows cannot be read sensibly."""


class _Reader:
    """Builds the value from events. `careful` is off when the file can hold no anchor, alias or tag."""

    def __init__(self, text: str, *, careful: bool) -> None:
        self._text = text
        self._careful = careful
        self.problems: list[Problem] = []

    def read(self) -> Plain:
        parser = CParser(self._text)
        try:
            return self._build(parser.get_event)
        finally:
            parser.dispose()

    def _build(self, next_event: Any) -> Plain:
        """One loop over all events: the hot path of loading, hence its length and its local names."""
        careful = self._careful
        root: list[Plain] = []
        stack: list[tuple[Any, Any]] = []
        node: Any = root  # the list or mapping that is being filled
        key: str | None = None  # the key that waits for its value
        is_map = False
        documents = 0
        while (event := next_event()) is not None:
            kind = type(event)
            if kind is ScalarEvent:
                if careful:
                    self._refuse_property(event)
                if not is_map:
                    node.append(event.value)
                elif key is None:
                    key = event.value
                    if key in node:
                        self._duplicate(key, event)
                else:
                    node.setdefault(key, event.value)
                    key = None
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                if careful:
                    self._refuse_property(event)
                value: Any = {} if kind is MappingStartEvent else []
                if not is_map:
                    node.append(value)
                elif key is None:
                    self._stop("complex-key", "A key has to be a plain word.", event)
                else:
                    node.setdefault(key, value)
                    key = None
                if len(stack) >= MAX_DEPTH:
                    self._stop("too-deep", f"This is nested over {MAX_DEPTH} levels deep. Flatten it.", event)
                stack.append((node, is_map))
                node, is_map = value, kind is MappingStartEvent
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                node, is_map = stack.pop()
                key = None
            elif kind is AliasEvent:
                self._problem("alias", _NO_ALIAS, event)
                if not is_map:
                    node.append("")
                elif key is None:
                    self._stop("complex-key", "A key has to be a plain word.", event)
                else:
                    node.setdefault(key, "")
                    key = None
            elif kind is DocumentStartEvent:
                documents += 1
                if documents > 1:
                    self._stop("second-document", _ONE_DOCUMENT, event)
        return root[0] if root else None

    def _problem(self, code: str, message: str, event: Any) -> None:
        mark = event.start_mark
        if len(self.problems) < 100:
            self.problems.append(
                Problem(code, message, line=mark.line + 1, column=mark.column + 1)
            )

    def _stop(self, code: str, message: str, event: Any) -> None:
        self._problem(code, message, event)
        raise _StopReading

    def _duplicate(self, key: str, event: Any) -> None:
        message = f"The key `{key}` stands here a second time. Keep one of the two and delete the other."
        self._problem("duplicate-key", message, event)

    def _refuse_property(self, event: Any) -> None:
        if event.anchor is not None:
            self._problem("anchor", _NO_ANCHOR, event)
        tag = event.tag
        # An untagged quoted scalar comes with the tag "!" from some versions of libyaml.
        if tag is not None and not (tag == "!" and getattr(event, "style", None)):
            self._problem("tag", _NO_TAG.format(tag=tag), event)


_NO_ALIAS = "Aliases (`*name`) are not part of this format. Write the text out, in double quotes if it begins with *."
_NO_ANCHOR = "Anchors (`&name`) are not part of this format. Take it out, or put the text in double quotes if it begins with &."
_NO_TAG = "Tags (`{tag}`) are not part of this format. Take it out, or put the text in double quotes if it begins with !."
_ONE_DOCUMENT = "A second document begins here. Keep one questionnaire a file and delete the line `---`."


def locate(data: bytes, paths: Iterable[Path]) -> Mapping[Path, tuple[Mark, Mark]]:
    """Where each path stands: the place of its key (or list entry) and of its value.

    A path that does not exist is answered with the place of the nearest mapping or list above it. The
    file must have been read by `read_text` before.
    """
    finder = _Finder(paths)
    parser = CParser(data.decode("utf-8-sig"))
    try:
        finder.run(parser.get_event)
    except yaml.MarkedYAMLError:
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

    def _note(self, path: Path | None, key_event: Any, event: Any) -> None:
        if path is not None and path in self._watched and path not in self._found:
            value = Mark(event.start_mark.line + 1, event.start_mark.column + 1)
            key = Mark(key_event.start_mark.line + 1, key_event.start_mark.column + 1)
            self._found[path] = (key, value)
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


_NODES = {ScalarEvent, AliasEvent, MappingStartEvent, SequenceStartEvent}
