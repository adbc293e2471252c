"""Results as plain text: the summary that `assess score` prints, and the sum behind any number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from textwrap import wrap

from assess.core.assessment import HIDDEN, NOT_APPLICABLE, UNANSWERED, UNSURE
from assess.core.evaluation import Evaluation
from assess.core.exact import Number, decimals, whole
from assess.core.plan import PlannedAction
from assess.core.scoring import ItemResult, Part, Score
from assess.report.words import NO_SCORE, answer_words, score_words

WIDTH = 78
MOST_ACTIONS = 8
"""Actions shown of a group; reports and JSON have them all."""


def left_out(result: ItemResult) -> str:
    """Why an item does not enter a sum."""
    return {
        HIDDEN: "left out: it does not come up here",
        NOT_APPLICABLE: "left out: not applicable",
        UNSURE: "left out: not sure yet",
        UNANSWERED: "left out: no answer yet",
    }.get(result.state, "")


def summary(evaluation: Evaluation) -> str:
    """The whole result on one screen or two."""
    return "\n".join(_summary_lines(evaluation)) + "\n"


def _summary_lines(evaluation: Evaluation) -> Iterator[str]:
    assessment, overall, coverage = evaluation.assessment, evaluation.overall, evaluation.coverage
    yield f"{assessment.practice.name or assessment.practice.id}: {evaluation.questionnaire.title}"
    yield f"{coverage.answered} of {coverage.applicable} questions answered, {coverage.unsure} not sure"
    yield ""
    yield f"Overall     {score_words(overall.exact, overall.low, overall.high)}"
    yield from _level_lines(evaluation)
    if overall.limiting is not None:
        yield f"Limiting    {overall.limiting.title} ({_whole(overall.limiting.score)})"
    yield from _tree_lines(evaluation)
    yield ""
    yield from ("Domains", *(_part_line(part) for part in evaluation.domains if part.score.applicable))
    if evaluation.flags:
        yield from ("", "Needs attention whatever the score")
        yield from (f"  ! {result.item.ask} ({answer_words(result)})" for result in evaluation.flags)
    yield from _plan_lines(evaluation)


def _level_lines(evaluation: Evaluation) -> Iterator[str]:
    level = evaluation.level
    if level.level is not None:
        yield f"Level       {level.level.title}"
    if level.held is not None:
        yield f"            The score would allow {level.held.title}; it is held back by:"
        yield from (f"            - {_ask(evaluation, item)}" for item in level.held_by)


def _ask(evaluation: Evaluation, item: str) -> str:
    asks = {result.item.id: result.item.ask for result in evaluation.results}
    asks |= {question.id: question.ask for question in evaluation.questionnaire.profile}
    return asks.get(item, item)


def _tree_lines(evaluation: Evaluation) -> Iterator[str]:
    tree, result = evaluation.questionnaire.tree, evaluation.tree
    if tree is None:
        return
    if result.level is not None:
        meaning = tree.levels.get(result.level, "")
        yield f"{tree.title}: {result.level}{f' ({meaning})' if meaning else ''}"
    elif result.undecided:
        yield f"{tree.title}: not yet known; answer first: {_ask(evaluation, result.undecided)}"


def _part_line(part: Part) -> str:
    score = part.score
    words = score_words(score.exact, score.low, score.high)
    return f"  {part.title:<44} {words:<26} {score.answered} of {score.applicable} answered"


def _plan_lines(evaluation: Evaluation) -> Iterator[str]:
    plan = evaluation.plan
    groups = (("Now", plan.now), ("Next", plan.next), ("Later", plan.later), ("Watch", plan.watch))
    for title, actions in groups:
        if actions:
            yield from ("", title, *(_action_line(planned) for planned in actions[:MOST_ACTIONS]))
        if len(actions) > MOST_ACTIONS:
            yield f"  ... and {len(actions) - MOST_ACTIONS} more"
    if plan.find_out:
        yield from ("", "Find out")
        role = evaluation.questionnaire.role_title
        for result in plan.find_out:
            who = f" (ask: {role(result.item.ask_role)})" if result.item.ask_role else ""
            yield f"  ? {result.item.ask}{who}"


def _action_line(planned: PlannedAction) -> str:
    effort = planned.action.effort
    days = f", {effort.days} days" if effort.days is not None else ""
    return f"  - {planned.action.title} ({decimals(effort.hours, 1):g} hours{days})"


def _whole(score: Score) -> str:
    return NO_SCORE if score.exact is None else str(whole(score.exact))


def explain(evaluation: Evaluation, name: str) -> str | None:
    """The sum behind a number; None when nothing has this name.

    Names are `overall` and the ids of domains, facet values (also `facet.value`), items and actions.
    """
    lines = _explanation(evaluation, name)
    return None if lines is None else "\n".join(lines) + "\n"


def explainable(evaluation: Evaluation) -> list[str]:
    """Every name that `explain` knows."""
    facets = [f"{f}.{v}" for f, values in evaluation.facets.items() for v in values]
    domains = [part.id for part in evaluation.domains]
    items = [result.item.id for result in evaluation.results]
    actions = [planned.action.id for planned in evaluation.plan.all_actions()]
    return ["overall", *domains, *facets, *items, *actions]


def _explanation(evaluation: Evaluation, name: str) -> list[str] | None:
    if name == "overall":
        return list(_explain_overall(evaluation))
    for part in evaluation.domains:
        if part.id == name:
            return list(_explain_score(part.title, part.score))
    for facet in evaluation.questionnaire.facets:
        for value, score in evaluation.facets[facet.id].items():
            if name in (value, f"{facet.id}.{value}"):
                return list(_explain_score(f"{facet.title}: {facet.title_of(value)}", score))
    for result in evaluation.results:
        if result.item.id == name:
            return list(_explain_item(result))
    for planned in evaluation.plan.all_actions():
        if planned.action.id == name:
            return list(_explain_action(evaluation, planned))
    return None


def _explain_overall(evaluation: Evaluation) -> Iterator[str]:
    overall, method = evaluation.overall, evaluation.questionnaire.overall.method
    yield f"Overall: {score_words(overall.exact, overall.low, overall.high)}"
    for part in overall.parts:
        weight = f" x weight {_number(part.weight)}" if method == "mean" else ""
        yield f"  {part.title:<36} {_exact(part.score.exact):>9}{weight}"
    how = {
        "mean": "weighted mean of these domains",
        "geometric": "geometric mean of these parts: they are multiplied and the root is taken, "
        "so that one weak part is not hidden",
        "none": "this questionnaire has no total",
    }[method]
    yield from wrap(f"How: {how}.", WIDTH)
    if overall.exact is not None:
        yield f"= {_exact(overall.exact)}, shown as {whole(overall.exact)}"


def _explain_score(title: str, score: Score) -> Iterator[str]:
    yield f"{title}: {score_words(score.exact, score.low, score.high)}"
    yield f"  {'percent':>9} {'weight':>7}  item"
    total, weights = Fraction(0), Fraction(0)
    for result in score.results:
        if score.counts(result):
            percent = result.percent or Fraction(0)
            total, weights = total + percent * result.item.weight, weights + result.item.weight
            words = answer_words(result)
            yield f"  {_exact(percent):>9} {_number(result.item.weight):>7}  {result.item.id} ({words})"
        else:
            yield f"  {'-':>9} {'-':>7}  {result.item.id} ({left_out(result)})"
    yield f"  {score.answered} of {score.applicable} applicable items answered"
    if score.exact is not None:
        yield f"  {_exact(total)} / {_number(weights)} = {_exact(score.exact)}, shown as {whole(score.exact)}"
    else:
        yield f"  {NO_SCORE}: below the share of answers that a score needs"


def _explain_item(result: ItemResult) -> Iterator[str]:
    item = result.item
    yield from wrap(f"{item.id}: {item.ask}", WIDTH)
    yield f"  Answer: {answer_words(result)}"
    for level in item.scale.levels:
        mark = "x" if result.answer and level.key in result.answer.levels else " "
        target = "  <- target" if level.key == item.target else ""
        percent = _exact(item.percent(level.points))
        yield f"  ({mark}) {level.label:<36} {_number(level.points):>4} points = {percent} %{target}"
    if result.percent is not None:
        yield f"  Item percent: {_exact(result.percent)}{' (reversed)' if item.reverse else ''}"
    if result.is_gap:
        yield "  Worse than its target: a gap."


def _explain_action(evaluation: Evaluation, planned: PlannedAction) -> Iterator[str]:
    yield f"{planned.action.id}: {planned.action.title}"
    for closing in planned.triggers:
        if closing.item:
            words = answer_words(evaluation.result(closing.item))
            yield f"  fires because of {closing.item} ({words})"
        else:
            yield f"  fires because {closing.facet} {closing.value} is below {_number(closing.below)}"
    raises = ", ".join(planned.raises) or "nothing"
    yield from wrap(f"raises: {raises}", WIDTH, initial_indent="  ", subsequent_indent="    ")
    yield f"  overall would rise by {_exact(planned.rise)} points"
    own = planned.rise / planned.action.effort.hours
    lifted = "" if own == planned.worth[0] else ", as much as what waits for it"
    hours = _number(planned.action.effort.hours)
    yield f"  {hours} hours: worth {_exact(planned.worth[0])} points an hour{lifted}"
    if planned.waits_for:
        yield f"  waits for: {', '.join(planned.waits_for)}"
    if planned.critical:
        yield "  raises a critical item, so it comes first"


def _exact(number: Number | None) -> str:
    return "-" if number is None else f"{decimals(number):.4f}".rstrip("0").rstrip(".")


def _number(number: Fraction) -> str:
    return f"{decimals(number):g}"


def roles_to_ask(results: Iterable[ItemResult]) -> dict[str, list[ItemResult]]:
    """Unsure items by the role to ask, in file order."""
    by_role: dict[str, list[ItemResult]] = {}
    for result in results:
        by_role.setdefault(result.item.ask_role, []).append(result)
    return by_role
