"""The plan: which actions fire, what each is worth, and in which order to do them.

The rules are those of "How the numbers are made" (docs/numbers.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from assess.core.actions import Action, Closing
from assess.core.exact import ROOT_DIGITS
from assess.core.leverage import Leverage
from assess.core.questionnaire import Questionnaire
from assess.core.scoring import (
    ItemResult,
    OverallScore,
    Part,
    Score,
    is_unsure,
)

NOW_SIZE, NEXT_SIZE = 3, 2
QUICK_DAYS = 30
"""An action that takes so many days or fewer is a quick win."""

Worth = tuple[Fraction, Fraction]
"""Rise of the overall score per hour, and of the weighted mean of the domains per hour."""


@dataclass(frozen=True, slots=True)
class PlannedAction:
    """An action that fires, with the reasons: the closings that hold and the gaps it would raise."""

    action: Action
    triggers: tuple[Closing, ...]
    raises: tuple[str, ...]
    worth: Worth
    rise: Fraction
    """Points that the overall score would gain if the raised items stood at their targets."""
    critical: bool
    """Whether it raises a critical item."""
    waits_for: tuple[str, ...]
    """Prerequisites that fire too."""

    @property
    def quick(self) -> bool:
        return self.action.effort.days is not None and self.action.effort.days <= QUICK_DAYS


@dataclass(frozen=True, slots=True)
class Plan:
    """The chosen actions, and the unsure items that somebody has to find out."""

    now: tuple[PlannedAction, ...] = ()
    next: tuple[PlannedAction, ...] = ()
    later: tuple[PlannedAction, ...] = ()
    watch: tuple[PlannedAction, ...] = ()
    find_out: tuple[ItemResult, ...] = ()

    def all_actions(self) -> tuple[PlannedAction, ...]:
        """Everything to do or to watch, in order."""
        return self.now + self.next + self.later + self.watch


def make_plan(
    questionnaire: Questionnaire,
    results: Sequence[ItemResult],
    domains: Sequence[Part],
    facets: Mapping[str, Mapping[str, Score]],
    overall: OverallScore,
) -> Plan:
    """Choose and order the actions for these results."""
    fired = _fired_actions(questionnaire, results, facets)
    leverage = Leverage(questionnaire.overall.method, domains, overall)
    own = [action for action, _ in fired if action.control != "external"]
    external = [action for action, _ in fired if action.control == "external"]
    triggers = {action.id: holding for action, holding in fired}
    by_id = {result.item.id: result for result in results}
    ordered = _ordered(_planned(own, triggers, by_id, facets, leverage))
    now = _exchanged(ordered, overall.limiting)
    rest = [planned for planned in ordered if planned not in now]
    return Plan(
        tuple(now),
        tuple(rest[:NEXT_SIZE]),
        tuple(rest[NEXT_SIZE:]),
        tuple(_ordered(_planned(external, triggers, by_id, facets, leverage))),
        tuple(result for result in results if is_unsure(result)),
    )


Fired = tuple[Action, tuple[Closing, ...]]
FacetScores = Mapping[str, Mapping[str, Score]]


def _fired_actions(
    questionnaire: Questionnaire, results: Sequence[ItemResult], facets: FacetScores
) -> list[Fired]:
    by_id = {result.item.id: result for result in results}
    fired = []
    for action in questionnaire.actions:
        holding = tuple(closing for closing in action.closes if _holds(closing, by_id, facets))
        if holding:
            fired.append((action, holding))
    return fired


def _holds(closing: Closing, by_id: Mapping[str, ItemResult], facets: FacetScores) -> bool:
    if closing.facet:
        score = facets.get(closing.facet, {}).get(closing.value)
        return score is not None and score.exact is not None and score.exact < closing.below
    result = by_id[closing.item]
    if not closing.worse_than:
        return result.is_gap
    worst = result.worst_percent
    return worst is not None and worst < result.item.level_percent(closing.worse_than)


def _raised(action: Action, by_id: Mapping[str, ItemResult], facets: FacetScores) -> tuple[ItemResult, ...]:
    """The gaps among the items it closes; for a facet value, among all items with that tag."""
    raised: dict[str, ItemResult] = {}
    for closing in action.closes:
        if closing.facet:
            score = facets.get(closing.facet, {}).get(closing.value)
            candidates: Iterable[ItemResult] = score.results if score else ()
        else:
            candidates = (by_id[closing.item],)
        raised |= {result.item.id: result for result in candidates if result.is_gap}
    return tuple(raised.values())


def _planned(
    actions: Sequence[Action],
    triggers: Mapping[str, tuple[Closing, ...]],
    by_id: Mapping[str, ItemResult],
    facets: FacetScores,
    leverage: Leverage,
) -> list[PlannedAction]:
    firing = {action.id for action in actions}
    planned = {}
    for action in actions:
        raised = _raised(action, by_id, facets)
        overall, domains = leverage.rise(raised)
        hours = action.effort.hours
        planned[action.id] = PlannedAction(
            action,
            triggers[action.id],
            tuple(result.item.id for result in raised),
            (overall / hours, domains / hours),
            overall,
            any(result.item.critical for result in raised),
            tuple(before for before in action.after if before in firing),
        )
    return _with_inherited_worth(planned)


def _with_inherited_worth(planned: Mapping[str, PlannedAction]) -> list[PlannedAction]:
    """A prerequisite is worth at least as much as what waits for it, however long the chain."""
    worth = {key: value.worth for key, value in planned.items()}
    waiting = [key for key, value in planned.items() if value.waits_for]
    while waiting:
        raised = []
        for key in waiting:
            for before in planned[key].waits_for:
                if _comparable(worth[before]) < _comparable(worth[key]):
                    worth[before] = worth[key]
                    raised.append(before)
        waiting = [key for key in raised if planned[key].waits_for]
    return [replace(value, worth=worth[key]) for key, value in planned.items()]


def _ordered(planned: Sequence[PlannedAction]) -> list[PlannedAction]:
    """Critical first, never before a firing prerequisite, then worth, then id."""
    ranked = sorted(planned, key=_rank)
    placed: set[str] = set()
    ordered = []
    while ranked:
        ready = next(each for each in ranked if placed.issuperset(each.waits_for))
        ranked.remove(ready)
        placed.add(ready.action.id)
        ordered.append(ready)
    return ordered


def _rank(planned: PlannedAction) -> tuple[bool, Fraction, Fraction, str]:
    overall, domains = _comparable(planned.worth)
    return (not planned.critical, -overall, -domains, planned.action.id)


def _comparable(worth: Worth) -> Worth:
    """Roots are cut off, so that worths that are equal may differ far down; here they come out equal."""
    return round(worth[0], ROOT_DIGITS // 2), worth[1]


def _exchanged(ordered: Sequence[PlannedAction], limiting: Part | None) -> list[PlannedAction]:
    """The first three, with room made for a quick win and for the limiting part."""
    now = list(ordered[:NOW_SIZE])
    quick = {planned.action.id for planned in ordered if planned.quick}
    brought = _exchange(now, ordered, quick, spared="")
    if limiting is not None:
        limiting_items = {result.item.id for result in limiting.score.results}
        lifting = {p.action.id for p in ordered if not limiting_items.isdisjoint(p.raises)}
        _exchange(now, ordered, lifting, spared=brought)
    return now


def _exchange(
    now: list[PlannedAction], ordered: Sequence[PlannedAction], wanted: set[str], spared: str
) -> str:
    """Bring the first later action that is wanted into `now`; its id, or nothing if none came."""
    present = {planned.action.id for planned in now}
    if present & wanted:
        return ""
    newcomers = (
        planned
        for planned in ordered
        if planned.action.id in wanted and present.issuperset(planned.waits_for)
    )
    newcomer = next(newcomers, None)
    if newcomer is None:
        return ""
    needed = set(newcomer.waits_for).union(*(planned.waits_for for planned in now))
    for place in reversed(range(len(now))):
        leaving = now[place]
        if leaving.critical or leaving.action.id in needed or leaving.action.id == spared:
            continue
        del now[place]
        # Not before its own prerequisites, should they stand further down.
        after = [i + 1 for i, p in enumerate(now) if p.action.id in newcomer.waits_for]
        now.insert(max([place, *after]), newcomer)
        return newcomer.action.id
    return ""
