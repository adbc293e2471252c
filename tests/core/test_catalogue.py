"""Resources are found by words and filters, the best first."""

from __future__ import annotations

from typing import Any

import pytest

from assess.core.actions import Resource
from assess.core.catalogue import FILTERS, Filters, choices, search


def resource(id: str, title: str = "Untitled", **fields: Any) -> Resource:
    return Resource(id, title, **fields)


def found(resources: list[Resource], *words: str, **filters: str) -> list[str]:
    return [each.id for each in search(resources, words, Filters(**filters))]


def test_every_word_has_to_match_somewhere() -> None:
    bank = [resource("both", "Billing for schools"), resource("one", "Billing"), resource("none", "Consent")]
    assert found(bank, "billing", "schools") == ["both"]
    assert found(bank, "billing schools") == ["both"]


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "Telehealth"},
        {"publisher": "The Telehealth Centers"},
        {"why": "Gives a start with telehealth."},
        {"kind": "telehealth"},
        {"topics": ("telehealth-rural",)},
        {"approaches": ("telehealth",)},
        {"barriers": ("rural-telehealth",)},
        {"audience": ("telehealth-lead",)},
    ],
    ids=lambda fields: next(iter(fields)),
)
def test_a_word_is_looked_for_in_every_field_that_describes(fields: dict[str, Any]) -> None:
    assert found([resource("x", **fields)], "telehealth") == ["x"]


def test_it_is_not_looked_for_in_notes_and_addresses() -> None:
    assert found([resource("x", url="https://pages.org", status_note="Moved.", search="old")], "pages") == []
    assert found([resource("x", url="https://pages.org", status_note="Moved.", search="old")], "moved") == []


def test_the_beginning_of_a_word_is_enough_but_not_its_middle() -> None:
    bank = [resource("x", "Reimbursement")]
    assert found(bank, "reimb") == ["x"]
    assert found(bank, "bursement") == []


def test_case_and_accents_do_not_count() -> None:
    bank = [resource("x", "Guía de SALUD")]
    assert found(bank, "guia", "salud") == ["x"]
    assert found(bank, "GUÍA") == ["x"]
    assert found(bank, "a") == []  # an accent cuts no word in two


def test_a_compound_is_found_by_its_parts_and_as_one_word() -> None:
    bank = [resource("x", "PHQ-9 and children's care")]
    for word in ("PHQ", "PHQ9", "phq-9", "childrens", "children's"):
        assert found(bank, word) == ["x"], word


def test_title_comes_before_why_and_why_before_the_rest() -> None:
    bank = [
        resource("topic", topics=("consent",)),
        resource("why", why="Explains consent."),
        resource("title", "Consent"),
    ]
    assert found(bank, "consent") == ["title", "why", "topic"]


def test_more_of_the_words_in_the_title_come_first() -> None:
    bank = [
        resource("one", "Consent", topics=("schools",)),
        resource("one-and-why", "Consent", why="In schools."),
        resource("both", "Consent in schools"),
    ]
    assert found(bank, "consent", "schools") == ["both", "one-and-why", "one"]


def test_equals_keep_the_order_of_the_catalogue() -> None:
    bank = [resource(id, "Guide") for id in ("c", "a", "b")]
    assert found(bank, "guide") == ["c", "a", "b"]


def test_without_words_all_that_fit_come_as_they_stand() -> None:
    bank = [resource("b", kind="guide"), resource("a", kind="guide"), resource("c", kind="policy")]
    assert found(bank) == ["b", "a", "c"]
    assert found(bank, kind="guide") == ["b", "a"]


def test_a_word_of_signs_alone_asks_for_nothing() -> None:
    assert found([resource("x")], "--", "") == ["x"]


FIELDS = {
    "kind": "kind",
    "audience": "audience",
    "topic": "topics",
    "approach": "approaches",
    "barrier": "barriers",
}


@pytest.mark.parametrize("name", FILTERS)
def test_each_filter_asks_for_a_whole_value(name: str) -> None:
    carried: Any = "rural" if name == "kind" else ("rural", "other")
    bank = [resource("x", **{FIELDS[name]: carried}), resource("y")]
    assert found(bank, **{name: "rural"}) == ["x"]
    assert found(bank, **{name: "rur"}) == []


def test_all_filters_hold_at_once() -> None:
    bank = [
        resource("x", kind="guide", barriers=("stigma",)),
        resource("y", kind="guide"),
        resource("z", barriers=("stigma",)),
    ]
    assert found(bank, kind="guide", barrier="stigma") == ["x"]


def test_the_choices_of_a_filter_are_what_is_carried_each_once() -> None:
    bank = [resource("x", topics=("b", "a")), resource("y", topics=("b",)), resource("z")]
    assert choices(bank, "topic") == ("a", "b")
    assert choices([resource("x")], "kind") == ()
