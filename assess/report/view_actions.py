"""Actions as the report shows them: why, which answers led to them, until when, with what help."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assess.core.actions import Closing, Resource
from assess.core.evaluation import Evaluation
from assess.core.exact import whole
from assess.core.plan import PlannedAction
from assess.core.questionnaire import Questionnaire
from assess.core.staleness import is_outdated
from assess.report.markdown import is_web_link
from assess.report.view_items import ItemRef, caution_words
from assess.report.words import (
    after_days,
    control_words,
    count,
    dated_words,
    hours_words,
    money_words,
)

LONGEST_DAYS = 90
"""No action of the plan is due later than at the last review."""


@dataclass(frozen=True, slots=True)
class ResourceView:
    """A source with everything print needs. `href` is empty unless the address is http or https."""

    id: str
    title: str
    publisher: str
    url: str
    href: str
    year: str
    checked: str
    old: str
    """From when it is, where that is too old to rely on; otherwise empty."""
    note: str
    why: str


@dataclass(frozen=True, slots=True)
class StrategyView:
    title: str
    means: str
    share: str


@dataclass(frozen=True, slots=True)
class ActionRef:
    """An action as other actions point to it."""

    id: str
    number: int
    title: str


@dataclass(frozen=True, slots=True)
class SameAnswer:
    """Items that were answered alike, told together."""

    answer: str
    items: tuple[ItemRef, ...]


@dataclass(frozen=True, slots=True)
class ActionView:
    """One action. `number` counts the actions of the plan and is 0 on the watch list; `due` may be empty."""

    id: str
    number: int
    title: str
    why: str
    triggers: tuple[ItemRef, ...]
    answers: tuple[SameAnswer, ...]
    """The triggers again, by answer."""
    scores: tuple[str, ...]
    first_test: str
    steps: tuple[str, ...]
    measure: str
    owner: str
    due: str
    due_days: int
    partial: bool
    """Whether it takes longer than the plan looks ahead, so that only a part is due."""
    effort: str
    effort_short: str
    control: str
    critical: bool
    after: tuple[ActionRef, ...]
    strategies: tuple[StrategyView, ...]
    resources: tuple[ResourceView, ...]
    caution: str
    old: bool
    """Whether the caution is that it has grown old."""


@dataclass(frozen=True, slots=True)
class PlanView:
    """The plan's lists, each in order."""

    now: tuple[ActionView, ...]
    next: tuple[ActionView, ...]
    later: tuple[ActionView, ...]
    watch: tuple[ActionView, ...]


def plan_view(evaluation: Evaluation, references: Mapping[str, ItemRef], today: date) -> PlanView:
    """The plan with its due dates: an action of `now` starts when those it waits for are due."""
    plan = evaluation.plan
    actions = _Actions(evaluation, references, today.isoformat())
    days = _due_days(plan.now) | {each.action.id: LONGEST_DAYS for each in plan.next}
    numbered = [
        _due(actions.view(planned), days.get(planned.action.id, 0), today)
        for planned in plan.now + plan.next + plan.later
    ]
    now, following = len(plan.now), len(plan.now) + len(plan.next)
    return PlanView(
        tuple(numbered[:now]),
        tuple(numbered[now:following]),
        tuple(numbered[following:]),
        tuple(actions.view(planned) for planned in plan.watch),
    )


def _due(view: ActionView, days: int, today: date) -> ActionView:
    return replace(view, due=after_days(today, days), due_days=days) if days else view


def _due_days(planned: Sequence[PlannedAction]) -> dict[str, int]:
    days: dict[str, int] = {}
    for each in planned:
        start = max((days.get(before, 0) for before in each.waits_for), default=0)
        own = LONGEST_DAYS if each.action.effort.days is None else each.action.effort.days
        days[each.action.id] = max(1, min(start + own, LONGEST_DAYS))
    return days


