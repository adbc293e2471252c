"""Writing the action plan as a PDF, while everything else goes on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from assess.tui.plan_file import STEPS, NotWritten, PathCheck, suggested_path, write_plan
from assess.tui.screens.ask import Ask, Field
from assess.tui.widgets.bars import EMPTY, FULL

if TYPE_CHECKING:
    from assess.core.evaluation import Evaluation
    from assess.tui.program import AssessApp
    from assess.tui.screens.base import PaintedScreen
    from assess.tui.session import Session

BAR = 12
ABOUT = "The action plan with the results, for print and for passing on. It takes some seconds."


def ask_and_write(screen: PaintedScreen[Any], session: Session) -> None:
    """Ask for the file, then write it in a thread; the last line of the screen says how it goes."""
    app = screen.assess
    if app.writing is not None:
        screen.say("An action plan is being written already.")
        return
    path = suggested_path(session.assessment)

    def write(texts: tuple[str, ...] | None) -> None:
        if texts is not None:
            Writing(app, session.evaluation, Path(texts[0]).expanduser().absolute()).start()

    screen.app.push_screen(
        Ask("Write the action plan", [Field("File", str(path), check=PathCheck())], ABOUT, done="writes it"),
        write,
    )


class Writing:
    """One PDF being written: the thread that does it, and the words on the screen."""

    def __init__(self, app: AssessApp, evaluation: Evaluation, path: Path) -> None:
        self._app, self._evaluation, self._path = app, evaluation, path
        self._step = 0
        self._seconds = 0

    def start(self) -> None:
        """Begin; nobody has to wait."""
        self._app.writing = self
        self._timer = self._app.set_interval(1, self._tick)
        self._show()
        self._app.run_worker(self._write, thread=True, exclusive=True, group="writing")

    def _write(self) -> None:
        try:
            path, words = write_plan(self._evaluation, self._path, self._app.today, self._begin)
        except NotWritten as error:
            self._app.call_from_thread(self._end, str(error), "bad")
        else:
            self._app.call_from_thread(self._end, f"{words}: {path}", "good")

    def _begin(self, step: int) -> None:
        self._app.call_from_thread(self._at, step)

    def _at(self, step: int) -> None:
        self._step = step
        self._show()

    def _tick(self) -> None:
        self._seconds += 1
        self._show()

    def _show(self) -> None:
        done = (self._step + 1) * BAR // (len(STEPS) + 1)
        bar = FULL * done + EMPTY * (BAR - done)
        seconds = f", {self._seconds} s" if self._seconds else ""
        words = (
            f"{bar} Writing the action plan: {STEPS[self._step]} ({self._step + 1} of {len(STEPS)}{seconds})"
        )
        self._app.say(words)

    def _end(self, words: str, ink: str) -> None:
        self._timer.stop()
        self._app.writing = None
        self._app.say(words, ink)
        if self._app.leaving:
            self._app.exit(0)
