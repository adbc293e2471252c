"""The way through the tree in words: what was asked, what it takes, whether it is so, and what comes next."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from assess.core.conditions import All, AnyOf, Condition, Not
from assess.core.conditions import Test as Compare
from assess.core.evaluation import Evaluation
from assess.core.questionnaire import Tree, TreeNode
from assess.report.html import render_html
from assess.report.view_items import item_references
from assess.report.view_tree import Clauses, NextLevel, next_level, tree_steps
from tests.report.clinic import ANSWERS, QUESTIONNAIRE, SCALE, TODAY, evaluation


def compare(item: str, op: str, *keys: str) -> Compare:
    points = SCALE.level(keys[0]).points if keys and keys[0] in ("none", "some", "most", "all") else None
    return Compare(item, op, keys, points) if points is not None else Compare(item, op, keys)


SCREEN = compare("finding.screen", "at_least", "some")
BUDGET = compare("money.budget", "at_least", "most")
PAID = compare("money.paid", "above", "none")
CITY = compare("setting", "is", "city")


def reached(*nodes: tuple[Condition, str | int, str | int]) -> Evaluation:
    """The evaluation with a tree of these nodes, n0, n1 and so on."""
    made = {f"n{n}": TreeNode(f"n{n}", *node) for n, node in enumerate(nodes)}
    tree = Tree("Integration level", "n0", made, {2: "Together"})
    return evaluation(ANSWERS, replace(QUESTIONNAIRE, tree=tree))


def steps(*nodes: tuple[Condition, str | int, str | int]) -> tuple[Clauses, ...]:
    made = reached(*nodes)
    return tree_steps(made, item_references(made))


def only(condition: Condition) -> Clauses:
    (step,) = steps((condition, 2, 1))
    return step


def up(*nodes: tuple[Condition, str | int, str | int]) -> NextLevel | None:
    made = reached(*nodes)
    return next_level(made, item_references(made))


def test_a_step_asks_the_question_says_what_it_takes_and_how_it_came_out() -> None:
    (clause,) = only(SCREEN).parts
    assert (clause.number, clause.ask) == (
        "1.1",
        "Are adults screened for **depression** at least once a year?",
    )
    assert (clause.takes, clause.answer, clause.result) == ("at least “For some”", "For some", "yes")
    (clause,) = only(BUDGET).parts
    assert (clause.takes, clause.answer, clause.result) == ("at least “For most”", "Not yet", "no")
    (clause,) = only(PAID).parts
    assert (clause.takes, clause.result) == ("above “Not yet”", "not yet known")


@pytest.mark.parametrize(
    ("condition", "takes", "result"),
    [
        (compare("finding.screen", "below", "most"), "below “For most”", "yes"),
        (compare("finding.screen", "at_most", "none"), "at most “Not yet”", "no"),
        (compare("finding.screen", "is", "some"), "“For some”", "yes"),
        (compare("finding.screen", "in", "none", "some"), "“Not yet” or “For some”", "yes"),
        (compare("finding.screen", "answered"), "any answer", "yes"),
        (CITY, "“City”", "yes"),
        (compare("setting", "includes", "rural"), "with “Rural”", "no"),
        (Not(SCREEN), "below “For some”", "no"),
        (Not(compare("finding.screen", "below", "most")), "at least “For most”", "no"),
        (Not(compare("finding.screen", "above", "none")), "at most “Not yet”", "no"),
        (Not(compare("finding.screen", "at_most", "none")), "above “Not yet”", "yes"),
        (Not(compare("finding.screen", "in", "none", "most")), "not “Not yet” or “For most”", "yes"),
        (Not(compare("finding.screen", "answered")), "no answer", "no"),
        (Not(compare("setting", "includes", "rural")), "without “Rural”", "yes"),
        (Not(Not(CITY)), "“City”", "yes"),
    ],
)
def test_every_comparison_has_its_words(condition: Condition, takes: str, result: str) -> None:
    (clause,) = only(condition).parts
    assert (clause.takes, clause.result) == (takes, result)


def test_a_profile_question_has_no_number() -> None:
    (clause,) = only(CITY).parts
    assert (clause.number, clause.ask, clause.answer) == ("", "What kind of practice is this?", "City")


@pytest.mark.parametrize(
    ("condition", "every", "result", "parts"),
    [
        (All((SCREEN, BUDGET)), True, "no", ["at least “For some”", "at least “For most”"]),
        (AnyOf((SCREEN, BUDGET)), False, "yes", ["at least “For some”", "at least “For most”"]),
        (Not(All((SCREEN, BUDGET))), False, "yes", ["below “For some”", "below “For most”"]),
        (Not(AnyOf((SCREEN, BUDGET))), True, "no", ["below “For some”", "below “For most”"]),
        (
            All((CITY, All((SCREEN, BUDGET)))),
            True,
            "no",
            ["“City”", "at least “For some”", "at least “For most”"],
        ),
        (All((PAID, SCREEN)), True, "not yet known", ["above “Not yet”", "at least “For some”"]),
    ],
)
def test_parts_are_listed_and_all_or_one_of_them_is_enough(
    condition: Condition, every: bool, result: str, parts: list[str]
) -> None:
    step = only(condition)
    assert (step.every, step.result, [part.takes for part in step.parts]) == (every, result, parts)


def test_parts_within_parts_are_told_in_one_sentence() -> None:
    city, either = only(All((CITY, AnyOf((BUDGET, PAID))))).parts
    assert city.takes == "“City”"
    assert (either.number, either.takes, either.answer, either.result) == ("", "", "", "not yet known")
    assert either.ask == (
        "2.2 Is there a budget line? at least “For most”"
        " or 2.1 Does somebody pay for the work? above “Not yet”"
    )


def test_the_next_level_needs_what_is_not_so_yet() -> None:
    found = up((SCREEN, "n1", 1), (All((SCREEN, BUDGET)), 2, 1))
    assert found is not None
    assert (found.level, found.means) == (2, "Together")
    (need,) = found.needs
    assert [(part.number, part.takes, part.answer) for part in need.parts] == [
        ("2.2", "at least “For most”", "Not yet")
    ]
    assert up((SCREEN, 2, 1)) is None


def test_what_must_not_be_so_is_said_as_what_has_to_be() -> None:
    found = up((SCREEN, 1, 2))
    assert found is not None
    assert [part.takes for part in found.needs[0].parts] == ["below “For some”"]


def printed(*nodes: tuple[Condition, str | int, str | int]) -> str:
    html = render_html(reached(*nodes), today=TODAY)
    text = html.partition("<h3>Integration level</h3>")[2].partition("<h3>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def test_the_report_says_why_this_level_and_what_the_next_would_need() -> None:
    assert printed((SCREEN, "n1", 1), (All((CITY, BUDGET)), 2, 1)) == (
        "The answers lead to level 1 . Level 1, because:"
        " 1.1 Are adults screened for depression at least once a year? at least “For some” : yes"
        " All of these: no"
        " What kind of practice is this? “City” : yes"
        " 2.2 Is there a budget line? at least “For most” : no (Not yet)"
        " Level 2 (Together) would need: 2.2 Is there a budget line? at least “For most” (now Not yet)"
    )
    assert printed((AnyOf((BUDGET, compare("finding.missed", "is", "all"))), 2, 1)).endswith(
        "Level 2 (Together) would need one of these:"
        " 2.2 Is there a budget line? at least “For most” (now Not yet)"
        " 1.2 How often does a positive screen get lost? “For everyone”"
        " (now Between “Not yet” and “For some”)"
    )
    assert printed((SCREEN, 2, 1)).endswith("This is the highest level.")


def test_the_way_so_far_is_shown_where_it_stops_on_the_way() -> None:
    assert printed((SCREEN, "n1", 1), (PAID, 2, 1)).endswith(
        "The way so far:"
        " 1.1 Are adults screened for depression at least once a year? at least “For some” : yes"
        " 2.1 Does somebody pay for the work? above “Not yet” : not yet known (Not sure, ask someone)"
    )
    assert "The way so far" not in printed((PAID, 2, 1))
