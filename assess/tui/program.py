"""The terminal UI: one program over one database, and the screens it goes to.

Until the first picture nothing is loaded but Textual, SQLite and the list of assessments; every other
screen is imported when it is first opened.
"""

from __future__ import annotations

import os
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import App
from textual.screen import Screen

from assess.store.database import Store, StoreError
from assess.tui import theme
from assess.tui.app import resume_collecting
from assess.tui.screens.base import PaintedScreen, bindings

if TYPE_CHECKING:
    from assess.tui.screens.writing import Writing
    from assess.tui.session import Session


class AssessApp(App[int]):
    """The program. `first` is an assessment to begin with, in place of the list."""

    TITLE = "assess"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS = bindings("everywhere")
    CSS_PATH = Path(__file__).with_name("app.tcss")

    def __init__(self, store: Store, home: Path, *, first: Session | None = None, today: str = "") -> None:
        # Without colors Textual would still paint in greys; with the terminal's own it paints in none.
        colorless = "NO_COLOR" in os.environ
        super().__init__(ansi_color=True if colorless else None)
        self.store = store
        self.home = home
        self.today = today or time.strftime("%Y-%m-%d")
        self._first = first
        self.set_aside_ids: list[int] = []
        """Assessments that were deleted since the start, and can be brought back."""
        self.writing: Writing | None = None
        """The report that is being written."""
        self.leaving = False
        """Whether to leave as soon as it is."""
        for each in theme.OWN:
            self.register_theme(each)
        self.theme = theme.PLAIN if colorless else theme.DARK.name

    def on_ready(self) -> None:
        """The first picture is there: from now on memory is collected again."""
        self.call_after_refresh(resume_collecting)

    def get_css_variables(self) -> dict[str, str]:
        """Textual's variables and those of our inks, under any theme."""
        variables = super().get_css_variables()
        if "ink-text" not in variables:
            variables |= theme.ink_variables(self.current_theme, variables)
            self.theme_variables = variables
        return variables

    def get_default_screen(self) -> Screen[None]:
        """The first screen, so that no empty one is made before it."""
        return _screen_for("interview", self._first) if self._first else self.home_screen()

    def home_screen(self) -> Screen[None]:
        """The list of assessments."""
        from assess.tui.screens.home import HomeScreen

        return HomeScreen()

    # Assessments

    def open_assessment(self, id: int, area: str) -> None:
        """Open an assessment and show one of its screens: interview, results or plan."""
        try:
            session = open_session(self.store, id)
        except StoreError as error:
            self.say(str(error), "bad")
            return
        self.show_area(area, session)

    def show_area(self, area: str, session: Session) -> None:
        """Show a screen of an opened assessment: the one that is open already, or a new one."""
        for screen in reversed(self.screen_stack):
            if not isinstance(screen, PaintedScreen) or screen.AREA == "home":
                break
            if area == screen.AREA:
                while self.screen is not screen:
                    self.pop_screen()
                return
        self.push_screen(_screen_for(area, session))

    def back(self) -> None:
        """Leave a screen for the one below it, in the end the list."""
        if len(self.screen_stack) > 1:
            self.pop_screen()
        else:
            self.push_screen(self.home_screen())

    def set_aside(self, id: int) -> None:
        """Take an assessment off the list until the program is left; then it is deleted."""
        try:
            self.store.archive(id)
        except KeyError as error:
            raise StoreError("Another program has deleted this assessment already.") from error
        self.set_aside_ids.append(id)

    def bring_back(self) -> None:
        """Put what was set aside last back on the list."""
        self.store.archive(self.set_aside_ids[-1], archived=False)
        self.set_aside_ids.pop()

    def delete_set_aside(self) -> None:
        """Delete for good what was set aside."""
        for id in self.set_aside_ids:
            # Another program may have been quicker.
            with suppress(KeyError):
                self.store.delete(id)
        self.set_aside_ids = []

    # Commands that work everywhere

    def action_help(self) -> None:
        """Show the keys of the screen."""
        screen = self.screen
        if not isinstance(screen, PaintedScreen):
            return
        from assess.tui.screens.help import HelpScreen

        self.push_screen(HelpScreen(screen.AREA), screen.run_command)

    def action_theme(self) -> None:
        """Go on to the next colors."""
        if self.no_color:
            self.say("There are no colors: NO_COLOR is set.")
            return
        names = theme.ROUND
        place = names.index(self.theme) + 1 if self.theme in names else 0
        self.theme = names[place % len(names)]
        self.say(f"Colors: {self.theme}")

    def say(self, text: str, ink: str = "") -> None:
        """Say something at the bottom of the screen, also of one that lies under a window."""
        for screen in reversed(self.screen_stack):
            if isinstance(screen, PaintedScreen):
                screen.say(text, ink)
                return

    def action_leave(self) -> None:
        """Leave; everything is saved already. A report that is being written is waited for once."""
        if self.writing is not None and not self.leaving:
            self.leaving = True
            self.say("Leaving when the action plan is written. Once more leaves now.")
        else:
            self.exit(0)


def _screen_for(area: str, session: Session) -> Screen[None]:
    """A new screen; its module is loaded when it is first wanted."""
    if area == "interview":
        from assess.tui.screens.interview import InterviewScreen

        return InterviewScreen(session)
    if area == "results":
        from assess.tui.screens.results import ResultsScreen

        return ResultsScreen(session)
    from assess.tui.screens.plan import PlanScreen

    return PlanScreen(session)


def open_session(store: Store, id: int) -> Session:
    """The session of a kept assessment. Raises `StoreError`."""
    from assess.tui.session import Session

    try:
        return Session.open(store, id)
    except KeyError as error:
        raise StoreError(
            f"There is no assessment {id} any more. `assess list` shows those that are kept."
        ) from error
