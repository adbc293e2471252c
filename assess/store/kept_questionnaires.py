"""Questionnaires in the database: each different one once, compiled, with the texts it came from."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assess.core.questionnaire import Questionnaire


def keep(connection: sqlite3.Connection, questionnaire: Questionnaire, sources: Mapping[str, str]) -> str:
    """Its digest; the questionnaire and its texts are written where they are not there yet."""
    from hashlib import sha256

    from assess.store.plain import to_plain

    compiled = json.dumps(to_plain(questionnaire), separators=(",", ":"))
    digest = sha256(compiled.encode()).hexdigest()
    connection.execute(
        "INSERT INTO questionnaire (digest, id, version, title, compiled) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT DO NOTHING",
        (digest, questionnaire.id, questionnaire.version, questionnaire.title, compiled),
    )
    # The texts of one reading belong together: those that came first stay.
    if not kept_sources(connection, digest):
        connection.executemany(
            "INSERT INTO source (questionnaire, file, text) VALUES (?, ?, ?)",
            [(digest, file, text) for file, text in sources.items()],
        )
    return digest


def kept_questionnaire(connection: sqlite3.Connection, digest: str) -> Questionnaire:
    """The questionnaire with this digest; no YAML and no validation, it was checked when it was kept."""
    from assess.store.plain import from_plain

    row = connection.execute("SELECT compiled FROM questionnaire WHERE digest = ?", (digest,)).fetchone()
    return from_plain(json.loads(row[0]))


def kept_sources(connection: sqlite3.Connection, digest: str) -> dict[str, str]:
    """The full texts of its files by name."""
    return dict(
        connection.execute("SELECT file, text FROM source WHERE questionnaire = ? ORDER BY rowid", (digest,))
    )


def drop_unused(connection: sqlite3.Connection) -> None:
    """Take out the questionnaires that neither an assessment nor a remembered file needs."""
    connection.execute(
        "DELETE FROM questionnaire WHERE digest NOT IN (SELECT questionnaire FROM assessment) "
        "AND digest NOT IN (SELECT questionnaire FROM remembered)"
    )
