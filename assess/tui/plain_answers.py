"""The answers of the line-by-line interview: each function does what one key says."""

from __future__ import annotations

from datetime import date

from assess.report.words import id_words
from assess.tui.outcomes import Outcome
from assess.tui.plain_talk import Talk


def numbers(talk: Talk, words: list[str]) -> None:
    """Answer with a level, with 2-3 between two of them, or with the options of a profile question."""
    if talk.session.question is not None:
        _options(talk, words)
    elif len(words) == 1 and "-" in words[0]:
        half(talk, words[0].partition("-")[0])
    elif len(words) == 1:
        level = _level(talk, words[0])
        if level is not None:
            talk.saved(talk.session.choose_level(level))
    else:
        talk.say("One number answers this question.")


def _options(talk: Talk, words: list[str]) -> None:
    question = talk.session.question
    assert question is not None
    options = list(question.options)
    places = [int(word) for word in words if word.isdecimal()]
    fits = len(places) == len(words) and all(1 <= place <= len(options) for place in places)
    if question.many and places == [0]:
        places = []
    elif not fits or (len(places) > 1 and not question.many):
        wanted = "numbers, as in 1 3, or 0 for none of them" if question.many else "one number"
        talk.say(f"Answer with {wanted}, from 1 to {len(options)}.")
        return
    talk.saved(talk.session.choose_options(tuple(dict.fromkeys(options[place - 1] for place in places))))


def _level(talk: Talk, word: str) -> str | None:
    item = talk.session.item
    levels = [level.key for level in item.scale.levels] if item else []
    if word.isdecimal() and 1 <= int(word) <= len(levels):
        return levels[int(word) - 1]
    talk.say(f"Answer with a number from 1 to {len(levels)}, or ? for help.")
    return None


def half(talk: Talk, rest: str) -> None:
    """Answer half-way between a level and the one after it."""
    item = talk.session.item
    if item is None or not item.scale.between:
        talk.say("This question has no answers between two levels.")
        return
    lower = _level(talk, rest or talk.line("Half-way above which level? "))
    levels = [level.key for level in item.scale.levels]
    if lower == levels[-1]:
        talk.say("There is no level above the last one.")
    elif lower is not None:
        talk.saved(talk.session.choose_between(lower, levels[levels.index(lower) + 1]))


def unsure(talk: Talk, _rest: str) -> None:
    """Leave the question to somebody who knows."""
    if _at_item(talk):
        talk.saved(talk.session.choose_unsure())


def not_applicable(talk: Talk, _rest: str) -> None:
    """Ask why the question does not apply, and say so."""
    item = talk.session.item
    if not _at_item(talk) or item is None:
        return
    reason = _reason(talk, item.scale.reasons)
    note = talk.line("Why, in a few words: ") if reason and item.scale.reasons else ""
    if not reason or (item.scale.reasons and item.scale.note_required and not note):
        talk.say("This needs a reason in a few words. Nothing was changed.")
        return
    talk.saved(talk.session.choose_not_applicable(reason, note))


def _reason(talk: Talk, reasons: tuple[str, ...]) -> str:
    if not reasons:
        return talk.line("Why does it not apply? ")
    for number, reason in enumerate(reasons, 1):
        talk.say(f"{number}. {id_words(reason).capitalize()}")
    word = talk.line("Why does it not apply? Number: ")
    fits = word.isdecimal() and 1 <= int(word) <= len(reasons)
    return reasons[int(word) - 1] if fits else ""


def _at_item(talk: Talk) -> bool:
    if talk.session.item is None:
        talk.say("A question about the practice has only the answers listed. s skips it.")
    return talk.session.item is not None


def _at_answer(talk: Talk) -> bool:
    if talk.session.answer is None:
        talk.say("Answer first: a note or evidence belongs to an answer.")
    return talk.session.answer is not None


def note(talk: Talk, rest: str) -> None:
    """Write a note to the answer."""
    if _at_answer(talk):
        text = rest or talk.line("Note, about the practice only, never about a patient: ")
        talk.saved(talk.session.write_note(text), stay=True)


def evidence(talk: Talk, rest: str) -> None:
    """Say what shows that the answer holds, and since when."""
    if not _at_answer(talk):
        return
    what = rest or talk.line("What shows it: ")
    since = talk.line("Date, as 2026-11-20, or Enter for none: ") if what else ""
    if not is_date(since):
        talk.say("A date is written year-month-day: 2026-11-20. Nothing was changed.")
        return
    talk.saved(talk.session.write_evidence(what, since), stay=True)


def is_date(text: str) -> bool:
    """Whether a text is an ISO date, or empty."""
    try:
        if text:
            date.fromisoformat(text)
    except ValueError:
        return False
    return True


def clear(talk: Talk, _rest: str) -> None:
    """Take the answer away."""
    if talk.session.asked().answered:
        talk.saved(talk.session.clear(), stay=True)
    else:
        talk.say("There is no answer to clear.")


def undo(talk: Talk, _rest: str) -> None:
    """Take the last change back."""
    _stepped(talk, talk.session.undo(), "There is nothing to undo.")


def redo(talk: Talk, _rest: str) -> None:
    """Make again what was undone."""
    _stepped(talk, talk.session.redo(), "There is nothing to redo.")


def _stepped(talk: Talk, outcome: Outcome | None, nothing: str) -> None:
    if outcome is None:
        talk.say(nothing)
        return
    talk.say(outcome.sentence)
    talk.ask()
