"""The table of approaches by barriers: whole numbers from the core, with a sentence beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from assess.core.assessment import Answer
from assess.core.evaluation import evaluate
from assess.core.questionnaire import Facet, FacetValue, Questionnaire
from assess.report.html import render_html
from assess.report.view_crossing import Cell, CrossTable, cross_table
from tests.report.clinic import ANSWERS, ASSESSMENT, QUESTIONNAIRE, TODAY, evaluation

FACETS = (
    Facet(
        "approach",
        "Approach",
        tuple(FacetValue(each, each.capitalize()) for each in ("site", "school", "rest")),
    ),
    Facet(
        "barrier", "Barrier", tuple(FacetValue(each, each.capitalize()) for each in ("staff", "pay", "space"))
    ),
)
TAGS = {
    "finding.screen": ({"site", "school"}, {"pay"}),
    "finding.missed": ({"site"}, {"staff"}),
    "money.paid": ({"school"}, {"staff"}),
    "money.budget": ({"site"}, {"pay"}),
}


def tagged(facets: tuple[Facet, ...] = FACETS) -> Questionnaire:
    domains = tuple(
        replace(domain, items=tuple(replace(item, facets=_facets(item.id)) for item in domain.items))
        for domain in QUESTIONNAIRE.domains
    )
    return replace(QUESTIONNAIRE, domains=domains, facets=facets, actions=())


def _facets(item: str) -> Mapping[str, tuple[str, ...]]:
    approaches, barriers = TAGS.get(item, (set(), set()))
    return {"approach": tuple(sorted(approaches)), "barrier": tuple(sorted(barriers))}


def table(answers: Mapping[str, Answer] = ANSWERS, pursued: tuple[str, ...] = ()) -> CrossTable:
    assessment = replace(ASSESSMENT, answers=answers, profile={"pursues": pursued})
    made = cross_table(evaluate(tagged(), assessment))
    assert made is not None
    return made


def test_cells_are_whole_scores_and_blank_where_there_is_none() -> None:
    made = table()
    assert [column.title for column in made.columns] == ["School", "Site"][::-1]
    # Screen (weight 2) at 33 1/3 and budget at 0 make 22; who is paid is not sure.
    assert [(row.title, [cell.score for cell in row.cells]) for row in made.rows] == [
        ("Staff", [83, None]),
        ("Pay", [22, 33]),
    ]


@pytest.mark.parametrize(
    ("level", "cell"),
    [("none", Cell(0, 0)), ("some", Cell(33, 1)), ("most", Cell(67, 2)), ("all", Cell(100, 3))],
)
def test_the_less_a_cell_has_the_darker_it_is(level: str, cell: Cell) -> None:
    made = table({"finding.screen": Answer.level(level)})
    assert made.rows[0].cells[-1] == cell
    assert Cell().shade == 3, "a blank cell has no shade"


def test_approaches_that_are_pursued_stand_there_even_without_a_score() -> None:
    made = table(pursued=("rest", "school"))
    assert [(column.title, column.pursued) for column in made.columns] == [
        ("Site", False),
        ("School", True),
        ("Rest", True),
    ]
    assert [row.cells[-1] for row in made.rows] == [Cell(), Cell()]


def test_the_sentence_names_the_extremes_of_what_is_pursued_or_else_of_all() -> None:
    assert table().sentence == "Highest (83): Site with Staff. Lowest (22): Site with Pay."
    assert table(pursued=("school",)).sentence == (
        "School with Pay stands at 33 of 100, among the approaches pursued."
    )
    assert table(pursued=("rest",)).sentence == table().sentence


def test_there_is_no_table_without_both_facets_or_without_a_score() -> None:
    assert cross_table(evaluation()) is None
    assert cross_table(evaluation({}, tagged())) is None
    assert cross_table(evaluation(questionnaire=tagged(FACETS[1:]))) is None


def test_every_number_is_printed_below_the_chart_of_the_barriers() -> None:
    html = render_html(evaluation(questionnaire=tagged()), today=TODAY)
    assert '<th scope="row">Staff</th><td class="shade3">83</td><td></td>' in html
    assert '<th scope="row">Pay</th><td class="shade0">22</td><td class="shade1">33</td>' in html
    assert html.index("<h3>Barrier</h3>") < html.index("<h3>Where approaches and barriers meet</h3>")
