"""`use`: shared banks of scales, facets, roles, strategies, actions and resources."""

from __future__ import annotations

from pathlib import Path

import pytest

from assess.store.library import Library
from assess.store.loading import load_questionnaire
from tests.store.example import BANK, EXAMPLE, FILES, load, told, write

SMALL = """\
format: readiness/1
id: small
version: "1.0.0"
title: Small
use: [%s]
domains: [{id: d, title: D, items: [{id: d.one, ask: One?, scale: steps}]}]
"""
SCALES = "scales: {steps: {levels: [{key: a, points: 0, label: A}, {key: b, points: 1, label: B}]}}\n"


def test_a_bank_needs_no_head(tmp_path: Path) -> None:
    loaded = load(tmp_path, {"small.yaml": SMALL % "bank.yaml", "bank.yaml": SCALES}, "small.yaml")
    assert loaded.problems == ()
    assert [file.path.name for file in loaded.files] == ["small.yaml", "bank.yaml"]


def test_a_bank_is_found_from_the_folder_of_the_file_that_uses_it(tmp_path: Path) -> None:
    files = {"mine/small.yaml": SMALL % "../ours/bank.yaml", "ours/bank.yaml": SCALES}
    assert load(tmp_path, files, "mine/small.yaml").problems == ()


def test_the_banks_that_ship_can_be_used_from_anywhere(tmp_path: Path) -> None:
    assert load(tmp_path, {"small.yaml": SMALL % "shared/scales.yaml"}, "small.yaml").problems == ()


def test_a_bank_of_ones_own_comes_before_one_that_ships(tmp_path: Path) -> None:
    files = {"small.yaml": SMALL % "shared/scales.yaml", "shared/scales.yaml": SCALES}
    questionnaire = load(tmp_path, files, "small.yaml").questionnaire
    assert questionnaire is not None
    assert [level.key for level in next(questionnaire.items()).scale.levels] == ["a", "b"]


def test_banks_of_the_users_folder_are_found_too(tmp_path: Path) -> None:
    write(tmp_path, {"home/banks/mine.yaml": SCALES, "small.yaml": SMALL % "banks/mine.yaml"})
    assert load_questionnaire(tmp_path / "small.yaml", Library([tmp_path / "home"])).problems == ()


def test_a_bank_can_use_another(tmp_path: Path) -> None:
    files = {"small.yaml": SMALL % "a.yaml", "a.yaml": "use: [banks/b.yaml]\n", "banks/b.yaml": SCALES}
    assert load(tmp_path, files, "small.yaml").problems == ()


def test_a_bank_that_comes_in_by_two_ways_comes_in_once(tmp_path: Path) -> None:
    files = {
        "small.yaml": SMALL % "a.yaml, b.yaml",
        "a.yaml": "use: [b.yaml]\nroles: {nurse: Nurse}\n",
        "b.yaml": SCALES,
    }
    loaded = load(tmp_path, files, "small.yaml")
    assert loaded.problems == ()
    assert loaded.questionnaire is not None
    assert loaded.questionnaire.roles == {"nurse": "Nurse"}


def test_a_questionnaire_and_its_module_may_use_the_same_bank(tmp_path: Path) -> None:
    module = FILES["co-location.yaml"].replace("scales:", "use: [shared/bank.yaml]\nscales:", 1)
    assert load(tmp_path, {**FILES, "co-location.yaml": module}).problems == ()


def test_the_same_id_in_two_banks_is_told_in_the_second(tmp_path: Path) -> None:
    text = EXAMPLE.replace("use: [shared/bank.yaml]", "use: [shared/bank.yaml, other.yaml]")
    other = "resources:\n  - {id: toolbox, title: Another}\n"
    loaded = load(tmp_path, {**FILES, "example.yaml": text, "other.yaml": other})
    assert told(loaded.problems, tmp_path) == ["other.yaml:2:10: id-used-twice"]


def test_a_circle_is_told_as_the_circle(tmp_path: Path) -> None:
    files = {
        "small.yaml": SMALL % "a.yaml",
        "a.yaml": SCALES + "use: [b.yaml]\n",
        "b.yaml": "use: [a.yaml]\n",
    }
    loaded = load(tmp_path, files, "small.yaml")
    assert told(loaded.problems, tmp_path) == ["b.yaml:1:7: cycle"]
    assert "a.yaml -> b.yaml -> a.yaml" in loaded.problems[0].message


@pytest.mark.parametrize(
    ("name", "code", "words"),
    [
        ("shared/scals.yaml", "missing-file", "Did you mean `shared/scales.yaml`?"),
        ("nothing-like-it.yaml", "missing-file", "Check the name."),
        ("shared", "missing-file", "There is no file `shared`"),
    ],
)
def test_a_bank_that_is_not_there_is_the_only_mistake(
    name: str, code: str, words: str, tmp_path: Path
) -> None:
    loaded = load(tmp_path, {"small.yaml": SMALL % name}, "small.yaml")
    assert told(loaded.problems, tmp_path) == [f"small.yaml:5:7: {code}"]
    assert words in loaded.problems[0].message


def test_a_bank_that_cannot_be_read_is_the_only_mistake(tmp_path: Path) -> None:
    files = {"small.yaml": SMALL % "bank.yaml", "bank.yaml": SCALES + "about: @x\nroles: [a\nb: c"}
    assert told(load(tmp_path, files, "small.yaml").problems, tmp_path) == [
        "bank.yaml:2:8: needs-quotes",
    ]


def test_a_questionnaire_is_no_bank(tmp_path: Path) -> None:
    files = {"small.yaml": SMALL % "bank.yaml", "bank.yaml": SCALES + "domains: []\n"}
    loaded = load(tmp_path, files, "small.yaml")
    assert told(loaded.problems, tmp_path) == ["bank.yaml:2:1: unknown-key"]


def test_a_mistake_in_a_bank_is_told_once_however_many_use_it(tmp_path: Path) -> None:
    module = FILES["co-location.yaml"].replace("scales:", "use: [shared/bank.yaml]\nscales:", 1)
    bank = BANK.replace("title: Choose", "titel: Choose")
    loaded = load(tmp_path, {**FILES, "co-location.yaml": module, "shared/bank.yaml": bank})
    assert told(loaded.problems, tmp_path) == ["shared/bank.yaml:7:5: unknown-key"]


def test_what_a_bank_lacks_is_told_where_it_is_named(tmp_path: Path) -> None:
    bank = BANK.replace("id: choose-tool", "id: other-tool")
    loaded = load(tmp_path, {**FILES, "shared/bank.yaml": bank})
    assert told(loaded.problems, tmp_path) == ["example.yaml:117:13: unknown-action"]
    assert loaded.problems[0].message.endswith("Also in line 138.")
