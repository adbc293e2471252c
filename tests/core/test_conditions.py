"""Conditions: three-valued, by points, looking at what is answered."""

from __future__ import annotations

from fractions import Fraction

import pytest

from assess.core.assessment import Answer
from assess.core.conditions import All, AnyOf, Condition, Known, Not, decide, first_undecided, items_in
from assess.core.conditions import Test as Compare
from tests.core.making import DOES_NOT_APPLY, SPREAD, UNSURE, domain, evaluated, item

NONE, SOME, MOST, ALL = (level.points for level in SPREAD.levels)
FACTS = {
    "low": Known(("none",), NONE),
    "middle": Known(("some",), SOME),
    "high": Known(("all",), ALL),
    "between": Known((), (SOME + MOST) / 2),
    "setting": Known(("rural",)),
    "approaches": Known(("school", "remote")),
    "nothing_chosen": Known(()),
}
YES, NO = Compare("low", "is", ("none",)), Compare("low", "is", ("all",))
OPEN, ALSO_OPEN = Compare("open", "is", ("none",)), Compare("also_open", "is", ("none",))


def compare(item: str, op: str, key: str) -> bool | None:
    return decide(Compare(item, op, (key,), SPREAD.level(key).points), FACTS)


@pytest.mark.parametrize(
    ("op", "truths"),
    [
        ("is", (False, True, False, False)),
        ("at_least", (True, True, False, False)),
        ("above", (True, False, False, False)),
        ("at_most", (False, True, True, True)),
        ("below", (False, False, True, True)),
    ],
)
def test_an_answer_is_compared_with_each_level(op: str, truths: tuple[bool, ...]) -> None:
    levels = ("none", "some", "most", "all")
    assert tuple(compare("middle", op, level) for level in levels) == truths


def test_in_is_true_for_any_of_the_levels() -> None:
    assert decide(Compare("middle", "in", ("none", "some")), FACTS) is True
    assert decide(Compare("middle", "in", ("most", "all")), FACTS) is False
    assert decide(Compare("middle", "in", ()), FACTS) is False


def test_an_answer_between_two_levels_is_neither() -> None:
    assert compare("between", "is", "some") is False
    assert compare("between", "is", "most") is False
    assert decide(Compare("between", "in", ("some", "most")), FACTS) is False


def test_an_answer_between_two_levels_is_compared_by_the_mean_of_their_points() -> None:
    assert compare("between", "above", "some") is True
    assert compare("between", "below", "most") is True
    assert compare("between", "at_least", "most") is False
    assert compare("between", "at_most", "some") is False


def test_points_are_compared_as_the_scale_has_them_even_if_the_item_is_reversed() -> None:
    asked = domain(
        "d",
        item("lost", reverse=True),
        item("shown", show_if=Compare("lost", "at_least", ("most",), MOST)),
    )
    assert evaluated(asked, lost="all", shown="all").result("shown").state == "answered"
    assert evaluated(asked, lost="none", shown="all").result("shown").state == "hidden"


@pytest.mark.parametrize(
    ("op", "level", "shown"),
    [("is", "some", False), ("is", "most", False), ("above", "some", True), ("at_least", "most", False)],
)
def test_so_it_is_for_the_items_that_such_an_answer_shows(op: str, level: str, shown: bool) -> None:
    condition = Compare("a", op, (level,), SPREAD.level(level).points)
    asked = domain("d", item("a"), item("b", show_if=condition))
    for pair in (("some", "most"), ("most", "some")):
        assert (evaluated(asked, a=pair, b="all").result("b").state == "answered") is shown


def test_profile_questions_are_compared_by_option() -> None:
    assert decide(Compare("setting", "is", ("rural",)), FACTS) is True
    assert decide(Compare("setting", "in", ("city", "town")), FACTS) is False
    assert decide(Compare("approaches", "includes", ("remote",)), FACTS) is True
    assert decide(Compare("approaches", "includes", ("co-location",)), FACTS) is False
    assert decide(Compare("nothing_chosen", "includes", ("remote",)), FACTS) is False


