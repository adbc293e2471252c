"""The way through the decision tree in words: the tests that were passed, and what a higher level needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assess.core.conditions import AnyOf, Condition, Facts, Not, Test, decide
from assess.core.evaluation import Evaluation, known_facts
from assess.core.questionnaire import Item, ProfileQuestion
from assess.report.view_items import ItemRef
from assess.report.words import joined

RESULTS: Mapping[bool | None, str] = {True: "yes", False: "no", None: "not yet known"}
_TAKES: Mapping[tuple[str, bool], str] = {
    ("at_least", True): "at least {}",
    ("at_least", False): "below {}",
    ("above", True): "above {}",
    ("above", False): "at most {}",
    ("at_most", True): "at most {}",
    ("at_most", False): "above {}",
    ("below", True): "below {}",
    ("below", False): "at least {}",
    ("is", True): "{}",
    ("is", False): "not {}",
    ("in", True): "{}",
    ("in", False): "not {}",
    ("includes", True): "with {}",
    ("includes", False): "without {}",
    ("answered", True): "any answer",
    ("answered", False): "no answer",
}
"""Comparisons in words, as they have to hold or must not hold."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One question with what it takes, "at least “Established”", and whether that is so.

    Several that belong together are told in one sentence: `ask`, without number and answer.
    """

    number: str
    ask: str
    takes: str
    answer: str
    result: str


@dataclass(frozen=True, slots=True)
class Clauses:
    """One test of the tree. `every` tells whether all of its clauses have to hold, or one is enough."""

    every: bool
    parts: tuple[Clause, ...]
    result: str


@dataclass(frozen=True, slots=True)
class NextLevel:
    """The nearest higher level, and all that it would need."""

    level: int
    means: str
    needs: tuple[Clauses, ...]


def tree_steps(evaluation: Evaluation, references: Mapping[str, ItemRef]) -> tuple[Clauses, ...]:
    """Every test that was passed on the way through the tree, in order."""
    words = _Words(evaluation, references)
    return tuple(words.clauses(step.node.test, holds=True) for step in evaluation.tree.path)


def next_level(evaluation: Evaluation, references: Mapping[str, ItemRef]) -> NextLevel | None:
    """The nearest higher level; None where there is none, or the level is not known."""
    tree, up = evaluation.questionnaire.tree, evaluation.tree.up
    if tree is None or up is None:
        return None
    words = _Words(evaluation, references)
    needs = tuple(words.clauses(need.missing, holds=need.holds) for need in up.needs)
    return NextLevel(up.level, tree.levels.get(up.level, ""), needs)


class _Words:
    """Puts conditions into words; holds what it looks up."""

    def __init__(self, evaluation: Evaluation, references: Mapping[str, ItemRef]) -> None:
        self._facts: Facts = known_facts(evaluation.assessment, evaluation.results)
        self._items = {item.id: item for item in evaluation.questionnaire.items()}
        self._profile = {question.id: question for question in evaluation.questionnaire.profile}
        self._answers = evaluation.assessment.profile
        self._references = references

    def clauses(self, condition: Condition, *, holds: bool) -> Clauses:
        """The clauses of a condition that has to hold, or must not hold."""
        every, parts = _parts(condition, holds=holds)
        told = tuple(self._clause(part, holds=each) for part, each in parts)
        return Clauses(every, told, self._result(condition, holds=holds))

    def _result(self, condition: Condition, *, holds: bool) -> str:
        result = decide(condition, self._facts)
        return RESULTS[result if result is None else result is holds]

    def _clause(self, condition: Condition, *, holds: bool) -> Clause:
        result = self._result(condition, holds=holds)
        if isinstance(condition, Test):
            number, ask, answer = self._question(condition.item)
            return Clause(number, ask, self._takes(condition, holds=holds), answer, result)
        inner = self.clauses(condition, holds=holds)
        each = [" ".join(filter(None, (part.number, part.ask, part.takes))) for part in inner.parts]
        return Clause("", joined(each, "and" if inner.every else "or"), "", "", result)

    def _question(self, id: str) -> tuple[str, str, str]:
        """Number, question and answer of an item, or of a profile question, which has no number."""
        if id in self._references:
            reference = self._references[id]
            return reference.number, reference.ask, reference.answer
        question = self._profile[id]
        chosen = [question.options.get(key, key) for key in self._answers.get(id, ())]
        return "", question.ask, joined(chosen) or "Not answered"

    def _takes(self, test: Test, *, holds: bool) -> str:
        asked = self._items.get(test.item) or self._profile[test.item]
        values = joined([f"\u201c{_label(asked, key)}\u201d" for key in test.values], "or")
        return _TAKES[test.op, holds].format(values)


def _label(asked: Item | ProfileQuestion, key: str) -> str:
    return asked.options.get(key, key) if isinstance(asked, ProfileQuestion) else asked.scale.level(key).label


def _parts(condition: Condition, *, holds: bool) -> tuple[bool, list[tuple[Condition, bool]]]:
    """Whether all parts have to come out as told, or one is enough, and the parts with how they have to.

    "Not all of these" is told as "one of these not". Parts of parts are drawn up where that changes nothing.
    """
    match condition:
        case Test():
            return True, [(condition, holds)]
        case Not(part):
            return _parts(part, holds=not holds)
    every = isinstance(condition, AnyOf) is not holds
    flat: list[tuple[Condition, bool]] = []
    for part in condition.parts:
        alike, inner = _parts(part, holds=holds)
        flat += inner if alike is every or len(inner) == 1 else [(part, holds)]
    return every, flat
