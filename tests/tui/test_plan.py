"""The plan on the screen: its parts, the details of each action, and the PDF."""

from __future__ import annotations

from pathlib import Path

import pytest

from assess.report import pdf
from assess.store.database import Store
from assess.tui.plan_file import STEPS, suggested_path
from assess.tui.session import Session
from tests.tui.making import answer
from tests.tui.piloting import SMALL, Walk, piloted, walking


@pytest.fixture
def answered(session: Session) -> Session:
    """A session with something in every part of the plan."""
    answer(session, lead_sponsor="none", lead_aim="none", care_screen="none", care_space="heavy")
    session.go("lead.aim")
    session.choose_unsure()
    return session


@piloted
async def test_the_parts_of_the_plan_and_the_details(store: Store, answered: Session) -> None:
    async with walking(store, size=(140, 50), first=answered) as walk:
        await walk.press("p")
        text = walk.flat()
        for words in (
            "Now 2 actions",
            "1. Name one leader",
            "! critical",
            "Watch 1 action",
            "Ask the state to pay",
            "Find out 1 question",
            "? How clear is the aim?",
            "First test",
            "Ask one leader for twenty minutes.",
            "3. Tell all staff",
            "A short guide",
            "https://example.org/guide",
            "Clinic manager",
        ):
            assert words in text, words
        await walk.press("down", "down", "down")
        assert "Nurse lead" in walk.flat()
        await walk.press("i")
        assert answered.here == "lead.aim"


@piloted
async def test_an_empty_plan_says_why(store: Store, session: Session) -> None:
    async with walking(store, size=SMALL, first=session) as walk:
        await walk.press("p", "down", "up")
        assert "There is nothing to do yet" in walk.flat()


async def write(walk: Walk, path: Path) -> None:
    """Ask for the PDF at this path and wait until it is there or refused."""
    await walk.press("w")
    field = walk.app.screen.query_one("Input")
    field.value = str(path)  # type: ignore[attr-defined]
    await walk.press("enter")
    await walk.app.workers.wait_for_complete()
    await walk.pilot.pause()


@piloted
async def test_writing_the_pdf_names_the_file(
    store: Store, answered: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []

    def print_it(html: str, path: Path, *, overwrite: bool) -> str:
        assert "Hillside Clinic" in html
        assert overwrite
        path.write_bytes(b"%PDF")
        return ""

    monkeypatch.setattr(pdf, "write_pdf", print_it)
    async with walking(store, first=answered) as walk:
        say = walk.app.say

        def hear(text: str, ink: str = "") -> None:
            said.append(text)
            say(text, ink)

        monkeypatch.setattr(walk.app, "say", hear)
        await walk.press("p")
        await write(walk, tmp_path / "plan.pdf")
        assert walk.said == f"Written: {tmp_path / 'plan.pdf'}"
    assert (tmp_path / "plan.pdf").read_bytes() == b"%PDF"
    for number, words in enumerate(STEPS, 1):
        assert any(f"{words} ({number} of {len(STEPS)}" in text for text in said), words


@piloted
async def test_without_the_printer_the_web_page_is_written(
    store: Store, answered: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(*_: object, **__: object) -> str:
        raise pdf.PrinterMissing("The PDF printer cannot be loaded.")

    monkeypatch.setattr(pdf, "write_pdf", missing)
    async with walking(store, first=answered) as walk:
        await walk.press("r")
        await write(walk, tmp_path / "plan.pdf")
        assert "The PDF printer cannot be loaded." in walk.said
        assert walk.said.endswith(f"{tmp_path / 'plan.html'}")
    assert "Hillside Clinic" in (tmp_path / "plan.html").read_text(encoding="utf-8")


@piloted
async def test_a_file_is_replaced_only_on_a_second_enter(
    store: Store, answered: Session, tmp_path: Path
) -> None:
    there = tmp_path / "plan.pdf"
    there.write_text("mine")
    async with walking(store, first=answered) as walk:
        await walk.press("p")
        await write(walk, there)
        assert "There is a file of this name already" in walk.flat()
        await walk.press("escape")
        await write(walk, tmp_path / "nowhere" / "plan.pdf")
        assert "There is no folder" in walk.flat()
    assert there.read_text() == "mine"


def test_the_suggested_name_is_in_the_folder_one_is_in(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert suggested_path(session.assessment) == tmp_path / "hillside-plan-2026-11-20.pdf"
