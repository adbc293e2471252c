"""What the database keeps, as values: a line of the list, an opened assessment, scores, a change."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assess.core.assessment import Answer, Assessment, Evidence, Practice

if TYPE_CHECKING:  # The list of assessments is shown before a questionnaire is needed.
    from assess.core.evaluation import Evaluation
    from assess.core.questionnaire import Questionnaire

Value = Answer | tuple[str, ...] | None
"""An answer to an item, the option keys of a profile question, or nothing yet."""


@dataclass(frozen=True, slots=True)
class Scores:
    """What is kept beside the answers: counts of items, the overall score 0 to 100, the level's title."""

    answered: int
    applicable: int
    score: int | None = None
    level: str = ""

    @classmethod
    def of(cls, evaluation: Evaluation) -> Scores:
        """The scores as people read them, rounded once."""
        from assess.core.exact import whole

        exact, level = evaluation.overall.exact, evaluation.level.level
        return cls(
            evaluation.coverage.answered,
            evaluation.coverage.applicable,
            None if exact is None else whole(exact),
            level.title if level else "",
        )


@dataclass(frozen=True, slots=True)
class Summary:
    """One line of the list. `updated` is a time in UTC, `level` the title of the readiness level or empty."""

    id: int
    questionnaire: str
    version: str
    title: str
    practice: Practice
    date: str
    updated: str
    answered: int
    applicable: int
    score: int | None
    level: str
    sample: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """An opened assessment. `position` is the item to come back to, or empty."""

    id: int
    questionnaire: Questionnaire
    assessment: Assessment
    position: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One change of an answer, or with `profile` of a profile question's options; None is no answer.

    After undoing it `before` stands, after redoing it `after`. `at` is a time in UTC.
    """

    item: str
    before: Value
    after: Value
    at: str = ""

    @property
    def profile(self) -> bool:
        """Whether a profile question was changed, and not an item."""
        return isinstance(self.before, tuple) or isinstance(self.after, tuple)

    def undone(self, assessment: Assessment) -> Assessment:
        """The assessment with what stood before."""
        return _with(assessment, self, self.before)

    def redone(self, assessment: Assessment) -> Assessment:
        """The assessment with what the change made of it."""
        return _with(assessment, self, self.after)


def _with(assessment: Assessment, change: Change, value: Value) -> Assessment:
    if isinstance(value, Answer):
        return assessment.with_answer(change.item, value)
    if value is None and not change.profile:
        return assessment.with_answer(change.item, None)
    return assessment.with_profile(change.item, value)


def to_text(value: Value) -> str | None:
    """The value as JSON: an object for an answer, a list for profile options, None for none.

    Pure ASCII, so that even a broken character from a terminal can be kept.
    """
    if value is None:
        return None
    return json.dumps(list(value) if isinstance(value, tuple) else _plain(value))


def _plain(answer: Answer) -> dict[str, Any]:
    plain: dict[str, Any] = {"state": answer.state}
    if answer.levels:
        plain["levels"] = answer.levels
    if answer.reason:
        plain["reason"] = answer.reason
    if answer.note:
        plain["note"] = answer.note
    if answer.evidence:
        plain["evidence"] = {"what": answer.evidence.what, "date": answer.evidence.date}
    return plain


def from_text(text: str | None) -> Value:
    """The value that `to_text` was given."""
    if text is None:
        return None
    plain = json.loads(text)
    return tuple(plain) if isinstance(plain, list) else _answer(plain)


def _answer(plain: Mapping[str, Any]) -> Answer:
    evidence = plain.get("evidence")
    return Answer(
        plain["state"],
        tuple(plain.get("levels", ())),
        plain.get("reason", ""),
        plain.get("note", ""),
        Evidence(evidence["what"], evidence["date"]) if evidence else None,
    )
