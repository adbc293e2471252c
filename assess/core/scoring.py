"""Scores: from answers to item, domain, facet and overall scores, each with its terms.

The rules are those of "How the numbers are made" (docs/numbers.md). Arithmetic is exact.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from assess.core.assessment import (
    ANSWERED,
    BETWEEN,
    HIDDEN,
    NOT_APPLICABLE,
    UNANSWERED,
    UNSURE,
    Answer,
    Assessment,
)
from assess.core.conditions import Known, decide
from assess.core.exact import Number, geometric_mean
from assess.core.questionnaire import Domain, Item, Questionnaire

FACET_MIN_ANSWERED = Fraction(1, 2)
ZERO, HUNDRED = Fraction(0), Fraction(100)


@dataclass(frozen=True, slots=True)
class ItemResult:
    """One item with the state of its answer. `percent` is None where there are no points."""

    item: Item
    domain: str
    state: str
    percent: Fraction | None = None
    answer: Answer | None = None

    @property
    def counted(self) -> bool:
        """Whether the answer has points."""
        return self.percent is not None

    @property
    def applicable(self) -> bool:
        return self.state not in (NOT_APPLICABLE, HIDDEN)

    @property
    def worst_percent(self) -> Fraction | None:
        """The percent that the plan reads: of two levels the worse (design 5)."""
        if self.answer is None or not self.counted:
            return None
        return min(self.item.level_percent(key) for key in self.answer.levels)

    @property
    def is_gap(self) -> bool:
        """Answered, and worse than the target."""
        worst = self.worst_percent
        return worst is not None and worst < self.item.target_percent


@dataclass(frozen=True, slots=True)
class Sums:
    """Sums over the applicable items: weight x percent and weight of the counted, weight of the open."""

    points: Fraction
    counted: Fraction
    open: Fraction

    def mean_of_counted(self) -> Fraction | None:
        """The weighted mean of the counted items; None where their weights come to 0."""
        return self.points / self.counted if self.counted else None

    def mean(self, fill: Fraction) -> Fraction | None:
        """The weighted mean if every open item stood at `fill` percent; None where all weights come to 0."""
        weights = self.counted + self.open
        return (self.points + self.open * fill) / weights if weights else None


@dataclass(frozen=True, slots=True)
class Score:
    """A score of a domain or of a facet value, 0 to 100, None when too little is answered.

    `low` and `high` are what it could still become. `results` are the items behind it: the
    sum is `sum(weight x percent) / sum(weight)` over those that `counts` says yes to.
    """

    exact: Fraction | None
    low: Fraction | None
    high: Fraction | None
    answered: int
    applicable: int
    results: tuple[ItemResult, ...]
    sums: Sums
    missing_is_zero: bool = False

    def counts(self, result: ItemResult) -> bool:
        """Whether this item enters the sum."""
        return result.counted or (self.missing_is_zero and result.applicable)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the overall score: a domain (`mean`) or a facet value (`geometric`)."""

    id: str
    title: str
    weight: Fraction
    score: Score


@dataclass(frozen=True, slots=True)
class OverallScore:
    """The total with its parts. All numbers are None when fewer than half of the parts have a score."""

    exact: Number | None
    low: Number | None
    high: Number | None
    parts: tuple[Part, ...]
    limiting: Part | None


def item_results(questionnaire: Questionnaire, assessment: Assessment) -> tuple[ItemResult, ...]:
    """Every item with its state, in file order; conditions look only back, so one pass is enough."""
    facts: dict[str, Known] = {question: Known(keys) for question, keys in assessment.profile.items()}
    results = []
    for domain in questionnaire.domains:
        shown = domain.when is None or decide(domain.when, facts) is True
        for item in domain.items:
            visible = shown and (item.show_if is None or decide(item.show_if, facts) is True)
            result = item_result(item, domain.id, assessment.answers.get(item.id), visible)
            if visible and result.answer is not None and result.counted:
                facts[item.id] = known_levels(item, result.answer)
            results.append(result)
    return tuple(results)


def known_levels(item: Item, answer: Answer) -> Known:
    """What conditions may know of an answer with points: between two levels, it is neither."""
    points = _points(item, answer)
    return Known(answer.levels if answer.state == ANSWERED else (), points)


