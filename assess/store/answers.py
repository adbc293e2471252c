"""Answers files (`answers/1`): read into an assessment, written back without loss."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from assess.core.assessment import (
    ANSWERED,
    BETWEEN,
    NOT_APPLICABLE,
    UNSURE,
    Answer,
    Assessment,
    Evidence,
    Practice,
    Respondent,
)
from assess.core.questionnaire import Item, ProfileQuestion, Questionnaire
from assess.store.documents import Document, File, Trouble
from assess.store.problems import WARNING, did_you_mean, one_of
from assess.store.yaml_text import Path as Steps
from assess.store.yaml_text import Plain

FORMAT = "answers/1"
_HEAD = ("format", "questionnaire", "practice", "respondent", "date", "answers")
_FIELDS = ("level", "between", "unsure", "not_applicable", "note", "evidence")
_STATES = _FIELDS[:4]


@dataclass(slots=True)
class AnswersReader:
    """Reads the answers of one document for one questionnaire; what is wrong is collected in `troubles`."""

    document: Document
    questionnaire: Questionnaire
    troubles: list[Trouble] = field(default_factory=list)

    def read(self) -> Assessment:
        """The assessment in an answers file; answers that cannot be read are left out."""
        content = self.document.content
        for key in content:
            if key not in _HEAD:
                near = did_you_mean(key, _HEAD) or f" Known here: {one_of(_HEAD)}."
                self._say("unknown-key", f"The key `{key}` is not known here.{near}", (key,), key=True)
        if content.get("format") != FORMAT:
            self._say("bad-format", f"An answers file begins with `format: {FORMAT}`.", ("format",))
        self._check_questionnaire(content.get("questionnaire"))
        practice = self._mapping("practice", ("id", "name"))
        respondent = self._mapping("respondent", ("id", "role"))
        if not practice.get("id"):
            self._say("missing-key", "The practice needs an id: `practice: {id: riverside, name: Riverside Clinic}`.", ("practice",))
        profile, answers = self.read_answers(content.get("answers", {}), ("answers",))
        return Assessment(
            self.questionnaire.id,
            self.questionnaire.version,
            Practice(practice.get("id", "practice"), practice.get("name", "")),
            Respondent(respondent.get("id", "r1"), respondent.get("role", "")),
            self._text("date"),
            profile,
            answers,
        )

    def read_answers(
        self, part: Plain, steps: Steps
    ) -> tuple[dict[str, tuple[str, ...]], dict[str, Answer]]:
        """Profile answers and item answers from one mapping of ids to answers."""
        profile: dict[str, tuple[str, ...]] = {}
        answers: dict[str, Answer] = {}
        if not isinstance(part, dict):
            self._say("wrong-kind", "`answers` holds ids and answers: `finding.screen: some`.", steps)
            return profile, answers
        questions = {question.id: question for question in self.questionnaire.profile}
        items = {item.id: item for item in self.questionnaire.items()}
        for name, value in part.items():
            known = self.questionnaire.renamed.get(name, name)
            place = (*steps, name)
            if known in questions:
                keys = self._profile_answer(questions[known], value, place)
                profile |= {} if keys is None else {known: keys}
            elif known in items:
                answer = self._answer(items[known], value, place)
                answers |= {} if answer is None else {known: answer}
            else:
                near = did_you_mean(name, [*items, *questions])
                message = f"The questionnaire has no item `{name}`.{near or ' Check the id.'}"
                self._say("unknown-item", message, place, key=True)
        return profile, answers

    def _say(
        self, code: str, message: str, steps: Steps, *, key: bool = False, severity: str = "error"
    ) -> None:
        self.troubles.append(Trouble(code, message, self.document.place(steps, key=key), severity))

    def _check_questionnaire(self, head: Plain) -> None:
        name = head.get("id") if isinstance(head, dict) else None
        if not isinstance(name, str):
            self._say("missing-key", 'Say which questionnaire was answered: `questionnaire: {id: integrated-care, version: "1.0.0"}`.', ("questionnaire",))
            return
        if name != self.questionnaire.id:
            self._say("other-questionnaire", f"These answers belong to the questionnaire `{name}`, not to `{self.questionnaire.id}`.", ("questionnaire", "id"))
        version = head.get("version")
        if version is not None and version != self.questionnaire.version:
            message = f"These answers were given to version {version}; they are read with version {self.questionnaire.version}."
            self._say("other-version", message, ("questionnaire", "version"), severity=WARNING)

    def _mapping(self, name: str, known: tuple[str, ...]) -> dict[str, str]:
        value = self.document.content.get(name, {})
        if not isinstance(value, dict):
            self._say("wrong-kind", f"`{name}` holds keys and values: {one_of(known)}.", (name,))
            return {}
        good = {}
        for key, text in value.items():
            if key not in known:
                near = did_you_mean(key, known) or f" Known here: {one_of(known)}."
                self._say("unknown-key", f"The key `{key}` is not known here.{near}", (name, key), key=True)
            elif not isinstance(text, str):
                self._say("wrong-kind", f"`{key}` is a text.", (name, key))
            else:
                good[key] = text
        return good

    def _text(self, name: str) -> str:
        value = self.document.content.get(name, "")
        if isinstance(value, str):
            return value
        self._say("wrong-kind", f"`{name}` is a text.", (name,))
        return ""

    def _profile_answer(
        self, question: ProfileQuestion, value: Plain, steps: Steps
    ) -> tuple[str, ...] | None:
        if question.many != isinstance(value, list):
            form = "a list: `[a, b]`" if question.many else "one option"
            self._say("wrong-kind", f"`{question.id}` takes {form}.", steps)
            return None
        keys = value if isinstance(value, list) else [value]
        for index, key in enumerate(keys):
            if not isinstance(key, str) or key not in question.options:
                near = did_you_mean(str(key), question.options) or f" Known are {one_of(question.options)}."
                place = (*steps, index) if question.many else steps
                self._say("unknown-option", f"`{question.id}` has no option `{key}`.{near}", place)
                return None
        return tuple(dict.fromkeys(keys))

    def _answer(self, item: Item, value: Plain, steps: Steps) -> Answer | None:
        if isinstance(value, str):
            if value == UNSURE:
                return Answer.unsure()
            if value == NOT_APPLICABLE:
                self._say("missing-reason", _needs_reason(item), steps)
                return None
            return Answer.level(value) if self._has_level(item, value, steps) else None
        if not isinstance(value, dict):
            self._say("wrong-kind", f"An answer is a level such as `{item.target}`, `unsure`, or keys and values.", steps)
            return None
        for key in value:
            if key not in _FIELDS:
                near = did_you_mean(key, _FIELDS) or f" Known here: {one_of(_FIELDS)}."
                self._say("unknown-key", f"The key `{key}` is not known in an answer.{near}", (*steps, key), key=True)
                return None
        states = [key for key in _STATES if key in value]
        if len(states) != 1:
            self._say("bad-answer", f"An answer has exactly one of {one_of(_STATES)}.", steps, key=True)
            return None
        answer = self._state(item, states[0], value[states[0]], (*steps, states[0]))
        return None if answer is None else self._with_extras(item, answer, value, steps)

    def _state(self, item: Item, state: str, value: Plain, steps: Steps) -> Answer | None:
        if state == "between":
            return self._between(item, value, steps)
        if state == "unsure":
            if value != "true":
                self._say("bad-answer", "Write `unsure: true`.", steps)
            return Answer.unsure()
        if not isinstance(value, str) or not value:
            message = _needs_reason(item) if state == NOT_APPLICABLE else f"`{state}` is a text."
            self._say("missing-reason" if state == NOT_APPLICABLE else "wrong-kind", message, steps)
            return None
        if state == NOT_APPLICABLE:
            reasons = item.scale.reasons
            if reasons and value not in reasons:
                near = did_you_mean(value, reasons) or f" Known are {one_of(reasons)}."
                self._say("unknown-reason", f"`{value}` is not a reason of this scale.{near}", steps)
                return None
            return Answer.not_applicable(value)
        return Answer.level(value) if self._has_level(item, value, steps) else None

    def _between(self, item: Item, value: Plain, steps: Steps) -> Answer | None:
        if not isinstance(value, list) or len(value) != 2:
            self._say("bad-answer", "`between` takes two levels: `between: [none, some]`.", steps)
            return None
        if not all(self._has_level(item, key, (*steps, n)) for n, key in enumerate(value)):
            return None
        if not item.scale.between:
            self._say("bad-answer", "The scale of this item has no answers between two levels.", steps)
            return None
        if not are_neighbours(item, value[0], value[1]):
            self._say("bad-answer", f"`{value[0]}` and `{value[1]}` are not neighbours on this scale. Choose two that are.", steps)
            return None
        return Answer.between(value[0], value[1])

    def _has_level(self, item: Item, key: Plain, steps: Steps) -> bool:
        keys = [level.key for level in item.scale.levels]
        if key in keys:
            return True
        near = did_you_mean(str(key), keys) or f" Known are {one_of(keys)}, `unsure`."
        self._say("unknown-level", f"`{item.id}` has no level `{key}`.{near}", steps)
        return False

    def _with_extras(
        self, item: Item, answer: Answer, value: dict[str, Plain], steps: Steps
    ) -> Answer:
        note, evidence = value.get("note", ""), value.get("evidence")
        if not isinstance(note, str):
            self._say("wrong-kind", "`note` is a text. Put it in double quotes.", (*steps, "note"))
            note = ""
        if answer.state == NOT_APPLICABLE and item.scale.note_required and not note:
            message = 'This scale asks for a note that says why it does not apply: `note: "..."`.'
            self._say("missing-note", message, steps, severity=WARNING)
        kept = None
        if evidence is not None:
            kept = self._evidence(evidence, (*steps, "evidence"))
        return Answer(answer.state, answer.levels, answer.reason, note, kept)

    def _evidence(self, value: Plain, steps: Steps) -> Evidence | None:
        good = isinstance(value, dict) and set(value) <= {"what", "date"}
        if not good or not all(isinstance(text, str) for text in value.values()):
            self._say("bad-answer", 'Evidence is written `evidence: {what: "Log of May", date: "2026-05-30"}`.', steps)
            return None
        return Evidence(value.get("what", ""), value.get("date", ""))


def are_neighbours(item: Item, one: str, other: str) -> bool:
    """Whether two levels stand next to each other on the item's scale."""
    keys = [level.key for level in item.scale.levels]
    return abs(keys.index(one) - keys.index(other)) == 1


