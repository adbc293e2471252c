"""Syntax errors of YAML in plain words, above all the sentence that needed quotes.

libyaml says where it gave up; an author has to be told where to mend. Each function below knows one of libyaml's
complaints, looks at the lines around it, and answers with a code, a message and a place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

import yaml
from yaml.events import ScalarEvent

from assess.store.problems import Problem, placed, split_lines
from assess.store.yaml_comments import CUT, is_suspect
from assess.store.yaml_events import open_parser

_QUOTE = "Put the whole text in double quotes"
_HEAD = re.compile(r"\s*(?:-\s+)*(?:[\w.-]+:\s+)?")
_KEY_LINE = re.compile(r"\s*(?:-\s+)*[\w.-]+:(?:\s|$)")
_KEY_INSIDE = re.compile(r"\s([a-z_]+)$")
_TEXT_START = re.compile(r".*(?:[{\[,]|:)\s+(?=\S)")


class Finding(NamedTuple):
    """What is wrong, and where; line and column count from 1."""

    code: str
    message: str
    line: int
    column: int


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

    def line_at(self, number: int) -> str:
        return self.lines[number] if 0 <= number < len(self.lines) else ""

    def indent(self, number: int) -> int:
        """The column where the content of a line begins, behind the `- ` of a list entry."""
        source = self.line_at(number)
        found = re.match(r"\s*(?:- +)*", source)
        return found.end() if found and source.strip() else -1


def explain_syntax(error: yaml.YAMLError, text: str) -> Problem:
    """The problem behind libyaml's message, at the place where it has to be mended."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    context = getattr(error, "context_mark", None)
    lines = split_lines(text)
    scene = Scene(
        str(getattr(error, "problem", "") or ""),
        mark.line if mark else 0,
        mark.column if mark else 0,
        (context.line, context.column) if context else None,
        lines,
    )
    explain = next((say for words, say in _COMPLAINTS if words in scene.problem), _not_yaml)
    finding = _open_quote(scene, text) or explain(scene)
    return placed(Problem(finding.code, finding.message), finding.line, finding.column, lines)


def _open_quote(scene: Scene, text: str) -> Finding | None:
    """A quote that was never closed ends at the next quote further down, where libyaml then stumbles."""
    parser = open_parser(text)
    last = None
    try:
        while (event := parser.get_event()) is not None:
            if type(event) is ScalarEvent and event.style in ("'", '"'):
                last = event
    except yaml.YAMLError:
        pass
    finally:
        parser.dispose()
    if last is None or not last.start_mark.line < last.end_mark.line == scene.line:
        return None
    if not any(map(_KEY_LINE.match, scene.lines[last.start_mark.line + 1 : scene.line + 1])):
        return None
    return _never_closed(scene._replace(began=(last.start_mark.line, last.start_mark.column)))


def _never_closed(scene: Scene) -> Finding:
    line, column = scene.began or (scene.line, scene.column)
    sign = scene.line_at(line)[column : column + 1] or '"'
    message = f"The {_QUOTE_NAMES.get(sign, 'quote')} that is opened here is never closed. Write it at the end of the text too."
    return Finding("open-quote", message, line + 1, column + 1)


_QUOTE_NAMES = {'"': "double quote", "'": "single quote"}


def _colon(scene: Scene) -> Finding:
    """`: ` in a text; or a line that is indented unlike its neighbours and so became part of a text."""
    source, line = scene.source, scene.line
    if glued := _glued_dash(scene):
        return glued
    above = _line_above(scene, line)
    alone = _HEAD.match(source.lstrip()) is not None and _KEY_LINE.match(source) is not None
    if alone and source[: scene.column].lstrip().count(":") == 0 and scene.indent(above) < scene.indent(line):
        return _odd_indent(scene, line, above)
    return _needs_quotes(scene, line, scene.column, "YAML reads the `: ` in this text as a new key.")


def _glued_dash(scene: Scene) -> Finding | None:
    found = re.match(r"\s*(?=-[^\s-])", scene.source)
    if found is None:
        return None
    message = "A space is missing after the `-` that begins an entry of a list."
    return Finding("missing-space", message, scene.line + 1, found.end() + 1)


def _line_above(scene: Scene, line: int) -> int:
    """The nearest line above that holds something."""
    above = line - 1
    while above > 0 and scene.indent(above) < 0:
        above -= 1
    return above


