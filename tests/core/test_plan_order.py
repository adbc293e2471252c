"""In which order the actions come, and what is done now: section 5 of the design, one rule a test.

There are items a to h, all at 0 %, and each has an action of its name: a is worth most, then b, and so on.
"""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from assess.core.actions import Action
from assess.core.evaluation import evaluate
from assess.core.plan import Plan, PlannedAction
from assess.core.questionnaire import Item, Overall, Questionnaire
from tests.core.making import (
    UNSURE,
    action,
    assessment,
    below,
    domain,
    evaluated,
    facet,
    quarters,
    questionnaire,
)

LETTERS = "abcdefgh"
LOW = {"part": ("low",)}


def asked(actions: Iterable[Action], critical: str = "", limiting: str = "") -> Questionnaire:
    """The items that are `critical`, and those in a small domain of their own that is `limiting`."""
    items = {id: quarters(id, weight=9 - n, critical=id in critical) for n, id in enumerate(LETTERS)}
    small = [items.pop(id) for id in limiting]
    best = quarters("best")  # keeps the other domain above the limiting one
    domains = [domain("large", *items.values(), best, weight=50), domain("small", *small)]
    return questionnaire(*domains, actions=tuple(actions))


def plan(*actions: Action, critical: str = "", limiting: str = "") -> Plan:
    answers = dict.fromkeys(LETTERS, "p0") | {"best": "p100"}
    return evaluate(asked(actions, critical, limiting), assessment(answers)).plan


def does(id: str, *closes: str, **fields: object) -> Action:
    """The action that closes the item of its own name, if no other is named."""
    return action(id, *(closes or id), **fields)  # type: ignore[arg-type]


def ids(actions: tuple[PlannedAction, ...]) -> str:
    return " ".join(each.action.id for each in actions)


def order(found: Plan) -> str:
    return ids(found.now + found.next + found.later)


# The order


def test_the_highest_worth_comes_first_wherever_it_stands_in_the_file() -> None:
    assert order(plan(*map(does, "dbca"))) == "a b c d"


def test_equal_worths_are_ordered_by_id() -> None:
    assert order(plan(does("z", "a"), does("x", "a"), does("y", "a"))) == "x y z"


def test_a_critical_item_comes_first() -> None:
    assert order(plan(*map(does, "abcd"), critical="d")) == "d a b c"
    assert order(plan(*map(does, "abcd"), critical="bd")) == "b d a c"


def test_an_action_is_critical_only_by_what_it_raises() -> None:
    whole = questionnaire(
        domain("d", quarters("a"), quarters("b", critical=True), quarters("c", critical=True), weight=1),
        actions=(does("x", "a", "b", "c", hours=9), does("y", "a")),
    )
    assert order(evaluated(whole, a="p0", b="p100", c=UNSURE).plan) == "y x"


def test_nothing_comes_before_its_prerequisite() -> None:
    assert order(plan(does("a", after="b"), does("b"), does("c"))) == "b a c"
    assert order(plan(does("a", after="bc"), does("b"), does("c"))) == "b c a"


def test_a_prerequisite_that_does_not_fire_is_not_waited_for() -> None:
    whole = asked([does("a", after=["done"]), does("b"), does("done", "best")])
    answers = dict.fromkeys(LETTERS, "p0") | {"best": "p100"}
    assert order(evaluate(whole, assessment(answers)).plan) == "a b"


def test_a_prerequisite_is_worth_as_much_as_what_waits_for_it() -> None:
    assert order(plan(does("a", after="d"), does("b"), does("c"), does("d"))) == "d a b c"


def test_worth_goes_down_a_whole_chain() -> None:
    chain = [does("a", after="c"), does("c", after="e"), does("e", after="h"), does("h")]
    assert order(plan(does("b"), *chain)) == "h e c a b"
    assert order(plan(does("b"), *reversed(chain))) == "h e c a b"


