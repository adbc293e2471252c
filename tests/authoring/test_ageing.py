"""Content that has grown old is warned of at the place of its date."""

from __future__ import annotations

from pathlib import Path

from assess.authoring.ageing import ageing
from assess.store.loading import load_questionnaire
from assess.store.problems import Problem

QUESTIONNAIRE = """\
format: readiness/1
id: aged
version: "1.0.0"
title: Aged
use: [bank.yaml]
scales:
  yes-no:
    levels: [{key: no, points: 0, label: "No"}, {key: yes, points: 1, label: "Yes"}]
domains:
  - id: money
    title: Money
    items:
      - {id: money.codes, ask: "Known?", scale: yes-no, as_of: "2025-10"}
      - {id: money.fresh, ask: "Known?", scale: yes-no, as_of: "2026-10"}
levels:
  - {id: start, from: 0, title: Start}
actions:
  - id: learn
    title: Learn
    as_of: "2025-01-31"
    closes: [{item: money.codes}]
"""
BANK = """\
format: readiness/1
resources:
  - {id: fact, title: Fact, url: "https://a.org", as_of: "2025-03", checked: "2025-06-01"}
  - {id: older, title: Older, url: "https://b.org", checked: "2025-05-01"}
  - {id: seen, title: Seen, url: "https://c.org", checked: "2026-05-01"}
"""


def warnings(folder: Path, today: str, questionnaire: str = QUESTIONNAIRE, bank: str = BANK) -> list[Problem]:
    (folder / "aged.yaml").write_text(questionnaire, encoding="utf-8")
    (folder / "bank.yaml").write_text(bank, encoding="utf-8")
    loaded = load_questionnaire(folder / "aged.yaml")
    assert loaded.problems == ()
    return ageing(loaded, today)


def told(problems: list[Problem]) -> list[tuple[str, int, int]]:
    return [(Path(each.file).name, each.line, each.column) for each in problems]


def place(name: str, text: str, date: str) -> tuple[str, int, int]:
    """Where a date stands in a file."""
    lines = text.splitlines()
    line = next(number for number, line in enumerate(lines, 1) if f'"{date}"' in line)
    return name, line, lines[line - 1].index(f'"{date}"') + 1


def test_nothing_is_said_of_content_within_the_year(tmp_path: Path) -> None:
    assert warnings(tmp_path, "2025-06-01") == []


def test_every_old_date_is_shown_where_it_stands(tmp_path: Path) -> None:
    problems = warnings(tmp_path, "2026-11-22")
    assert {(each.code, each.severity) for each in problems} == {("outdated", "warning")}
    assert told(problems) == [
        place("aged.yaml", QUESTIONNAIRE, "2025-10"),
        place("aged.yaml", QUESTIONNAIRE, "2025-01-31"),
        place("bank.yaml", BANK, "2025-03"),
        place("bank.yaml", BANK, "2025-05-01"),
    ]
    item, action, fact, seen = (each.message for each in problems)
    assert item.startswith("The item `money.codes` says what held as of 2025-10")
    assert action.startswith("The action `learn` says what held as of 2025-01-31")
    assert fact.startswith("The resource `fact` says what held as of 2025-03")
    assert seen.startswith("2 resources here were last seen over a year ago, this one on 2025-05-01")
    assert all("write the new date" in each.message for each in problems)


def test_the_line_of_the_date_is_quoted(tmp_path: Path) -> None:
    assert 'as_of: "2025-01-31"' in warnings(tmp_path, "2026-11-22")[1].show()


def test_a_single_old_look_names_its_resource(tmp_path: Path) -> None:
    bank = BANK.replace("2025-06-01", "2026-06-01").replace("2025-03", "2026-03")
    messages = [each.message for each in warnings(tmp_path, "2026-11-22", bank=bank)]
    assert messages[-1].startswith("The resource `older` was last seen on 2025-05-01, over a year ago.")


CHILD = """\
format: readiness/1
id: child
version: "1.0.0"
title: Child
extends: {id: aged, version: "1.0.0"}
actions:
  - {id: learn, as_of: "2026-11"}
domains:
  - id: money
    items:
      - {id: money.fresh, as_of: "2024-02"}
"""


def test_what_a_child_writes_holds_instead_of_what_its_parent_wrote(tmp_path: Path) -> None:
    for name, text in (("aged.yaml", QUESTIONNAIRE), ("bank.yaml", BANK), ("child.yaml", CHILD)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    loaded = load_questionnaire(tmp_path / "child.yaml")
    assert loaded.problems == ()
    places = told(ageing(loaded, "2026-11-22"))
    assert place("aged.yaml", QUESTIONNAIRE, "2025-01-31") not in places
    assert place("aged.yaml", QUESTIONNAIRE, "2025-10") in places
    assert place("child.yaml", CHILD, "2024-02") in places


def test_a_questionnaire_with_errors_has_none(tmp_path: Path) -> None:
    path = tmp_path / "broken.yaml"
    path.write_text(
        QUESTIONNAIRE.replace("use: [bank.yaml]\n", "").replace("yes-no:", "other:"), encoding="utf-8"
    )
    assert ageing(load_questionnaire(path), "2026-11-22") == []
