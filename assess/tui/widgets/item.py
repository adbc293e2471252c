"""One question, as lines: the words, the choices with their anchors in full, and what helps to answer."""

from __future__ import annotations

from assess.tui.asking import CHOSEN, HALF, OPEN, Asked, Choice
from assess.tui.lines import BLANK, Line, Picture, Span, ends, paragraph

WIDEST = 96
"""Longer rows are hard to read; wider windows keep a margin."""
ROUND = {CHOSEN: "(x)", HALF: "(/)", OPEN: "( )"}
SQUARE = {CHOSEN: "[x]", HALF: "[/]", OPEN: "[ ]"}
CRITICAL = "! Critical: below its target it is flagged"
MANY = "Tick all that apply. Enter goes on."
INDENT = 9
"""Columns before the words of a choice: cursor, glyph and key."""
BULLET = "\u00b7 "
LABEL = 11
"""Columns of the words at the side of the helps."""


def paint_asked(asked: Asked, cursor: int, width: int, height: int) -> Picture:
    """The question with the cursor on one of its choices, which is kept in sight with its anchor.

    Where there is room for it the choices stand apart.
    """
    width = min(width, WIDEST)
    head = _head(asked, width)
    blocks = [_choice(asked, number, width, here=number == cursor) for number in range(len(asked.choices))]
    below = _below(asked, width)
    compact = len(head) + sum(map(len, blocks)) + len(below)
    airy = compact + len(blocks) + 1 <= height and any(len(block) > 1 for block in blocks)
    lines, keep = list(head), (0, 1)
    if compact < height:
        lines.insert(1, BLANK)
    for number, block in enumerate(blocks):
        if number == cursor:
            # The first choice brings the question along, the last one nothing but itself.
            keep = (0 if number == 0 else len(lines), len(lines) + len(block))
        lines += block
        if airy and number < len(blocks) - 1 and len(block) > 1:
            lines.append(BLANK)
    return Picture([*lines, *below], keep)


def _head(asked: Asked, width: int) -> list[Line]:
    number = f" {asked.number}  " if asked.number else " "
    place = f"{asked.place} "
    room = width - len(place) - 1
    lines = paragraph(asked.section, room, "muted", first=(Span(number, "muted"),), indent=len(number))
    lines[0] = ends(lines[0].spans, [Span(place, "muted")], width)
    lines += paragraph(asked.ask, width - 1, "strong", indent=1)
    if asked.critical:
        lines += paragraph(CRITICAL, width - 1, "warn", indent=1)
    if asked.many:
        lines += paragraph(MANY, width - 1, "muted", indent=1)
    lines.append(BLANK)
    return lines


def _choice(asked: Asked, number: int, width: int, *, here: bool) -> list[Line]:
    choice = asked.choices[number]
    fill, target = ("cursor" if here else ""), f"choice:{number}"
    chosen = choice.mark != OPEN
    glyph = (SQUARE if asked.many else ROUND)[choice.mark]
    lead = (
        Span(" \u203a" if here else "  ", "title"),
        Span(glyph, "chosen" if chosen else "muted"),
        Span(f"{choice.key:>2}  ", "key"),
    )
    ink = "chosen" if chosen else "strong" if choice.anchor else ""
    lines = paragraph(choice.label, width, ink, first=lead, indent=INDENT, fill=fill, target=target)
    if choice.anchor:
        lines += paragraph(choice.anchor, width - 1, indent=INDENT, fill=fill, target=target)
    return lines


def _below(asked: Asked, width: int) -> list[Line]:
    """What was said to the answer first, then what helps to find it."""
    lines: list[Line] = []
    if asked.reason:
        lines += _helped("Reason", asked.reason, width)
    if asked.note:
        lines += _helped("Note", asked.note, width, "title")
    if asked.evidence:
        lines += _helped("Evidence", asked.evidence, width, "title")
    if lines:
        lines.append(BLANK)
    for number, each in enumerate(asked.counts_if):
        label = "Counts if" if number == 0 else ""
        lead = (Span(f" {label:<{LABEL}}", "muted"), Span(BULLET, "muted"))
        lines += paragraph(each, width - 1, first=lead, indent=LABEL + 1 + len(BULLET))
    lines += _helped("Help", asked.help, width)
    lines += _helped("Matters", asked.why, width)
    lines += _helped("Who knows", asked.who, width)
    lines += _helped("Shown by", asked.wanted, width)
    lines += _helped("Mind", asked.caution, width)
    return [BLANK, *lines] if lines else []


def _helped(label: str, text: str, width: int, ink: str = "") -> list[Line]:
    if not text:
        return []
    lead = (Span(f" {label:<{LABEL}}", "muted"),)
    return paragraph(text, width - 1, ink, first=lead, indent=LABEL + 1)


def choice_of(target: str) -> int | None:
    """The choice that a click meant; None if it meant something else."""
    kind, _, number = target.partition(":")
    return int(number) if kind == "choice" else None


def is_level(choice: Choice) -> bool:
    """Whether a choice is a level or an option, and not one of the two ways of not answering."""
    return choice.name not in ("unsure", "not_applicable")
