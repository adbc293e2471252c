"""The database file: opening it, bringing its schema up to date, and its errors in words.

The standard library's driver: an ORM doubles the start-up, and a save is then several times slower.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FILE_NAME = "assess.db"
MIGRATIONS = Path(__file__).parent / "migrations"
NOW = "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')"


class StoreError(Exception):
    """Keeping is not possible just now. The text is for people: what, where, how to mend it."""


def open_connection(home: Path, patience: float) -> sqlite3.Connection:
    """The database in this folder, made or brought up to date where needed.

    `patience` is how many seconds to wait for another program's write. Raises `StoreError`.
    """
    path = home / FILE_NAME
    try:
        # For the user alone: what a practice says of itself is nobody else's business.
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"The folder {home} cannot be made ({error.strerror}). "
            "Choose another one with --home or ASSESS_HOME."
        ) from error
    with in_words(path):
        # No implicit transactions: each write names its own beginning.
        connection = sqlite3.connect(path, timeout=patience, isolation_level=None)
        try:
            _prepare(connection, path, patience)
        except BaseException:
            connection.close()
            raise
    return connection


def _prepare(connection: sqlite3.Connection, path: Path, patience: float) -> None:
    _migrate(connection, path)
    _write_ahead(connection, patience)
    # Each commit is on the disk before the next key: with NORMAL a power cut takes the last ones away.
    connection.execute("PRAGMA synchronous = FULL")
    # After the migrations, which may have to rebuild a table that others refer to.
    connection.execute("PRAGMA foreign_keys = ON")


def _write_ahead(connection: sqlite3.Connection, patience: float) -> None:
    """Switch to the write-ahead log, which lets others read while one writes; the file remembers it."""
    deadline = time.monotonic() + patience
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            # Unlike other statements the switch does not wait: two programs starting on a new file meet here.
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.01)


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    scripts = sorted(MIGRATIONS.glob("[0-9]*.sql"))
    newest = _number(scripts[-1])
    if _version(connection, path, newest) == newest:
        return
    with writing(connection):
        # Asked again now that nobody else can write: two programs may have started together.
        version = _version(connection, path, newest)
        for script in scripts:
            if _number(script) > version:
                _run(connection, script.read_text(encoding="utf-8"))
        connection.execute(f"PRAGMA user_version = {newest}")


def _number(script: Path) -> int:
    return int(script.name.split("_")[0])


def _version(connection: sqlite3.Connection, path: Path, newest: int) -> int:
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > newest:
        raise StoreError(
            f"{path} was written by a newer version of assess (its schema is {version}, this program "
            f"knows {newest}). Update assess, or choose another folder with --home. Nothing was changed."
        )
    return version


def _run(connection: sqlite3.Connection, script: str) -> None:
    """The statements of a script, one by one: `executescript` would commit in between."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            connection.execute(statement)
            statement = ""
    if statement.strip():
        connection.execute(statement)


@contextmanager
def writing(connection: sqlite3.Connection) -> Iterator[None]:
    """One transaction: all of the block is kept, or nothing of it."""
    with connection:
        connection.execute("BEGIN IMMEDIATE")
        yield


@contextmanager
def reading(connection: sqlite3.Connection) -> Iterator[None]:
    """Several queries that see the same moment."""
    with connection:
        connection.execute("BEGIN")
        yield


@contextmanager
def in_words(path: Path) -> Iterator[None]:
    """Turns the driver's errors that a person can do something about into a `StoreError`."""
    try:
        yield
    except sqlite3.Error as error:
        sentence = _sentence(error, path)
        if sentence is None:
            raise
        raise StoreError(sentence) from error


def _sentence(error: sqlite3.Error, path: Path) -> str | None:
    # The low byte is the primary code; errors of the Python side carry none.
    match getattr(error, "sqlite_errorcode", 0) & 0xFF:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return (
                f"Another program keeps {path} locked, so what you just did could not be done. "
                "Close the other program, or wait a moment, and try again."
            )
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return (
                f"{path} is damaged and cannot be read. Put it aside together with the files beside it "
                "that begin with the same name, and put a backup in its place; without a backup, "
                f"`sqlite3 {path.name} .recover` may save much of it. Nothing was changed."
            )
        case sqlite3.SQLITE_FULL:
            return f"The disk is full, so {path} could not be written. Make room and try again."
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM | sqlite3.SQLITE_IOERR:
            return (
                f"{path} cannot be opened for writing. Check that the folder exists and may be written, "
                "or choose another one with --home or ASSESS_HOME."
            )
    return None
