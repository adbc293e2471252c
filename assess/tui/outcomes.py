"""What a change came to, in words: what was saved, and which questions it showed and hid."""

from __future__ import annotations

from dataclasses import dataclass

from assess.core.assessment import HIDDEN, Answer
from assess.report.words import count
from assess.tui.standing import Standing

Value = Answer | tuple[str, ...] | None
"""An answer to an item, the options of a profile question, or nothing."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What to say of a change, how many items it showed and hid, and how far the overall score moved.

    `kept_aside` counts the hidden items whose answers wait for their return; `moved` is in whole points,
    None where there was or is no score.
    """

    step: str
    said: str
    appeared: int = 0
    fell_away: int = 0
    kept_aside: int = 0
    moved: int | None = None

    @property
    def sentence(self) -> str:
        """Everything in one line of words."""
        parts = [f"{self.said}."]
        if self.appeared:
            parts.append(f"{count(self.appeared, 'question')} appeared.")
        if self.fell_away:
            aside = f" ({count(self.kept_aside, 'answer')} kept aside)" if self.kept_aside else ""
            parts.append(f"{count(self.fell_away, 'question')} fell away{aside}.")
        return " ".join(parts)


def outcome_of(step: str, said: str, before: Standing, after: Standing) -> Outcome:
    """The outcome of a change that led from one standing to another."""
    appeared = fell_away = kept_aside = 0
    for old, new in zip(before.results, after.results, strict=True):
        if old is new or (old.state == HIDDEN) == (new.state == HIDDEN):
            continue
        appeared += old.state == HIDDEN
        fell_away += new.state == HIDDEN
        kept_aside += new.state == HIDDEN and new.answer is not None
    moved = None if before.score is None or after.score is None else after.score - before.score
    return Outcome(step, said, appeared, fell_away, kept_aside, moved)


def other_part(old: Value, new: Value) -> str:
    """What else than the answer was changed: "the note", "the evidence"; empty if it was the answer."""
    if not isinstance(old, Answer) or not isinstance(new, Answer):
        return ""
    if (old.state, old.levels, old.reason) != (new.state, new.levels, new.reason):
        return ""
    return "the note" if old.note != new.note else "the evidence"
