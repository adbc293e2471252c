"""The store: assessments kept in one database file, safe at every key press.

Each method is one transaction. Two programs may be open on one database, on the same assessment too:
nothing either of them saved is lost, and the kept scores always are those of the kept answers.
A method that is given the number of no assessment raises KeyError, one that cannot do its work `StoreError`.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from assess.core.assessment import Answer, Assessment, Practice, Respondent
from assess.store import changes, keeping, remembered
from assess.store.connection import FILE_NAME, StoreError, in_words, open_connection, reading, writing
from assess.store.kept import Change, Kept, Scores, Summary, Value

if TYPE_CHECKING:
    from assess.core.questionnaire import Questionnaire

__all__ = ["Change", "Kept", "Scores", "Store", "StoreError", "Summary"]

PATIENCE = 5.0
"""Seconds to wait for another program's write before giving up in words."""


class Store:
    """An open database. Use it from the thread that opened it, and close it, best with `with`."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection
        # The revision of each assessment that this program has seen: where the database is ahead, the
        # scores that come with an answer were made without what another program has saved.
        self._seen: dict[int, int] = {}
        self._asked: dict[Path, int] = {}

    @classmethod
    def open(cls, home: Path, *, patience: float = PATIENCE) -> Store:
        """The database in this folder; folder and file are made where missing. Raises `StoreError`."""
        return cls(home / FILE_NAME, open_connection(home, patience))

    def close(self) -> None:
        """Let go of the file. Everything is on the disk already."""
        self._connection.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with in_words(self.path), reading(self._connection):
            yield self._connection

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with in_words(self.path), writing(self._connection):
            yield self._connection

    # Assessments

    def assessments(self, archived: bool = False) -> list[Summary]:
        """Those in use, or the archived ones; the last changed first."""
        with self._reading() as connection:
            return keeping.summaries(connection, archived=archived)

    def create(
        self,
        questionnaire: Questionnaire,
        practice: Practice,
        respondent: Respondent,
        date: str,
        profile: Mapping[str, tuple[str, ...]],
        sources: Mapping[str, str] | None = None,
        *,
        sample: bool = False,
    ) -> int:
        """The number of a new assessment without answers.

        `sources` are the full texts of the questionnaire by file name, its own file first. They need not be
        given again for a questionnaire that was remembered.
        """
        assessment = Assessment(
            questionnaire.id, questionnaire.version, practice, respondent, date, dict(profile)
        )
        return self.add_assessment(questionnaire, assessment, sources, sample=sample)

    def add_assessment(
        self,
        questionnaire: Questionnaire,
        assessment: Assessment,
        sources: Mapping[str, str] | None = None,
        *,
        sample: bool = False,
    ) -> int:
        """The number of a new assessment with answers that were given elsewhere."""
        scores = keeping.scores_of(questionnaire, assessment)
        with self._writing() as connection:
            id = keeping.add(connection, questionnaire, assessment, sources or {}, scores, sample=sample)
        self._seen[id] = 0
        return id

    def open_assessment(self, id: int) -> Kept:
        """The assessment as it stands, with its questionnaire as it was when the assessment began."""
        with self._reading() as connection:
            kept = keeping.opened(connection, id)
            self._seen[id] = changes.answers_of(connection, id).revision
        return kept

    def sources(self, id: int) -> dict[str, str]:
        """The full texts of the questionnaire it answers, by file name, its own file first."""
        with self._reading() as connection:
            return keeping.sources(connection, id)

    def set_position(self, id: int, item: str) -> None:
        """Remember the item to come back to."""
        with self._writing() as connection:
            keeping.set_position(connection, id, item)

    def rename(self, id: int, practice: Practice) -> None:
        """Give the practice another id or name."""
        with self._writing() as connection:
            keeping.rename(connection, id, practice)

    def archive(self, id: int, archived: bool = True) -> None:
        """Take the assessment off the list, or put it back."""
        with self._writing() as connection:
            keeping.archive(connection, id, archived=archived)

    def delete(self, id: int) -> None:
        """Remove the assessment with its answers and their log for good."""
        with self._writing() as connection:
            keeping.delete(connection, id)

    # Answers

    def save_answer(self, id: int, item: str, answer: Answer | None, scores: Scores) -> None:
        """Keep one answer, or with None that there is none, together with the scores it leads to."""
        self._change(id, item, answer, scores)

    def save_profile(self, id: int, question: str, keys: tuple[str, ...] | None, scores: Scores) -> None:
        """Keep the options chosen for a profile question, together with the scores that follow."""
        self._change(id, question, keys, scores)

    def _change(self, id: int, item: str, value: Value, scores: Scores) -> None:
        with self._writing() as connection:
            answers = changes.answers_of(connection, id)

            def checked_scores() -> Scores:
                if self._seen.get(id) == answers.revision:
                    return scores
                kept = keeping.opened(connection, id)
                return keeping.scores_of(kept.questionnaire, kept.assessment)

            changed = changes.change(connection, answers, item, value, checked_scores)
        if changed:
            self._advance(answers)

    def _advance(self, answers: changes.Answers) -> None:
        if self._seen.get(answers.assessment) == answers.revision:
            self._seen[answers.assessment] += 1

    def changed_elsewhere(self, id: int) -> bool:
        """Whether another program has changed answers since `open_assessment`: then open it again."""
        with self._reading() as connection:
            return changes.answers_of(connection, id).revision != self._seen.get(id)

    def undo(self, id: int) -> Change | None:
        """Take the last change back, also one of an earlier run; None if nothing is left to undo."""
        with self._writing() as connection:
            answers = changes.answers_of(connection, id)
            change = changes.undo(connection, answers)
        if change:
            self._advance(answers)
        return change

    def redo(self, id: int) -> Change | None:
        """Make the change again that was undone last, unless an answer was given since; else None."""
        with self._writing() as connection:
            answers = changes.answers_of(connection, id)
            change = changes.redo(connection, answers)
        if change:
            self._advance(answers)
        return change

    def last_change(self, id: int) -> Change | None:
        """The change that `undo` would take back."""
        with self._reading() as connection:
            return changes.next_undo(connection, changes.answers_of(connection, id))

    def undone_change(self, id: int) -> Change | None:
        """The change that `redo` would make again."""
        with self._reading() as connection:
            return changes.next_redo(connection, changes.answers_of(connection, id))

    # Questionnaire files

    def remembered(self, path: Path) -> Questionnaire | None:
        """The questionnaire of a file that was read before, while nothing of it has changed; else None."""
        self._asked[path.absolute()] = time.time_ns()
        with self._reading() as connection:
            return remembered.remembered(connection, path)

    def remember(self, path: Path, files: Iterable[Path], questionnaire: Questionnaire) -> None:
        """Keep what a file was read as. `files` are all the files it was read from.

        Not kept where a file was changed after `remembered` was asked: it may not be what was read.
        """
        with self._writing() as connection:
            asked = self._asked.get(path.absolute())
            remembered.remember(connection, path, files, questionnaire, asked)
