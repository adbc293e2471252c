"""The decision tree: the way that the answers take through it, and what a higher level would need."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from heapq import heappop, heappush
from itertools import count

from assess.core.conditions import All, AnyOf, Condition, Facts, Not, decide, first_undecided
from assess.core.questionnaire import Tree, TreeNode

Way = str | int
"""Where a node leads: to another node, by id, or to a whole-number level."""


@dataclass(frozen=True, slots=True)
class TreeStep:
    """One node that was passed, and what its test came to (None: undecided, the end of the way)."""

    node: TreeNode
    result: bool | None


@dataclass(frozen=True, slots=True)
class Need:
    """A node that would have to come out otherwise: with `holds` as its result.

    `missing` is what of its test is not so yet.
    """

    node: TreeNode
    holds: bool
    missing: Condition


@dataclass(frozen=True, slots=True)
class WayUp:
    """The nearest higher level, and all that it would need; nodes that are not named stay as they are."""

    level: int
    needs: tuple[Need, ...]


@dataclass(frozen=True, slots=True)
class TreeResult:
    """The integration level, or the item to answer before it can be known.

    `up` is the way to a higher level, None where there is none or the level is not known.
    """

    level: int | None = None
    undecided: str | None = None
    path: tuple[TreeStep, ...] = ()
    up: WayUp | None = None


def walk(tree: Tree, facts: Facts) -> TreeResult:
    """Follow the answers from the start of the tree to a level, or to the first test that is undecided."""
    path: list[TreeStep] = []
    way: Way = tree.start
    while isinstance(way, str):
        node = tree.nodes[way]
        result = decide(node.test, facts)
        path.append(TreeStep(node, result))
        if result is None:
            return TreeResult(None, first_undecided(node.test, facts), tuple(path))
        way = node.then if result else node.otherwise
    return TreeResult(way, None, tuple(path), way_up(tree, facts, way))


def way_up(tree: Tree, facts: Facts, level: int) -> WayUp | None:
    """The level above this one that takes the fewest nodes to come out otherwise, the lowest of several.

    An undecided node is a need only if one of its ways out could still end at this level or below.
    """
    order = count()
    # A search by cost: nodes come before levels of the same cost, so that the lowest level is found first.
    waiting: list[tuple[int, int, int, Way, tuple[Need, ...]]] = [(0, -1, next(order), tree.start, ())]
    seen: set[str] = set()
    while waiting:
        *_, way, needs = heappop(waiting)
        if isinstance(way, int):
            if way > level:
                return WayUp(way, needs)
        elif way not in seen:
            seen.add(way)
            for out, need in _ways_out(tree, way, facts, level):
                more = needs if need is None else (*needs, need)
                rank = out if isinstance(out, int) else -1
                heappush(waiting, (len(more), rank, next(order), out, more))
    return None


def _ways_out(tree: Tree, id: str, facts: Facts, level: int) -> Iterator[tuple[Way, Need | None]]:
    """Both ways out of a node, each with what it would need; None for the way that is open already."""
    node = tree.nodes[id]
    result = decide(node.test, facts)
    for out, other, holds in ((node.then, node.otherwise, True), (node.otherwise, node.then, False)):
        if result is holds or (result is None and _lowest(tree, other, facts) > level):
            yield out, None
        else:
            yield out, Need(node, holds, missing(node.test, facts, holds=holds))


def _lowest(tree: Tree, way: Way, facts: Facts) -> int:
    """The lowest level that can be reached from here, undecided nodes being open both ways."""
    levels: set[int] = set()
    waiting, seen = [way], {way}
    while waiting:
        here = waiting.pop()
        if isinstance(here, int):
            levels.add(here)
            continue
        node = tree.nodes[here]
        result = decide(node.test, facts)
        outs = {node.then, node.otherwise} if result is None else {node.then if result else node.otherwise}
        waiting.extend(outs - seen)
        seen |= outs
    return min(levels)


def missing(condition: Condition, facts: Facts, *, holds: bool) -> Condition:
    """The parts of a condition that keep it from coming out as `holds`; it does not come out so now."""
    match condition, holds:
        case (All(parts), True) | (AnyOf(parts), False):
            open_parts = [part for part in parts if decide(part, facts) is not holds]
        case (All(parts), False) | (AnyOf(parts), True):
            open_parts = list(parts)
        case Not(part), _:
            return Not(missing(part, facts, holds=not holds))
        case _:
            return condition
    shown = tuple(missing(part, facts, holds=holds) for part in open_parts)
    return shown[0] if len(shown) == 1 else replace(condition, parts=shown)
