"""Questionnaires and assessments nobody thought of, for the laws.

Few draws make a whole questionnaire: each one takes from a table of all there can be.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise, product

from hypothesis import settings
from hypothesis import strategies as st

from assess.core.actions import Action, Closing, Effort
from assess.core.assessment import Answer, Assessment, Practice
from assess.core.conditions import Condition, Not, Test
from assess.core.questionnaire import (
    Domain,
    Facet,
    FacetValue,
    Item,
    Level,
    Overall,
    ProfileQuestion,
    Questionnaire,
    ReadinessLevel,
    Scale,
)

LAW = settings(max_examples=60, deadline=None, derandomize=True)
"""The same examples in every run: a law that fails, fails again."""

VALUES = ("x", "y", "z")
WEIGHTS = (Fraction(1), Fraction(2), Fraction(5, 2), Fraction(1, 3))
SHAPES = ((0, 1), (0, 1, 2, 3), (0, 1, 2, 4, 8), (-2, -1, 3), (3, 2, 1, 0), (0, 1, 1, 2), (1, 0, 2))
SCALES = tuple(
    Scale(
        f"scale{number}",
        tuple(Level(f"l{n}", Fraction(points, 2), f"L{n}") for n, points in enumerate(shape)),
        between=True,
    )
    for number, shape in enumerate(SHAPES)
)
TAGS = ((), ("x",), ("y",), ("z",), ("x", "y"), ("z", "x"))
LEVELS = tuple(ReadinessLevel(f"from-{start}", Fraction(start), str(start)) for start in (0, 25, 50, 75, 100))
SETTING = ProfileQuestion("setting", "Which?", {"city": "City", "rural": "Rural"})
IN_TOWN, IN_THE_COUNTRY = (Test("setting", "is", (option,)) for option in SETTING.options)

TRAITS = st.sampled_from(list(product(WEIGHTS, (False, True), (False, False, False, True), TAGS)))
TARGETS = st.sampled_from([(scale, level.key) for scale in SCALES for level in scale.levels])
SHARES = (Fraction(0), Fraction(1, 2), Fraction(1))
RULES = st.sampled_from(list(product(WEIGHTS, SHARES, (False, True))))
TOTALS = st.sampled_from((Overall("mean"), Overall("geometric", "part")))
CONTROLS = ("practice", "practice", "shared", "external")
EFFORTS = st.sampled_from(list(product(WEIGHTS, (7, 30, 31, 90, None), CONTROLS)))


@st.composite
def questionnaires(draw: st.DrawFn, *, hiding: bool = True) -> Questionnaire:
    """Up to four domains; with `hiding`, items may be shown only if an earlier answer is as it should be."""
    items: list[Item] = []
    domains = []
    for number, size in enumerate(draw(st.lists(st.integers(1, 3), min_size=1, max_size=4))):
        for _ in range(size):
            items.append(draw(_items(items, hiding=hiding)))
        weight, share, missing_is_zero = draw(RULES)
        domains.append(
            Domain(f"d{number}", f"D{number}", tuple(items[-size:]), weight, share, missing_is_zero)
        )
    return Questionnaire(
        "example",
        "1.0.0",
        "en",
        "Example",
        profile=(SETTING,),
        domains=tuple(domains),
        facets=(Facet("part", "Part", tuple(FacetValue(value, value) for value in VALUES)),),
        overall=draw(TOTALS),
        levels=LEVELS,
        actions=draw(_actions(items)),
    )


@st.composite
def _items(draw: st.DrawFn, earlier: list[Item], *, hiding: bool) -> Item:
    scale, target = draw(TARGETS)
    weight, reverse, critical, tags = draw(TRAITS)
    shown = draw(st.sampled_from([None, None, *_conditions(earlier)])) if hiding else None
    id = f"i{len(earlier)}"
    return Item(
        id,
        f"{id}?",
        scale,
        target,
        weight=weight,
        reverse=reverse,
        critical=critical,
        facets={"part": tags},
        show_if=shown,
    )


def _conditions(earlier: list[Item]) -> list[Condition]:
    tests = [IN_TOWN, IN_THE_COUNTRY]
    for item in earlier[-2:]:
        level = item.scale.levels[1]
        tests += [Test(item.id, op, (level.key,), level.points) for op in ("is", "at_least", "below")]
        tests.append(Test(item.id, "answered"))
    return [*tests, *(Not(test) for test in tests)]


@st.composite
def _actions(draw: st.DrawFn, items: list[Item]) -> tuple[Action, ...]:
    closings = [Closing(facet="part", value=value, below=Fraction(60)) for value in VALUES]
    for item in items:
        closings += [Closing(item.id), Closing(item.id), Closing(item.id, item.scale.levels[1].key)]
    actions: list[Action] = []
    for name in draw(st.permutations("abcdef"[: draw(st.integers(0, 6))])):
        hours, days, control = draw(EFFORTS)
        closes = draw(st.lists(st.sampled_from(closings), min_size=1, max_size=2))
        after = draw(st.sampled_from([(), (), *((action.id,) for action in actions)]))
        made = Action(
            name,
            name,
            effort=Effort(hours, days),
            control=control,
            closes=tuple(closes),
            after=after,
        )
        actions.insert(0, made)
    return tuple(actions)


@st.composite
def assessments(draw: st.DrawFn, questionnaire: Questionnaire) -> Assessment:
    """Answers in all states, also to items that are hidden."""
    given = {item.id: draw(st.sampled_from(_answers(item))) for item in questionnaire.items()}
    answers = {id: answer for id, answer in given.items() if answer is not None}
    setting = draw(st.sampled_from((None, *SETTING.options)))
    profile = {"setting": (setting,)} if setting else {}
    return Assessment("example", "1.0.0", Practice("riverside"), profile=profile, answers=answers)


def _answers(item: Item) -> list[Answer | None]:
    keys = [level.key for level in item.scale.levels]
    betweens = [Answer.between(lower, upper) for lower, upper in pairwise(keys)]
    others = [Answer.unsure(), Answer.not_applicable("out_of_scope"), None]
    return [*map(Answer.level, keys), *map(Answer.level, keys), *betweens, *others]
