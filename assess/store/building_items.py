"""Domains and their items, in the order of the screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assess.core import questionnaire as core
from assess.core.conditions import All, Condition
from assess.store.building_shared import check_resources
from assess.store.conditions import Sight, read_condition
from assess.store.documents import Document
from assess.store.draft import Draft, Part
from assess.store.forms import DomainForm, ItemForm
from assess.store.references import DOMAIN, FACET, ITEM, LEVEL, SCALE, VALUE, level_owner, value_owner
from assess.store.yaml_types import Path as Steps


def read_domains(draft: Draft) -> tuple[core.Domain, ...]:
    """Read all domains: the questionnaire's own first, then those of its modules."""
    draft.ahead = {item.id for _, _, item in draft.item_forms()}
    reader = _ItemReader(draft)
    domains = []
    for part in draft.parts:
        if part.questionnaire is None:
            continue
        when = _read_when(draft, part)
        for index, form in enumerate(part.questionnaire.domains):
            steps: Steps = ("domains", index)
            new = draft.define(DOMAIN, form.id, (part.document, (*steps, "id"), False))
            domain = _read_domain(reader, part, form, steps, when)
            domains += [domain] if new else []
    return tuple(domains)


def _read_when(draft: Draft, part: Part) -> Condition | None:
    """The conditions of all the includes that brought this part, as one."""
    conditions = []
    for document, index in part.unit.includes:
        when = document.content["include"][index].get("when")
        sight = Sight(draft, document, ("include", index, "when"), draft.ahead)
        condition = read_condition(when, sight)
        conditions += [] if condition is None else [condition]
    if len(conditions) > 1:
        return All(tuple(conditions))
    return conditions[0] if conditions else None


def _read_domain(
    reader: _ItemReader, part: Part, form: DomainForm, steps: Steps, when: Condition | None
) -> core.Domain:
    draft = reader.draft
    items = []
    for index, item_form in enumerate(form.items):
        item_steps: Steps = (*steps, "items", index)
        if not draft.define(ITEM, item_form.id, (part.document, (*item_steps, "id"), False)):
            continue
        item = reader.read(part.document, item_form, item_steps)
        draft.ahead.discard(item_form.id)
        if item is None:
            draft.references.ghosts.add(item_form.id)
        else:
            items.append(item)
            draft.items[item.id] = item
    return core.Domain(
        form.id,
        form.title,
        tuple(items),
        form.weight,
        form.min_answered,
        form.missing == "zero",
        form.about,
        when,
        part.unit.module,
    )


class _ItemReader:
    """Reads items; most of a questionnaire is items, so what many of them share is looked up once."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self._scales = draft.references.names(SCALE)
        self._facets = draft.references.names(FACET)
        self._levels = {name: draft.references.names(LEVEL, level_owner(name)) for name in draft.scales}
        self._values = {name: draft.references.names(VALUE, value_owner(name)) for name in draft.facets}
        self._targets = {
            (name, reverse): default_target(scale, reverse=reverse)
            for name, scale in draft.scales.items()
            for reverse in (False, True)
        }

    def read(self, document: Document, form: ItemForm, steps: Steps) -> core.Item | None:
        """The item; None where its scale is not known."""
        scale = self.draft.scales.get(form.scale)
        if scale is None:
            self._scales.use(form.scale, (document, (*steps, "scale"), False))
            return None
        # Straight from the mapping behind the form: reading twenty attributes of each takes twice as long.
        fields = dict(vars(form))
        self._check_levels(document, form.scale, fields, steps)
        if fields["facets"]:
            self._check_tags(document, fields["facets"], steps)
        if fields["source"]:
            check_resources(self.draft, document, fields["source"], (*steps, "source"))
        if fields["show_if"] is not None:
            sight = Sight(self.draft, document, (*steps, "show_if"), self.draft.ahead)
            fields["show_if"] = read_condition(fields["show_if"], sight)
        evidence = fields["evidence"]
        if evidence is not None:
            fields["evidence"] = core.EvidenceWanted(evidence.wanted, evidence.max_age_days)
        if fields["target"] is None:
            fields["target"] = self._targets[form.scale, fields["reverse"]]
        fields["scale"] = scale
        fields["anchors"] = fields.pop("levels")
        del fields["was"]
        return core.Item(**fields)

    def _check_levels(self, document: Document, scale: str, fields: dict[str, Any], steps: Steps) -> None:
        names, anchors = self._levels[scale], fields["levels"]
        names.used.update(anchors)
        if not anchors.keys() <= names.defined.keys():
            for key in anchors.keys() - names.defined.keys():
                if not document.is_broken((*steps, "levels", key)):
                    names.use(key, (document, (*steps, "levels", key), True))
        target = fields["target"]
        if target is not None and not names.has(target):
            names.use(target, (document, (*steps, "target"), False))

    def _check_tags(self, document: Document, tags: Mapping[str, Sequence[str]], steps: Steps) -> None:
        for facet, values in tags.items():
            place: Steps = (*steps, "facets", facet)
            if not self._facets.has(facet):
                self._facets.use(facet, (document, place, True))
                continue
            names = self._values[facet]
            for index, value in enumerate(values):
                if not names.has(value):
                    names.use(value, (document, (*place, index), False))
                if index and value in values[:index]:
                    message = f"The value `{value}` stands here twice. Delete one."
                    self.draft.say(document, "stands-twice", message, (*place, index))


def default_target(scale: core.Scale, *, reverse: bool) -> str:
    """The second-best level of a scale; reversed, the best level is the one with the fewest points."""
    ranked = sorted(scale.levels, key=lambda level: level.points, reverse=not reverse)
    return ranked[1].key
