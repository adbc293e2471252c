"""What was found out about links, and when: a small file beside the bank, which itself is never edited.

JSON with one resource a line, in the order of their ids, so that two dates can be compared line by line.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from assess.authoring.links import Outcome, Verdict
from assess.core.actions import Resource
from assess.store.library import shipped_folder

FORMAT = "links/1"
Records = Mapping[str, "Record"]
"""By id of the resource."""


class RecordsError(Exception):
    """A file of records that cannot be read; the text says what to do."""


@dataclass(frozen=True, slots=True)
class Record:
    """One finding. It holds for the address it was made at, not for another that the bank may have by now."""

    url: str
    outcome: Outcome
    checked: str
    """The day, as an ISO date."""
    status: int | None = None
    to: str = ""
    note: str = ""
    astray: bool = False

    @classmethod
    def of(cls, verdict: Verdict, today: str) -> Record:
        """The record of a verdict that fell today."""
        v = verdict
        return cls(v.link, v.outcome, today, v.status, v.to, v.note, v.astray)


def records_path(bank: Path, home: Path) -> Path:
    """Where the findings on a bank are kept: `<bank>.checked.json` beside it, else under `home`.

    A folder that may not be written to and the inside of an installed package are left alone.
    """
    name = f"{bank.stem}.checked.json"
    beside = bank.parent / name
    if _is_installed(bank) or not os.access(beside if beside.exists() else bank.parent, os.W_OK):
        return home / "checked" / name
    return beside


def _is_installed(bank: Path) -> bool:
    shipped = shipped_folder()
    return shipped.parent.name == "_data" and bank.resolve().is_relative_to(shipped)


def read_records(path: Path) -> dict[str, Record]:
    """The findings in this file, none where there is no file; RecordsError where it cannot be read."""
    if not path.exists():
        return {}
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        if content["format"] != FORMAT:
            raise ValueError(f"its format is not {FORMAT}")
        return {name: _record(fields) for name, fields in content["resources"].items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        message = f"{path} cannot be read ({error}). Delete it; the next check writes it anew."
        raise RecordsError(message) from error


def _record(fields: dict[str, Any]) -> Record:
    checked = date.fromisoformat(fields["checked"]).isoformat()
    # The file may come from anywhere, and its words go to a terminal.
    if not all(str(fields.get(name, "")).isprintable() for name in ("url", "to", "note")):
        raise ValueError("a text in it cannot be printed")
    return Record(**{**fields, "outcome": Outcome(fields["outcome"]), "checked": checked})


def to_text(records: Records) -> str:
    """The file with these findings."""
    lines = []
    for name in sorted(records):
        record = records[name]
        plain = {key: value for key, value in asdict(record).items() if value}
        lines.append(f"{json.dumps(name)}: {json.dumps(plain, ensure_ascii=False)}")
    body = ",\n".join(lines)
    return f'{{"format": "{FORMAT}", "resources": {{\n{body}\n}}}}\n'


def valid(records: Records, resources: Iterable[Resource]) -> dict[str, Record]:
    """The findings that still hold: of resources that are there, at the address they have now."""
    urls = {resource.id: resource.url for resource in resources}
    return {name: record for name, record in records.items() if urls.get(name) == record.url}


def recent(records: Records, today: str, days: int) -> frozenset[str]:
    """The ids whose links were tested no more than this many days before today."""
    now = date.fromisoformat(today)
    return frozenset(
        name for name, record in records.items() if (now - date.fromisoformat(record.checked)).days <= days
    )
