"""Questionnaire files that were read once: not parsed again while none of their files has changed."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assess import __version__
from assess.store import kept_questionnaires

if TYPE_CHECKING:
    from assess.core.questionnaire import Questionnaire


@dataclass(frozen=True, slots=True)
class _File:
    """A file as it stands now. `stamp` is its size in bytes and the time of its last change in ns."""

    path: Path
    stamp: tuple[int, int]
    text: str


def remembered(connection: sqlite3.Connection, path: Path) -> Questionnaire | None:
    """The questionnaire of this file, or None when it has to be read (again)."""
    key = str(path.absolute())
    row = connection.execute(
        "SELECT questionnaire FROM remembered WHERE path = ? AND program = ?", (key, __version__)
    ).fetchone()
    files = connection.execute("SELECT file, size, mtime_ns FROM remembered_file WHERE path = ?", (key,))
    if row is None or any(_stamp(Path(file)) != (size, mtime) for file, size, mtime in files.fetchall()):
        return None
    return kept_questionnaires.kept_questionnaire(connection, row[0])


def remember(
    connection: sqlite3.Connection,
    path: Path,
    files: Iterable[Path],
    questionnaire: Questionnaire,
    unchanged_since: int | None,
) -> None:
    """Keep what was read from a file, with the texts, sizes and times of all files it was read from.

    Nothing is remembered when one of them is gone, or was changed after `unchanged_since` (ns): it
    may not be what was read.
    """
    key = str(path.absolute())
    found = [_read(file) for file in dict.fromkeys(file.absolute() for file in (path, *files))]
    seen = [file for file in found if file and (unchanged_since is None or file.stamp[1] <= unchanged_since)]
    connection.execute("DELETE FROM remembered WHERE path = ?", (key,))
    if len(seen) == len(found):
        texts = {_name(file.path, path.absolute().parent): file.text for file in seen}
        digest = kept_questionnaires.keep(connection, questionnaire, texts)
        connection.execute("INSERT INTO remembered VALUES (?, ?, ?)", (key, digest, __version__))
        connection.executemany(
            "INSERT INTO remembered_file VALUES (?, ?, ?, ?)",
            [(key, str(file.path), *file.stamp) for file in seen],
        )
    kept_questionnaires.drop_unused(connection)


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns


def _read(path: Path) -> _File | None:
    stamp = _stamp(path)
    try:
        return _File(path, stamp, path.read_bytes().decode("utf-8", "replace")) if stamp else None
    except OSError:
        return None


def _name(path: Path, folder: Path) -> str:
    """The name of a source: where it lies as seen from the questionnaire's own folder."""
    try:
        return Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:  # on another drive
        return path.as_posix()
