"""Syntax errors of YAML in plain words, above all the sentence that needed quotes."""

from __future__ import annotations

import re

import yaml

from assess.store.problems import Problem, at

_QUOTE = "Put the whole text in double quotes"
_KEY_AND_TEXT = re.compile(r"^(?P<head>\s*(?:-\s+)*(?:[\w.-]+:\s+)?)(?P<text>.*?)\s*$")


def explain_syntax(error: yaml.MarkedYAMLError, text: str) -> Problem:
    """The problem behind libyaml's message, at the place where it has to be mended."""
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    lines = text.splitlines()
    source = lines[line - 1] if line <= len(lines) else ""
    code, message, column = _explain(error, source, column)
    return at(Problem(code, message), line, column, text)


def _explain(error: yaml.MarkedYAMLError, source: str, column: int) -> tuple[str, str, int]:
    words = f"{error.problem or ''} {error.context or ''}"
    found = _KEY_AND_TEXT.match(source)
    head, text = (found["head"], found["text"]) if found else ("", source)
    start = len(head) + 1
    quoted = f'{head.lstrip()}"{_escaped(text)}"'
    if "\t" in source[: len(source) - len(source.lstrip())] or "cannot start any token" in words and "\t" in source:
        return "tab", "A tab indents this line. Indent with spaces.", source.find("\t") + 1
    if text[:1] in "?" and ("mapping key" in words or "?" in source[:column]):
        return "needs-quotes", f"A text that begins with `?` needs quotes. {_QUOTE}: {quoted}", start
    if "mapping values are not allowed" in words and ": " in text + " ":
        return (
            "needs-quotes",
            f"YAML reads the `: ` in this text as a new key. {_QUOTE}: {quoted}",
            start + text.find(": ") if ": " in text else column,
        )
    if text[:1] in ("%", "@", "`") and text:
        return "needs-quotes", f"A text that begins with `{text[0]}` needs quotes. {_QUOTE}: {quoted}", start
    if text[:1] in ("*", "&", "!") and text:
        return "needs-quotes", f"A text that begins with `{text[0]}` needs quotes. {_QUOTE}: {quoted}", start
    if text[:1] in ("'", '"') and "expected <block end>" in words:
        return (
            "needs-quotes",
            f"The quoted text ends before the line does. Put one pair of quotes around the whole text, and write {text[0]} inside it as "
            + ('\\".' if text[0] == '"' else "''."),
            start,
        )
    if "found unexpected end of stream" in words or "unexpected end of stream" in words:
        return "open-quote", "A quoted text or a bracket is opened and never closed before the end of the file. Close it.", column
    if "while parsing a flow" in words:
        return (
            "bracket",
            "This list in brackets is not well-formed: a comma, a bracket or quotes around a text with , : # ? [ ] { } are missing. Check the brackets and quote the texts.",
            column,
        )
    if "did not find expected '-' indicator" in words or "expected <block end>" in words or "could not find expected ':'" in words:
        return (
            "indentation",
            "This line does not fit the lines around it: it is indented too far or too little, or a key lacks its colon. Line it up with its neighbours.",
            column,
        )
    if "escape" in words:
        return "escape", "A backslash in double quotes begins an escape. Write \\\\ for a backslash.", column
    return "not-yaml", f"This is not well-formed YAML ({error.problem or 'unknown reason'}). Check the indentation and the quotes here.", column


def _escaped(text: str) -> str:
    shown = text if len(text) <= 60 else text[:57] + "..."
    return shown.replace("\\", "\\\\").replace('"', '\\"')
