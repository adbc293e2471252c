"""Hundreds of broken questionnaires: each mistake is told once, at its place, and never as a traceback."""

from __future__ import annotations

import shutil
from pathlib import Path
from random import Random

import pytest

from assess.store.library import Library, shipped_folder
from assess.store.loading import load_questionnaire
from assess.store.problems import Problem
from tests.store.example import BANK, CHILD, EXAMPLE, FILES, load, write
from tests.store.mistakes import CATALOGUE, Mistake, Spoilt, spoil

SHIPPED = ("quick-check.yaml", "approaches/co-location.yaml", "approaches/school-based.yaml", "barriers.yaml")


def those_of(text: str) -> pytest.MarkDecorator:
    """The mistakes that can be made in a text."""
    able = [mistake for mistake in CATALOGUE if spoil(text, mistake, Random(0)) is not None]
    return pytest.mark.parametrize("mistake", able, ids=lambda mistake: mistake.name)


def is_told_once(problems: tuple[Problem, ...], file: Path, mistake: Mistake, spoilt: Spoilt) -> None:
    """One problem, in this file and line, at the spoilt word where that matters, and with a remedy."""
    shown = "\n".join(problem.show() for problem in problems)
    assert len(problems) == 1, f"{mistake.name} in line {spoilt.line}:\n{shown}"
    problem = problems[0]
    assert Path(problem.file).resolve() == file.resolve(), shown
    assert (problem.line, problem.severity) == (spoilt.line, mistake.severity), shown
    assert not spoilt.column or problem.column == spoilt.column, shown
    assert problem.message.count(".") + problem.message.count("?") + problem.message.count(": ") >= 2, shown


@those_of(EXAMPLE)
def test_a_mistake_in_the_example_is_told_once(mistake: Mistake, tmp_path: Path) -> None:
    for chance in range(3):
        spoilt = spoil(EXAMPLE, mistake, Random(f"{mistake.name} {chance}"))
        assert spoilt is not None
        problems = load(tmp_path, {**FILES, "example.yaml": spoilt.text}).problems
        is_told_once(problems, tmp_path / "example.yaml", mistake, spoilt)


@those_of(BANK)
def test_a_mistake_in_a_bank_is_told_in_the_bank(mistake: Mistake, tmp_path: Path) -> None:
    spoilt = spoil(BANK, mistake, Random(mistake.name))
    assert spoilt is not None
    problems = load(tmp_path, {**FILES, "shared/bank.yaml": spoilt.text}).problems
    is_told_once(problems, tmp_path / "shared/bank.yaml", mistake, spoilt)


@those_of(CHILD)
def test_a_mistake_in_a_child_is_told_in_the_child(mistake: Mistake, tmp_path: Path) -> None:
    spoilt = spoil(CHILD, mistake, Random(mistake.name))
    assert spoilt is not None
    problems = load(tmp_path, {**FILES, "child.yaml": spoilt.text}, "child.yaml").problems
    is_told_once(problems, tmp_path / "child.yaml", mistake, spoilt)


@pytest.fixture(scope="module")
def toolkit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what ships, to spoil."""
    folder = tmp_path_factory.mktemp("toolkit")
    shutil.copytree(shipped_folder(), folder, dirs_exist_ok=True)
    return folder


def in_what_ships() -> list[tuple[str, Mistake]]:
    """For each mistake one of the files that ship in which it can be made."""
    texts = {name: (shipped_folder() / name).read_text(encoding="utf-8") for name in SHIPPED}
    found = []
    for mistake in CATALOGUE:
        able = [name for name, text in texts.items() if spoil(text, mistake, Random(0)) is not None]
        found += [(Random(mistake.name).choice(able), mistake)] if able else []
    return found


@pytest.mark.parametrize(
    ("name", "mistake"), in_what_ships(), ids=lambda value: getattr(value, "name", value)
)
def test_a_mistake_in_what_ships_is_told_once(name: str, mistake: Mistake, toolkit: Path) -> None:
    text = (toolkit / name).read_text(encoding="utf-8")
    spoilt = spoil(text, mistake, Random(mistake.name))
    assert spoilt is not None
    write(toolkit, {name: spoilt.text})
    problems = load_questionnaire(toolkit / name, Library()).problems
    write(toolkit, {name: text})
    is_told_once(problems, toolkit / name, mistake, spoilt)


def without_line(text: str, number: int) -> str:
    lines = text.split("\n")
    return "\n".join(lines[:number] + lines[number + 1 :])


@pytest.mark.parametrize("number", [n for n, line in enumerate(EXAMPLE.split("\n")) if line.strip()])
def test_a_line_that_is_missing_is_one_mistake_at_most(number: int, tmp_path: Path) -> None:
    problems = load(tmp_path, {**FILES, "example.yaml": without_line(EXAMPLE, number)}).problems
    assert len(problems) <= 1, "\n".join(problem.show() for problem in problems)


@pytest.mark.parametrize("number", [n for n, line in enumerate(EXAMPLE.split("\n")) if line.strip()])
def test_a_line_that_stands_twice_is_one_mistake_at_most(number: int, tmp_path: Path) -> None:
    lines = EXAMPLE.split("\n")
    text = "\n".join([*lines[: number + 1], *lines[number:]])
    problems = load(tmp_path, {**FILES, "example.yaml": text}).problems
    assert len(problems) <= 1, "\n".join(problem.show() for problem in problems)
    assert all(problem.line in (number + 1, number + 2) for problem in problems)


def test_many_mistakes_in_several_files_are_all_told_at_once(tmp_path: Path) -> None:
    changes = {
        "ask: Are adults screened": "ask: Note: are adults screened",
        "title: Place and people": "titel: Place: and people",
        "help: Think of": "help: @Think of",
        "target: most": "target: mots",
        "critical: true": "critical: yes",
        "from: 25": "from: 250",
        "worse_than: some": "worse_than: smoe",
        "label: For some}": "label: So: for some}",
        "- Keep it": "- Keep: it",
    }
    text = EXAMPLE
    for right, wrong in changes.items():
        text = text.replace(right, wrong)
    bank = BANK.replace("hours: 2", "hours: x").replace("title: A toolbox", "titel: A toolbox")
    found = load(tmp_path, {**FILES, "example.yaml": text, "shared/bank.yaml": bank}).problems
    places = [(Path(p.file).name, p.line, p.code) for p in found]
    lines = {right: EXAMPLE[: EXAMPLE.index(right)].count("\n") + 1 for right in changes}
    assert sorted(places) == sorted(
        [
            ("example.yaml", lines["label: For some}"], "needs-quotes"),
            ("example.yaml", lines["ask: Are adults screened"], "needs-quotes"),
            ("example.yaml", lines["help: Think of"], "needs-quotes"),
            ("example.yaml", lines["target: most"], "unknown-level"),
            ("example.yaml", lines["critical: true"], "bad-boolean"),
            ("example.yaml", lines["title: Place and people"], "unknown-key"),
            ("example.yaml", lines["title: Place and people"], "needs-quotes"),
            ("example.yaml", lines["from: 25"], "bad-range"),
            ("example.yaml", lines["worse_than: some"], "unknown-level"),
            ("example.yaml", lines["- Keep it"], "wrong-kind"),
            ("bank.yaml", 8, "bad-number"),
            ("bank.yaml", 14, "unknown-key"),
        ]
    )
    assert places == sorted(places, key=lambda place: (place[0] == "bank.yaml", place[1]))
