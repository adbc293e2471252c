"""Readiness levels behind their gates, flags and the tree: section 5 of the design, one rule a test."""

from __future__ import annotations

import pytest

from assess.core.conditions import All, AnyOf, Condition
from assess.core.conditions import Test as Compare
from assess.core.evaluation import Evaluation
from assess.core.questionnaire import Overall, Questionnaire, ReadinessLevel, Tree, TreeNode
from tests.core.making import (
    DOES_NOT_APPLY,
    UNSURE,
    Given,
    at_least,
    domain,
    evaluated,
    facet,
    item,
    quarters,
    questionnaire,
    readiness,
    scale,
)

FINE = scale(a=0, b="49.9", c=50, d=100)
A, B, C = (quarters(id) for id in "abc")


def level(evaluation: Evaluation) -> str | None:
    return evaluation.level.level.id if evaluation.level.level else None


def ladder(*levels: ReadinessLevel) -> Questionnaire:
    """Items a, b and c in one domain, so that the total is their mean."""
    return questionnaire(domain("d", A, B, C), levels=levels)


def free(*levels: ReadinessLevel) -> Questionnaire:
    """Item a makes the total; b and c only open gates."""
    return questionnaire(domain("d", A), domain("e", B, C, weight=0), levels=levels)


# Readiness levels


@pytest.mark.parametrize(("answer", "reached"), [("a", "low"), ("b", "low"), ("c", "middle"), ("d", "high")])
def test_the_level_is_the_highest_that_the_exact_score_reaches(answer: str, reached: str) -> None:
    levels = (readiness("low", 0), readiness("middle", 50), readiness("high", 100))
    asked = questionnaire(domain("d", item("x", FINE)), levels=levels)
    assert level(evaluated(asked, x=answer)) == reached


def test_a_geometric_total_reaches_a_level_exactly() -> None:
    x, y = (quarters(id, facets={"component": (id,)}) for id in "xy")
    asked = questionnaire(
        domain("d", x, y),
        over="component",
        facets=(facet("component", "x", "y"),),
        levels=(readiness("low", 0), readiness("half", 50), readiness("more", "50.0001")),
    )
    assert level(evaluated(asked, x="p25", y="p100")) == "half"


def test_levels_may_stand_in_any_order() -> None:
    asked = free(readiness("high", 75), readiness("low", 0), readiness("middle", 50))
    assert [level(evaluated(asked, a=given)) for given in ("p25", "p50", "p100")] == ["low", "middle", "high"]


def test_a_gate_that_is_not_met_holds_the_level_down() -> None:
    asked = free(readiness("low", 0), readiness("high", 50, at_least(B, "p50")))
    assert level(evaluated(asked, a="p100", b="p50")) == "high"
    held = evaluated(asked, a="p100", b="p25")
    assert (level(held), held.level.held_by) == ("low", ("b",))


def test_every_gate_of_a_level_has_to_be_met() -> None:
    asked = free(readiness("low", 0), readiness("high", 50, at_least(B, "p50"), at_least(C, "p50")))
    assert level(evaluated(asked, a="p100", b="p50", c="p50")) == "high"
    assert evaluated(asked, a="p100", b="p50", c="p0").level.held_by == ("c",)
    assert evaluated(asked, a="p100", b="p0", c="p0").level.held_by == ("b", "c")


@pytest.mark.parametrize("given", [UNSURE, DOES_NOT_APPLY, None])
def test_an_undecided_gate_is_not_met(given: Given | None) -> None:
    asked = free(readiness("low", 0), readiness("high", 50, at_least(B, "p0")))
    held = evaluated(asked, a="p100", b=given)
    assert (level(held), held.level.held_by) == ("low", ("b",))


def test_a_gate_holds_all_levels_above_it_too() -> None:
    asked = free(readiness("low", 0), readiness("middle", 50, at_least(B, "p50")), readiness("high", 75))
    assert level(evaluated(asked, a="p100", b="p25")) == "low"


def test_held_by_names_the_items_of_the_first_level_that_is_held() -> None:
    asked = free(
        readiness("low", 0),
        readiness("middle", 50, at_least(B, "p50")),
        readiness("high", 75, at_least(C, "p50")),
    )
    assert evaluated(asked, a="p100", b="p0", c="p0").level.held_by == ("b",)
    assert evaluated(asked, a="p100", b="p100", c="p0").level.held_by == ("c",)


