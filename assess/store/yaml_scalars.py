"""Texts written so that YAML reads the same text again."""

from __future__ import annotations

import re

from assess.store.yaml_guard import FORBIDDEN

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*")
_ESCAPED = re.compile(rf'["\\\n\r\t\x85\xa0\ud800-\udfff]|{FORBIDDEN.pattern}')
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def quoted(text: str) -> str:
    """A plain word as it is, anything else in double quotes."""
    if _PLAIN.fullmatch(text):
        return text
    return f'"{_ESCAPED.sub(_escape, text)}"'


def _escape(found: re.Match[str]) -> str:
    character = found.group()
    if "\ud800" <= character <= "\udfff":
        return "\ufffd"  # half of a character, which no file can hold
    return _SHORT.get(character) or f"\\u{ord(character):04x}"
