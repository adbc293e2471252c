"""Actions: what they close, what has to be done before them, and the sources that help."""

from __future__ import annotations

from collections.abc import Sequence

from assess.core import actions
from assess.store.building_shared import check_resources
from assess.store.conditions import Sight, read_closing
from assess.store.draft import Draft, Part
from assess.store.forms import ActionForm
from assess.store.graphs import find_cycle
from assess.store.references import ACTION, STRATEGY
from assess.store.yaml_types import Path as Steps


def read_actions(draft: Draft) -> tuple[actions.Action, ...]:
    """All actions, of the questionnaire, its banks and its modules."""
    new: list[tuple[Part, Steps, ActionForm]] = []
    for part in draft.parts:
        for index, form in enumerate(part.form.actions):
            steps: Steps = ("actions", index)
            if draft.define(ACTION, form.id, (part.document, (*steps, "id"), False)):
                new.append((part, steps, form))
    made = {form.id: _read_action(draft, part, form, steps) for part, steps, form in new}
    cycle = find_cycle({key: action.after for key, action in made.items()})
    if cycle:
        part, steps, form = next(each for each in new if each[2].id == cycle[-2])
        message = f"`after` leads in a circle: {' -> '.join(cycle)}. Take one of these out."
        draft.say(part.document, "cycle", message, (*steps, "after", form.after.index(cycle[-1])))
    return tuple(made.values())


def _read_action(draft: Draft, part: Part, form: ActionForm, steps: Steps) -> actions.Action:
    closes = []
    for index, plain in enumerate(form.closes):
        closing = read_closing(plain, Sight(draft, part.document, (*steps, "closes", index)))
        closes += [] if closing is None else [closing]
    after = _known(draft, part, ACTION, form.after, (*steps, "after"))
    # A module may be loaded without the bank of strategies that names them.
    if draft.strategies:
        _known(draft, part, STRATEGY, form.strategy, (*steps, "strategy"))
    check_resources(draft, part.document, form.resources, (*steps, "resources"))
    return actions.Action(
        id=form.id,
        title=form.title,
        why=form.why,
        first_test=form.first_test,
        steps=form.steps,
        measure=form.measure,
        effort=actions.Effort(form.effort.hours, form.effort.days, form.effort.money),
        owner=form.owner,
        control=form.control,
        closes=tuple(closes),
        after=after,
        strategy=form.strategy,
        resources=form.resources,
        as_of=form.as_of,
        applies_to=form.applies_to,
    )


def _known(draft: Draft, part: Part, kind: str, names: Sequence[str], steps: Steps) -> tuple[str, ...]:
    """The names that lead somewhere, each once."""
    known = draft.references.names(kind)
    good = [
        name
        for index, name in enumerate(names)
        if known.has(name) or known.use(name, (part.document, (*steps, index), False))
    ]
    return tuple(dict.fromkeys(good))
