"""The parts of the questionnaire at the side: how much of each is answered."""

from __future__ import annotations

from typing import NamedTuple

from assess.core.assessment import UNSURE
from assess.core.scoring import Part
from assess.tui.lines import Line, Picture, Span, wrap
from assess.tui.outline import PROFILE, Section
from assess.tui.session import Session
from assess.tui.widgets.bars import progress_bar

BAR = 6
BAR_FROM = 32
"""From this width on there is room for a bar."""


class Count(NamedTuple):
    """How much of a part is answered, and whether anything in it is unsure."""

    done: int
    total: int
    unsure: bool = False

    @property
    def words(self) -> str:
        return f"{self.done}/{self.total}"


def paint_sections(session: Session, width: int) -> Picture:
    """All parts with answered and total; the one of the question here is marked and in sight."""
    here = session.outline.section_of(session.here)
    parts = {part.id: part for part in session.standing.domains}
    counts = [_count(session, section, parts) for section in session.outline.sections]
    columns = max(len(count.words) for count in counts) + 3
    lines: list[Line] = []
    keep = (0, 1)
    for number, (section, count) in enumerate(zip(session.outline.sections, counts, strict=True)):
        rows = _rows(section.title, count, width, columns, here=section is here)
        if section is here:
            keep = (max(len(lines) - 2, 0), len(lines) + len(rows) + 2)
        lines += [row._replace(target=f"section:{number}") for row in rows]
    return Picture(lines, keep)


def _count(session: Session, section: Section, parts: dict[str, Part]) -> Count:
    if section.id == PROFILE:
        said = sum(step in session.assessment.profile for step in section.steps)
        return Count(said, len(section.steps))
    score = parts[section.id].score
    unsure = any(result.state == UNSURE for result in score.results)
    return Count(score.answered, score.applicable, unsure)


def _rows(title: str, count: Count, width: int, columns: int, *, here: bool) -> list[Line]:
    bar = (*progress_bar(count.done, count.total, BAR), Span(" ")) if width >= BAR_FROM else ()
    room = width - 2 - columns - (BAR + 1 if bar else 0)
    rows, ink, fill = wrap(title, room), "strong" if here else "", "cursor" if here else ""
    ink_of_count = "good" if count.done == count.total else "muted"
    end = (
        *bar,
        Span(f"{count.words:>{columns - 2}}", ink_of_count),
        Span(" ?" if count.unsure else "  ", "warn"),
    )
    lead = Span("\u203a " if here else "  ", "title")
    lines = [Line((lead, Span(f"{rows[0]:<{room}}", ink), *end), fill)]
    return lines + [Line((Span("  "), Span(row, ink)), fill) for row in rows[1:]]


def section_of(target: str) -> int | None:
    """The part that a click meant, by its place; None if it meant something else."""
    kind, _, number = target.partition(":")
    return int(number) if kind == "section" else None
