"""What holds for every questionnaire and all answers, whatever they are."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from hypothesis import assume, given
from hypothesis import strategies as st

from assess.core.assessment import HIDDEN, UNANSWERED, Answer, Assessment, Practice
from assess.core.evaluation import Evaluation, evaluate
from assess.core.questionnaire import Domain, Questionnaire, Scale
from assess.core.scoring import OverallScore, Score
from assess.report.resultjson import to_result
from assess.store.answers import write_answers
from assess.store.documents import Reader
from assess.store.loading import load_answers
from assess.store.plain import from_plain, to_plain
from tests.core.strategies import LAW, assessments, questionnaires


def scores(evaluation: Evaluation) -> Iterator[Score | OverallScore]:
    """All of them, in an order that answers do not change."""
    yield evaluation.overall
    yield from (part.score for part in evaluation.domains)
    for values in evaluation.facets.values():
        yield from values.values()


def states(evaluation: Evaluation) -> dict[str, str]:
    return {result.item.id: result.state for result in evaluation.results}


def numbers(score: Score | OverallScore) -> tuple[object, object, object]:
    return score.low, score.exact, score.high


@LAW
@given(st.data())
def test_a_better_answer_never_lowers_a_score(data: st.DataObject) -> None:
    questionnaire = data.draw(questionnaires())
    assessment = data.draw(assessments(questionnaire))
    before = evaluate(questionnaire, assessment)
    counted = [result for result in before.results if result.percent is not None]
    assume(counted)
    result = data.draw(st.sampled_from(counted))
    keys = [level.key for level in result.item.scale.levels]
    better = [key for key in keys if result.item.level_percent(key) >= (result.percent or 0)]
    assume(better)
    answer = Answer.level(data.draw(st.sampled_from(better)))
    after = evaluate(questionnaire, assessment.with_answer(result.item.id, answer))
    assume({**states(before), result.item.id: ""} == {**states(after), result.item.id: ""})
    for old, new in zip(scores(before), scores(after), strict=True):
        for was, now in zip(numbers(old), numbers(new), strict=True):
            assert (was is None) == (now is None)
            assert was is None or now >= was  # type: ignore[operator]


@LAW
@given(st.data())
def test_one_more_answer_never_widens_the_range_of_its_domain(data: st.DataObject) -> None:
    questionnaire = data.draw(questionnaires())
    item = data.draw(st.sampled_from(list(questionnaire.items())))
    waiting = data.draw(st.sampled_from((None, Answer.unsure())))
    assessment = data.draw(assessments(questionnaire)).with_answer(item.id, waiting)
    before = evaluate(questionnaire, assessment)
    answer = Answer.level(data.draw(st.sampled_from(item.scale.levels)).key)
    after = evaluate(questionnaire, assessment.with_answer(item.id, answer))
    assume({**states(before), item.id: ""} == {**states(after), item.id: ""})
    for old, new in zip(before.domains, after.domains, strict=True):
        if old.score.low is not None and old.score.high is not None:
            assert new.score.low is not None
            assert new.score.high is not None
            assert old.score.low <= new.score.low <= new.score.high <= old.score.high


@LAW
@given(st.data())
def test_order_in_the_file_never_matters(data: st.DataObject) -> None:
    questionnaire = data.draw(questionnaires(hiding=False))
    assessment = data.draw(assessments(questionnaire))
    domains = [
        replace(domain, items=tuple(data.draw(st.permutations(domain.items))))
        for domain in data.draw(st.permutations(questionnaire.domains))
    ]
    shuffled = replace(
        questionnaire,
        domains=tuple(domains),
        actions=tuple(data.draw(st.permutations(questionnaire.actions))),
        levels=tuple(data.draw(st.permutations(questionnaire.levels))),
        facets=tuple(
            replace(facet, values=tuple(data.draw(st.permutations(facet.values))))
            for facet in questionnaire.facets
        ),
    )
    one, other = to_result(evaluate(questionnaire, assessment)), to_result(evaluate(shuffled, assessment))
    for result in (one, other):
        result["flags"].sort()
        result["plan"]["find_out"].sort()
    if one["overall"]["limiting"] != other["overall"]["limiting"]:  # a tie, which the file decides
        for result in (one, other):
            del result["overall"]["limiting"], result["plan"]
    assert one == other


@LAW
@given(st.data())
def test_every_score_lies_in_its_range_and_in_0_to_100(data: st.DataObject) -> None:
    questionnaire = data.draw(questionnaires())
    for score in scores(evaluate(questionnaire, data.draw(assessments(questionnaire)))):
        if score.exact is None:
            assert numbers(score) == (None, None, None)
        else:
            assert score.low is not None
            assert score.high is not None
            assert 0 <= score.low <= score.exact <= score.high <= 100


@LAW
@given(questionnaires(hiding=False))
def test_all_best_gives_the_top_level_and_no_gap(questionnaire: Questionnaire) -> None:
    best = {
        item.id: Answer.level(max(item.scale.levels, key=lambda level: item.percent(level.points)).key)
        for item in questionnaire.items()
    }
    evaluation = evaluate(questionnaire, answered(best))
    found = list(scores(evaluation))
    assert all(numbers(score) == (100, 100, 100) for score in found[1:])
    assert (evaluation.gaps, evaluation.flags, evaluation.plan.all_actions()) == ((), (), ())
    if any(item.facets["part"] for item in questionnaire.items()):  # else a geometric total has no part
        assert evaluation.level.level == questionnaire.levels[-1]


def answered(answers: dict[str, Answer]) -> Assessment:
    return Assessment("example", "1.0.0", Practice("riverside"), answers=answers)


@LAW
@given(st.data())
def test_an_unanswered_item_changes_coverage_and_range_only(data: st.DataObject) -> None:
    questionnaire = _skipping(data.draw(questionnaires(hiding=False)))
    item = data.draw(st.sampled_from(list(questionnaire.items())))
    assessment = data.draw(assessments(questionnaire)).with_answer(item.id, None)
    without = _without(questionnaire, item.id)
    one, other = evaluate(questionnaire, assessment), evaluate(without, assessment)
    assume(_scored(one) == _scored(other))
    assert one.overall.exact == other.overall.exact
    assert one.level == other.level
    assert [part.score.exact for part in one.domains] == [part.score.exact for part in other.domains]
    assert to_result(one)["plan"] == to_result(other)["plan"]
    assert one.coverage.applicable == other.coverage.applicable + 1


def _skipping(questionnaire: Questionnaire) -> Questionnaire:
    domains = (replace(domain, missing_is_zero=False) for domain in questionnaire.domains)
    return replace(questionnaire, domains=tuple(domains))


def _without(questionnaire: Questionnaire, id: str) -> Questionnaire:
    def shorter(domain: Domain) -> Domain:
        return replace(domain, items=tuple(item for item in domain.items if item.id != id))

    actions = tuple(
        replace(action, closes=tuple(each for each in action.closes if each.item != id))
        for action in questionnaire.actions
    )
    return replace(questionnaire, domains=tuple(map(shorter, questionnaire.domains)), actions=actions)


def _scored(evaluation: Evaluation) -> tuple[object, ...]:
    """What has a score: too few answers may cost a part its score."""
    facets = {
        value for values in evaluation.facets.values() for value in values if values[value].exact is not None
    }
    domains = [part.score.exact is not None for part in evaluation.domains]
    return facets, domains, evaluation.overall.exact is not None


@LAW
@given(st.data())
def test_a_plan_never_puts_an_action_before_a_prerequisite_that_fires(data: st.DataObject) -> None:
    questionnaire = data.draw(questionnaires())
    plan = evaluate(questionnaire, data.draw(assessments(questionnaire))).plan
    for actions in (plan.now + plan.next + plan.later, plan.watch):
        ids = [planned.action.id for planned in actions]
        for place, planned in enumerate(actions):
            assert not set(planned.action.after) & set(ids[place + 1 :])
    assert len(plan.now) <= 3
    assert len(plan.next) <= 2


@LAW
@given(st.data())
def test_every_action_that_fires_stands_in_the_plan_once(data: st.DataObject) -> None:
    questionnaire = data.draw(questionnaires())
    evaluation = evaluate(questionnaire, data.draw(assessments(questionnaire)))
    gaps = {result.item.id for result in evaluation.gaps}
    ids = [planned.action.id for planned in evaluation.plan.all_actions()]
    assert len(ids) == len(set(ids))
    closing_gaps = (
        action.id
        for action in questionnaire.actions
        if any(closing.item in gaps and not closing.worse_than for closing in action.closes)
    )
    assert set(closing_gaps) <= set(ids)
    assert all(set(planned.raises) <= gaps for planned in evaluation.plan.all_actions())


@LAW
@given(st.data())
def test_every_score_is_the_weighted_mean_of_its_terms(data: st.DataObject) -> None:
    questionnaire = data.draw(questionnaires())
    for score in scores(evaluate(questionnaire, data.draw(assessments(questionnaire)))):
        if isinstance(score, Score) and score.exact is not None:
            counted = [result for result in score.results if score.counts(result)]
            weights = sum(result.item.weight for result in counted)
            total = sum(result.item.weight * (result.percent or 0) for result in counted)
            assert score.exact * weights == total


@LAW
@given(st.data())
def test_only_proportions_of_points_and_of_weights_count(data: st.DataObject) -> None:
    questionnaire = data.draw(questionnaires(hiding=False))
    assessment = data.draw(assessments(questionnaire))
    other = replace(questionnaire, domains=tuple(map(_other_measure, questionnaire.domains)))
    assert to_result(evaluate(other, assessment)) == to_result(evaluate(questionnaire, assessment))


def _other_measure(domain: Domain) -> Domain:
    def moved(scale: Scale) -> Scale:
        levels = (replace(level, points=7 * level.points - 3) for level in scale.levels)
        return replace(scale, levels=tuple(levels))

    items = (replace(item, weight=3 * item.weight, scale=moved(item.scale)) for item in domain.items)
    return replace(domain, items=tuple(items), weight=5 * domain.weight)


@LAW
@given(st.data())
def test_save_and_load_give_the_same_evaluation(data: st.DataObject) -> None:
    questionnaire = data.draw(questionnaires())
    assessment = data.draw(assessments(questionnaire))
    kept = from_plain(json.loads(json.dumps(to_plain(questionnaire))))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "answers.yaml"
        file.write_text(write_answers(assessment, questionnaire), encoding="utf-8")
        loaded = load_answers(Reader().read(file), kept).assessment
    assert loaded is not None
    assert evaluate(kept, loaded) == evaluate(questionnaire, assessment)


@LAW
@given(questionnaires())
def test_an_assessment_with_no_answer_at_all_can_be_evaluated(questionnaire: Questionnaire) -> None:
    evaluation = evaluate(questionnaire, answered({}))
    assert set(states(evaluation).values()) <= {UNANSWERED, HIDDEN}
    assert evaluation.plan.all_actions() == ()
