"""Where questionnaires are found: by path, or by id among the shipped ones and the user's own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent
_HEAD_BYTES = 16_384
_ID_LINE = re.compile(r"""^id:[ \t]+["']?([a-z][a-z0-9_.-]*)["']?[ \t]*(?:#.*)?\r?$""", re.MULTILINE)
_SKIPPED = ("samples", "lang", "shared")
"""Folders that hold no questionnaires of their own."""
_MOST_FILES = 1000
"""So many files of a folder are looked at: a trainer's file may lie in a home folder, among all else."""


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
        if name.endswith((".yaml", ".yml")) or "/" in name or "\\" in name:
            return _file(near, name)
        beside = _with_id(_beside(near), name) if near else None
        return beside or next(filter(None, (_with_id(_below(folder), name) for folder in self.folders)), None)

    def bank(self, name: str, near: Path) -> Path | None:
        """The file of a shared bank, named from the folder of the file that uses it or of the library."""
        return next(filter(None, (_file(folder, name) for folder in (near, *self.folders))), None)

    def banks(self, near: Path) -> list[str]:
        """Names of files that could be meant by the name of a bank."""
        beside = [str(path.relative_to(near)) for path in _beside(near)]
        shipped = shipped_folder()
        return beside + [str(path.relative_to(shipped)) for path in sorted(shipped.glob("shared/*.yaml"))]

    def questionnaires(self) -> list[tuple[str, Path]]:
        """Every questionnaire by id, each id once, in the order of folders and names."""
        known: dict[str, Path] = {}
        for folder in self.folders:
            for path in _below(folder):
                known.setdefault(_id_of(path) or path.stem, path)
        return list(known.items())


def _file(folder: Path | None, name: str) -> Path | None:
    """The file of this name, in this folder unless the name says where; None where there is none."""
    try:
        path = Path(name).expanduser()
        path = folder / path if folder is not None else path
        return path.resolve() if path.is_file() else None
    except (OSError, RuntimeError, ValueError):
        return None  # no system accepts such a name


def _with_id(files: Sequence[Path], wanted: str) -> Path | None:
    """The file with this id: the one named so if there is one, for that needs no reading of others."""
    named_so = [path for path in files if path.stem == wanted]
    return next((path.resolve() for path in [*named_so, *files] if _id_of(path) == wanted), None)


def _below(folder: Path) -> list[Path]:
    """The questionnaires in a folder of the library, in its folders too."""
    if not folder.is_dir():
        return []
    files = sorted(islice(folder.rglob("*.y*ml"), _MOST_FILES))
    return [path for path in files if _is_own(path.relative_to(folder).parts[:-1]) and path.is_file()]


def _is_own(folders: Sequence[str]) -> bool:
    return not any(folder in _SKIPPED or folder.startswith(".") for folder in folders)


def _beside(folder: Path) -> list[Path]:
    """YAML files in a folder and one folder below, not deeper: it may be anywhere."""

    def found() -> Iterator[Path]:
        yield from folder.glob("*.y*ml")
        yield from folder.glob("*/*.y*ml")

    try:
        return sorted(path for path in islice(found(), _MOST_FILES) if path.is_file())
    except OSError:
        return []


def _id_of(path: Path) -> str:
    """The id in the head of a file, without parsing it; empty where none can be seen."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD_BYTES).decode("utf-8", "replace")
    except OSError:
        return ""
    found = _ID_LINE.search(head)
    return found.group(1) if found else ""
