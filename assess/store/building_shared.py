"""What items and actions refer to: scales, facets, profile questions, resources and strategies."""

from __future__ import annotations

from collections.abc import Sequence

from assess.core import actions
from assess.core import questionnaire as core
from assess.store.documents import Document
from assess.store.draft import Draft, Part
from assess.store.form_errors import bad_id
from assess.store.form_types import ID, Plain
from assess.store.forms import FacetForm, ProfileForm, ScaleForm
from assess.store.references import (
    FACET,
    ITEM,
    LEVEL,
    OPTION,
    RESOURCE,
    SCALE,
    STRATEGY,
    VALUE,
    level_owner,
    option_owner,
    value_owner,
)
from assess.store.yaml_types import Path as Steps

RESERVED_LEVELS = ("unsure", "not_applicable", "between")
"""Words that an answers file uses for other states than a level."""


def read_shared(draft: Draft) -> None:
    """Read scales, facets, resources and strategies of all parts, banks and modules included."""
    for part in draft.parts:
        for name, scale in part.form.scales.items():
            _read_scale(draft, part, name, scale)
        for name, facet in part.form.facets.items():
            _read_facet(draft, part, name, facet)
        for index, form in enumerate(part.form.resources):
            if draft.define(RESOURCE, form.id, (part.document, ("resources", index, "id"), False)):
                fields = {key: value for key, value in form if key != "was"}
                draft.resources[form.id] = actions.Resource(**fields)
    for part in draft.parts:
        for index, strategy in enumerate(part.form.strategies):
            if draft.define(STRATEGY, strategy.id, (part.document, ("strategies", index, "id"), False)):
                check_resources(draft, part.document, strategy.source, ("strategies", index, "source"))
                draft.strategies[strategy.id] = actions.Strategy(**dict(strategy))


def check_resources(draft: Draft, document: Document, names: Sequence[str], steps: Steps) -> None:
    """Note every resource that is named here."""
    known = draft.references.names(RESOURCE)
    for index, name in enumerate(names):
        if not known.has(name):
            known.use(name, (document, (*steps, index), False))


def _is_id(draft: Draft, part: Part, name: str, steps: Steps) -> bool:
    if ID.fullmatch(name):
        return True
    draft.say(part.document, "bad-id", bad_id(name), steps, key=True)
    return False


def _read_scale(draft: Draft, part: Part, name: str, form: ScaleForm) -> None:
    steps: Steps = ("scales", name)
    if not _is_id(draft, part, name, steps):
        draft.references.names(SCALE).lost.append(name)
        return
    if not draft.define(SCALE, name, (part.document, steps, True)):
        return
    levels = []
    for index, level in enumerate(form.levels):
        place: Steps = (*steps, "levels", index, "key")
        if draft.define(LEVEL, level.key, (part.document, place, False), level_owner(name)):
            levels.append(core.Level(level.key, level.points, level.label))
        if level.key in RESERVED_LEVELS:
            message = f"`{level.key}` is a state of every answer and cannot be a level. Choose another key."
            draft.say(part.document, "reserved-word", message, place)
            draft.references.names(LEVEL, level_owner(name)).lost.append("")
    if len({level.points for level in levels}) < 2:
        message = f"Scale `{name}` needs at least two levels with different points."
        draft.say(part.document, "flat-scale", message, (*steps, "levels"), key=True, about=steps)
        draft.references.ghosts.add(name)
        return
    draft.scales[name] = core.Scale(
        name,
        tuple(levels),
        form.between == "allowed" or part.document.is_broken((*steps, "between")),
        form.unsure.label if form.unsure else "",
        form.not_applicable.reasons if form.not_applicable else (),
        form.not_applicable is not None and form.not_applicable.note == "required",
    )


def _read_facet(draft: Draft, part: Part, name: str, form: FacetForm) -> None:
    steps: Steps = ("facets", name)
    if not _is_id(draft, part, name, steps):
        draft.references.names(FACET).lost.append(name)
        return
    if not draft.define(FACET, name, (part.document, steps, True)):
        return
    names = draft.references.names(VALUE, value_owner(name))
    names.blind = part.document.is_broken((*steps, "values"))
    values = []
    for key, value in form.values.items():
        names.define(key, (part.document, (*steps, "values", key), True))
        values.append(_facet_value(draft, part, key, value, (*steps, "values", key)))
    draft.facets[name] = core.Facet(name, form.title, tuple(values))


def _facet_value(draft: Draft, part: Part, key: str, value: Plain, steps: Steps) -> core.FacetValue:
    if isinstance(value, str) and value:
        return core.FacetValue(key, value)
    if isinstance(value, dict) and value.keys() <= {"title", "means"}:
        title, means = value.get("title"), value.get("means", "")
        if isinstance(title, str) and title and isinstance(means, str):
            return core.FacetValue(key, title, means)
    message = f"A value takes its title: `{key}: Its title` or `{key}: {{title: ..., means: ...}}`."
    draft.say(part.document, "bad-facet-value", message, steps)
    return core.FacetValue(key, key)


def read_profile(draft: Draft) -> None:
    """Read the profile questions of the questionnaire itself; those of modules have no say."""
    for index, form in enumerate(draft.head.profile):
        if draft.define(ITEM, form.id, (draft.main.document, ("profile", index, "id"), False)):
            _read_profile_question(draft, form, ("profile", index))


def _read_profile_question(draft: Draft, form: ProfileForm, steps: Steps) -> None:
    document = draft.main.document
    options = form.one_of if form.one_of is not None else form.any_of
    if (form.one_of is None) == (form.any_of is None) or not options:
        message = (
            "A profile question has either `one_of` or `any_of`, with its options: `one_of: {key: Label}`."
        )
        draft.say(document, "bad-profile", message, steps, key=True, about=steps)
        draft.references.ghosts.add(form.id)
        return
    many = form.any_of is not None
    word = "any_of" if many else "one_of"
    for key in options:
        where = (document, (*steps, word, key), True)
        draft.references.names(OPTION, option_owner(form.id)).define(key, where)
    draft.profile[form.id] = core.ProfileQuestion(form.id, form.ask, options, many, form.help)
