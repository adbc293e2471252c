"""Help: every key of a screen in one list; picking one does it."""

from __future__ import annotations

from assess.tui.commands import EVERYWHERE, commands_of
from assess.tui.screens.pick import Entry, Pick

TITLES = {
    "home": "Keys of the list of assessments",
    "new": "Keys of a new assessment",
    "interview": "Keys of the questions",
    "results": "Keys of the results",
    "plan": "Keys of the plan",
}


class HelpScreen(Pick):
    """Gives back the action of the command that was picked."""

    def __init__(self, area: str) -> None:
        super().__init__(TITLES[area], help_entries(area), about="Pick one with Enter to use it.")


def help_entries(area: str) -> list[Entry]:
    """All commands of a screen with their keys; those that need to know the key give back nothing to do."""
    entries = []
    for command in commands_of(area):
        action = f"app.{command.name}" if command.screen == EVERYWHERE else command.name
        action = "" if command.with_key else action
        entries.append(Entry(action, f"{command.label}: {command.help}", command.keys_shown))
    return entries
