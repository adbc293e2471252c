"""The score so far, at the side of the interview in wide windows."""

from __future__ import annotations

from assess.core.exact import whole
from assess.report.words import count, score_words
from assess.tui.lines import BLANK, Line, Picture, Span, ends, line, paragraph
from assess.tui.session import Session
from assess.tui.standing import Standing
from assess.tui.widgets.bars import score_bar


def paint_live(session: Session, moved: int | None, width: int) -> Picture:
    """The overall score with its range, the level, what holds it, and what the last answer moved."""
    standing = session.standing
    lines = [line(Span(" Score so far", "muted")), BLANK, *_overall(standing, width), BLANK]
    if moved is not None:
        words = f"Last answer: {moved:+d}" if moved else "Last answer: under 1"
        lines += [*paragraph(words, width - 1, "muted", indent=1), BLANK]
    for part in standing.overall.parts:
        exact = part.score.exact
        number = "-" if exact is None else str(whole(exact))
        lines += paragraph(part.title, width - 6, indent=1)
        lines[-1] = ends(lines[-1].spans, [Span(f"{number} ", "strong")], width)
        score = None if exact is None else whole(exact)
        low, high = _range(part.score.low), _range(part.score.high)
        lines += [line(Span(" "), *score_bar(score, low, high, width - 2)), BLANK]
    lines += _ladder(standing, width)
    return Picture(lines)


def _overall(standing: Standing, width: int) -> list[Line]:
    overall = standing.overall
    if overall.exact is None:
        return paragraph("Not enough answers for a score yet.", width - 1, indent=1)
    low, high = _range(overall.low), _range(overall.high)
    head = ends(
        [Span(f" {standing.level_title}", "title")], [Span(f"{whole(overall.exact)} ", "strong")], width
    )
    lines = [head, line(Span(" "), *score_bar(whole(overall.exact), low, high, width - 2))]
    words = score_words(overall.exact, overall.low, overall.high).partition(", ")[2]
    return lines + (paragraph(words.capitalize(), width - 1, "muted", indent=1) if words else [])


def _range(number: object) -> int:
    return 0 if number is None else whole(number)  # type: ignore[arg-type]


def _ladder(standing: Standing, width: int) -> list[Line]:
    level = standing.level
    if level.held is not None:
        held_by = count(len(level.held_by), "question")
        words = f"{level.held.title} is held back by {held_by}; see the results."
        return paragraph(words, width - 1, "warn", indent=1)
    if level.next is None:
        return []
    words = f"Next: {level.next.title}, from {whole(level.next.from_percent)}"
    return paragraph(words, width - 1, "muted", indent=1)
