"""What the answers come to: the overall score, readiness levels, the decision tree, and the noise."""

from __future__ import annotations

from assess.core import questionnaire as core
from assess.store.conditions import Sight, read_condition, read_way
from assess.store.draft import Draft
from assess.store.forms import NodeForm, ReadinessLevelForm, TreeForm
from assess.store.graphs import find_cycle
from assess.store.references import FACET, NODE, READINESS_LEVEL
from assess.store.yaml_types import Path as Steps


def read_overall(draft: Draft) -> core.Overall:
    """How the total is made."""
    document, form = draft.main.document, draft.head.overall
    if form.method == "geometric" and form.over is None:
        message = "`geometric` needs to know over which facet. Add it: `over: component`."
        draft.say(document, "missing-key", message, ("overall",), key=True, about=("overall",))
    elif form.method == "geometric" and form.over is not None:
        draft.references.names(FACET).use(form.over, (document, ("overall", "over"), False))
    elif form.over is not None:
        message = "`over` goes with `method: geometric` only. Take it out, or change the method."
        draft.say(document, "bad-overall", message, ("overall", "over"), key=True, about=("overall",))
    return core.Overall(form.method, form.over or "")


def read_reliability(draft: Draft) -> core.Reliability | None:
    """What is known of the questionnaire's own noise."""
    form = draft.head.reliability
    return None if form is None else core.Reliability(form.retest_sd, form.n, form.basis)


def read_levels(draft: Draft) -> tuple[core.ReadinessLevel, ...]:
    """The readiness levels with their gates, in the order of the file."""
    document = draft.main.document
    levels: list[core.ReadinessLevel] = []
    for index, form in enumerate(draft.head.levels):
        steps: Steps = ("levels", index)
        new = draft.define(READINESS_LEVEL, form.id, (document, (*steps, "id"), False))
        if new and any(form.from_ == level.from_percent for level in levels):
            message = "Another level starts at the same score. Give each its own `from`."
            draft.say(document, "same-from", message, (*steps, "from"), about=("levels",))
        levels.append(_read_level(draft, form, steps))
    if levels and min(level.from_percent for level in levels) != 0:
        first = min(range(len(levels)), key=lambda index: levels[index].from_percent)
        message = "The lowest level has to start at 0, or low scores have no level. Write `from: 0`."
        draft.say(document, "no-level-at-0", message, ("levels", first, "from"), about=("levels",))
        draft.references.names(READINESS_LEVEL).lost.append("")
    return tuple(levels)


def _read_level(draft: Draft, form: ReadinessLevelForm, steps: Steps) -> core.ReadinessLevel:
    gates = []
    for number, plain in enumerate(form.requires):
        gate = read_condition(plain, Sight(draft, draft.main.document, (*steps, "requires", number)))
        gates += [] if gate is None else [gate]
    return core.ReadinessLevel(form.id, form.from_, form.title, form.means, tuple(gates))


def read_tree(draft: Draft) -> core.Tree | None:
    """The decision tree of the integration level."""
    document, form = draft.main.document, draft.head.tree
    if form is None:
        return None
    names = draft.references.names(NODE, "The tree")
    names.blind = document.is_broken(("tree", "nodes"))
    for name in form.nodes:
        names.define(name, (document, ("tree", "nodes", name), True))
    names.use(form.start, (document, ("tree", "start"), False))
    nodes: dict[str, core.TreeNode] = {}
    ways: dict[str, dict[str, str]] = {}
    for name, node_form in form.nodes.items():
        node, ways[name] = _read_node(draft, name, node_form, form)
        if node is not None:
            nodes[name] = node
    # From the start on, so that the step which leads back is the one that is told.
    graph = {form.start: list(ways.get(form.start, ())), **{name: list(ways[name]) for name in ways}}
    cycle = find_cycle(graph)
    if cycle:
        message = f"The tree leads in a circle: {' -> '.join(cycle)}. Let one of these lead to a level."
        draft.say(document, "cycle", message, ("tree", "nodes", cycle[-2], ways[cycle[-2]][cycle[-1]]))
    return core.Tree(form.title, form.start, nodes, _meanings(draft, form))


def _read_node(
    draft: Draft, name: str, form: NodeForm, tree: TreeForm
) -> tuple[core.TreeNode | None, dict[str, str]]:
    sight = Sight(draft, draft.main.document, ("tree", "nodes", name))
    test = read_condition(form.if_, sight, ("if",))
    then = read_way(form.then, tree.nodes, sight, ("then",))
    otherwise = read_way(form.else_, tree.nodes, sight, ("else",))
    ways = {way: key for way, key in ((then, "then"), (otherwise, "else")) if isinstance(way, str)}
    if test is None or then is None or otherwise is None:
        return None, ways
    return core.TreeNode(name, test, then, otherwise), ways


def _meanings(draft: Draft, form: TreeForm) -> dict[int, str]:
    meanings = {}
    for key, text in form.levels.items():
        if key.isascii() and key.isdigit() and len(key) < 5:
            meanings[int(key)] = text
        else:
            message = f"`{key}` is not a level of the tree. Write a whole number: `2: What it means`."
            draft.say(draft.main.document, "bad-number", message, ("tree", "levels", key), key=True)
    return meanings
