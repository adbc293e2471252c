"""A small clinic for the tests of the terminal UI: its questionnaire, and assessments of it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from assess.core.assessment import Answer, Practice, Respondent
from assess.core.questionnaire import Questionnaire
from assess.store.database import Store
from assess.store.loading import load_questionnaire
from assess.tui.session import Session

TODAY = "2026-11-22"
PRACTICE = Practice("hillside", "Hillside Clinic")
ITEMS = ("lead.sponsor", "lead.aim", "care.screen", "care.space")
"""The items that are to be seen before anything is answered."""


@cache
def clinic() -> Questionnaire:
    """The small questionnaire."""
    loaded = load_questionnaire(Path(__file__).with_name("clinic.yaml"))
    assert loaded.questionnaire is not None, loaded.problems
    return loaded.questionnaire


def begin(store: Store, *, profile: bool = True, practice: Practice = PRACTICE) -> int:
    """A new assessment, by default with the questions about the practice answered."""
    known = {"setting": ("private",), "approaches": ("co",)} if profile else {}
    return store.create(clinic(), practice, Respondent("r1", "manager"), "2026-11-20", known)


def answer(session: Session, **levels: str) -> None:
    """Answer items with levels; `lead_sponsor="some"` stands for lead.sponsor."""
    for name, level in levels.items():
        session.go(name.replace("_", "."))
        session.choose_level(level)


def kept(store: Store, id: int) -> dict[str, Answer]:
    """The answers as the database has them."""
    return dict(store.open_assessment(id).assessment.answers)
