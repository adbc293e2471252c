"""The overall score, its limiting part and every range: section 5 of the design, one rule a test."""

from __future__ import annotations

from fractions import Fraction

from assess.core.evaluation import Evaluation
from assess.core.questionnaire import Domain, Item, Overall, Questionnaire
from assess.core.scoring import OverallScore, Score
from tests.core.making import (
    DOES_NOT_APPLY,
    UNSURE,
    domain,
    evaluated,
    facet,
    item,
    quarters,
    questionnaire,
    scale,
)

SIXTHS = scale(none=0, little=1, some=2, half=3, most=5, all=6)


def limiting(evaluation: Evaluation) -> str | None:
    part = evaluation.overall.limiting
    return part.id if part else None


def bounds(score: Score | OverallScore) -> tuple[object, object, object]:
    return score.low, score.exact, score.high


def overall_range(evaluation: Evaluation) -> tuple[object, object, object]:
    return bounds(evaluation.overall)


def domain_range(evaluation: Evaluation) -> tuple[object, object, object]:
    return bounds(evaluation.domains[0].score)


def tagged(id: str, *values: str) -> Item:
    return quarters(id, facets={"component": values})


def components(*domains: Domain) -> Questionnaire:
    """Geometric over the values x, y and z of a facet."""
    return questionnaire(*domains, over="component", facets=(facet("component", "x", "y", "z"),))


# The total and its parts


def test_the_mean_weighs_domains() -> None:
    asked = questionnaire(domain("d", quarters("a"), weight=3), domain("e", quarters("b")))
    assert evaluated(asked, a="p100", b="p0").overall.exact == 75


def test_the_geometric_mean_runs_over_the_values_of_a_facet() -> None:
    asked = components(
        domain("d", tagged("a", "x"), quarters("free")), domain("e", tagged("b", "y"), weight=9)
    )
    assert evaluated(asked, a="p25", b="p100", free="p0").overall.exact == 50


def test_the_geometric_mean_is_0_if_any_part_is() -> None:
    asked = components(domain("d", tagged("a", "x"), tagged("b", "y")))
    assert evaluated(asked, a="p0", b="p100").overall.exact == 0


def test_a_profile_without_a_total() -> None:
    asked = questionnaire(domain("d", quarters("a")), overall=Overall("none"))
    evaluation = evaluated(asked, a="p50")
    assert overall_range(evaluation) == (None, None, None)
    assert limiting(evaluation) is None
    assert domain_range(evaluation) == (50, 50, 50)


def test_a_part_with_nothing_applicable_is_no_part() -> None:
    asked = questionnaire(*(domain(f"in_{id}", quarters(id)) for id in "abc"))
    assert evaluated(asked, a="p50", b=DOES_NOT_APPLY, c=DOES_NOT_APPLY).overall.exact == 50


def test_a_part_without_a_score_is_left_out_of_the_total() -> None:
    asked = questionnaire(domain("d", quarters("a")), domain("e", quarters("b"), weight=5))
    assert evaluated(asked, a="p50").overall.exact == 50


def test_no_total_when_fewer_than_half_of_the_parts_have_a_score() -> None:
    asked = questionnaire(*(domain(f"in_{id}", quarters(id)) for id in "abc"))
    assert overall_range(evaluated(asked, a="p50")) == (None, None, None)
    assert limiting(evaluated(asked, a="p50")) is None
    assert evaluated(asked, a="p50", b="p100").overall.exact == 75
    geometric = components(domain("d", *(tagged(value, value) for value in "xyz")))
    assert evaluated(geometric, x="p50").overall.exact is None
    assert evaluated(geometric, x="p50", y="p50").overall.exact == 50


def test_no_total_where_nothing_applies() -> None:
    evaluation = evaluated(domain("d", quarters("a")), a=DOES_NOT_APPLY)
    assert overall_range(evaluation) == (None, None, None)


# The limiting part


def test_the_limiting_part_is_the_lowest() -> None:
    asked = questionnaire(domain("d", quarters("a"), weight=9), domain("e", quarters("b")))
    assert limiting(evaluated(asked, a="p100", b="p75")) == "e"


