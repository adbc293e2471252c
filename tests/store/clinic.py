"""A small questionnaire and a practice, for the tests of the store."""

from __future__ import annotations

from fractions import Fraction

from assess.core.assessment import Answer, Assessment, Evidence, Practice, Respondent
from assess.core.conditions import Test as Condition
from assess.core.evaluation import evaluate
from assess.core.questionnaire import (
    Domain,
    Item,
    Level,
    ProfileQuestion,
    Questionnaire,
    ReadinessLevel,
    Scale,
)
from assess.store.database import Kept, Scores, Store

SCALE = Scale(
    "spread", tuple(Level(key, Fraction(n), key) for n, key in enumerate(("none", "some", "most", "all")))
)
ITEMS = tuple(Item(f"i{n}", f"Question {n}?", SCALE, "most") for n in range(6))
HIDDEN = Item("rural.i6", "Question 6?", SCALE, "most", show_if=Condition("setting", "is", ("rural",)))
QUESTIONNAIRE = Questionnaire(
    "example",
    "1.0.0",
    "en",
    "Example check",
    profile=(
        ProfileQuestion("setting", "Which kind?", {"rural": "Rural", "city": "City"}),
        ProfileQuestion("approaches", "Which?", {"school": "Schools", "co": "Co-location"}, many=True),
    ),
    domains=(Domain("first", "First", ITEMS[:3]), Domain("second", "Second", (*ITEMS[3:], HIDDEN))),
    levels=(ReadinessLevel("start", Fraction(0), "Starting"), ReadinessLevel("ready", Fraction(50), "Ready")),
)
TEXTS = {"example.yaml": "format: readiness/1\r\nid: example # ä\n", "shared/scales.yaml": "scales:\n"}
RIVERSIDE = Practice("riverside", "Riverside Family Clinic")
NURSE = Respondent("r1", "nurse_lead")
ANSWERS = {
    "i0": Answer.level("none"),
    "i1": Answer.between("none", "some", "Two reports disagree – “really”"),
    "i2": Answer.unsure("Ask \udcff billing"),
    "i3": Answer.not_applicable("partner_does_it", "The county does this"),
    "i4": Answer("answered", ("all",), evidence=Evidence("Log of May", "2026-05-30")),
    "rural.i6": Answer.level("most"),
}
ASSESSMENT = Assessment(
    "example", "1.0.0", RIVERSIDE, NURSE, "2026-11-20", {"setting": ("city",), "approaches": ()}, ANSWERS
)


def begin(store: Store) -> int:
    """A new assessment of Riverside, without answers."""
    return store.create(QUESTIONNAIRE, RIVERSIDE, NURSE, "2026-11-20", {"setting": ("city",)}, TEXTS)


def scores(assessment: Assessment) -> Scores:
    """The scores of these answers."""
    return Scores.of(evaluate(QUESTIONNAIRE, assessment))


def answer(store: Store, kept: Kept, item: str, given: Answer | None) -> Kept:
    """Answer as a program does: score what it knows, save both, go on with the result."""
    assessment = kept.assessment.with_answer(item, given)
    store.save_answer(kept.id, item, given, scores(assessment))
    return Kept(kept.id, kept.questionnaire, assessment, kept.position)


def kept_scores(store: Store, id: int) -> Scores:
    """The scores that the list shows."""
    line = next(line for line in store.assessments() if line.id == id)
    return Scores(line.answered, line.applicable, line.score, line.level)
