"""Opening the terminal UI, with as little loaded before its first picture as can be."""

from __future__ import annotations

import sys
from pathlib import Path

from assess.guard import UserError


def open_terminal_ui(home: str | None = None, *, open_id: int | None = None, mouse: bool = True) -> int:
    """Open the terminal UI on the assessments kept under `home`; needs a terminal."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UserError(
            "The terminal UI needs a terminal. "
            "For a pipe or a plain terminal use: assess answer QUESTIONNAIRE --plain"
        )
    from assess.store.paths import home_folder
    from assess.tui.app import run

    folder: Path = home_folder(home)
    return run(folder, open_id=open_id, mouse=mouse)
