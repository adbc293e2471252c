"""The file boundary: pydantic models of the questionnaire format `readiness/1`.

Every scalar arrives as text; here each field gets its type. Fields whose shape varies (conditions, what an
action closes, ways out of a tree node) stay plain here and are read by `store.build`, which can say more
about them than a union of models could.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from pydantic import Field

from assess.store.form_types import (
    Address,
    Bool,
    DateText,
    Form,
    Hours,
    Id,
    Number,
    Percent,
    Plain,
    Share,
    Spread,
    Text,
    Texts,
    Version,
    Weight,
    Whole,
)

FORMAT = "readiness/1"


class LevelForm(Form):
    key: Text
    points: Number
    label: Text


class UnsureForm(Form):
    label: str = ""


class NotApplicableForm(Form):
    reasons: Texts = ()
    note: Literal["required", "optional"] = "optional"


class ScaleForm(Form):
    levels: tuple[LevelForm, ...]
    between: Literal["allowed", "refused"] = "refused"
    unsure: UnsureForm | None = None
    not_applicable: NotApplicableForm | None = None
    was: Id | None = None


class FacetForm(Form):
    title: Text
    values: dict[str, Plain]


class ProfileForm(Form):
    id: Id
    ask: Text
    one_of: dict[str, str] | None = None
    any_of: dict[str, str] | None = None
    help: str = ""
    was: Id | None = None


class EvidenceForm(Form):
    wanted: Text
    max_age_days: Whole | None = None


class ItemForm(Form):
    id: Id
    ask: Text
    scale: Text
    kind: Literal["fact", "opinion"] = "fact"
    levels: dict[str, str] = Field(default_factory=dict)
    counts_if: Texts = ()
    help: str = ""
    why: str = ""
    ask_role: str = ""
    weight: Weight = Fraction(1)
    target: str | None = None
    critical: Bool = False
    reverse: Bool = False
    evidence: EvidenceForm | None = None
    facets: dict[str, Texts] = Field(default_factory=dict)
    source: Texts = ()
    show_if: Plain = None
    as_of: DateText = ""
    applies_to: Texts = ()
    was: Id | None = None


class DomainForm(Form):
    id: Id
    title: Text
    about: str = ""
    weight: Weight = Fraction(1)
    min_answered: Share = Fraction(1, 2)
    missing: Literal["skip", "zero"] = "skip"
    items: tuple[ItemForm, ...] = ()
    was: Id | None = None


class OverallForm(Form):
    method: Literal["mean", "geometric", "none"]
    over: str | None = None


class ReadinessLevelForm(Form):
    id: Id
    from_: Percent = Field(alias="from")
    title: Text
    means: str = ""
    requires: tuple[Plain, ...] = ()
    was: Id | None = None


class NodeForm(Form):
    if_: Plain = Field(alias="if")
    then: Plain
    else_: Plain = Field(alias="else")


class TreeForm(Form):
    title: Text = "Integration level"
    start: Text
    nodes: dict[str, NodeForm]
    levels: dict[str, str] = Field(default_factory=dict)


class EffortForm(Form):
    hours: Hours = Fraction(1)
    money: str = ""
    days: Whole | None = None


class ActionForm(Form):
    id: Id
    title: Text
    why: str = ""
    first_test: str = ""
    steps: Texts = ()
    measure: str = ""
    effort: EffortForm = Field(default_factory=EffortForm)
    owner: str = ""
    control: Literal["practice", "shared", "external"] = "practice"
    closes: tuple[Plain, ...] = ()
    after: Texts = ()
    strategy: Texts = ()
    resources: Texts = ()
    as_of: DateText = ""
    applies_to: Texts = ()
    was: Id | None = None


class ResourceForm(Form):
    id: Id
    title: Text
    publisher: str = ""
    url: Address = ""
    kind: str = ""
    year: Whole | None = None
    checked: DateText = ""
    why: str = ""
    status_note: str = ""
    seen: Bool | None = None
    search: str = ""
    audience: Texts = ()
    topics: Texts = ()
    approaches: Texts = ()
    barriers: Texts = ()
    as_of: DateText = ""
    applies_to: Texts = ()
    was: Id | None = None


class StrategyForm(Form):
    id: Id
    title: Text
    means: str = ""
    share: str = ""
    source: Texts = ()


class RightsForm(Form):
    license: Text
    source: str = ""


class ReliabilityForm(Form):
    retest_sd: Spread
    n: Whole | None = None
    basis: str = ""


class ExtendsForm(Form):
    id: Text
    version: str = ""
    drop: Texts = ()


class IncludeForm(Form):
    questionnaire: Text
    when: Plain = None


class TestForm(Form):
    name: Text
    answers: dict[str, Plain] = Field(default_factory=dict)
    expect: dict[str, Plain] = Field(default_factory=dict)


class BankForm(Form):
    """A shared bank: what `use` brings in. The head is optional here."""

    format: Literal["readiness/1"] = "readiness/1"
    id: Id | None = None
    version: str = ""
    language: str = ""
    title: str = ""
    about: str = ""
    rights: RightsForm | None = None
    use: Texts = ()
    scales: dict[str, ScaleForm] = Field(default_factory=dict)
    facets: dict[str, FacetForm] = Field(default_factory=dict)
    roles: dict[str, Text] = Field(default_factory=dict)
    strategies: tuple[StrategyForm, ...] = ()
    actions: tuple[ActionForm, ...] = ()
    resources: tuple[ResourceForm, ...] = ()


class QuestionnaireForm(Form):
    """A questionnaire file, after `extends` has been merged in."""

    format: Literal["readiness/1"]
    id: Id
    version: Version
    language: Text = "en"
    title: Text
    about: str = ""
    minutes: Whole | None = None
    rights: RightsForm | None = None
    reliability: ReliabilityForm | None = None
    use: Texts = ()
    extends: ExtendsForm | None = None
    include: tuple[IncludeForm, ...] = ()
    scales: dict[str, ScaleForm] = Field(default_factory=dict)
    facets: dict[str, FacetForm] = Field(default_factory=dict)
    roles: dict[str, Text] = Field(default_factory=dict)
    profile: tuple[ProfileForm, ...] = ()
    domains: tuple[DomainForm, ...] = ()
    overall: OverallForm = Field(default_factory=lambda: OverallForm(method="mean"))
    levels: tuple[ReadinessLevelForm, ...] = ()
    tree: TreeForm | None = None
    strategies: tuple[StrategyForm, ...] = ()
    actions: tuple[ActionForm, ...] = ()
    resources: tuple[ResourceForm, ...] = ()
    sources: Texts = ()
    tests: tuple[TestForm, ...] = ()