def _points(item: Item, answer: Answer) -> Fraction:
    levels = [item.scale.level(key).points for key in answer.levels]
    return sum(levels, ZERO) / len(levels)


def item_result(item: Item, domain: str, answer: Answer | None, visible: bool) -> ItemResult:
    """One item with the state of its answer; `visible` is what its conditions say."""
    if not visible:
        return ItemResult(item, domain, HIDDEN, None, answer)
    if answer is None:
        return ItemResult(item, domain, UNANSWERED)
    if answer.state in (ANSWERED, BETWEEN):
        return ItemResult(item, domain, answer.state, item.percent(_points(item, answer)), answer)
    return ItemResult(item, domain, answer.state, None, answer)


def score_domain(domain: Domain, results: Sequence[ItemResult]) -> Score:
    """The domain score over the results of its items."""
    return _score(results, domain.min_answered, missing_is_zero=domain.missing_is_zero)


def score_facet_value(results: Sequence[ItemResult]) -> Score:
    """The score of a facet value over all items tagged with it."""
    return _score(results, FACET_MIN_ANSWERED, missing_is_zero=False)


def _score(results: Sequence[ItemResult], min_answered: Fraction, *, missing_is_zero: bool) -> Score:
    applicable = [result for result in results if result.applicable]
    answered = sum(result.counted for result in applicable)
    sums = sums_of(applicable)
    exact = low = high = None
    if applicable and Fraction(answered, len(applicable)) >= min_answered:
        exact = sums.mean(ZERO) if missing_is_zero else sums.mean_of_counted()
    if exact is not None:
        low, high = sums.mean(ZERO), sums.mean(HUNDRED)
    return Score(exact, low, high, answered, len(applicable), tuple(results), sums, missing_is_zero)


def sums_of(applicable: Sequence[ItemResult]) -> Sums:
    """The sums over applicable items that every mean of them needs."""
    points = counted = open_ = ZERO
    for result in applicable:
        if result.percent is None:
            open_ += result.item.weight
        else:
            points += result.item.weight * result.percent
            counted += result.item.weight
    return Sums(points, counted, open_)


def score_overall(questionnaire: Questionnaire, parts: Sequence[Part]) -> OverallScore:
    """The total over the parts that have an applicable item, with the limiting one."""
    parts = tuple(part for part in parts if part.score.applicable)
    scored = [part for part in parts if part.score.exact is not None]
    combine = COMBINATIONS.get(questionnaire.overall.method)
    if combine is None or not scored or 2 * len(scored) < len(parts):
        return OverallScore(None, None, None, parts, None)
    exact = combine([(part.weight, exact_of(part)) for part in scored])
    if exact is None:
        return OverallScore(None, None, None, parts, None)
    low = _filled(parts, ZERO, combine)
    high = _filled(parts, HUNDRED, combine)
    limiting = min(scored, key=exact_of)
    return OverallScore(
        exact,
        exact if low is None else min(low, exact),
        exact if high is None else max(high, exact),
        parts,
        limiting,
    )


def exact_of(part: Part) -> Fraction:
    """The exact score of a part that has one."""
    assert part.score.exact is not None, f"{part.id} has no score"
    return part.score.exact


Combination = Callable[[Sequence[tuple[Fraction, Fraction]]], Number | None]


def _filled(parts: Sequence[Part], fill: Fraction, combine: Combination) -> Number | None:
    """The total if every applicable but uncounted item stood at `fill`."""
    filled = [(part.weight, part.score.sums.mean(fill)) for part in parts]
    return combine([(weight, percent) for weight, percent in filled if percent is not None])


def weighted_mean(values: Sequence[tuple[Fraction, Fraction]]) -> Fraction | None:
    """The mean of (weight, percent) pairs; None where all weights are 0."""
    weights = sum((weight for weight, _ in values), ZERO)
    total = sum((weight * percent for weight, percent in values), ZERO)
    return total / weights if weights else None


def _geometric(values: Sequence[tuple[Fraction, Fraction]]) -> Number | None:
    return geometric_mean([percent for _, percent in values]) if values else None


COMBINATIONS: Mapping[str, Combination] = {"mean": weighted_mean, "geometric": _geometric}


def is_unsure(result: ItemResult) -> bool:
    """Whether the item waits for somebody who knows."""
    return result.state == UNSURE
