"""Opening the terminal UI. Nothing is imported here until `run` is called."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

OUR_BUG = 3


def run(home: Path, *, open_id: int | None = None, mouse: bool = True) -> int:
    """Open the terminal UI on the assessments kept in `home`; the exit code.

    `open_id` is an assessment to open at once. Raises `StoreError` when the database cannot be used.
    """
    # Starting makes tens of thousands of objects and drops hardly any: looking for garbage among them
    # takes a fifth of the time to the first picture.
    gc.disable()
    try:
        from assess.store.database import Store
        from assess.tui.program import AssessApp, open_session

        with Store.open(home) as store:
            first = None if open_id is None else open_session(store, open_id)
            app = AssessApp(store, home, first=first)
            app.run(mouse=mouse)
            if app.return_code:
                # Textual has said what went wrong by now.
                sys.stderr.write(f"This is a mistake in assess. Your answers are safe in {store.path}.\n")
                return OUR_BUG
            app.delete_set_aside()
            sys.stderr.write(f"Everything is saved in {store.path}.\n")
    finally:
        resume_collecting()
    return 0


def resume_collecting() -> None:
    """Collect garbage again, without ever looking at what the start has made."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
