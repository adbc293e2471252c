"""A questionnaire file that was read once is not parsed again while none of its files changed."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assess.core.assessment import Practice, Respondent
from assess.store import remembered
from assess.store.database import Store

from .clinic import QUESTIONNAIRE

CHANGED = replace(QUESTIONNAIRE, version="1.1.0")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "home") as opened:
        yield opened


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / "scales.yaml").write_text("scales: one\n", encoding="utf-8")
    (tmp_path / "example.yaml").write_bytes(b"\xef\xbb\xbfid: example\r\n")
    return tmp_path / "example.yaml"


def files_of(file: Path) -> list[Path]:
    return [file, file.parent / "shared" / "scales.yaml"]


def read(store: Store, file: Path) -> None:
    """What a program does with a file: ask, read it where it has to, and remember."""
    assert store.remembered(file) is None
    store.remember(file, files_of(file), QUESTIONNAIRE)


def touch(file: Path, seconds: int = 10) -> None:
    """Give a file another time of change, `seconds` from what it has."""
    status = file.stat()
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns + seconds * 10**9))


def test_a_file_never_read_is_not_remembered(store: Store, file: Path) -> None:
    assert store.remembered(file) is None


def test_a_file_read_once_is_remembered_by_the_next_program(store: Store, file: Path, tmp_path: Path) -> None:
    read(store, file)
    assert store.remembered(file) == QUESTIONNAIRE
    with Store.open(tmp_path / "home") as other:
        assert other.remembered(file) == QUESTIONNAIRE


def test_by_whatever_name_it_is_called(store: Store, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read(store, file)
    monkeypatch.chdir(file.parent)
    assert store.remembered(Path("example.yaml")) == QUESTIONNAIRE


@pytest.mark.parametrize("name", ["example.yaml", "shared/scales.yaml"])
def test_a_change_of_any_of_its_files_is_seen(store: Store, file: Path, name: str) -> None:
    read(store, file)
    changed = file.parent / name
    status = changed.stat()
    changed.write_bytes(changed.read_bytes() + b"# longer\n")
    os.utime(changed, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert store.remembered(file) is None


@pytest.mark.parametrize("name", ["example.yaml", "shared/scales.yaml"])
def test_a_change_that_keeps_the_size_is_seen_by_its_time(store: Store, file: Path, name: str) -> None:
    read(store, file)
    touch(file.parent / name, seconds=-10)
    assert store.remembered(file) is None


def test_a_file_that_is_gone_is_not_remembered(store: Store, file: Path) -> None:
    read(store, file)
    files_of(file)[1].unlink()
    assert store.remembered(file) is None
    store.remember(file, files_of(file), CHANGED)
    assert store.remembered(file) is None


def test_what_is_read_again_takes_the_place_of_the_old(store: Store, file: Path) -> None:
    read(store, file)
    touch(file, seconds=-10)
    assert store.remembered(file) is None
    store.remember(file, files_of(file), CHANGED)
    assert store.remembered(file) == CHANGED
    database = sqlite3.connect(store.path)
    assert database.execute("SELECT version FROM questionnaire").fetchall() == [("1.1.0",)]
    database.close()


def test_a_file_that_changed_while_it_was_read_is_read_again(store: Store, file: Path) -> None:
    assert store.remembered(file) is None
    touch(files_of(file)[1])
    store.remember(file, files_of(file), QUESTIONNAIRE)
    assert store.remembered(file) is None


def test_another_version_of_the_program_reads_for_itself(
    store: Store, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read(store, file)
    monkeypatch.setattr(remembered, "__version__", "99.0.0")
    assert store.remembered(file) is None


def test_an_assessment_has_the_texts_without_being_given_them(store: Store, file: Path) -> None:
    read(store, file)
    questionnaire = store.remembered(file)
    assert questionnaire is not None
    id = store.create(questionnaire, Practice("p"), Respondent(), "2026-11-20", {})
    assert list(store.sources(id).items()) == [
        ("example.yaml", "\ufeffid: example\r\n"),
        ("shared/scales.yaml", "scales: one\n"),
    ]