def _odd_indent(scene: Scene, line: int, above: int) -> Finding:
    before = _line_above(scene, above)
    if before < above and scene.indent(before) == scene.indent(line):
        column = scene.indent(above) + 1
        message = "This line is indented less than the lines around it. Line it up with them."
        return Finding("indentation", message, above + 1, column)
    message = (
        "This line is indented further than the one above, so YAML takes it for the rest of that text. "
        "Line it up with the key above; or put the whole text in double quotes if it belongs to it."
    )
    return Finding("indentation", message, line + 1, scene.indent(line) + 1)


def _begins(scene: Scene) -> Finding:
    """A text that begins with a sign of YAML's own."""
    line, column = scene.line, scene.column
    if scene.began is not None and scene.began[0] == line and "node content" not in scene.problem:
        column = scene.began[1]
    source = scene.line_at(line)
    sign = source[column : column + 1]
    if sign == "\t":
        return _tab(scene)
    if not sign.strip():
        return _not_yaml(scene)
    if sign in "}]" and any(bracket in source[:column] for bracket in "{["):
        return Finding("bracket", _BRACKET, line + 1, column + 1)
    return _needs_quotes(scene, line, column, f"A text that begins with `{sign}` needs quotes.", column)


def _needs_quotes(scene: Scene, line: int, column: int, why: str, start: int | None = None) -> Finding:
    """Say how the text around a place is written in quotes."""
    source = scene.line_at(line)
    if start is None:
        found = _HEAD.match(source)
        start = found.end() if found else 0
    key = re.search(r"([\w.-]+: +)?$", source[:start])
    shown = f'{key.group() if key else ""}"{_escaped(_text_at(source, start))}"'
    return Finding("needs-quotes", f"{why} {_QUOTE}: {shown}", line + 1, column + 1)


def _text_at(source: str, start: int) -> str:
    """The text that begins there, as far as its line goes; inside brackets as far as the bracket does."""
    text = source[start:].rstrip()
    if re.search(r"[{\[]", source[:start]):
        text = re.sub(r"\s*[}\]]+,?$", "", text)
        text = re.sub(r", *[a-z_]+: .*$", "", text)
    return text


def _escaped(text: str) -> str:
    shown = text if len(text) <= 60 else text[:57] + "..."
    return shown.replace("\\", "\\\\").replace('"', '\\"')


def _after_value(scene: Scene) -> Finding:
    """Something follows a value that was complete: quotes or brackets around a part, or a wrong indentation."""
    source = scene.source
    if glued := _glued_dash(scene) or _glued_dash(scene._replace(line=_line_above(scene, scene.line))):
        return glued
    found = _HEAD.match(source)
    start = found.end() if found else 0
    if source[start : start + 1] in ("*", "&", "!") and start < scene.column:
        return _needs_quotes(
            scene, scene.line, start, f"A text that begins with `{source[start]}` needs quotes.", start
        )
    if source[start : start + 1] in "\"'[{" and start < scene.column:
        closing = source[: scene.column].rstrip()[-1:]
        if closing in "\"']}" and not source[scene.column :].startswith(("}", "]")):
            sign = source[start]
            why = f"The text begins with `{sign}`, and YAML ends it at the second one."
            why = f"A text that begins with `{sign}` ends at `{closing}` for YAML." if sign in "[{" else why
            return _needs_quotes(scene, scene.line, start, why)
    if source[scene.column : scene.column + 1] in ("}", "]"):
        message = f"This `{source[scene.column]}` closes nothing. Delete it, or open it before."
        return Finding("bracket", message, scene.line + 1, scene.column + 1)
    return _indentation(scene)


def _indentation(scene: Scene) -> Finding:
    line, above = scene.line, _line_above(scene, scene.line)
    below = next((n for n in range(line + 1, len(scene.lines)) if scene.indent(n) >= 0), line)
    opens = re.match(r"\s*- ", scene.line_at(above))
    if opens and scene.indent(above) != scene.indent(line) == scene.indent(below) and below != line:
        column = len(scene.line_at(above)) - len(scene.line_at(above).lstrip()) + 1
        message = (
            "The entry that begins here is not lined up with its other lines. Move this line or those below."
        )
        return Finding("indentation", message, above + 1, column)
    message = "This line is indented too far or too little. Line it up with the lines it belongs to."
    return Finding("indentation", message, line + 1, scene.column + 1)


