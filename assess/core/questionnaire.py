"""The questionnaire as a value: everything an author wrote, checked and with its references resolved.

These dataclasses are what the rest of the program reads. They are made by `store.load_questionnaire`
and never changed. Texts are plain or the small Markdown subset of the format, not yet rendered.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from assess.core.actions import Action, Resource, Strategy
from assess.core.conditions import Condition

NO_TEXTS: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a scale. `points` may be any number; only differences within the scale count."""

    key: str
    points: Fraction
    label: str


@dataclass(frozen=True, slots=True)
class Scale:
    """A named list of levels, at least two with different points."""

    id: str
    levels: tuple[Level, ...]
    between: bool = False
    """Whether an answer may lie between two neighbours."""
    unsure_label: str = ""
    reasons: tuple[str, ...] = ()
    """The reasons offered for "not applicable"; none means that any reason will do."""
    note_required: bool = False
    """Whether "not applicable" has to be explained in a note."""
    _percents: Mapping[str, Fraction] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # Asked for at every answer and for every gap, so worked out once.
        percents = {level.key: self.percent(level.points) for level in self.levels}
        object.__setattr__(self, "_percents", percents)

    def level_percent(self, key: str) -> Fraction:
        """Where a level lies on the scale, 0 to 100; KeyError if the scale has none with this key."""
        return self._percents[key]

    def level(self, key: str) -> Level:
        """The level with this key; KeyError if the scale has none."""
        for level in self.levels:
            if level.key == key:
                return level
        raise KeyError(key)

    def percent(self, points: Fraction) -> Fraction:
        """Where these points lie between the lowest (0) and the highest (100) of the scale."""
        all_points = [level.points for level in self.levels]
        low, high = min(all_points), max(all_points)
        return 100 * (points - low) / (high - low)


@dataclass(frozen=True, slots=True)
class ProfileQuestion:
    """An unscored question about the practice. `many` tells any_of from one_of."""

    id: str
    ask: str
    options: Mapping[str, str]
    many: bool = False
    help: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceWanted:
    """What would show that an answer holds, and how old it may be, in days."""

    wanted: str
    max_age_days: int | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One question of a domain, with its response options."""

    id: str
    ask: str
    scale: Scale
    target: str
    """Key of the level below which the item is a gap."""
    kind: str = "fact"
    anchors: Mapping[str, str] = field(default_factory=dict)
    """What each level means for this item, by level key; may be partial or empty."""
    counts_if: tuple[str, ...] = ()
    help: str = ""
    why: str = ""
    ask_role: str = ""
    weight: Fraction = Fraction(1)
    critical: bool = False
    reverse: bool = False
    evidence: EvidenceWanted | None = None
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    source: tuple[str, ...] = ()
    show_if: Condition | None = None
    as_of: str = ""
    applies_to: tuple[str, ...] = ()

    def percent(self, points: Fraction) -> Fraction:
        """The item percent, 0 to 100; a reversed item counts from the other end (design 5)."""
        percent = self.scale.percent(points)
        return 100 - percent if self.reverse else percent

    def level_percent(self, key: str) -> Fraction:
        """The item percent of one of its levels."""
        percent = self.scale.level_percent(key)
        return 100 - percent if self.reverse else percent

    @property
    def target_percent(self) -> Fraction:
        return self.level_percent(self.target)

    def has(self, facet: str, value: str) -> bool:
        return value in self.facets.get(facet, ())


@dataclass(frozen=True, slots=True)
class Domain:
    """A scored section. `when` comes from the include that brought it; undecided hides all its items."""

    id: str
    title: str
    items: tuple[Item, ...]
    weight: Fraction = Fraction(1)
    min_answered: Fraction = Fraction(1, 2)
    missing_is_zero: bool = False
    about: str = ""
    when: Condition | None = None
    module: str = ""
    """Id of the included questionnaire it came from, if any."""


@dataclass(frozen=True, slots=True)
class FacetValue:
    id: str
    title: str
    means: str = ""


@dataclass(frozen=True, slots=True)
class Facet:
    """A way of tagging items across domains."""

    id: str
    title: str
    values: tuple[FacetValue, ...]

    def title_of(self, value: str) -> str:
        return next((known.title for known in self.values if known.id == value), value)


@dataclass(frozen=True, slots=True)
class ReadinessLevel:
    """A named band of the overall score, from `from_percent` up, behind its gates."""

    id: str
    from_percent: Fraction
    title: str
    means: str = ""
    requires: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class TreeNode:
    """A question of the decision tree; each way out is a node id or a whole-number level."""

    id: str
    test: Condition
    then: str | int
    otherwise: str | int


@dataclass(frozen=True, slots=True)
class Tree:
    title: str
    start: str
    nodes: Mapping[str, TreeNode]
    levels: Mapping[int, str] = field(default_factory=dict)
    """What each result means, where the author says so."""


@dataclass(frozen=True, slots=True)
class Reliability:
    """What is known of the questionnaire's own noise: standard deviation of a re-rating, in score points."""

    retest_sd: Fraction
    n: int | None = None
    basis: str = ""


@dataclass(frozen=True, slots=True)
class QuestionnaireTest:
    """A described practice: its answers as the author wrote them, and what should come out."""

    name: str
    answers: Mapping[str, object]
    expect: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Overall:
    """How the total is made: `mean` over domains, `geometric` over the values of facet `over`, or `none`."""

    method: str = "mean"
    over: str = ""


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """The instrument, whole: its own parts and everything it uses, extends and includes."""

    id: str
    version: str
    language: str
    title: str
    about: str = ""
    minutes: int | None = None
    license: str = ""
    rights_source: str = ""
    reliability: Reliability | None = None
    profile: tuple[ProfileQuestion, ...] = ()
    domains: tuple[Domain, ...] = ()
    facets: tuple[Facet, ...] = ()
    overall: Overall = Overall()
    levels: tuple[ReadinessLevel, ...] = ()
    tree: Tree | None = None
    actions: tuple[Action, ...] = ()
    resources: tuple[Resource, ...] = ()
    strategies: tuple[Strategy, ...] = ()
    roles: Mapping[str, str] = field(default_factory=dict)
    sources: tuple[str, ...] = ()
    tests: tuple[QuestionnaireTest, ...] = ()
    renamed: Mapping[str, str] = field(default_factory=dict)
    """Old id -> new id, from every `was`."""

    def items(self) -> Iterator[Item]:
        """Every item in file order, the order on screen."""
        for domain in self.domains:
            yield from domain.items

    def facet(self, facet_id: str) -> Facet:
        """The facet with this id; KeyError if there is none."""
        for facet in self.facets:
            if facet.id == facet_id:
                return facet
        raise KeyError(facet_id)

    def role_title(self, role: str) -> str:
        """The role in words; an undeclared role is its id with spaces."""
        return self.roles.get(role) or role.replace("_", " ").replace("-", " ").capitalize()
