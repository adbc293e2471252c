"""Kept assessments: what was saved is there again, with its scores and its own questionnaire."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assess.core.assessment import AGREED, Answer, Practice, Respondent
from assess.store.database import Store

from .clinic import (
    ANSWERS,
    ASSESSMENT,
    NURSE,
    QUESTIONNAIRE,
    RIVERSIDE,
    TEXTS,
    answer,
    begin,
    kept_scores,
    scores,
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path) as opened:
        yield opened


def rows(store: Store, query: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(store.path)
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


def make_old(store: Store) -> None:
    """Let everything have been saved long ago."""
    connection = sqlite3.connect(store.path)
    with connection:
        connection.execute("UPDATE assessment SET updated = '2026-01-01T00:00:00.000Z'")
    connection.close()


def test_an_empty_store_lists_nothing(store: Store) -> None:
    assert store.assessments() == []
    assert store.assessments(archived=True) == []


def test_a_new_assessment_has_its_profile_and_no_answer(store: Store) -> None:
    id = begin(store)
    assert not store.changed_elsewhere(id)
    kept = store.open_assessment(id)
    assert kept.questionnaire == QUESTIONNAIRE
    assert kept.assessment == replace(ASSESSMENT, profile={"setting": ("city",)}, answers={})
    assert kept.position == ""


def test_every_kind_of_answer_comes_back_as_it_was(store: Store, tmp_path: Path) -> None:
    kept = store.open_assessment(begin(store))
    for item, given in ANSWERS.items():
        kept = answer(store, kept, item, given)
    kept = answer(store, kept, "i5", Answer.level("some"))
    kept = answer(store, kept, "i5", None)
    store.save_profile(kept.id, "approaches", (), scores(kept.assessment))
    store.close()
    with Store.open(tmp_path) as again:
        assert again.open_assessment(kept.id).assessment == ASSESSMENT


def test_an_assessment_from_elsewhere_is_kept_without_loss(store: Store) -> None:
    id = store.add_assessment(QUESTIONNAIRE, ASSESSMENT, TEXTS)
    assert store.open_assessment(id).assessment == ASSESSMENT
    assert kept_scores(store, id) == scores(ASSESSMENT)


def test_the_list_shows_what_was_saved_last(store: Store) -> None:
    older = begin(store)
    id = store.add_assessment(QUESTIONNAIRE, ASSESSMENT, sample=True)
    make_old(store)
    answer(store, store.open_assessment(id), "i0", Answer.level("all"))
    line, other = store.assessments()
    assert (line.id, other.id) == (id, older)
    assert (line.questionnaire, line.version, line.title) == ("example", "1.0.0", "Example check")
    assert (line.practice, line.date, line.sample) == (RIVERSIDE, "2026-11-20", True)
    # First (100 + 50/3) / 2, second 100; the hidden item and its answer stay out.
    assert (line.answered, line.applicable, line.score, line.level) == (3, 5, 79, "Ready")
    assert (other.answered, other.applicable, other.score, other.level, other.sample) == (
        0,
        6,
        None,
        "",
        False,
    )
    make_old(store)
    answer(store, store.open_assessment(older), "i0", Answer.level("all"))
    assert store.assessments()[0].id == older


def test_the_list_is_one_query_and_reads_no_questionnaire(store: Store, tmp_path: Path) -> None:
    begin(store)
    queries: list[str] = []
    store._connection.set_trace_callback(queries.append)
    store.assessments()
    assert [query.split()[0] for query in queries] == ["BEGIN", "SELECT", "COMMIT"]
    show = (
        "import sys; from pathlib import Path; from assess.store.database import Store;"
        f"print(len(Store.open(Path({str(tmp_path)!r})).assessments())); print(*sys.modules)"
    )
    shown = subprocess.run([sys.executable, "-c", show], check=True, capture_output=True, text=True)
    count, *loaded = shown.stdout.split()
    assert count == "1"
    heavy = {
        "assess.core.questionnaire",
        "assess.core.evaluation",
        "fractions",
        "yaml",
        "pydantic",
        "platformdirs",
    }
    assert heavy.isdisjoint(loaded)


def test_a_changed_questionnaire_never_alters_an_old_result(store: Store) -> None:
    old = begin(store)
    shorter = replace(QUESTIONNAIRE, domains=QUESTIONNAIRE.domains[:1])
    new = store.create(shorter, RIVERSIDE, NURSE, "2027-11-20", {}, {"example.yaml": "changed"})
    assert store.open_assessment(old).questionnaire == QUESTIONNAIRE
    assert store.open_assessment(new).questionnaire == shorter
    assert list(store.sources(old).items()) == list(TEXTS.items())
    assert store.sources(new) == {"example.yaml": "changed"}


def test_a_questionnaire_is_kept_once(store: Store) -> None:
    for _ in range(3):
        begin(store)
    # The same questionnaire with a comment more: the texts that it was kept with stay together.
    store.create(QUESTIONNAIRE, RIVERSIDE, NURSE, "", {}, {"other.yaml": "# a comment"})
    assert rows(store, "SELECT count(*) FROM questionnaire") == [(1,)]
    assert store.sources(4) == TEXTS


def test_an_agreed_answer_stands_beside_the_others(store: Store) -> None:
    id = store.add_assessment(QUESTIONNAIRE, ASSESSMENT)
    with sqlite3.connect(store.path) as other:
        other.execute(
            "INSERT INTO respondent (assessment, id, answered, applicable) VALUES (?, ?, 0, 6)", (id, AGREED)
        )
        other.execute("INSERT INTO answer SELECT assessment, 'agreed', item, '{}' FROM answer")
    other.close()
    assert store.open_assessment(id).assessment == ASSESSMENT
    answer(store, store.open_assessment(id), "i0", Answer.level("most"))
    kept = "SELECT respondent, value FROM answer WHERE item = 'i0' ORDER BY respondent"
    assert rows(store, kept) == [("agreed", "{}"), ("r1", '{"state": "answered", "levels": ["most"]}')]
    assert len(store.assessments()) == 1


def test_the_agreed_set_can_be_the_one_that_is_answered(store: Store) -> None:
    agreed = replace(ASSESSMENT, respondent=Respondent(AGREED))
    assert store.open_assessment(store.add_assessment(QUESTIONNAIRE, agreed)).assessment == agreed


def test_position_name_and_shelf(store: Store) -> None:
    id = begin(store)
    store.set_position(id, "i3")
    store.rename(id, Practice("riverside", "Riverside Clinic"))
    assert store.open_assessment(id).position == "i3"
    assert store.assessments()[0].practice.name == "Riverside Clinic"
    store.archive(id)
    assert store.assessments() == []
    assert [line.id for line in store.assessments(archived=True)] == [id]
    store.archive(id, archived=False)
    assert [line.id for line in store.assessments()] == [id]


def test_deleting_leaves_nothing_and_gives_no_number_twice(store: Store) -> None:
    first = begin(store)
    answer(store, store.open_assessment(first), "i0", Answer.level("all"))
    store.delete(first)
    for table in ("assessment", "respondent", "answer", "change", "questionnaire", "source"):
        assert rows(store, f"SELECT count(*) FROM {table}") == [(0,)], table
    assert begin(store) > first


def test_deleting_spares_a_questionnaire_that_is_still_answered(store: Store) -> None:
    first, second = begin(store), begin(store)
    store.delete(first)
    assert store.open_assessment(second).questionnaire == QUESTIONNAIRE
    assert store.sources(second) == TEXTS


def test_a_number_of_no_assessment_is_a_key_error(store: Store) -> None:
    with pytest.raises(KeyError):
        store.open_assessment(7)
    with pytest.raises(KeyError):
        store.save_answer(7, "i0", Answer.unsure(), scores(ASSESSMENT))
    for call in (store.undo, store.redo, store.sources, store.delete, store.archive, store.changed_elsewhere):
        with pytest.raises(KeyError):
            call(7)
    with pytest.raises(KeyError):
        store.set_position(7, "i0")
    with pytest.raises(KeyError):
        store.rename(7, RIVERSIDE)


def test_two_programs_may_answer_one_assessment(store: Store, tmp_path: Path) -> None:
    id = begin(store)
    with Store.open(tmp_path) as other:
        mine, theirs = store.open_assessment(id), other.open_assessment(id)
        mine = answer(store, mine, "i0", Answer.level("all"))
        assert not store.changed_elsewhere(id)
        assert other.changed_elsewhere(id)
        # They have not seen it, so the scores that they send are those of one answer only.
        answer(other, theirs, "i1", Answer.level("none"))
        answer(other, theirs, "i3", Answer.level("some"))
        both = store.open_assessment(id).assessment
        assert both.answers.keys() == {"i0", "i1", "i3"}
        assert kept_scores(store, id) == scores(both)
        assert other.changed_elsewhere(id)
        assert other.open_assessment(id).assessment == both
        assert not other.changed_elsewhere(id)
        # What is taken back is the last change, whoever made it.
        undone = store.undo(id)
        assert undone is not None
        assert undone.item == "i3"
        assert kept_scores(other, id) == scores(undone.undone(both))


def test_scores_from_a_program_that_never_opened_it_are_checked(store: Store, tmp_path: Path) -> None:
    id = store.add_assessment(QUESTIONNAIRE, ASSESSMENT)
    with Store.open(tmp_path) as other:
        other.save_answer(id, "i0", Answer.level("all"), scores(replace(ASSESSMENT, answers={})))
        assert kept_scores(other, id) == scores(other.open_assessment(id).assessment)
