"""A questionnaire as JSON and back: the same value, to the last field."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass, replace
from fractions import Fraction
from typing import Any

import pytest

from assess.core import conditions
from assess.core import questionnaire as parts
from assess.core.actions import Action, Closing, Effort, Resource, Strategy
from assess.core.questionnaire import (
    Domain,
    EvidenceWanted,
    Facet,
    FacetValue,
    Item,
    Level,
    Overall,
    ProfileQuestion,
    Questionnaire,
    QuestionnaireTest,
    ReadinessLevel,
    Reliability,
    Scale,
    Tree,
    TreeNode,
)
from assess.store.plain import from_plain, to_plain

YES = conditions.Test("start", "is", ("yes",))
AT_LEAST = conditions.Test("start", "at_least", ("yes",), Fraction(7, 3))
EVERY_CONDITION = conditions.All(
    (conditions.AnyOf((YES, AT_LEAST)), conditions.Not(conditions.Test("start", "answered")))
)
SCALE = Scale(
    "spread",
    (Level("no", Fraction(0), "Not yet"), Level("yes", Fraction(1, 3), "Für alle")),
    between=True,
    unsure_label="Ask someone",
    reasons=("out_of_scope",),
    note_required=True,
)
START = Item("start", "Have you begun?", SCALE, "yes")
ITEM = Item(
    "finding.screen",
    "Is there a screen?",
    SCALE,
    "yes",
    kind="opinion",
    anchors={"yes": "Every year", "no": "Never"},
    counts_if=("A tool is named",),
    help="Think of last year.",
    why="It is missed.",
    ask_role="nurse_lead",
    weight=Fraction(5, 2),
    critical=True,
    reverse=True,
    evidence=EvidenceWanted("Date of the log", 365),
    facets={"approach": ("co-location", "school"), "component": ("motivation",)},
    source=("playbook",),
    show_if=EVERY_CONDITION,
    as_of="2026",
    applies_to=("rural",),
)
ACTION = Action(
    "order",
    "Write the order",
    why="It drops.",
    first_test="One team",
    steps=("Agree", "Write"),
    measure="Share",
    effort=Effort(Fraction(13, 2), 30, "none"),
    owner="nurse_lead",
    control="external",
    closes=(
        Closing(item="start", worse_than="yes"),
        Closing(facet="approach", value="school", below=Fraction(101, 2)),
    ),
    after=("choose",),
    strategy=("eric",),
    resources=("playbook",),
    as_of="2026",
    applies_to=("rural",),
)
RESOURCE = Resource(
    "playbook",
    "The playbook",
    publisher="A publisher",
    url="https://example.org/a?b=c",
    kind="guide",
    year=2024,
    checked="2026-11-20",
    why="Step by step",
    status_note="Archived",
    seen=True,
    search="a title",
    audience=("manager",),
    topics=("screening",),
    approaches=("school",),
    barriers=("money",),
    as_of="2026",
    applies_to=("rural",),
)
EVERYTHING = Questionnaire(
    "example",
    "1.10",
    "en",
    "Example: “ready?”",
    about="What it is for.\n\n- one\n- two",
    minutes=25,
    license="CC-BY-4.0",
    rights_source="Written for this",
    reliability=Reliability(Fraction(11), 11, "a study"),
    profile=(ProfileQuestion("setting", "Which?", {"fqhc": "Center", "rural": "Rural"}, True, "Tick all."),),
    domains=(
        Domain("begin", "Beginning", (START,)),
        Domain("finding", "Finding", (ITEM,), Fraction(2), Fraction(2, 3), True, "About it", YES, "module"),
    ),
    facets=(Facet("approach", "Approach", (FacetValue("school", "Schools", "In schools"),)),),
    overall=Overall("geometric", "approach"),
    levels=(ReadinessLevel("ready", Fraction(99, 2), "Ready", "Go on", (YES, EVERY_CONDITION)),),
    tree=Tree("Level", "a", {"a": TreeNode("a", YES, "b", 1), "b": TreeNode("b", YES, 3, 2)}, {3: "Both"}),
    actions=(ACTION,),
    resources=(RESOURCE,),
    strategies=(Strategy("eric", "Access data", "It means", "all", ("list",)),),
    roles={"nurse_lead": "Lead nurse"},
    sources=("playbook",),
    tests=(
        QuestionnaireTest(
            "Day one",
            {"setting": ["rural"], "start": {"between": ["no", "yes"], "note": "x"}, "finding.screen": "no"},
            {"level": "ready", "domains": {"finding": "0"}, "pair": ("a", ["b", ("c",)]), "none": None},
        ),
    ),
    renamed={"old.id": "start"},
)


def there_and_back(questionnaire: Questionnaire) -> Questionnaire:
    return from_plain(json.loads(json.dumps(to_plain(questionnaire))))


def test_nothing_is_lost() -> None:
    back = there_and_back(EVERYTHING)
    assert back == EVERYTHING
    # Equal is not enough: 1 equals Fraction(1), and the order of a mapping is the order on screen.
    assert repr(back) == repr(EVERYTHING)


def test_what_an_author_left_out_is_lost_neither() -> None:
    domain, action = Domain("d", "D", (START,)), Action("a", "A")
    bare = Questionnaire("bare", "1", "en", "Bare", domains=(domain,), actions=(action,))
    assert repr(there_and_back(bare)) == repr(bare)


def test_the_example_above_uses_every_field() -> None:
    """A field that is added to a questionnaire has to be added to the example, and is tested with it."""
    seen: dict[type, set[str]] = {}
    for value in everything_in(EVERYTHING):
        changed = {field.name for field in fields(value) if getattr(value, field.name) != default_of(field)}
        seen.setdefault(type(value), set()).update(changed)
    for kind in (*vars(parts).values(), *vars(conditions).values()):
        if isinstance(kind, type) and is_dataclass(kind) and kind is not conditions.Known:
            assert seen.get(kind) == {field.name for field in fields(kind)}, kind


def everything_in(value: object) -> Iterator[Any]:
    if is_dataclass(value):
        yield value
        for field in fields(value):
            yield from everything_in(getattr(value, field.name))
    elif isinstance(value, tuple):
        for part in value:
            yield from everything_in(part)
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from everything_in(part)


def default_of(field: dataclasses.Field[Any]) -> object:
    return field.default if field.default_factory is MISSING else field.default_factory()


def test_a_scale_is_written_once_and_shared_again() -> None:
    items = tuple(replace(START, id=f"i{number}") for number in range(20))
    shared = replace(EVERYTHING, domains=(Domain("d", "D", items),))
    assert len(to_plain(shared)["scales"]) == 1
    scales = [item.scale for item in there_and_back(shared).items()]
    assert all(scale is scales[0] for scale in scales)


def test_scales_of_one_name_may_differ() -> None:
    other = replace(SCALE, levels=(*SCALE.levels, Level("all", Fraction(5), "All")))
    two = replace(EVERYTHING, domains=(Domain("d", "D", (START, replace(START, id="next", scale=other))),))
    assert there_and_back(two) == two


def test_a_default_that_is_not_empty_is_written_for_it_may_change_one_day() -> None:
    domain = to_plain(EVERYTHING)["domains"][0]
    assert domain["weight"] == 1
    assert domain["min_answered"] == "1/2"
    assert domain["items"][0]["kind"] == "fact"
    assert "help" not in domain["items"][0]


def test_conditions_are_tagged_lists() -> None:
    item = to_plain(EVERYTHING)["domains"][1]["items"][0]
    assert item["show_if"] == [
        "all",
        ["any", ["is", "start", ["yes"], 0], ["at_least", "start", ["yes"], "7/3"]],
        ["not", ["answered", "start", [], 0]],
    ]


def test_what_json_cannot_hold_is_refused_and_not_bent() -> None:
    odd = QuestionnaireTest("odd", {"start": object()}, {})
    with pytest.raises(TypeError, match="object cannot stand in the tests"):
        to_plain(replace(EVERYTHING, tests=(odd,)))
