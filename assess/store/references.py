"""Names and what refers to them: every reference that leads nowhere, each mistake told once.

One wrong id may leave many references without their end. Where a definition is known to be broken, or where
it is plainly the definition that is misspelt, the references to it are no further mistakes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from assess.store.documents import Document, Place, Trouble
from assess.store.wording import brief, is_one_slip, likeness, nearest, one_of
from assess.store.yaml_types import Path as Steps

ITEM = "item or profile question"
SCALE, FACET, DOMAIN, ACTION, RESOURCE, STRATEGY = (
    "scale",
    "facet",
    "domain",
    "action",
    "resource",
    "strategy",
)
LEVEL, VALUE, OPTION, NODE, READINESS_LEVEL = "level", "value", "option", "node", "readiness level"
DEFINED_BY_BANKS = (SCALE, FACET, ACTION, RESOURCE, STRATEGY)
DEFINED_BY_QUESTIONNAIRES = (*DEFINED_BY_BANKS, ITEM, DOMAIN, READINESS_LEVEL)

Where = tuple[Document, Steps, bool]
"""A part of a document; whether its key is meant."""
_MOST_LISTED = 30


@dataclass(slots=True)
class Names:
    """All names of one kind: what defines them, what uses them, and what is used without being there."""

    kind: str
    owner: str = ""
    """Whose names these are, in words: "Scale `steps`"; empty for names of the whole questionnaire."""
    defined: dict[str, Where | None] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    unknown: dict[str, list[Where]] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)
    """Definitions without a usable name: what was written instead, or nothing."""
    blind: bool = False
    """Whether definitions may stand where we could not look."""

    def define(self, name: str, where: Where) -> bool:
        """Note a definition; False where the name is taken."""
        return self.defined.setdefault(name, where) is where

    def has(self, name: str) -> bool:
        """Whether a reference leads anywhere; quicker than `use`, which has to follow where it does not."""
        if name in self.defined:
            self.used.add(name)
            return True
        return False

    def use(self, name: str, where: Where) -> bool:
        """Note a reference; whether it leads anywhere."""
        if self.has(name):
            return True
        self.unknown.setdefault(name, []).append(where)
        return False


@dataclass(slots=True)
class References:
    """The names of a questionnaire, by kind and owner."""

    ghosts: set[str] = field(default_factory=set)
    misnamed: dict[str, str] = field(default_factory=dict)
    blind: set[str] = field(default_factory=set)
    dropped: dict[str, Where] = field(default_factory=dict)
    _names: dict[tuple[str, str], Names] = field(default_factory=dict)

    def names(self, kind: str, owner: str = "") -> Names:
        """The names of one kind, such as "item", or of one owner, such as the levels of a scale."""
        key = (kind, owner)
        if key not in self._names:
            self._names[key] = Names(kind, owner)
        return self._names[key]

    def lose(self, count: int) -> None:
        """Note that so many definitions are lost, of which kind nobody can say."""
        for kind in DEFINED_BY_QUESTIONNAIRES if count else ():
            self.names(kind).lost += [""] * count

    def troubles(self) -> Iterator[Trouble]:
        """What is wrong with all the references that were noted."""
        for names in self._names.values():
            if names.unknown and not names.blind and names.kind not in self.blind:
                yield from self._troubles(names)

    def _troubles(self, names: Names) -> Iterator[Trouble]:
        unknown = {name: uses for name, uses in names.unknown.items() if name not in self.ghosts}
        for name in _claimed(names, unknown):
            del unknown[name]
        dropped: dict[Place, Trouble] = {}
        for name, uses in unknown.items():
            if name in self.dropped:
                where = self.dropped[name]
                dropped.setdefault(place_of(where), _dropped(name, uses, where))
            else:
                yield _misspelt(names, name, uses) or _unknown(names, name, uses)
        yield from dropped.values()


def level_owner(scale: str) -> str:
    """Whose levels these are, in words."""
    return f"Scale `{scale}`"


def value_owner(facet: str) -> str:
    """Whose values these are, in words."""
    return f"Facet `{facet}`"


def option_owner(question: str) -> str:
    """Whose options these are, in words."""
    return f"Profile question `{question}`"


def place_of(where: Where) -> Place:
    """The place in a file that an author has to look at."""
    document, steps, key = where
    return document.place(steps, key=key)


def _claimed(names: Names, unknown: Mapping[str, object]) -> list[str]:
    """The unknown names that broken definitions account for."""
    if not names.lost:
        return []
    open_names, claimed = list(unknown), []
    for bad in filter(None, names.lost):
        meant = nearest(bad, open_names)
        if meant:
            open_names.remove(meant)
            claimed.append(meant)
    # A definition whose name is lost altogether: whatever is least like the others was probably its name.
    open_names.sort(key=lambda name: likeness(name, names.defined))
    return claimed + open_names[: len(names.lost) - len(claimed)]


def _misspelt(names: Names, name: str, uses: list[Where]) -> Trouble | None:
    """The definition that is misspelt, where several references agree on another spelling."""
    if len(uses) < 2:
        return None
    unused = [defined for defined in names.defined if defined not in names.used]
    # Among the few names of one owner, the one that nobody uses is the one that all look for.
    alone = bool(names.owner) and len(unused) == 1 and len(names.unknown) == 1
    for defined in unused:
        where = names.defined[defined]
        if where is not None and (alone or _is_slip(name, defined)):
            message = (
                f"Nothing refers to the {names.kind} `{defined}`, but {len(uses)} places name `{name}`, "
                "which is not there. "
                f"Write `{name}` here if that is meant."
            )
            return Trouble("misspelt-id", message, place_of(where), also=tuple(map(place_of, uses)))
    return None


def _is_slip(one: str, other: str) -> bool:
    # `finding.2` for `finding.3` is no slip: both are likely to be meant.
    return is_one_slip(one, other) and not any(sign.isdigit() for sign in one + other)


def _dropped(name: str, uses: list[Where], where: Where) -> Trouble:
    needed = ", ".join(dict.fromkeys(_in_words(use) for use in uses[:3]))
    message = (
        f"`{name}` is dropped, but still needed: {needed} in {uses[0][0].file.path.name}. Change or drop "
        "that too."
    )
    return Trouble("dropped-but-needed", message, place_of(where))


def _in_words(where: Where) -> str:
    """Which part of which entry: `show_if` of `finding.missed`."""
    document, steps, _ = where
    key = next(
        (step for step in reversed(steps) if step in ("show_if", "requires", "if", "when", "over")), steps[-1]
    )
    part: object = document.content
    owner = ""
    for step in steps:
        part = part[step]  # type: ignore[index]
        if isinstance(part, dict) and isinstance(part.get("id"), str):
            owner = part["id"]
    return f"`{key}` of `{owner}`" if owner else f"`{key}`"


def _unknown(names: Names, name: str, uses: list[Where]) -> Trouble:
    kind = names.kind
    what = (
        f"{names.owner} has no {kind} `{brief(name)}`."
        if names.owner
        else f"There is no {kind} `{brief(name)}`."
    )
    near = nearest(name, names.defined)
    remedy = f" Did you mean `{near}`?" if near else _known(names.defined)
    code = "unknown-" + kind.split(" or ")[0].replace(" ", "-")
    place, *also = map(place_of, uses)
    return Trouble(code, what + remedy, place, also=tuple(also))


def _known(known: Iterable[str]) -> str:
    names = list(known)
    if not names:
        return " None is declared."
    return f" Known: {one_of(names)}." if len(names) <= _MOST_LISTED else " Check the id."
