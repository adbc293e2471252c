"""The sum behind a number: every question, its answer, weight and percent, and what was left out and why."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from assess.core.assessment import HIDDEN
from assess.core.conditions import items_in
from assess.core.evaluation import Evaluation
from assess.core.exact import decimals, whole
from assess.core.scoring import ItemResult, Score
from assess.report.view_items import ItemRef, item_references
from assess.report.view_scores import overall_formula
from assess.report.words import plain_number, score_words
from assess.tui.asking import plain
from assess.tui.lines import BLANK, Line, Span, ends, line, paragraph
from assess.tui.widgets.results import question_words

NUMBERS = 7
"""Columns of a percent and of a weight."""
HANG = 5
"""Columns of the number before a question."""
METHODS = {
    "mean": "The total is the mean of the domains, each with its weight.",
    "geometric": "The total is the geometric mean of the parts: they are multiplied and the root is taken, "
    "so that a weak part is not hidden by strong ones.",
    "none": "This questionnaire has no total.",
}


def explained(evaluation: Evaluation, target: str, width: int) -> list[Line]:
    """How the number of this target came about; empty where the target is no number."""
    kind, _, rest = target.partition(":")
    if kind == "overall":
        return _overall(evaluation, width)
    if kind == "tree":
        return _tree(evaluation, width)
    if kind == "domain":
        part = next(part for part in evaluation.domains if part.id == rest)
        return _score(evaluation, part.title, part.score, width)
    if kind == "facet":
        facet, _, value = rest.partition(":")
        title = evaluation.questionnaire.facet(facet).title_of(value)
        return _score(evaluation, title, evaluation.facets[facet][value], width)
    return []


def _overall(evaluation: Evaluation, width: int) -> list[Line]:
    overall = evaluation.overall
    words = score_words(overall.exact, overall.low, overall.high)
    lines = [
        *_head("Readiness", words, width),
        *paragraph(METHODS[evaluation.questionnaire.overall.method], width),
        BLANK,
    ]
    for part in overall.parts:
        number = "no score" if part.score.exact is None else _exact(part.score.exact)
        weight = "" if part.weight == 1 else f" \u00d7 {plain_number(part.weight)}"
        lines.append(ends([Span(plain(part.title))], [Span(f"{number}{weight}", "strong")], width))
    formula = overall_formula(evaluation)
    if formula:
        lines += [BLANK, *paragraph(formula, width, "strong")]
    if overall.exact is not None:
        exact = f"Exactly {_exact(overall.exact, 4)}, shown as {whole(overall.exact)}."
        lines += paragraph(exact, width, "muted")
        lines += [BLANK, *paragraph(RANGE_NOTE, width, "muted")]
    return lines


RANGE_NOTE = (
    "The range is what the score could still become: with all open and unsure questions at their worst, "
    "and at their best."
)


def _score(evaluation: Evaluation, title: str, score: Score, width: int) -> list[Line]:
    words = score_words(score.exact, score.low, score.high)
    lines = _head(title, words, width)
    references = item_references(evaluation)
    heading = f"{'percent':>{NUMBERS + 1}}{'weight':>{NUMBERS + 1}}"
    lines.append(ends([Span("Question and answer", "muted")], [Span(heading, "muted")], width))
    counted = [result for result in score.results if score.counts(result)]
    for result in counted:
        lines += _term(result, references, width)
    lines += [BLANK, *_sum(score, counted, width)]
    left_out = [result for result in score.results if not score.counts(result) and result.state != HIDDEN]
    if left_out:
        lines += [BLANK, line(Span("Left out", "title"))]
    for result in left_out:
        lines += paragraph(question_words(references[result.item.id]), width)
    hidden = sum(result.state == HIDDEN for result in score.results)
    if hidden:
        lines += [BLANK, *paragraph(f"{hidden} more do not come up in this practice.", width, "muted")]
    return lines


def _term(result: ItemResult, references: Mapping[str, ItemRef], width: int) -> list[Line]:
    reference = references[result.item.id]
    percent = _exact(result.percent or Fraction(0))
    numbers = f"{percent:>{NUMBERS + 1}}{plain_number(result.item.weight):>{NUMBERS + 1}}"
    room = width - 2 * NUMBERS - 3
    lead = f"{reference.number:<{HANG}}"
    text = paragraph(plain(result.item.ask), room, first=(Span(lead),), indent=len(lead))
    first = ends(text[0].spans, [Span(numbers, "strong")], width)
    return [first, *text[1:], *paragraph(reference.answer, room, "muted", indent=HANG)]


def _sum(score: Score, counted: list[ItemResult], width: int) -> list[Line]:
    if score.exact is None:
        words = (
            f"No score: {score.answered} of {score.applicable} applicable questions are answered, too few."
        )
        return paragraph(words, width, "warn")
    total = sum((r.item.weight * (r.percent or Fraction(0)) for r in counted), Fraction(0))
    weights = sum((r.item.weight for r in counted), Fraction(0))
    formula = f"{_exact(total)} \u00f7 {plain_number(weights)} = {_exact(score.exact)}"
    words = f"Percent \u00d7 weight, added up: {formula}"
    shown = f"Shown as {whole(score.exact)}."
    return [*paragraph(words, width, "strong"), *paragraph(shown, width, "muted")]


def _tree(evaluation: Evaluation, width: int) -> list[Line]:
    """The way through the decision tree."""
    tree = evaluation.questionnaire.tree
    if tree is None:
        return []
    lines = _head(tree.title, str(evaluation.tree.level or "not yet known"), width)
    references = item_references(evaluation)
    for step in evaluation.tree.path:
        result = {True: "yes", False: "no", None: "not yet known"}[step.result]
        lines.append(
            ends([Span(step.node.id.replace("-", " ").capitalize())], [Span(result, "strong")], width)
        )
        for item in items_in(step.node.test):
            if item in references:
                lines += paragraph(question_words(references[item]), width, "muted", indent=4)
    return lines


def _head(title: str, words: str, width: int) -> list[Line]:
    return [*paragraph(plain(title), width, "title"), *paragraph(words, width, "strong"), BLANK]


def _exact(number: object, places: int = 2) -> str:
    return f"{decimals(number, places):g}"  # type: ignore[arg-type]
