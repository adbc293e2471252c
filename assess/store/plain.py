"""A questionnaire as plain JSON data and back, without loss and without the YAML reader.

What is empty and was empty by default is left out; every other default is written, so that a result
kept today reads the same in a program whose defaults have changed. Items name their scale by its
place in one table, since many share one. Numbers are whole or "n/d", conditions tagged lists.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields
from fractions import Fraction
from functools import lru_cache
from typing import Any, TypeVar

from assess.core.actions import Action, Closing, Effort, Resource, Strategy
from assess.core.conditions import All, AnyOf, Condition, Not, Test
from assess.core.questionnaire import (
    Domain,
    EvidenceWanted,
    Facet,
    FacetValue,
    Item,
    Level,
    Overall,
    ProfileQuestion,
    Questionnaire,
    QuestionnaireTest,
    ReadinessLevel,
    Reliability,
    Scale,
    Tree,
    TreeNode,
)

PLAIN_VERSION = 1
"""Of the form described here; a program reads all earlier ones."""

Kind = TypeVar("Kind")
Reader = Callable[[Any], Any]
_TUPLE = "()"
"""Tells a tuple from a list among an author's test answers. No id and no key looks like it."""


def to_plain(questionnaire: Questionnaire) -> dict[str, Any]:
    """The questionnaire as what JSON can hold; `from_plain` makes the same value of it."""
    scales: dict[Scale, int] = {}
    plain = _record(questionnaire, scales)
    return {"plain": PLAIN_VERSION, "scales": [_record(scale, {}) for scale in scales], **plain}


def _record(value: Any, scales: dict[Scale, int]) -> dict[str, Any]:
    if isinstance(value, QuestionnaireTest):
        answers, expect = _as_written(value.answers), _as_written(value.expect)
        return {"name": value.name, "answers": answers, "expect": expect}
    written = {}
    for field in fields(value):
        if not field.init:
            continue  # worked out from the others
        part = getattr(value, field.name)
        if part or part != _default(field):
            written[field.name] = _plain(part, scales)
    return written


def _default(field: Field[Any]) -> object:
    return field.default if field.default_factory is MISSING else field.default_factory()


def _plain(value: Any, scales: dict[Scale, int]) -> Any:
    match value:
        case None | str() | int():
            return value
        case Fraction():
            return value.numerator if value.denominator == 1 else str(value)
        case tuple():
            return [_plain(part, scales) for part in value]
        case Mapping():
            return {str(key): _plain(part, scales) for key, part in value.items()}
        case Scale():
            return scales.setdefault(value, len(scales))
        case Test() | All() | AnyOf() | Not():
            return _condition(value)
    return _record(value, scales)


def _condition(condition: Condition) -> list[Any]:
    match condition:
        case Test(item, op, values, points):
            return [op, item, list(values), _plain(points, {})]
        case All(parts):
            return ["all", *map(_condition, parts)]
        case AnyOf(parts):
            return ["any", *map(_condition, parts)]
        case Not(part):
            return ["not", _condition(part)]


def _as_written(value: object) -> Any:
    match value:
        case None | str() | int() | float():
            return value
        case list():
            return [_as_written(part) for part in value]
        case tuple():
            return {_TUPLE: [_as_written(part) for part in value]}
        case Mapping():
            return {key: _as_written(part) for key, part in value.items()}
    raise TypeError(f"a {type(value).__name__} cannot stand in the tests of a questionnaire")


def from_plain(plain: Mapping[str, Any]) -> Questionnaire:
    """The questionnaire that `to_plain` was given. Trusts its input: it was checked when it was loaded."""
    scales = [_scale(scale) for scale in plain["scales"]]
    item = _reader(
        Item,
        scale=scales.__getitem__,
        counts_if=tuple,
        weight=_number,
        evidence=_reader(EvidenceWanted),
        facets=_read_facets,
        source=tuple,
        show_if=_read_condition,
        applies_to=tuple,
    )
    domain = _reader(Domain, items=_each(item), weight=_number, min_answered=_number, when=_read_condition)
    questionnaire: Questionnaire = _whole(domain)(
        {key: part for key, part in plain.items() if key not in ("plain", "scales")}
    )
    return questionnaire


def _reader(kind: Callable[..., Kind], **readers: Reader) -> Callable[[Mapping[str, Any]], Kind]:
    """Makes values of one kind; fields without a reader of their own stand in JSON as they are."""

    def read(plain: Mapping[str, Any]) -> Kind:
        parts = dict(plain)
        for name, reader in readers.items():
            if name in parts and parts[name] is not None:
                parts[name] = reader(parts[name])
        return kind(**parts)

    return read


def _each(reader: Reader) -> Reader:
    return lambda plain: tuple([reader(part) for part in plain])


def _by_key(reader: Reader, key_reader: Reader = str) -> Reader:
    return lambda plain: {key_reader(key): reader(part) for key, part in plain.items()}


# A questionnaire has thousands of numbers and few different ones; a Fraction made of text is slow.
@lru_cache(maxsize=1024)
def _number(plain: int | str) -> Fraction:
    return Fraction(plain)


def _read_facets(plain: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {facet: tuple(values) for facet, values in plain.items()}


def _read_condition(plain: list[Any]) -> Condition:
    match plain:
        case ["all", *parts]:
            return All(tuple([_read_condition(part) for part in parts]))
        case ["any", *parts]:
            return AnyOf(tuple([_read_condition(part) for part in parts]))
        case ["not", part]:
            return Not(_read_condition(part))
    op, item, values, points = plain
    return Test(item, op, tuple(values), _number(points))


def _read_as_written(plain: Any) -> Any:
    if isinstance(plain, list):
        return [_read_as_written(part) for part in plain]
    if isinstance(plain, dict):
        if plain.keys() == {_TUPLE}:
            return tuple([_read_as_written(part) for part in plain[_TUPLE]])
        return {key: _read_as_written(part) for key, part in plain.items()}
    return plain


_scale = _reader(Scale, levels=_each(_reader(Level, points=_number)), reasons=tuple)
_tree = _reader(
    Tree,
    nodes=_by_key(_reader(TreeNode, test=_read_condition)),
    levels=_by_key(str, key_reader=int),
)
_action = _reader(
    Action,
    steps=tuple,
    effort=_reader(Effort, hours=_number),
    closes=_each(_reader(Closing, below=_number)),
    after=tuple,
    strategy=tuple,
    resources=tuple,
    applies_to=tuple,
)
_resource = _reader(
    Resource, audience=tuple, topics=tuple, approaches=tuple, barriers=tuple, applies_to=tuple
)


def _whole(domain: Reader) -> Reader:
    return _reader(
        Questionnaire,
        reliability=_reader(Reliability, retest_sd=_number),
        profile=_each(_reader(ProfileQuestion)),
        domains=_each(domain),
        facets=_each(_reader(Facet, values=_each(_reader(FacetValue)))),
        overall=_reader(Overall),
        levels=_each(_reader(ReadinessLevel, from_percent=_number, requires=_each(_read_condition))),
        tree=_tree,
        actions=_each(_action),
        resources=_each(_resource),
        strategies=_each(_reader(Strategy, source=tuple)),
        sources=tuple,
        tests=_each(_reader(QuestionnaireTest, answers=_read_as_written, expect=_read_as_written)),
    )
