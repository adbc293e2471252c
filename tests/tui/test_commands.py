"""The one table of commands: every screen does what it says, no key twice, every command in the help."""

from __future__ import annotations

from typing import Any

import pytest
from textual.keys import Keys

from assess.tui.commands import COMMANDS, EVERYWHERE, commands_of, footer_of
from assess.tui.program import AssessApp
from assess.tui.screens.base import PaintedScreen, bindings, footer_line
from assess.tui.screens.help import TITLES, help_entries
from assess.tui.screens.home import HomeScreen
from assess.tui.screens.interview import InterviewScreen
from assess.tui.screens.new import NewScreen
from assess.tui.screens.plan import PlanScreen
from assess.tui.screens.results import ResultsScreen

SCREENS: list[type[PaintedScreen[Any]]] = [HomeScreen, NewScreen, InterviewScreen, ResultsScreen, PlanScreen]
AREAS = [screen.AREA for screen in SCREENS]
EATEN = {"ctrl+s", "ctrl+o", "ctrl+j", "ctrl+b", "ctrl+a", "ctrl+h", "ctrl+i", "ctrl+m", "f10", "f11"}
"""What terminals, tmux and screen keep for themselves."""


def test_the_table_knows_all_screens() -> None:
    assert {command.screen for command in COMMANDS} == {EVERYWHERE, *AREAS}
    assert set(TITLES) == set(AREAS)


@pytest.mark.parametrize("area", AREAS)
def test_no_key_is_bound_twice_on_a_screen(area: str) -> None:
    keys = [key for command in commands_of(area) for key in command.keys]
    assert sorted(keys) == sorted(set(keys))


def test_ids_are_unique_and_every_command_is_explained() -> None:
    ids = [command.id for command in COMMANDS]
    assert len(ids) == len(set(ids))
    for command in COMMANDS:
        assert command.keys
        assert command.label
        assert command.help.endswith(".")


def test_keys_are_ones_that_terminals_let_through() -> None:
    named = {key.value for key in Keys} | {"question_mark", "slash", "space"}
    for command in COMMANDS:
        for key in command.keys:
            assert key not in EATEN
            assert len(key) == 1 or key in named or key.startswith("ctrl+"), key
        # The first key is one that anybody finds.
        assert not command.keys[0].startswith("ctrl+") or command.id == "everywhere.leave"


@pytest.mark.parametrize("screen", SCREENS)
def test_every_command_is_an_action_of_its_screen(screen: type[PaintedScreen[Any]]) -> None:
    for command in commands_of(screen.AREA):
        owner = AssessApp if command.screen == EVERYWHERE else screen
        assert callable(getattr(owner, f"action_{command.name}", None)), command.id


@pytest.mark.parametrize("screen", SCREENS)
def test_the_bindings_of_a_screen_are_those_of_the_table(screen: type[PaintedScreen[Any]]) -> None:
    assert bindings(screen.AREA) == screen.BINDINGS
    bound = {key for binding in bindings(screen.AREA) for key in binding.key.split(",")}  # type: ignore[union-attr]
    own = [command for command in COMMANDS if command.screen == screen.AREA]
    assert bound == {key for command in own for key in command.keys}


@pytest.mark.parametrize("area", AREAS)
def test_help_has_every_command(area: str) -> None:
    entries = help_entries(area)
    assert len(entries) == len(commands_of(area))
    for command, entry in zip(commands_of(area), entries, strict=True):
        assert command.help in entry.text
        assert command.keys_shown == entry.lead


@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize("width", [40, 80, 200])
def test_the_footer_never_overflows_and_always_ends_with_help(area: str, width: int) -> None:
    row = footer_line(footer_of(area), width)
    assert row.width <= width
    assert row.text.rstrip().endswith("? Help")
