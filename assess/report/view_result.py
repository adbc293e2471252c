"""The result in words: the total and its level, flags, what is still open, how much was answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assess.core.assessment import HIDDEN, UNANSWERED
from assess.core.evaluation import Evaluation
from assess.core.exact import whole
from assess.core.scoring import ItemResult, Part
from assess.report.view_actions import ActionView, PlanView
from assess.report.view_items import ItemRef
from assess.report.view_tree import Clauses, NextLevel, next_level, tree_steps
from assess.report.words import count, plain_number, score_words


@dataclass(frozen=True, slots=True)
class Rung:
    """One readiness level of the ladder, from `start` up. `here` marks the level reached."""

    title: str
    start: str
    here: bool


@dataclass(frozen=True, slots=True)
class Named:
    """A part with its score in words."""

    title: str
    words: str


@dataclass(frozen=True, slots=True)
class Result:
    """The overall result. `no_score` says why there is none; `held` what keeps the level down."""

    score: int | None
    low: int
    high: int
    words: str
    no_score: str
    level: str
    means: str
    held: str
    held_by: tuple[ItemRef, ...]
    ladder: tuple[Rung, ...]
    strength: Named | None
    limiting: Named | None


@dataclass(frozen=True, slots=True)
class TreeView:
    """The integration level: `level` and `means`, or `undecided`, the item to answer first.

    `steps` are the tests that led there, `up` what the nearest higher level would need.
    """

    title: str
    level: int | None
    means: str
    undecided: ItemRef | None
    steps: tuple[Clauses, ...]
    up: NextLevel | None


@dataclass(frozen=True, slots=True)
class FindOut:
    """What one role can find out. Each item comes with the evidence to look for and the note left."""

    role: str
    items: tuple[tuple[ItemRef, str, str], ...]


@dataclass(frozen=True, slots=True)
class Flag:
    """A critical item below its target or not known, with the actions that raise it."""

    item: ItemRef
    unsure: bool
    target: str
    actions: tuple[ActionView, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    answered: int
    applicable: int
    unsure: int
    unanswered: int
    not_applicable: int
    hidden: int
    notes: int
    evidence: int


def result_view(evaluation: Evaluation, references: Mapping[str, ItemRef]) -> Result:
    """The overall result, or why there is none."""
    overall, reached = evaluation.overall, evaluation.level
    strongest = evaluation.strongest()
    return Result(
        None if overall.exact is None else whole(overall.exact),
        0 if overall.low is None else whole(overall.low),
        0 if overall.high is None else whole(overall.high),
        score_words(overall.exact, overall.low, overall.high),
        _no_score(evaluation),
        reached.level.title if reached.level else "",
        reached.level.means if reached.level else "",
        reached.held.title if reached.held else "",
        tuple(references[item] for item in reached.held_by if item in references),
        _ladder(evaluation),
        _named(strongest) if strongest and strongest.score.exact else None,
        _named(overall.limiting) if overall.limiting else None,
    )


def _named(part: Part) -> Named:
    return Named(part.title, score_words(part.score.exact, part.score.low, part.score.high))


def _no_score(evaluation: Evaluation) -> str:
    overall = evaluation.overall
    if overall.exact is not None:
        return ""
    if evaluation.questionnaire.overall.method == "none":
        return "This questionnaire gives a profile of its parts, without a total."
    if not overall.parts:
        return "There is no total yet: no question applies so far."
    scored = sum(part.score.exact is not None for part in overall.parts)
    parts = count(len(overall.parts), "part")
    return f"There is no total yet: {scored} of {parts} have enough answers for a score, and half is needed."


def _ladder(evaluation: Evaluation) -> tuple[Rung, ...]:
    ladder = sorted(evaluation.questionnaire.levels, key=lambda level: level.from_percent, reverse=True)
    here = evaluation.level.level
    return tuple(
        Rung(level.title, plain_number(level.from_percent), here is not None and level.id == here.id)
        for level in ladder
    )


def tree_view(evaluation: Evaluation, references: Mapping[str, ItemRef]) -> TreeView | None:
    """The integration level; None where the questionnaire has no tree."""
    tree, result = evaluation.questionnaire.tree, evaluation.tree
    if tree is None:
        return None
    means = "" if result.level is None else tree.levels.get(result.level, "")
    undecided = references.get(result.undecided) if result.undecided else None
    steps = tree_steps(evaluation, references)
    return TreeView(tree.title, result.level, means, undecided, steps, next_level(evaluation, references))


def coverage_view(evaluation: Evaluation) -> Coverage:
    """How much was answered, and with what behind it."""
    counts = evaluation.coverage
    shown = [result for result in evaluation.results if result.state != HIDDEN]
    return Coverage(
        counts.answered,
        counts.applicable,
        counts.unsure,
        sum(result.state == UNANSWERED for result in shown),
        counts.not_applicable,
        counts.hidden,
        sum(bool(result.answer and result.answer.note) for result in shown),
        sum(bool(result.answer and result.answer.evidence) for result in shown),
    )


def flag_views(evaluation: Evaluation, references: Mapping[str, ItemRef], plan: PlanView) -> tuple[Flag, ...]:
    """The critical items to look at, each with the actions that raise it."""
    views = {view.id: view for view in (*plan.now, *plan.next, *plan.later, *plan.watch)}
    return tuple(
        Flag(
            references[result.item.id],
            not result.counted,
            result.item.scale.level(result.item.target).label,
            tuple(
                views[planned.action.id]
                for planned in evaluation.plan.all_actions()
                if result.item.id in planned.raises
            ),
        )
        for result in evaluation.flags
    )


def find_out_views(evaluation: Evaluation, references: Mapping[str, ItemRef]) -> tuple[FindOut, ...]:
    """The unsure items, by the role that can find out."""
    by_role: dict[str, list[ItemResult]] = {}
    for result in evaluation.plan.find_out:
        by_role.setdefault(result.item.ask_role, []).append(result)
    questionnaire = evaluation.questionnaire
    return tuple(
        FindOut(
            questionnaire.role_title(role) if role else "Whoever knows it",
            tuple(
                (
                    references[result.item.id],
                    result.item.evidence.wanted if result.item.evidence else "",
                    result.answer.note if result.answer else "",
                )
                for result in results
            ),
        )
        for role, results in by_role.items()
    )
