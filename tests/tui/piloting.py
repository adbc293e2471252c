"""Driving the terminal UI in a test: one app, keys in, the screen as plain text out."""

from __future__ import annotations

import asyncio
import html
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import wraps
from typing import ParamSpec

from textual import events
from textual.pilot import Pilot

from assess.store.database import Store
from assess.tui.program import AssessApp
from assess.tui.screens.interview import InterviewScreen
from assess.tui.session import Session
from tests.tui.making import TODAY

SMALL, LARGE = (80, 24), (120, 40)
Parameters = ParamSpec("Parameters")
_TEXT = re.compile(r'<text class="[^"]*" x="([\d.]+)"[^>]*-line-(\d+)\)">([^<]*)</text>')
_CELL = 12.2
"""Width of a cell in the picture that Textual exports."""


def piloted(test: Callable[Parameters, Awaitable[None]]) -> Callable[Parameters, None]:
    """A test that is a coroutine."""

    @wraps(test)
    def run(*args: Parameters.args, **kwargs: Parameters.kwargs) -> None:
        asyncio.run(_as_coroutine(test(*args, **kwargs)))

    return run


async def _as_coroutine(awaitable: Awaitable[None]) -> None:
    await awaitable


class Walk:
    """A running app with its keys."""

    def __init__(self, app: AssessApp, pilot: Pilot[int]) -> None:
        self.app, self.pilot = app, pilot

    async def press(self, *keys: str) -> None:
        """Press keys, and wait until everything that follows from them has happened."""
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        """Put a text in at once, as pasting does: a key at a time takes long here."""
        self.app.post_message(events.Paste(text))
        await self.pilot.pause()

    @property
    def area(self) -> str:
        """The screen that is shown, by its name in the table of commands."""
        return str(getattr(self.app.screen, "AREA", ""))

    @property
    def session(self) -> Session:
        """The session of the questions that are shown."""
        assert isinstance(self.app.screen, InterviewScreen)
        return self.app.screen.session

    @property
    def said(self) -> str:
        """What stands above the footer."""
        return str(getattr(self.app.screen, "said", ""))

    def text(self) -> str:
        """The screen as rows of characters, without colors and without blanks at the ends."""
        rows: dict[int, list[str]] = {}
        for x, line, text in _TEXT.findall(self.app.export_screenshot(simplify=True)):
            row = rows.setdefault(int(line), [])
            column = round(float(x) / _CELL)
            row += [" "] * (column - len(row))
            row[column:] = html.unescape(text).replace("\xa0", " ")
        return "".join(f"{''.join(rows.get(y, ())).rstrip()}\n" for y in range(self.app.size.height))

    def flat(self) -> str:
        """The screen's words in one line, without what is drawn between columns."""
        return " ".join(re.sub(r"[^\S ]|[─-╿▀-▟]", " ", self.text()).split())


@asynccontextmanager
async def walking(
    store: Store, *, size: tuple[int, int] = (100, 30), first: Session | None = None
) -> AsyncIterator[Walk]:
    """A walk through the UI on this database; `first` is a session to begin with."""
    app = AssessApp(store, store.path.parent, first=first, today=TODAY)
    app.animation_level = "none"
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield Walk(app, pilot)
