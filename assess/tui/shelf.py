"""The questionnaires one can begin with: found without reading them whole, read when one is chosen."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assess.store.library import Library, shipped_folder, user_folder

if TYPE_CHECKING:
    from assess.core.questionnaire import Questionnaire

HEAD_BYTES = 4096
FIRST = ("integrated-care", "quick-check")
"""What most people want; everything else follows by name."""


@dataclass(frozen=True, slots=True)
class Book:
    """A questionnaire file, as far as its first lines tell. `own` when it is the user's."""

    id: str
    title: str
    minutes: str
    path: Path
    own: bool


def books(home: Path) -> list[Book]:
    """All questionnaires, the user's own and those that ship."""
    shipped = shipped_folder()
    found = []
    for id, path in Library((user_folder(home),)).questionnaires():
        head = _head(path)
        title = _value(head, "title") or id
        found.append(Book(id, title, _value(head, "minutes"), path, not path.is_relative_to(shipped)))
    order = {id: number for number, id in enumerate(FIRST)}
    return sorted(found, key=lambda book: (order.get(book.id, len(FIRST)), not book.own, book.title.lower()))


def _head(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(HEAD_BYTES).decode("utf-8", "replace")
    except OSError:
        return ""


def _value(head: str, key: str) -> str:
    """A value from the top of a file, without parsing it; empty where it cannot be seen."""
    found = re.search(rf"^{key}:[ \t]+(.+?)[ \t]*$", head, re.MULTILINE)
    return found.group(1).strip("\"'") if found else ""


def read_book(path: Path, home: Path) -> tuple[Questionnaire | None, list[Path], list[str]]:
    """The questionnaire of a file, the files it was read from, and its problems in words."""
    # Reading YAML brings pydantic, which nobody should wait for before it is needed.
    from assess.store.loading import load_questionnaire

    loaded = load_questionnaire(path, Library((user_folder(home),)))
    problems = [f"{problem.file}, line {problem.line}: {problem.message}" for problem in loaded.problems]
    return loaded.questionnaire, [file.path for file in loaded.files], problems
