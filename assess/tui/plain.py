"""The interview line by line: for screen readers, plain terminals and input from a pipe.

It talks through two functions and draws nothing: no bars, no colors, no cursor movements.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from assess.store.connection import StoreError
from assess.tui import plain_answers as answers
from assess.tui.plain_talk import Ended, Talk
from assess.tui.session import Session

PROMPT = "Answer, or ? for help: "


def interview(
    session: Session, read: Callable[[], str], write: Callable[[str], object], *, today: str = ""
) -> int:
    """Ask the questions of a session, line by line, until `q` or the end of the input; the exit code.

    `read` gives a line with its line break and an empty text at the end, as `sys.stdin.readline` does.
    `today` is the ISO date for the plan; without it, that of the assessment.
    """
    talk = Talk(session, read, write, today or session.assessment.date)
    talk.say(f"{session.practice}: {session.questionnaire.title}")
    try:
        talk.ask()
        while _hear(talk):
            pass
    except Ended:
        talk.write("\n")
    talk.leave()
    return 0


def _hear(talk: Talk) -> bool:
    """Read one line and do what it says; False to quit."""
    words = talk.line(PROMPT).split(maxsplit=1)
    if not words:
        talk.ask()
        return True
    name, rest = words[0].lower(), words[1] if len(words) > 1 else ""
    if name in ("q", "quit"):
        return False
    try:
        _do(talk, name, rest)
    except StoreError as error:
        talk.say(f"Not saved: {error}")
    return True


def _do(talk: Talk, name: str, rest: str) -> None:
    command = COMMANDS.get(name)
    if command is not None:
        command(talk, rest)
    elif name[0].isdecimal():
        answers.numbers(talk, f"{name} {rest}".replace(",", " ").split())
    else:
        talk.say(f"There is no command {name}. ? lists what can be said.")


def _went(talk: Talk, went: bool, nowhere: str) -> None:
    if went:
        talk.ask()
    else:
        talk.say(nowhere)


def _back(talk: Talk, _rest: str) -> None:
    _went(talk, talk.session.go_on(-1), "This is the first question.")


def _skip(talk: Talk, _rest: str) -> None:
    _went(talk, talk.session.go_on(), "This is the last question.")


def _open(talk: Talk, _rest: str) -> None:
    _went(talk, talk.session.go_to_open(), "No other question is open.")


def _flagged(talk: Talk, _rest: str) -> None:
    _went(talk, talk.session.go_to_flagged(), "No other question is flagged.")


def _go(talk: Talk, rest: str) -> None:
    number = rest or talk.line("Question number, as 3.2: ")
    _went(talk, talk.session.go(talk.session.step_of(number)), f"There is no question {number}.")


def _results(talk: Talk, rest: str) -> None:
    from assess.report.text import explain, summary

    text = explain(talk.session.evaluation, rest) if rest else summary(talk.session.evaluation)
    talk.write(text or f"There is no number with the name {rest}.\n")


def _plan(talk: Talk, rest: str) -> None:
    from assess.tui.plain_plan import action_text, plan_text

    evaluation = talk.session.evaluation
    talk.write(action_text(evaluation, talk.today, rest) if rest else plan_text(evaluation, talk.today))


def _write_plan(talk: Talk, rest: str) -> None:
    from assess.tui.plan_file import STEPS, NotWritten, PathCheck, suggested_path, write_plan

    suggested = suggested_path(talk.session.assessment)
    text = rest or talk.line(f"File, or Enter for {suggested}: ") or str(suggested)
    check = PathCheck()
    wrong = check(text)
    if wrong:
        talk.say(wrong)
        text = talk.line("File, the same one again, or Enter to leave it: ")
        if not text or check(text):
            talk.say("Nothing was written.")
            return
    try:
        path, words = write_plan(
            talk.session.evaluation,
            Path(text).expanduser().absolute(),
            talk.today,
            lambda step: talk.say(f"{STEPS[step].capitalize()} ..."),
        )
        talk.say(f"{words}: {path}")
    except NotWritten as error:
        talk.say(str(error))


def _help(talk: Talk, _rest: str) -> None:
    for keys, words in HELP:
        talk.say(f"{keys}: {words}.")


COMMANDS: Mapping[str, Callable[[Talk, str], None]] = {
    "h": answers.half,
    "u": answers.unsure,
    "x": answers.not_applicable,
    "n": answers.note,
    "e": answers.evidence,
    "c": answers.clear,
    "z": answers.undo,
    "y": answers.redo,
    "b": _back,
    "s": _skip,
    "o": _open,
    "f": _flagged,
    "g": _go,
    "r": _results,
    "p": _plan,
    "w": _write_plan,
    "?": _help,
}
HELP = (
    ("1, 2, 3 and so on", "answer with this level; it is saved at once"),
    ("1 3 4", "tick these, where several may be ticked; 0 for none of them"),
    ("h 2", "half-way between level 2 and level 3; 2-3 says the same"),
    ("u", "unsure: leave it to somebody who knows"),
    ("x", "does not apply; the reason is asked"),
    ("n", "write a note to the answer; the words may follow at once"),
    ("e", "say what shows that the answer holds, and its date"),
    ("c", "clear the answer"),
    ("z", "undo, also what was done before the last start"),
    ("y", "redo"),
    ("b", "back to the question before"),
    ("s", "skip to the question after"),
    ("o", "next open question"),
    ("f", "next flagged question: unsure, or critical and below its target"),
    ("g 3.2", "go to question 3.2"),
    ("Enter", "hear the question again"),
    ("r", "results; r and overall, or the id of a domain or question, explains a number"),
    ("p", "plan; p 1 tells everything about action 1"),
    ("w", "write the action plan as a PDF"),
    ("?", "these lines"),
    ("q", "quit; everything is saved already"),
)
