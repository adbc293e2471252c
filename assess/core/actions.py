"""What a practice can do: actions with what they take and close, resources, named strategies."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Effort:
    """What an action takes: staff hours in all, calendar days until it stands, money in a word."""

    hours: Fraction = Fraction(1)
    days: int | None = None
    money: str = ""


@dataclass(frozen=True, slots=True)
class Closing:
    """What makes an action fire: an item worse than target or `worse_than`, or a facet `below` a score."""

    item: str = ""
    worse_than: str = ""
    facet: str = ""
    value: str = ""
    below: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class Action:
    """A step that closes gaps. `control` is practice, shared or external."""

    id: str
    title: str
    why: str = ""
    first_test: str = ""
    steps: tuple[str, ...] = ()
    measure: str = ""
    effort: Effort = Effort()
    owner: str = ""
    control: str = "practice"
    closes: tuple[Closing, ...] = ()
    after: tuple[str, ...] = ()
    strategy: tuple[str, ...] = ()
    resources: tuple[str, ...] = ()
    as_of: str = ""
    applies_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Resource:
    """A source that helps to do an action or informs an item."""

    id: str
    title: str
    publisher: str = ""
    url: str = ""
    kind: str = ""
    year: int | None = None
    checked: str = ""
    why: str = ""
    status_note: str = ""
    seen: bool | None = None
    search: str = ""
    audience: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    approaches: tuple[str, ...] = ()
    barriers: tuple[str, ...] = ()
    as_of: str = ""
    applies_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Strategy:
    """A named implementation strategy that actions refer to."""

    id: str
    title: str
    means: str = ""
    share: str = ""
    source: tuple[str, ...] = ()
