"""Conditions, closings and ways out of a tree, as authors write them and as the program reads them."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from assess.core.actions import Closing
from assess.core.conditions import All, AnyOf, Not
from assess.core.conditions import Test as Condition
from assess.core.questionnaire import Questionnaire
from tests.store.example import load, pointed_at

TEXT = """\
format: readiness/1
id: check
version: "1.0.0"
title: A check
scales:
  steps:
    levels:
      - {key: low, points: 0, label: Low}
      - {key: mid, points: 0.5, label: Middle}
      - {key: high, points: 2, label: High}
facets: {part: {title: Part, values: {will: Will, skill: Skill}}}
profile:
  - {id: kind, ask: Which kind?, one_of: {city: In the city, land: In the country}}
  - {id: plans, ask: Which plans?, any_of: {school: In schools, site: On site}}
domains:
  - id: d
    title: D
    items:
      - {id: d.first, ask: First?, scale: steps}
      - {id: d.second, ask: Second?, scale: steps, reverse: true}
      - {id: d.third, ask: Third?, scale: steps, show_if: SHOW}
      - {id: d.fourth, ask: Fourth?, scale: steps}
levels:
  - {id: start, from: 0, title: Start, requires: [GATE]}
tree:
  start: first
  nodes:
    first: {if: {item: d.first, is: low}, then: THEN, else: second}
    second: {if: {item: d.second, is: low}, then: {level: 3}, else: {level: 4}}
actions:
  - {id: act, title: Act, closes: [CLOSES]}
