"""`assess questionnaire`: list, check, test."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from assess.authoring.ageing import ageing
from assess.authoring.testing import run_tests
from assess.commands.finding import library_of, load_or_refuse, questionnaire_path
from assess.guard import FINE, WRONG_INPUT
from assess.store.loading import load_questionnaire
from assess.store.problems import errors_in, in_order, show_all


def list_command(home: str | None) -> int:
    """Print id, minutes, title and file of every questionnaire at hand."""
    library = library_of(home)
    for name, path in library.questionnaires():
        questionnaire = load_questionnaire(path, library).questionnaire
        if questionnaire is None:
            sys.stdout.write(
                f"{name:<22} {'':>6}  (has problems: assess questionnaire check {name})  {path}\n"
            )
            continue
        minutes = f"{questionnaire.minutes} min" if questionnaire.minutes else ""
        sys.stdout.write(f"{name:<22} {minutes:>6}  {questionnaire.title}\n")
    return FINE


def check_command(home: str | None, names: tuple[str, ...], *, strict: bool) -> int:
    """Print every problem of the named questionnaires; 1 for an error, with `strict` for a warning too."""
    library = library_of(home)
    failed = False
    for name in names:
        path = questionnaire_path(library, name)
        loaded = load_questionnaire(path, library)
        problems = in_order([*loaded.problems, *ageing(loaded, date.today().isoformat())])
        errors = errors_in(problems)
        failed = failed or bool(errors) or (strict and bool(problems))
        if problems:
            sys.stdout.write(show_all(problems) + "\n")
        warnings = len(problems) - len(errors)
        sys.stderr.write(
            f"{name}: {_count(len(errors), 'error')}, {_count(warnings, 'warning')} "
            f"in {_count(len(loaded.files), 'file')}\n"
        )
    return WRONG_INPUT if failed else FINE


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def test_command(home: str | None, names: tuple[str, ...]) -> int:
    """Run the described practices of the named questionnaires; 1 if one comes out differently."""
    library = library_of(home)
    failed = 0
    for name in names:
        path: Path = questionnaire_path(library, name)
        questionnaire, loaded = load_or_refuse(library, path)
        outcomes = run_tests(questionnaire, loaded.files[0])
        for outcome in outcomes:
            sys.stdout.write(f"{'ok  ' if outcome.passed else 'FAIL'} {outcome.name}\n")
            for difference in outcome.differences:
                sys.stdout.write(f"     {difference}\n")
        different = sum(not outcome.passed for outcome in outcomes)
        failed += different
        sys.stderr.write(f"{name}: {_count(len(outcomes), 'described practice')}, {different} failed\n")
    return WRONG_INPUT if failed else FINE
