"""The `tests:` of a questionnaire: answers and expectations checked against what there is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from assess.core.questionnaire import Questionnaire
from assess.store.answers import AnswersReader
from assess.store.documents import Trouble
from assess.store.problems import did_you_mean, one_of
from assess.store.yaml_text import Path as Steps
from assess.store.yaml_text import Plain

if TYPE_CHECKING:
    from assess.store.building import Part

EXPECTATIONS = ("level", "overall", "domains", "facets", "tree", "flags", "first_action", "now", "held_by", "limiting")


def check_tests(part: Part, questionnaire: Questionnaire) -> list[Trouble]:
    """What is wrong with the tests of a questionnaire, as far as it can be seen without running them."""
    troubles: list[Trouble] = []
    for index, test in enumerate(part.form.tests):
        reader = AnswersReader(part.document, questionnaire)
        reader.read_answers(test.answers, ("tests", index, "answers"))
        troubles += reader.troubles
        troubles += _check_expect(part, questionnaire, test.expect, ("tests", index, "expect"))
    return troubles


def _check_expect(
    part: Part, questionnaire: Questionnaire, expect: dict[str, Plain], steps: Steps
) -> list[Trouble]:
    known = _known_names(questionnaire)
    troubles = []
    for key, value in expect.items():
        if key not in EXPECTATIONS:
            near = did_you_mean(key, EXPECTATIONS) or f" Known are {one_of(EXPECTATIONS)}."
            place = part.document.place((*steps, key), key=True)
            troubles.append(Trouble("unknown-key", f"`{key}` cannot be expected.{near}", place))
        for name, where in _names(key, value):
            if key in known and name not in known[key] and name != "null":
                near = did_you_mean(name, known[key]) or " Check the id."
                place = part.document.place((*steps, key, *where))
                troubles.append(Trouble("unknown-id", f"There is nothing with the id `{name}` to expect.{near}", place))
    return troubles


def _known_names(questionnaire: Questionnaire) -> dict[str, set[str]]:
    actions = {action.id for action in questionnaire.actions}
    items = {item.id for item in questionnaire.items()}
    profile = {question.id for question in questionnaire.profile}
    return {
        "level": {level.id for level in questionnaire.levels},
        "domains": {domain.id for domain in questionnaire.domains},
        "facets": {facet.id for facet in questionnaire.facets},
        "flags": items,
        "held_by": items | profile,
        "first_action": actions,
        "now": actions,
    }


def _names(key: str, value: Plain) -> Iterable[tuple[str, Steps]]:
    if isinstance(value, str) and key in ("level", "first_action"):
        return [(value, ())]
    if isinstance(value, list):
        return [(name, (index,)) for index, name in enumerate(value) if isinstance(name, str)]
    if isinstance(value, dict):
        return [(name, (name,)) for name in value]
    return []
