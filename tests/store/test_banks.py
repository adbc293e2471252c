"""The resources of a file: of a bank by itself, or of a questionnaire with all that it uses."""

from __future__ import annotations

from pathlib import Path

from assess.core.actions import Resource
from assess.store.banks import load_resources, shipped_resources

BANK = """\
format: readiness/1
resources:
  - {id: b, title: B, url: "https://b.org", kind: guide, year: 2024, seen: true, topics: [one, two]}
  - {id: a, title: A}
"""


def write(folder: Path, text: str, name: str = "bank.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_bank_is_read_by_itself_in_its_order(tmp_path: Path) -> None:
    loaded = load_resources(write(tmp_path, BANK))
    assert loaded.problems == ()
    assert loaded.resources == (
        Resource("b", "B", url="https://b.org", kind="guide", year=2024, seen=True, topics=("one", "two")),
        Resource("a", "A"),
    )


def test_a_questionnaire_gives_the_resources_of_its_banks(tmp_path: Path) -> None:
    write(tmp_path, BANK)
    questionnaire = write(
        tmp_path,
        'format: readiness/1\nid: q\nversion: "1.0.0"\ntitle: Q\nuse: [bank.yaml]\n'
        'scales: {s: {levels: [{key: "x", points: 0, label: X}, {key: "y", points: 1, label: Y}]}}\n'
        "domains: [{id: d, title: D, items: [{id: d.i, ask: Is it?, scale: s}]}]\n"
        "levels: [{id: l, from: 0, title: L}]\n",
        "q.yaml",
    )
    loaded = load_resources(questionnaire)
    assert [each.id for each in loaded.resources] == ["b", "a"], loaded.problems


def test_every_mistake_is_told_with_its_place(tmp_path: Path) -> None:
    text = BANK.replace("title: A", "titel: A").replace("year: 2024", "year: soon")
    loaded = load_resources(write(tmp_path, text))
    assert loaded.resources == ()
    assert {problem.line for problem in loaded.problems} == {3, 4}


def test_an_id_that_is_used_twice_is_a_mistake(tmp_path: Path) -> None:
    loaded = load_resources(write(tmp_path, BANK.replace("{id: a,", "{id: b,")))
    assert [(problem.code, problem.line) for problem in loaded.problems] == [("id-used-twice", 4)]


def test_a_file_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    loaded = load_resources(tmp_path / "none.yaml")
    assert loaded.resources == ()
    assert [problem.code for problem in loaded.problems] == ["cannot-read"]


def test_what_ships_can_be_read() -> None:
    loaded = load_resources(shipped_resources())
    assert loaded.problems == ()
    assert len(loaded.resources) > 250
