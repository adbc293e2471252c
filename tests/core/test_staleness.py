"""Content is old when its date lies more than 365 days back."""

from __future__ import annotations

from fractions import Fraction

import pytest

from assess.core.actions import Action, Resource
from assess.core.questionnaire import Domain, Item, Level, Questionnaire, Scale
from assess.core.staleness import Outdated, age_in_days, is_outdated, outdated_parts


@pytest.mark.parametrize(
    ("as_of", "today", "old"),
    [
        ("2025-11-20", "2026-11-20", False),  # 365 days
        ("2025-11-20", "2026-11-21", True),
        ("2023-03-01", "2024-02-29", False),  # a leap year in between
        ("2023-03-01", "2024-03-01", True),
        ("2027-01-01", "2026-11-20", False),
    ],
)
def test_a_day_is_old_after_365_days(as_of: str, today: str, *, old: bool) -> None:
    assert is_outdated(as_of, today) is old


@pytest.mark.parametrize(
    ("as_of", "today", "old"),
    [
        ("2025-11", "2026-11-30", False),
        ("2025-11", "2026-12-01", True),
        ("2024-02", "2025-02-28", False),
        ("2024-02", "2025-03-01", True),
        ("2024", "2025-12-31", False),
        ("2024", "2026-01-01", True),
    ],
)
def test_a_month_or_year_counts_until_its_last_day(as_of: str, today: str, *, old: bool) -> None:
    assert is_outdated(as_of, today) is old


@pytest.mark.parametrize("as_of", ["", "soon", "2020-13", "2020-06-31", "2020-00-01", "20-01-01", "2020-1"])
def test_what_is_no_date_is_never_old(as_of: str) -> None:
    assert age_in_days(as_of, "2026-11-20") is None
    assert is_outdated(as_of, "2026-11-20") is False


def test_the_age_is_in_days_and_negative_for_a_day_to_come() -> None:
    assert age_in_days("2026-11-10", "2026-11-20") == 10
    assert age_in_days("2026-11-30", "2026-11-20") == -10


SCALE = Scale("s", (Level("no", Fraction(0), "No"), Level("yes", Fraction(1), "Yes")))


def test_items_actions_and_resources_are_looked_through() -> None:
    questionnaire = Questionnaire(
        "q",
        "1.0.0",
        "en",
        "Q",
        domains=(
            Domain(
                "d",
                "D",
                (
                    Item("old-item", "?", SCALE, "yes", as_of="2024"),
                    Item("item", "?", SCALE, "yes", as_of="2026-11"),
                    Item("timeless", "?", SCALE, "yes"),
                ),
            ),
        ),
        actions=(Action("old-action", "A", as_of="2025-01"), Action("action", "A", as_of="2026-01")),
        resources=(
            Resource("old-fact", "R", as_of="2025-02", checked="2026-11-20"),
            Resource("unseen", "R", as_of="2026-11", checked="2025-03-04"),
            Resource("resource", "R"),
        ),
    )
    assert outdated_parts(questionnaire, "2026-11-22") == (
        Outdated("item", "old-item", "as_of", "2024"),
        Outdated("action", "old-action", "as_of", "2025-01"),
        Outdated("resource", "old-fact", "as_of", "2025-02"),
        Outdated("resource", "unseen", "checked", "2025-03-04"),
    )
