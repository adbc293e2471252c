"""What the forms know of a place in a file: its type, its keys, and what can stand in for a mistake there."""

from __future__ import annotations

from functools import lru_cache
from types import UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel

from assess.store import forms
from assess.store.form_types import Plain
from assess.store.yaml_types import Path as Steps

MADE_UP = "?"
"""A text that stands for one that is missing or wrong."""

_NAMES = {
    forms.ScaleForm: "a scale",
    forms.LevelForm: "a level of a scale",
    forms.FacetForm: "a facet",
    forms.ProfileForm: "a profile question",
    forms.DomainForm: "a domain",
    forms.ItemForm: "an item",
    forms.EvidenceForm: "`evidence`",
    forms.ReadinessLevelForm: "a readiness level",
    forms.TreeForm: "the tree",
    forms.NodeForm: "a node of the tree",
    forms.ActionForm: "an action",
    forms.EffortForm: "`effort`",
    forms.ResourceForm: "a resource",
    forms.TestForm: "a test",
    forms.QuestionnaireForm: "the questionnaire itself",
}
_STAND_INS = {"format": forms.FORMAT, "version": "0.0.0", "method": "mean"}
_NUMBERS = ("points", "from", "retest_sd")
_NOTHING = ("if", "then", "else")


def keys_of(form: Any) -> dict[str, Any]:
    """The keys of a form and their fields; none where a place is not a form."""
    return _keys(form) if isinstance(form, type) and issubclass(form, BaseModel) else {}


@lru_cache(maxsize=64)
def _keys(form: type[BaseModel]) -> dict[str, Any]:
    return {field.alias or name: field for name, field in form.model_fields.items()}


def shape_at(form: type[BaseModel], steps: Steps) -> Any:
    """The form, list or mapping type, or scalar type of a place; None where the forms do not look."""
    return _shape(form, _anywhere(steps))


def mappings_above(form: type[BaseModel], steps: Steps) -> tuple[int, ...]:
    """How many steps lead to each mapping of names to entries that a place is in, outermost first."""
    return _mappings(form, _anywhere(steps))


def _anywhere(steps: Steps) -> Steps:
    """The same place in any entry of its lists, so that what is known of one is known of all."""
    return tuple([0 if isinstance(step, int) else step for step in steps])


@lru_cache(maxsize=1024)
def _mappings(form: type[BaseModel], steps: Steps) -> tuple[int, ...]:
    return tuple(n for n in range(1, len(steps)) if get_origin(_shape(form, steps[:n])) is dict)


@lru_cache(maxsize=1024)
def _shape(form: type[BaseModel], steps: Steps) -> Any:
    shape: Any = form
    for step in steps:
        if keys := keys_of(shape):
            field = keys.get(str(step))
            shape = _without_none(field.annotation) if field is not None else None
        else:
            inner = [part for part in get_args(shape) if part is not Ellipsis]
            shape = inner[-1] if get_origin(shape) in (tuple, dict) and inner else None
    return shape


def _without_none(annotation: Any) -> Any:
    if get_origin(annotation) in (UnionType, Union):
        return next(part for part in get_args(annotation) if part is not type(None))
    return annotation


def form_name(form: Any) -> str:
    """A form in words; empty for one that has no name of its own."""
    return _NAMES.get(form, "")


def known_elsewhere(key: str) -> str:
    """Where a key is known, in words; empty if nowhere."""
    homes = [name for form, name in _NAMES.items() if key in _keys(form)]
    return " or ".join(homes[:2])


def is_optional(form: type[BaseModel], steps: Steps) -> bool:
    """Whether a place may be left out: a key with a default."""
    field = keys_of(shape_at(form, steps[:-1])).get(str(steps[-1]))
    return field is not None and not field.is_required()


def stand_in(form: type[BaseModel], steps: Steps, number: int) -> Plain:
    """Something well-formed for a place where a mistake stands; `number` keeps made-up ids apart."""
    shape, key = shape_at(form, steps), str(steps[-1])
    if fields := keys_of(shape):
        return {
            name: stand_in(form, (*steps, name), number)
            for name, field in fields.items()
            if field.is_required()
        }
    if get_origin(shape) in (tuple, dict):
        return {} if get_origin(shape) is dict else []
    if key in ("id", "key"):
        return made_up_id(number)
    if key in _NUMBERS:
        return str(number % 100 + 1)
    return None if key in _NOTHING else _STAND_INS.get(key, MADE_UP)


def made_up_id(number: int) -> str:
    """An id that no author would choose."""
    return f"made-up-{number}-by-assess"


def value_at(content: Plain, steps: Steps) -> Plain:
    """What stands at a place of a content."""
    for step in steps:
        content = content[step]
    return content
