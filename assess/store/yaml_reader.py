"""From libyaml's events to texts, lists and mappings, and where each of them begins.

One event at a time and without recursion, so that depth and size are limits of ours and never of the stack (a
file of 200 kB of ``- - - -`` crashes the constructors of PyYAML).
"""

from __future__ import annotations

from typing import Any, NoReturn

from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from assess.store.problems import Problem
from assess.store.yaml_events import open_parser
from assess.store.yaml_guard import FORBIDDEN, hidden_message
from assess.store.yaml_second_keys import SecondKeys
from assess.store.yaml_types import Plain

MAX_DEPTH = 50
MOST_PROBLEMS = 100
"""So many problems of its form, and a file is not read any further."""
ESCAPED = "escaped-character"
MERGE = "<<"


class StopReading(Exception):
    """What follows cannot be read sensibly."""


class YamlReader:
    """Builds the content from events. `careful` is off when no anchor, alias, tag or escape can be there."""

    def __init__(self, text: str, *, careful: bool) -> None:
        self.text = text
        self._careful = careful
        self._documents = 0
        self._second_keys: dict[int, SecondKeys] = {}
        self.offsets: list[int] = []
        self.orders: dict[int, list[tuple[str, Plain]]] = {}
        self.problems: list[Problem] = []
        self.spare: list[dict[str, Plain]] = []

    def read(self) -> dict[str, Plain] | None:
        """The content of the file, None where it cannot be read sensibly; raises YAMLError for bad syntax."""
        parser = open_parser(self.text)
        try:
            content = self._build(parser.get_event)
        except StopReading:
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
        careful, note = self._careful, self.offsets.append
        root: list[Plain] = []
        stack: list[tuple[Any, bool]] = []
        node: Any = root  # the list or mapping that is being filled
        key: str | None = None  # the key that waits for its value
        is_map = False
        while (event := next_event()) is not None:
            kind = type(event)
            if kind is ScalarEvent:
                note(event.start_mark.index)
                if careful:
                    self._look_closer(event, is_key=is_map)
                if not is_map:
                    node.append(event.value if stack else self._not_a_mapping(event))
                    continue
                key = event.value
                if key in node:
                    key = self._second_key(node, key, event)
                event = next_event()
                kind = type(event)
                if kind is ScalarEvent:
                    note(event.start_mark.index)
                    if careful:
                        self._look_closer(event)
                    node[key] = event.value
                    key = None
                    continue
            if kind is MappingEndEvent or kind is SequenceEndEvent:
                node, is_map = stack.pop()
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
            else:
                self._anything_else(kind, event, node, key, is_key=is_map and key is None)
                key = None
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

    def _anything_else(self, kind: type, event: Any, node: Any, key: str | None, *, is_key: bool) -> None:
        """An alias, which we refuse, or the beginning or end of a document or of the file."""
        if kind is AliasEvent:
            self.offsets.append(event.start_mark.index)
            if key != MERGE:
                self._say("alias", _NO_ALIAS, event)
            if is_key:
                raise StopReading
            if key is None:
                node.append("")
            else:
                node[key] = ""
        elif kind is DocumentStartEvent:
            self._documents += 1
            if self._documents > 1:
                self._stop("second-document", _ONE_DOCUMENT, event)

    def _say(self, code: str, message: str, event: Any) -> None:
        mark = event.start_mark
        self.problems.append(Problem(code, message, line=mark.line + 1, column=mark.column + 1))
        if len(self.problems) >= MOST_PROBLEMS:
            raise StopReading

    def _stop(self, code: str, message: str, event: Any) -> NoReturn:
        self._say(code, message, event)
        raise StopReading

    def _not_a_mapping(self, event: Any) -> Plain:
        if type(event) is ScalarEvent and not event.value:
            return None  # a file with nothing but `---`
        stands = "a list" if type(event) is SequenceStartEvent else "a text"
        message = (
            f"A file holds keys and values, but {stands} stands here. Begin with a line such as `format: "
            "readiness/1`."
        )
        self._stop("not-a-mapping", message, event)

    def _second_key(self, mapping: dict[str, Plain], key: str, event: Any) -> str:
        second = self._second_keys.setdefault(id(mapping), SecondKeys(mapping, event.start_mark))
        if len(second.keys) + 1 >= MOST_PROBLEMS:
            raise StopReading
        return second.note(key)

    def _tell_second_keys(self) -> None:
        for second in self._second_keys.values():
            self.problems.append(second.problem())
            self.orders[id(second.mapping)] = list(second.mapping.items())
            self.spare.append(second.take_out())

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
