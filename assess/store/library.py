"""Where questionnaires are found: by path, or by id among the shipped ones and the user's own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent
_HEAD_BYTES = 4096
_ID_LINE = re.compile(r"""^id:[ \t]+["']?([a-z][a-z0-9_.-]*)["']?[ \t]*(?:#.*)?$""", re.MULTILINE)
_SKIPPED = ("samples", "lang", "shared")
"""Folders that hold no questionnaires of their own."""


def data_folder(name: str) -> Path:
    """The folder `questionnaires` or `reports`: inside an installed package, or beside it in a checkout."""
    inside = _PACKAGE / "_data" / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def shipped_folder() -> Path:
    """The folder of the questionnaires that ship."""
    return data_folder("questionnaires")


def user_folder(home: Path) -> Path:
    """The folder for a user's own questionnaires."""
    return home / "questionnaires"


class Library:
    """Folders that are searched for questionnaires, first folder first."""

    def __init__(self, folders: Sequence[Path] = ()) -> None:
        self.folders = (*folders, shipped_folder())

    def find(self, name: str, near: Path | None = None) -> Path | None:
        """The file of a questionnaire named by path or id; `near` is searched before the folders."""
        path = Path(name).expanduser()
        if name.endswith((".yaml", ".yml")) or "/" in name:
            path = near / path if near and not path.is_absolute() else path
            return path.resolve() if path.is_file() else None
        for folder in (near, *self.folders) if near else self.folders:
            found = _find_id(folder, name)
            if found:
                return found
        return None

    def questionnaires(self) -> list[tuple[str, Path]]:
        """Every questionnaire by id, each id once, in the order of folders and names."""
        known: dict[str, Path] = {}
        for folder in self.folders:
            for path in _files(folder):
                known.setdefault(_id_of(path) or path.stem, path)
        return list(known.items())


def _find_id(folder: Path, wanted: str) -> Path | None:
    """The file with this id: the one named so if there is one, for that needs no reading."""
    files = list(_files(folder))
    for path in files:
        if path.stem == wanted and _id_of(path) == wanted:
            return path.resolve()
    return next((path.resolve() for path in files if _id_of(path) == wanted), None)


def _files(folder: Path) -> Iterator[Path]:
    if not folder.is_dir():
        return
    for path in sorted(folder.rglob("*.y*ml")):
        inside = path.relative_to(folder).parts[:-1]
        if path.is_file() and not any(part in _SKIPPED or part.startswith(".") for part in inside):
            yield path


def _id_of(path: Path) -> str:
    """The id in the head of a file, without parsing it; empty where none can be seen."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD_BYTES).decode("utf-8", "replace")
    except OSError:
        return ""
    found = _ID_LINE.search(head)
    return found.group(1) if found else ""
