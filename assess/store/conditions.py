"""Conditions, closings and ways out of a tree: the parts of a file whose shape varies, read by hand.

Each function answers with the value, or says what is wrong through `report` and answers None.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import NamedTuple

from assess.core.conditions import ORDERINGS, All, AnyOf, Condition, Not, Test
from assess.core.questionnaire import Closing, Item, ProfileQuestion
from assess.store.problems import did_you_mean, one_of
from assess.store.yaml_text import Path as Steps
from assess.store.yaml_text import Plain

Report = Callable[..., None]
"""report(code, message, steps, key=False): the steps lead on from the part that is being read."""

_OPS = ("is", "in", *ORDERINGS, "includes", "answered")
_FORMS = "`{item: ..., is: ...}`, `{all: [...]}`, `{any: [...]}` or `{not: {...}}`"


class Scope(NamedTuple):
    """What a condition may refer to: items and profile questions by id, and ids already reported as broken."""

    items: Mapping[str, Item]
    profile: Mapping[str, ProfileQuestion]
    ghosts: frozenset[str] = frozenset()
    later: frozenset[str] = frozenset()
    """Ids that exist but stand further down, where this condition may not look."""


def read_condition(part: Plain, scope: Scope, report: Report, steps: Steps = ()) -> Condition | None:
    """A condition from its mapping."""
    if not isinstance(part, dict):
        report("bad-condition", f"A condition is written {_FORMS}.", steps)
        return None
    for word in ("all", "any", "not"):
        if word in part:
            return _read_group(part, word, scope, report, steps)
    if "item" not in part:
        near = "".join(did_you_mean(key, ["item", "all", "any", "not"]) for key in part if key not in _OPS)
        report("bad-condition", f"A condition names an `item`: {_FORMS}.{near}", steps, key=True)
        return None
    return _read_test(part, scope, report, steps)


def _read_group(
    part: dict[str, Plain], word: str, scope: Scope, report: Report, steps: Steps
) -> Condition | None:
    for key in part:
        if key != word:
            report("unknown-key", f"`{key}` cannot stand beside `{word}`. Take one of them out.", (*steps, key), key=True)
            return None
    value = part[word]
    if word == "not":
        inner = read_condition(value, scope, report, (*steps, word))
        return None if inner is None else Not(inner)
    if not isinstance(value, list):
        report("bad-condition", f"`{word}` takes a list of conditions: `{word}: [{{...}}, {{...}}]`.", (*steps, word))
        return None
    parts = [read_condition(p, scope, report, (*steps, word, i)) for i, p in enumerate(value)]
    good = tuple(p for p in parts if p is not None)
    if len(good) < len(parts):
        return None
    return All(good) if word == "all" else AnyOf(good)


def _read_test(
    part: dict[str, Plain], scope: Scope, report: Report, steps: Steps
) -> Condition | None:
    ops = [key for key in part if key != "item"]
    for key in ops:
        if key not in _OPS:
            near = did_you_mean(key, _OPS) or f" Known are {one_of(_OPS)}."
            report("unknown-key", f"`{key}` is not a comparison.{near}", (*steps, key), key=True)
            return None
    if len(ops) != 1:
        report("bad-condition", f"Give one comparison for the item, one of {one_of(_OPS)}.", steps, key=True)
        return None
    item, op = part["item"], ops[0]
    if not _known(item, scope, report, (*steps, "item")):
        return None
    if op == "answered":
        if part[op] != "true":
            report("bad-condition", "Only `answered: true` can stand here. For the contrary write `not: {item: ..., answered: true}`.", (*steps, op))
            return None
        return Test(item, op)
    if item in scope.profile:
        return _profile_test(scope.profile[item], op, part[op], report, (*steps, op))
    return _item_test(scope.items[item], op, part[op], report, (*steps, op))


def _known(item: Plain, scope: Scope, report: Report, steps: Steps) -> bool:
    if not isinstance(item, str):
        report("bad-condition", "`item` takes the id of one item or profile question.", steps)
        return False
    if item in scope.profile or item in scope.items:
        return True
    if item in scope.later:
        report("looks-ahead", f"`{item}` stands further down. A condition looks only back: move one of the two.", steps)
    elif item not in scope.ghosts:
        near = did_you_mean(item, [*scope.items, *scope.profile, *scope.later])
        report("unknown-item", f"There is no item or profile question `{item}`.{near or ' Check the id.'}", steps)
    return False


def _profile_test(
    question: ProfileQuestion, op: str, value: Plain, report: Report, steps: Steps
) -> Condition | None:
    allowed = ("includes",) if question.many else ("is", "in")
    if op not in allowed:
        kind = "any_of" if question.many else "one_of"
        report("bad-condition", f"`{question.id}` is an {kind} question: compare it with {one_of((*allowed, 'answered'))}.", steps, key=True)
        return None
    return _keys_test(question.id, op, value, question.options, "option", report, steps)


def _item_test(item: Item, op: str, value: Plain, report: Report, steps: Steps) -> Condition | None:
    keys = [level.key for level in item.scale.levels]
    if op == "includes":
        report("bad-condition", f"`includes` is for any_of profile questions. For `{item.id}` use `is`, `in` or `at_least`.", steps, key=True)
        return None
    test = _keys_test(item.id, op, value, keys, "level", report, steps)
    if test is None or op in ("is", "in"):
        return test
    return Test(item.id, op, test.values, item.scale.level(test.values[0]).points)


def _keys_test(
    item: str, op: str, value: Plain, known: Mapping[str, str] | list[str], what: str, report: Report, steps: Steps
) -> Test | None:
    if op == "in" and not isinstance(value, list):
        report("bad-condition", f"`in` takes a list: `in: [{value}]`.", steps)
        return None
    values = value if op == "in" else [value]
    good = True
    for index, each in enumerate(values):
        if not isinstance(each, str) or each not in known:
            shown = each if isinstance(each, str) else "..."
            near = did_you_mean(shown, known) or f" Known are {one_of(known)}."
            place = (*steps, index) if op == "in" else steps
            report(f"unknown-{what}", f"`{item}` has no {what} `{shown}`.{near}", place)
            good = False
    return Test(item, op, tuple(values)) if good else None


def read_closing(
    part: Plain,
    scope: Scope,
    facets: Mapping[str, tuple[str, ...]],
    report: Report,
    steps: Steps = (),
) -> Closing | None:
    """What an action closes: an item, or a facet value below a score."""
    keys = set(part) if isinstance(part, dict) else set()
    if "item" in keys and keys <= {"item", "worse_than"}:
        return _closing_item(part, scope, report, steps)
    if "facet" in keys and keys == {"facet", "value", "below"}:
        return _closing_facet(part, facets, report, steps)
    known = ("item", "worse_than", "facet", "value", "below")
    odd = next((key for key in keys if key not in known), None)
    near = did_you_mean(odd, known) if odd else ""
    message = f"What an action closes is written `{{item: ...}}`, `{{item: ..., worse_than: level}}` or `{{facet: ..., value: ..., below: 50}}`.{near}"
    report("unknown-key" if odd else "bad-closing", message, (*steps, odd) if odd else steps, key=True)
    return None


def _closing_item(part: dict[str, Plain], scope: Scope, report: Report, steps: Steps) -> Closing | None:
    item = part["item"]
    if not isinstance(item, str) or item not in scope.items:
        if item not in scope.ghosts:
            near = did_you_mean(item, scope.items) if isinstance(item, str) else ""
            report("unknown-item", f"There is no item `{item}`.{near or ' Check the id.'}", (*steps, "item"))
        return None
    if "worse_than" not in part:
        return Closing(item)
    test = _item_test(scope.items[item], "is", part["worse_than"], report, (*steps, "worse_than"))
    return Closing(item, test.values[0]) if isinstance(test, Test) else None


def _closing_facet(
    part: dict[str, Plain], facets: Mapping[str, tuple[str, ...]], report: Report, steps: Steps
) -> Closing | None:
    facet, value = part["facet"], part["value"]
    if not isinstance(facet, str) or facet not in facets:
        near = did_you_mean(facet, facets) if isinstance(facet, str) else ""
        report("unknown-facet", f"There is no facet `{facet}`.{near or f' Known are {one_of(facets)}.'}", (*steps, "facet"))
        return None
    if not isinstance(value, str) or value not in facets[facet]:
        near = did_you_mean(value, facets[facet]) if isinstance(value, str) else ""
        report("unknown-facet-value", f"Facet `{facet}` has no value `{value}`.{near or f' Known are {one_of(facets[facet])}.'}", (*steps, "value"))
        return None
    below = _score(part["below"])
    if below is None:
        report("bad-range", "`below` is a score between 0 and 100.", (*steps, "below"))
        return None
    return Closing(facet=facet, value=value, below=below)


def _score(text: Plain) -> Fraction | None:
    try:
        number = Fraction(text) if isinstance(text, str) and len(text) <= 24 and "/" not in text else None
    except ValueError:
        return None
    return number if number is not None and 0 <= number <= 100 else None


def read_way(part: Plain, nodes: Mapping[str, object], report: Report, steps: Steps) -> str | int | None:
    """A way out of a tree node: the id of another node, or a whole-number level."""
    if isinstance(part, str):
        if part in nodes:
            return part
        near = did_you_mean(part, nodes) or f" Name a node or write `{{level: 1}}`."
        report("unknown-node", f"The tree has no node `{part}`.{near}", steps)
        return None
    if isinstance(part, dict) and set(part) == {"level"}:
        level = part["level"]
        if isinstance(level, str) and level.isascii() and level.isdigit() and len(level) < 5:
            return int(level)
        report("bad-number", "A level of the tree is a whole number.", (*steps, "level"))
        return None
    report("bad-way", "A way out of a node is the id of another node or `{level: 1}`.", steps)
    return None
