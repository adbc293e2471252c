"""The results on the screen: words and numbers, and the sum behind each number."""

from __future__ import annotations

from assess.store.database import Store
from assess.tui.session import Session
from tests.tui.making import answer
from tests.tui.piloting import SMALL, piloted, walking


@piloted
async def test_the_result_in_words_and_numbers(store: Store, session: Session) -> None:
    answer(session, lead_sponsor="some", lead_aim="most", care_screen="all")
    async with walking(store, size=(120, 60), first=session) as walk:
        await walk.press("r")
        text = walk.flat()
        for words in (
            "75 of 100 Preparing could become 42 to 83",
            "The score would reach Ready to start; these answers hold it back:",
            "1.1 Which leader answers for integrated care? (Emerging)",
            "Limited by Leadership: 50",
            "Integration level 2 Together",
            "No cut-off is validated",
            "To look at first",
            "3 of 5 questions answered, 2 open.",
        ):
            assert words in text, words


@piloted
async def test_too_few_answers_are_said(store: Store, session: Session) -> None:
    async with walking(store, size=SMALL, first=session) as walk:
        await walk.press("r")
        assert "There is no total yet" in walk.flat()


@piloted
async def test_enter_opens_the_sum_behind_a_number(store: Store, session: Session) -> None:
    answer(session, lead_sponsor="some", lead_aim="none", care_screen="all", care_space="heavy")
    async with walking(store, size=SMALL, first=session) as walk:
        await walk.press("r", "enter")
        assert "The total is the mean of the domains" in walk.flat()
        await walk.press("escape", "down", "enter")
        assert "33.33 ÷ 2 = 16.67" in walk.flat()
        await walk.press("escape")
        assert walk.area == "results"


@piloted
async def test_from_a_flag_to_its_question_and_back(store: Store, session: Session) -> None:
    answer(session, lead_sponsor="none", lead_aim="none", care_screen="all", care_space="heavy")
    async with walking(store, first=session) as walk:
        await walk.press("r")
        screen = walk.app.screen
        while getattr(screen, "target", "") != "item:lead.sponsor":
            await walk.press("down")
        await walk.press("enter")
        assert walk.area == "interview"
        assert session.here == "lead.sponsor"
        await walk.press("4", "r")
        assert "To look at first" not in walk.flat()
