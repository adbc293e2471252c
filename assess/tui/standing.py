"""Where an assessment stands: what the interview shows and keeps after every key, without the plan.

The plan costs ten times as much as all the rest, so it is made when somebody looks at it. What one
answer cannot have changed is taken over from before; the sums themselves are those of `core`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assess.core.assessment import HIDDEN, Assessment
from assess.core.conditions import Condition, Known, items_in
from assess.core.evaluation import Coverage, LevelResult, coverage_of, overall_parts, readiness_level
from assess.core.exact import whole
from assess.core.questionnaire import Domain, Questionnaire
from assess.core.scoring import (
    ItemResult,
    OverallScore,
    Part,
    Score,
    item_result,
    item_results,
    known_levels,
    score_domain,
    score_facet_value,
    score_overall,
)


@dataclass(frozen=True, slots=True)
class Standing:
    """The states of all items with the scores that the interview shows."""

    results: tuple[ItemResult, ...]
    coverage: Coverage
    domains: tuple[Part, ...]
    overall: OverallScore
    level: LevelResult

    @property
    def score(self) -> int | None:
        """The overall score as people read it."""
        return None if self.overall.exact is None else whole(self.overall.exact)

    @property
    def level_title(self) -> str:
        """The title of the readiness level, or empty."""
        return self.level.level.title if self.level.level else ""


class Standings:
    """Makes the standings of one questionnaire; holds what never changes while it is answered."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.questionnaire = questionnaire
        self.places = {item.id: place for place, item in enumerate(questionnaire.items())}
        """Where each item stands among all items."""
        self._looked_at = frozenset(
            name for condition in _conditions(questionnaire) for name in items_in(condition)
        )
        self._slices: list[tuple[Domain, slice]] = []
        start = 0
        for domain in questionnaire.domains:
            self._slices.append((domain, slice(start, start + len(domain.items))))
            start += len(domain.items)

    def of(self, assessment: Assessment) -> Standing:
        """The standing of an assessment, made from nothing."""
        return self._standing(item_results(self.questionnaire, assessment), assessment, None, frozenset())

    def after(self, before: Standing, assessment: Assessment, changed: str) -> Standing:
        """The standing once the answer to `changed`, an item or a profile question, is another one."""
        place = self.places.get(changed)
        if place is None or changed in self._looked_at:
            results = item_results(self.questionnaire, assessment)
        else:
            old = before.results[place]
            answer = assessment.answers.get(changed)
            new = item_result(old.item, old.domain, answer, old.state != HIDDEN)
            results = (*before.results[:place], new, *before.results[place + 1 :])
        pairs = zip(before.results, results, strict=True)
        moved = frozenset(new.item.id for old, new in pairs if old is not new and old != new)
        return self._standing(results, assessment, before, moved)

    def _standing(
        self,
        results: tuple[ItemResult, ...],
        assessment: Assessment,
        before: Standing | None,
        moved: frozenset[str],
    ) -> Standing:
        domains = self._domains(results, before, moved)
        overall = score_overall(self.questionnaire, self._parts(results, domains, before, moved))
        facts = _Facts(results, self.places, assessment)
        level = readiness_level(self.questionnaire.levels, overall, facts)  # type: ignore[arg-type]
        return Standing(results, coverage_of(results), domains, overall, level)

    def _domains(
        self, results: Sequence[ItemResult], before: Standing | None, moved: frozenset[str]
    ) -> tuple[Part, ...]:
        parts = []
        for number, (domain, where) in enumerate(self._slices):
            own = results[where]
            if before is not None and moved.isdisjoint(result.item.id for result in own):
                parts.append(before.domains[number])
            else:
                parts.append(Part(domain.id, domain.title, domain.weight, score_domain(domain, own)))
        return tuple(parts)

    def _parts(
        self,
        results: Sequence[ItemResult],
        domains: tuple[Part, ...],
        before: Standing | None,
        moved: frozenset[str],
    ) -> tuple[Part, ...]:
        if self.questionnaire.overall.method != "geometric":
            return domains
        over = self.questionnaire.overall.over
        known = {part.id: part.score for part in before.overall.parts} if before else {}
        scores: dict[str, Score] = {}
        for value in self.questionnaire.facet(over).values:
            own = [result for result in results if result.item.has(over, value.id)]
            if value.id in known and moved.isdisjoint(result.item.id for result in own):
                scores[value.id] = known[value.id]
            else:
                scores[value.id] = score_facet_value(own)
        shown = {value: score for value, score in scores.items() if score.applicable}
        return overall_parts(self.questionnaire, domains, {over: shown})


class _Facts:
    """What the gates may know, looked up as they ask."""

    def __init__(self, results: Sequence[ItemResult], places: dict[str, int], assessment: Assessment) -> None:
        self._results, self._places, self._assessment = results, places, assessment

    def get(self, item: str, /) -> Known | None:
        place = self._places.get(item)
        if place is None:
            keys = self._assessment.profile.get(item)
            return None if keys is None else Known(keys)
        result = self._results[place]
        if result.answer is None or not result.counted:
            return None
        return known_levels(result.item, result.answer)


def _conditions(questionnaire: Questionnaire) -> list[Condition]:
    """Every condition that shows or hides something."""
    whens = [domain.when for domain in questionnaire.domains]
    whens += [item.show_if for item in questionnaire.items()]
    return [condition for condition in whens if condition is not None]
