"""The list of assessments, as lines."""

from __future__ import annotations

from collections.abc import Sequence

from assess.store.kept import Summary
from assess.tui.lines import BLANK, Line, Picture, Rows, Span, ends, line, paragraph
from assess.tui.widgets.bars import progress_bar

BAR = 20
ROOMY = 122
"""From this width on an assessment takes two rows, below it three."""
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def paint_list(summaries: Sequence[Summary], cursor: int, width: int) -> Picture:
    """All assessments, the one under the cursor marked and in sight."""
    height = 3 if width >= ROOMY else 4

    def paint(place: int) -> list[Line]:
        return _entry(summaries[place], width, here=place == cursor, target=f"entry:{place}")

    return Picture(Rows(len(summaries), height, paint), (cursor * height, cursor * height + height))


def _entry(summary: Summary, width: int, *, here: bool, target: str) -> list[Line]:
    fill = "cursor" if here else ""
    name = summary.practice.name or summary.practice.id
    mark = Span(" \u203a " if here else "   ", "title")
    first = ends([mark, Span(name, "strong")], [*_level(summary), Span(" ")], width, fill=fill, target=target)
    title = Span(summary.title, "muted")
    date = Span(f"{short_date(summary.date)} ", "muted")
    if width >= ROOMY:
        progress = [*_progress(summary), Span("   "), date]
        return [first, ends([Span("   "), title], progress, width, fill=fill, target=target), BLANK]
    return [
        first,
        line(Span("   "), title, fill=fill, target=target),
        ends([Span("   "), *_progress(summary)], [date], width, fill=fill, target=target),
        BLANK,
    ]


def _level(summary: Summary) -> list[Span]:
    sample = [Span("sample", "muted"), Span("   ")] if summary.sample else []
    if summary.score is None:
        return [*sample, Span("no score yet", "muted")]
    return [*sample, Span(summary.level), Span(f"  {summary.score:>3}", "strong")]


def _progress(summary: Summary) -> list[Span]:
    bar = progress_bar(summary.answered, summary.applicable, BAR)
    return [*bar, Span(f"  {summary.answered} of {summary.applicable} answered", "muted")]


def short_date(iso: str) -> str:
    """An ISO date as "Nov 20, 2026"; anything else as it stands."""
    year, _, rest = iso.partition("-")
    month, _, day = rest.partition("-")
    if not (month.isdecimal() and day.isdecimal() and 1 <= int(month) <= 12):
        return iso
    return f"{MONTHS[int(month) - 1]} {int(day)}, {year}"


def paint_empty(text: str, width: int) -> Picture:
    """What stands there while there is nothing to list."""
    return Picture([BLANK, *paragraph(text, width - 2, "muted", indent=3)])
