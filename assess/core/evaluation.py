"""The evaluation: everything computed from one assessment. All outputs read this and compute nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from assess.core.assessment import HIDDEN, NOT_APPLICABLE, UNSURE, Assessment
from assess.core.conditions import Known, decide, items_in
from assess.core.plan import Plan, make_plan
from assess.core.questionnaire import Questionnaire, ReadinessLevel
from assess.core.scoring import (
    ItemResult,
    OverallScore,
    Part,
    Score,
    item_results,
    known_levels,
    score_domain,
    score_facet_value,
    score_overall,
)
from assess.core.tree import TreeResult, walk


@dataclass(frozen=True, slots=True)
class Coverage:
    """Counts of items. `applicable` are all but the hidden and the not applicable ones."""

    answered: int
    applicable: int
    unsure: int
    not_applicable: int
    hidden: int


@dataclass(frozen=True, slots=True)
class LevelResult:
    """The readiness level, None without a score or below every gate.

    `held` is the first level that the score reaches and a gate holds back, `held_by` the items of its
    failed gates.
    """

    level: ReadinessLevel | None = None
    held: ReadinessLevel | None = None
    held_by: tuple[str, ...] = ()
    next: ReadinessLevel | None = None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All results of one assessment, each with the terms it was made from."""

    questionnaire: Questionnaire
    assessment: Assessment
    results: tuple[ItemResult, ...]
    coverage: Coverage
    domains: tuple[Part, ...]
    facets: Mapping[str, Mapping[str, Score]]
    overall: OverallScore
    level: LevelResult
    flags: tuple[ItemResult, ...]
    gaps: tuple[ItemResult, ...]
    tree: TreeResult
    plan: Plan

    def result(self, item: str) -> ItemResult:
        """The result of one item; KeyError if the questionnaire has none with this id."""
        for result in self.results:
            if result.item.id == item:
                return result
        raise KeyError(item)

    def strongest(self) -> Part | None:
        """The domain with the highest score, the first in file order on a tie."""
        scored = [part for part in self.domains if part.score.exact is not None]
        return max(scored, key=lambda part: part.score.exact or Fraction(0), default=None)


def evaluate(questionnaire: Questionnaire, assessment: Assessment) -> Evaluation:
    """Compute everything from one assessment; never fails on an unfinished one."""
    results = item_results(questionnaire, assessment)
    domains = domain_parts(questionnaire, results)
    facets = facet_scores(questionnaire, results)
    overall = score_overall(questionnaire, overall_parts(questionnaire, domains, facets))
    facts = known_facts(assessment, results)
    return Evaluation(
        questionnaire,
        assessment,
        results,
        coverage_of(results),
        domains,
        facets,
        overall,
        readiness_level(questionnaire.levels, overall, facts),
        tuple(r for r in results if r.item.critical and (r.is_gap or r.state == UNSURE)),
        tuple(result for result in results if result.is_gap),
        walk(questionnaire.tree, facts) if questionnaire.tree else TreeResult(),
        make_plan(questionnaire, results, domains, facets, overall),
    )


def domain_parts(questionnaire: Questionnaire, results: Sequence[ItemResult]) -> tuple[Part, ...]:
    """The scores of all domains, in file order."""
    by_domain: dict[str, list[ItemResult]] = {domain.id: [] for domain in questionnaire.domains}
    for result in results:
        by_domain[result.domain].append(result)
    return tuple(
        Part(domain.id, domain.title, domain.weight, score_domain(domain, by_domain[domain.id]))
        for domain in questionnaire.domains
    )


def facet_scores(questionnaire: Questionnaire, results: Sequence[ItemResult]) -> dict[str, dict[str, Score]]:
    """The scores of all facet values that have an applicable item, by facet and value."""
    tagged: dict[tuple[str, str], list[ItemResult]] = {}
    for result in results:
        for facet, values in result.item.facets.items():
            for value in values:
                tagged.setdefault((facet, value), []).append(result)
    scores: dict[str, dict[str, Score]] = {}
    for facet_ in questionnaire.facets:
        scored = {v.id: score_facet_value(tagged.get((facet_.id, v.id), ())) for v in facet_.values}
        scores[facet_.id] = {value: score for value, score in scored.items() if score.applicable}
    return scores


def overall_parts(
    questionnaire: Questionnaire,
    domains: tuple[Part, ...],
    facets: Mapping[str, Mapping[str, Score]],
) -> tuple[Part, ...]:
    """What the total is made of: the domains, or the values of the facet it runs over."""
    if questionnaire.overall.method != "geometric":
        return domains
    facet = questionnaire.facet(questionnaire.overall.over)
    scores = facets[facet.id]
    return tuple(Part(value, facet.title_of(value), Fraction(1), score) for value, score in scores.items())


def known_facts(assessment: Assessment, results: Sequence[ItemResult]) -> dict[str, Known]:
    """What conditions may know: the profile, and the items with a visible answer that has points."""
    facts = {question: Known(keys) for question, keys in assessment.profile.items()}
    for result in results:
        if result.counted and result.answer is not None:
            facts[result.item.id] = known_levels(result.item, result.answer)
    return facts


def coverage_of(results: Sequence[ItemResult]) -> Coverage:
    """The counts of items by what became of them."""
    states = [result.state for result in results]
    return Coverage(
        sum(result.counted for result in results),
        sum(result.applicable for result in results),
        states.count(UNSURE),
        states.count(NOT_APPLICABLE),
        states.count(HIDDEN),
    )


def readiness_level(
    levels: Sequence[ReadinessLevel], overall: OverallScore, facts: Mapping[str, Known]
) -> LevelResult:
    """The highest level that the total reaches behind met gates, and what holds the next one."""
    if overall.exact is None:
        return LevelResult()
    reached = None
    ladder = sorted(levels, key=lambda level: level.from_percent)
    for level in ladder:
        if level.from_percent > overall.exact:
            return LevelResult(reached, next=level)
        failed = [gate for gate in level.requires if decide(gate, facts) is not True]
        if failed:
            held_by = dict.fromkeys(item for gate in failed for item in items_in(gate))
            return LevelResult(reached, level, tuple(held_by), level)
        reached = level
    return LevelResult(reached)
