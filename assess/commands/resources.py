"""`assess resources search`: resources by words and filters, to read or as JSON."""

from __future__ import annotations

import json
import shutil
import sys
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from assess.authoring.link_records import Record, RecordsError, read_records, records_path, valid
from assess.authoring.links import Outcome
from assess.commands.finding import library_of, tell
from assess.core.actions import Resource
from assess.core.catalogue import FILTERS, NO_FILTERS, Filters, choices, search
from assess.guard import FINE, UserError
from assess.store.banks import load_resources, shipped_resources
from assess.store.paths import home_folder
from assess.store.problems import errors_in, show_all
from assess.store.wording import did_you_mean, one_of

_WIDEST = 100


def search_command(
    home: str | None, words: tuple[str, ...], filters: Filters, *, as_json: bool, file: Path | None = None
) -> int:
    """Print the resources that hold all words and fit the filters, best first."""
    bank = file or shipped_resources()
    resources = resources_of(home, bank)
    filters = _known(filters, resources)
    found = search(resources, words, filters)
    records = valid(_records_or_none(records_path(bank, home_folder(home))), resources)
    if as_json:
        plain = [_to_plain(resource, records) for resource in found]
        sys.stdout.write(json.dumps(plain, ensure_ascii=False, indent=1) + "\n")
    else:
        blocks = ("\n".join(_block(resource, records.get(resource.id))) for resource in found)
        sys.stdout.write("\n\n".join(blocks) + ("\n" if found else ""))
        sys.stderr.write(_count_words(found, resources, words, filters) + "\n")
    return FINE


def resources_of(home: str | None, bank: Path) -> tuple[Resource, ...]:
    """The resources of a bank; UserError where it has errors or holds none. Warnings go to stderr."""
    loaded = load_resources(bank, library_of(home))
    if errors_in(loaded.problems):
        raise UserError(show_all(loaded.problems))
    tell(loaded.problems)
    if not loaded.resources:
        raise UserError(f"{bank} holds no resources. They stand under the key `resources:`.")
    return loaded.resources


def _known(filters: Filters, resources: Sequence[Resource]) -> Filters:
    """The filters as the catalogue spells them; UserError for a value that nothing carries."""
    known = {}
    for name in FILTERS:
        wanted = getattr(filters, name)
        values = choices(resources, name)
        spelt = wanted.strip().casefold().replace(" ", "-").replace("_", "-")
        if wanted and spelt not in values:
            near = did_you_mean(spelt, values) or f" Known are {one_of(values, 40)}."
            raise UserError(f"No resource has the {name} `{wanted}`.{near}")
        known[name] = spelt
    return Filters(**known)


def _records_or_none(path: Path) -> Mapping[str, Record]:
    try:
        return read_records(path)
    except RecordsError as error:
        sys.stderr.write(f"{error}\n")
        return {}


def _count_words(
    found: Sequence[Resource], resources: Sequence[Resource], words: Sequence[str], filters: Filters
) -> str:
    if found:
        return f"{len(found)} of {len(resources)} resources."
    if not words:
        return "No resource fits all of these filters. Take one out."
    if filters != NO_FILTERS and search(resources, words):
        return "Nothing with these words fits the filters. Take a filter out."
    alone = ", ".join(f"{word} {len(search(resources, [word], filters))}" for word in words)
    return f"No resource holds all of these words. How many hold each: {alone}."


def _to_plain(resource: Resource, records: Mapping[str, Record]) -> dict[str, object]:
    record = records.get(resource.id)
    link = asdict(record) if record else None
    return {**asdict(resource), "link": link}


def _block(resource: Resource, record: Record | None) -> Iterator[str]:
    """One resource as lines: what it is, where, what a manager gets from it, and what to mind."""
    yield from _wrapped(resource.title, indent=0)
    origin = ", ".join(part for part in (resource.publisher, str(resource.year or ""), resource.kind) if part)
    yield from _wrapped(origin)
    if resource.url:
        yield f"  {resource.url}"
    yield from _wrapped(resource.why)
    yield from _wrapped(resource.status_note)
    yield from _wrapped(_caution(resource))
    yield from _wrapped(_when_checked(resource, record))
    yield f"  ({resource.id})"


def _caution(resource: Resource) -> str:
    scope = ", ".join(each for each in resource.applies_to if each != "all")
    parts = (f"As of {resource.as_of}." if resource.as_of else "", f"Applies to: {scope}." if scope else "")
    return " ".join(part for part in parts if part)


def _when_checked(resource: Resource, record: Record | None) -> str:
    seen = f"Seen {resource.checked}." if resource.checked else "Address not yet checked."
    if record is None:
        return seen
    outcome = f"{record.outcome}, now at {record.to} " if record.to else f"{record.outcome}."
    tested = f"{seen} Link tested {record.checked}: {outcome}".rstrip()
    if (record.outcome is Outcome.DEAD or record.astray) and resource.search:
        return f"{tested} Search for: {resource.search}"
    return tested


def _wrapped(text: str, indent: int = 2) -> list[str]:
    """The text in lines that fit the terminal; in a pipe one line, so that it can be searched."""
    space = " " * indent
    if not text or not sys.stdout.isatty():
        return [space + text] if text else []
    width = min(shutil.get_terminal_size().columns, _WIDEST)
    return textwrap.wrap(
        text,
        max(width, 20),
        initial_indent=space,
        subsequent_indent=space,
        break_long_words=False,
        break_on_hyphens=False,
    )
