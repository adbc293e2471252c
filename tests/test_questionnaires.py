"""What ships: every questionnaire is whole, its practices come out, and its texts keep our rules."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from assess.authoring.readability import reading_grade
from assess.authoring.testing import run_tests
from assess.core.assessment import Answer, Assessment, Practice
from assess.core.evaluation import evaluate
from assess.core.questionnaire import Item, Questionnaire
from assess.store.documents import Reader
from assess.store.library import shipped_folder
from assess.store.loading import Loaded, load_answers, load_questionnaire

SHIPPED = sorted(
    path
    for path in shipped_folder().rglob("*.yaml")
    if not {"shared", "samples", "lang"} & set(path.relative_to(shipped_folder()).parts)
)
FLAGSHIP = shipped_folder() / "integrated-care.yaml"
APPROACHES = {
    "co-location",
    "family-information",
    "family-communication",
    "care-coordination",
    "school-based",
    "child-welfare",
    "reverse-integration",
}


@cache
def loaded(path: Path) -> Loaded:
    return load_questionnaire(path)


def questionnaire(path: Path) -> Questionnaire:
    found = loaded(path).questionnaire
    assert found is not None, "\n".join(problem.show() for problem in loaded(path).problems)
    return found


def items() -> dict[str, Item]:
    return {item.id: item for path in SHIPPED for item in questionnaire(path).items()}


each = pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)


@each
def test_it_loads_without_a_single_problem(path: Path) -> None:
    assert loaded(path).problems == ()


@each
def test_its_described_practices_come_out_as_expected(path: Path) -> None:
    outcomes = run_tests(questionnaire(path), loaded(path).files[0])
    assert len(outcomes) >= 3
    assert [(o.name, o.differences) for o in outcomes if not o.passed] == []


@each
def test_all_best_answers_reach_the_top_level_and_leave_no_gap(path: Path) -> None:
    instrument = questionnaire(path)
    evaluation = evaluate(instrument, answered(instrument, best=True))
    assert evaluation.gaps == ()
    assert evaluation.plan.now == ()
    assert evaluation.level.level == instrument.levels[-1]


@each
def test_every_gap_has_an_action_that_a_practice_can_do(path: Path) -> None:
    instrument = questionnaire(path)
    evaluation = evaluate(instrument, answered(instrument, best=False))
    helped = {
        item
        for planned in evaluation.plan.all_actions()
        if planned.action.control != "external"
        for item in planned.raises
    }
    assert {result.item.id for result in evaluation.gaps} - helped == set()


def answered(instrument: Questionnaire, *, best: bool) -> Assessment:
    answers = {}
    for item in instrument.items():
        ranked = sorted(item.scale.levels, key=lambda level: item.percent(level.points))
        answers[item.id] = Answer.level(ranked[-1 if best else 0].key)
    profile = {q.id: tuple(q.options) if q.many else (next(iter(q.options)),) for q in instrument.profile}
    return Assessment(instrument.id, instrument.version, Practice("p"), profile=profile, answers=answers)


@each
def test_every_item_names_a_role_to_ask_a_source_and_four_distinct_anchors(path: Path) -> None:
    for item in questionnaire(path).items():
        assert item.ask_role, item.id
        assert item.source, item.id
        assert len(set(item.anchors.values())) == len(item.scale.levels) == 4, item.id


@each
def test_every_action_is_complete(path: Path) -> None:
    for action in questionnaire(path).actions:
        texts = (action.why, action.first_test, action.measure, action.owner)
        assert all(texts), action.id
        assert action.steps, action.id
        assert action.strategy, action.id
        assert action.resources, action.id
        assert action.effort.days, action.id


def test_asks_and_anchors_read_at_grade_nine_or_lower() -> None:
    hard = {
        (item.id, text): round(reading_grade(text), 1)
        for item in items().values()
        for text in (item.ask, *item.anchors.values())
        if reading_grade(text) > 9
    }
    assert hard == {}


def test_no_text_asks_two_things_at_once_or_denies_twice() -> None:
    banned = re.compile(r"\band/or\b|\bnot un|\bnot without\b", re.IGNORECASE)
    for item in items().values():
        for text in (item.ask, *item.anchors.values()):
            assert not banned.search(text), (item.id, text)
        assert item.ask.count("?") == 1, item.id


def test_the_flagship_has_fifty_core_items_in_ten_domains() -> None:
    core = [domain for domain in questionnaire(FLAGSHIP).domains if not domain.module]
    assert len(core) == 10
    assert 45 <= sum(len(domain.items) for domain in core) <= 50


def test_each_value_of_approach_barrier_and_pillar_is_carried_by_four_items() -> None:
    instrument = questionnaire(FLAGSHIP)
    carried = Counter((f, v) for item in instrument.items() for f, vs in item.facets.items() for v in vs)
    for name, least in (("approach", 4), ("barrier", 4), ("pillar", 4), ("benefit", 4), ("component", 4)):
        few = {v.id for v in instrument.facet(name).values if carried[name, v.id] < least}
        assert few == set(), name


def test_every_approach_has_a_module_that_the_profile_brings_in() -> None:
    modules = {domain.module for domain in questionnaire(FLAGSHIP).domains if domain.when is not None}
    assert modules >= APPROACHES


def test_every_barrier_is_answered_by_two_to_four_actions() -> None:
    instrument = questionnaire(shipped_folder() / "barriers.yaml")
    closing = Counter(c.item for action in instrument.actions for c in action.closes)
    assert {item.id: closing[item.id] for item in instrument.items() if not 2 <= closing[item.id] <= 4} == {}


def test_the_bank_holds_over_110_actions_and_the_whole_catalogue_of_resources() -> None:
    instrument = questionnaire(FLAGSHIP)
    assert len(instrument.actions) >= 110
    assert len(instrument.resources) >= 250


def test_payment_content_says_when_it_was_true_and_whom_it_is_for() -> None:
    codes = re.compile(r"\b(99\d{3}|G0\d{3}|G2\d{3})\b")
    for action in questionnaire(FLAGSHIP).actions:
        text = " ".join((action.title, action.why, action.first_test, action.measure, *action.steps))
        if codes.search(text):
            assert action.as_of, action.id
            assert action.applies_to, action.id
            assert "Check with your payer before billing" in text, action.id


def test_the_sample_clinic_answers_the_flagship() -> None:
    instrument = questionnaire(FLAGSHIP)
    sample = load_answers(Reader().read(shipped_folder() / "samples" / "riverside.yaml"), instrument)
    assert sample.problems == ()
    assert sample.assessment is not None
    evaluation = evaluate(instrument, sample.assessment)
    assert evaluation.overall.exact is not None
    assert len(evaluation.plan.now) == 3
