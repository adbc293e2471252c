"""Answers, item percents, domain and facet scores: section 5 of the design, one rule a test."""

from __future__ import annotations

from fractions import Fraction

import pytest

from assess.core.conditions import Test as Compare
from assess.core.evaluation import Evaluation, evaluate
from tests.core.making import (
    DOES_NOT_APPLY,
    UNSURE,
    Given,
    assessment,
    domain,
    evaluated,
    facet,
    item,
    quarters,
    questionnaire,
    scale,
)

MOTIVATION, CAPACITY = {"component": ("motivation",)}, {"component": ("capacity",)}
COMPONENTS = facet("component", "motivation", "capacity")


def score(evaluation: Evaluation, id: str = "d") -> Fraction | None:
    """The exact score of a domain."""
    return next(part.score.exact for part in evaluation.domains if part.id == id)


def bounds(evaluation: Evaluation, id: str = "d") -> tuple[Fraction | None, Fraction | None]:
    return next((part.score.low, part.score.high) for part in evaluation.domains if part.id == id)


# The six states of an answer


@pytest.mark.parametrize(
    ("given", "state", "percent", "answered", "applicable"),
    [
        ("p50", "answered", 50, 1, 1),
        ("p0", "answered", 0, 1, 1),
        (("p50", "p75"), "between", Fraction("62.5"), 1, 1),
        (UNSURE, "unsure", None, 0, 1),
        (DOES_NOT_APPLY, "not_applicable", None, 0, 0),
        (None, "unanswered", None, 0, 1),
    ],
)
def test_what_an_answer_counts_as(
    given: Given | None, state: str, percent: Fraction | None, answered: int, applicable: int
) -> None:
    evaluation = evaluated(domain("d", quarters("a")), a=given)
    result, part = evaluation.result("a"), evaluation.domains[0].score
    assert (result.state, result.percent) == (state, percent)
    assert (part.answered, part.applicable) == (answered, applicable)


def test_a_hidden_item_counts_as_nothing_and_its_answer_returns_with_the_branch() -> None:
    asked = domain("d", quarters("a"), quarters("b", show_if=Compare("a", "is", ("p100",))))
    closed = evaluated(asked, a="p50", b="p100")
    assert (closed.result("b").state, closed.result("b").percent) == ("hidden", None)
    assert score(closed) == 50
    assert closed.domains[0].score.applicable == 1
    kept = closed.result("b").answer
    assert kept is not None
    assert kept.levels == ("p100",)
    assert score(evaluated(asked, a="p100", b="p50")) == 75


def test_coverage_counts_items_by_state() -> None:
    hidden = Compare("a", "is", ("p0",))
    asked = domain("d", *map(quarters, "abcdef"), quarters("g", show_if=hidden))
    given: dict[str, Given | None] = {
        "a": "p50",
        "b": ("p0", "p25"),
        "c": UNSURE,
        "d": UNSURE,
        "e": DOES_NOT_APPLY,
        "g": "p0",
    }
    coverage = evaluate(questionnaire(asked), assessment(given)).coverage
    assert (coverage.answered, coverage.applicable) == (2, 5)
    assert (coverage.unsure, coverage.not_applicable, coverage.hidden) == (2, 1, 1)


def test_a_module_is_hidden_while_its_condition_is_false_or_undecided() -> None:
    module = domain("m", quarters("b"), when=Compare("a", "is", ("p100",)))
    asked = questionnaire(domain("d", quarters("a")), module)
    states = [evaluated(asked, a=given, b="p50").result("b").state for given in ("p100", "p0", None)]
    assert states == ["answered", "hidden", "hidden"]


def test_an_item_of_a_module_needs_both_conditions() -> None:
    inner = quarters("b", show_if=Compare("a", "below", ("p100",), Fraction(100)))
    module = domain("m", inner, when=Compare("a", "above", ("p0",), Fraction(0)))
    asked = questionnaire(domain("d", quarters("a")), module)
    states = [evaluated(asked, a=given, b="p50").result("b").state for given in ("p50", "p100", "p0")]
    assert states == ["answered", "hidden", "hidden"]


# Item percent


@pytest.mark.parametrize(
    ("points", "level", "percent"),
    [
        ({"a": 0, "b": 1, "c": 2, "d": 3}, "b", "100/3"),
        ({"a": 0, "b": 1, "c": 10}, "b", "10"),
        ({"a": -3, "b": -1, "c": 1}, "b", "50"),
        ({"a": 5, "b": 6, "c": 9}, "b", "25"),
        ({"a": "0.1", "b": "0.2", "c": "0.5"}, "b", "25"),
        ({"a": 3, "b": 0}, "a", "100"),
        ({"a": 1, "b": 0, "c": 4}, "a", "25"),
    ],
)
def test_percent_lies_between_the_declared_ends(
    points: dict[str, int | str], level: str, percent: str
) -> None:
    asked = domain("d", item("x", scale(**points)))
    assert evaluated(asked, x=level).result("x").percent == Fraction(percent)


