"""One conversation of the line-by-line interview: saying, hearing, and asking the question."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import wrap

from assess.report.words import clean
from assess.store.connection import StoreError
from assess.tui.asking import OPEN, Asked
from assess.tui.outcomes import Outcome
from assess.tui.session import Session

WIDTH = 78


class Ended(Exception):
    """The input has ended."""


class Talk:
    """A session, somebody who reads, and somebody who writes."""

    def __init__(
        self, session: Session, read: Callable[[], str], write: Callable[[str], object], today: str
    ) -> None:
        self.session, self._read, self._write, self.today = session, read, write, today

    def write(self, text: str) -> None:
        """A text as it stands, without control characters that somebody may have smuggled in."""
        self._write(clean(text))

    def say(self, text: str) -> None:
        """One paragraph."""
        self.write("\n".join(wrap(text, WIDTH)) + "\n")

    def line(self, prompt: str) -> str:
        """The next line of the input, without blanks around it."""
        self.write(prompt)
        text = self._read()
        if not text:
            raise Ended
        return "".join(each if each.isprintable() else " " for each in text).strip()

    def ask(self) -> None:
        """Say the question, its choices and what was answered."""
        asked = self.session.asked()
        for text in question_paragraphs(asked, self._progress()):
            self.say(text)

    def _progress(self) -> str:
        coverage = self.session.standing.coverage
        return f"{coverage.answered} of {coverage.applicable} answered."

    def leave(self) -> None:
        """Say goodbye, and how to come back."""
        try:
            self.session.keep_position()
        except StoreError as error:
            self.say(f"Not saved: {error}")
        again = f"To go on: assess answer --plain --resume {self.session.id}"
        self.say(f"Everything is saved. {self._progress()} {again}")

    def saved(self, outcome: Outcome, *, stay: bool = False) -> None:
        """Say what was saved, and ask the next open question unless the answer was only added to."""
        self.say(outcome.sentence)
        if stay:
            return
        if not self.session.advance():
            self.say("Every question has an answer. r tells the results, p the plan, q quits.")
            return
        self.ask()


def question_paragraphs(asked: Asked, progress: str) -> list[str]:
    """A question as spoken lines: where it stands, its words, its choices, what helps, what was answered."""
    number = f"{asked.number} " if asked.number else ""
    texts = ["", f"{asked.section}, question {asked.place}. {progress}", f"{number}{asked.ask}"]
    if asked.critical:
        texts.append("This question is critical: below its target it is flagged, whatever the score.")
    if asked.many:
        texts.append("Several may be chosen: 1 3. None of them: 0.")
    for place, choice in enumerate(asked.choices, 1):
        key = choice.key or str(place)
        anchor = f": {choice.anchor}" if choice.anchor else ""
        texts.append(f"{key}. {choice.label}{anchor}")
    helps = (
        ("Counts if", "; ".join(each.rstrip(".") for each in asked.counts_if)),
        ("Help", asked.help),
        ("Why it matters", asked.why),
        ("Who knows", asked.who),
        ("Shown by", asked.wanted),
        ("Mind", asked.caution),
    )
    texts += [f"{label}: {text}" for label, text in helps if text]
    return texts + _answer_paragraphs(asked)


def _answer_paragraphs(asked: Asked) -> list[str]:
    if not asked.answered:
        return ["No answer yet."]
    chosen = [choice.label for choice in asked.choices if choice.mark != OPEN]
    joined = " and ".join(chosen) if len(chosen) == 2 and not asked.many else ", ".join(chosen)
    between = "between " if len(chosen) == 2 and not asked.many else ""
    texts = [f"Your answer: {between}{joined or 'none of these'}."]
    said = (("Reason", asked.reason), ("Note", asked.note), ("Evidence", asked.evidence))
    return texts + [f"{label}: {text}" for label, text in said if text]
