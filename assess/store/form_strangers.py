"""Entries that stand in the wrong part of a file, because the line that begins their own part is missing.

Taken key by key such an entry is a dozen mistakes; it is one, and told as one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, get_args

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from assess.store import forms
from assess.store.documents import Document, Trouble
from assess.store.form_shapes import form_name, keys_of, mappings_above, shape_at, value_at
from assess.store.form_types import Plain
from assess.store.wording import brief
from assess.store.yaml_types import Path as Steps

_SECTIONS: dict[type[BaseModel], str] = {
    forms.DomainForm: "domains",
    forms.ItemForm: "items",
    forms.ProfileForm: "profile",
    forms.ReadinessLevelForm: "levels",
    forms.ActionForm: "actions",
    forms.ResourceForm: "resources",
    forms.TestForm: "tests",
    forms.StrategyForm: "strategies",
    forms.ScaleForm: "scales",
    forms.FacetForm: "facets",
}
"""Under which key the entries of each form stand."""


@dataclass(slots=True)
class Strangers:
    """What was found: troubles, and the places that need no further word."""

    troubles: list[Trouble] = field(default_factory=list)
    gone: set[Steps] = field(default_factory=set)

    def holds(self, steps: Steps) -> bool:
        """Whether a place is in one of these entries."""
        return any(steps[:n] in self.gone for n in range(len(steps) + 1))


def find_strangers(form: type[BaseModel], document: Document, found: Sequence[ErrorDetails]) -> Strangers:
    """The entries among the mistakes of a document that belong to another part of the file."""
    strangers = Strangers()
    places = [tuple(details["loc"]) for details in found]
    for steps, details in zip(places, found, strict=True):
        _look_for_missing_name(form, document, steps, strangers)
        if details["type"] == "missing":
            _look_for_stub(document, steps, strangers)
            _look_for_stray_dash(form, document, steps, strangers)
        elif details["input"] == "":
            _look_for_unindented(form, document, steps, strangers)
    for steps in places:
        _look_for_misplaced_key(form, document, steps, places, strangers)
    unknown = Counter(
        steps[:-1]
        for steps, details in zip(places, found, strict=True)
        if details["type"] == "extra_forbidden"
    )
    homes: dict[Steps, type[BaseModel]] = {}
    for parent in sorted(unknown, key=lambda steps: [str(step).zfill(9) for step in steps]):
        if unknown[parent] < 2 or len(parent) < 2 or strangers.holds(parent):
            continue
        home = _home(value_at(document.content, parent), shape_at(form, parent))
        if home is None:
            continue
        strangers.gone.add(parent)
        told = homes.get(parent[:-1]) is home or (*parent[:-1], _SECTIONS[home]) in strangers.gone
        homes[parent[:-1]] = home
        strangers.troubles += [] if told else [_stranger(document, parent, home)]
    return strangers


def _home(entry: Plain, here: Any) -> type[BaseModel] | None:
    """The form that an entry fits, if it is not the one of its place."""
    fitting = (form for form in _SECTIONS if form is not here and entry.keys() <= keys_of(form).keys())
    return next(fitting, None)


def _stranger(document: Document, steps: Steps, home: type[BaseModel]) -> Trouble:
    name, container = form_name(home) or "an entry of another part", steps[-2]
    message = (
        f"This looks like {name}, but it stands below `{container}`. "
        f"Is the line `{_SECTIONS[home]}:` missing above it? Write it, or move the entry."
    )
    return Trouble("wrong-place", message, document.place(steps, key=True))


def _look_for_misplaced_key(
    form: type[BaseModel], document: Document, steps: Steps, places: Sequence[Steps], strangers: Strangers
) -> None:
    """A key indented so far that it stands among the entries above it, or so little that it is one itself."""
    for length in mappings_above(form, steps):
        place = steps[: length + 1]
        shape, name = shape_at(form, place[:-1]), place[-1]
        if strangers.holds(place):
            continue
        around, entry = shape_at(form, place[:-2]), get_args(shape)[-1]
        if name in keys_of(around):
            owner = form_name(around) or "that part"
            message = f"`{name}` stands below `{place[-2]}` here. Line it up with the other keys of {owner}."
        elif name in keys_of(entry):
            owner = form_name(entry) or "an entry"
            message = f"`{name}` belongs to {owner}. Indent it like the other keys there."
            # The entry that lacks it now is no further mistake.
            strangers.gone.update(
                p for p in places if len(p) == length + 2 and p[:-2] == place[:-1] and p[-1] == name
            )
        else:
            continue
        strangers.gone.add(place)
        strangers.troubles.append(Trouble("wrong-place", message, document.place(place, key=True)))


def _look_for_unindented(
    form: type[BaseModel], document: Document, steps: Steps, strangers: Strangers
) -> None:
    """A part that is not indented below its key, as in `scales:` and then `spread:` beside it."""
    around = value_at(document.content, steps[:-1])
    if not isinstance(around, dict) or around.get(steps[-1]) != "" or strangers.holds(steps):
        return
    names = list(around)
    following = names[names.index(str(steps[-1])) + 1 :][:1]
    known = keys_of(shape_at(form, steps[:-1]))
    if following and known and following[0] not in known and isinstance(around[following[0]], dict | list):
        strangers.gone.update([steps, (*steps[:-1], following[0])])
        message = (
            f"`{following[0]}` belongs below `{steps[-1]}`, which is empty now. Indent it and its lines "
            "further."
        )
        place = document.place((*steps[:-1], following[0]), key=True)
        strangers.troubles.append(Trouble("wrong-place", message, place))


def _look_for_missing_name(
    form: type[BaseModel], document: Document, steps: Steps, strangers: Strangers
) -> None:
    """Keys of an entry where its name should stand, as in `scales: {levels: [...]}`."""
    for length in mappings_above(form, steps):
        container = steps[:length]
        shape = shape_at(form, container)
        if strangers.holds(container):
            continue
        keys = value_at(document.content, container)
        misread = [key for key in keys if key in keys_of(get_args(shape)[-1])]
        if len(misread) < 2:
            continue
        strangers.gone.add(container)
        before = list(keys)[list(keys).index(misread[0]) - 1]
        what = form_name(get_args(shape)[-1]) or "an entry"
        place, message = (
            misread[0],
            (
                f"The name of {what} is missing above `{misread[0]}`. "
                "Write it on a line of its own with a colon, and indent these lines below it."
            ),
        )
        if keys[before] == "" and before not in misread:
            place, message = (
                before,
                f"Nothing is indented below `{before}`. Indent the lines of {what} further than its name.",
            )
        strangers.troubles.append(
            Trouble("missing-name", message, document.place((*container, place), key=True))
        )


def _look_for_stub(document: Document, steps: Steps, strangers: Strangers) -> None:
    """The first line of an entry that stands twice: an entry of nothing but an id before the whole one."""
    if len(steps) < 3 or not isinstance(steps[-2], int) or strangers.holds(steps[:-1]):
        return
    entries = value_at(document.content, steps[:-2])
    entry, following = entries[steps[-2]], entries[steps[-2] + 1 : steps[-2] + 2]
    if (
        isinstance(entry, dict)
        and entry.keys() == {"id"}
        and [entry["id"]] == [_id(each) for each in following]
    ):
        strangers.gone.add(steps[:-1])
        message = (
            f"This line stands here twice, and the entry `{brief(str(entry['id']))}` begins with the "
            "second. Delete one."
        )
        strangers.troubles.append(Trouble("id-used-twice", message, document.place((*steps[:-1], "id"))))


def _look_for_stray_dash(
    form: type[BaseModel], document: Document, steps: Steps, strangers: Strangers
) -> None:
    """A dash too many, which makes the rest of an entry one of its own."""
    parent = steps[:-1]
    fields = keys_of(shape_at(form, parent))
    if not parent or not isinstance(parent[-1], int) or parent[-1] == 0 or strangers.holds(parent):
        return
    if not fields or steps[-1] != next(iter(fields)):  # an entry is known by its first key
        return
    above = value_at(document.content, (*parent[:-1], parent[-1] - 1))
    entry = value_at(document.content, parent)
    if not isinstance(above, dict) or above.keys() & entry.keys() or not entry.keys() < fields.keys():
        return
    strangers.gone.add(parent)
    strangers.gone.update((*parent[:-1], parent[-1] - 1, key) for key in entry)
    message = (
        f"An entry begins here without `{steps[-1]}`. Take the `- ` away if this line belongs to the entry "
        "above."
    )
    strangers.troubles.append(Trouble("stray-dash", message, document.place(parent)))


def _id(entry: Plain) -> Plain:
    return entry.get("id") if isinstance(entry, dict) else None