def test_held_by_names_all_items_of_a_failed_gate_once() -> None:
    gate = AnyOf((All((at_least(B, "p50"), at_least(C, "p50"))), at_least(B, "p100")))
    asked = questionnaire(
        domain("d", A, B, C),
        levels=(
            readiness("low", 0),
            ReadinessLevel("high", readiness("", 1).from_percent, "", requires=(gate,)),
        ),
    )
    assert evaluated(asked, a="p100", b="p50", c="p0").level.held_by == ("b", "c")


def test_a_level_that_the_score_does_not_reach_holds_nothing() -> None:
    asked = free(readiness("low", 0), readiness("high", 50, at_least(B, "p50")))
    assert evaluated(asked, a="p25", b="p0").level.held_by == ()


def test_the_first_level_may_be_held_too() -> None:
    held = evaluated(free(readiness("low", 0, at_least(B, "p50"))), a="p100", b="p0")
    assert (level(held), held.level.held_by) == (None, ("b",))


def test_no_level_without_a_total() -> None:
    asked = free(readiness("low", 0, at_least(B, "p50")))
    assert evaluated(asked, b="p0").overall.exact is None
    assert (level(evaluated(asked, b="p0")), evaluated(asked, b="p0").level.held_by) == (None, ())


# Flags


@pytest.mark.parametrize(
    ("given", "flagged"),
    [
        ("p25", True),
        ("p50", False),
        ("p75", False),
        (("p25", "p50"), True),
        (UNSURE, True),
        (DOES_NOT_APPLY, False),
        (None, False),
    ],
)
def test_a_critical_item_below_target_or_unsure_is_a_flag(given: Given | None, flagged: bool) -> None:
    asked = domain("d", quarters("a", target="p50", critical=True), quarters("b"), quarters("c"))
    evaluation = evaluated(asked, a=given, b="p0", c=UNSURE)
    assert [result.item.id for result in evaluation.flags] == ["a"] * flagged


def test_flags_stand_in_file_order_whatever_the_score() -> None:
    ids = ("z", "y", "x")
    asked = questionnaire(domain("d", *(quarters(id, critical=True) for id in ids)), overall=Overall("none"))
    evaluation = evaluated(asked, z="p75", y=UNSURE, x="p0")
    assert tuple(result.item.id for result in evaluation.flags) == ids


def test_a_hidden_critical_item_is_no_flag() -> None:
    hidden = quarters("b", critical=True, show_if=Compare("a", "is", ("p0",)))
    assert evaluated(domain("d", A, hidden), a="p50", b="p0").flags == ()


# The integration level


def tree(**nodes: tuple[Condition, str | int, str | int]) -> Questionnaire:
    made = {id: TreeNode(id, test, then, otherwise) for id, (test, then, otherwise) in nodes.items()}
    return questionnaire(domain("d", A, B, C), tree=Tree("Integration level", next(iter(made)), made))


FORK = tree(
    start=(at_least(A, "p50"), "together", 1),
    together=(at_least(B, "p50"), 6, 3),
    unused=(at_least(C, "p0"), 2, 2),
)


@pytest.mark.parametrize(
    ("a", "b", "found"), [("p25", "p100", 1), ("p50", "p25", 3), ("p100", "p50", 6), ("p0", None, 1)]
)
def test_the_tree_leads_to_a_whole_number(a: str, b: str | None, found: int) -> None:
    result = evaluated(FORK, a=a, b=b).tree
    assert (result.level, result.undecided) == (found, None)


@pytest.mark.parametrize(
    ("a", "b", "missing"), [(None, "p100", "a"), ("p50", None, "b"), ("p50", UNSURE, "b")]
)
def test_an_undecided_node_stops_the_tree_and_names_the_item_to_answer(
    a: Given | None, b: Given | None, missing: str
) -> None:
    result = evaluated(FORK, a=a, b=b).tree
    assert (result.level, result.undecided) == (None, missing)


def test_only_an_item_that_can_decide_the_node_is_named() -> None:
    dead = All((at_least(A, "p50"), at_least(B, "p50")))
    asked = tree(start=(AnyOf((dead, at_least(C, "p50"))), 2, 1))
    assert evaluated(asked, b="p0").tree.undecided == "c"


def test_no_tree_no_integration_level() -> None:
    result = evaluated(questionnaire(domain("d", A)), a="p0").tree
    assert (result.level, result.undecided) == (None, None)