def test_of_equal_parts_the_first_in_the_file_is_limiting() -> None:
    asked = questionnaire(*(domain(f"in_{id}", quarters(id)) for id in "cab"))
    assert limiting(evaluated(asked, c="p100", a="p50", b="p50")) == "in_a"
    values = components(domain("d", *(tagged(value, value) for value in "zyx")))
    assert limiting(evaluated(values, x="p100", y="p50", z="p50")) == "y"


def test_parts_are_compared_by_their_exact_scores() -> None:
    fine = scale(a=0, b="33.4", c="33.3", d=100)
    asked = questionnaire(domain("d", item("x", fine)), domain("e", item("y", fine)))
    assert limiting(evaluated(asked, x="b", y="c")) == "e"


# Ranges


def test_the_range_is_what_the_open_items_could_still_make_of_it() -> None:
    asked = domain("d", quarters("a", weight=2), quarters("b"), quarters("c"))
    assert domain_range(evaluated(asked, a="p50", b="p50", c=UNSURE)) == (
        Fraction("37.5"),
        50,
        Fraction("62.5"),
    )
    assert domain_range(evaluated(asked, a="p50", b="p50", c=None)) == (
        Fraction("37.5"),
        50,
        Fraction("62.5"),
    )


def test_what_does_not_apply_leaves_no_range() -> None:
    asked = domain("d", quarters("a"), quarters("b"))
    assert domain_range(evaluated(asked, a="p50", b=DOES_NOT_APPLY)) == (50, 50, 50)


def test_what_does_not_apply_leaves_the_range_of_the_total_alone() -> None:
    asked = questionnaire(domain("d", quarters("a"), quarters("b")), domain("e", quarters("c")))
    assert overall_range(evaluated(asked, a="p50", b=DOES_NOT_APPLY, c="p50")) == (50, 50, 50)


def test_without_a_score_there_is_no_range() -> None:
    assert domain_range(evaluated(domain("d", *map(quarters, "abc")), a="p50")) == (None, None, None)


def test_all_answered_is_no_range() -> None:
    asked = domain("d", item("a", SIXTHS), item("b", SIXTHS))
    evaluation = evaluated(asked, a=("little", "some"), b="most")
    third = Fraction(1, 2) * (Fraction(150, 6) + Fraction(500, 6))
    assert domain_range(evaluation) == overall_range(evaluation) == (third, third, third)


def test_missing_zero_can_only_rise() -> None:
    asked = domain("d", quarters("a"), quarters("b"), missing_is_zero=True)
    assert domain_range(evaluated(asked, a="p50")) == (25, 25, 75)


def test_a_reversed_open_item_ranges_by_percent_too() -> None:
    asked = domain("d", quarters("a"), quarters("b", reverse=True))
    assert domain_range(evaluated(asked, a="p100")) == (50, 100, 100)


def test_the_range_of_the_total_takes_in_parts_without_a_score() -> None:
    asked = questionnaire(domain("d", quarters("a")), domain("e", *map(quarters, "bcd")))
    evaluation = evaluated(asked, a="p75", b="p75")
    assert overall_range(evaluation) == (50, 75, Fraction(75 + (275 / Fraction(3))) / 2)


def test_the_range_of_a_geometric_total_is_geometric() -> None:
    asked = components(domain("d", tagged("a", "x"), tagged("b", "x"), tagged("c", "y")))
    evaluation = evaluated(asked, a="p50", c="p100")
    assert overall_range(evaluation)[0] == 50
    assert round(float(evaluation.overall.high.radicand)) == 7500  # type: ignore[union-attr]


def test_the_score_itself_bounds_the_range_where_a_part_without_a_score_would_pass_it() -> None:
    asked = questionnaire(domain("d", quarters("a")), domain("e", *map(quarters, "bcd")))
    assert overall_range(evaluated(asked, a="p0", b="p100"))[0] == 0
    assert overall_range(evaluated(asked, a="p100", b="p0"))[2] == 100


def test_facet_values_have_ranges_too() -> None:
    asked = components(domain("d", tagged("a", "x"), tagged("b", "x")))
    evaluation = evaluated(asked, a="p50")
    assert bounds(evaluation.facets["component"]["x"]) == (25, 50, 75)
