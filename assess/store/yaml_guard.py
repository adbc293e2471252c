"""What is refused before a file is parsed at all, and what the bytes tell about the parsing to come.

These checks are a few passes of C over the bytes: they cost next to nothing, and they hold before memory, the
stack or the parser's patience do.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8

from assess.store.problems import Problem, placed, split_lines

# Control characters but tab and line ends; separators that only some programs take for a line end; marks that
# hide or turn around what a line says.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)
_CONTROL_BYTES = bytes([*range(9), 11, 12, *range(14, 32), 127])
_BEYOND_ASCII = [
    re.compile(pattern)
    for pattern in (
        rb"\xc2[\x80-\x9f]",
        rb"\xe2\x80[\xa8-\xae]",
        rb"\xe2\x81[\xa6-\xa9]",
        rb"\xef\xbb\xbf",
        rb"\xef\xbf[\xbe\xbf]",
    )
]
"""The other forbidden characters in UTF-8. A fixed beginning each makes them five quick searches."""
_PROPERTY = re.compile(rb"[&*!](?<![^\s\[\]{},:?-].)", re.DOTALL)
_ESCAPED = re.compile(rb"\\[0abefvxuUNLP]")
_DIRECTIVE = re.compile(rb"%(?:YAML|TAG)\b")
_MOST_PARTS = 400_000
_LONGEST_LINE = 500_000
"""Bytes. A line of twice that is refused for certain, one of less than that never."""
_MOST_LINES_TOLD = 20
_NOT_TEXT = {b"PK\x03\x04": "a spreadsheet, a Word document or a zip file", b"%PDF": "a PDF file"}


def refuse(data: bytes, max_bytes: int, size: int = 0) -> list[Problem]:
    """Why these bytes cannot be a questionnaire, if so. `size` is that of a file of which a part was read."""
    size = max(size, len(data))
    if size > max_bytes:
        most = f"{max_bytes // 1_000_000} MB" if max_bytes >= 1_000_000 else f"{max_bytes:,} bytes"
        message = f"This file has {size:,} bytes; the most is {most}. Split it with `use` or `include`."
        return [Problem("file-too-large", message)]
    for start, kind in _NOT_TEXT.items():
        if data.startswith(start):
            return [Problem("not-text", f"This is {kind}, not a YAML file. Choose the .yaml file.")]
    if directives := _directives(data):
        return directives
    if len(data) > _MOST_PARTS and data.count(b",") + data.count(b"\n") > _MOST_PARTS:
        message = (
            f"This file has more than {_MOST_PARTS:,} lines and commas. Split it with `use` or `include`."
        )
        return [Problem("file-too-large", message)]
    for at in range(0, len(data) - _LONGEST_LINE + 1, _LONGEST_LINE):
        if data.find(b"\n", at, at + _LONGEST_LINE) < 0:
            line = data.count(b"\n", 0, at) + 1
            message = f"This line has more than {_LONGEST_LINE:,} characters. Break it into lines."
            return [Problem("line-too-long", message, "", line, 1)]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return [_not_utf8(data, error.start)]
    return _hidden_characters(data, text)


def _not_utf8(data: bytes, start: int) -> Problem:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        message = "This file is saved as UTF-16. Save it with the encoding UTF-8."
        return Problem("not-utf8", message, line=1, column=1)
    head = data[:start].decode("utf-8-sig")
    lines = split_lines(head)
    line_end = data[start:].split(b"\n", 1)[0].decode("utf-8", "replace")
    message = "This letter is not saved as UTF-8. Save the whole file with the encoding UTF-8."
    lines[-1] += line_end
    return placed(Problem("not-utf8", message), len(lines), len(lines[-1]) - len(line_end) + 1, lines)


def _hidden_characters(data: bytes, text: str) -> list[Problem]:
    """One problem for each of the first lines with a control character."""
    start = len(BOM_UTF8) if data.startswith(BOM_UTF8) else 0
    hidden = len(data.translate(None, _CONTROL_BYTES)) < len(data)
    if not hidden and (data.isascii() or not any(p.search(data, start) for p in _BEYOND_ASCII)):
        return []
    problems: list[Problem] = []
    line, start = 1, 0
    while len(problems) < _MOST_LINES_TOLD and (found := FORBIDDEN.search(text, start)):
        line += text.count("\n", start, found.start())
        column = found.start() - text.rfind("\n", 0, found.start())
        problem = Problem("control-character", hidden_message(found.group()))
        problems.append(placed(problem, line, column, text.split("\n", line)))
        start = text.find("\n", found.end())
        if start < 0:
            break
    return problems


def hidden_message(character: str) -> str:
    """What is wrong with a character that nobody sees."""
    name = f"U+{ord(character):04X}"
    return (
        f"An invisible control character ({name}) stands here. Delete it and type the text around it again."
    )


def _directives(data: bytes) -> list[Problem]:
    # libyaml compares each `%TAG` line with all others before it says a word: minutes for a file of 5 MB.
    for found in _DIRECTIVE.finditer(data) if b"%" in data else ():
        if found.start() == 0 or data[found.start() - 1] in b"\r\n":
            line = data.count(b"\n", 0, found.start()) + 1
            sign = found.group().decode()
            message = f"Lines that begin with `{sign}` are not part of this format. Delete the line."
            text = data[found.start() : found.start() + 200].decode("utf-8", "replace")
            return [Problem("directive", message, "", line, 1, excerpt=split_lines(text)[0])]
    return []


def needs_care(data: bytes) -> bool:
    """Whether the file may hold an anchor, alias, tag or escaped control character.

    Their signs count only where a part of YAML can begin; a file without them is read faster.
    """
    signs = b"&" in data or b"*" in data or b"!" in data
    return bool((signs and _PROPERTY.search(data)) or _ESCAPED.search(data))
