"""The result as plain data: what `assess score --json` prints, with the keys of the design's section 6."""

from __future__ import annotations

from typing import Any

from assess.core.evaluation import Evaluation
from assess.core.exact import Number, decimals, whole
from assess.core.plan import PlannedAction
from assess.core.scoring import ItemResult, Score

Result = dict[str, Any]


def to_result(evaluation: Evaluation) -> Result:
    """The evaluation as JSON-able data; a missing score is None, and so are its low, high and level."""
    overall, level, tree = evaluation.overall, evaluation.level, evaluation.tree
    coverage, plan = evaluation.coverage, evaluation.plan
    return {
        "questionnaire": {
            "id": evaluation.questionnaire.id,
            "version": evaluation.questionnaire.version,
        },
        "practice": evaluation.assessment.practice.id,
        "date": evaluation.assessment.date,
        "coverage": {
            "answered": coverage.answered,
            "applicable": coverage.applicable,
            "unsure": coverage.unsure,
            "not_applicable": coverage.not_applicable,
            "hidden": coverage.hidden,
        },
        "overall": {
            **_numbers(overall.exact, overall.low, overall.high),
            "level": level.level.id if level.level else None,
            "limiting": overall.limiting.id if overall.limiting else None,
            "held_by": list(level.held_by),
        },
        "domains": {part.id: _score(part.score) for part in evaluation.domains},
        "facets": {
            facet: {value: _score(score) for value, score in values.items()}
            for facet, values in evaluation.facets.items()
        },
        "items": {result.item.id: _item(result) for result in evaluation.results},
        "flags": [result.item.id for result in evaluation.flags],
        "tree": {"level": tree.level, "undecided": tree.undecided},
        "plan": {
            "now": _ids(plan.now),
            "next": _ids(plan.next),
            "later": _ids(plan.later),
            "watch": _ids(plan.watch),
            "find_out": [result.item.id for result in plan.find_out],
        },
    }


def _numbers(exact: Number | None, low: Number | None, high: Number | None) -> Result:
    return {
        "score": None if exact is None else whole(exact),
        "exact": None if exact is None else decimals(exact),
        "low": None if low is None else whole(low),
        "high": None if high is None else whole(high),
    }


def _score(score: Score) -> Result:
    numbers = _numbers(score.exact, score.low, score.high)
    return {**numbers, "answered": score.answered, "applicable": score.applicable}


def _item(result: ItemResult) -> Result:
    percent = None if result.percent is None else decimals(result.percent)
    return {"state": result.state, "percent": percent}


def _ids(actions: tuple[PlannedAction, ...]) -> list[str]:
    return [planned.action.id for planned in actions]
