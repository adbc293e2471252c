"""What all tests share: files of expected output, and how to renew them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

Golden = Callable[[str, str], None]
"""Compares a text with the file of this name under `goldens/` beside the test."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-goldens", action="store_true", help="write what came out as what is expected")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    folder: Path = request.path.parent / "goldens"
    update: bool = request.config.getoption("--update-goldens")

    def compare(name: str, text: str) -> None:
        path = folder / name
        if update:
            folder.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        assert path.is_file(), f"no {path.name} yet: run pytest --update-goldens and look at what it wrote"
        assert text == path.read_text(encoding="utf-8"), f"{path.name} differs; --update-goldens renews it"

    return compare
