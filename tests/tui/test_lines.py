"""Lines: wrapping, clipping, columns, and lists that are painted only where they are seen."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assess.tui.lines import BLANK, Line, Rows, Span, beside, clip, ends, line, paragraph, width_of, wrap
from assess.tui.widgets.bars import progress_bar, score_bar

TEXTS = st.text(st.characters(categories=["L", "N", "P", "Zs"], include_characters="漢字 "), max_size=120)


@given(TEXTS, st.integers(2, 60))
def test_wrapping_loses_nothing_and_fits(text: str, width: int) -> None:
    rows = wrap(text, width)
    assert all(width_of(row) <= width for row in rows)
    assert "".join("".join(rows).split()) == "".join(text.split())


def test_wrapping_breaks_between_words_and_cuts_only_what_is_longer() -> None:
    assert wrap("one two three", 7) == ("one two", "three")
    assert wrap("abcdefghij kl", 4) == ("abcd", "efgh", "ij", "kl")
    assert wrap("漢字漢字", 5) == ("漢字", "漢字")
    assert wrap("one\ntwo", 20) == ("one", "two")
    assert wrap("", 20) == ("",)


@given(TEXTS, st.integers(2, 40))
def test_clipping_fits(text: str, width: int) -> None:
    clipped = clip(text, width)
    assert width_of(clipped) <= width
    assert clipped == text or clipped.endswith("…")


def test_a_paragraph_has_its_label_on_the_first_row_only() -> None:
    rows = paragraph("one two three", 12, first=(Span("Note "),), indent=5)
    assert [row.text for row in rows] == ["Note one two", "     three"]


def test_both_ends_of_a_row_are_kept_and_the_left_one_gives_way() -> None:
    assert ends([Span("left")], [Span("right")], 12).text == "left   right"
    assert ends([Span("much too long")], [Span("right")], 12).text == "much…  right"


def test_columns_stand_side_by_side() -> None:
    rows = beside([line("a"), line("b")], [line("c")], 3)
    assert [row.text for row in rows] == ["a    c", "b    "]


def test_only_what_is_seen_is_painted() -> None:
    painted: list[int] = []

    def paint(place: int) -> list[Line]:
        painted.append(place)
        return [line(str(place))]

    rows = Rows(5000, 2, paint)
    assert len(rows) == 10000
    assert [row.text for row in rows[8000:8004]] == ["4000", "", "4001", ""]
    assert rows[8001] is BLANK
    assert painted == [4000, 4001]


def test_a_progress_bar_is_full_only_when_all_is_done_and_empty_only_when_nothing_is() -> None:
    def cells(done: int) -> int:
        return len(progress_bar(done, 100, 6)[0].text)

    assert [cells(done) for done in (0, 1, 50, 99, 100)] == [0, 1, 3, 5, 6]
    assert "".join(span.text for span in progress_bar(0, 0, 6)) == "──────"


def test_a_score_bar_shows_what_is_sure_and_what_is_possible() -> None:
    assert "".join(span.text for span in score_bar(50, 40, 60, 10)) == "━━━━╍╍────"
    assert "".join(span.text for span in score_bar(None, 0, 0, 5)) == "─────"
