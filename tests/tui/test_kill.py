"""Killed while answering: whatever was shown as saved is there, and at most the key just pressed is not."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

pytest.importorskip("pty", reason="there are no pseudo-terminals here")

from assess.core.assessment import Answer
from assess.store.database import Store
from assess.tui.session import Session
from tests.tui.making import begin, kept
from tests.tui.terminal import Terminal

KILLS = 8
SAVED = (("Saved: Not yet", "Saved: No problem"), ("Saved: Emerging", "Saved: Blocks us"))
"""What is shown after the keys 1 and 2. They take turns, so that no earlier picture is taken for it."""


def changes(store: Store, id: int) -> int:
    """How many changes the log has; they are undone for it."""
    count = 0
    while store.undo(id) is not None:
        count += 1
    return count


@pytest.mark.parametrize("seed", range(KILLS))
def test_nothing_that_was_shown_as_saved_is_lost(tmp_path: Path, seed: int) -> None:
    choice = random.Random(seed)
    with Store.open(tmp_path) as store:
        id = begin(store)
    saved = choice.randint(1, 12)
    with Terminal(tmp_path, f", open_id={id}") as terminal:
        terminal.wait_for("? Help")
        for number in range(saved):
            terminal.forget()
            terminal.press(str(number % 2 + 1))
            terminal.wait_for(*SAVED[number % 2])
        # One more, and nobody waits until it is saved: at most for the first byte of its picture.
        terminal.press(str(saved % 2 + 1))
        if choice.random() < 0.5:
            terminal.read()
        terminal.kill()
    with Store.open(tmp_path) as store:
        session = Session.open(store, id)
        answers = kept(store, id)
        summary = store.assessments()[0]
        assert session.standing.coverage.answered == summary.answered == len(answers)
        assert session.standing.score == summary.score
        assert changes(store, id) in (saved, saved + 1)


def test_the_next_start_is_at_the_very_question(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        id = begin(store)
    with Terminal(tmp_path) as terminal:
        terminal.wait_for("Hillside")
        terminal.press("\r")
        terminal.wait_for("Which leader")
        terminal.press("2")
        terminal.wait_for("How clear is the aim?")
        terminal.press("\x1b[C")  # right arrow
        terminal.wait_for("Are adults screened")
        terminal.forget()
        # A key and its answer later the place of the key before is surely on the disk.
        terminal.press("\x1b[6~")
        terminal.press("u")
        terminal.wait_for("Saved: Not sure")
        terminal.kill()
    with Store.open(tmp_path) as store:
        here = Session.open(store, id).here
        assert here in ("care.screen", "care.space")
        assert kept(store, id)["lead.sponsor"] == Answer.level("some")
    with Terminal(tmp_path) as terminal:
        terminal.wait_for("Hillside")
        terminal.press("\r")
        terminal.wait_for("Are adults" if here == "care.screen" else "How much does")


def test_from_start_to_end_on_a_terminal_without_mouse_and_colors(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store.open(tmp_path) as store:
        id = begin(store)
    monkeypatch.setenv("NO_COLOR", "1")
    with Terminal(tmp_path, ", mouse=False") as terminal:
        terminal.wait_for("Hillside")
        terminal.press("\r")
        terminal.wait_for("Which leader")
        for key, words in (
            ("2", "How clear"),
            ("1", "Are adults"),
            ("4", "How much does"),
            ("1", "Every question"),
        ):
            terminal.press(key)
            terminal.wait_for(words)
        terminal.press("r")
        terminal.wait_for("of 100")
        terminal.press("p")
        terminal.wait_for("Begin with these")
        terminal.press("qqq")
        terminal.wait_for("1 assessment")
        terminal.press("q")
        assert terminal.ends() == 0
        assert b"\x1b[?1000h" not in terminal.raw
        assert not re.search(rb"\x1b\[[0-9;]*\b(?:3[0-7]|4[0-7]|38|48|9[0-7]|10[0-7])[;m]", terminal.raw)
    with Store.open(tmp_path) as store:
        assert len(kept(store, id)) == 4
