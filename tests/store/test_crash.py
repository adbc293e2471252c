"""A program killed at any moment loses at most the key that was being pressed.

A child answers as fast as it can and tells each answer once it is saved. It is killed without warning
(SIGKILL) at random moments, again and again on the same assessment, and what is kept is counted.
"""

from __future__ import annotations

import json
import random
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from assess.core.assessment import Answer
from assess.store.database import Scores, Store
from assess.store.kept import from_text

from .clinic import QUESTIONNAIRE, answer, begin, kept_scores, scores

KILLS = 25
pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL on this system")

CHILD = """
import json, random, sqlite3, sys
from pathlib import Path
from assess.core.assessment import Answer
from assess.core.evaluation import evaluate
from assess.store.database import Scores, Store
from assess.store.kept import to_text

home, id, seed = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
choose = random.Random(seed)
store = Store.open(home)
kept = store.open_assessment(id)
assessment = kept.assessment
items = list(kept.questionnaire.items())
look = sqlite3.connect(store.path)
while True:
    way = choose.choice(("answer",) * 6 + ("clear", "profile", "undo", "redo"))
    item = choose.choice(items).id
    if way in ("undo", "redo"):
        change = store.undo(id) if way == "undo" else store.redo(id)
        if change is None:
            continue
        assessment = change.undone(assessment) if way == "undo" else change.redone(assessment)
        item, value = change.item, change.before if way == "undo" else change.after
    elif way == "profile":
        item, value = "setting", (choose.choice(("rural", "city")),)
        assessment = assessment.with_profile(item, value)
        store.save_profile(id, item, value, Scores.of(evaluate(kept.questionnaire, assessment)))
    else:
        level = Answer.level(choose.choice(("none", "some", "most", "all")), "note " * choose.randrange(400))
        value = None if way == "clear" else level
        assessment = assessment.with_answer(item, value)
        store.save_answer(id, item, value, Scores.of(evaluate(kept.questionnaire, assessment)))
    revision, = look.execute("SELECT revision FROM respondent WHERE assessment = ?", (id,)).fetchone()
    print(json.dumps([revision, item, to_text(value)]), flush=True)
"""


def kept_values(store: Store) -> tuple[int, dict[str, str | None]]:
    """How many changes were kept in all, and every answer and profile answer as it stands in the file."""
    connection = sqlite3.connect(store.path)
    try:
        (revision,) = connection.execute("SELECT revision FROM respondent").fetchone()
        return revision, dict(connection.execute("SELECT item, value FROM answer"))
    finally:
        connection.close()


def killed_run(home: Path, id: int, seed: int, lines: int) -> list[tuple[int, str, str | None]]:
    """What a child told before it was killed, some moment after so many answers: count, item, value."""
    with subprocess.Popen(
        [sys.executable, "-c", CHILD, str(home), str(id), str(seed)], stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        told = [child.stdout.readline() for _ in range(lines)]
        child.kill()
        told += child.stdout.readlines()
    assert child.returncode == -signal.SIGKILL
    # The last line may have been cut in the pipe; then it was not told.
    return [tuple(json.loads(line)) for line in told if line.endswith("\n")]


def replayed(connection: sqlite3.Connection) -> dict[str, str]:
    """The answers that the log of changes leads to, each of its steps fitting the one before."""
    values: dict[str, str] = {"setting": '["city"]'}
    log = connection.execute("SELECT item, before, after FROM change WHERE state = 'done' ORDER BY number")
    for item, before, after in log:
        assert values.get(item) == before
        values.pop(item, None)
        if after is not None:
            values[item] = after
    return values


def check_whole(store: Store, id: int) -> None:
    """Nothing is half-written: file, answers, log and scores tell the same."""
    connection = sqlite3.connect(store.path)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    values = replayed(connection)
    connection.close()
    kept = store.open_assessment(id)
    assert {**kept.assessment.profile, **kept.assessment.answers} == {
        item: from_text(text) for item, text in values.items()
    }
    assert kept.questionnaire == QUESTIONNAIRE
    assert kept_scores(store, id) == scores(kept.assessment)


def test_no_saved_answer_is_lost_however_often_the_program_is_killed(tmp_path: Path) -> None:
    choose = random.Random(20261122)
    with Store.open(tmp_path) as store:
        id = begin(store)
        _, known = kept_values(store)
    told_in_all = 0
    for seed in range(KILLS):
        told = killed_run(tmp_path, id, seed, choose.randrange(1, 60))
        told_in_all += len(told)
        known.update({item: value for _, item, value in told})
        with Store.open(tmp_path) as store:
            revision, kept = kept_values(store)
            other = [item for item in known.keys() | kept.keys() if known.get(item) != kept.get(item)]
            # The key being pressed may have been saved, and the child killed before it could tell.
            untold = revision - told[-1][0]
            assert untold in (0, 1), f"kill {seed}"
            assert len(other) <= untold, f"kill {seed}"
            check_whole(store, id)
        known = kept
    assert told_in_all > KILLS


def test_a_program_killed_beside_another_does_not_hold_it_up(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        id = begin(store)
        for seed in range(3):
            killed_run(tmp_path, id, seed, 5)
            assert store.changed_elsewhere(id)
            kept = store.open_assessment(id)
            answer(store, kept, "i0", Answer.unsure(f"after kill {seed}"))
            check_whole(store, id)


def test_two_programs_answer_at_once_and_lose_nothing(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        id = begin(store)
        command = [sys.executable, "-c", CHILD, str(tmp_path), str(id)]
        with (
            subprocess.Popen([*command, "1"], stdout=subprocess.PIPE, text=True) as one,
            subprocess.Popen([*command, "2"], stdout=subprocess.PIPE, text=True) as two,
        ):
            assert one.stdout is not None
            assert two.stdout is not None
            for number in range(40):
                assert one.stdout.readline()
                assert two.stdout.readline()
                # A third one in between, which knows nothing of what they do.
                store.save_answer(id, "i5", Answer.unsure(str(number)), Scores(0, 0))
            one.kill()
            two.kill()
        check_whole(store, id)
