"""Domains and their items, in the order of the screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assess.core import questionnaire as core
from assess.core.conditions import All, Condition
from assess.store.building_shared import check_resources
from assess.store.conditions import Sight, read_condition
from assess.store.draft import Draft, Part
from assess.store.forms import DomainForm, ItemForm
from assess.store.references import DOMAIN, FACET, ITEM, LEVEL, SCALE, VALUE, level_owner, value_owner
from assess.store.yaml_text import Path as Steps


def read_domains(draft: Draft) -> tuple[core.Domain, ...]:
    """Read all domains: the questionnaire's own first, then those of its modules."""
    draft.ahead = {item.id for _, _, item in draft.item_forms()}
    targets: dict[tuple[str, bool], str] = {}
    domains = []
    for part in draft.parts:
        if part.questionnaire is None:
            continue
        when = _read_when(draft, part)
        for index, form in enumerate(part.questionnaire.domains):
            steps: Steps = ("domains", index)
            if draft.define(DOMAIN, form.id, (part.document, (*steps, "id"), False)):
                domains.append(_read_domain(draft, part, form, steps, when, targets))
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
    draft: Draft,
    part: Part,
    form: DomainForm,
    steps: Steps,
    when: Condition | None,
    targets: dict[tuple[str, bool], str],
) -> core.Domain:
    items = []
    for index, item_form in enumerate(form.items):
        item_steps: Steps = (*steps, "items", index)
        if not draft.define(ITEM, item_form.id, (part.document, (*item_steps, "id"), False)):
            continue
        item = _read_item(draft, part, item_form, item_steps, targets)
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


def _read_item(
    draft: Draft, part: Part, form: ItemForm, steps: Steps, targets: dict[tuple[str, bool], str]
) -> core.Item | None:
    scale = draft.scales.get(form.scale)
    if scale is None:
        draft.references.names(SCALE).use(form.scale, (part.document, (*steps, "scale"), False))
        return None
    _check_levels(draft, part, form, scale, steps)
    _check_tags(draft, part, form, steps)
    if form.source:
        check_resources(draft, part, form.source, (*steps, "source"))
    show_if = None
    if form.show_if is not None:
        show_if = read_condition(form.show_if, Sight(draft, part.document, (*steps, "show_if"), draft.ahead))
    kind = (form.scale, form.reverse)
    if kind not in targets:
        targets[kind] = default_target(scale, reverse=form.reverse)
    evidence = form.evidence
    return core.Item(
        id=form.id,
        ask=form.ask,
        scale=scale,
        target=form.target if form.target is not None else targets[kind],
        kind=form.kind,
        anchors=form.levels,
        counts_if=form.counts_if,
        help=form.help,
        why=form.why,
        ask_role=form.ask_role,
        weight=form.weight,
        critical=form.critical,
        reverse=form.reverse,
        evidence=core.EvidenceWanted(evidence.wanted, evidence.max_age_days) if evidence else None,
        facets=form.facets,
        source=form.source,
        show_if=show_if,
        as_of=form.as_of,
        applies_to=form.applies_to,
    )


def default_target(scale: core.Scale, *, reverse: bool) -> str:
    """The second-best level of a scale; of a reversed item the best level is the one with the fewest points."""
    ranked = sorted(scale.levels, key=lambda level: level.points, reverse=not reverse)
    return ranked[1].key


def _check_levels(draft: Draft, part: Part, form: ItemForm, scale: core.Scale, steps: Steps) -> None:
    names = draft.references.names(LEVEL, level_owner(scale.id))
    if form.target is not None:
        names.use(form.target, (part.document, (*steps, "target"), False))
    names.used.update(form.levels)
    if not form.levels.keys() <= names.defined.keys():
        for key in form.levels.keys() - names.defined.keys():
            names.use(key, (part.document, (*steps, "levels", key), True))


def _check_tags(draft: Draft, part: Part, form: ItemForm, steps: Steps) -> None:
    facets = draft.references.names(FACET)
    for facet, values in form.facets.items():
        place: Steps = (*steps, "facets", facet)
        if not facets.use(facet, (part.document, place, True)):
            continue
        names = draft.references.names(VALUE, value_owner(facet))
        for index, value in enumerate(values):
            names.use(value, (part.document, (*place, index), False))
        for index in _repeated(values) if len(values) > 1 else ():
            message = f"The value `{values[index]}` stands here twice. Delete one."
            draft.say(part.document, "stands-twice", message, (*place, index))


def _repeated(values: Sequence[str]) -> Iterator[int]:
    return (index for index, value in enumerate(values) if value in values[:index])
