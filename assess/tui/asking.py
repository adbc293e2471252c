"""One question as people see it: an item or a profile question, with its choices and what was answered.

The screen and the line-by-line interview show the same `Asked`, each in its own way.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assess.core.assessment import NOT_APPLICABLE, UNSURE, Answer, Assessment
from assess.report.words import clean, date_words, id_words, scope_words

if TYPE_CHECKING:
    from assess.core.questionnaire import Item, ProfileQuestion, Questionnaire

CHOSEN, HALF, OPEN = "chosen", "half", "open"
UNSURE_KEY, NOT_APPLICABLE_KEY = "u", "x"
UNSURE_LABEL, NOT_APPLICABLE_LABEL = "Not sure, ask someone", "Does not apply here"
MOST_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to answer. `name` is a level or an option, or unsure or not_applicable; `key` what to press.

    `mark` is chosen, half (one of the two levels that the answer lies between) or open.
    """

    name: str
    key: str
    label: str
    anchor: str = ""
    mark: str = OPEN


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with everything that helps to answer it. `many` tells ticking from choosing one."""

    id: str
    section: str
    place: str
    """Where it stands in its section: "2 of 5"."""
    number: str
    """As in the printed plan: "3.2"; empty for a profile question."""
    ask: str
    choices: tuple[Choice, ...]
    many: bool = False
    critical: bool = False
    kind: str = ""
    counts_if: tuple[str, ...] = ()
    help: str = ""
    why: str = ""
    who: str = ""
    wanted: str = ""
    caution: str = ""
    note: str = ""
    reason: str = ""
    evidence: str = ""
    answered: bool = False

    @property
    def first_mark(self) -> int:
        """The place of the answer among the choices; the first choice while there is none."""
        return next((n for n, choice in enumerate(self.choices) if choice.mark != OPEN), 0)


def asked_item(
    questionnaire: Questionnaire, item: Item, answer: Answer | None, section: str, place: str, number: str
) -> Asked:
    """An item with the answer that it has."""
    return Asked(
        item.id,
        clean(section),
        place,
        number,
        plain(item.ask),
        (*_level_choices(item, answer), *_other_choices(item, answer)),
        critical=item.critical,
        kind=item.kind,
        counts_if=tuple(plain(each) for each in item.counts_if),
        help=plain(item.help),
        why=plain(item.why),
        who=clean(questionnaire.role_title(item.ask_role)) if item.ask_role else "",
        wanted=plain(item.evidence.wanted) if item.evidence else "",
        caution=_caution(item),
        note=clean(answer.note) if answer else "",
        reason=clean(id_words(answer.reason)) if answer else "",
        evidence=_evidence(answer),
        answered=answer is not None,
    )


def asked_profile(question: ProfileQuestion, keys: tuple[str, ...] | None, section: str, place: str) -> Asked:
    """A question about the practice with the options chosen for it."""
    chosen = keys or ()
    choices = tuple(
        Choice(option, _digit(number), plain(label), mark=CHOSEN if option in chosen else OPEN)
        for number, (option, label) in enumerate(question.options.items(), 1)
    )
    return Asked(
        question.id,
        section,
        place,
        "",
        plain(question.ask),
        choices,
        many=question.many,
        help=plain(question.help),
        answered=keys is not None,
    )


def value_words(questionnaire: Questionnaire, step: str, value: Answer | tuple[str, ...] | None) -> str:
    """An answer, or the options of a profile question, in the questionnaire's words; "no answer" for None."""
    if value is None:
        return "no answer"
    if isinstance(value, tuple):
        options = next((q.options for q in questionnaire.profile if q.id == step), {})
        return ", ".join(plain(options.get(key, key)) for key in value) or "none of these"
    item = next((item for item in questionnaire.items() if item.id == step), None)
    return answer_words(item, value) if item else value.state


def answer_words(item: Item, answer: Answer) -> str:
    """An answer in the words of its scale."""
    if answer.state == UNSURE:
        return plain(item.scale.unsure_label) or UNSURE_LABEL
    if answer.state == NOT_APPLICABLE:
        reason = clean(id_words(answer.reason))
        return f"Does not apply ({reason})" if reason else "Does not apply"
    labels = [plain(item.scale.level(key).label) for key in answer.levels]
    return labels[0] if len(labels) == 1 else f"between \u201c{labels[0]}\u201d and \u201c{labels[-1]}\u201d"


def plain(text: str) -> str:
    """A text of the questionnaire without its Markdown signs; links keep their address."""
    text = clean(text)
    if "*" in text or "](" in text:
        # Only here: most texts have no marks, and the first screen needs no regular expressions.
        import re

        text = re.sub(r"\[([^\]]+)\]\((https?://[^)\s]+)\)", r"\1 (\2)", text)
        text = re.sub(r"(\*{1,2})(?=\S)(.+?)(?<=\S)\1", r"\2", text)
    return text


def _digit(number: int) -> str:
    return str(number) if number <= MOST_DIGITS else ""


def _level_choices(item: Item, answer: Answer | None) -> list[Choice]:
    chosen = answer.levels if answer else ()
    mark = HALF if len(chosen) > 1 else CHOSEN
    anchors: Mapping[str, str] = item.anchors
    return [
        Choice(
            level.key,
            _digit(number),
            plain(level.label),
            plain(anchors.get(level.key, "")),
            mark if level.key in chosen else OPEN,
        )
        for number, level in enumerate(item.scale.levels, 1)
    ]


def _other_choices(item: Item, answer: Answer | None) -> tuple[Choice, Choice]:
    state = answer.state if answer else ""
    return (
        Choice(
            UNSURE,
            UNSURE_KEY,
            plain(item.scale.unsure_label) or UNSURE_LABEL,
            mark=CHOSEN if state == UNSURE else OPEN,
        ),
        Choice(
            NOT_APPLICABLE,
            NOT_APPLICABLE_KEY,
            NOT_APPLICABLE_LABEL,
            mark=CHOSEN if state == NOT_APPLICABLE else OPEN,
        ),
    )


def _evidence(answer: Answer | None) -> str:
    if answer is None or answer.evidence is None:
        return ""
    what, date = clean(answer.evidence.what), clean(answer.evidence.date)
    return f"{what} ({date_words(date)})" if date else what


def _caution(item: Item) -> str:
    parts = [f"As of {date_words(item.as_of)}" if item.as_of else ""]
    parts.append(f"Applies to: {scope_words(item.applies_to)}" if item.applies_to else "")
    return ". ".join(part for part in parts if part)


def profile_value(assessment: Assessment, question: str) -> tuple[str, ...] | None:
    """The options chosen for a profile question; None before anything was said."""
    return assessment.profile.get(question)
