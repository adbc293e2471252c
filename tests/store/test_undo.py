"""The log of changes: undo and redo, also of what an earlier run did."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from assess.core.assessment import Answer, Assessment
from assess.store.database import Change, Kept, Store

from .clinic import answer, begin, kept_scores, scores

NONE, SOME, MOST = (Answer.level(key) for key in ("none", "some", "most"))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path) as opened:
        yield opened


def answered(store: Store, *steps: tuple[str, Answer | None]) -> Kept:
    kept = store.open_assessment(begin(store))
    for item, given in steps:
        kept = answer(store, kept, item, given)
    return kept


def now(store: Store, id: int) -> Assessment:
    """What is kept, after a look whether its scores are."""
    assessment = store.open_assessment(id).assessment
    assert kept_scores(store, id) == scores(assessment)
    return assessment


def test_undo_walks_back_and_redo_forward(store: Store) -> None:
    id = answered(store, ("i0", NONE), ("i1", SOME), ("i0", MOST), ("i1", None)).id
    expected = [{"i0": MOST, "i1": SOME}, {"i0": NONE, "i1": SOME}, {"i0": NONE}, {}]
    for answers in expected:
        assert store.undo(id) is not None
        assert now(store, id).answers == answers
    assert store.undo(id) is None
    for answers in [*expected[-2::-1], {"i0": MOST}]:
        assert store.redo(id) is not None
        assert now(store, id).answers == answers
    assert store.redo(id) is None


def test_a_change_tells_what_stands_now(store: Store) -> None:
    kept = answered(store, ("i0", NONE), ("i0", MOST))
    change = store.undo(kept.id)
    assert change is not None
    assert (change.item, change.before, change.after, change.profile) == ("i0", NONE, MOST, False)
    assert change.undone(kept.assessment) == now(store, kept.id)
    again = store.redo(kept.id)
    assert again is not None
    assert again.redone(change.undone(kept.assessment)) == now(store, kept.id) == kept.assessment


def test_a_first_answer_is_undone_to_none(store: Store) -> None:
    kept = answered(store, ("i0", NONE))
    change = store.undo(kept.id)
    assert change is not None
    assert change.before is None
    assert change.undone(kept.assessment).answers == {}


def test_profile_options_are_undone_alike(store: Store) -> None:
    kept = answered(store)
    for question, keys in (("setting", ("rural",)), ("approaches", ("school", "co")), ("approaches", None)):
        assessment = kept.assessment.with_profile(question, keys)
        store.save_profile(kept.id, question, keys, scores(assessment))
        kept = Kept(kept.id, kept.questionnaire, assessment)
    assert now(store, kept.id) == kept.assessment
    for profile in (
        {"setting": ("rural",), "approaches": ("school", "co")},
        {"setting": ("rural",)},
        {"setting": ("city",)},
    ):
        change = store.undo(kept.id)
        assert change is not None
        assert change.profile
        kept = Kept(kept.id, kept.questionnaire, change.undone(kept.assessment))
        assert now(store, kept.id).profile == kept.assessment.profile == profile
    assert store.undo(kept.id) is None


def test_another_run_undoes_and_redoes(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        id = answered(store, ("i0", NONE), ("i1", SOME)).id
    with Store.open(tmp_path) as store:
        store.undo(id)
        assert now(store, id).answers == {"i0": NONE}
    with Store.open(tmp_path) as store:
        store.redo(id)
        assert now(store, id).answers == {"i0": NONE, "i1": SOME}


def test_a_new_answer_cuts_off_what_was_undone(store: Store) -> None:
    id = answered(store, ("i0", NONE), ("i1", SOME), ("i2", MOST)).id
    store.undo(id)
    store.undo(id)
    answer(store, store.open_assessment(id), "i3", SOME)
    assert store.redo(id) is None
    assert now(store, id).answers == {"i0": NONE, "i3": SOME}
    store.undo(id)
    store.undo(id)
    assert now(store, id).answers == {}
    # Forward again along the new line, not the old one.
    store.redo(id)
    store.redo(id)
    assert now(store, id).answers == {"i0": NONE, "i3": SOME}
    assert store.redo(id) is None


def test_the_same_answer_again_is_no_change(store: Store) -> None:
    kept = answered(store, ("i0", NONE), ("i1", SOME))
    store.undo(kept.id)
    answer(store, store.open_assessment(kept.id), "i0", NONE)
    answer(store, store.open_assessment(kept.id), "i5", None)
    assert not store.changed_elsewhere(kept.id)
    redone = store.redo(kept.id)
    assert redone is not None
    assert redone.item == "i1"


def test_a_look_at_what_would_be_undone_changes_nothing(store: Store) -> None:
    id = answered(store, ("i0", NONE), ("i1", SOME)).id
    assert store.undone_change(id) is None
    last = store.last_change(id)
    assert last is not None
    assert last.at.endswith("Z")
    assert last == Change("i1", None, SOME, last.at)
    assert store.undo(id) == last
    assert store.undone_change(id) == last
    assert now(store, id).answers == {"i0": NONE}


def test_each_assessment_has_its_own_log(store: Store) -> None:
    first = answered(store, ("i0", NONE)).id
    second = answered(store, ("i1", SOME)).id
    store.undo(first)
    assert store.undo(first) is None
    assert now(store, second).answers == {"i1": SOME}


def test_the_log_forgets_nothing(store: Store) -> None:
    id = answered(store, ("i0", NONE), ("i1", SOME)).id
    store.undo(id)
    answer(store, store.open_assessment(id), "i2", MOST)
    log = sqlite3.connect(store.path)
    kept = log.execute("SELECT item, state FROM change ORDER BY number").fetchall()
    log.close()
    assert kept == [("i0", "done"), ("i1", "cut"), ("i2", "done")]


def test_scores_follow_undo_and_redo_without_being_sent(store: Store) -> None:
    kept = answered(store, *((f"i{n}", MOST) for n in range(6)))
    full = kept_scores(store, kept.id)
    assert full.score == 67
    for _ in range(6):
        store.undo(kept.id)
    assert kept_scores(store, kept.id).score is None
    for _ in range(6):
        store.redo(kept.id)
    assert kept_scores(store, kept.id) == full


def test_answers_go_on_after_undo_without_opening_again(store: Store) -> None:
    kept = answered(store, ("i0", NONE), ("i1", SOME))
    change = store.undo(kept.id)
    assert change is not None
    kept = Kept(kept.id, kept.questionnaire, change.undone(kept.assessment))
    answer(store, kept, "i2", MOST)
    assert not store.changed_elsewhere(kept.id)
    assert now(store, kept.id).answers == {"i0": NONE, "i2": MOST}
