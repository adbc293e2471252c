"""Texts that YAML misreads because they stand without quotes, and brackets that do not fit together."""

from __future__ import annotations

import re

from assess.store.yaml_comments import CUT, is_suspect
from assess.store.yaml_indentation import explain_deeper_line, explain_indentation
from assess.store.yaml_scene import KEY_LINE, Finding, Scene

_QUOTE = "Put the whole text in double quotes"
_HEAD = re.compile(r"\s*(?:-\s+)*(?:[\w.-]+:\s+)?")
_KEY_BEFORE = re.compile(r"[\w.-]{1,80}: +$")
_KEY_INSIDE = re.compile(r"\s([a-z_]+)$")
_KEY_FOLLOWS = re.compile(r"([a-z_]+):(?=\s|$)")
_TEXT_START = re.compile(r".*(?:[{\[,]|:)\s+(?=\S)")
_BRACKET = (
    "The brackets do not fit together here. Check that each [ and "
    "{ is closed, that entries have commas between them, "
    "and put texts with , : # ? [ ] { } in double quotes."
)
_NEW_KEY = "YAML reads the `: ` in this text as a new key."


def explain_colon(scene: Scene) -> Finding:
    """`: ` in a text; or a line that is indented unlike its neighbours and so became part of a text."""
    source, line = scene.source, scene.line
    if glued := _glued_dash(scene, line):
        return glued
    above = scene.line_above(line)
    if scene.begins_entry(line) and re.match(r"\s*[\w.-]+: +\S", scene.line_at(above)):
        message = (
            "An entry of a list stands here, but no list begins above. Write its key, such as `steps:`, or "
            "line it up."
        )
        return Finding("indentation", message, line + 1, scene.margin(line) + 1)
    first_colon = ":" not in source[: scene.column].lstrip()
    if first_colon and KEY_LINE.match(source) and scene.indent(above) < scene.indent(line):
        return explain_deeper_line(scene)
    if joined := _joined_line(scene, _KEY_INSIDE.search(source[: scene.column])):
        return joined
    return _needs_quotes(scene, line, scene.column, _NEW_KEY)


def _joined_line(scene: Scene, word: re.Match[str] | None) -> Finding | None:
    """A key that stands behind the value of another one, where a line of its own was meant."""
    if word is None or not scene.is_key(word[1]):
        return None
    message = (
        f"`{word[1]}:` stands behind another value. Write it on a line of its own; "
        "or put the whole text in double quotes if it belongs to the text."
    )
    return Finding("joined-lines", message, scene.line + 1, word.start(1) + 1)


def _glued_dash(scene: Scene, line: int) -> Finding | None:
    source = scene.line_at(line)
    found = re.match(r"\s*(?=-[^\s-])", source)
    if found is None:
        return None
    message = "A space is missing after the `-` that begins an entry of a list. Write `- `."
    put_right = f"{source[: found.end()]}- {source[found.end() + 1 :]}"
    return Finding("missing-space", message, line + 1, found.end() + 1, put_right)


def explain_beginning(scene: Scene) -> Finding:
    """A text that begins with a sign of YAML's own."""
    line, column = scene.line, scene.column
    if scene.began is not None and scene.began[0] == line and "node content" not in scene.problem:
        column = scene.began[1]
    source = scene.line_at(line)
    sign = source[column : column + 1]
    if sign == "\t":
        return explain_tab(scene)
    if not sign.strip():
        return explain_unknown(scene)
    if sign in "}]" and any(bracket in source[:column] for bracket in "{["):
        return Finding("bracket", _BRACKET, line + 1, column + 1)
    return _needs_quotes(scene, line, column, f"A text that begins with `{sign}` needs quotes.", column)


def _needs_quotes(scene: Scene, line: int, column: int, why: str, start: int | None = None) -> Finding:
    """Say how the text around a place is written in quotes."""
    source = scene.line_at(line)
    if start is None:
        found = _HEAD.match(source)
        start = found.end() if found else 0
    text = _text_at(source, start)
    quoted = _escaped(text)
    key = _KEY_BEFORE.search(source[max(0, start - 100) : start])
    shown = f'{key.group() if key else ""}"{quoted if len(quoted) <= 60 else quoted[:57] + "..."}"'
    put_right = f'{source[:start]}"{quoted}"{source[start + len(text) :]}'
    return Finding("needs-quotes", f"{why} {_QUOTE}: {shown}", line + 1, column + 1, put_right)