def _needs_reason(item: Item) -> str:
    reasons = item.scale.reasons
    example = reasons[0] if reasons else "out_of_scope"
    return f"`not_applicable` needs its reason: `{{not_applicable: {example}, note: ...}}`."


def questionnaire_of(file: File) -> str:
    """The id of the questionnaire that an answers file names; empty where it names none."""
    head = file.content.get("questionnaire") if isinstance(file.content, dict) else None
    name = head.get("id") if isinstance(head, dict) else None
    return name if isinstance(name, str) else ""


def write_answers(assessment: Assessment, questionnaire: Questionnaire) -> str:
    """The answers file of an assessment, in the questionnaire's order; what it does not know comes last."""
    lines = [
        f"format: {FORMAT}",
        f"questionnaire: {{id: {assessment.questionnaire}, version: {_quoted(assessment.version)}}}",
        f"practice: {{id: {_quoted(assessment.practice.id)}, name: {_quoted(assessment.practice.name)}}}",
        f"respondent: {{id: {_quoted(assessment.respondent.id)}, role: {_quoted(assessment.respondent.role)}}}",
        f"date: {_quoted(assessment.date)}",
        "answers:" if assessment.profile or assessment.answers else "answers: {}",
    ]
    many = {question.id: question.many for question in questionnaire.profile}
    for name, keys in _in_order(assessment.profile, list(many)):
        one = len(keys) == 1 and not many.get(name, True)
        shown = _quoted(keys[0]) if one else f"[{', '.join(map(_quoted, keys))}]"
        lines.append(f"  {name}: {shown}")
    for name, answer in _in_order(assessment.answers, [item.id for item in questionnaire.items()]):
        lines.append(f"  {name}: {_written(answer)}")
    return "\n".join(lines) + "\n"


