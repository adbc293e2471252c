"""The one table of commands: key bindings, footer, help and palette are all made from it.

Keys that terminals or tmux keep for themselves are avoided: letters, digits, arrows, Enter and Tab come
first, control keys are second names only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

EVERYWHERE = "everywhere"


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that a person can ask for on a screen.

    `id` is screen and name, the name being that of the screen's action. With `with_key` the action is told
    which of the keys was pressed. `footer` says how early it comes in the footer; 0 keeps it out.
    """

    id: str
    keys: tuple[str, ...]
    label: str
    help: str
    footer: int = 0
    with_key: bool = False
    shown: str = ""
    """The keys as people read them, where the first key's own name would not do."""

    @property
    def screen(self) -> str:
        return self.id.partition(".")[0]

    @property
    def name(self) -> str:
        return self.id.partition(".")[2]

    @property
    def keys_shown(self) -> str:
        """What to press, in words or signs."""
        return self.shown or KEY_NAMES.get(self.keys[0], self.keys[0])


KEY_NAMES: Mapping[str, str] = {
    "question_mark": "?",
    "slash": "/",
    "escape": "Esc",
    "enter": "Enter",
    "space": "Space",
    "left": "\u2190",
    "right": "\u2192",
    "up": "\u2191",
    "down": "\u2193",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "ctrl+q": "Ctrl+Q",
}
DIGITS = tuple("123456789")


def _moving(screen: str, what: str) -> tuple[Command, ...]:
    """The keys that move the cursor of a list."""
    return (
        Command(f"{screen}.up", ("up",), "Up", f"Move to the {what} above."),
        Command(f"{screen}.down", ("down",), "Down", f"Move to the {what} below."),
        Command(f"{screen}.page_up", ("pageup",), "Page up", "Scroll up."),
        Command(f"{screen}.page_down", ("pagedown",), "Page down", "Scroll down."),
    )


