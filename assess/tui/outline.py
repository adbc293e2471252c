"""The order of the questions that are to be seen: the profile first, then the domains."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assess.core.assessment import HIDDEN
from assess.core.questionnaire import Questionnaire
from assess.core.scoring import ItemResult

PROFILE = ""
"""The id of the section with the questions about the practice; no domain has an empty id."""
PROFILE_TITLE = "About the practice"


@dataclass(frozen=True, slots=True)
class Section:
    """The profile, or a domain with at least one item to see. `number` is 0 for the profile."""

    id: str
    title: str
    number: int
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """All sections with their steps, a step being a profile question or an item that is not hidden."""

    sections: tuple[Section, ...]
    steps: tuple[str, ...]
    places: Mapping[str, tuple[int, int]]
    """Where a step stands: the place of its section among the sections, and its own within it."""

    def section_of(self, step: str) -> Section:
        """The section of a step; KeyError if the step is not to be seen."""
        return self.sections[self.places[step][0]]


def make_outline(questionnaire: Questionnaire, results: Sequence[ItemResult]) -> Outline:
    """The outline for these states of the items."""
    seen: dict[str, list[str]] = {}
    for result in results:
        if result.state != HIDDEN:
            seen.setdefault(result.domain, []).append(result.item.id)
    profile = tuple(question.id for question in questionnaire.profile)
    sections = [Section(PROFILE, PROFILE_TITLE, 0, profile)] if profile else []
    shown = [domain for domain in questionnaire.domains if domain.id in seen]
    sections += [
        Section(domain.id, domain.title, number, tuple(seen[domain.id]))
        for number, domain in enumerate(shown, 1)
    ]
    places = {
        step: (which, place)
        for which, section in enumerate(sections)
        for place, step in enumerate(section.steps)
    }
    return Outline(tuple(sections), tuple(places), places)