def _in_order(values: Mapping[str, Any], order: list[str]) -> list[tuple[str, Any]]:
    known = [(name, values[name]) for name in order if name in values]
    return known + [(name, value) for name, value in values.items() if name not in order]


def _written(answer: Answer) -> str:
    extras = [f"note: {_quoted(answer.note)}"] if answer.note else []
    if answer.evidence is not None:
        what, date = answer.evidence.what, answer.evidence.date
        extras.append(f"evidence: {{what: {_quoted(what)}, date: {_quoted(date)}}}")
    if answer.state == ANSWERED and not extras:
        return _quoted(answer.levels[0])
    if answer.state == UNSURE and not extras:
        return UNSURE
    head = {
        ANSWERED: lambda: f"level: {_quoted(answer.levels[0])}",
        BETWEEN: lambda: f"between: [{', '.join(map(_quoted, answer.levels))}]",
        UNSURE: lambda: "unsure: true",
        NOT_APPLICABLE: lambda: f"not_applicable: {_quoted(answer.reason)}",
    }[answer.state]()
    return "{" + ", ".join([head, *extras]) + "}"


def _quoted(text: str) -> str:
    """A plain word as it is, anything else as a JSON string, which YAML reads alike."""
    plain = text.isascii() and text.replace("-", "").replace("_", "").isalnum() and text[0].isalpha()
    return text if text and plain else json.dumps(text, ensure_ascii=True)
