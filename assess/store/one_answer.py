"""The answer to one item as an answers file writes it: a level, a state, or keys and values with a note."""

from __future__ import annotations

from dataclasses import dataclass, replace

from assess.core.assessment import ANSWERED, BETWEEN, NOT_APPLICABLE, UNSURE, Answer, Evidence
from assess.core.questionnaire import Item
from assess.store.dates import is_day
from assess.store.documents import Document, Trouble
from assess.store.problems import WARNING
from assess.store.references import LEVEL, References, level_owner
from assess.store.wording import brief, did_you_mean, kind_of, one_of
from assess.store.yaml_scalars import quoted
from assess.store.yaml_types import Path as Steps
from assess.store.yaml_types import Plain

_FIELDS = ("level", BETWEEN, UNSURE, NOT_APPLICABLE, "note", "evidence")
_STATES = _FIELDS[:4]
_EVIDENCE = 'Evidence is written `evidence: {what: "Log of May", date: "2026-05-30"}`'


@dataclass(frozen=True, slots=True)
class AnswerReader:
    """Reads answers out of one document; what is wrong is added to `troubles` and `references`."""

    document: Document
    references: References
    troubles: list[Trouble]

    def read(self, item: Item, value: Plain, steps: Steps) -> Answer | None:
        """The answer; None where it cannot be read."""
        if isinstance(value, str):
            if value == UNSURE:
                return Answer.unsure()
            if value == NOT_APPLICABLE:
                self._say("missing-reason", _needs_reason(item), steps)
                return None
            return self._level(item, value, steps)
        if not isinstance(value, dict):
            message = (
                f"An answer is a level such as `{item.target}`, `unsure`, or keys and values, but "
                f"{kind_of(value)} stands here."
            )
            self._say("wrong-kind", message, steps)
            return None
        for key in value:
            if key not in _FIELDS:
                hint = did_you_mean(key, _FIELDS) or f" Known here: {one_of(_FIELDS)}."
                self._say(
                    "unknown-key",
                    f"The key `{brief(key)}` is not known in an answer.{hint}",
                    (*steps, key),
                    key=True,
                )
                return None
        states = [key for key in _STATES if key in value]
        if len(states) != 1:
            self._say("bad-answer", f"An answer has exactly one of {one_of(_STATES)}.", steps, key=True)
            return None
        answer = self._state(item, states[0], value[states[0]], (*steps, states[0]))
        return None if answer is None else self._with_extras(item, answer, value, steps)

    def _say(
        self, code: str, message: str, steps: Steps, *, key: bool = False, severity: str = "error"
    ) -> None:
        self.troubles.append(Trouble(code, message, self.document.place(steps, key=key), severity))

    def _state(self, item: Item, state: str, value: Plain, steps: Steps) -> Answer | None:
        if state == BETWEEN:
            return self._between(item, value, steps)
        if state == UNSURE:
            if value != "true":
                self._say("bad-answer", "Write `unsure: true`.", steps)
            return Answer.unsure()
        if state == NOT_APPLICABLE:
            return self._not_applicable(item, value, steps)
        if not isinstance(value, str):
            self._say("wrong-kind", f"`level` takes one level, but {kind_of(value)} stands here.", steps)
            return None
        return self._level(item, value, steps)

    def _not_applicable(self, item: Item, value: Plain, steps: Steps) -> Answer | None:
        if not isinstance(value, str) or not value:
            self._say("missing-reason", _needs_reason(item), steps)
            return None
        reasons = item.scale.reasons
        if reasons and value not in reasons:
            hint = did_you_mean(value, reasons) or f" Known: {one_of(reasons)}."
            self._say("unknown-reason", f"`{brief(value)}` is not a reason of this scale.{hint}", steps)
            return None
        return Answer.not_applicable(value)

    def _level(self, item: Item, key: str, steps: Steps) -> Answer | None:
        return Answer.level(key) if self._has_level(item, key, steps) else None

    def _has_level(self, item: Item, key: str, steps: Steps) -> bool:
        if key == "":
            message = (
                f"The answer is empty. Write a level such as `{item.target}`, or `unsure`, or take the "
                "line out."
            )
            self._say("empty-text", message, steps)
            return False
        return self.references.names(LEVEL, level_owner(item.scale.id)).use(
            key, (self.document, steps, False)
        )

    def _between(self, item: Item, value: Plain, steps: Steps) -> Answer | None:
        if not isinstance(value, list) or len(value) != 2 or not all(isinstance(key, str) for key in value):
            self._say("bad-answer", "`between` takes two levels: `between: [none, some]`.", steps)
            return None
        known = [self._has_level(item, key, (*steps, n)) for n, key in enumerate(value)]
        if not all(known):
            return None
        if not item.scale.between:
            message = "The scale of this item has no answers between two levels. Choose one of the two."
            self._say("bad-answer", message, steps)
            return None
        if not are_neighbours(item, value[0], value[1]):
            message = f"`{value[0]}` and `{value[1]}` are not neighbours on this scale. Choose two that are."
            self._say("bad-answer", message, steps)
            return None
        return Answer.between(value[0], value[1])

    def _with_extras(self, item: Item, answer: Answer, value: dict[str, Plain], steps: Steps) -> Answer:
        note = value.get("note", "")
        if not isinstance(note, str):
            message = f"`note` is a text, but {kind_of(note)} stands here. Put the text in double quotes."
            self._say("wrong-kind", message, (*steps, "note"))
        elif answer.state == NOT_APPLICABLE and item.scale.note_required and not note:
            message = 'This scale asks for a note that says why it does not apply: `note: "..."`.'
            self._say("missing-note", message, steps, severity=WARNING)
        else:
            answer = replace(answer, note=note)
        return replace(answer, evidence=self._evidence(value.get("evidence"), (*steps, "evidence")))

    def _evidence(self, value: Plain, steps: Steps) -> Evidence | None:
        if value is None:
            return None
        if not isinstance(value, dict):
            self._say("bad-answer", f"{_EVIDENCE}, but {kind_of(value)} stands here.", steps)
            return None
        for key, text in value.items():
            if key not in ("what", "date"):
                self._say(
                    "unknown-key",
                    f"The key `{brief(key)}` is not known here. {_EVIDENCE}.",
                    (*steps, key),
                    key=True,
                )
                return None
            if not isinstance(text, str):
                self._say(
                    "wrong-kind",
                    f"`{key}` is a text, but {kind_of(text)} stands here. {_EVIDENCE}.",
                    (*steps, key),
                )
                return None
        date = value.get("date", "")
        if date and not is_day(date):
            self._say(
                "bad-date", f'`{brief(date)}` is not a date. Write it as "2026-11-20".', (*steps, "date")
            )
            return None
        return Evidence(value.get("what", ""), date)


