"""Small questionnaires and answers for the tests of the core, in few words.

Answers are written as in a file: a level, `UNSURE`, `DOES_NOT_APPLY`, or two levels for between.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from assess.core.actions import Action, Closing, Effort
from assess.core.assessment import Answer, Assessment, Practice
from assess.core.conditions import Test
from assess.core.evaluation import Evaluation, evaluate
from assess.core.questionnaire import (
    Domain,
    Facet,
    FacetValue,
    Item,
    Level,
    Overall,
    Questionnaire,
    ReadinessLevel,
    Scale,
)

Number = Fraction | int | str
Given = Answer | str | tuple[str, str]

UNSURE = Answer.unsure()
DOES_NOT_APPLY = Answer.not_applicable("out_of_scope")


def scale(**points: Number) -> Scale:
    """A scale with these levels: `scale(none=0, all=3)`."""
    levels = (Level(key, Fraction(value), key) for key, value in points.items())
    return Scale("-".join(points), tuple(levels), between=True)


SPREAD = scale(none=0, some=1, most=2, all=3)
QUARTERS = scale(p0=0, p25=25, p50=50, p75=75, p100=100)


def item(id: str, scale: Scale = SPREAD, target: str = "", **fields: Any) -> Item:
    """An item; its target is the last level but one, unless another is named."""
    fields["weight"] = Fraction(fields.get("weight", 1))
    return Item(id, f"{id}?", scale, target or scale.levels[-2].key, **fields)


def quarters(id: str, target: str = "p100", **fields: Any) -> Item:
    """An item whose levels p0, p25, p50, p75 and p100 are its percents."""
    return item(id, QUARTERS, target, **fields)


def domain(id: str, *items: Item, **fields: Any) -> Domain:
    fields["weight"] = Fraction(fields.get("weight", 1))
    fields["min_answered"] = Fraction(fields.get("min_answered", "0.5"))
    return Domain(id, id, items, **fields)


def facet(id: str, *values: str) -> Facet:
    return Facet(id, id, tuple(FacetValue(value, value) for value in values))


def readiness(id: str, start: Number, *gates: Test) -> ReadinessLevel:
    return ReadinessLevel(id, Fraction(start), id, requires=gates)


def at_least(item: Item, key: str) -> Test:
    return Test(item.id, "at_least", (key,), item.scale.level(key).points)


def action(
    id: str,
    *closes: str | Closing,
    hours: Number = 1,
    days: int | None = 90,
    after: Iterable[str] = (),
    control: str = "practice",
) -> Action:
    """An action that closes these items, or whatever a `Closing` names; not a quick one."""
    closings = tuple(Closing(each) if isinstance(each, str) else each for each in closes)
    effort = Effort(Fraction(hours), days)
    return Action(id, id, effort=effort, closes=closings, after=tuple(after), control=control)


def below(facet: str, value: str, score: Number) -> Closing:
    return Closing(facet=facet, value=value, below=Fraction(score))


def questionnaire(*domains: Domain, over: str = "", **fields: Any) -> Questionnaire:
    """A questionnaire of these domains; with `over` the total is geometric over that facet, else a mean."""
    fields.setdefault("overall", Overall("geometric", over) if over else Overall("mean"))
    return Questionnaire("example", "1.0.0", "en", "Example", domains=domains, **fields)


def assessment(
    answers: Mapping[str, Given | None], profile: Mapping[str, tuple[str, ...]] | None = None
) -> Assessment:
    given = {id: _answer(value) for id, value in answers.items() if value is not None}
    return Assessment("example", "1.0.0", Practice("clinic"), profile=profile or {}, answers=given)


def _answer(given: Given) -> Answer:
    match given:
        case Answer():
            return given
        case str():
            return Answer.level(given)
        case (lower, upper):
            return Answer.between(lower, upper)


def evaluated(asked: Questionnaire | Domain, /, **answers: Given | None) -> Evaluation:
    """The evaluation of a questionnaire, or of one with this domain alone."""
    whole = questionnaire(asked) if isinstance(asked, Domain) else asked
    return evaluate(whole, assessment(answers))
