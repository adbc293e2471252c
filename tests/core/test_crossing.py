"""Scores where two facets meet: the rules of a facet value, over the items that carry both tags."""

from __future__ import annotations

from fractions import Fraction

from assess.core.crossing import cross_scores
from assess.core.scoring import score_facet_value
from tests.core.making import DOES_NOT_APPLY, UNSURE, Given, domain, evaluated, facet, quarters, questionnaire

BOTH = quarters("both", facets={"approach": ("site",), "barrier": ("pay",)})
HEAVY = quarters("heavy", weight=3, facets={"approach": ("site",), "barrier": ("pay", "space")})
SCHOOL = quarters("school", facets={"approach": ("school",), "barrier": ("space",)})
ONE_TAG = quarters("one-tag", facets={"approach": ("site",)})
OTHER_TAG = quarters("other-tag", facets={"barrier": ("pay",)})
ASKED = questionnaire(
    domain("d", BOTH, HEAVY, ONE_TAG),
    domain("e", SCHOOL, OTHER_TAG),
    facets=(facet("approach", "site", "school"), facet("barrier", "pay", "space")),
)


def crossed(**answers: Given) -> dict[tuple[str, str], tuple[float | None, int, int]]:
    """Score, answered and applicable items of every pair."""
    scores = cross_scores(evaluated(ASKED, **answers).results, "approach", "barrier")
    return {
        pair: (None if score.exact is None else float(score.exact), score.answered, score.applicable)
        for pair, score in scores.items()
    }


def test_a_pair_is_the_weighted_mean_of_the_items_that_carry_both_tags() -> None:
    found = crossed(**{"both": "p100", "heavy": "p0", "school": "p75", "one-tag": "p50", "other-tag": "p50"})
    assert found == {
        ("site", "pay"): (25, 2, 2),
        ("site", "space"): (0, 1, 1),
        ("school", "space"): (75, 1, 1),
    }


def test_a_pair_without_an_applicable_item_is_left_out() -> None:
    assert ("school", "pay") not in crossed(both="p0")
    assert ("school", "space") not in crossed(school=DOES_NOT_APPLY)


def test_a_pair_needs_half_of_its_items_answered() -> None:
    assert crossed(both="p50", heavy=UNSURE)["site", "pay"] == (50, 1, 2)
    assert crossed(heavy=UNSURE)["site", "pay"] == (None, 0, 2)
    assert crossed()["school", "space"] == (None, 0, 1)


def test_a_pair_scores_as_a_facet_value_over_the_same_items_would() -> None:
    results = evaluated(ASKED, both="p25").results
    pair = cross_scores(results, "approach", "barrier")["site", "pay"]
    assert pair == score_facet_value(results[:2])
    assert (pair.low, pair.high) == (Fraction(25, 4), Fraction(325, 4))


def test_the_facets_may_be_given_either_way_round() -> None:
    results = evaluated(ASKED, both="p25", school="p50").results
    there, back = cross_scores(results, "approach", "barrier"), cross_scores(results, "barrier", "approach")
    assert {(b, a): score for (a, b), score in back.items()} == there


def test_unknown_facets_meet_nowhere() -> None:
    assert cross_scores(evaluated(ASKED, both="p25").results, "approach", "benefit") == {}
