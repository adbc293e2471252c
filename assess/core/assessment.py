"""The assessment as a value: one practice's answers to one version of one questionnaire.

An answer belongs to a respondent. What a team agreed is a respondent's set of answers of its own
(`AGREED`), kept beside the others and never over them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

AGREED = "agreed"
"""The respondent id under which a team's agreed answers are kept."""

ANSWERED, BETWEEN, UNSURE, NOT_APPLICABLE = "answered", "between", "unsure", "not_applicable"
UNANSWERED, HIDDEN = "unanswered", "hidden"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What shows that an answer holds; `date` is an ISO date or empty."""

    what: str
    date: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered to one item.

    `state` is answered, between, unsure or not_applicable. `levels` holds one level key, two for
    between, none otherwise. `reason` goes with not_applicable.
    """

    state: str
    levels: tuple[str, ...] = ()
    reason: str = ""
    note: str = ""
    evidence: Evidence | None = None

    @classmethod
    def level(cls, key: str, note: str = "") -> Answer:
        return cls(ANSWERED, (key,), note=note)

    @classmethod
    def between(cls, lower: str, upper: str, note: str = "") -> Answer:
        return cls(BETWEEN, (lower, upper), note=note)

    @classmethod
    def unsure(cls, note: str = "") -> Answer:
        return cls(UNSURE, note=note)

    @classmethod
    def not_applicable(cls, reason: str, note: str = "") -> Answer:
        return cls(NOT_APPLICABLE, reason=reason, note=note)


@dataclass(frozen=True, slots=True)
class Practice:
    """The site or program that is assessed."""

    id: str
    name: str = ""

    @classmethod
    def named(cls, name: str) -> Practice:
        """A practice with an id made of its name, for file names and exchange."""
        kept = "".join(each.lower() if each.isascii() and each.isalnum() else " " for each in name)
        joined = "-".join(kept.split())
        return cls(joined if joined[:1].isalpha() else f"practice-{joined}".rstrip("-"), name)


@dataclass(frozen=True, slots=True)
class Respondent:
    """Who answers, by role; no name needed."""

    id: str = "r1"
    role: str = ""


@dataclass(frozen=True, slots=True)
class Assessment:
    """One respondent's answers, or a team's agreed ones, for one practice at one date.

    `profile` holds the chosen option keys of each profile question; of a one_of question there is one.
    Answers of hidden items stay in `answers` and return with their branch.
    """

    questionnaire: str
    version: str
    practice: Practice
    respondent: Respondent = Respondent()
    date: str = ""
    profile: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    answers: Mapping[str, Answer] = field(default_factory=dict)

    def with_answer(self, item: str, answer: Answer | None) -> Assessment:
        """A copy with this answer, or without one."""
        answers = {key: value for key, value in self.answers.items() if key != item}
        if answer is not None:
            answers[item] = answer
        return replace(self, answers=answers)

    def with_profile(self, question: str, keys: tuple[str, ...] | None) -> Assessment:
        """A copy with this profile answer, or without one."""
        profile = {key: value for key, value in self.profile.items() if key != question}
        if keys is not None:
            profile[question] = keys
        return replace(self, profile=profile)
