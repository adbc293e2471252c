"""The decision tree: the way that the answers take through it, and what a higher level would need."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count

from assess.core.conditions import All, AnyOf, Condition, Facts, Not, decide, first_undecided
from assess.core.questionnaire import Tree, TreeNode

Way = str | int
"""Where a node leads: to another node, by id, or to a whole-number level."""
Rank = tuple[bool, int]


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


@dataclass(frozen=True, slots=True)
class _Taken:
    """One way out of a node in the search for a higher level; `before` leads back to the start."""

    node: TreeNode
    holds: bool
    changed: bool
    before: _Taken | None


def way_up(tree: Tree, facts: Facts, level: int) -> WayUp | None:
    """The level above this one that takes the fewest nodes to come out otherwise, the lowest of several.

    An undecided node is a need only if its other way out could still end at this level or below.
    """
    results = {id: decide(node.test, facts) for id, node in tree.nodes.items()}
    lowest = _lowest_levels(tree, results)
    order = count(1)
    # A search by cost: nodes come before levels of the same cost, so that the lowest level is found first.
    waiting: list[tuple[int, Rank, int, Way, _Taken | None]] = [(0, _rank(tree.start), 0, tree.start, None)]
    seen: set[str] = set()
    while waiting:
        cost, _, _, way, taken = heappop(waiting)
        if isinstance(way, int):
            if way > level:
                return WayUp(way, _needs(taken, facts))
        elif way not in seen:
            seen.add(way)
            node, now = tree.nodes[way], results[way]
            for holds, out, other in ((True, node.then, node.otherwise), (False, node.otherwise, node.then)):
                changed = lowest[other] <= level if now is None else now is not holds
                step = _Taken(node, holds, changed, taken)
                heappush(waiting, (cost + changed, _rank(out), next(order), out, step))
    return None


def _rank(way: Way) -> Rank:
    return (True, way) if isinstance(way, int) else (False, 0)


def _lowest_levels(tree: Tree, results: Mapping[str, bool | None]) -> Mapping[Way, int]:
    """The lowest level that each way can still end at, undecided nodes being open both ways."""
    lowest: dict[Way, int] = {}
    waiting: list[Way] = [tree.start]
    while waiting:
        way = waiting[-1]
        node = None if isinstance(way, int) else tree.nodes[way]
        ahead = [out for out in (node.then, node.otherwise) if out not in lowest] if node else []
        if ahead:
            waiting += ahead
            continue
        waiting.pop()
        lowest[way] = min(lowest[out] for out in _open_ways(node, results)) if node else int(way)
    return lowest


def _open_ways(node: TreeNode, results: Mapping[str, bool | None]) -> tuple[Way, ...]:
    match results[node.id]:
        case None:
            return (node.then, node.otherwise)
        case result:
            return (node.then if result else node.otherwise,)


def _needs(taken: _Taken | None, facts: Facts) -> tuple[Need, ...]:
    needs = []
    while taken is not None:
        if taken.changed:
            needs.append(Need(taken.node, taken.holds, missing(taken.node.test, facts, holds=taken.holds)))
        taken = taken.before
    return tuple(reversed(needs))


def missing(condition: Condition, facts: Facts, *, holds: bool) -> Condition:
    """The parts of a condition that keep it from coming out as `holds`; it does not come out so now."""
    match condition:
        case All(parts):
            parts = _in_the_way(parts, facts, holds=holds, each=holds)
            return parts[0] if len(parts) == 1 else All(parts)
        case AnyOf(parts):
            parts = _in_the_way(parts, facts, holds=holds, each=not holds)
            return parts[0] if len(parts) == 1 else AnyOf(parts)
        case Not(part):
            return Not(missing(part, facts, holds=not holds))
        case _:
            return condition


def _in_the_way(
    parts: Sequence[Condition], facts: Facts, *, holds: bool, each: bool
) -> tuple[Condition, ...]:
    """The parts not yet as they should be; where not `each` of them has to be, none of them is."""
    wanting = [part for part in parts if not each or decide(part, facts) is not holds]
    return tuple(missing(part, facts, holds=holds) for part in wanting)
