"""Items as the report shows them: numbered, with the answer, the anchor reached and the next one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assess.core.assessment import ANSWERED, BETWEEN, HIDDEN
from assess.core.evaluation import Evaluation
from assess.core.questionnaire import Item
from assess.core.scoring import ItemResult
from assess.core.staleness import is_outdated
from assess.report.words import answer_words, date_words, dated_words, scope_words


@dataclass(frozen=True, slots=True)
class ItemRef:
    """An item as other pages point to it. `number` is "3.2", empty for an item that was not asked."""

    number: str
    ask: str
    answer: str


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One item of the annex, with its answer in words and what the next level would be."""

    number: str
    ask: str
    answer: str
    scored: bool
    reached: str
    next_label: str
    next_anchor: str
    target: str
    critical: bool
    is_gap: bool
    note: str
    evidence: str
    caution: str
    old: bool
    """Whether the caution is that it has grown old."""


@dataclass(frozen=True, slots=True)
class ItemGroup:
    """One domain of the annex. `hidden` counts the items that were not asked."""

    number: int
    title: str
    about: str
    items: tuple[ItemLine, ...]
    hidden: int


def item_references(evaluation: Evaluation) -> Mapping[str, ItemRef]:
    """Every item by id, numbered by domain and place among those that were asked."""
    return {
        result.item.id: ItemRef(number, result.item.ask, answer_words(result))
        for number, result in _numbered(evaluation)
    }


def _numbered(evaluation: Evaluation) -> list[tuple[str, ItemResult]]:
    numbered, domain, place, last = [], 0, 0, None
    for result in evaluation.results:
        if result.state == HIDDEN:
            numbered.append(("", result))
            continue
        if result.domain != last:
            domain, place, last = domain + 1, 0, result.domain
        place += 1
        numbered.append((f"{domain}.{place}", result))
    return numbered


def item_groups(
    evaluation: Evaluation, references: Mapping[str, ItemRef], today: str
) -> tuple[ItemGroup, ...]:
    """The domains that were asked, each with its items; `today` is an ISO date."""
    groups: list[ItemGroup] = []
    for part, domain in zip(evaluation.domains, evaluation.questionnaire.domains, strict=True):
        asked = [result for result in part.score.results if result.state != HIDDEN]
        if asked:
            groups.append(
                ItemGroup(
                    len(groups) + 1,
                    domain.title,
                    domain.about,
                    tuple(_line(result, references[result.item.id], today) for result in asked),
                    len(part.score.results) - len(asked),
                )
            )
    return tuple(groups)


def _line(result: ItemResult, reference: ItemRef, today: str) -> ItemLine:
    item, answer = result.item, result.answer
    reached, upper = _levels_around(result)
    return ItemLine(
        reference.number,
        item.ask,
        reference.answer,
        result.counted,
        _anchor(item, reached),
        item.scale.level(upper).label if upper else "",
        _anchor(item, upper),
        item.scale.level(item.target).label,
        item.critical,
        result.is_gap,
        answer.note if answer else "",
        _evidence_words(result),
        caution_words(item.as_of, item.applies_to, today),
        is_outdated(item.as_of, today),
    )


def _levels_around(result: ItemResult) -> tuple[str, str]:
    """The level reached and the next better one, as keys; empty where there is none."""
    if result.state not in (ANSWERED, BETWEEN) or result.answer is None:
        return "", ""
    item = result.item
    reached = min(result.answer.levels, key=item.level_percent)
    better = [
        level.key
        for level in item.scale.levels
        if item.level_percent(level.key) > item.level_percent(reached)
    ]
    return reached, min(better, key=item.level_percent, default="")


def _anchor(item: Item, level: str) -> str:
    return item.anchors.get(level, "") if level else ""


def _evidence_words(result: ItemResult) -> str:
    evidence = result.answer.evidence if result.answer else None
    if evidence is None:
        return ""
    return f"{evidence.what} ({date_words(evidence.date)})" if evidence.date else evidence.what


def caution_words(as_of: str, applies_to: Sequence[str], today: str) -> str:
    """From when a statement is, whether that is too old, and for whom it holds.

    "As of November 2026. Applies to: Medicaid", or "As of November 2024: check before use".
    """
    parts = [f"As of {dated_words(as_of, today)}" if as_of else ""]
    scope = [key for key in applies_to if key != "all"]
    parts.append(f"Applies to: {scope_words(scope)}" if scope else "")
    return ". ".join(part for part in parts if part)