def _no_colon(scene: Scene) -> Finding:
    line, column = scene.began or (scene.line, scene.column)
    source = scene.line_at(line)
    glued = re.match(r"\s*(?:- +)*([a-z_]+):\S", source)
    if glued:
        message = f"A space is missing after `{glued[1]}:`. Write `{glued[1]}: ` and then the value."
        return Finding("missing-space", message, line + 1, column + 1)
    if "#" in scene.line_at(line - 1) and _cut_column(scene.line_at(line - 1)) is not None:
        return Finding("needs-quotes", CUT, line, (_cut_column(scene.line_at(line - 1)) or 0) + 1)
    message = (
        "This line has no key with a colon. Write `key: value`; "
        "if it goes on with the text above, indent it further than the key of that text."
    )
    return Finding("missing-colon", message, line + 1, column + 1)


def _cut_column(source: str) -> int | None:
    found = source.find(" #")
    return found + 1 if found >= 0 and is_suspect(source[: found + 3]) else None


_BRACKET = (
    "The brackets do not fit together here. Check that each [ and { is closed, that entries have commas between them, "
    "and put texts with , : # ? [ ] { } in double quotes."
)


def _in_brackets(scene: Scene) -> Finding:
    """A list or mapping in brackets that goes wrong."""
    began_line, began_column = scene.began or (scene.line, scene.column)
    if began_line < scene.line:
        cut = _cut_column(scene.line_at(began_line))
        if cut is not None:
            return Finding("needs-quotes", CUT, began_line + 1, cut + 1)
        message = f"The `{scene.line_at(began_line)[began_column : began_column + 1]}` that is opened here is not closed."
        advice = " Write the closing bracket, and put texts with , : # ? [ ] { } in double quotes."
        if (
            _KEY_LINE.match(scene.source)
            or not scene.source.strip()
            or scene.source.lstrip().startswith("- ")
        ):
            return Finding("bracket", message + advice, began_line + 1, began_column + 1)
    source, column = scene.source, scene.column
    if source[column : column + 1] == ":":
        word = _KEY_INSIDE.search(source[:column])
        if word:
            message = (
                f"A comma is missing before `{word[1]}`; or the text holds `: ` and needs double quotes."
            )
            return Finding("bracket", message, scene.line + 1, word.start(1) + 1)
        start = _TEXT_START.match(source[:column])
        return _needs_quotes(
            scene,
            scene.line,
            column,
            "YAML reads the `: ` in this text as a new key.",
            start.end() if start else None,
        )
    start = _TEXT_START.match(source[:column].rstrip())
    sign = source[start.end() : start.end() + 1] if start else ""
    if start and sign and sign in "\"'[{*&!" and source[column : column + 1] not in "]}":
        why = f"A text that begins with `{sign}` ends too early for YAML."
        return _needs_quotes(scene, scene.line, start.end(), why, start.end())
    return Finding("bracket", _BRACKET, scene.line + 1, column + 1)


def _tab(scene: Scene) -> Finding:
    tab = scene.source.find("\t")
    message = "A tab indents this line. Indent with spaces."
    return Finding("tab", message, scene.line + 1, (tab if tab >= 0 else scene.column) + 1)


def _escape(scene: Scene) -> Finding:
    message = (
        "A backslash in double quotes begins an escape. Write \\\\ for a backslash, or use single quotes."
    )
    return Finding("escape", message, scene.line + 1, scene.column + 1)


def _not_yaml(scene: Scene) -> Finding:
    message = f"This is not well-formed YAML ({scene.problem or 'unknown reason'}). Check the indentation and the quotes here."
    return Finding("not-yaml", message, scene.line + 1, scene.column + 1)


_COMPLAINTS: tuple[tuple[str, Callable[[Scene], Finding]], ...] = (
    ("found a tab character", _tab),
    ("mapping values are not allowed", _colon),
    ("mapping keys are not allowed", _begins),
    ("block sequence entries are not allowed", _begins),
    ("cannot start any token", _begins),
    ("expected alphabetic or numeric character", _begins),
    ("expected comment or line break", _begins),
    ("expected node content", _begins),
    ("expected key", _after_value),
    ("expected '-' indicator", _after_value),
    ("could not find expected ':'", _no_colon),
    ("expected ',' or", _in_brackets),
    ("unexpected end of stream", _never_closed),
    ("unexpected document indicator", _never_closed),
    ("escape", _escape),
    ("hexdecimal", _escape),
    ("expected <document start>", _indentation),
)
"""What libyaml complains of, and who explains it; the first that fits."""