def test_a_prerequisite_that_is_worth_more_keeps_its_own_worth() -> None:
    assert order(plan(does("a"), does("b"), does("c", after="a"))) == "a b c"


def test_being_critical_does_not_go_down_to_a_prerequisite() -> None:
    assert order(plan(does("a"), does("b"), does("c", after="d"), does("d"), critical="c")) == "a b d c"
    assert order(plan(does("a"), does("c", after="a"), does("b"), critical="c")) == "a c b"


# Now, next, later, watch, find out


def test_three_now_two_next_the_rest_later() -> None:
    found = plan(*map(does, LETTERS))
    assert (ids(found.now), ids(found.next), ids(found.later)) == ("a b c", "d e", "f g h")


def test_few_actions_are_all_for_now() -> None:
    found = plan(does("b"), does("a"))
    assert (ids(found.now), ids(found.next), ids(found.later)) == ("a b", "", "")


def test_external_actions_are_watched_in_the_same_order() -> None:
    found = plan(does("c", control="external"), does("b", control="shared"), does("a", control="external"))
    assert (order(found), ids(found.watch)) == ("b", "a c")


def test_external_actions_take_no_further_part() -> None:
    waiting = plan(does("a", after="h"), does("b"), does("h", control="external"))
    assert order(waiting) == "a b"
    lending = plan(does("a", after="h", control="external"), does("b"), does("h"))
    assert order(lending) == "b h"
    quick = plan(*map(does, "abcd"), does("e", days=7, control="external"))
    assert ids(quick.now) == "a b c"


def test_unsure_items_are_to_be_found_out_in_file_order() -> None:
    whole = domain("d", *map(quarters, "zyxw"))
    found = evaluated(whole, z=UNSURE, y="p0", x=UNSURE, w=None).plan
    assert [result.item.id for result in found.find_out] == ["z", "x"]


# The first exchange: something quick


def test_where_nothing_is_quick_the_first_quick_action_takes_the_last_place() -> None:
    found = plan(*map(does, "abcd"), does("e", days=30), does("f", days=1))
    assert (ids(found.now), ids(found.next), ids(found.later)) == ("a b e", "c d", "f")


@pytest.mark.parametrize(("days", "now"), [(29, "a b e"), (30, "a b e"), (31, "a b c"), (None, "a b c")])
def test_quick_is_30_days_or_less(days: int | None, now: str) -> None:
    assert ids(plan(*map(does, "abcd"), does("e", days=days)).now) == now


@pytest.mark.parametrize("quick", "abc")
def test_one_quick_action_is_enough(quick: str) -> None:
    actions = [does(id, days=30 if id == quick else 31) for id in "abcd"]
    assert ids(plan(*actions, does("e", days=1)).now) == "a b c"


def test_a_quick_action_that_has_to_wait_for_a_later_one_is_passed_over() -> None:
    found = plan(*map(does, "abcd"), does("e", days=7, after="d"), does("f", days=7))
    assert ids(found.now) == "a b f"


def test_a_quick_action_may_wait_for_one_that_is_done_now() -> None:
    assert ids(plan(*map(does, "abcd"), does("e", days=7, after="a")).now) == "a b e"


def test_what_the_newcomer_waits_for_does_not_make_room() -> None:
    assert ids(plan(*map(does, "abcd"), does("e", days=7, after="c")).now) == "a c e"


def test_a_critical_action_does_not_make_room() -> None:
    assert ids(plan(*map(does, "abcd"), does("e", days=7), critical="ab").now) == "a b e"
    assert ids(plan(*map(does, "abcd"), does("e", days=7), critical="abc").now) == "a b c"


def test_a_prerequisite_of_another_does_not_make_room_and_the_newcomer_takes_the_very_place() -> None:
    chain = [does("a"), does("b"), does("c", after="b"), does("d")]
    assert ids(plan(*chain, critical="c").now) == "a b c"
    assert ids(plan(*chain, does("e", days=7), critical="c").now) == "e b c"


