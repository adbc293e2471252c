"""What has grown old: parts whose date, `as_of` or `checked`, lies more than a year back.

A date is a day, a month or a year (`2026-11-20`, `2026-11`, `2026`); a month or year counts until its
last day, so that nothing is called old too early. Today comes from the caller.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from assess.core.actions import Action, Resource
from assess.core.questionnaire import Item, Questionnaire

MOST_DAYS = 365
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Outdated:
    """One date that has grown old: of an item, action or resource, in its field `as_of` or `checked`."""

    kind: str
    """`item`, `action` or `resource`."""
    id: str
    field: str
    date: str
    """As the author wrote it."""


def age_in_days(as_of: str, today: str) -> int | None:
    """Days from a date to today, negative for one to come; None where either of them is no date."""
    then, now = _last_day(as_of), _last_day(today)
    return None if then is None or now is None else (now - then).days


def is_outdated(as_of: str, today: str) -> bool:
    """Whether a date lies more than 365 days before today; never for a part without a date."""
    age = age_in_days(as_of, today)
    return age is not None and age > MOST_DAYS


def outdated_parts(questionnaire: Questionnaire, today: str) -> tuple[Outdated, ...]:
    """Every old date of a questionnaire: of its items, then actions, then resources, each in file order."""
    dates = (
        *_as_of("item", questionnaire.items()),
        *_as_of("action", questionnaire.actions),
        *_as_of("resource", questionnaire.resources),
        *(Outdated("resource", each.id, "checked", each.checked) for each in questionnaire.resources),
    )
    return tuple(each for each in dates if is_outdated(each.date, today))


def _as_of(kind: str, parts: Iterable[Item | Action | Resource]) -> Iterator[Outdated]:
    return (Outdated(kind, part.id, "as_of", part.as_of) for part in parts)


def _last_day(text: str) -> date | None:
    found = _DATE.fullmatch(text)
    if found is None:
        return None
    year, month, day = int(found[1]), int(found[2] or 12), found[3]
    try:
        return date(year, month, int(day) if day else calendar.monthrange(year, month)[1])
    except ValueError:  # a month 13, a 31st of June
        return None
