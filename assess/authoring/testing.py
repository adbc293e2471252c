"""The `tests:` of a questionnaire: described practices and what should come out for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from assess.core.assessment import Assessment, Practice
from assess.core.evaluation import Evaluation, evaluate
from assess.core.exact import whole
from assess.core.questionnaire import Questionnaire, QuestionnaireTest
from assess.core.scoring import Score
from assess.store.answers import AnswersReader
from assess.store.documents import Document, File


@dataclass(frozen=True, slots=True)
class Outcome:
    """One described practice after its run; no differences means that it passed."""

    name: str
    evaluation: Evaluation
    differences: tuple[str, ...]

    @property
    def passed(self) -> bool:
        return not self.differences


def run_tests(questionnaire: Questionnaire, file: File) -> list[Outcome]:
    """Run every test of a questionnaire that loaded without errors from this file."""
    return [_run(questionnaire, test, file) for test in questionnaire.tests]


def _run(questionnaire: Questionnaire, test: QuestionnaireTest, file: File) -> Outcome:
    reader = AnswersReader(Document(file, file.content), questionnaire)
    profile, answers = reader.read_answers(dict(test.answers), ())
    assessment = Assessment(
        questionnaire.id, questionnaire.version, Practice("test", test.name), profile=profile, answers=answers
    )
    evaluation = evaluate(questionnaire, assessment)
    return Outcome(test.name, evaluation, tuple(_differences(evaluation, test.expect)))


def _differences(evaluation: Evaluation, expect: Mapping[str, Any]) -> Iterator[str]:
    for key, wanted in expect.items():
        if isinstance(wanted, Mapping):
            for name, inner in wanted.items():
                yield from _compare_inner(evaluation, key, name, inner)
        else:
            yield from _compare(key, wanted, _ACTUAL[key](evaluation))


def _compare_inner(evaluation: Evaluation, key: str, name: str, wanted: Any) -> Iterator[str]:
    if key == "domains":
        scores = {part.id: part.score for part in evaluation.domains}
        yield from _compare(f"domain {name}", wanted, _rounded(scores.get(name)))
        return
    for value, inner in wanted.items():
        score = evaluation.facets.get(name, {}).get(value)
        yield from _compare(f"{name} {value}", inner, _rounded(score))


def _compare(what: str, wanted: Any, actual: Any) -> Iterator[str]:
    shown = [str(each) for each in actual] if isinstance(actual, list) else str(actual)
    if wanted != shown:
        yield f"{what}: expected {_words(wanted)}, came out {_words(shown)}"


def _words(value: Any) -> str:
    return f"[{', '.join(value)}]" if isinstance(value, list) else str(value)


def _rounded(score: Score | None) -> str:
    return "null" if score is None or score.exact is None else str(whole(score.exact))


_ACTUAL: dict[str, Callable[[Evaluation], Any]] = {
    "level": lambda e: e.level.level.id if e.level.level else "null",
    "overall": lambda e: "null" if e.overall.exact is None else whole(e.overall.exact),
    "limiting": lambda e: e.overall.limiting.id if e.overall.limiting else "null",
    "held_by": lambda e: list(e.level.held_by),
    "tree": lambda e: "null" if e.tree.level is None else e.tree.level,
    "flags": lambda e: [result.item.id for result in e.flags],
    "now": lambda e: [planned.action.id for planned in e.plan.now],
    "first_action": lambda e: e.plan.now[0].action.id if e.plan.now else "null",
}
