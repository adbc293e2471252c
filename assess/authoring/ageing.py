"""Warnings for content that has grown old, at the place of its date.

The loader knows no clock, so this stands apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from assess.core.staleness import Outdated, outdated_parts
from assess.store.documents import Document, File, Place, Trouble, to_problems
from assess.store.loading import Loaded
from assess.store.problems import WARNING, Problem, in_order

_Key = tuple[str, str, str, str]


def ageing(loaded: Loaded, today: str) -> list[Problem]:
    """Warnings `outdated`: one for each `as_of` over a year old, one for each file with old dates `checked`.

    `today` is an ISO date. A questionnaire with errors has no such warnings.
    """
    if loaded.questionnaire is None:
        return []
    old = outdated_parts(loaded.questionnaire, today)
    places = _places(loaded.files)
    facts = [
        Trouble("outdated", _old_fact(each), _place(each, places, loaded.files), WARNING)
        for each in old
        if each.field == "as_of"
    ]
    looks = [each for each in old if each.field == "checked"]
    return in_order(to_problems([*facts, *_old_looks(looks, places, loaded.files)]))


def _old_fact(old: Outdated) -> str:
    return (
        f"The {old.kind} `{old.id}` says what held as of {old.date}, over a year ago. "
        "Look up what holds now, mend the text, and write the new date."
    )


def _old_looks(
    looks: Iterable[Outdated], places: Mapping[_Key, Place], files: tuple[File, ...]
) -> Iterator[Trouble]:
    """One warning a file, at its oldest date: a bank is looked through as a whole."""
    by_file: dict[File, list[tuple[Outdated, Place]]] = {}
    for each in looks:
        place = _place(each, places, files)
        by_file.setdefault(place.file, []).append((each, place))
    for found in by_file.values():
        oldest, place = min(found, key=lambda pair: pair[0].date)
        what = f"The resource `{oldest.id}` was last seen on {oldest.date}, over a year ago."
        if len(found) > 1:
            what = f"{len(found)} resources here were last seen over a year ago, this one on {oldest.date}."
        remedy = " Test the links with `assess resources check`, look at the pages, and write the new dates."
        yield Trouble("outdated", what + remedy, place, WARNING)


def _place(old: Outdated, places: Mapping[_Key, Place], files: tuple[File, ...]) -> Place:
    return places.get((old.kind, old.id, old.field, old.date)) or Place(files[0], ())


def _places(files: Iterable[File]) -> dict[_Key, Place]:
    """Where each date stands, by what it is the date of; the questionnaire's own file first."""
    places: dict[_Key, Place] = {}
    for file in files:
        document = Document(file, file.content if isinstance(file.content, dict) else {})
        for kind, steps, part in _dated_parts(document.content):
            for field in ("as_of", "checked"):
                key = (kind, str(part.get("id")), field, str(part.get(field, "")))
                if field in part:
                    places.setdefault(key, document.place((*steps, field)))
    return places


def _dated_parts(content: dict[str, Any]) -> Iterator[tuple[str, tuple[str | int, ...], dict[str, Any]]]:
    for number, domain in enumerate(_entries(content, "domains")):
        for index, item in enumerate(_entries(domain, "items")):
            yield "item", ("domains", number, "items", index), item
    for kind, key in (("action", "actions"), ("resource", "resources")):
        for index, part in enumerate(_entries(content, key)):
            yield kind, (key, index), part


def _entries(content: dict[str, Any], key: str) -> list[dict[str, Any]]:
    """The mappings of a list; anything else stands in for nothing, but keeps its position."""
    value = content.get(key)
    return [each if isinstance(each, dict) else {} for each in value] if isinstance(value, list) else []
