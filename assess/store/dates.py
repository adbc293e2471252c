"""Dates as authors and respondents write them."""

from __future__ import annotations

import re
from datetime import date

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])", re.ASCII)


def is_day(text: str) -> bool:
    """Whether a text is a day of the calendar, such as 2026-11-20."""
    if not _DAY.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def is_date(text: str) -> bool:
    """Whether a text is a day, or a month such as 2026-11."""
    return bool(_MONTH.fullmatch(text)) or is_day(text)
