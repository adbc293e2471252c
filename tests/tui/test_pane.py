"""A pane: what is in sight, the scroll bar, which rows are painted again, and what a click means."""

from __future__ import annotations

from assess.tui.lines import Line, Painter, Picture, Span, line
from assess.tui.widgets.pane import THUMB, Pane

TEN = [line(f"row {number}", target=f"row:{number}") for number in range(10)]


def showing(*keep: int, lines: list[Line] | None = None) -> Painter:
    """Paints ten rows; with `keep`, the first and one past the last that have to be in sight."""
    return lambda _width, _height: Picture(TEN if lines is None else lines, keep or None)  # type: ignore[arg-type]


def pane(*keep: int, height: int = 4) -> Pane:
    made = Pane(showing(*keep))
    made.place(5, 2, 20, height)
    return made


def seen(pane: Pane) -> list[str]:
    return [pane.row(y).text[:5] for y in range(pane.height)]


def test_it_begins_at_the_top_and_scrolls_to_the_end_only() -> None:
    shown = pane()
    assert seen(shown) == ["row 0", "row 1", "row 2", "row 3"]
    shown.scroll_by(3)
    assert seen(shown)[0] == "row 3"
    shown.scroll_by(99)
    assert seen(shown) == ["row 6", "row 7", "row 8", "row 9"]
    shown.scroll_by(-99)
    assert seen(shown)[0] == "row 0"


def test_a_page_leaves_two_rows_to_find_ones_place_again() -> None:
    shown = pane()
    shown.scroll_page(1)
    assert seen(shown)[0] == "row 2"


def test_what_has_to_be_in_sight_is_and_otherwise_nothing_moves() -> None:
    shown = pane()
    shown.show(showing(6, 8))
    assert seen(shown) == ["row 4", "row 5", "row 6", "row 7"]
    shown.show(showing(5, 6))
    assert seen(shown)[0] == "row 4"
    shown.show(showing(1, 2))
    assert seen(shown)[0] == "row 1"
    shown.show(showing(), top=0)
    assert seen(shown)[0] == "row 0"


def test_the_scroll_bar_is_there_only_when_it_is_needed() -> None:
    assert not pane(height=10).row(0).text.endswith(THUMB)
    shown = pane()
    bars = [shown.row(y).text[-1] for y in range(4)]
    assert bars == [THUMB, "│", "│", "│"]
    assert all(shown.row(y).width == 20 for y in range(4))
    shown.scroll_by(99)
    assert [shown.row(y).text[-1] for y in range(4)] == ["│", "│", "│", THUMB]


def test_only_rows_that_differ_are_painted_again() -> None:
    painted: list[int] = []
    shown = pane(height=10)
    seen(shown)
    shown.changed = painted.extend
    shown.show(showing(lines=[*TEN[:3], line("another"), *TEN[4:]]))
    assert painted == [2 + 3]
    painted.clear()
    shown.show(showing(lines=[*TEN[:3], line("another"), *TEN[4:]]))
    assert painted == []


def test_a_click_means_the_piece_of_text_or_else_its_row() -> None:
    lines = [line(Span("ab", target="first"), Span("漢", target="wide"), Span("cd"), target="row")]
    shown = Pane(lambda _width, _height: Picture(lines))
    shown.place(5, 2, 20, 4)
    targets = [shown.target_at(x, 2) for x in range(5, 13)]
    assert targets == ["first", "first", "wide", "wide", "row", "row", "row", "row"]
    assert shown.target_at(5, 3) == ""


def test_a_picture_is_made_for_the_size_that_it_has() -> None:
    sizes: list[tuple[int, int]] = []

    def paint(width: int, height: int) -> Picture:
        sizes.append((width, height))
        return Picture(TEN)

    shown = Pane(paint)
    shown.show()
    assert sizes == []
    shown.place(0, 0, 30, 5)
    seen(shown)
    shown.place(0, 0, 40, 5)
    seen(shown)
    assert sizes == [(29, 5), (39, 5)]


def test_a_hidden_pane_is_nowhere() -> None:
    shown = pane()
    assert shown.holds(5, 2)
    shown.hide()
    assert not shown.seen
    assert not shown.holds(0, 0)
