"""`assess answer`: the interview, full screen or line by line."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from assess.commands.finding import library_of, load_or_refuse, questionnaire_path
from assess.core.assessment import Practice, Respondent
from assess.core.questionnaire import Questionnaire
from assess.guard import UserError
from assess.store.database import Store
from assess.store.paths import home_folder


def answer_command(
    home: str | None, name: str, *, plain: bool, resume: int | None, practice: str | None
) -> int:
    """Begin an assessment of this questionnaire, or go on with a kept one, and ask its questions."""
    folder = home_folder(home)
    with Store.open(folder) as store:
        number = _known(store, resume) if resume is not None else _begin(store, home, name, practice)
        if plain:
            return _interview(store, number)
    from assess.opening import open_terminal_ui

    return open_terminal_ui(home, open_id=number)


def _known(store: Store, number: int) -> int:
    if number not in {summary.id for summary in store.assessments()}:
        raise UserError(f"There is no assessment {number}. `assess list` shows those that there are.")
    return number


def _begin(store: Store, home: str | None, name: str, practice: str | None) -> int:
    questionnaire, sources = _questionnaire(store, home, name)
    title = practice or _ask_practice()
    return store.create(
        questionnaire,
        Practice.named(title),
        Respondent(),
        date.today().isoformat(),
        {},
        sources,
    )


def _ask_practice() -> str:
    if not sys.stdin.isatty():
        return "This practice"
    sys.stderr.write("Name of the practice: ")
    sys.stderr.flush()
    return sys.stdin.readline().strip() or "This practice"


def _questionnaire(store: Store, home: str | None, name: str) -> tuple[Questionnaire, dict[str, str]]:
    """The questionnaire with its full texts; a file read before is not parsed again."""
    library = library_of(home)
    path: Path = questionnaire_path(library, name)
    known = store.remembered(path)
    if known is not None:
        return known, {}
    questionnaire, loaded = load_or_refuse(library, path)
    store.remember(path, [file.path for file in loaded.files], questionnaire)
    return questionnaire, {file.name: file.data.decode("utf-8-sig") for file in loaded.files}


def _interview(store: Store, number: int) -> int:
    from assess.tui.plain import interview
    from assess.tui.session import Session

    return interview(Session.open(store, number), sys.stdin.readline, _write, today=date.today().isoformat())


def _write(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()
