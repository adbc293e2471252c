"""The catalogue of resources: found by words and filters, best first.

Every word has to match somewhere. A word matches the beginning of a word, whatever the case and accents; a
compound such as PHQ-9 or co-location is found by its parts and as one word, PHQ9 or colocation.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache

from assess.core.actions import Resource

_PART = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Filters:
    """What a resource has to carry, by id; an empty text asks for nothing."""

    kind: str = ""
    audience: str = ""
    topic: str = ""
    approach: str = ""
    barrier: str = ""


NO_FILTERS = Filters()
FILTERS = tuple(field.name for field in fields(Filters))


def search(
    resources: Iterable[Resource], words: Sequence[str] = (), filters: Filters = NO_FILTERS
) -> tuple[Resource, ...]:
    """The resources that fit the filters and hold all words; without words, all that fit, as they stand.

    First those with the most of the words in the title, then those with the most in title and why; where that
    is equal, the order of the catalogue.
    """
    wanted = [part for word in words for part in _parts(word)]
    ranked = []
    for resource in resources:
        if _fits(resource, filters):
            misses = _misses(resource, wanted)
            if misses is not None:
                ranked.append((misses, resource))
    # Sorting is stable, so equal ranks keep their order.
    return tuple(resource for _, resource in sorted(ranked, key=lambda pair: pair[0]))


def choices(resources: Iterable[Resource], name: str) -> tuple[str, ...]:
    """Every value that some resource carries for this filter (one of `FILTERS`), in alphabetical order."""
    return tuple(sorted({value for resource in resources for value in _carried(resource, name)}))


def _fits(resource: Resource, filters: Filters) -> bool:
    return all(
        not (wanted := getattr(filters, name)) or wanted in _carried(resource, name) for name in FILTERS
    )


def _carried(resource: Resource, name: str) -> tuple[str, ...]:
    if name == "kind":
        return (resource.kind,) if resource.kind else ()
    return {
        "audience": resource.audience,
        "topic": resource.topics,
        "approach": resource.approaches,
        "barrier": resource.barriers,
    }[name]


def _misses(resource: Resource, wanted: Sequence[str]) -> tuple[int, int] | None:
    """How many of the words are not in the title, and of these not in the why; None if one is nowhere."""
    title, why, rest = _searchable(resource)
    beyond_title = [part for part in wanted if not _begins(part, title)]
    beyond_why = [part for part in beyond_title if not _begins(part, why)]
    if not all(_begins(part, rest) for part in beyond_why):
        return None
    return len(beyond_title), len(beyond_why)


def _begins(part: str, words: Iterable[str]) -> bool:
    return any(word.startswith(part) for word in words)


@lru_cache(maxsize=4096)
def _searchable(resource: Resource) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """The words of title, why and all the rest. Remembered, for a search as one types asks over and over."""
    tags = (*resource.topics, *resource.approaches, *resource.barriers, *resource.audience)
    rest = " ".join((resource.publisher, resource.kind, *tags))
    return _words(resource.title), _words(resource.why), _words(rest)


def _words(text: str) -> frozenset[str]:
    """All words of a text with the parts of compounds, and each compound as one."""
    found: set[str] = set()
    for chunk in text.split():
        parts = _parts(chunk)
        found.update(parts)
        found.add("".join(parts))
    return frozenset(found - {""})


def _parts(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return _PART.findall("".join(c for c in plain if not unicodedata.combining(c)))
