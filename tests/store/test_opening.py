"""Opening the database file: made where missing, brought up to date, and refused in words."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
from pathlib import Path

import pytest

from assess.core.assessment import Answer
from assess.store import connection
from assess.store.connection import MIGRATIONS, open_connection
from assess.store.database import Store, StoreError

from .clinic import ASSESSMENT, QUESTIONNAIRE, RIVERSIDE, TEXTS, answer, begin, kept_scores, scores

VERSION_1 = Path(__file__).with_name("version_1.sql")


def ask(path: Path, query: str) -> object:
    database = sqlite3.connect(path)
    try:
        return database.execute(query).fetchone()[0]
    finally:
        database.close()


def add_migration(monkeypatch: pytest.MonkeyPatch, folder: Path, script: str) -> int:
    """The number of a migration after those of the program."""
    shutil.copytree(MIGRATIONS, folder)
    number = len(list(folder.glob("*.sql"))) + 1
    (folder / f"{number:04}_next.sql").write_text(script, encoding="utf-8")
    monkeypatch.setattr(connection, "MIGRATIONS", folder)
    return number


def test_folder_and_file_are_made_for_the_user_alone(tmp_path: Path) -> None:
    home = tmp_path / "a" / "b"
    with Store.open(home) as store:
        assert store.path == home / "assess.db"
    assert store.path.is_file()
    if os.name == "posix":
        assert stat.S_IMODE(home.stat().st_mode) == 0o700


def test_each_commit_is_on_the_disk_and_readers_do_not_wait(tmp_path: Path) -> None:
    database = open_connection(tmp_path, 5)
    settings = {
        name: database.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")
    }
    assert settings == {"journal_mode": "wal", "synchronous": 2}
    assert database.execute("PRAGMA foreign_keys").fetchone()[0] == 1
    assert database.execute("PRAGMA busy_timeout").fetchone()[0] == 5000
    database.close()


def test_a_reader_does_not_wait_for_a_writer(tmp_path: Path) -> None:
    with Store.open(tmp_path, patience=0) as store:
        id = begin(store)
        other = sqlite3.connect(store.path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        assert [line.id for line in store.assessments()] == [id]
        assert store.open_assessment(id).questionnaire == QUESTIONNAIRE
        with Store.open(tmp_path, patience=0) as second:
            assert len(second.assessments()) == 1
        other.close()


def test_a_database_locked_too_long_is_told_and_nothing_is_lost(tmp_path: Path) -> None:
    with Store.open(tmp_path, patience=0) as store:
        kept = answer(store, store.open_assessment(begin(store)), "i0", Answer.level("some"))
        other = sqlite3.connect(store.path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="Another program keeps .*assess.db locked.* try again"):
            answer(store, kept, "i1", Answer.level("all"))
        other.execute("COMMIT")
        other.close()
        kept = answer(store, kept, "i1", Answer.level("all"))
        assert store.open_assessment(kept.id).assessment == kept.assessment
        assert kept_scores(store, kept.id) == scores(kept.assessment)


def test_a_write_that_breaks_off_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.open(tmp_path) as store:
        id = store.add_assessment(QUESTIONNAIRE, ASSESSMENT)
        before = store.assessments()
        with Store.open(tmp_path) as unaware, monkeypatch.context() as patch:
            patch.setattr("assess.core.evaluation.evaluate", lambda *_: 1 / 0)
            with pytest.raises(ZeroDivisionError):
                unaware.save_answer(id, "i0", Answer.level("all"), scores(ASSESSMENT))
        assert store.open_assessment(id).assessment == ASSESSMENT
        assert store.assessments() == before
        assert store.last_change(id) is None


def test_a_database_of_version_1_is_read(tmp_path: Path) -> None:
    """`version_1.sql` is what the first release wrote; it stays as it is whatever comes later."""
    database = sqlite3.connect(tmp_path / "assess.db")
    database.executescript(VERSION_1.read_text(encoding="utf-8"))
    database.close()
    with Store.open(tmp_path) as store:
        (line,) = store.assessments()
        kept = store.open_assessment(line.id)
        assert kept.questionnaire == QUESTIONNAIRE
        assert kept.assessment == ASSESSMENT.with_answer("i0", Answer.level("most"))
        assert kept.position == "i4"
        assert kept_scores(store, line.id) == scores(kept.assessment)
        assert store.sources(line.id) == {name: text.replace("\r", "") for name, text in TEXTS.items()}
        undone = store.undo(line.id)
        assert undone is not None
        assert undone.undone(kept.assessment) == ASSESSMENT
        assert kept_scores(store, line.id) == scores(ASSESSMENT)


def test_migrations_go_forward_with_everything_in_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store.open(tmp_path) as store:
        id = store.add_assessment(QUESTIONNAIRE, ASSESSMENT)
    script = (
        "ALTER TABLE assessment ADD COLUMN place TEXT NOT NULL DEFAULT 'here; there';\n"
        "CREATE TRIGGER keep AFTER DELETE ON answer BEGIN\n  SELECT 1;\n  SELECT 2;\nEND;\n"
        "UPDATE assessment SET position = 'i2' -- the last one has no semicolon"
    )
    number = add_migration(monkeypatch, tmp_path / "migrations", script)
    with Store.open(tmp_path) as store:
        assert store.open_assessment(id).assessment == ASSESSMENT
        assert store.open_assessment(id).position == "i2"
    assert ask(store.path, "PRAGMA user_version") == number
    assert ask(store.path, "SELECT place FROM assessment") == "here; there"
    with Store.open(tmp_path) as store:
        store.set_position(id, "i3")
    with Store.open(tmp_path) as store:
        assert store.open_assessment(id).position == "i3"


def test_a_migration_that_fails_leaves_the_old_version_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store.open(tmp_path) as store:
        id = store.add_assessment(QUESTIONNAIRE, ASSESSMENT)
    with monkeypatch.context() as patch:
        script = "DELETE FROM answer;\nALTER TABLE nowhere ADD COLUMN x TEXT;"
        number = add_migration(patch, tmp_path / "migrations", script)
        with pytest.raises(sqlite3.OperationalError, match="nowhere"):
            Store.open(tmp_path)
    assert ask(store.path, "PRAGMA user_version") == number - 1
    with Store.open(tmp_path) as store:
        assert store.open_assessment(id).assessment == ASSESSMENT


def test_a_database_newer_than_the_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        begin(store)
    database = sqlite3.connect(store.path)
    database.execute("PRAGMA user_version = 9000")
    database.close()
    before = store.path.read_bytes()
    with pytest.raises(
        StoreError, match=r"written by a newer version of assess \(its schema is 9000.*Update assess"
    ):
        Store.open(tmp_path)
    assert store.path.read_bytes() == before


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    (tmp_path / "assess.db").write_bytes(b"not a database at all\n" * 100)
    with pytest.raises(StoreError, match="assess.db is damaged and cannot be read.*backup"):
        Store.open(tmp_path)


def test_damage_inside_the_file_is_told_when_it_is_met(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        id = store.add_assessment(QUESTIONNAIRE, ASSESSMENT, TEXTS)
    content = bytearray(store.path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    store.path.write_bytes(content)
    with Store.open(tmp_path) as store, pytest.raises(StoreError, match="assess.db is damaged"):
        store.open_assessment(id)


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(StoreError, match="cannot be made.*--home or ASSESS_HOME"):
        Store.open(tmp_path / "file" / "home")
    with pytest.raises(StoreError, match="cannot be made.*--home or ASSESS_HOME"):
        Store.open(tmp_path / "file")


def test_a_file_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    (tmp_path / "assess.db").mkdir()
    with pytest.raises(StoreError, match="cannot be opened for writing.*--home or ASSESS_HOME"):
        Store.open(tmp_path)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="this user may write everywhere")
def test_a_folder_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(StoreError, match="cannot be opened for writing"):
        Store.open(tmp_path)


def test_a_full_disk_is_told_and_nothing_is_lost(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        id = begin(store)
        before = store.assessments()
        pages = store._connection.execute("PRAGMA page_count").fetchone()[0]
        store._connection.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(StoreError, match="The disk is full"):
            store.save_answer(id, "i0", Answer.unsure("x" * 100_000), scores(ASSESSMENT))
        store._connection.execute("PRAGMA max_page_count = 1000000")
        assert store.assessments() == before
        store.rename(id, RIVERSIDE)


def test_our_own_mistakes_are_not_dressed_up(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    store.close()
    with pytest.raises(sqlite3.ProgrammingError):
        store.assessments()