@pytest.mark.parametrize("op", ["is", "in", "at_least", "above", "at_most", "below", "includes"])
def test_a_test_on_what_has_no_answer_is_undecided(op: str) -> None:
    assert decide(Compare("open", op, ("none",)), FACTS) is None


def test_answered_is_never_undecided() -> None:
    assert decide(Compare("low", "answered"), FACTS) is True
    assert decide(Compare("between", "answered"), FACTS) is True
    assert decide(Compare("nothing_chosen", "answered"), FACTS) is True
    assert decide(Compare("open", "answered"), FACTS) is False


@pytest.mark.parametrize(
    ("given", "state"),
    [("some", "answered"), (("some", "most"), "answered"), (UNSURE, "hidden"), (DOES_NOT_APPLY, "hidden")]
    + [(None, "hidden")],
)
def test_only_a_level_or_two_make_an_item_answered(given: Answer | str | None, state: str) -> None:
    asked = domain("d", item("a"), item("b", show_if=Compare("a", "answered")))
    assert evaluated(asked, a=given, b="all").result("b").state == state


@pytest.mark.parametrize("given", [UNSURE, DOES_NOT_APPLY, None])
def test_unsure_not_applicable_and_unanswered_leave_a_test_undecided(given: Answer | None) -> None:
    shown = Compare("a", "is", ("none",))
    asked = domain("d", item("a"), item("b", show_if=shown), item("c", show_if=Not(shown)))
    evaluation = evaluated(asked, a=given, b="all", c="all")
    assert [evaluation.result(id).state for id in "bc"] == ["hidden", "hidden"]


def test_a_test_on_a_hidden_item_is_undecided() -> None:
    asked = domain(
        "d",
        item("a"),
        item("b", show_if=Compare("a", "is", ("all",))),
        item("c", show_if=Not(Compare("b", "is", ("all",)))),
        item("d", show_if=Not(Compare("b", "answered"))),
    )
    evaluation = evaluated(asked, a="none", b="some", c="some", d="some")
    assert [evaluation.result(id).state for id in "bcd"] == ["hidden", "hidden", "answered"]


@pytest.mark.parametrize(
    ("parts", "all_of", "any_of"),
    [
        ((), True, False),
        ((YES, YES), True, True),
        ((YES, NO), False, True),
        ((NO, NO), False, False),
        ((YES, OPEN), None, True),
        ((OPEN, NO), False, None),
        ((OPEN, OPEN), None, None),
        ((OPEN, YES, NO), False, True),
    ],
)
def test_all_and_any(parts: tuple[Condition, ...], all_of: bool | None, any_of: bool | None) -> None:
    assert decide(All(parts), FACTS) is all_of
    assert decide(AnyOf(parts), FACTS) is any_of


@pytest.mark.parametrize(("part", "truth"), [(YES, False), (NO, True), (OPEN, None)])
def test_not(part: Condition, truth: bool | None) -> None:
    assert decide(Not(part), FACTS) is truth


def test_the_item_to_answer_is_the_first_that_leaves_it_open() -> None:
    assert first_undecided(OPEN, FACTS) == "open"
    assert first_undecided(All((YES, Not(OPEN), ALSO_OPEN)), FACTS) == "open"
    assert first_undecided(AnyOf((All((OPEN, NO)), ALSO_OPEN)), FACTS) == "also_open"
    assert first_undecided(AnyOf((OPEN, YES)), FACTS) == ""


def test_a_condition_names_its_items_once_from_left_to_right() -> None:
    assert items_in(All((OPEN, AnyOf((YES, Not(NO))), OPEN))) == ("open", "low")


def test_points_of_levels_may_be_any_fraction() -> None:
    facts = {"a": Known(("x",), Fraction("-0.25"))}
    assert decide(Compare("a", "above", ("y",), Fraction("-0.3")), facts) is True
