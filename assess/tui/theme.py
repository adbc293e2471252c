"""Colors: our own themes, and what the inks and fills of `lines` look like under any theme."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.style import Style
from textual.color import Color
from textual.theme import Theme

READABLE = 4.5
"""The least contrast of text with its background."""
BLACK, WHITE = Color(0, 0, 0), Color(255, 255, 255)
STEPS = 20
"""How finely a color of another theme is moved until it can be read."""

INKS: Mapping[str, tuple[str, bool]] = {
    "strong": ("ink-text", True),
    "muted": ("ink-muted", False),
    "faint": ("ink-faint", False),
    "title": ("ink-title", True),
    "key": ("ink-key", True),
    "chosen": ("ink-title", True),
    "good": ("ink-good", False),
    "warn": ("ink-warn", False),
    "bad": ("ink-bad", True),
    "bar": ("ink-bar", False),
    "range": ("ink-range", False),
}
"""Each ink's color variable, and whether it is bold. `faint` is for rules and empty bars, never for words."""
FILLS: Mapping[str, str] = {"cursor": "fill-cursor", "bar": "fill-bar"}
"""Backgrounds of whole rows: the one under the cursor, and the bars at the top and the bottom."""


def _theme(name: str, *, dark: bool, text: str, ground: str, raised: str, **inks: str) -> Theme:
    variables = {"ink-text": text, **{name.replace("_", "-"): value for name, value in inks.items()}}
    return Theme(
        name=name,
        dark=dark,
        primary=inks["ink_title"],
        secondary=inks["ink_bar"],
        accent=inks["ink_key"],
        warning=inks["ink_warn"],
        error=inks["ink_bad"],
        success=inks["ink_good"],
        foreground=text,
        background=ground,
        surface=raised,
        panel=inks["fill_bar"],
        variables=variables,
    )


DARK = _theme(
    "assess-dark",
    dark=True,
    text="#dfe5ec",
    ground="#13171c",
    raised="#181d23",
    ink_muted="#9ba8b6",
    ink_faint="#3b4651",
    ink_title="#85d3c6",
    ink_key="#e2be7d",
    ink_good="#90d29b",
    ink_warn="#e8c07a",
    ink_bad="#f49d93",
    ink_bar="#5fbcae",
    ink_range="#5a7f86",
    fill_cursor="#22303a",
    fill_bar="#1c232b",
)
LIGHT = _theme(
    "assess-light",
    dark=False,
    text="#20262b",
    ground="#fbfaf6",
    raised="#f5f3ed",
    ink_muted="#57636d",
    ink_faint="#cbcfcd",
    ink_title="#0b665e",
    ink_key="#7d5200",
    ink_good="#2a6b3a",
    ink_warn="#7d5200",
    ink_bad="#a32e22",
    ink_bar="#1a8176",
    ink_range="#87a9a5",
    fill_cursor="#dfeeea",
    fill_bar="#ecebe4",
)
CONTRAST = _theme(
    "assess-contrast",
    dark=True,
    text="#ffffff",
    ground="#000000",
    raised="#000000",
    ink_muted="#d8d8d8",
    ink_faint="#808080",
    ink_title="#7ffff0",
    ink_key="#ffe066",
    ink_good="#8cff9e",
    ink_warn="#ffd34d",
    ink_bad="#ff9d94",
    ink_bar="#35e0cc",
    ink_range="#a0a0a0",
    fill_cursor="#003a5c",
    fill_bar="#1e1e1e",
)
OWN = (DARK, LIGHT, CONTRAST)
PLAIN = "ansi-dark"
"""The terminal's own colors."""
ROUND = (*(theme.name for theme in OWN), PLAIN, "ansi-light")
"""What the color key goes through; the last two take the terminal's own colors."""


def ink_style(variables: Mapping[str, str], ink: str, fill: str) -> Style:
    """The style of an ink on a fill, as far as they say anything; no fill leaves the background alone."""
    name, bold = INKS.get(ink, ("ink-text", False))
    color = Color.parse(variables[name]).rich_color
    ground = Color.parse(variables[FILLS[fill]]).rich_color if fill else None
    # The terminal's own colors have no shade for the row under the cursor: there it is shown reversed.
    own = bool(fill) and variables[FILLS[fill]] == "ansi_default" and fill == "cursor"
    return Style(color=color, bgcolor=None if own else ground, bold=bold or None, reverse=own or None)


def ink_variables(theme: Theme, variables: Mapping[str, str]) -> dict[str, str]:
    """Our color variables for a theme that does not name them, made readable on its background."""
    if theme.ansi:
        return _terminal_inks()
    text, ground = Color.parse(variables["foreground"]), Color.parse(variables["background"])
    lit, bar = ground.blend(text, 0.12), ground.blend(text, 0.06)
    grounds = (ground, Color.parse(variables["surface"]), lit, bar)
    wanted = {
        "ink-text": text,
        "ink-muted": ground.blend(text, 0.7),
        "ink-title": Color.parse(variables["primary"]),
        "ink-key": Color.parse(variables["accent"]),
        "ink-good": Color.parse(variables["success"]),
        "ink-warn": Color.parse(variables["warning"]),
        "ink-bad": Color.parse(variables["error"]),
    }
    inks = {name: _readable(color, grounds).hex for name, color in wanted.items()}
    return inks | {
        "ink-bar": inks["ink-title"],
        "ink-range": ground.blend(text, 0.45).hex,
        "ink-faint": ground.blend(text, 0.25).hex,
        "fill-cursor": lit.hex,
        "fill-bar": bar.hex,
    }


def _terminal_inks() -> dict[str, str]:
    own = "ansi_default"
    inks = dict.fromkeys(("ink-text", "ink-muted", "ink-title", "ink-bar", "fill-cursor", "fill-bar"), own)
    colors = {
        "ink-key": "ansi_cyan",
        "ink-good": "ansi_green",
        "ink-warn": "ansi_yellow",
        "ink-bad": "ansi_red",
    }
    return inks | colors | {"ink-faint": "ansi_bright_black", "ink-range": "ansi_bright_black"}


def _readable(color: Color, grounds: Sequence[Color]) -> Color:
    """The color, moved towards black or white as far as it takes to be read on all these grounds."""
    end = max((BLACK, WHITE), key=lambda each: min(contrast(each, ground) for ground in grounds))
    for step in range(STEPS):
        mixed = color.blend(end, step / STEPS)
        if min(contrast(mixed, ground) for ground in grounds) >= READABLE:
            return mixed
    return end


def contrast(one: Color, other: Color) -> float:
    """The contrast of two colors, 1 to 21, as WCAG 2 defines it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: Color) -> float:
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in color.normalized
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