class _Actions:
    """Turns planned actions into views; holds what it looks up, by id."""

    def __init__(self, evaluation: Evaluation, references: Mapping[str, ItemRef], today: str) -> None:
        self._evaluation = evaluation
        self._today = today
        self._questionnaire: Questionnaire = evaluation.questionnaire
        self._references = references
        self._resources = {each.id: each for each in self._questionnaire.resources}
        self._strategies = {each.id: each for each in self._questionnaire.strategies}
        plan = evaluation.plan
        self._numbered = {
            each.action.id: ActionRef(each.action.id, number, each.action.title)
            for number, each in enumerate(plan.now + plan.next + plan.later, 1)
        }

    def view(self, planned: PlannedAction) -> ActionView:
        action = planned.action
        reference = self._numbered.get(action.id)
        strategies = [self._strategies[key] for key in action.strategy if key in self._strategies]
        resources = [self._resources[key] for key in action.resources if key in self._resources]
        triggers = tuple(dict.fromkeys(self._references[c.item] for c in planned.triggers if c.item))
        return ActionView(
            action.id,
            reference.number if reference else 0,
            action.title,
            action.why,
            triggers,
            _by_answer(triggers),
            tuple(self._score_words(c) for c in planned.triggers if c.facet),
            action.first_test,
            action.steps,
            action.measure,
            self._questionnaire.role_title(action.owner) if action.owner else "",
            "",
            0,
            (action.effort.days or 0) > LONGEST_DAYS,
            _effort_words(planned),
            _effort_in_short(planned),
            control_words(action.control),
            planned.critical,
            tuple(self._numbered[key] for key in planned.waits_for if key in self._numbered),
            tuple(StrategyView(s.title, s.means, s.share) for s in strategies),
            tuple(resource_view(resource, self._today) for resource in resources),
            caution_words(action.as_of, action.applies_to, self._today),
            is_outdated(action.as_of, self._today),
        )

    def _score_words(self, closing: Closing) -> str:
        facet = self._questionnaire.facet(closing.facet)
        score = self._evaluation.facets.get(closing.facet, {}).get(closing.value)
        number = "" if score is None or score.exact is None else f" stands at {whole(score.exact)},"
        return f"{facet.title_of(closing.value)}{number} below {whole(closing.below)}"


def _by_answer(triggers: Sequence[ItemRef]) -> tuple[SameAnswer, ...]:
    alike: dict[str, list[ItemRef]] = {}
    for reference in triggers:
        alike.setdefault(reference.answer, []).append(reference)
    return tuple(SameAnswer(answer, tuple(items)) for answer, items in alike.items())


def _effort_words(planned: PlannedAction) -> str:
    effort = planned.action.effort
    parts = [f"{hours_words(effort.hours)} of staff time"]
    if effort.days is not None:
        parts.append(f"about {count(effort.days, 'day')} until it stands")
    parts.append(money_words(effort.money))
    return ", ".join(part for part in parts if part)


def _effort_in_short(planned: PlannedAction) -> str:
    effort = planned.action.effort
    days = "" if effort.days is None else count(effort.days, "day")
    return ", ".join(part for part in (hours_words(effort.hours), days, money_words(effort.money)) if part)


def resource_view(resource: Resource, today: str) -> ResourceView:
    """One source, with what a reader has to know before relying on it; `today` is an ISO date."""
    notes = [resource.status_note, caution_words(resource.as_of, resource.applies_to, today)]
    if resource.seen is False:
        notes.append("Address not yet checked")
    return ResourceView(
        resource.id,
        resource.title,
        resource.publisher,
        resource.url,
        resource.url if is_web_link(resource.url) else "",
        "" if resource.year is None else str(resource.year),
        dated_words(resource.checked, today),
        f"as of {dated_words(resource.as_of, today)}" if is_outdated(resource.as_of, today) else "",
        " ".join(f"{note.rstrip('.')}." for note in notes if note),
        resource.why,
    )


def source_views(evaluation: Evaluation, today: str) -> tuple[ResourceView, ...]:
    """Every source of the questionnaire, of the planned actions and of their strategies, by title."""
    questionnaire = evaluation.questionnaire
    planned = evaluation.plan.all_actions()
    keys = list(questionnaire.sources)
    keys += [key for each in planned for key in each.action.resources]
    used = {key for each in planned for key in each.action.strategy}
    keys += [key for each in questionnaire.strategies if each.id in used for key in each.source]
    wanted = set(keys)
    found = [resource_view(each, today) for each in questionnaire.resources if each.id in wanted]
    return tuple(sorted(found, key=lambda each: (each.title.lower(), each.id)))