def test_the_newcomer_stands_behind_what_it_waits_for() -> None:
    chain = [does("a"), does("b"), does("c", after="b"), does("d")]
    assert ids(plan(*chain, does("e", days=7, after="b"), critical="c").now) == "b e c"
    assert ids(plan(*chain, does("e", days=7, after="c"), critical="c").now) == "b c e"


def test_where_none_can_make_room_nothing_changes() -> None:
    chain = [does("a"), does("b", after="a"), does("c"), does("d")]
    assert ids(plan(*chain, does("e", days=7), critical="bc").now) == "c a b"


# The second exchange: something for the limiting part


def test_where_nothing_raises_the_limiting_part_the_first_that_does_takes_the_last_place() -> None:
    found = plan(*map(does, "abcdefg"), limiting="fg")
    assert (ids(found.now), ids(found.next), ids(found.later)) == ("a b f", "c d", "e g")


def test_one_action_for_the_limiting_part_is_enough() -> None:
    assert ids(plan(*map(does, "bcdef"), does("a", "b", "h"), limiting="fh").now) == "a b c"


def test_the_second_exchange_spares_what_the_first_brought_in() -> None:
    found = plan(*map(does, "abcd"), does("e", days=7), does("f"), limiting="f")
    assert (ids(found.now), ids(found.next), ids(found.later)) == ("a f e", "b c", "d")


def test_the_first_newcomer_may_serve_both() -> None:
    assert ids(plan(*map(does, "abcde"), does("f", days=7), does("g"), limiting="fg").now) == "a b f"


def test_the_second_exchange_may_put_out_what_was_quick_by_itself() -> None:
    assert ids(plan(does("a"), does("b"), does("c", days=7), does("f"), limiting="f").now) == "a b f"


def test_the_second_exchange_keeps_the_rules_of_the_first() -> None:
    later = [does("f", after="d"), does("g", after="c")]
    assert ids(plan(*map(does, "abcd"), *later, limiting="fg").now) == "a c g"
    assert ids(plan(*map(does, "abcd"), does("f"), critical="abc", limiting="f").now) == "a b c"


def test_what_the_first_exchange_put_out_may_come_back_for_the_limiting_part() -> None:
    actions = [does("a"), does("b"), does("c", "c", "h"), does("e", days=7), does("f")]
    whole = asked(actions, limiting="fh")
    assert (
        ids(evaluate(whole, assessment(dict.fromkeys(LETTERS, "p0") | {"best": "p100"})).plan.now) == "a c e"
    )


def test_without_a_total_there_is_no_second_exchange() -> None:
    domains = asked([], limiting="f").domains
    whole = questionnaire(*domains, overall=Overall("none"), actions=tuple(map(does, "abcdf")))
    answers = dict.fromkeys(LETTERS, "p0") | {"best": "p100"}
    assert ids(evaluate(whole, assessment(answers)).plan.now) == "a b c"


def part(id: str, value: str, weight: int) -> Item:
    return quarters(id, weight=weight, facets={"part": (value,)})


def test_the_limiting_part_may_be_the_value_of_a_facet() -> None:
    weights = {"a": 8, "b": 7, "c": 6, "d": 5}
    items = [part(id, "high", weight) for id, weight in weights.items()]
    low = [part("x", "low", 1), part("y", "low", 1), part("z", "low", 60)]
    whole = questionnaire(
        domain("d", *items, *low),
        over="part",
        facets=(facet("part", "high", "low"),),
        actions=(
            *map(does, "abcd"),
            action("e", below("part", "low", 50), hours=999),
        ),
    )
    answers = dict.fromkeys("abcd", "p50") | {"x": "p0", "y": "p0", "z": "p25"}
    evaluation = evaluated(whole, **answers)
    assert evaluation.overall.limiting is not None
    assert evaluation.overall.limiting.id == "low"
    assert ids(evaluation.plan.now) == "a b e"
