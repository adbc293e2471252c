"""Numbers, dates and answers in words."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from assess.core.exact import Root
from assess.report.words import (
    after_days,
    after_months,
    clean,
    count,
    cut,
    date_words,
    dated_words,
    joined,
    plain_language,
    plain_number,
    run_on,
    scope_words,
    score_words,
)


@pytest.mark.parametrize(
    ("exact", "low", "high", "words"),
    [
        (Fraction(58), Fraction(49), Fraction(67), "58, could become 49 to 67"),
        (Fraction(115, 2), Fraction(115, 2), Fraction(115, 2), "58"),
        (Fraction(58), Fraction(231, 4), Fraction(58), "58"),
        (Fraction(100, 3), Fraction(33), Fraction(67, 2), "33, could become 33 to 34"),
        (Root(Fraction(2), 2), Root(Fraction(2), 2), Fraction(9), "1, could become 1 to 9"),
        (None, None, None, "not enough answers"),
    ],
)
def test_a_score_is_a_whole_number_with_what_it_could_become(
    exact: Fraction, low: Fraction, high: Fraction, words: str
) -> None:
    assert score_words(exact, low, high) == words


@pytest.mark.parametrize(
    ("iso", "words"),
    [
        ("2026-11-20", "November 20, 2026"),
        ("2026-02", "February 2026"),
        ("2026", "2026"),
        ("", ""),
        ("2026-02-30", "2026-02-30"),
        ("2026-13", "2026-13"),
        ("2026-00", "2026-00"),
        ("last spring", "last spring"),
    ],
)
def test_a_date_reads_like_one_and_anything_else_stays(iso: str, words: str) -> None:
    assert date_words(iso) == words


def test_a_date_more_than_a_year_back_says_what_to_do() -> None:
    assert [
        dated_words(each, "2026-11-22") for each in ("2025-11-22", "2025-11-21", "2025-11", "", "once")
    ] == [
        "November 22, 2025",
        "November 21, 2025: check before use",
        "November 2025",
        "",
        "once",
    ]


def test_a_semicolon_joins_what_has_no_other_mark() -> None:
    assert [run_on(each) for each in ("Ask them.", "Ask them", "Ask them?", "And so on...", "")] == [
        "Ask them;",
        "Ask them;",
        "Ask them?",
        "And so on...",
        "",
    ]


def test_reviews_count_from_today() -> None:
    assert after_days(date(2026, 11, 22), 90) == "February 20, 2027"
    assert [after_months(date(2026, 11, 22), months) for months in (1, 2, 6, 12, 13)] == [
        "December 2026",
        "January 2027",
        "May 2027",
        "November 2027",
        "December 2027",
    ]


def test_long_texts_are_cut_at_a_word() -> None:
    assert cut("one two three", 20) == "one two three"
    assert cut("one two three, four", 15) == "one two three…"
    assert cut("x" * 30, 10) == "x" * 10 + "…"


def test_control_characters_and_direction_overrides_go() -> None:
    assert clean("a\x00b\x1b[31m\u202ec\u2066d\ud800e\nf\tg") == "ab[31mcde\nf\tg"


def test_counts_and_lists() -> None:
    assert (count(1, "question"), count(1200, "question")) == ("1 question", "1,200 questions")
    assert [joined(["a", "b", "c"][:n]) for n in range(4)] == ["", "a", "a and b", "a, b and c"]
    assert [plain_number(Fraction(n)) for n in ("2", "1/2", "1/3", "1200")] == ["2", "0.5", "0.33", "1,200"]


def test_scopes_are_named_and_abbreviations_kept() -> None:
    assert scope_words(["medicaid", "fqhc", "rural_health"]) == "Medicaid, FQHC and Rural Health"


def test_a_language_that_is_none_becomes_english() -> None:
    assert [plain_language(each) for each in ("es", "pt-BR", "", '"><script>', "english language")] == [
        "es",
        "pt-BR",
        "en",
        "en",
        "en",
    ]
