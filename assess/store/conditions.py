"""Conditions, closings and ways out of a tree: the parts of a file whose shape varies, read by hand.

Each function answers with the value, or notes what is wrong and answers None. A part that is None stands for
a mistake that was told before.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass

from assess.core.actions import Closing
from assess.core.conditions import ORDERINGS, All, AnyOf, Condition, Not, Test
from assess.core.questionnaire import Item, ProfileQuestion
from assess.store.documents import Document
from assess.store.draft import Draft
from assess.store.form_types import number_in
from assess.store.references import (
    FACET,
    ITEM,
    LEVEL,
    NODE,
    OPTION,
    VALUE,
    level_owner,
    option_owner,
    value_owner,
)
from assess.store.wording import brief, did_you_mean, kind_of, nearest, one_of
from assess.store.yaml_types import Path as Steps
from assess.store.yaml_types import Plain

_OPS = ("is", "in", *ORDERINGS, "includes", "answered")
_FORMS = "`{item: ..., at_least: ...}`, `{all: [...]}`, `{any: [...]}` or `{not: {...}}`"
_CLOSINGS = "`{item: ...}`, `{item: ..., worse_than: level}` or `{facet: ..., value: ..., below: 50}`"
_CLOSING_KEYS = ("item", "worse_than", "facet", "value", "below")


@dataclass(frozen=True, slots=True)
class Sight:
    """From where a condition looks; `later` are the ids that stand further down and may not be seen."""

    draft: Draft
    document: Document
    base: Steps
    later: Container[str] = ()

    def say(self, code: str, message: str, steps: Steps = (), *, key: bool = False) -> None:
        self.draft.say(self.document, code, message, (*self.base, *steps), key=key)

    def knows(self, kind: str, name: str, steps: Steps, owner: str = "") -> bool:
        """Note that a name is used here; whether it leads anywhere."""
        names = self.draft.references.names(kind, owner)
        return names.use(name, (self.document, (*self.base, *steps), False))


def read_condition(part: Plain, sight: Sight, steps: Steps = ()) -> Condition | None:
    """A condition from its mapping."""
    if part is None:
        return None
    if not isinstance(part, dict):
        sight.say(
            "bad-condition", f"A condition is written {_FORMS}, but {kind_of(part)} stands here.", steps
        )
        return None
    for word in ("all", "any", "not"):
        if word in part:
            return _read_group(part, word, sight, steps)
    if "item" not in part:
        wrong = next(
            (key for key in part if nearest(key, ["item", "all", "any", "not"]) and key not in _OPS), None
        )
        near = did_you_mean(wrong, ["item", "all", "any", "not"]) if wrong else ""
        place = (*steps, wrong) if wrong else steps
        sight.say("bad-condition", f"A condition names an `item`: {_FORMS}.{near}", place, key=True)
        return None
    return _read_test(part, sight, steps)


def _read_group(part: dict[str, Plain], word: str, sight: Sight, steps: Steps) -> Condition | None:
    for key in part:
        if key != word:
            message = (
                f"`{brief(key)}` cannot stand beside `{word}`. Put each into braces of its own, in a list "
                "below `all` or `any`."
            )
            sight.say("bad-condition", message, (*steps, key), key=True)
            return None
    value = part[word]
    if word == "not":
        inner = read_condition(value, sight, (*steps, word))
        return None if inner is None else Not(inner)
    if not isinstance(value, list):
        message = f"`{word}` takes a list of conditions: `{word}: [{{...}}, {{...}}]`."
        sight.say("bad-condition", message, (*steps, word))
        return None
    parts = [read_condition(each, sight, (*steps, word, n)) for n, each in enumerate(value)]
    good = tuple(each for each in parts if each is not None)
    if len(good) < len(parts):
        return None
    return All(good) if word == "all" else AnyOf(good)


def _read_test(part: dict[str, Plain], sight: Sight, steps: Steps) -> Condition | None:
    ops = [key for key in part if key != "item"]
    for key in ops:
        if key not in _OPS:
            near = did_you_mean(key, _OPS) or f" Known: {one_of(_OPS)}."
            sight.say("unknown-key", f"`{brief(key)}` is not a comparison.{near}", (*steps, key), key=True)
            return None
    if len(ops) != 1:
        sight.say(
            "bad-condition",
            f"A condition has one comparison for its item. Write one of {one_of(_OPS)}.",
            steps,
            key=True,
        )
        return None
    op = ops[0]
    found = _look_up(part["item"], sight, (*steps, "item"))
    if found is None:
        return None
    if op == "answered":
        if part[op] == "true":
            return Test(found.id, op)
        message = (
            "Only `answered: true` can stand here. For the contrary write `not: {item: ..., answered: true}`."
        )
        sight.say("bad-condition", message, (*steps, op))
        return None
    if isinstance(found, ProfileQuestion):
        return _profile_test(found, op, part[op], sight, (*steps, op))
    return _item_test(found, op, part[op], sight, (*steps, op))


def _look_up(name: Plain, sight: Sight, steps: Steps) -> Item | ProfileQuestion | None:
    if not isinstance(name, str) or not name:
        sight.say(
            "bad-condition",
            f"`item` takes the id of one item or profile question, but {kind_of(name)} stands here.",
            steps,
        )
        return None
    found = sight.draft.items.get(name) or sight.draft.profile.get(name)
    if found is None and name in sight.later:
        message = f"`{name}` stands here or further down. A condition looks only back: move one of the two."
        sight.say("looks-ahead", message, steps)
        return None
    known = sight.knows(ITEM, name, steps)
    return found if known else None


def _profile_test(
    question: ProfileQuestion, op: str, value: Plain, sight: Sight, steps: Steps
) -> Condition | None:
    allowed = ("includes",) if question.many else ("is", "in")
    if op not in allowed:
        kind = "any_of" if question.many else "one_of"
        message = (
            f"`{question.id}` is a profile question with `{kind}`: compare it with "
            f"{one_of((*allowed, 'answered'))}."
        )
        sight.say("bad-condition", message, steps, key=True)
        return None
    keys = _keys(op, value, OPTION, option_owner(question.id), sight, steps)
    return Test(question.id, op, keys) if keys is not None else None


def _item_test(item: Item, op: str, value: Plain, sight: Sight, steps: Steps) -> Condition | None:
    if op == "includes":
        message = (
            f"`includes` is for profile questions with `any_of`. For `{item.id}` use `is`, `in` or "
            "`at_least`."
        )
        sight.say("bad-condition", message, steps, key=True)
        return None
    keys = _keys(op, value, LEVEL, level_owner(item.scale.id), sight, steps)
    if keys is None or op in ("is", "in"):
        return Test(item.id, op, keys) if keys is not None else None
    return Test(item.id, op, keys, item.scale.level(keys[0]).points)


def _keys(op: str, value: Plain, kind: str, owner: str, sight: Sight, steps: Steps) -> tuple[str, ...] | None:
    """The levels or options that a comparison names."""
    if op == "in" and not isinstance(value, list):
        shown = f" Write `in: [{brief(value)}]`." if isinstance(value, str) else ""
        sight.say("bad-condition", f"`in` takes a list of {kind}s.{shown}", steps)
        return None
    if op != "in" and not isinstance(value, str):
        many = " For several write `in: [a, b]`." if op == "is" else ""
        sight.say("bad-condition", f"`{op}` takes one {kind}, but {kind_of(value)} stands here.{many}", steps)
        return None
    good = True
    for number, each in enumerate(value if op == "in" else [value]):
        place = (*steps, number) if op == "in" else steps
        if not isinstance(each, str):
            sight.say("bad-condition", f"A {kind} is expected here, but {kind_of(each)} stands here.", place)
            good = False
        elif not sight.knows(kind, each, place, owner):
            good = False
    if not good:
        return None
    return tuple(value) if op == "in" else (value,)


def read_closing(part: Plain, sight: Sight) -> Closing | None:
    """What an action closes: an item, or a facet value below a score."""
    if not isinstance(part, dict):
        sight.say(
            "bad-closing", f"What an action closes is written {_CLOSINGS}, but {kind_of(part)} stands here."
        )
        return None
    for key in part:
        if key not in _CLOSING_KEYS:
            near = did_you_mean(key, [k for k in _CLOSING_KEYS if k not in part])
            message = (
                f"The key `{brief(key)}` is not known here. What an action closes is written "
                f"{_CLOSINGS}.{near}"
            )
            sight.say("unknown-key", message, (key,), key=True)
            return None
    if "item" in part and part.keys() <= {"item", "worse_than"}:
        return _closing_item(part, sight)
    if part.keys() == {"facet", "value", "below"}:
        return _closing_facet(part, sight)
    sight.say("bad-closing", f"What an action closes is written {_CLOSINGS}.", key=True)
    return None


def _closing_item(part: dict[str, Plain], sight: Sight) -> Closing | None:
    found = _look_up(part["item"], sight, ("item",))
    if isinstance(found, ProfileQuestion):
        sight.say(
            "bad-closing", f"`{found.id}` is a profile question; an action closes items only.", ("item",)
        )
        return None
    if found is None or "worse_than" not in part:
        return None if found is None else Closing(found.id)
    keys = _keys("worse_than", part["worse_than"], LEVEL, level_owner(found.scale.id), sight, ("worse_than",))
    return Closing(found.id, keys[0]) if keys is not None else None


def _closing_facet(part: dict[str, Plain], sight: Sight) -> Closing | None:
    facet, value = part["facet"], part["value"]
    for key in ("facet", "value"):
        if not isinstance(part[key], str):
            sight.say("bad-closing", f"`{key}` takes one id, but {kind_of(part[key])} stands here.", (key,))
            return None
    if not sight.knows(FACET, facet, ("facet",)):
        return None
    known = sight.knows(VALUE, value, ("value",), value_owner(facet))
    below = number_in(part["below"]) if isinstance(part["below"], str) else None
    if below is None or not 0 <= below <= 100:
        sight.say("bad-range", "`below` is a score between 0 and 100.", ("below",))
        return None
    return Closing(facet=facet, value=value, below=below) if known else None


def read_way(part: Plain, nodes: Mapping[str, object], sight: Sight, steps: Steps) -> str | int | None:
    """A way out of a tree node: the id of another node, or a whole-number level."""
    if part is None:
        return None
    if isinstance(part, str) and part:
        return part if sight.knows(NODE, part, steps, "The tree") and part in nodes else None
    if isinstance(part, dict) and part.keys() == {"level"}:
        level = part["level"]
        if isinstance(level, str) and level.isascii() and level.isdigit() and len(level) < 5:
            return int(level)
        sight.say("bad-number", "A level of the tree is a whole number.", (*steps, "level"))
        return None
    message = (
        f"A way out of a node is the id of another node or `{{level: 1}}`, but {kind_of(part)} stands here."
    )
    sight.say("bad-way", message, steps)
    return None
