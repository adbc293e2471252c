"""Which actions fire, what they raise and what each is worth: section 5 of the design, one rule a test."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from assess.core.actions import Closing
from assess.core.conditions import Test as Compare
from assess.core.evaluation import Evaluation
from assess.core.plan import PlannedAction
from assess.core.questionnaire import Domain, Overall, Questionnaire
from assess.store.loading import load_questionnaire
from tests.cases import yaml_text
from tests.core.making import (
    DOES_NOT_APPLY,
    UNSURE,
    Given,
    action,
    below,
    domain,
    evaluated,
    facet,
    item,
    quarters,
    questionnaire,
    scale,
)

TAG = {"barrier": ("money",)}
BARRIER = facet("barrier", "money", "time")


def planned(evaluation: Evaluation, id: str) -> PlannedAction:
    return next(each for each in evaluation.plan.all_actions() if each.action.id == id)


def order(evaluation: Evaluation) -> list[str]:
    plan = evaluation.plan
    return [each.action.id for each in plan.now + plan.next + plan.later]


def fires(asked: Domain | Questionnaire, *closes: str | Closing, **answers: Given | None) -> bool:
    whole = questionnaire(asked) if isinstance(asked, Domain) else asked
    with_action = questionnaire(*whole.domains, facets=whole.facets, actions=(action("it", *closes),))
    return bool(order(evaluated(with_action, **answers)))


# Gaps, and what makes an action fire


@pytest.mark.parametrize(
    ("given", "gap"),
    [
        ("p25", True),
        ("p50", False),
        ("p75", False),
        (("p25", "p50"), True),
        (("p50", "p75"), False),
        (UNSURE, False),
        (DOES_NOT_APPLY, False),
        (None, False),
    ],
)
def test_an_answered_item_worse_than_its_target_is_a_gap(given: Given | None, gap: bool) -> None:
    asked = domain("d", quarters("a", target="p50"))
    assert bool(evaluated(asked, a=given).gaps) is gap
    assert fires(asked, "a", a=given) is gap


@pytest.mark.parametrize(
    ("points", "reverse", "second_best"),
    [
        ((0, 1, 2, 3), False, "l2"),
        ((0, 1, 2, 3), True, "l1"),
        ((3, 2, 0), False, "l1"),
        ((1, 0, 4), False, "l0"),
        ((1, 0, 4), True, "l0"),
        ((0, 1), False, "l0"),
    ],
)
def test_the_target_is_the_second_best_level_unless_one_is_named(
    points: tuple[int, ...], reverse: bool, second_best: str, tmp_path: Path
) -> None:
    levels = [{"key": f"l{n}", "points": str(value), "label": "..."} for n, value in enumerate(points)]
    asked = {"id": "a", "ask": "a?", "scale": "s", "reverse": "true" if reverse else "false"}
    head = {"format": "readiness/1", "id": "example", "version": "1.0.0", "title": "Example"}
    domain = {"id": "d", "title": "D", "items": [asked]}
    file = tmp_path / "example.yaml"
    file.write_text(yaml_text({**head, "scales": {"s": {"levels": levels}}, "domains": [domain]}))
    loaded = load_questionnaire(file).questionnaire
    assert loaded is not None
    assert [item.target for item in loaded.items()] == [second_best]


def test_between_two_levels_the_worse_one_makes_the_gap_although_the_mean_is_better() -> None:
    uneven = scale(a=0, high=90, low=10, d=100)
    asked = domain("d", item("x", uneven, target="low"), item("y", uneven, target="high", reverse=True))
    evaluation = evaluated(asked, x=("a", "high"), y=("low", "d"))
    assert [result.percent for result in evaluation.results] == [45, 45]
    assert [result.item.id for result in evaluation.gaps] == ["x", "y"]


def test_a_reversed_item_is_worse_above_its_target() -> None:
    asked = domain("d", quarters("a", target="p25", reverse=True))
    assert [fires(asked, "a", a=given) for given in ("p0", "p25", "p50", "p100")] == [
        False,
        False,
        True,
        True,
    ]


def test_levels_with_equal_points_are_equally_good() -> None:
    asked = domain("d", item("x", scale(a=0, b=1, c=1, d=2), target="c"))
    assert [fires(asked, "x", x=given) for given in "abcd"] == [True, False, False, False]


def test_missing_zero_makes_no_gap() -> None:
    assert not fires(domain("d", quarters("a"), quarters("b"), missing_is_zero=True), "a", b="p100")


def test_a_hidden_item_is_no_gap() -> None:
    asked = domain("d", quarters("a"), quarters("b", show_if=Compare("a", "is", ("p0",))))
    assert not fires(asked, "b", a="p100", b="p0")


def test_an_action_fires_below_the_level_it_names() -> None:
    asked = domain("d", quarters("a", target="p75"))
    named = Closing("a", "p50")
    assert [fires(asked, named, a=given) for given in ("p25", "p50", ("p25", "p50"))] == [True, False, True]


def test_a_level_above_the_target_may_be_named() -> None:
    asked = domain("d", quarters("a", target="p50"))
    assert fires(asked, Closing("a", "p100"), a="p75")
    assert not fires(asked, Closing("a", "p100"), a=UNSURE)


def test_one_closing_that_holds_is_enough() -> None:
    asked = domain("d", quarters("a"), quarters("b"))
    assert fires(asked, "a", "b", a="p100", b="p0")
    assert not fires(asked, "a", "b", a="p100", b="p100")


def test_an_action_may_close_a_facet_value_below_a_score() -> None:
    asked = questionnaire(
        domain("d", quarters("a", facets=TAG), quarters("b", facets=TAG)), facets=(BARRIER,)
    )
    assert fires(asked, below("barrier", "money", 50), a="p50", b="p25")
    assert not fires(asked, below("barrier", "money", 50), a="p50", b="p50")
    assert fires(asked, below("barrier", "money", "50.001"), a="p50", b="p50")
    assert fires(asked, below("barrier", "money", 38), a="p25", b="p50")


def test_a_facet_value_without_a_score_makes_nothing_fire() -> None:
    items = (quarters(id, facets=TAG) for id in "abc")
    asked = questionnaire(domain("d", *items), facets=(BARRIER,))
    assert not fires(asked, below("barrier", "money", 100), a="p0")
    assert not fires(asked, below("barrier", "time", 100), a="p0", b="p0", c="p0")


# What it raises


def raised(*closes: str | Closing) -> tuple[str, ...]:
    """Of the gaps a and b and the items c (at its target) and d (unsure); b, c and d are tagged."""
    asked = questionnaire(
        domain("one", quarters("a"), quarters("b", facets=TAG)),
        domain("two", quarters("c", facets=TAG), quarters("d", facets=TAG)),
        facets=(BARRIER,),
        actions=(action("it", *closes),),
    )
    return planned(evaluated(asked, a="p50", b="p0", c="p100", d=UNSURE), "it").raises


def test_an_action_raises_the_gaps_among_the_items_it_closes() -> None:
    assert raised("a", "b", "c", "d") == ("a", "b")


def test_an_action_raises_all_gaps_with_the_tag_it_closes() -> None:
    assert raised(below("barrier", "money", 75)) == ("b",)


def test_an_action_that_fires_raises_the_gaps_of_its_other_closings_too() -> None:
    assert raised("b", Closing("a", "p25")) == ("b", "a")
    assert raised("a", below("barrier", "money", 10)) == ("a", "b")


def test_an_action_may_fire_and_raise_nothing() -> None:
    asked = questionnaire(
        domain("d", quarters("a", target="p50")), actions=(action("it", Closing("a", "p100")),)
    )
    evaluation = evaluated(asked, a="p75")
    assert planned(evaluation, "it").raises == ()
    assert planned(evaluation, "it").worth == (Fraction(0), Fraction(0))


# What it is worth


def worth(evaluation: Evaluation, id: str) -> Fraction:
    return planned(evaluation, id).worth[0]


def test_worth_is_the_rise_of_the_total_for_an_hour() -> None:
    asked = questionnaire(
        domain("d", quarters("a"), quarters("b"), weight=3),
        domain("e", quarters("c")),
        actions=(action("slow", "a", hours=10), action("fast", "a", hours="0.5"), action("other", "c")),
    )
    evaluation = evaluated(asked, a="p0", b="p100", c="p50")
    assert [worth(evaluation, id) for id in ("slow", "fast", "other")] == [
        Fraction("3.75"),
        75,
        Fraction("12.5"),
    ]


def test_an_item_rises_to_its_target_and_no_further() -> None:
    asked = questionnaire(domain("d", quarters("a", target="p75")), actions=(action("it", "a"),))
    assert worth(evaluated(asked, a="p50"), "it") == 25


def test_from_between_two_levels_it_rises_from_their_mean() -> None:
    asked = questionnaire(domain("d", quarters("a", target="p75")), actions=(action("it", "a"),))
    assert worth(evaluated(asked, a=("p50", "p75")), "it") == Fraction("12.5")


def test_all_that_an_action_raises_counts_once_and_together() -> None:
    asked = questionnaire(domain("d", *map(quarters, "abcd")), actions=(action("it", "a", "b", "a"),))
    assert worth(evaluated(asked, a="p50", b="p0", c="p0", d="p0"), "it") == Fraction("37.5")


def test_nothing_else_changes_so_that_what_is_hidden_stays_hidden() -> None:
    asked = questionnaire(
        domain("d", quarters("a"), quarters("b", show_if=Compare("a", "is", ("p100",)))),
        actions=(action("it", "a"),),
    )
    assert worth(evaluated(asked, a="p0", b="p0"), "it") == 100


def test_items_in_a_part_without_a_score_are_worth_nothing() -> None:
    asked = questionnaire(
        domain("d", quarters("a")), domain("e", *map(quarters, "bcd")), actions=(action("it", "b"),)
    )
    assert worth(evaluated(asked, a="p50", b="p0"), "it") == 0


def test_missing_items_weigh_in_where_they_count_as_nothing() -> None:
    asked = questionnaire(
        domain("d", quarters("a"), quarters("b"), missing_is_zero=True), actions=(action("it", "a"),)
    )
    assert worth(evaluated(asked, a="p0"), "it") == 50


def test_in_a_geometric_total_the_weak_part_is_worth_more() -> None:
    x, y = (quarters(id, facets={"barrier": (value,)}) for id, value in (("x", "money"), ("y", "time")))
    asked = questionnaire(
        domain("d", x, y),
        over="barrier",
        facets=(BARRIER,),
        actions=(action("strong", "y"), action("weak", "x")),
    )
    assert worth(evaluated(asked, x="p25", y="p25"), "weak") == 25
    assert order(evaluated(asked, x="p25", y="p75")) == ["weak", "strong"]


def test_an_item_lifts_every_part_that_it_belongs_to() -> None:
    both = quarters("a", facets={"barrier": ("money", "time")})
    asked = questionnaire(domain("d", both), over="barrier", facets=(BARRIER,), actions=(action("it", "a"),))
    assert worth(evaluated(asked, a="p25"), "it") == 75


def test_worths_are_compared_exactly() -> None:
    x, y = (quarters(id, facets={"barrier": (value,)}) for id, value in (("x", "money"), ("y", "time")))
    asked = questionnaire(
        domain("with_x", x, weight=9),
        domain("with_y", y),
        over="barrier",
        facets=(BARRIER,),
        actions=(action("a", "x", hours="1.001"), action("b", "y")),
    )
    assert order(evaluated(asked, x="p25", y="p25")) == ["b", "a"]


def test_where_the_total_rises_alike_the_mean_of_the_domains_decides() -> None:
    x, y, z = (
        quarters(id, facets={"barrier": (v,)}) for id, v in (("x", "money"), ("y", "time"), ("z", "time"))
    )
    actions = (action("a", "y", hours=2), action("b", "y", "z"), action("c", "y"))
    stuck_at_0 = questionnaire(domain("d", x, y, z), over="barrier", facets=(BARRIER,), actions=actions)
    assert order(evaluated(stuck_at_0, x="p0", y="p0", z="p0")) == ["b", "c", "a"]


def test_without_a_total_the_weighted_mean_of_the_domains_decides() -> None:
    asked = questionnaire(
        domain("d", quarters("x")),
        domain("e", quarters("y"), weight=3),
        overall=Overall("none"),
        actions=(action("a", "x"), action("b", "y"), action("c", "y", hours=4)),
    )
    assert order(evaluated(asked, x="p0", y="p0")) == ["b", "a", "c"]


@pytest.mark.parametrize("other", ["p0", "p25", "p50", "p75", "p100"])
@pytest.mark.parametrize(("heavy", "first"), [("x", "short"), ("y", "long")])
def test_equal_worths_are_equal_although_roots_have_no_end(other: str, heavy: str, first: str) -> None:
    """From 0, four times the one part in twice the hours is the same worth; so the domains decide."""
    x, y = quarters("x", target="p25", facets=TAG), quarters("y", facets=TAG)
    rest = [quarters(id, facets={"barrier": ("time",)}) for id in ("z", "u", "v")]
    asked = questionnaire(
        domain("with_x", x, weight=9 if heavy == "x" else 1),
        domain("with_y", y, weight=9 if heavy == "y" else 1),
        domain("rest", *rest),
        over="barrier",
        facets=(BARRIER,),
        actions=(action("short", "x"), action("long", "y", hours=2)),
    )
    evaluation = evaluated(asked, x="p0", y="p0", z=other, u="p25", v="p0")
    assert order(evaluation)[0] == first
