"""The session: one opened assessment while it is answered. No screen in it.

It is the only thing here that changes. Each change is in the database before the session shows it, so
what a screen calls saved is saved. Undoing follows the database's log and so works after a restart too.
A method that cannot save raises `StoreError` and leaves the session as it was.
"""

from __future__ import annotations

from dataclasses import replace

from assess.core.assessment import Answer, Assessment, Evidence
from assess.core.evaluation import Evaluation, evaluate
from assess.core.questionnaire import Item, ProfileQuestion
from assess.core.scoring import ItemResult
from assess.store.database import Kept, Scores, Store, StoreError
from assess.tui import going
from assess.tui.asking import Asked, asked_item, asked_profile, value_words
from assess.tui.outcomes import Outcome, Value, other_part, outcome_of
from assess.tui.outline import PROFILE_TITLE, make_outline
from assess.tui.standing import Standing, Standings


class Session:
    """An opened assessment and where its reader stands. `here` is an item or a profile question."""

    def __init__(self, store: Store, kept: Kept) -> None:
        self.store = store
        self.id = kept.id
        self.questionnaire = kept.questionnaire
        self._profile = {question.id: question for question in kept.questionnaire.profile}
        self._standings = Standings(kept.questionnaire)
        self._position = self.here = kept.position
        self._show(kept.assessment, self._standings.of(kept.assessment))

    @classmethod
    def open(cls, store: Store, id: int) -> Session:
        """The session of a kept assessment, at the item where it was left. KeyError if there is none."""
        return cls(store, store.open_assessment(id))

    def _show(self, assessment: Assessment, standing: Standing) -> None:
        self.assessment, self.standing = assessment, standing
        self._evaluation: Evaluation | None = None
        self.outline = make_outline(self.questionnaire, standing.results)
        if self.here not in self.outline.places:
            begun = bool(assessment.answers or assessment.profile)
            self.here = going.first_step(self.outline, standing.results, begun=begun)

    # What there is to see

    @property
    def practice(self) -> str:
        """The name of the practice."""
        return self.assessment.practice.name or self.assessment.practice.id

    @property
    def results(self) -> tuple[ItemResult, ...]:
        """The state of every item, in order."""
        return self.standing.results

    @property
    def evaluation(self) -> Evaluation:
        """Everything computed, the plan included; made when it is first asked for."""
        if self._evaluation is None:
            self._evaluation = evaluate(self.questionnaire, self.assessment)
        return self._evaluation

    @property
    def question(self) -> ProfileQuestion | None:
        """The profile question here; None at an item."""
        return self._profile.get(self.here)

    @property
    def item(self) -> Item | None:
        """The item here; None at a profile question."""
        return None if self.here in self._profile else self.result(self.here).item

    @property
    def answer(self) -> Answer | None:
        """The answer to the item here."""
        return self.assessment.answers.get(self.here)

    @property
    def open_items(self) -> int:
        """How many items nothing was said to yet."""
        return sum(going.is_open(result) for result in self.results)

    def result(self, item: str) -> ItemResult:
        """The state of one item; KeyError if there is none."""
        return self.results[self._standings.places[item]]

    def question_text(self, step: str) -> str:
        """The words of an item or a profile question."""
        return self._profile[step].ask if step in self._profile else self.result(step).item.ask

    def step_of(self, number: str) -> str | None:
        """The item with a number as in the printed plan, such as "3.2"; None if there is none."""
        domain, _, place = number.strip().partition(".")
        for section in self.outline.sections:
            if section.number and str(section.number) == domain and place.isdecimal():
                return section.steps[int(place) - 1] if 0 < int(place) <= len(section.steps) else None
        return None

    def asked(self, step: str = "") -> Asked:
        """The question here, or another one, ready to be shown."""
        step = step or self.here
        section = self.outline.section_of(step)
        position = self.outline.places[step][1] + 1
        place = f"{position} of {len(section.steps)}"
        if step in self._profile:
            return asked_profile(self._profile[step], self.assessment.profile.get(step), PROFILE_TITLE, place)
        item, answer = self.result(step).item, self.assessment.answers.get(step)
        number = f"{section.number}.{position}"
        return asked_item(self.questionnaire, item, answer, section.title, place, number)

    # Answering. What each gives back says what was saved and what it led to.

    def choose_level(self, level: str) -> Outcome:
        """Answer the item here with a level; a note and evidence stay."""
        return self._save(self._changed(Answer.level(level)))

    def choose_between(self, lower: str, upper: str) -> Outcome:
        """Answer the item here with two neighbouring levels."""
        return self._save(self._changed(Answer.between(lower, upper)))

    def choose_unsure(self) -> Outcome:
        """Leave the item here to somebody who knows."""
        return self._save(self._changed(Answer.unsure()))

    def choose_not_applicable(self, reason: str, note: str = "") -> Outcome:
        """The item here does not apply, for this reason."""
        answer = self._changed(Answer.not_applicable(reason))
        return self._save(replace(answer, note=note or answer.note))

    def choose_options(self, keys: tuple[str, ...]) -> Outcome:
        """Answer the profile question here; no keys at all say "none of these"."""
        return self._save(keys)

    def write_note(self, note: str) -> Outcome:
        """Put a note to the answer here, or take it away with an empty one."""
        return self._save(
            replace(self._answered(), note=note.strip()), "Note saved" if note.strip() else "Note removed"
        )

    def write_evidence(self, what: str, date: str) -> Outcome:
        """Say what shows that the answer here holds, or take it away with an empty text."""
        evidence = Evidence(what.strip(), date.strip()) if what.strip() else None
        said = "Evidence saved" if evidence else "Evidence removed"
        return self._save(replace(self._answered(), evidence=evidence), said)

    def clear(self) -> Outcome:
        """Take the answer here away, with its note and evidence."""
        return self._save(None, "Cleared")

    def _answered(self) -> Answer:
        if self.answer is None:
            raise ValueError(f"{self.here} has no answer that a note could belong to")
        return self.answer

    def _changed(self, answer: Answer) -> Answer:
        old = self.answer
        return replace(answer, note=old.note, evidence=old.evidence) if old else answer

    def _save(self, value: Value, said: str = "") -> Outcome:
        step, before = self.here, self.standing
        assessment = _with_value(self.assessment, step, value, profile=step in self._profile)
        after = self._standings.after(before, assessment, step)
        scores = Scores(after.coverage.answered, after.coverage.applicable, after.score, after.level_title)
        try:
            if step in self._profile:
                self.store.save_profile(self.id, step, value if isinstance(value, tuple) else None, scores)
            else:
                self.store.save_answer(self.id, step, value if isinstance(value, Answer) else None, scores)
        except KeyError as error:
            raise StoreError(GONE) from error
        self._show(assessment, after)
        self._catch_up()
        said = said or f"Saved: {value_words(self.questionnaire, step, value)}"
        return outcome_of(step, said, before, self.standing)

    def undo(self) -> Outcome | None:
        """Take the last change back and go to where it was made; None if there is none."""
        return self._step_in_log(undoing=True)

    def redo(self) -> Outcome | None:
        """Make again what was undone last; None if there is nothing."""
        return self._step_in_log(undoing=False)

    def _step_in_log(self, *, undoing: bool) -> Outcome | None:
        before = self.standing
        try:
            change = self.store.undo(self.id) if undoing else self.store.redo(self.id)
        except KeyError as error:
            raise StoreError(GONE) from error
        if change is None:
            return None
        assessment = change.undone(self.assessment) if undoing else change.redone(self.assessment)
        self._show(assessment, self._standings.after(before, assessment, change.item))
        self._catch_up()
        self.go(change.item)
        old, new = (change.after, change.before) if undoing else (change.before, change.after)
        words = "Undone" if undoing else "Redone"
        what = other_part(old, new) or f"now {value_words(self.questionnaire, change.item, new)}"
        return outcome_of(change.item, f"{words}: {what}", before, self.standing)

    def _catch_up(self) -> None:
        """Read the assessment again where another program has changed it meanwhile."""
        if self.store.changed_elsewhere(self.id):
            kept = self.store.open_assessment(self.id)
            self._show(kept.assessment, self._standings.of(kept.assessment))

    # Going. Each says whether there was somewhere to go.

    def go(self, step: str | None) -> bool:
        """Go to a step, if it is to be seen."""
        if step is None or step not in self.outline.places:
            return False
        self.here = step
        return True

    def go_on(self, by: int = 1) -> bool:
        """To the question after this one, or with -1 before it."""
        return self.go(going.beside(self.outline, self.here, by))

    def go_to_open(self) -> bool:
        """To the next item that nothing was said to, going round at the end."""
        return self.go(going.next_item(self.outline, self.results, self.here, going.is_open))

    def go_to_flagged(self) -> bool:
        """To the next item that is unsure, or critical and below its target."""
        return self.go(going.next_item(self.outline, self.results, self.here, going.needs_attention))

    def go_to_section(self, by: int) -> bool:
        """Into the next section, or with -1 the one before: to its first open item."""
        return self.go(going.section_beside(self.outline, self.results, self.here, by))

    def advance(self) -> bool:
        """After an answer: to the next profile question while there are any, then to the next open item."""
        said = self.assessment.profile.__contains__
        return self.go(going.next_question(self.outline, self.here, said)) or self.go_to_open()

    def keep_position(self) -> None:
        """Remember where we are for the next start; nothing is written where that is known already."""
        if self.here == self._position:
            return
        try:
            self.store.set_position(self.id, self.here)
        except KeyError as error:
            raise StoreError(GONE) from error
        self._position = self.here


GONE = "Another program has deleted this assessment. Nothing more can be saved in it."


def _with_value(assessment: Assessment, step: str, value: Value, *, profile: bool) -> Assessment:
    if profile:
        return assessment.with_profile(step, value if isinstance(value, tuple) else None)
    return assessment.with_answer(step, value if isinstance(value, Answer) else None)
