"""Numbers, dates and answers in words, as a reader of the report sees them."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from fractions import Fraction

from assess.core.assessment import Answer
from assess.core.exact import Number, whole
from assess.core.questionnaire import Item
from assess.core.scoring import ItemResult
from assess.core.staleness import is_outdated

NO_SCORE = "not enough answers"
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
_MONEY = {"none": "no money", "low": "little money", "some": "some money", "high": "much money"}
_CONTROL = {
    "practice": "Within the practice's own hands",
    "shared": "Shared with partners",
    "external": "Outside the practice's control",
}


def clean(text: str) -> str:
    """The text without control characters and text-direction overrides, which no output can show."""
    return _UNPRINTABLE.sub("", text)


def cut(text: str, length: int) -> str:
    """The text, shortened at a word to about `length` characters with an ellipsis."""
    if len(text) <= length:
        return text
    head = text[:length].rsplit(" ", 1)[0] if " " in text[length // 2 : length] else text[:length]
    return head.rstrip(" ,;:.") + "\u2026"


def sentence(text: str) -> str:
    """The text with a full stop, unless it ends in a mark of its own."""
    return text if not text or text.rstrip('*_ )\u201d"')[-1:] in ".!?:;\u2026\u3002" else f"{text}."


def run_on(text: str) -> str:
    """The text as one of several in a sentence: with a semicolon, unless it ends in a mark of its own."""
    plain = text.removesuffix(".")
    return f"{plain};" if plain and plain[-1] not in ".!?:;\u2026" else text


def count(number: int, noun: str) -> str:
    """A number with its noun: "1 question", "1,200 questions"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def joined(words: Sequence[str], last: str = "and") -> str:
    """ "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def plain_number(number: Fraction) -> str:
    """A weight or a number of hours: whole where it is, otherwise with up to two decimals."""
    return f"{float(number):,.2f}".rstrip("0").rstrip(".")


def score_words(exact: Number | None, low: Number | None, high: Number | None) -> str:
    """A score with what it could still become: "58, could become 49 to 67"."""
    if exact is None:
        return NO_SCORE
    if low is None or high is None or whole(low) == whole(high):
        return str(whole(exact))
    return f"{whole(exact)}, could become {whole(low)} to {whole(high)}"


def date_words(iso: str) -> str:
    """An ISO date, or a month or year alone, in words; anything else as it stands."""
    parts = iso.split("-")
    try:
        numbers = [int(part) for part in parts]
        if len(numbers) == 2:
            return f"{calendar.month_name[numbers[1]]} {numbers[0]}" if numbers[1] > 0 else iso
        if len(numbers) == 3:
            day = date(*numbers)
            return f"{calendar.month_name[day.month]} {day.day}, {day.year}"
    except (ValueError, IndexError, OverflowError):
        return iso
    return iso


def dated_words(iso: str, today: str) -> str:
    """A date in words; with what to do where it lies more than a year before today, an ISO date."""
    return f"{date_words(iso)}: check before use" if is_outdated(iso, today) else date_words(iso)


def after_days(today: date, days: int) -> str:
    """The date so many days later, in words."""
    return date_words((today + timedelta(days=days)).isoformat())


def after_months(today: date, months: int) -> str:
    """The month and year so many months later, in words."""
    years, month = divmod(today.month - 1 + months, 12)
    return f"{calendar.month_name[month + 1]} {today.year + years}"


def hours_words(hours: Fraction) -> str:
    """Hours of work: "6 hours", "1 hour", "1.5 hours"."""
    return "1 hour" if hours == 1 else f"{plain_number(hours)} hours"


def money_words(money: str) -> str:
    """What an action costs besides hours, from the word in the questionnaire."""
    return _MONEY.get(money, f"money: {money}" if money else "")


def control_words(control: str) -> str:
    """Who can do it."""
    return _CONTROL.get(control, control)


def id_words(key: str) -> str:
    """An id as words, where nothing better is known: "out_of_scope" becomes "out of scope"."""
    return key.replace("_", " ").replace("-", " ")


def scope_words(applies_to: Iterable[str]) -> str:
    """To whom or where something applies, as words."""
    return joined([" ".join(_scope_word(word) for word in id_words(key).split()) for key in applies_to])


def _scope_word(word: str) -> str:
    """A word of an id as a name; without a vowel it is an abbreviation."""
    return word.capitalize() if set(word) & set("aeiouy") else word.upper()


def answer_words(result: ItemResult) -> str:
    """What was answered, in the words of the scale."""
    item, answer = result.item, result.answer
    match result.state:
        case "unanswered":
            return "Not answered"
        case "hidden":
            return "Not asked"
        case "unsure":
            return item.scale.unsure_label or "Not sure"
        case "not_applicable":
            reason = id_words(answer.reason) if answer else ""
            return f"Does not apply: {reason}" if reason else "Does not apply"
        case _:
            return _level_words(item, answer) if answer else ""


def _level_words(item: Item, answer: Answer) -> str:
    labels = [item.scale.level(key).label for key in answer.levels]
    return labels[0] if len(labels) == 1 else f"Between \u201c{labels[0]}\u201d and \u201c{labels[-1]}\u201d"


def plain_language(language: str) -> str:
    """The language as an HTML and PDF language tag; English where it is not one."""
    return language if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", language) else "en"
