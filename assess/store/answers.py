"""Answers files (`answers/1`): read into an assessment, written back without loss."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from assess.core.assessment import Answer, Assessment, Practice, Respondent
from assess.core.questionnaire import ProfileQuestion, Questionnaire
from assess.store.dates import is_day
from assess.store.documents import Document, File, Trouble
from assess.store.one_answer import AnswerReader, written
from assess.store.problems import WARNING
from assess.store.references import ITEM, LEVEL, OPTION, References, level_owner, option_owner
from assess.store.wording import brief, did_you_mean, kind_of, one_of
from assess.store.yaml_scalars import quoted
from assess.store.yaml_types import Path as Steps
from assess.store.yaml_types import Plain

FORMAT = "answers/1"
_HEAD = ("format", "questionnaire", "practice", "respondent", "date", "answers")
_NAME_IT = 'Say which questionnaire was answered: `questionnaire: {id: integrated-care, version: "1.0.0"}`.'


@dataclass(slots=True)
class AnswersReader:
    """Reads the answers of one document for one questionnaire; what is wrong is collected.

    `references` are given where the questionnaire itself is still being checked, as its tests are.
    """

    document: Document
    questionnaire: Questionnaire
    references: References | None = None
    troubles: list[Trouble] = field(default_factory=list)

    def __post_init__(self) -> None:
        if self.references is None:
            self.references = _references(self.questionnaire)

    def all_troubles(self) -> list[Trouble]:
        """Everything found wrong so far, references that lead nowhere included."""
        assert self.references is not None
        return self.troubles + list(self.references.troubles())

    def ignore(self, names: Iterable[str]) -> None:
        """Names that stand where a mistake was told before; what refers to them is no further mistake."""
        assert self.references is not None
        self.references.ghosts.update(names)

    def read(self) -> Assessment:
        """The assessment in an answers file; answers that cannot be read are left out."""
        content = self.document.content
        for key in content:
            if key not in _HEAD:
                self._unknown_key(key, _HEAD, (key,))
        if content.get("format") != FORMAT:
            place: Steps = ("format",)
            self._say("bad-format", f"An answers file begins with `format: {FORMAT}`.", place)
        self._check_questionnaire(content.get("questionnaire"))
        practice = self._mapping("practice", ("id", "name"))
        respondent = self._mapping("respondent", ("id", "role"))
        if isinstance(content.get("practice", {}), dict) and not practice.get("id"):
            message = "The practice needs an id: `practice: {id: riverside, name: Riverside Clinic}`."
            self._say("missing-key", message, ("practice",), key=True)
        profile, answers = self.read_answers(content.get("answers", {}), ("answers",))
        return Assessment(
            self.questionnaire.id,
            self.questionnaire.version,
            Practice(practice.get("id", "practice"), practice.get("name", "")),
            Respondent(respondent.get("id") or "r1", respondent.get("role", "")),
            self._date(content.get("date", "")),
            profile,
            answers,
        )

    def read_answers(self, part: Plain, steps: Steps) -> tuple[dict[str, tuple[str, ...]], dict[str, Answer]]:
        """Profile answers and item answers from one mapping of ids to answers."""
        assert self.references is not None
        profile: dict[str, tuple[str, ...]] = {}
        answers: dict[str, Answer] = {}
        if not isinstance(part, dict):
            if part != "":
                self._say("wrong-kind", "`answers` holds ids and answers: `finding.screen: some`.", steps)
            return profile, answers
        questions = {question.id: question for question in self.questionnaire.profile}
        items = {item.id: item for item in self.questionnaire.items()}
        names = self.references.names(ITEM)
        reader = AnswerReader(self.document, self.references, self.troubles)
        for name, value in part.items():
            known = name if name in items or name in questions else self.questionnaire.renamed.get(name, name)
            place = (*steps, name)
            if known in questions:
                keys = self._profile_answer(questions[known], value, place)
                profile |= {} if keys is None else {known: keys}
            elif known in items:
                answer = reader.read(items[known], value, place)
                answers |= {} if answer is None else {known: answer}
            if known not in names.used:
                names.use(known, (self.document, place, True))
        return profile, answers

    def _say(
        self, code: str, message: str, steps: Steps, *, key: bool = False, severity: str = "error"
    ) -> None:
        self.troubles.append(Trouble(code, message, self.document.place(steps, key=key), severity))

    def _unknown_key(self, key: str, known: tuple[str, ...], steps: Steps) -> None:
        hint = did_you_mean(key, known) or f" Known here: {one_of(known)}."
        self._say("unknown-key", f"The key `{brief(key)}` is not known here.{hint}", steps, key=True)

    def _check_questionnaire(self, head: Plain) -> None:
        if not isinstance(head, dict) or not isinstance(head.get("id"), str) or not head["id"]:
            self._say("missing-key", _NAME_IT, ("questionnaire",), key=True)
            return
        for key in head:
            if key not in ("id", "version"):
                self._unknown_key(key, ("id", "version"), ("questionnaire", key))
        if head["id"] != self.questionnaire.id:
            message = (
                f"These answers belong to the questionnaire `{brief(head['id'])}`, not to "
                f"`{self.questionnaire.id}`. "
                "Name that one, or choose another file."
            )
            self._say("other-questionnaire", message, ("questionnaire", "id"))
        version = head.get("version", self.questionnaire.version)
        if version != self.questionnaire.version:
            given = brief(version) if isinstance(version, str) else kind_of(version)
            message = (
                f"These answers were given to version {given}; they are read with version "
                f"{self.questionnaire.version}."
            )
            self._say("other-version", message, ("questionnaire", "version"), severity=WARNING)

    def _mapping(self, name: str, known: tuple[str, ...]) -> dict[str, str]:
        value = self.document.content.get(name, {})
        if not isinstance(value, dict):
            self._say(
                "wrong-kind",
                f"`{name}` holds keys and values, one of {one_of(known)}, each with a text.",
                (name,),
            )
            return {}
        good = {}
        for key, text in value.items():
            if key not in known:
                self._unknown_key(key, known, (name, key))
            elif not isinstance(text, str):
                self._say("wrong-kind", f"`{key}` is a text, but {kind_of(text)} stands here.", (name, key))
                good[key] = "?"
            else:
                good[key] = text
        return good

    def _date(self, value: Plain) -> str:
        if isinstance(value, str) and (not value or is_day(value)):
            return value
        shown = f"`{brief(value)}`" if isinstance(value, str) else kind_of(value)
        self._say("bad-date", f'{shown} is not a date. Write it as "2026-11-20".', ("date",))
        return ""

    def _profile_answer(
        self, question: ProfileQuestion, value: Plain, steps: Steps
    ) -> tuple[str, ...] | None:
        assert self.references is not None
        if question.many != isinstance(value, list) or isinstance(value, dict):
            form = "a list of options: `[a, b]`" if question.many else "one option"
            self._say("wrong-kind", f"`{question.id}` takes {form}, but {kind_of(value)} stands here.", steps)
            return None
        names = self.references.names(OPTION, option_owner(question.id))
        keys = value if isinstance(value, list) else [value]
        good = True
        for index, key in enumerate(keys):
            place = (*steps, index) if question.many else steps
            if not isinstance(key, str):
                self._say("wrong-kind", f"An option is one word, but {kind_of(key)} stands here.", place)
                good = False
            elif not names.use(key, (self.document, place, False)):
                good = False
        return tuple(dict.fromkeys(keys)) if good else None


def _references(questionnaire: Questionnaire) -> References:
    """The names that answers may use."""
    references = References()
    for question in questionnaire.profile:
        references.names(ITEM).defined[question.id] = None
        references.names(OPTION, option_owner(question.id)).defined.update(dict.fromkeys(question.options))
    for item in questionnaire.items():
        references.names(ITEM).defined[item.id] = None
        levels = references.names(LEVEL, level_owner(item.scale.id))
        if not levels.defined:
            levels.defined.update(dict.fromkeys(level.key for level in item.scale.levels))
    return references


def questionnaire_of(file: File) -> str:
    """The id of the questionnaire that an answers file names; empty where it names none."""
    head = file.content.get("questionnaire") if isinstance(file.content, dict) else None
    name = head.get("id") if isinstance(head, dict) else None
    return name if isinstance(name, str) else ""


def write_answers(assessment: Assessment, questionnaire: Questionnaire) -> str:
    """The answers file of an assessment, in the questionnaire's order; what it does not know comes last."""
    practice, respondent = assessment.practice, assessment.respondent
    lines = [
        f"format: {FORMAT}",
        f"questionnaire: {{id: {quoted(assessment.questionnaire)}, version: {quoted(assessment.version)}}}",
        f"practice: {{id: {quoted(practice.id)}, name: {quoted(practice.name)}}}",
        f"respondent: {{id: {quoted(respondent.id)}, role: {quoted(respondent.role)}}}",
        f"date: {quoted(assessment.date)}",
        "answers:" if assessment.profile or assessment.answers else "answers: {}",
    ]
    many = {question.id: question.many for question in questionnaire.profile}
    for name, keys in _in_order(assessment.profile, list(many)):
        one = len(keys) == 1 and not many.get(name, True)
        shown = quoted(keys[0]) if one else f"[{', '.join(map(quoted, keys))}]"
        lines.append(f"  {quoted(name)}: {shown}")
    for name, answer in _in_order(assessment.answers, [item.id for item in questionnaire.items()]):
        lines.append(f"  {quoted(name)}: {written(answer)}")
    return "\n".join(lines) + "\n"


def _in_order(values: Mapping[str, Any], order: list[str]) -> list[tuple[str, Any]]:
    known = [(name, values[name]) for name in order if name in values]
    return known + [(name, value) for name, value in values.items() if name not in order]
