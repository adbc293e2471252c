"""The `tests:` of a questionnaire: answers and expectations checked against what there is."""

from __future__ import annotations

import re
from collections.abc import Mapping

from assess.core.questionnaire import Questionnaire
from assess.store.answers import AnswersReader
from assess.store.draft import Draft
from assess.store.forms import TestForm
from assess.store.references import ACTION, DOMAIN, FACET, ITEM, READINESS_LEVEL, VALUE, value_owner
from assess.store.wording import brief, did_you_mean, kind_of, one_of
from assess.store.yaml_types import Path as Steps
from assess.store.yaml_types import Plain

NOTHING = "null"
_ONE = {"level": READINESS_LEVEL, "first_action": ACTION}
_MANY = {"flags": ITEM, "held_by": ITEM, "now": ACTION}
_NUMBERS = ("overall", "tree")
EXPECTATIONS = (
    "level",
    "overall",
    "domains",
    "facets",
    "tree",
    "flags",
    "first_action",
    "now",
    "held_by",
    "limiting",
)
_SCORE = re.compile(r"\d{1,3}", re.ASCII)


def check_tests(draft: Draft, questionnaire: Questionnaire) -> None:
    """Note what is wrong with the tests of a questionnaire, as far as it can be seen without running them."""
    document = draft.main.document
    for index, test in enumerate(draft.head.tests):
        reader = AnswersReader(document, questionnaire, draft.references, draft.troubles)
        reader.read_answers(_answers(draft, test, index), ("tests", index, "answers"))
        for key, value in test.expect.items():
            _check(draft, questionnaire, key, value, ("tests", index, "expect", key))


def _answers(draft: Draft, test: TestForm, index: int) -> dict[str, Plain]:
    """The answers of a test, without what was meant to stand below `expect`."""
    strays = [key for key in test.answers if key in (*EXPECTATIONS, "expect")] if not test.expect else []
    if not strays:
        return test.answers
    message = f"`{strays[0]}` is no item. Is the line `expect:` missing above it?"
    if strays[0] == "expect":
        message = "`expect` stands below `answers` here. Line it up with `answers`."
    draft.say(draft.main.document, "wrong-place", message, ("tests", index, "answers", strays[0]), key=True)
    return {key: value for key, value in test.answers.items() if key not in strays}


def _check(draft: Draft, questionnaire: Questionnaire, key: str, value: Plain, steps: Steps) -> None:
    document = draft.main.document
    if key not in EXPECTATIONS:
        hint = did_you_mean(key, EXPECTATIONS) or f" Known here: {one_of(EXPECTATIONS)}."
        draft.say(
            document, "unknown-key", f"The key `{brief(key)}` is not known here.{hint}", steps, key=True
        )
    elif key in _ONE:
        if isinstance(value, str) and value:
            _expect_name(draft, _ONE[key], value, steps)
        else:
            _wrong(draft, f"`{key}` takes one id", value, steps)
    elif key in _MANY:
        _check_names(draft, key, value, steps)
    elif key in _NUMBERS:
        _check_score(draft, key, value, steps)
    elif key == "limiting":
        _check_limiting(draft, questionnaire, value, steps)
    elif key == "domains":
        _check_scores(draft, DOMAIN, "", value, steps)
    else:
        _check_facets(draft, value, steps)


def _wrong(draft: Draft, wanted: str, value: Plain, steps: Steps) -> None:
    draft.say(draft.main.document, "wrong-kind", f"{wanted}, but {kind_of(value)} stands here.", steps)


def _expect_name(
    draft: Draft, kind: str, name: str, steps: Steps, *, owner: str = "", key: bool = False
) -> bool:
    return name == NOTHING or draft.references.names(kind, owner).use(name, (draft.main.document, steps, key))


def _check_names(draft: Draft, key: str, value: Plain, steps: Steps) -> None:
    if not isinstance(value, list):
        _wrong(draft, f"`{key}` takes a list of ids: `{key}: [...]`", value, steps)
        return
    for index, name in enumerate(value):
        if isinstance(name, str):
            _expect_name(draft, _MANY[key], name, (*steps, index))
        else:
            _wrong(draft, "An id is expected here", name, (*steps, index))


def _check_score(draft: Draft, name: str, value: Plain, steps: Steps) -> None:
    if not isinstance(value, str) or not (value == NOTHING or _SCORE.fullmatch(value)):
        _wrong(draft, f"`{name}` is a whole number, or `null` where none is expected", value, steps)


def _check_limiting(draft: Draft, questionnaire: Questionnaire, value: Plain, steps: Steps) -> None:
    if not isinstance(value, str) or not value:
        _wrong(draft, "`limiting` takes the id of the limiting part", value, steps)
    elif questionnaire.overall.over and questionnaire.overall.over not in draft.facets:
        return  # told before
    elif questionnaire.overall.over:
        _expect_name(draft, VALUE, value, steps, owner=value_owner(questionnaire.overall.over))
    else:
        _expect_name(draft, DOMAIN, value, steps)


def _check_scores(draft: Draft, kind: str, owner: str, value: Plain, steps: Steps) -> None:
    if not isinstance(value, Mapping):
        _wrong(draft, "Ids and scores are expected here, such as `{finding: 58}`", value, steps)
        return
    for name, score in value.items():
        if _expect_name(draft, kind, name, (*steps, name), owner=owner, key=True):
            _check_score(draft, name, score, (*steps, name))


def _check_facets(draft: Draft, value: Plain, steps: Steps) -> None:
    if not isinstance(value, Mapping):
        _wrong(draft, "Facets are expected as `{component: {motivation: 40}}`", value, steps)
        return
    for facet, scores in value.items():
        if _expect_name(draft, FACET, facet, (*steps, facet), key=True):
            _check_scores(draft, VALUE, value_owner(facet), scores, (*steps, facet))
