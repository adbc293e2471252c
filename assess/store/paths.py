"""Where a user's data lies."""

from __future__ import annotations

import os
from pathlib import Path

HOME_VARIABLE = "ASSESS_HOME"


def home_folder(explicit: str | None = None) -> Path:
    """The folder of the database: the one asked for, else `ASSESS_HOME`, else the user's data folder.

    Nothing is created. An empty text counts as not said.
    """
    named = explicit or os.environ.get(HOME_VARIABLE)
    if named:
        return Path(named).expanduser().absolute()
    # Only here, so that naming a folder spares the import.
    from platformdirs import user_data_path

    return user_data_path("assess", appauthor=False)
