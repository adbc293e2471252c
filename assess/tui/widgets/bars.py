"""Bars: a score with its range, and progress. Their strokes differ in shape, so color is not needed."""

from __future__ import annotations

from assess.tui.lines import Span

FULL, MAYBE, EMPTY = "\u2501", "\u254d", "\u2500"


def progress_bar(done: int, total: int, width: int) -> tuple[Span, ...]:
    """How much is done: full only when all is, empty only when nothing is."""
    cells = _cells(done, total, width)
    return (Span(FULL * cells, "bar"), Span(EMPTY * (width - cells), "faint"))


def _cells(done: int, total: int, width: int) -> int:
    if done <= 0 or total <= 0:
        return 0
    return width if done >= total else min(max(done * width // total, 1), width - 1)


def score_bar(score: int | None, low: int, high: int, width: int) -> tuple[Span, ...]:
    """A score of 0 to 100: sure up to `low`, possible up to `high`, dashed; empty without a score."""
    if score is None:
        return (Span(EMPTY * width, "faint"),)
    sure, maybe = _cells(low, 100, width), _cells(high, 100, width)
    return (
        Span(FULL * sure, "bar"),
        Span(MAYBE * (maybe - sure), "range"),
        Span(EMPTY * (width - maybe), "faint"),
    )
