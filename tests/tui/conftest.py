"""A database, and a session of the small clinic in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assess.store.database import Store
from assess.tui.session import Session
from tests.tui.making import begin


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path) as opened:
        yield opened


@pytest.fixture
def session(store: Store) -> Session:
    """A session whose profile is answered and nothing else, at its first item."""
    return Session.open(store, begin(store))