COMMANDS: tuple[Command, ...] = (
    Command(
        "everywhere.help",
        ("question_mark", "f1"),
        "Help",
        "Show all keys of this screen; choose one to use it.",
        90,
    ),
    Command(
        "everywhere.theme",
        ("t",),
        "Colors",
        "Go round the colors: dark, light, high contrast, the terminal's own.",
    ),
    Command("everywhere.leave", ("ctrl+q", "ctrl+c"), "Quit", "Leave assess. Everything is saved already."),
    # Home
    *_moving("home", "assessment"),
    Command(
        "home.open", ("enter",), "Open", "Go on with this assessment, at the question where it was left.", 1
    ),
    Command("home.new", ("n",), "New", "Begin a new assessment.", 2),
    Command("home.results", ("r",), "Results", "Show the results of this assessment.", 3),
    Command("home.plan", ("p",), "Plan", "Show the action plan of this assessment.", 4),
    Command(
        "home.delete",
        ("d", "delete"),
        "Delete",
        "Delete this assessment. It can be brought back until you leave.",
        5,
    ),
    Command("home.undo", ("z",), "Bring back", "Bring back the assessment that was deleted last."),
    Command("home.leave", ("q",), "Quit", "Leave assess. Everything is saved already.", 6),
    # A new assessment
    *_moving("new", "line"),
    Command("new.choose", ("enter",), "Choose", "Take this one and go on.", 1),
    Command("new.back", ("escape",), "Back", "Go back one step.", 2),
    # The interview
    Command(
        "interview.digit",
        DIGITS,
        "Answer",
        "Answer with the level of this number. It is saved at once.",
        1,
        True,
        "1-9",
    ),
    Command("interview.up", ("up",), "Up", "Move the cursor up, without answering."),
    Command("interview.down", ("down",), "Down", "Move the cursor down, without answering."),
    Command(
        "interview.choose",
        ("enter",),
        "Choose",
        "Answer with the line under the cursor; on its own answer, go on.",
        2,
        shown="Enter",
    ),
    Command(
        "interview.tick",
        ("space",),
        "Tick",
        "Answer with the line under the cursor, or tick it where several may be ticked.",
    ),
    Command(
        "interview.half",
        ("h",),
        "Half-way",
        "Answer half-way between the level under the cursor and the one after it.",
        6,
    ),
    Command(
        "interview.unsure",
        ("u",),
        "Unsure",
        "Leave it to somebody who knows; it goes on the list of things to find out.",
        4,
    ),
    Command("interview.not_applicable", ("x",), "N/A", "Say that the question does not apply, and why.", 5),
    Command("interview.note", ("n",), "Note", "Write a note to the answer.", 7),
    Command(
        "interview.evidence", ("e",), "Evidence", "Say what shows that the answer holds, with its date.", 10
    ),
    Command("interview.clear", ("c", "delete"), "Clear", "Take the answer away."),
    Command(
        "interview.undo",
        ("z", "ctrl+z"),
        "Undo",
        "Take the last change back, also one made before the last start.",
        8,
    ),
    Command("interview.redo", ("y", "ctrl+y"), "Redo", "Make again what was undone."),
    Command(
        "interview.previous",
        ("left", "backspace", "b"),
        "Back",
        "Go to the question before this one.",
        3,
        shown="\u2190",
    ),
    Command(
        "interview.following",
        ("right", "s"),
        "Skip",
        "Go to the question after this one; leaves this one as it is.",
        9,
        shown="\u2192",
    ),
    Command("interview.next_open", ("o",), "Next open", "Go to the next question without an answer.", 11),
    Command(
        "interview.next_flagged",
        ("f",),
        "Next flagged",
        "Go to the next question that is not sure, or critical and below its target.",
    ),
    Command("interview.next_section", ("tab",), "Next part", "Go to the next part of the questionnaire."),
    Command("interview.previous_section", ("shift+tab",), "Part before", "Go to the part before this one."),
    Command("interview.jump", ("slash", "j"), "Find", "Find a question by its words.", 12),
    Command("interview.page_up", ("pageup",), "Page up", "Scroll the question up."),
    Command("interview.page_down", ("pagedown",), "Page down", "Scroll the question down."),
    Command("interview.results", ("r",), "Results", "Show the results so far.", 13),
    Command("interview.plan", ("p",), "Plan", "Show the action plan so far.", 14),
    Command(
        "interview.back",
        ("q", "escape"),
        "Home",
        "Go back to the list of assessments. Everything is saved already.",
        15,
    ),
    # Results
    *_moving("results", "number"),
    Command(
        "results.explain", ("enter",), "How it is made", "Show the sum behind the number under the cursor.", 1
    ),
    Command(
        "results.interview", ("i",), "Questions", "Go to the questions; from a flag, to that question.", 2
    ),
    Command("results.plan", ("p",), "Plan", "Show the action plan.", 3),
    Command("results.write", ("w",), "Write PDF", "Write the action plan as a PDF.", 4),
    Command("results.back", ("q", "escape"), "Back", "Go back.", 5),
    # The plan
    *_moving("plan", "action"),
    Command("plan.write", ("w",), "Write PDF", "Write the action plan as a PDF.", 1),
    Command("plan.results", ("r",), "Results", "Show the results.", 2),
    Command(
        "plan.interview",
        ("i",),
        "Questions",
        "Go to the questions; from a thing to find out, to that question.",
        3,
    ),
    Command("plan.back", ("q", "escape"), "Back", "Go back.", 4),
)


def commands_of(screen: str) -> tuple[Command, ...]:
    """What can be asked for on a screen: its own commands, then those that work everywhere."""
    own = tuple(command for command in COMMANDS if command.screen == screen)
    return own + tuple(command for command in COMMANDS if command.screen == EVERYWHERE)


def footer_of(screen: str) -> tuple[Command, ...]:
    """The commands for the footer, the most wanted first."""
    return tuple(sorted((each for each in commands_of(screen) if each.footer), key=lambda each: each.footer))