def _text_at(source: str, start: int) -> str:
    """The text that begins there, as far as its line goes; inside brackets as far as the bracket does."""
    text = source[start:].rstrip()
    if re.search(r"[{\[]", source[:start]):
        text = re.sub(r"\s*[}\]]+,?$", "", text)
        text = re.sub(r", *[a-z_]+: .*$", "", text)
    return text


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")


def explain_after_value(scene: Scene) -> Finding:
    """Something follows a complete value: quotes or brackets around a part of it, or wrong indentation."""
    source, line = scene.source, scene.line
    if glued := _glued_dash(scene, line) or _glued_dash(scene, scene.line_above(line)):
        return glued
    found = _HEAD.match(source)
    start = found.end() if found else 0
    sign = source[start : start + 1]
    if start < scene.column and sign in ("*", "&", "!"):
        return _needs_quotes(scene, line, start, f"A text that begins with `{sign}` needs quotes.", start)
    if start < scene.column and (joined := _joined_line(scene, _KEY_FOLLOWS.match(source, scene.column))):
        return joined
    if start < scene.column and sign in ('"', "'", "[", "{"):
        closing = source[: scene.column].rstrip()[-1:]
        if closing in "\"']}" and source[scene.column : scene.column + 1] not in ("}", "]"):
            why = f"A text that begins with `{sign}` ends at the next `{closing}` for YAML."
            return _needs_quotes(scene, line, start, why)
    if source[scene.column : scene.column + 1] in ("}", "]"):
        message = f"This `{source[scene.column]}` closes nothing. Delete it, or open it before."
        return Finding("bracket", message, line + 1, scene.column + 1)
    return explain_indentation(scene)


def explain_brackets(scene: Scene) -> Finding:
    """A list or mapping in brackets that goes wrong."""
    if never_closed := _open_bracket(scene):
        return never_closed
    source, line, column = scene.source, scene.line, scene.column
    start = _TEXT_START.match(source[:column].rstrip())
    if source[column : column + 1] == ":":
        word = _KEY_INSIDE.search(source[:column])
        if word:
            message = (
                f"A comma is missing before `{word[1]}`; or the text holds `: ` and needs double quotes."
            )
            return Finding("bracket", message, line + 1, word.start(1) + 1)
        return _needs_quotes(scene, line, column, _NEW_KEY, start.end() if start else None)
    sign = source[start.end() : start.end() + 1] if start else ""
    if start and sign and sign in "\"'[{*&!" and source[column : column + 1] not in ("]", "}"):
        why = f"A text that begins with `{sign}` ends too early for YAML."
        return _needs_quotes(scene, line, start.end(), why, start.end())
    return Finding("bracket", _BRACKET, line + 1, column + 1)


def _open_bracket(scene: Scene) -> Finding | None:
    line, column = scene.began or (scene.line, scene.column)
    if line >= scene.line:
        return None
    source = scene.line_at(line)
    cut = cut_column(source)
    if cut is not None:
        return Finding("needs-quotes", CUT, line + 1, cut + 1)
    if not KEY_LINE.match(scene.source) and scene.source.strip() and not scene.begins_entry(scene.line):
        return None
    message = (
        f"The `{source[column : column + 1]}` that is opened here is not closed. Write the closing bracket, "
        "and put texts with , : # ? [ ] { } in double quotes."
    )
    return Finding("bracket", message, line + 1, column + 1)


def cut_column(source: str) -> int | None:
    """Where a ` #` cuts a sentence on this line; None where none does."""
    found = source.find(" #")
    return found + 1 if found >= 0 and is_suspect(source[: found + 3]) else None


def explain_tab(scene: Scene) -> Finding:
    """A tab where only spaces may stand."""
    tab = scene.source.find("\t")
    message = "A tab indents this line. Indent with spaces."
    return Finding("tab", message, scene.line + 1, (tab if tab >= 0 else scene.column) + 1)


def explain_unknown(scene: Scene) -> Finding:
    """What nobody foresaw, in libyaml's own words."""
    reason = scene.problem or "unknown reason"
    message = f"This is not well-formed YAML ({reason}). Check the indentation and the quotes here."
    return Finding("not-yaml", message, scene.line + 1, scene.column + 1)
