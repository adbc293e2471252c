"""A questionnaire in the making: its parts, what is known of them so far, and what is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from assess.core import actions
from assess.core import questionnaire as core
from assess.store.composing import BANK, Unit
from assess.store.documents import Document, Trouble
from assess.store.forms import BankForm, ItemForm, QuestionnaireForm
from assess.store.references import (
    ACTION,
    DOMAIN,
    FACET,
    ITEM,
    READINESS_LEVEL,
    RESOURCE,
    SCALE,
    STRATEGY,
    References,
    Where,
    place_of,
)
from assess.store.yaml_types import Path as Steps

_KINDS_UNDER = {
    "scales": (SCALE,),
    "facets": (FACET,),
    "profile": (ITEM,),
    "domains": (DOMAIN, ITEM),
    "levels": (READINESS_LEVEL,),
    "actions": (ACTION,),
    "resources": (RESOURCE,),
    "strategies": (STRATEGY,),
}
"""The names that the parts of a file define."""


@dataclass(frozen=True, slots=True)
class Part:
    """A unit of a composition with its checked form."""

    unit: Unit
    document: Document
    form: BankForm | QuestionnaireForm

    @property
    def questionnaire(self) -> QuestionnaireForm | None:
        """The form, unless this part is a shared bank."""
        return self.form if isinstance(self.form, QuestionnaireForm) and self.unit.kind != BANK else None


@dataclass(slots=True)
class Draft:
    """What the steps of building read and fill, in this order: shared parts, profile, items, the rest."""

    parts: Sequence[Part]
    references: References
    troubles: list[Trouble] = field(default_factory=list)
    scales: dict[str, core.Scale] = field(default_factory=dict)
    facets: dict[str, core.Facet] = field(default_factory=dict)
    profile: dict[str, core.ProfileQuestion] = field(default_factory=dict)
    items: dict[str, core.Item] = field(default_factory=dict)
    ahead: set[str] = field(default_factory=set)
    """Ids of items that are not read yet: no condition may look at them."""
    resources: dict[str, actions.Resource] = field(default_factory=dict)
    strategies: dict[str, actions.Strategy] = field(default_factory=dict)

    @property
    def main(self) -> Part:
        """The questionnaire itself."""
        return self.parts[0]

    @property
    def head(self) -> QuestionnaireForm:
        """The form of the questionnaire itself."""
        form = self.main.form
        assert isinstance(form, QuestionnaireForm)
        return form

    def item_forms(self) -> Iterator[tuple[Part, Steps, ItemForm]]:
        """Every item of every part, with its place."""
        for part in self.parts:
            for d, domain in enumerate(part.questionnaire.domains if part.questionnaire else ()):
                for i, item in enumerate(domain.items):
                    yield part, ("domains", d, "items", i), item

    def say(
        self,
        document: Document,
        code: str,
        message: str,
        steps: Steps,
        *,
        key: bool = False,
        about: Steps | None = None,
    ) -> None:
        """Note what is wrong at a place, unless a mistake there or in what it is `about` is told already."""
        if document.broken and (
            document.is_broken(steps) or (about is not None and document.is_broken_within(about))
        ):
            return
        self.troubles.append(Trouble(code, message, document.place(steps, key=key)))

    def define(self, kind: str, name: str, where: Where, owner: str = "") -> bool:
        """Note a definition; False, and a trouble, where the name is taken."""
        names = self.references.names(kind, owner)
        if self.references.misnamed and name in self.references.misnamed:
            names.lost.append(self.references.misnamed[name])
            return True
        if names.define(name, where):
            return True
        first, second = names.defined[name], place_of(where)
        before = place_of(first) if first else None
        # A bank that comes in twice by different ways is no second use.
        if before is None or (before.file, before.steps) != (second.file, second.steps):
            elsewhere = (
                f" in {before.file.name}" if before is not None and before.file is not second.file else ""
            )
            scope = (
                f"{owner} names each only once" if owner else "ids are unique over the whole questionnaire"
            )
            message = f"`{name}` is already used{elsewhere}. Give this one another id; {scope}."
            self.troubles.append(Trouble("id-used-twice", message, second))
            names.lost.append("")
        return False

    def look_for_blind_spots(self) -> None:
        """Note which names may have been defined in parts that were taken out whole."""
        for part in self.parts:
            for steps in part.document.broken:
                top = str(steps[0])
                if len(steps) == 1 or (
                    top == "domains" and len(steps) in (2, 4) and steps[2:3] in ((), ("items",))
                ):
                    self.references.blind.update(_KINDS_UNDER.get(top, ()))
