"""The interview on the screen: keys, clicks, and what is in the database afterwards."""

from __future__ import annotations

import pytest

from assess.core.assessment import Answer, Evidence
from assess.store.database import Store, StoreError
from assess.tui.session import Session
from tests.tui.making import answer, begin, kept
from tests.tui.piloting import SMALL, piloted, walking


@piloted
async def test_digits_answer_at_once_and_lead_on(store: Store, session: Session) -> None:
    async with walking(store, first=session) as walk:
        await walk.press("2")
        assert kept(store, session.id) == {"lead.sponsor": Answer.level("some")}
        assert session.here == "lead.aim"
        assert walk.said.startswith("Saved: Emerging.")
        await walk.press("4", "1", "2")
        assert session.here == "care.space"
        assert kept(store, session.id)["lead.review"] == Answer.level("none")


@piloted
async def test_arrows_move_without_answering(store: Store, session: Session) -> None:
    async with walking(store, first=session) as walk:
        await walk.press("down", "down", "up", "right", "left", "pagedown", "pageup", "tab", "shift+tab")
        assert kept(store, session.id) == {}
        await walk.press("down", "enter")
        assert kept(store, session.id) == {"lead.sponsor": Answer.level("some")}


@piloted
async def test_the_cursor_of_an_answered_item_stands_on_its_answer(store: Store, session: Session) -> None:
    async with walking(store, first=session) as walk:
        await walk.press("3", "left")
        assert "›(x) 3" in walk.text()
        # On its own answer Enter goes on and changes nothing.
        await walk.press("enter")
        assert session.here == "lead.aim"
        assert kept(store, session.id) == {"lead.sponsor": Answer.level("most")}


@piloted
async def test_changing_an_answer_stays_at_the_question(store: Store, session: Session) -> None:
    async with walking(store, first=session) as walk:
        await walk.press("3", "left", "1")
        assert session.here == "lead.sponsor"
        assert kept(store, session.id) == {"lead.sponsor": Answer.level("none")}
        assert "›(x) 1" in walk.text()


@piloted
async def test_half_way_and_unsure(store: Store, session: Session) -> None:
    async with walking(store, first=session) as walk:
        await walk.press("down", "h", "u")
        assert kept(store, session.id) == {
            "lead.sponsor": Answer.between("some", "most"),
            "lead.aim": Answer.unsure(),
        }
        await walk.press("left", "left")
        assert walk.text().count("(/)") == 2
        # On its own answer Enter goes on, and does not make one level of two.
        await walk.press("enter")
        assert kept(store, session.id)["lead.sponsor"] == Answer.between("some", "most")
        assert session.here == "lead.aim"


@piloted
async def test_not_applicable_asks_for_reason_and_words(store: Store, session: Session) -> None:
    async with walking(store, first=session) as walk:
        await walk.press("x", "down", "enter", "enter")
        assert "This needs a few words." in walk.flat()
        await walk.type("The county does")
        await walk.press("enter")
        expected = Answer.not_applicable("partner_does_it", "The county does")
        assert kept(store, session.id) == {"lead.sponsor": expected}
        await walk.press("x", "escape")
        assert len(kept(store, session.id)) == 1


@piloted
async def test_note_evidence_clear_undo_and_redo(store: Store, session: Session) -> None:
    async with walking(store, first=session) as walk:
        await walk.press("n")
        assert walk.said.startswith("Answer first")
        await walk.press("2", "left", "n")
        await walk.type("In May?")
        await walk.press("enter", "e")
        await walk.type("Minutes")
        await walk.press("enter")
        await walk.type("May 30")
        await walk.press("enter")
        assert "Write the date as year-month-day" in walk.flat()
        await walk.press("ctrl+u")
        await walk.type("2026-05-30")
        await walk.press("enter")
        full = Answer("answered", ("some",), "", "In May?", Evidence("Minutes", "2026-05-30"))
        assert kept(store, session.id) == {"lead.sponsor": full}
        await walk.press("c")
        assert kept(store, session.id) == {}
        await walk.press("z")
        assert kept(store, session.id) == {"lead.sponsor": full}
        await walk.press("z", "z", "y")
        assert kept(store, session.id)["lead.sponsor"].note == "In May?"