def test_a_reversed_item_counts_from_the_other_end() -> None:
    asked = domain("d", item("x", scale(a=0, b=1, c=4), reverse=True))
    percents = [evaluated(asked, x=level).result("x").percent for level in "abc"]
    assert percents == [100, 75, 0]


# Domain score


def test_a_domain_is_the_weighted_mean_of_its_answered_items() -> None:
    asked = domain("d", quarters("a", weight=3), quarters("b"), quarters("c", weight=100))
    assert score(evaluated(asked, a="p100", b="p0")) == 75


def test_no_domain_score_below_the_share_that_must_be_answered() -> None:
    asked = domain("d", *map(quarters, "abcd"), min_answered="0.5")
    assert score(evaluated(asked, a="p100")) is None
    assert score(evaluated(asked, a="p100", b="p50")) == 75


def test_the_share_is_of_the_applicable_items_by_count_and_not_by_weight() -> None:
    asked = domain("d", quarters("a", weight=100), *map(quarters, "bcd"), min_answered="0.5")
    assert score(evaluated(asked, a="p100", b=UNSURE)) is None
    assert score(evaluated(asked, a="p100", b=UNSURE, c=DOES_NOT_APPLY, d=DOES_NOT_APPLY)) == 100


def test_the_share_that_must_be_answered_may_be_all_or_none() -> None:
    assert score(evaluated(domain("d", *map(quarters, "ab"), min_answered=1), a="p50")) is None
    few = domain("d", *map(quarters, "abcdefgh"), min_answered=0)
    assert score(evaluated(few, a="p50")) == 50
    assert score(evaluated(few)) is None


def test_no_domain_score_where_nothing_applies() -> None:
    evaluation = evaluated(domain("d", quarters("a"), min_answered=0, missing_is_zero=True), a=DOES_NOT_APPLY)
    assert (score(evaluation), bounds(evaluation)) == (None, (None, None))


def test_missing_zero_counts_unanswered_and_unsure_items_as_nothing() -> None:
    asked = domain("d", *map(quarters, "abcd"), missing_is_zero=True)
    assert score(evaluated(asked, a="p100", b="p50", c=UNSURE)) == Fraction("37.5")


def test_missing_zero_leaves_out_what_does_not_apply() -> None:
    asked = domain("d", quarters("a"), quarters("b"), missing_is_zero=True)
    assert score(evaluated(asked, a="p50", b=DOES_NOT_APPLY)) == 50


def test_missing_zero_is_nothing_for_a_reversed_item_too() -> None:
    asked = domain("d", quarters("a"), quarters("b", reverse=True), missing_is_zero=True)
    assert score(evaluated(asked, a="p50")) == 25


def test_missing_zero_needs_the_share_that_must_be_answered() -> None:
    assert score(evaluated(domain("d", *map(quarters, "abc"), missing_is_zero=True), a="p100")) is None
    none_needed = domain("d", *map(quarters, "abc"), missing_is_zero=True, min_answered=0)
    assert score(evaluated(none_needed)) == 0


# Facet scores


def test_a_facet_value_is_scored_over_all_domains_by_the_weights_of_items_alone() -> None:
    asked = questionnaire(
        domain("d", quarters("a", weight=3, facets=MOTIVATION), quarters("b"), weight=10),
        domain("e", quarters("c", facets=MOTIVATION)),
        facets=(COMPONENTS,),
    )
    facets = evaluated(asked, a="p100", b="p25", c="p0").facets
    assert facets["component"]["motivation"].exact == 75


def test_a_facet_value_needs_half_and_skips_whatever_the_domain_says() -> None:
    items = [quarters(id, facets=MOTIVATION) for id in "abc"]
    strict = questionnaire(domain("d", *items, min_answered=1, missing_is_zero=True), facets=(COMPONENTS,))
    assert evaluated(strict, a="p100", b="p50").facets["component"]["motivation"].exact == 75
    lax = questionnaire(domain("d", *items, min_answered=0), facets=(COMPONENTS,))
    assert evaluated(lax, a="p100").facets["component"]["motivation"].exact is None


def test_an_item_counts_for_each_of_its_values() -> None:
    both = {"component": ("motivation", "capacity")}
    asked = questionnaire(domain("d", quarters("a", facets=both)), facets=(COMPONENTS,))
    scores = evaluated(asked, a="p75").facets["component"]
    assert {value: found.exact for value, found in scores.items()} == {"motivation": 75, "capacity": 75}


def test_facets_hold_the_values_that_have_an_applicable_item() -> None:
    asked = questionnaire(
        domain("d", quarters("a", facets=MOTIVATION), quarters("b", facets=CAPACITY)), facets=(COMPONENTS,)
    )
    assert list(evaluated(asked, b=DOES_NOT_APPLY).facets["component"]) == ["motivation"]
