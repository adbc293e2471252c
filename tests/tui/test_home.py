"""The list of assessments: opening, beginning, deleting and bringing back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assess.core.assessment import Practice
from assess.store.database import Store
from assess.tui import sample, shelf
from assess.tui.session import Session
from tests.tui.making import answer, begin, clinic
from tests.tui.piloting import SMALL, piloted, walking


@pytest.fixture
def clinic_on_the_shelf(monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small questionnaire is the only one to begin with."""
    path = Path(__file__).with_name("clinic.yaml")
    book = shelf.Book("clinic", "A small check", "5", path, own=True)
    monkeypatch.setattr("assess.tui.screens.new.books", lambda _home: [book])
    return path


@piloted
async def test_the_list_shows_practice_progress_level_and_date(store: Store) -> None:
    session = Session.open(store, begin(store))
    answer(session, lead_sponsor="some", lead_aim="none", care_screen="most")
    async with walking(store, size=SMALL) as walk:
        text = walk.flat()
        for words in ("Hillside Clinic", "A small check", "3 of 4 answered", "Preparing 42", "Nov 20, 2026"):
            assert words in text


@piloted
async def test_no_control_character_of_a_name_reaches_the_terminal(store: Store) -> None:
    begin(store, practice=Practice("evil", "Evil\x1b[31m\u202eClinic\x07"))
    async with walking(store) as walk:
        assert "Evil [31m Clinic" in walk.flat()
        await walk.press("enter", "r", "p")
        assert "\x1b" not in walk.text()


@piloted
async def test_enter_opens_where_it_was_left(store: Store) -> None:
    session = Session.open(store, begin(store))
    session.go("care.screen")
    session.keep_position()
    begin(store, practice=Practice("other", "Other Clinic"))
    async with walking(store) as walk:
        await walk.press("down", "enter")
        assert walk.session.practice == "Hillside Clinic"
        assert walk.session.here == "care.screen"
        await walk.press("escape")
        assert walk.area == "home"


@piloted
async def test_results_and_plan_are_a_key_away_and_back_leads_here(store: Store) -> None:
    begin(store)
    async with walking(store) as walk:
        for key, area in (("r", "results"), ("p", "plan")):
            await walk.press(key)
            assert walk.area == area
            await walk.press("q")
            assert walk.area == "home"


@piloted
async def test_the_cursor_stays_on_the_assessment_that_was_opened(store: Store) -> None:
    begin(store)
    begin(store, practice=Practice("other", "Other Clinic"))
    async with walking(store) as walk:
        # The last changed comes first: answering moves it up.
        await walk.press("down", "enter", "2", "q")
        rows = walk.text().splitlines()
        assert next(row for row in rows if "›" in row).strip().startswith("› Hillside Clinic")


@piloted
async def test_what_is_deleted_can_be_brought_back(store: Store) -> None:
    begin(store)
    begin(store, practice=Practice("other", "Other Clinic"))
    async with walking(store) as walk:
        await walk.press("d")
        assert walk.said == "Deleted: Other Clinic. Press z to bring it back."
        assert "Other Clinic" not in walk.text().splitlines()[2]
        await walk.press("d", "z", "z", "z")
        assert walk.said == "Nothing was deleted."
    assert len(store.assessments()) == 2


@piloted
async def test_what_stays_deleted_is_gone_after_leaving(store: Store) -> None:
    begin(store)
    async with walking(store) as walk:
        await walk.press("d", "q")
        walk.app.delete_set_aside()
    assert store.assessments() == []
    assert store.assessments(archived=True) == []


@piloted
async def test_a_new_assessment_from_questionnaire_to_first_question(
    store: Store, clinic_on_the_shelf: Path
) -> None:
    begin(store)
    async with walking(store, size=SMALL) as walk:
        await walk.press("n", "enter")
        await walk.app.workers.wait_for_complete()
        await walk.press("enter")
        assert "The practice needs a name." in walk.flat()
        await walk.type("St. Mary's 2")
        await walk.press("enter", "down", "enter")
        session = walk.session
        assert session.assessment.practice == Practice("st-mary-s-2", "St. Mary's 2")
        assert session.assessment.respondent.role == "nurse"
        assert session.here == "setting"
        assert list(store.sources(session.id)) == [clinic_on_the_shelf.name]
    assert len(store.assessments()) == 2


@piloted
async def test_a_broken_questionnaire_says_where_and_how_to_mend_it(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "broken.yaml"
    path.write_text("format: readiness/1\nid: broken\ntitel: Misspelt\n", encoding="utf-8")
    book = shelf.Book("broken", "Broken", "", path, own=True)
    monkeypatch.setattr("assess.tui.screens.new.books", lambda _home: [book])
    begin(store)
    async with walking(store) as walk:
        await walk.press("n", "enter")
        await walk.app.workers.wait_for_complete()
        await walk.pilot.pause()
        assert "cannot be used until its author mends this" in walk.flat()
        assert "line 3" in walk.flat()
        await walk.press("escape", "escape")
        assert walk.area == "home"


@piloted
async def test_the_sample_clinic_comes_by_itself_the_first_time(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def import_small(home: Path) -> int:
        with Store.open(home) as own:
            assessment = Session.open(own, begin(own)).assessment
            id = own.add_assessment(
                clinic(), replace(assessment, practice=Practice("s", "Sample Clinic")), sample=True
            )
            own.delete(id - 1)
            return id

    monkeypatch.setattr(sample, "import_sample", import_small)
    async with walking(store) as walk:
        await walk.app.workers.wait_for_complete()
        await walk.pilot.pause()
        assert "Sample Clinic sample" in walk.flat()


def test_the_shipped_sample_can_be_imported(tmp_path: Path) -> None:
    id = sample.import_sample(tmp_path)
    with Store.open(tmp_path) as store:
        (summary,) = store.assessments()
    assert (summary.id, summary.sample) == (id, True)
    assert summary.score is not None


def test_the_shelf_has_the_flagship_first_with_its_title_and_minutes(tmp_path: Path) -> None:
    (tmp_path / "questionnaires").mkdir()
    own = 'format: readiness/1\nid: ours\ntitle: "Our own"\n'
    (tmp_path / "questionnaires" / "ours.yaml").write_text(own, encoding="utf-8")
    found = shelf.books(tmp_path)
    assert [book.id for book in found[:3]] == ["integrated-care", "quick-check", "ours"]
    assert (found[0].minutes, found[2].title, found[2].own) == ("20", "Our own", True)
    assert len({book.id for book in found}) == len(found)
