"""The decision tree: the way that was taken, and what the next level would need."""

from __future__ import annotations

from itertools import product

import pytest

from assess.core.conditions import All, AnyOf, Condition, Not
from assess.core.questionnaire import Questionnaire, Tree, TreeNode
from assess.core.tree import TreeResult
from tests.core.making import UNSURE, Given, at_least, domain, evaluated, quarters, questionnaire

A, B, C, D = (quarters(id) for id in "abcd")
NO, YES = "p0", "p100"
IS_A, IS_B, IS_C, IS_D = (at_least(each, "p50") for each in (A, B, C, D))


def asked(**nodes: tuple[Condition, str | int, str | int]) -> Questionnaire:
    """A tree of these nodes, the first of them its start: test, then, else."""
    made = {id: TreeNode(id, test, then, otherwise) for id, (test, then, otherwise) in nodes.items()}
    return questionnaire(domain("d", A, B, C, D), tree=Tree("Integration level", next(iter(made)), made))


LADDER = asked(
    building=(IS_A, "team", "news"),
    news=(IS_B, 2, 1),
    team=(IS_C, "practice", 3),
    practice=(IS_D, 5, 4),
)


GIVEN: dict[str, Given | None] = {"y": YES, "n": NO, "?": UNSURE, ".": None}


def tree_of(asked: Questionnaire, answers: str) -> TreeResult:
    """The result for a to d answered with yes (y), no (n), not sure (?) or not at all (.)."""
    return evaluated(asked, **{id: GIVEN[each] for id, each in zip("abcd", answers, strict=True)}).tree


def up(asked: Questionnaire, answers: str) -> tuple[int, list[tuple[str, bool]]] | None:
    way = tree_of(asked, answers).up
    return None if way is None else (way.level, [(need.node.id, need.holds) for need in way.needs])


def test_the_way_names_every_node_that_was_passed_with_its_result() -> None:
    to_three, stopped = tree_of(LADDER, "ynyn"), tree_of(LADDER, "y.y.")
    assert [(step.node.id, step.result) for step in to_three.path] == [
        ("building", True),
        ("team", True),
        ("practice", False),
    ]
    assert [step.result for step in stopped.path] == [True, True, None]
    assert (to_three.level, stopped.level, stopped.undecided) == (4, None, "d")


@pytest.mark.parametrize(
    ("answers", "found"),
    [
        ("nnnn", (2, [("news", True)])),  # a building of its own would do too, but leads to 3
        ("nyny", (3, [("building", True)])),
        ("nyyy", (5, [("building", True)])),  # 3 or 4 would ask the team to get worse as well
        ("ynnn", (4, [("team", True)])),
        ("yyyn", (5, [("practice", True)])),
        ("yyyy", None),
    ],
)
def test_the_nearest_higher_level_and_the_nodes_it_takes(
    answers: str, found: tuple[int, list[tuple[str, bool]]] | None
) -> None:
    assert up(LADDER, answers) == found


def test_no_way_up_changes_fewer_nodes_nor_leads_to_a_lower_level() -> None:
    """Every set of answers against every other one, as a person would try them out."""
    levels = {answers: tree_of(LADDER, "".join(answers)).level for answers in product("yn", repeat=4)}
    for now, level in levels.items():
        others = [
            (sum(a != b for a, b in zip(now, other, strict=True)), reached)
            for other, reached in levels.items()
            if reached is not None and level is not None and reached > level
        ]
        way = tree_of(LADDER, "".join(now)).up
        assert (way and (len(way.needs), way.level)) == min(others, default=None)


def test_several_nodes_are_named_where_one_is_not_enough() -> None:
    gated = asked(room=(IS_A, "own", 1), own=(IS_B, 3, "partner"), partner=(IS_C, 2, 1))
    assert up(gated, "nnnn") == (2, [("room", True), ("partner", True)])
    assert up(gated, "nnyn") == (2, [("room", True)])


def test_a_node_may_have_to_fail() -> None:
    assert up(asked(waiting=(IS_A, 1, 2)), "ynnn") == (2, [("waiting", False)])


def test_an_open_node_is_a_need_only_where_it_could_lead_no_higher() -> None:
    # With the building, the team decides between 3 and more: either way it is higher.
    assert up(LADDER, "ny.n") == (3, [("building", True)])
    risky = asked(building=(IS_A, "team", 1), team=(IS_C, 2, 1))
    assert up(risky, "nn.n") == (2, [("building", True), ("team", True)])
    assert up(risky, "nn?n") == up(risky, "nn.n")


def test_there_is_no_way_up_before_the_level_is_known() -> None:
    assert tree_of(LADDER, "....").up is None


@pytest.mark.parametrize(
    ("test", "then", "answers", "missing"),
    [
        (IS_A, 2, "nnnn", IS_A),
        (All((IS_A, IS_B, IS_C)), 2, "nyn.", All((IS_A, IS_C))),
        (All((IS_A, IS_B)), 2, "yn..", IS_B),
        (AnyOf((IS_A, IS_B)), 2, "nn..", AnyOf((IS_A, IS_B))),
        (AnyOf((All((IS_A, IS_B)), IS_C)), 2, "ynn.", AnyOf((IS_B, IS_C))),
        (All((IS_C, AnyOf((IS_A, IS_B)))), 2, "nny.", AnyOf((IS_A, IS_B))),
        (Not(All((IS_A, IS_B))), 2, "yy..", Not(All((IS_A, IS_B)))),
        (Not(AnyOf((IS_A, IS_B))), 2, "yn..", Not(IS_A)),
        (AnyOf((IS_A, IS_B)), 0, "yn..", IS_A),
        (All((IS_A, IS_B)), 0, "yy..", All((IS_A, IS_B))),
    ],
)
def test_what_is_so_already_is_no_longer_missing(
    test: Condition, then: int, answers: str, missing: Condition
) -> None:
    way = tree_of(asked(start=(test, then, 2 - then)), answers).up
    assert way is not None
    (need,) = way.needs
    assert (need.holds, need.missing) == (then == 2, missing)


def test_a_tree_of_thousands_of_nodes_is_no_harder() -> None:
    last = 3000
    chain: dict[str, tuple[Condition, str | int, str | int]] = {
        f"n{n}": (IS_A, f"n{n + 1}", 1) for n in range(last)
    }
    way = tree_of(asked(**chain, **{f"n{last}": (IS_B, 2, 1)}), "nnnn").up
    assert way is not None
    assert (way.level, len(way.needs)) == (2, last + 1)
