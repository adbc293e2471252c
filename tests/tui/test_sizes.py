"""Every screen at every size: nothing is cut off, colors are not needed, and goldens show how it looks."""

from __future__ import annotations

import pytest
from textual.geometry import Region

from assess.core.assessment import Respondent
from assess.store.database import Store
from assess.store.library import shipped_folder
from assess.store.loading import load_questionnaire
from assess.tui.asking import Asked
from assess.tui.sample import import_sample
from assess.tui.session import Session
from assess.tui.widgets.explained import explained
from assess.tui.widgets.home_list import paint_list
from assess.tui.widgets.item import paint_asked
from assess.tui.widgets.live import paint_live
from assess.tui.widgets.plan import list_lines, parts_of
from assess.tui.widgets.results import result_lines, targets_of
from assess.tui.widgets.sections import paint_sections
from tests.conftest import Golden
from tests.tui.making import PRACTICE, TODAY, answer, begin, kept
from tests.tui.piloting import LARGE, SMALL, piloted, walking

SIZES = [SMALL, LARGE, (200, 60)]
SCREENS: dict[str, tuple[str, ...]] = {
    "home": (),
    "interview": ("enter",),
    "results": ("r",),
    "plan": ("p",),
    "help": ("enter", "question_mark"),
    "note": ("enter", "n"),
}


@pytest.fixture
def half_done(store: Store) -> Session:
    """An assessment in the middle, with one of everything."""
    session = Session.open(store, begin(store))
    answer(session, lead_sponsor="some", lead_aim="most", care_screen="all")
    session.go("lead.review")
    session.choose_unsure()
    session.go("lead.sponsor")
    session.write_note("Named in May, for one year")
    session.write_evidence("Minutes of May", "2026-05-30")
    session.keep_position()
    return session


@pytest.mark.parametrize("name", SCREENS)
@pytest.mark.parametrize("size", [SMALL, LARGE], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.usefixtures("half_done")
def test_golden(name: str, size: tuple[int, int], store: Store, golden: Golden) -> None:
    @piloted
    async def look() -> None:
        async with walking(store, size=size) as walk:
            await walk.press(*SCREENS[name])
            golden(f"{name}-{size[0]}x{size[1]}.txt", walk.text())

    look()


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@piloted
async def test_nothing_is_cut_off(store: Store, half_done: Session, size: tuple[int, int]) -> None:
    async with walking(store, size=size) as walk:
        for keys in (("enter",), ("r",), ("p",)):
            await walk.press(*keys)
            text = walk.text()
            assert "…" not in text
            assert len(text.splitlines()) == size[1]
            assert "? Help" in text.splitlines()[-1]
        await walk.press("i")
        for words in (half_done.asked().ask, *(choice.anchor for choice in half_done.asked().choices)):
            assert all(word in walk.flat() for word in words.split())


@piloted
async def test_the_window_may_change_while_it_is_used(store: Store, half_done: Session) -> None:
    async with walking(store, size=LARGE) as walk:
        await walk.press("enter")
        for width, height in (SMALL, (200, 60), (60, 20), SMALL):
            await walk.pilot.resize_terminal(width, height)
            await walk.pilot.pause()
            await walk.press("down", "down", "up", "up")
            assert "›(x) 2" in walk.text(), (width, height)
    assert half_done.answer == kept(store, half_done.id)["lead.sponsor"]


@piloted
async def test_without_colors_the_same_is_said(
    store: Store, half_done: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert half_done.here == "lead.sponsor"
    async with walking(store, size=SMALL) as walk:
        await walk.press("enter")
        colored = walk.text()
    monkeypatch.setenv("NO_COLOR", "1")
    async with walking(store, size=SMALL) as walk:
        await walk.press("enter")
        assert walk.text() == colored
        assert "›(x) 2" in colored
        strips = walk.app.screen.canvas.render_lines(Region(0, 0, *SMALL))  # type: ignore[attr-defined]
        assert any(segment.style.reverse for strip in strips for segment in strip)


@pytest.mark.parametrize("theme", ["assess-light", "assess-contrast", "ansi-dark", "nord", "textual-light"])
@piloted
async def test_every_theme_shows_the_same_words(store: Store, half_done: Session, theme: str) -> None:
    async with walking(store, size=SMALL, first=half_done) as walk:
        before = walk.text()
        walk.app.theme = theme
        await walk.pilot.pause()
        assert walk.text() == before


# The flagship, every question of it, in the narrowest column that there is.


def flagship_questions(store: Store) -> list[Asked]:
    questionnaire = load_questionnaire(shipped_folder() / "integrated-care.yaml").questionnaire
    assert questionnaire is not None
    session = Session.open(store, store.create(questionnaire, PRACTICE, Respondent(), "", {}))
    for question in questionnaire.profile:
        session.go(question.id)
        session.choose_options(tuple(question.options) if question.many else tuple(question.options)[:1])
    return [session.asked(step) for step in session.outline.steps]


@pytest.mark.parametrize(("width", "height"), [(53, 22), (70, 30), (96, 50)])
def test_every_question_of_the_flagship_is_shown_in_full(store: Store, width: int, height: int) -> None:
    questions = flagship_questions(store)
    assert len(questions) > 100
    for asked in questions:
        last = len(asked.choices) - 1
        picture = paint_asked(asked, last, width, height)
        text = " ".join(" ".join(row.text for row in picture.lines).split())
        for part in (
            asked.ask,
            asked.help,
            asked.why,
            *(c.label for c in asked.choices),
            *(c.anchor for c in asked.choices),
        ):
            words = part.split()
            assert all(word[:40] in text for word in words), asked.id
        assert max(row.width for row in picture.lines) <= width
        assert "…" not in text


def test_the_choices_of_a_question_of_the_flagship_fit_a_small_screen(store: Store) -> None:
    tall = []
    for asked in flagship_questions(store):
        lines = paint_asked(asked, 0, 53, 22).lines
        last = max(n for n, row in enumerate(lines) if row.target)
        if last >= 22 and not asked.many:
            tall.append(asked.id)
    # The rest is a line or two away, and the cursor brings it into sight.
    assert len(tall) <= 12, tall


@pytest.mark.parametrize("width", [24, 33, 43, 60, 78, 95, 119, 199])
def test_no_picture_is_wider_than_its_pane(store: Store, width: int) -> None:
    id = import_sample(store.path.parent)
    assert id is not None
    session = Session.open(store, id)
    evaluation = session.evaluation
    parts = parts_of(evaluation, TODAY)
    pictures = {
        "live": paint_live(session, -12, width).lines if width < 60 else [],
        "sections": paint_sections(session, width).lines if width < 60 else [],
        "list": list_lines(parts, width),
        "results": result_lines(evaluation, width) if width > 60 else [],
        "home": paint_list(store.assessments(), 0, width).lines if width > 60 else [],
    }
    for part in parts:
        for entry in part.entries:
            pictures[entry.target] = entry.details(width)
    for target in targets_of(result_lines(evaluation, 78)) if width > 40 else ():
        pictures[f"sum of {target}"] = explained(evaluation, target, width)
    for name, lines in pictures.items():
        for row in lines:
            assert row.width <= width, f"{name}: {row.text!r}"
            assert "…" not in row.text, f"{name}: {row.text!r}"
