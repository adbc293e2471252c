"""What the interview asks for in a window of its own: notes, evidence, reasons, where to go."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from assess.report.words import id_words
from assess.tui.asking import plain
from assess.tui.screens.ask import Ask, Field
from assess.tui.screens.pick import Entry, Pick

if TYPE_CHECKING:
    from assess.tui.screens.interview import InterviewScreen

NO_PATIENT_DATA = "About the practice only: never write anything about a patient."
OTHER = ""
"""Stands for a reason in the person's own words."""


def ask_note(screen: InterviewScreen) -> None:
    """Ask for the note to the answer; an empty one takes it away."""
    answer = screen.session.answer
    note = answer.note if answer else ""

    def write(texts: tuple[str, ...] | None) -> None:
        if texts is not None and texts[0] != note:
            screen.change(lambda: screen.session.write_note(texts[0]), stay=True)

    screen.app.push_screen(Ask("Note", [Field("", note, rows=4)], NO_PATIENT_DATA), write)


def ask_evidence(screen: InterviewScreen) -> None:
    """Ask what shows that the answer holds, and since when."""
    answer, item = screen.session.answer, screen.session.item
    kept = answer.evidence if answer else None
    wanted = plain(item.evidence.wanted) if item and item.evidence else "a report, a log, minutes"
    fields = [
        Field("What shows it", kept.what if kept else "", f"such as: {wanted}"),
        Field(
            "Date, as 2026-11-20 (may stay empty)",
            kept.date if kept else "",
            screen.assess.today,
            check=check_date,
        ),
    ]

    def write(texts: tuple[str, ...] | None) -> None:
        if texts is not None and texts != ((kept.what, kept.date) if kept else ("", "")):
            screen.change(lambda: screen.session.write_evidence(*texts), stay=True)

    screen.app.push_screen(Ask("Evidence", fields, NO_PATIENT_DATA), write)


def check_date(text: str) -> str:
    """What is wrong with a date; empty when nothing is."""
    try:
        if text:
            date.fromisoformat(text)
    except ValueError:
        return "Write the date as year-month-day: 2026-11-20."
    return ""


def ask_reason(screen: InterviewScreen) -> None:
    """Ask why the question does not apply, then for the note that the scale wants."""
    item, answer = screen.session.item, screen.session.answer
    if item is None:
        return
    if not item.scale.reasons:
        _ask_own_reason(screen)
        return
    entries = [Entry(reason, id_words(reason).capitalize()) for reason in item.scale.reasons]
    chosen = answer.reason if answer else ""

    def go_on(reason: str | None) -> None:
        if reason is not None:
            _ask_why(screen, reason, required=item.scale.note_required)

    screen.app.push_screen(Pick("Why does it not apply?", entries, chosen=chosen), go_on)


def _ask_why(screen: InterviewScreen, reason: str, *, required: bool) -> None:
    answer = screen.session.answer
    wanted = "In a few words, for the report." if required else "In a few words; may stay empty."
    check = _check_said if required else None
    note = answer.note if answer else ""
    field = Field("", note, rows=3, check=check) if check else Field("", note, rows=3)

    def write(texts: tuple[str, ...] | None) -> None:
        if texts is not None:
            screen.change(lambda: screen.session.choose_not_applicable(reason, texts[0]))

    title = f"Does not apply: {id_words(reason)}"
    screen.app.push_screen(Ask(title, [field], f"{wanted} {NO_PATIENT_DATA}"), write)


def _ask_own_reason(screen: InterviewScreen) -> None:
    answer = screen.session.answer
    field = Field("", answer.reason if answer else "", check=_check_said)

    def write(texts: tuple[str, ...] | None) -> None:
        if texts is not None:
            screen.change(lambda: screen.session.choose_not_applicable(texts[0]))

    screen.app.push_screen(Ask("Why does it not apply?", [field], NO_PATIENT_DATA), write)


def _check_said(text: str) -> str:
    return "" if text else "This needs a few words."


def ask_where(screen: InterviewScreen) -> None:
    """Let a question be found among all that are to be seen."""
    session = screen.session
    entries = []
    for section in session.outline.sections:
        for place, step in enumerate(section.steps, 1):
            asked = session.question_text(step)
            number = f"{section.number}.{place}" if section.number else ""
            entries.append(Entry(step, plain(asked), number, section.title))

    def go(step: str | None) -> None:
        if session.go(step):
            screen.say("")
            screen.arrive()

    screen.app.push_screen(Pick("Find a question", entries, chosen=session.here), go)