@piloted
async def test_ticking_several_and_showing_what_appears(store: Store) -> None:
    session = Session.open(store, begin(store, profile=False))
    async with walking(store, first=session) as walk:
        await walk.press("2")
        assert session.here == "approaches"
        await walk.press("1", "down", "space")
        assert session.assessment.profile["approaches"] == ("co", "school")
        assert walk.said == "Saved: Co-location, Services in schools. 1 question appeared."
        await walk.press("1", "enter")
        assert store.open_assessment(session.id).assessment.profile["approaches"] == ("school",)
        assert session.here == "lead.sponsor"


@piloted
async def test_enter_says_none_of_these(store: Store) -> None:
    session = Session.open(store, begin(store, profile=False))
    async with walking(store, first=session) as walk:
        await walk.press("1", "enter")
        assert session.assessment.profile["approaches"] == ()
        assert session.here == "lead.sponsor"


@piloted
async def test_finding_a_question_as_one_types(store: Store, session: Session) -> None:
    async with walking(store, first=session) as walk:
        await walk.press("slash")
        await walk.type("adults scr")
        assert "Are adults screened" in walk.flat()
        assert "How clear is the aim?" not in walk.flat()
        await walk.press("enter")
        assert session.here == "care.screen"


@piloted
async def test_next_open_flagged_and_back_to_the_list(store: Store, session: Session) -> None:
    answer(session, lead_sponsor="none", care_screen="most")
    async with walking(store, first=session) as walk:
        await walk.press("o")
        assert session.here == "care.space"
        await walk.press("f")
        assert session.here == "lead.sponsor"
        await walk.press("right", "q")
        assert walk.area == "home"
    assert Session.open(store, session.id).here == "lead.aim"


@piloted
async def test_clicks_answer_and_go_to_parts(store: Store, session: Session) -> None:
    async with walking(store, first=session) as walk:
        rows = walk.text().splitlines()
        y = next(n for n, row in enumerate(rows) if "( ) 2" in row)
        await walk.pilot.click(offset=(rows[y].index("( ) 2"), y))
        await walk.pilot.pause()
        assert kept(store, session.id) == {"lead.sponsor": Answer.level("some")}
        y = next(n for n, row in enumerate(rows) if "Care" in row)
        await walk.pilot.click(offset=(4, y))
        await walk.pilot.pause()
        assert session.here == "care.screen"
        y = len(rows) - 1
        await walk.pilot.click(offset=(rows[y].index("Unsure"), y))
        await walk.pilot.pause()
        assert kept(store, session.id)["care.screen"] == Answer.unsure()


@piloted
async def test_what_cannot_be_saved_is_not_shown_as_saved(
    store: Store, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = "Another program keeps the database locked. This change was not saved. " * 2

    def locked(*_: object) -> None:
        raise StoreError(long.strip())

    async with walking(store, size=SMALL, first=session) as walk:
        monkeypatch.setattr(store, "save_answer", locked)
        await walk.press("2")
        assert session.here == "lead.sponsor"
        assert "(x)" not in walk.text()
        assert f"! {long.strip()}" in walk.flat()
        assert "? Help" in walk.text().splitlines()[-1]
        monkeypatch.undo()
        await walk.press("2")
        assert session.here == "lead.aim"
        assert "locked" not in walk.flat()
        assert "? Help" in walk.text().splitlines()[-1]


@piloted
async def test_ctrl_c_leaves_with_everything_saved(store: Store, session: Session) -> None:
    async with walking(store, first=session) as walk:
        await walk.press("2", "ctrl+c")
        assert walk.app.return_value == 0
    assert len(kept(store, session.id)) == 1


@piloted
async def test_questions_about_the_practice_offer_only_what_they_have(store: Store) -> None:
    session = Session.open(store, begin(store, profile=False))
    async with walking(store, first=session) as walk:
        assert "u Unsure" not in walk.text()
        await walk.press("u", "h", "x")
        assert session.assessment.profile == {}
        await walk.press("1", "enter")
        assert "u Unsure" in walk.text()


@piloted
async def test_a_click_beside_the_choices_changes_nothing(store: Store, session: Session) -> None:
    async with walking(store, first=session) as walk:
        await walk.pilot.click(offset=(60, 27))
        await walk.press("9", "8")
        assert kept(store, session.id) == {}
        assert walk.said == "There is no choice 8 here."
