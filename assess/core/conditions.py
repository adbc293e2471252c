"""Conditions: data, not code, and three-valued.

A test on an item that is unanswered, unsure, not applicable or hidden is *undecided* (None), never
false. `all` is false as soon as one part is false, `any` is true as soon as one part is true.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

ORDERINGS = ("at_least", "above", "at_most", "below")
"""Comparisons of points; they read the scale as it stands, reversed item or not."""


@dataclass(frozen=True, slots=True)
class Test:
    """One comparison of one item or profile question.

    `op` is one of is, in, at_least, above, at_most, below, includes, answered. `values` holds the
    level or option keys, and is empty for `answered`; `points` the compared level's points for an ordering.
    """

    item: str
    op: str
    values: tuple[str, ...] = ()
    points: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class All:
    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    part: Condition


Condition = Test | All | AnyOf | Not


@dataclass(frozen=True, slots=True)
class Known:
    """What a condition may know of an answer: its keys (none between two levels) and its points."""

    keys: tuple[str, ...]
    points: Fraction | None = None


class Facts(Protocol):
    """Where conditions look answers up: None for whatever has no visible answer."""

    def get(self, item: str, /) -> Known | None: ...


def decide(condition: Condition, facts: Facts) -> bool | None:
    """True, False, or None while it is undecided."""
    match condition:
        case Test():
            return _decide_test(condition, facts)
        case All(parts):
            results = [decide(part, facts) for part in parts]
            return False if False in results else None if None in results else True
        case AnyOf(parts):
            results = [decide(part, facts) for part in parts]
            return True if True in results else None if None in results else False
        case Not(part):
            result = decide(part, facts)
            return None if result is None else not result


def _decide_test(test: Test, facts: Facts) -> bool | None:
    known = facts.get(test.item)
    if test.op == "answered":
        return known is not None
    if known is None:
        return None
    if test.op in ("is", "in"):
        return len(known.keys) == 1 and known.keys[0] in test.values
    if test.op == "includes":
        return test.values[0] in known.keys
    return _compare(test.op, known.points, test.points)


def _compare(op: str, points: Fraction | None, level: Fraction) -> bool | None:
    if points is None:
        return None
    match op:
        case "at_least":
            return points >= level
        case "above":
            return points > level
        case "at_most":
            return points <= level
        case _:
            return points < level


def first_undecided(condition: Condition, facts: Facts) -> str:
    """The item to answer first where `decide` gives None; empty where nothing is undecided."""
    if decide(condition, facts) is not None:
        return ""
    match condition:
        case Test(item):
            return item
        case All(parts) | AnyOf(parts):
            return next(item for part in parts if (item := first_undecided(part, facts)))
        case Not(part):
            return first_undecided(part, facts)


def tests_in(condition: Condition) -> Iterator[Test]:
    """Every single comparison in a condition, left to right."""
    match condition:
        case Test():
            yield condition
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from tests_in(part)
        case Not(part):
            yield from tests_in(part)


def items_in(condition: Condition) -> tuple[str, ...]:
    """The items a condition looks at, each once, left to right."""
    return tuple(dict.fromkeys(test.item for test in tests_in(condition)))