"""
GOOD = {
    "SHOW": "{item: d.first, is: low}",
    "GATE": "{item: d.fourth, is: low}",
    "THEN": "second",
    "CLOSES": "{item: d.first}",
}


def text_with(place: str, part: str) -> str:
    text = TEXT
    for name, usual in GOOD.items():
        text = text.replace(name, part if name == place else usual)
    return text


def read(folder: Path, place: str, part: str) -> Questionnaire:
    loaded = load(folder, {"check.yaml": text_with(place, part)}, "check.yaml")
    assert loaded.questionnaire is not None, "\n".join(p.show() for p in loaded.problems)
    return loaded.questionnaire


def problems(folder: Path, place: str, part: str) -> list[str]:
    return pointed_at(load(folder, {"check.yaml": text_with(place, part)}, "check.yaml").problems)


@pytest.mark.parametrize(
    ("yaml", "condition"),
    [
        ("{item: d.first, is: low}", Condition("d.first", "is", ("low",))),
        ("{item: d.first, in: [low, high]}", Condition("d.first", "in", ("low", "high"))),
        ("{item: d.first, at_least: mid}", Condition("d.first", "at_least", ("mid",), Fraction(1, 2))),
        ("{item: d.first, above: low}", Condition("d.first", "above", ("low",), Fraction(0))),
        ("{item: d.first, at_most: high}", Condition("d.first", "at_most", ("high",), Fraction(2))),
        ("{item: d.second, below: high}", Condition("d.second", "below", ("high",), Fraction(2))),
        ("{item: d.first, answered: true}", Condition("d.first", "answered")),
        ("{item: kind, is: city}", Condition("kind", "is", ("city",))),
        ("{item: kind, in: [city, land]}", Condition("kind", "in", ("city", "land"))),
        ("{item: kind, answered: true}", Condition("kind", "answered")),
        ("{item: plans, includes: site}", Condition("plans", "includes", ("site",))),
        ("{not: {item: kind, is: city}}", Not(Condition("kind", "is", ("city",)))),
        (
            "{all: [{item: kind, is: city}, "
            "{any: [{item: plans, includes: site}, {not: {item: d.first, is: low}}]}]}",
            All(
                (
                    Condition("kind", "is", ("city",)),
                    AnyOf(
                        (Condition("plans", "includes", ("site",)), Not(Condition("d.first", "is", ("low",))))
                    ),
                )
            ),
        ),
    ],
)
def test_a_condition_is_read(yaml: str, condition: object, tmp_path: Path) -> None:
    assert list(read(tmp_path, "SHOW", yaml).items())[2].show_if == condition


def test_a_gate_and_a_tree_may_look_at_every_item(tmp_path: Path) -> None:
    questionnaire = read(tmp_path, "GATE", "{item: d.fourth, at_least: mid}")
    assert questionnaire.levels[0].requires == (Condition("d.fourth", "at_least", ("mid",), Fraction(1, 2)),)


@pytest.mark.parametrize(
    ("yaml", "expected"),
    [
        ("often", "bad-condition: often"),
        ("[{item: d.first, is: low}]", "bad-condition: [{item"),
        ("{}", "bad-condition: show_if"),
        ("{item: d.first}", "bad-condition: show_if"),
        ("{item: d.first, is: low, above: low}", "bad-condition: show_if"),
        ("{itm: d.first, is: low}", "bad-condition: itm"),
        ("{is: low}", "bad-condition: show_if"),
        ("{item: d.first, least: low}", "unknown-key: least"),
        ("{item: [d.first], is: low}", "bad-condition: [d.first"),
        ("{item: '', is: low}", "bad-condition: ''"),
        ("{item: d.frist, is: low}", "unknown-item: d.frist"),
        ("{item: d.third, is: low}", "looks-ahead: d.third"),
        ("{item: d.fourth, is: low}", "looks-ahead: d.fourth"),
        ("{item: d.first, is: [low, high]}", "bad-condition: [low"),
        ("{item: d.first, in: low}", "bad-condition: low"),
        ("{item: d.first, in: [low, hgih]}", "unknown-level: hgih"),
        ("{item: d.first, in: [[low]]}", "bad-condition: [low"),
        ("{item: d.first, at_least: 1}", "unknown-level: 1"),
        ("{item: d.first, answered: false}", "bad-condition: false"),
        ("{item: d.first, includes: low}", "bad-condition: includes"),
        ("{item: kind, at_least: city}", "bad-condition: at_least"),
        ("{item: kind, includes: city}", "bad-condition: includes"),
        ("{item: kind, is: town}", "unknown-option: town"),
        ("{item: plans, is: site}", "bad-condition: is"),
        ("{item: plans, includes: sit}", "unknown-option: sit"),
        ("{all: {item: kind, is: city}}", "bad-condition: {item"),
        ("{all: [{item: kind, is: city}], any: []}", "bad-condition: any"),
        ("{item: kind, is: city, not: {item: d.first, is: low}}", "bad-condition: item"),
        ("{any: [{item: kind, is: city}, {item: d.frist, is: low}]}", "unknown-item: d.frist"),
        ("{not: [{item: kind, is: city}]}", "bad-condition: [{item"),
        ("{not: {not: {not: {item: kind, is: sea}}}}", "unknown-option: sea"),
    ],
)
def test_a_mistake_in_a_condition_is_told_where_it_is(yaml: str, expected: str, tmp_path: Path) -> None:
    assert problems(tmp_path, "SHOW", yaml) == [f"check.yaml: {expected}"]


def test_every_mistake_in_a_long_condition_is_told(tmp_path: Path) -> None:
    yaml = "{all: [{item: kind, is: sea}, {item: d.frist, is: low}, {item: d.first, above: hihg}]}"
    assert problems(tmp_path, "SHOW", yaml) == [
        "check.yaml: unknown-option: sea",
        "check.yaml: unknown-item: d.frist",
        "check.yaml: unknown-level: hihg",
    ]


@pytest.mark.parametrize(
    ("yaml", "closing"),
    [
        ("{item: d.first}", Closing("d.first")),
        ("{item: d.first, worse_than: mid}", Closing("d.first", "mid")),
        ("{facet: part, value: will, below: 50}", Closing(facet="part", value="will", below=Fraction(50))),
        (
            "{facet: part, value: will, below: 33.3}",
            Closing(facet="part", value="will", below=Fraction(333, 10)),
        ),
    ],
)
def test_what_an_action_closes_is_read(yaml: str, closing: Closing, tmp_path: Path) -> None:
    assert read(tmp_path, "CLOSES", yaml).actions[0].closes == (closing,)


@pytest.mark.parametrize(
    ("yaml", "expected"),
    [
        ("d.first", "bad-closing: d.first"),
        ("{item: d.frist}", "unknown-item: d.frist"),
        ("{item: kind}", "bad-closing: kind"),
        ("{item: d.first, worse_then: mid}", "unknown-key: worse_then"),
        ("{item: d.first, worse_than: bad}", "unknown-level: bad"),
        ("{item: d.first, worse_than: [mid]}", "bad-condition: [mid"),
        ("{item: d.first, below: 50}", "bad-closing: {item"),
        ("{facet: part, below: 50}", "bad-closing: {facet"),
        ("{facet: parts, value: will, below: 50}", "unknown-facet: parts"),
        ("{facet: part, value: wil, below: 50}", "unknown-value: wil"),
        ("{facet: part, value: will, below: half}", "bad-range: half"),
        ("{facet: part, value: will, below: 101}", "bad-range: 101"),
        ("{facet: [part], value: will, below: 50}", "bad-closing: [part"),
    ],
)
def test_a_mistake_in_a_closing_is_told_where_it_is(yaml: str, expected: str, tmp_path: Path) -> None:
    assert problems(tmp_path, "CLOSES", yaml) == [f"check.yaml: {expected}"]


@pytest.mark.parametrize(("yaml", "way"), [("second", "second"), ("{level: 0}", 0), ("{level: 12}", 12)])
def test_a_way_out_of_a_node_is_read(yaml: str, way: str | int, tmp_path: Path) -> None:
    tree = read(tmp_path, "THEN", yaml).tree
    assert tree is not None
    assert tree.nodes["first"].then == way


@pytest.mark.parametrize(
    ("yaml", "expected"),
    [
        ("third", "unknown-node: third"),
        ("{level: two}", "bad-number: two"),
        ("{level: -1}", "bad-number: -1"),
        ("{levl: 1}", "bad-way: {levl"),
        ("[second]", "bad-way: [second"),
        ("first", "cycle: first"),
    ],
)
def test_a_mistake_in_a_way_out_is_told_where_it_is(yaml: str, expected: str, tmp_path: Path) -> None:
    assert problems(tmp_path, "THEN", yaml) == [f"check.yaml: {expected}"]
