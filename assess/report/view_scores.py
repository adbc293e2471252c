"""Scores as the report shows them: whole numbers, ranges in words, a sentence for every chart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from assess.core.assessment import HIDDEN, NOT_APPLICABLE
from assess.core.evaluation import Evaluation
from assess.core.exact import Number, whole
from assess.core.scoring import ItemResult, Score
from assess.report.view_items import ItemRef
from assess.report.words import answer_words, count, id_words, plain_number, score_words

NAMED_AT_MOST = 3
FACET_NOTES: Mapping[str, str] = {
    "component": "Readiness needs all of its parts: a weak one holds the others back.",
    "approach": "How far the practice is with each approach, over all the questions that bear on it.",
    "barrier": "A high number means that little stands in the way; a low one, that this barrier is felt.",
    "pillar": "The pillars are those of the 2022 HHS Roadmap for Behavioral Health Integration.",
    "benefit": "What patients could gain, judged by the questions that lead to it.",
}
"""What a reader has to know to read the facets that the design names."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One score to draw: `score`, `low` and `high` are whole percents, None when there is no score."""

    title: str
    words: str
    score: int | None
    low: int
    high: int
    coverage: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars with the sentence that says what they show. `missing` names what has no score."""

    id: str
    title: str
    sentence: str
    note: str
    bars: tuple[Bar, ...]
    missing: str


@dataclass(frozen=True, slots=True)
class Sum:
    """How a score came about: "weight x percent" added up, the weights added up, and the result.

    `terms` are the questions in it, "1.1: 67"; `left_out` the others by reason, "1.2, 1.4 (not sure)".
    """

    title: str
    formula: str
    terms: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    missing: bool = False


def bar(title: str, score: Score) -> Bar:
    """One score as a bar."""
    return Bar(
        title,
        score_words(score.exact, score.low, score.high),
        None if score.exact is None else whole(score.exact),
        _whole_or_zero(score.low),
        _whole_or_zero(score.high),
        f"{score.answered} of {score.applicable:,}",
    )


def _whole_or_zero(number: Number | None) -> int:
    return 0 if number is None else whole(number)


def domain_chart(evaluation: Evaluation) -> Chart:
    """The domains that were asked, in the order of the questionnaire."""
    asked = [part for part in evaluation.domains if any(r.state != HIDDEN for r in part.score.results)]
    return _chart("domains", "Domains", [(part.title, part.score) for part in asked], "")


def facet_charts(evaluation: Evaluation) -> tuple[Chart, ...]:
    """One chart per facet that has a score."""
    charts = []
    for facet in evaluation.questionnaire.facets:
        scores = evaluation.facets.get(facet.id, {})
        if any(score.exact is not None for score in scores.values()):
            named = [(facet.title_of(value), score) for value, score in scores.items()]
            charts.append(_chart(facet.id, facet.title, named, FACET_NOTES.get(facet.id, "")))
    return tuple(charts)


def _chart(id: str, title: str, named: Sequence[tuple[str, Score]], note: str) -> Chart:
    scored = [(name, score) for name, score in named if score.exact is not None]
    missing = [name for name, score in named if score.exact is None]
    return Chart(
        id,
        title,
        extremes([(name, whole(score.exact)) for name, score in scored if score.exact is not None]),
        note,
        tuple(bar(name, score) for name, score in scored),
        "; ".join(missing),
    )


def extremes(scored: Sequence[tuple[str, int]]) -> str:
    """The highest and lowest of named scores in words; ties are named together, never ranked."""
    if not scored:
        return ""
    if len(scored) == 1:
        return f"{scored[0][0]} stands at {scored[0][1]} of 100."
    high, low = max(number for _, number in scored), min(number for _, number in scored)
    if high == low:
        return f"All {len(scored)} stand at {high} of 100."
    return f"Highest ({high}): {_named(scored, high)}. Lowest ({low}): {_named(scored, low)}."


def _named(scored: Sequence[tuple[str, int]], number: int) -> str:
    names = [name for name, each in scored if each == number]
    return f"{len(names)} of them" if len(names) > NAMED_AT_MOST else "; ".join(names)


def score_sum(title: str, score: Score, references: Mapping[str, ItemRef]) -> Sum:
    """The sum behind a score, in numbers."""
    terms = tuple(_term(result, references) for result in score.results if score.counts(result))
    left_out = _left_out(score, references)
    if score.exact is None:
        asked = f"{score.answered} of {count(score.applicable, 'applicable question')} answered"
        return Sum(title, f"No score: {asked}, too few.", terms, left_out, missing=True)
    counted = [result for result in score.results if score.counts(result)]
    total = sum((result.item.weight * (result.percent or 0) for result in counted), Fraction(0))
    weights = sum((result.item.weight for result in counted), Fraction(0))
    formula = f"{whole(total):,} ÷ {plain_number(weights)} = {whole(score.exact)}"
    return Sum(title, formula, terms, left_out)


def _term(result: ItemResult, references: Mapping[str, ItemRef]) -> str:
    times = "" if result.item.weight == 1 else f" × {plain_number(result.item.weight)}"
    return f"{references[result.item.id].number}: {whole(result.percent or Fraction(0))}{times}"


def _left_out(score: Score, references: Mapping[str, ItemRef]) -> tuple[str, ...]:
    reasons: dict[str, list[str]] = {}
    for result in score.results:
        if not score.counts(result) and result.state != HIDDEN:
            reasons.setdefault(_why_left_out(result), []).append(references[result.item.id].number)
    return tuple(f"{', '.join(numbers)} ({reason})" for reason, numbers in reasons.items())


def _why_left_out(result: ItemResult) -> str:
    words = answer_words(result)
    if result.answer is not None and result.state == NOT_APPLICABLE and result.answer.reason:
        return f"does not apply: {id_words(result.answer.reason)}"
    return words[:1].lower() + words[1:]


def part_sums(evaluation: Evaluation, references: Mapping[str, ItemRef]) -> tuple[Sum, ...]:
    """The sums behind the parts of the overall score, where these are not the domains themselves."""
    if evaluation.questionnaire.overall.method != "geometric":
        return ()
    return tuple(score_sum(part.title, part.score, references) for part in evaluation.overall.parts)


def overall_formula(evaluation: Evaluation) -> str:
    """The overall score as a sum in numbers; empty when there is none."""
    overall = evaluation.overall
    if overall.exact is None:
        return ""
    scored = [(part, whole(part.score.exact)) for part in overall.parts if part.score.exact is not None]
    if evaluation.questionnaire.overall.method == "geometric":
        product = " × ".join(str(number) for _, number in scored)
        root = {1: "", 2: "the square root of ", 3: "the cube root of "}
        return f"{root.get(len(scored), f'the {len(scored)}th root of ')}{product} = {whole(overall.exact)}"
    weights = sum((part.weight for part, _ in scored), Fraction(0))
    terms = " + ".join(
        str(number) if part.weight == 1 else f"{plain_number(part.weight)} × {number}"
        for part, number in scored
    )
    return f"({terms}) ÷ {plain_number(weights)} = {whole(overall.exact)}"