def are_neighbours(item: Item, one: str, other: str) -> bool:
    """Whether two levels stand next to each other on the item's scale."""
    keys = [level.key for level in item.scale.levels]
    return abs(keys.index(one) - keys.index(other)) == 1


def _needs_reason(item: Item) -> str:
    example = item.scale.reasons[0] if item.scale.reasons else "out_of_scope"
    return f"`not_applicable` needs its reason: `{{not_applicable: {example}, note: ...}}`."


def written(answer: Answer) -> str:
    """The answer as an answers file writes it."""
    extras = [f"note: {quoted(answer.note)}"] if answer.note else []
    if answer.evidence is not None:
        what, date = answer.evidence.what, answer.evidence.date
        extras.append(f"evidence: {{what: {quoted(what)}, date: {quoted(date)}}}")
    if answer.state == ANSWERED:
        head = quoted(answer.levels[0])
        return f"{{{', '.join([f'level: {head}', *extras])}}}" if extras else head
    if answer.state == UNSURE and not extras:
        return UNSURE
    head = {
        BETWEEN: f"between: [{', '.join(map(quoted, answer.levels))}]",
        UNSURE: "unsure: true",
        NOT_APPLICABLE: f"not_applicable: {quoted(answer.reason)}",
    }[answer.state]
    return f"{{{', '.join([head, *extras])}}}"
