"""Colors: text is readable under every theme, and every ink is known to the theme."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from assess.tui import theme
from assess.tui.theme import FILLS, INKS, OWN, READABLE, contrast, ink_style, ink_variables

THEMES = [*OWN, *(each for each in BUILTIN_THEMES.values() if not each.ansi)]
WORDLESS = {"faint", "range", "bar"}
"""Inks of rules and bars, whose shapes say what they mean."""
TUI = Path(theme.__file__).parent


def variables_of(each: Theme) -> dict[str, str]:
    variables = {**each.to_color_system().generate(), **each.variables}
    return variables if "ink-text" in variables else variables | ink_variables(each, variables)


@pytest.mark.parametrize("each", THEMES, ids=lambda each: each.name)
def test_text_is_readable_on_every_ground(each: Theme) -> None:
    variables = variables_of(each)
    grounds = [variables[name] for name in ("background", "surface", *FILLS.values())]
    for ink in ["", *(set(INKS) - WORDLESS)]:
        color = ink_style(variables, ink, "").color
        assert color is not None
        for ground in grounds:
            ratio = contrast(Color.from_rich_color(color), Color.parse(ground))
            assert ratio >= READABLE, f"{ink or 'text'} on {ground}: {ratio:.2f}"


@pytest.mark.parametrize("name", ["ansi-dark", "ansi-light"])
def test_the_terminals_own_colors_are_used_as_they_are(name: str) -> None:
    variables = ink_variables(BUILTIN_THEMES[name], {})
    for ink in INKS:
        color = ink_style(variables, ink, "").color
        assert color is not None
        assert color.is_system_defined or color.is_default
    assert ink_style(variables, "", "cursor").reverse


def test_contrast_is_that_of_wcag() -> None:
    black, white, grey = Color.parse("#000000"), Color.parse("#ffffff"), Color.parse("#767676")
    assert contrast(black, white) == pytest.approx(21)
    assert contrast(white, grey) == pytest.approx(4.54, abs=0.01)


def test_no_ink_is_used_that_the_theme_does_not_know() -> None:
    known = set(INKS) | {""}
    for path in [*TUI.glob("*.py"), *TUI.glob("screens/*.py"), *TUI.glob("widgets/*.py")]:
        for ink in re.findall(
            r'Span\([^()]*(?:\([^()]*\))?[^()]*, "([a-z]*)"', path.read_text(encoding="utf-8")
        ):
            assert ink in known, f"{path.name}: {ink}"


def test_no_color_is_named_outside_the_theme() -> None:
    for path in [*TUI.rglob("*.py"), *TUI.rglob("*.tcss")]:
        if path.name != "theme.py":
            assert not re.search(r"#[0-9a-fA-F]{6}\b", path.read_text(encoding="utf-8")), path.name
