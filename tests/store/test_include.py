"""`include`: modules that bring domains, actions and resources, shown when their condition holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from assess.core.conditions import All
from assess.core.conditions import Test as Condition
from assess.core.questionnaire import Questionnaire
from assess.store.loading import Loaded
from tests.store.example import EXAMPLE, FILES, MODULE, load, pointed_at

HEAD = 'format: readiness/1\nid: %s\nversion: "1.0.0"\ntitle: %s\n'
SCALE = "scales: {s: {levels: [{key: a, points: 0, label: A}, {key: b, points: 1, label: B}]}}\n"

WHEN = "when: {item: approaches, includes: co-location}"


def good(loaded: Loaded) -> Questionnaire:
    assert loaded.questionnaire is not None, "\n".join(p.show() for p in loaded.problems)
    return loaded.questionnaire


def test_a_module_brings_domains_actions_and_resources_behind_our_own(tmp_path: Path) -> None:
    text = MODULE + "resources: [{id: plan, title: A plan of rooms}]\n"
    questionnaire = good(load(tmp_path, {**FILES, "co-location.yaml": text}))
    assert [domain.id for domain in questionnaire.domains] == ["finding", "place", "colo"]
    assert [action.id for action in questionnaire.actions] == [
        "standing-order",
        "weekly-talk",
        "choose-tool",
        "colo-room",
    ]
    assert [resource.id for resource in questionnaire.resources] == ["playbook", "log", "toolbox", "plan"]


def test_the_head_the_levels_and_the_tests_of_a_module_stay_outside(tmp_path: Path) -> None:
    questionnaire = good(load(tmp_path, FILES))
    assert questionnaire.title == "Example readiness check"
    assert [level.id for level in questionnaire.levels] == ["exploring", "preparing", "ready"]


def test_its_domains_carry_the_condition_and_the_name_of_the_module(tmp_path: Path) -> None:
    domains = good(load(tmp_path, FILES)).domains
    assert domains[-1].when == Condition("approaches", "includes", ("co-location",))
    assert domains[-1].module == "co-location"
    assert (domains[0].when, domains[0].module) == (None, "")


def test_a_module_within_a_module_is_shown_when_both_conditions_hold(tmp_path: Path) -> None:
    inner = HEAD % ("inner", "Inner") + SCALE.replace("{s:", "{inner-scale:")
    inner += "domains: [{id: inner, title: I, items: [{id: inner.one, ask: One?, scale: inner-scale}]}]\n"
    outer = MODULE + "include: [{questionnaire: inner, when: {item: colo.room, is: one}}]\n"
    questionnaire = good(load(tmp_path, {**FILES, "co-location.yaml": outer, "inner.yaml": inner}))
    assert questionnaire.domains[-1].when == All(
        (Condition("approaches", "includes", ("co-location",)), Condition("colo.room", "is", ("one",)))
    )
    assert questionnaire.domains[-1].module == "inner"


def test_without_a_condition_a_module_is_always_shown(tmp_path: Path) -> None:
    text = EXAMPLE.replace(", when: {item: approaches, includes: co-location}", "")
    assert good(load(tmp_path, {**FILES, "example.yaml": text})).domains[-1].when is None


def test_a_module_can_be_named_by_its_path_too(tmp_path: Path) -> None:
    text = EXAMPLE.replace("questionnaire: co-location", "questionnaire: parts/rooms.yaml")
    files = {**FILES, "example.yaml": text, "parts/rooms.yaml": MODULE}
    del files["co-location.yaml"]
    assert good(load(tmp_path, files)).domains[-1].id == "colo"


def test_a_module_is_found_by_id_whatever_its_file_is_called(tmp_path: Path) -> None:
    files = {**FILES, "parts/anything.yaml": MODULE}
    del files["co-location.yaml"]
    assert good(load(tmp_path, files)).domains[-1].id == "colo"


def test_a_module_can_be_loaded_by_itself(tmp_path: Path) -> None:
    assert good(load(tmp_path, FILES, "co-location.yaml")).id == "co-location"


@pytest.mark.parametrize(
    ("right", "wrong", "expected"),
    [
        ("questionnaire: co-location", "questionnaire: co-locaton", "unknown-questionnaire: co-locaton"),
        ("questionnaire: co-location", "questionaire: co-location", "unknown-key: questionaire"),
        ("includes: co-location}}", "includes: co-locaton}}", "unknown-option: co-locaton"),
        ("when: {item: approaches,", "when: {item: aproaches,", "unknown-item: aproaches"),
        (WHEN, "when: {item: colo.room, is: one}", "looks-ahead: colo.room"),
        (WHEN, "when: often", "bad-condition: often"),
    ],
)
def test_a_mistake_in_the_include_is_told_there(
    right: str, wrong: str, expected: str, tmp_path: Path
) -> None:
    files = {**FILES, "example.yaml": EXAMPLE.replace(right, wrong)}
    assert pointed_at(load(tmp_path, files).problems) == [f"example.yaml: {expected}"]


@pytest.mark.parametrize(
    ("right", "wrong", "expected"),
    [
        ("id: colo\n", "id: finding\n", "co-location.yaml: id-used-twice: finding"),
        ("id: colo.room,", "id: finding.screen,", "co-location.yaml: id-used-twice: finding.screen"),
        ("scale: rooms}", "scale: roms}", "co-location.yaml: unknown-scale: roms"),
        ("id: colo-room,", "id: choose-tool,", "co-location.yaml: id-used-twice: choose-tool"),
        ("ask: Is there", "aks: Is there", "co-location.yaml: unknown-key: aks"),
    ],
)
def test_a_mistake_in_the_module_is_told_in_the_module(
    right: str, wrong: str, expected: str, tmp_path: Path
) -> None:
    files = {**FILES, "co-location.yaml": MODULE.replace(right, wrong)}
    assert pointed_at(load(tmp_path, files).problems) == [expected]


def test_an_id_that_is_taken_is_told_with_the_file_that_has_it(tmp_path: Path) -> None:
    files = {**FILES, "co-location.yaml": MODULE.replace("id: colo\n", "id: finding\n")}
    (problem,) = load(tmp_path, files).problems
    assert "already used in" in problem.message
    assert "example.yaml" in problem.message


def test_a_module_that_cannot_be_read_is_the_only_mistake(tmp_path: Path) -> None:
    text = EXAMPLE.replace("closes: [{item: place.talk}]", "closes: [{item: colo.room}]")
    files = {**FILES, "example.yaml": text, "co-location.yaml": "id: co-location\ntitle: [open\nversion: x\n"}
    assert pointed_at(load(tmp_path, files).problems) == ["co-location.yaml: bracket: [open"]


def test_the_same_module_twice_is_told_at_the_second_place(tmp_path: Path) -> None:
    text = EXAMPLE.replace("\n\nscales:", "\n  - {questionnaire: co-location}\n\nscales:", 1)
    files = {**FILES, "example.yaml": text}
    assert pointed_at(load(tmp_path, files).problems) == ["example.yaml: included-twice: co-location"]


def test_a_circle_is_told_as_the_circle(tmp_path: Path) -> None:
    files = {**FILES, "co-location.yaml": MODULE + "include: [{questionnaire: example}]\n"}
    loaded = load(tmp_path, files)
    assert pointed_at(loaded.problems) == ["co-location.yaml: cycle: example"]
    assert "example.yaml -> co-location.yaml -> example.yaml" in loaded.problems[0].message


def test_two_hundred_modules_are_enough(tmp_path: Path) -> None:
    lines = "".join(f"  - {{questionnaire: m{n}}}\n" for n in range(220))
    modules = {f"m{n}.yaml": HEAD % (f"m{n}", "M") for n in range(220)}
    files = {"all.yaml": HEAD % ("all", "All") + "include:\n" + lines, **modules}
    codes = [problem.code for problem in load(tmp_path, files, "all.yaml").problems]
    assert codes == ["too-many-files"]
