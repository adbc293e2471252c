"""Assessments in the database: listed, begun, opened, renamed, put away.

Functions here run inside a transaction of their caller.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from assess.core.assessment import Answer, Assessment, Practice, Respondent
from assess.store import kept_questionnaires
from assess.store.connection import NOW
from assess.store.kept import Kept, Scores, Summary, Value, from_text, to_text

if TYPE_CHECKING:
    from assess.core.questionnaire import Questionnaire

_SUMMARIES = """
SELECT a.id, q.id, q.version, q.title, a.practice, a.practice_name, a.date, a.updated,
       r.answered, r.applicable, r.score, r.level, a.sample
FROM assessment AS a
JOIN questionnaire AS q ON q.digest = a.questionnaire
JOIN respondent AS r ON r.assessment = a.id AND r.id = a.respondent
"""


def summaries(connection: sqlite3.Connection, *, archived: bool) -> list[Summary]:
    """What the list shows, the last changed first: one query, and no questionnaire is read for it."""
    rows = connection.execute(
        f"{_SUMMARIES} WHERE a.archived = ? ORDER BY a.updated DESC, a.id DESC", (archived,)
    )
    return [_summary(row) for row in rows]


def _summary(row: tuple[Any, ...]) -> Summary:
    id, questionnaire, version, title, practice, name, date, updated = row[:8]
    answered, applicable, score, level, sample = row[8:]
    about = (id, questionnaire, version, title, Practice(practice, name), date, updated)
    return Summary(*about, answered, applicable, score, level, bool(sample))


def add(
    connection: sqlite3.Connection,
    questionnaire: Questionnaire,
    assessment: Assessment,
    sources: Mapping[str, str],
    scores: Scores,
    *,
    sample: bool,
) -> int:
    """The number of a new assessment with these answers and the scores they lead to."""
    digest = kept_questionnaires.keep(connection, questionnaire, sources)
    practice, respondent = assessment.practice, assessment.respondent
    cursor = connection.execute(
        "INSERT INTO assessment (questionnaire, practice, practice_name, date, respondent, sample, created, "
        f"updated) VALUES (?, ?, ?, ?, ?, ?, {NOW}, {NOW})",
        (digest, practice.id, practice.name, assessment.date, respondent.id, sample),
    )
    id = cursor.lastrowid
    assert id is not None
    connection.execute(
        "INSERT INTO respondent (assessment, id, role, answered, applicable, score, level) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        (id, respondent.id, respondent.role, scores.answered, scores.applicable, scores.score, scores.level),
    )
    values: dict[str, Value] = {**assessment.profile, **assessment.answers}
    connection.executemany(
        "INSERT INTO answer (assessment, respondent, item, value) VALUES (?, ?, ?, ?)",
        [(id, respondent.id, item, to_text(value)) for item, value in values.items()],
    )
    return id


def opened(connection: sqlite3.Connection, id: int) -> Kept:
    """The assessment with its questionnaire as it was when it began; KeyError if there is none."""
    row = connection.execute(
        "SELECT a.questionnaire, a.practice, a.practice_name, a.date, a.position, r.id, r.role "
        "FROM assessment AS a JOIN respondent AS r ON r.assessment = a.id AND r.id = a.respondent "
        "WHERE a.id = ?",
        (id,),
    ).fetchone()
    if row is None:
        raise KeyError(id)
    digest, practice, name, date, position, respondent, role = row
    questionnaire = kept_questionnaires.kept_questionnaire(connection, digest)
    answers: dict[str, Answer] = {}
    profile: dict[str, tuple[str, ...]] = {}
    for item, text in connection.execute(
        "SELECT item, value FROM answer WHERE assessment = ? AND respondent = ?", (id, respondent)
    ):
        value = from_text(text)
        if isinstance(value, Answer):
            answers[item] = value
        elif value is not None:
            profile[item] = value
    assessment = Assessment(
        questionnaire.id,
        questionnaire.version,
        Practice(practice, name),
        Respondent(respondent, role),
        date,
        profile,
        answers,
    )
    return Kept(id, questionnaire, assessment, position)


def scores_of(questionnaire: Questionnaire, assessment: Assessment) -> Scores:
    """The scores as the evaluation gives them."""
    from assess.core.evaluation import evaluate

    return Scores.of(evaluate(questionnaire, assessment))


def sources(connection: sqlite3.Connection, id: int) -> dict[str, str]:
    """The full texts of the questionnaire that was answered, by file name; KeyError if there is none."""
    row = connection.execute("SELECT questionnaire FROM assessment WHERE id = ?", (id,)).fetchone()
    if row is None:
        raise KeyError(id)
    return kept_questionnaires.kept_sources(connection, row[0])


def set_position(connection: sqlite3.Connection, id: int, item: str) -> None:
    """Remember the item to come back to."""
    _update(connection, id, "position = ?", item)


def rename(connection: sqlite3.Connection, id: int, practice: Practice) -> None:
    """Give the practice another id or name."""
    _update(connection, id, f"practice = ?, practice_name = ?, updated = {NOW}", practice.id, practice.name)


def archive(connection: sqlite3.Connection, id: int, *, archived: bool) -> None:
    """Take the assessment off the list, or put it back."""
    _update(connection, id, "archived = ?", archived)


def delete(connection: sqlite3.Connection, id: int) -> None:
    """Remove the assessment with its answers and their log for good."""
    if not connection.execute("DELETE FROM assessment WHERE id = ?", (id,)).rowcount:
        raise KeyError(id)
    kept_questionnaires.drop_unused(connection)


def _update(connection: sqlite3.Connection, id: int, fields: str, *values: object) -> None:
    if not connection.execute(f"UPDATE assessment SET {fields} WHERE id = ?", (*values, id)).rowcount:
        raise KeyError(id)
