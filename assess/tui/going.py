"""Where to go from a question: next, back, the next open one, the next one that needs attention."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assess.core.assessment import UNANSWERED, UNSURE
from assess.core.scoring import ItemResult
from assess.tui.outline import PROFILE, Outline


def beside(outline: Outline, here: str, by: int) -> str | None:
    """The step so many places on, or back where `by` is negative; None beyond the ends."""
    which, place = outline.places[here]
    before = sum(len(section.steps) for section in outline.sections[:which])
    wanted = before + place + by
    return outline.steps[wanted] if 0 <= wanted < len(outline.steps) else None


def next_item(
    outline: Outline, results: Sequence[ItemResult], here: str, wanted: Callable[[ItemResult], bool]
) -> str | None:
    """The first item after `here` that is wanted, going round at the end; None where no other one is."""
    found = [r.item.id for r in results if wanted(r) and r.item.id in outline.places and r.item.id != here]
    start = outline.places[here]
    return next((item for item in found if outline.places[item] > start), found[0] if found else None)


def is_open(result: ItemResult) -> bool:
    """Whether nothing was said yet."""
    return result.state == UNANSWERED


def needs_attention(result: ItemResult) -> bool:
    """Whether somebody has to be asked, or a critical item is below its target."""
    return result.state == UNSURE or (result.item.critical and result.is_gap)


def next_question(outline: Outline, here: str, said: Callable[[str], bool]) -> str | None:
    """The next profile question after `here` that nothing was said to, without going round."""
    which, place = outline.places[here]
    section = outline.sections[which]
    if section.id != PROFILE:
        return None
    return next((step for step in section.steps[place + 1 :] if not said(step)), None)


def section_beside(outline: Outline, results: Sequence[ItemResult], here: str, by: int) -> str:
    """Where to enter the next or the last section: at its first open item, else at its first step."""
    which = (outline.places[here][0] + by) % len(outline.sections)
    return entry(outline, results, which)


def entry(outline: Outline, results: Sequence[ItemResult], which: int) -> str:
    """The first open item of a section, by its place among the sections, else its first step."""
    steps = outline.sections[which].steps
    within = set(steps)
    return next((r.item.id for r in results if is_open(r) and r.item.id in within), steps[0])


def first_step(outline: Outline, results: Sequence[ItemResult], *, begun: bool) -> str:
    """Where to begin: at the very first step, or once something was said at the first open or unsure item."""
    first = outline.steps[0]
    if not begun:
        return first
    for wanted in (is_open, needs_attention):
        found = next((r.item.id for r in results if wanted(r) and r.item.id in outline.places), None)
        if found:
            return found
    return next((s.steps[0] for s in outline.sections if s.id != PROFILE), first)
