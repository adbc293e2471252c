"""Answers and the log of their changes: each answer, its scores and its line in the log in one transaction.

The log is one line of steps. Undoing walks back along it, redoing forward, and a new answer cuts off
what had been undone. Functions here run inside a transaction of their caller.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass

from assess.store.connection import NOW
from assess.store.kept import Change, Scores, Value, from_text, to_text


@dataclass(frozen=True, slots=True)
class Answers:
    """Whose answers: those of the assessment's respondent. `revision` counts their commits."""

    assessment: int
    respondent: str
    revision: int
    scores: Scores

    @property
    def key(self) -> tuple[int, str]:
        return self.assessment, self.respondent


def answers_of(connection: sqlite3.Connection, id: int) -> Answers:
    """The answers of an assessment as they stand; KeyError if there is no such assessment."""
    row = connection.execute(
        "SELECT r.id, r.revision, r.answered, r.applicable, r.score, r.level FROM assessment AS a "
        "JOIN respondent AS r ON r.assessment = a.id AND r.id = a.respondent WHERE a.id = ?",
        (id,),
    ).fetchone()
    if row is None:
        raise KeyError(id)
    return Answers(id, row[0], row[1], Scores(*row[2:]))


def change(
    connection: sqlite3.Connection,
    answers: Answers,
    item: str,
    value: Value,
    scores: Callable[[], Scores],
) -> bool:
    """Put a value in the place of what stands there; False, and nothing is written, if it is the same.

    `scores` is asked once the value has been written.
    """
    before, after = _current(connection, answers, item), to_text(value)
    if before == after:
        return False
    _write(connection, answers, item, after)
    connection.execute(_CUT, answers.key)
    new = scores()
    connection.execute(
        "INSERT INTO change (assessment, respondent, number, item, before, after, scores_before, "
        f"scores_after, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, {NOW})",
        (*answers.key, answers.revision + 1, item, before, after, _list(answers.scores), _list(new)),
    )
    _touch(connection, answers, new)
    return True


def undo(connection: sqlite3.Connection, answers: Answers) -> Change | None:
    """Take the last change back; None if nothing is left to undo."""
    step = _step(connection, answers, _LAST_DONE)
    if step is None:
        return None
    number, change, scores_before, _ = step
    _write(connection, answers, change.item, to_text(change.before))
    _mark(connection, answers, number, "undone")
    _touch(connection, answers, scores_before)
    return change


def redo(connection: sqlite3.Connection, answers: Answers) -> Change | None:
    """Make the change again that was undone last; None if there is none."""
    step = _step(connection, answers, _FIRST_UNDONE)
    if step is None:
        return None
    number, change, _, scores_after = step
    _write(connection, answers, change.item, to_text(change.after))
    _mark(connection, answers, number, "done")
    _touch(connection, answers, scores_after)
    return change


def next_undo(connection: sqlite3.Connection, answers: Answers) -> Change | None:
    """The change that `undo` would take back."""
    step = _step(connection, answers, _LAST_DONE)
    return step[1] if step else None


def next_redo(connection: sqlite3.Connection, answers: Answers) -> Change | None:
    """The change that `redo` would make again."""
    step = _step(connection, answers, _FIRST_UNDONE)
    return step[1] if step else None


def _current(connection: sqlite3.Connection, answers: Answers, item: str) -> str | None:
    row = connection.execute(
        "SELECT value FROM answer WHERE assessment = ? AND respondent = ? AND item = ?",
        (*answers.key, item),
    ).fetchone()
    return row[0] if row else None


def _write(connection: sqlite3.Connection, answers: Answers, item: str, text: str | None) -> None:
    if text is None:
        connection.execute(
            "DELETE FROM answer WHERE assessment = ? AND respondent = ? AND item = ?",
            (*answers.key, item),
        )
    else:
        connection.execute(
            "INSERT INTO answer (assessment, respondent, item, value) VALUES (?, ?, ?, ?) "
            "ON CONFLICT DO UPDATE SET value = excluded.value",
            (*answers.key, item, text),
        )


def _touch(connection: sqlite3.Connection, answers: Answers, scores: Scores) -> None:
    connection.execute(
        "UPDATE respondent SET revision = ?, answered = ?, applicable = ?, score = ?, level = ? "
        "WHERE assessment = ? AND id = ?",
        (answers.revision + 1, *_fields(scores), *answers.key),
    )
    connection.execute(f"UPDATE assessment SET updated = {NOW} WHERE id = ?", (answers.assessment,))


Step = tuple[int, Change, Scores, Scores]
"""A line of the log: its number, the change, the scores before and after."""


_STEP = "SELECT number, item, before, after, at, scores_before, scores_after FROM change"
_WHERE = "WHERE assessment = ? AND respondent = ? AND state ="
# The two sides of where we stand in the log. The index holds the few undone lines only; left to choose,
# SQLite walks through the whole log instead.
_LAST_DONE = f"{_STEP} {_WHERE} 'done' ORDER BY number DESC LIMIT 1"
_FIRST_UNDONE = f"{_STEP} INDEXED BY change_undone {_WHERE} 'undone' ORDER BY number LIMIT 1"
_CUT = f"UPDATE change INDEXED BY change_undone SET state = 'cut' {_WHERE} 'undone'"


def _step(connection: sqlite3.Connection, answers: Answers, query: str) -> Step | None:
    row = connection.execute(query, answers.key).fetchone()
    if row is None:
        return None
    number, item, before, after, at, scores_before, scores_after = row
    change = Change(item, from_text(before), from_text(after), at)
    return number, change, Scores(*json.loads(scores_before)), Scores(*json.loads(scores_after))


def _mark(connection: sqlite3.Connection, answers: Answers, number: int, state: str) -> None:
    connection.execute(
        "UPDATE change SET state = ? WHERE assessment = ? AND respondent = ? AND number = ?",
        (state, *answers.key, number),
    )


def _fields(scores: Scores) -> tuple[int, int, int | None, str]:
    return scores.answered, scores.applicable, scores.score, scores.level


def _list(scores: Scores) -> str:
    return json.dumps(_fields(scores))
