"""Where approaches and barriers meet, as the report shows it: a table of whole numbers with its sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assess.core.crossing import cross_scores
from assess.core.evaluation import Evaluation
from assess.core.exact import whole
from assess.core.questionnaire import Facet
from assess.report.view_scores import extremes

ACROSS, DOWN = "approach", "barrier"
"""The facets that the design names; the barriers run down the page, for there are more of them."""
STEP, LAST_STEP = 25, 3
"""A cell's shade is a quarter of the scale: 0 for the darkest, where most stands in the way."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A whole-number score, None where there is nothing to show, and its shade, 0 (dark) to 3 (none)."""

    score: int | None = None
    shade: int = LAST_STEP


@dataclass(frozen=True, slots=True)
class Row:
    title: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One approach; `pursued` when the practice said in its profile that it uses or plans it."""

    title: str
    pursued: bool


@dataclass(frozen=True, slots=True)
class CrossTable:
    """The scores over the questions that bear on both an approach and a barrier.

    It stands below the chart of the facet `beside`.
    """

    beside: str

    title: str
    sentence: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def cross_table(evaluation: Evaluation) -> CrossTable | None:
    """The approaches by the barriers; None without both facets, or where no meeting of them has a score."""
    facets = {facet.id: facet for facet in evaluation.questionnaire.facets}
    across, down = facets.get(ACROSS), facets.get(DOWN)
    if across is None or down is None:
        return None
    scores = {
        pair: whole(score.exact)
        for pair, score in cross_scores(evaluation.results, ACROSS, DOWN).items()
        if score.exact is not None
    }
    if not scores:
        return None
    pursued = _pursued(evaluation, across)
    met = {value for value, _ in scores}
    columns = [value for value in across.values if value.id in pursued or value.id in met]
    rows = [value for value in down.values if any(barrier == value.id for _, barrier in scores)]
    return CrossTable(
        DOWN,
        "Where approaches and barriers meet",
        _sentence(scores, across, down, pursued & met),
        tuple(Column(column.title, column.id in pursued) for column in columns),
        tuple(
            Row(row.title, tuple(_cell(scores.get((column.id, row.id))) for column in columns))
            for row in rows
        ),
    )


def _pursued(evaluation: Evaluation, across: Facet) -> frozenset[str]:
    """The values of the facet that were chosen in the profile, where an approach goes by the same id."""
    chosen = {key for keys in evaluation.assessment.profile.values() for key in keys}
    return frozenset(value.id for value in across.values if value.id in chosen)


def _cell(score: int | None) -> Cell:
    return Cell() if score is None else Cell(score, min(score // STEP, LAST_STEP))


def _sentence(
    scores: Mapping[tuple[str, str], int], across: Facet, down: Facet, pursued: frozenset[str]
) -> str:
    """The extremes among the approaches pursued, or among all; what stands alike is named together."""
    told = {pair: score for pair, score in scores.items() if not pursued or pair[0] in pursued}
    named = [(f"{across.title_of(a)} with {down.title_of(b)}", score) for (a, b), score in told.items()]
    words = extremes(named)
    return f"{words.removesuffix('.')}, among the approaches pursued." if pursued else words
