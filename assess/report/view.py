"""The whole report as plain values: an evaluation in words, for the templates to lay out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from assess.core.assessment import AGREED, HIDDEN
from assess.core.evaluation import Evaluation
from assess.core.questionnaire import Questionnaire, Reliability
from assess.report.view_actions import (
    LONGEST_DAYS,
    ActionView,
    PlanView,
    ResourceView,
    plan_view,
    source_views,
)
from assess.report.view_crossing import CrossTable, cross_table
from assess.report.view_items import ItemGroup, ItemRef, item_groups, item_references
from assess.report.view_result import (
    Coverage,
    FindOut,
    Flag,
    Result,
    TreeView,
    coverage_view,
    find_out_views,
    flag_views,
    result_view,
    tree_view,
)
from assess.report.view_scores import (
    Chart,
    Sum,
    domain_chart,
    facet_charts,
    overall_formula,
    part_sums,
    score_sum,
)
from assess.report.words import (
    after_days,
    after_months,
    cut,
    date_words,
    plain_language,
    plain_number,
)

SHORT_NAME = 60
REVIEWS = (
    (30, "Has every action begun, and what did its small test show? Are the open answers found out?"),
    (60, "What holds the work up, and who can clear it? Is a place free for the next action?"),
    (LONGEST_DAYS, "Has each measure moved? Keep what works, drop what does not, take up what is next."),
)
REASSESS_MONTHS = (6, 12)


@dataclass(frozen=True, slots=True)
class Cover:
    """Who, what and when. `profile` are the practice's own facts, as pairs of question and answer."""

    practice: str
    short_name: str
    questionnaire: str
    version: str
    about: str
    assessed: str
    written: str
    respondent: str
    profile: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Review:
    """One date to look again: what to ask, and the actions that fall due since the one before."""

    day: str
    days: int
    agenda: str
    due: tuple[ActionView, ...]


@dataclass(frozen=True, slots=True)
class Numbers:
    """How the numbers were made."""

    method: str
    over: str
    overall: str
    parts: tuple[Sum, ...]
    domains: tuple[tuple[Sum, str, bool], ...]
    """Each domain's sum, its weight, and whether missing answers counted as 0; matches the annex."""
    reliability: str


@dataclass(frozen=True, slots=True)
class Rights:
    license: str
    source: str


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that the report's templates read."""

    language: str
    title: str
    cover: Cover
    result: Result
    tree: TreeView | None
    coverage: Coverage
    domains: Chart
    facets: tuple[Chart, ...]
    crossing: CrossTable | None
    flags: tuple[Flag, ...]
    plan: PlanView
    find_out: tuple[FindOut, ...]
    annex: tuple[ItemGroup, ...]
    numbers: Numbers
    reviews: tuple[Review, ...]
    reassess: tuple[str, str]
    sources: tuple[ResourceView, ...]
    sources_seen: str
    """When all the sources were last looked at, if that was one date."""
    rights: Rights


def make_report(evaluation: Evaluation, today: date) -> Report:
    """The report's values from an evaluation; nothing is scored here."""
    references = item_references(evaluation)
    cover = _cover(evaluation, today)
    plan = plan_view(evaluation, references, today)
    questionnaire = evaluation.questionnaire
    sources = source_views(evaluation, today.isoformat())
    seen = {source.checked for source in sources if source.checked}
    return Report(
        plain_language(questionnaire.language),
        f"Action plan: {cover.short_name}",
        cover,
        result_view(evaluation, references),
        tree_view(evaluation, references),
        coverage_view(evaluation),
        domain_chart(evaluation),
        facet_charts(evaluation),
        cross_table(evaluation),
        flag_views(evaluation, references, plan),
        plan,
        find_out_views(evaluation, references),
        item_groups(evaluation, references, today.isoformat()),
        _numbers(evaluation, references),
        _reviews(plan, today),
        (after_months(today, REASSESS_MONTHS[0]), after_months(today, REASSESS_MONTHS[1])),
        sources,
        seen.pop() if len(seen) == 1 else "",
        Rights(questionnaire.license, questionnaire.rights_source),
    )


def _cover(evaluation: Evaluation, today: date) -> Cover:
    questionnaire, assessment = evaluation.questionnaire, evaluation.assessment
    name = assessment.practice.name.strip() or assessment.practice.id
    return Cover(
        name,
        cut(name, SHORT_NAME),
        questionnaire.title,
        questionnaire.version,
        questionnaire.about,
        date_words(assessment.date),
        date_words(today.isoformat()),
        _respondent(evaluation),
        _profile(questionnaire, assessment.profile),
    )


def _respondent(evaluation: Evaluation) -> str:
    respondent = evaluation.assessment.respondent
    if respondent.id == AGREED:
        return "The team, by agreement"
    return evaluation.questionnaire.role_title(respondent.role) if respondent.role else ""


def _profile(
    questionnaire: Questionnaire, answers: Mapping[str, tuple[str, ...]]
) -> tuple[tuple[str, str], ...]:
    facts = []
    for question in questionnaire.profile:
        chosen = [question.options.get(key, key) for key in answers.get(question.id, ())]
        if chosen:
            facts.append((question.ask, "; ".join(chosen)))
    return tuple(facts)


def _numbers(evaluation: Evaluation, references: Mapping[str, ItemRef]) -> Numbers:
    questionnaire = evaluation.questionnaire
    over = questionnaire.overall.over
    asked = [part for part in evaluation.domains if any(r.state != HIDDEN for r in part.score.results)]
    return Numbers(
        questionnaire.overall.method,
        questionnaire.facet(over).title if over else "",
        overall_formula(evaluation),
        part_sums(evaluation, references),
        tuple(
            (
                score_sum(part.title, part.score, references),
                plain_number(part.weight),
                part.score.missing_is_zero,
            )
            for part in asked
        ),
        _reliability_words(questionnaire.reliability),
    )


def _reliability_words(reliability: Reliability | None) -> str:
    if reliability is None:
        return ""
    known = [f"{reliability.n} ratings repeated" if reliability.n else "", reliability.basis]
    basis = "; ".join(each for each in known if each)
    return f"{plain_number(reliability.retest_sd)} points" + (f" ({basis})" if basis else "")


def _reviews(plan: PlanView, today: date) -> tuple[Review, ...]:
    reviews, last = [], 0
    for days, agenda in REVIEWS:
        due = tuple(view for view in (*plan.now, *plan.next) if last < view.due_days <= days)
        reviews.append(Review(after_days(today, days), days, agenda, due))
        last = days
    return tuple(reviews)
