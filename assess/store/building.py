"""From forms to the questionnaire: references resolved, graphs checked, every mistake placed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from assess.core import questionnaire as core
from assess.core.conditions import All, Condition
from assess.store.composing import BANK, Unit
from assess.store.conditions import Scope, read_closing, read_condition, read_way
from assess.store.documents import Document, Place, Trouble
from assess.store.forms import (
    ActionForm,
    DomainForm,
    FacetForm,
    IncludeForm,
    ItemForm,
    ProfileForm,
    QuestionnaireForm,
    ScaleForm,
)
from assess.store.graphs import find_cycle
from assess.store.problems import did_you_mean, one_of
from assess.store.yaml_text import Path as Steps

RESERVED_LEVELS = ("unsure", "not_applicable", "between")
"""Words that an answers file uses for other states than a level."""


@dataclass(frozen=True, slots=True)
class Part:
    """A unit with its checked form."""

    unit: Unit
    document: Document
    form: Any

    @property
    def is_bank(self) -> bool:
        return self.unit.kind == BANK


@dataclass(slots=True)
class Builder:
    """Builds one questionnaire from its parts. What is wrong is collected in `troubles`."""

    parts: Sequence[Part]
    ghosts: frozenset[str]
    troubles: list[Trouble] = field(default_factory=list)
    _scales: dict[str, core.Scale] = field(default_factory=dict)
    _facets: dict[str, core.Facet] = field(default_factory=dict)
    _facet_values: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _profile: dict[str, core.ProfileQuestion] = field(default_factory=dict)
    _items: dict[str, core.Item] = field(default_factory=dict)
    _resources: dict[str, core.Resource] = field(default_factory=dict)
    _strategies: dict[str, core.Strategy] = field(default_factory=dict)
    _taken: dict[tuple[str, str], Place] = field(default_factory=dict)
    _later: frozenset[str] = frozenset()

    def build(self) -> core.Questionnaire:
        """The questionnaire; what could not be resolved is left out of it."""
        main: QuestionnaireForm = self.parts[0].form
        self._read_shared()
        self._read_profile()
        self._later = frozenset(item.id for _, _, _, item in self._item_forms())
        domains = self._read_domains()
        levels = self._read_levels()
        tree = self._read_tree()
        actions = self._read_actions()
        self._check_overall(main)
        rights = main.rights
        return core.Questionnaire(
            id=main.id,
            version=main.version,
            language=main.language,
            title=main.title,
            about=main.about,
            minutes=main.minutes,
            license=rights.license if rights else "",
            rights_source=rights.source if rights else "",
            reliability=self._read_reliability(main),
            profile=tuple(self._profile.values()),
            domains=domains,
            facets=tuple(self._facets.values()),
            overall=core.Overall(main.overall.method, main.overall.over or ""),
            levels=levels,
            tree=tree,
            actions=actions,
            resources=tuple(self._resources.values()),
            strategies=tuple(self._strategies.values()),
            roles={key: title for part in self.parts for key, title in part.form.roles.items()},
            sources=self._read_sources(),
            tests=tuple(
                core.QuestionnaireTest(test.name, test.answers, test.expect) for test in main.tests
            ),
            renamed=self._read_renames(),
        )

    # -- saying what is wrong ------------------------------------------------

    def _report(
        self, part: Part, code: str, message: str, steps: Steps, *, key: bool = False
    ) -> None:
        self.troubles.append(Trouble(code, message, part.document.place(steps, key=key)))

    def _reporter(self, part: Part, base: Steps) -> Any:
        def report(code: str, message: str, steps: Steps, key: bool = False) -> None:
            self._report(part, code, message, (*base, *steps), key=key)

        return report

    def _is_new(self, part: Part, kind: str, name: str, steps: Steps) -> bool:
        """Whether this id is free; a bank that comes in twice by different ways is no second use."""
        place = part.document.place(steps)
        first = self._taken.setdefault((kind, name), place)
        if first is place:
            return True
        if (first.file, first.steps) != (place.file, place.steps):
            elsewhere = "" if first.file is place.file else f" in {first.file.name}"
            message = f"The id `{name}` is already used{elsewhere}. Give this one another id; ids are unique over the whole questionnaire."
            self.troubles.append(Trouble("id-used-twice", message, place))
        return False

    def _refer(
        self, part: Part, name: str, known: Iterable[str], what: str, steps: Steps
    ) -> bool:
        known = known if isinstance(known, Mapping | frozenset | set) else set(known)
        if name in known:
            return True
        if name not in self.ghosts:
            near = did_you_mean(name, known) or (f" Known are {one_of(sorted(known))}." if known else f" None is declared here.")
            self._report(part, f"unknown-{what.replace(' ', '-')}", f"There is no {what} `{name}`.{near}", steps)
        return False

    # -- what items refer to -------------------------------------------------

    def _read_shared(self) -> None:
        for part in self.parts:
            for name, scale in part.form.scales.items():
                self._read_scale(part, name, scale)
            for name, facet in part.form.facets.items():
                self._read_facet(part, name, facet)
            for index, resource in enumerate(part.form.resources):
                if self._is_new(part, "resource", resource.id, ("resources", index, "id")):
                    fields = resource.model_dump(exclude={"was"})
                    self._resources[resource.id] = core.Resource(**fields)
        for part in self.parts:
            for index, strategy in enumerate(part.form.strategies):
                if self._is_new(part, "strategy", strategy.id, ("strategies", index, "id")):
                    self._check_resources(part, strategy.source, ("strategies", index, "source"))
                    self._strategies[strategy.id] = core.Strategy(**strategy.model_dump())

    def _check_resources(self, part: Part, names: Sequence[str], steps: Steps) -> None:
        for index, name in enumerate(names):
            if name not in self._resources:
                self._refer(part, name, self._resources, "resource", (*steps, index))

    def _read_scale(self, part: Part, name: str, form: ScaleForm) -> None:
        steps: Steps = ("scales", name)
        if not self._is_new(part, "scale", name, steps):
            return
        keys = [level.key for level in form.levels]
        for index, key in enumerate(keys):
            if key in keys[:index]:
                self._report(part, "id-used-twice", f"The level `{key}` stands twice on this scale.", (*steps, "levels", index, "key"))
            if key in RESERVED_LEVELS:
                self._report(part, "reserved-word", f"`{key}` is a state of every answer and cannot be a level. Choose another key.", (*steps, "levels", index, "key"))
        if len({level.points for level in form.levels}) < 2:
            self._report(part, "flat-scale", f"Scale `{name}` needs at least two levels with different points.", (*steps, "levels"), key=True)
            self.ghosts |= {name}
            return
        not_applicable = form.not_applicable
        self._scales[name] = core.Scale(
            name,
            tuple(core.Level(level.key, level.points, level.label) for level in form.levels),
            form.between == "allowed",
            form.unsure.label if form.unsure else "",
            not_applicable.reasons if not_applicable else (),
            not_applicable is not None and not_applicable.note == "required",
        )

    def _read_facet(self, part: Part, name: str, form: FacetForm) -> None:
        steps: Steps = ("facets", name)
        if not self._is_new(part, "facet", name, steps):
            return
        values = []
        for key, value in form.values.items():
            title, means = (value, "") if isinstance(value, str) else (None, "")
            if isinstance(value, dict) and set(value) <= {"title", "means"}:
                title, means = value.get("title"), value.get("means", "")
            if not isinstance(title, str) or not title or not isinstance(means, str):
                self._report(part, "bad-facet-value", f"The value `{key}` takes a title: `{key}: Its title` or `{key}: {{title: ..., means: ...}}`.", (*steps, "values", key))
                title = key
            values.append(core.FacetValue(key, title, means if isinstance(means, str) else ""))
        self._facets[name] = core.Facet(name, form.title, tuple(values))
        self._facet_values[name] = tuple(value.id for value in values)

    def _read_profile(self) -> None:
        for index, form in enumerate(self.parts[0].form.profile):
            steps: Steps = ("profile", index)
            if self._is_new(self.parts[0], "item", form.id, (*steps, "id")):
                self._read_profile_question(form, steps)

    def _read_profile_question(self, form: ProfileForm, steps: Steps) -> None:
        options = form.one_of if form.one_of is not None else form.any_of
        if (form.one_of is None) == (form.any_of is None) or not options:
            self._report(self.parts[0], "bad-profile", "A profile question has either `one_of` or `any_of`, with its options: `one_of: {key: Label}`.", steps, key=True)
            self.ghosts |= {form.id}
            return
        many = form.any_of is not None
        self._profile[form.id] = core.ProfileQuestion(form.id, form.ask, options, many, form.help)

    # -- domains and items ---------------------------------------------------

    def _item_forms(self) -> Iterator[tuple[Part, int, int, ItemForm]]:
        for part in self.parts:
            for d, domain in enumerate(() if part.is_bank else part.form.domains):
                for i, item in enumerate(domain.items):
                    yield part, d, i, item

    def _scope(self) -> Scope:
        return Scope(self._items, self._profile, self.ghosts, self._later)

    def _read_domains(self) -> tuple[core.Domain, ...]:
        domains = []
        for part in self.parts:
            if part.is_bank:
                continue
            when = self._read_when(part)
            for index, form in enumerate(part.form.domains):
                steps: Steps = ("domains", index)
                if self._is_new(part, "domain", form.id, (*steps, "id")):
                    domains.append(self._read_domain(part, form, steps, when))
        return tuple(domains)

    def _read_when(self, part: Part) -> Condition | None:
        """The conditions of all the includes that brought this part, as one."""
        conditions = []
        for document, steps in part.unit.includes:
            owner = next(p for p in self.parts if p.document.file is document.file)
            index = steps[1]
            if isinstance(index, int) and index < len(owner.form.include):
                conditions += self._read_include_when(owner, owner.form.include[index], steps)
        if len(conditions) > 1:
            return All(tuple(conditions))
        return conditions[0] if conditions else None

    def _read_include_when(
        self, owner: Part, include: IncludeForm, steps: Steps
    ) -> list[Condition]:
        if include.when is None:
            return []
        report = self._reporter(owner, (*steps, "when"))
        when = read_condition(include.when, self._scope(), report)
        return [] if when is None else [when]

    def _read_domain(
        self, part: Part, form: DomainForm, steps: Steps, when: Condition | None
    ) -> core.Domain:
        items = []
        for index, item_form in enumerate(form.items):
            item_steps: Steps = (*steps, "items", index)
            if not self._is_new(part, "item", item_form.id, (*item_steps, "id")):
                continue
            item = self._read_item(part, item_form, item_steps)
            if item is None:
                self.ghosts |= {item_form.id}
            else:
                items.append(item)
                self._items[item.id] = item
        return core.Domain(
            form.id,
            form.title,
            tuple(items),
            form.weight,
            form.min_answered,
            form.missing == "zero",
            form.about,
            when,
            part.unit.module,
        )

    def _read_item(self, part: Part, form: ItemForm, steps: Steps) -> core.Item | None:
        scale = self._scales.get(form.scale)
        if scale is None:
            self._refer(part, form.scale, self._scales, "scale", (*steps, "scale"))
            return None
        keys = {level.key for level in scale.levels}
        for key in form.levels:
            if key not in keys:
                self._refer(part, key, keys, "level", (*steps, "levels", key))
        target = form.target
        if target is not None and not self._refer(part, target, keys, "level", (*steps, "target")):
            target = None
        for facet, values in form.facets.items():
            self._check_tags(part, facet, values, (*steps, "facets", facet))
        if form.source:
            self._check_resources(part, form.source, (*steps, "source"))
        show_if = None
        if form.show_if is not None:
            report = self._reporter(part, (*steps, "show_if"))
            show_if = read_condition(form.show_if, self._scope(), report)
        evidence = form.evidence
        return core.Item(
            id=form.id,
            ask=form.ask,
            scale=scale,
            target=target or default_target(scale, reverse=form.reverse),
            kind=form.kind,
            anchors=form.levels,
            counts_if=form.counts_if,
            help=form.help,
            why=form.why,
            ask_role=form.ask_role,
            weight=form.weight,
            critical=form.critical,
            reverse=form.reverse,
            evidence=core.EvidenceWanted(evidence.wanted, evidence.max_age_days) if evidence else None,
            facets=form.facets,
            source=form.source,
            show_if=show_if,
            as_of=form.as_of,
            applies_to=form.applies_to,
        )

    def _check_tags(self, part: Part, facet: str, values: Sequence[str], steps: Steps) -> None:
        known = self._facet_values.get(facet)
        if known is None:
            self._refer(part, facet, self._facets, "facet", steps)
            return
        for index, value in enumerate(values):
            if value not in known:
                self._refer(part, value, known, "facet value", (*steps, index))
            elif value in values[:index]:
                self._report(part, "id-used-twice", f"The value `{value}` stands here twice. Delete one.", (*steps, index))

    # -- overall, levels, tree -----------------------------------------------

    def _check_overall(self, main: QuestionnaireForm) -> None:
        part, over = self.parts[0], main.overall.over
        if main.overall.method == "geometric":
            if over is None:
                self._report(part, "missing-key", "`geometric` needs to know over which facet: `over: component`.", ("overall",), key=True)
            else:
                self._refer(part, over, self._facets, "facet", ("overall", "over"))
        elif over is not None:
            self._report(part, "bad-overall", "`over` goes with `method: geometric` only. Take it out.", ("overall", "over"), key=True)

    def _read_reliability(self, main: QuestionnaireForm) -> core.Reliability | None:
        if main.reliability is None:
            return None
        if main.reliability.retest_sd <= 0:
            self._report(self.parts[0], "bad-range", "`retest_sd` is more than 0.", ("reliability", "retest_sd"))
        return core.Reliability(**main.reliability.model_dump())

    def _read_levels(self) -> tuple[core.ReadinessLevel, ...]:
        part = self.parts[0]
        forms = part.form.levels
        levels: list[core.ReadinessLevel] = []
        for index, form in enumerate(forms):
            steps: Steps = ("levels", index)
            self._is_new(part, "level", form.id, (*steps, "id"))
            if any(form.from_ == level.from_percent for level in levels):
                self._report(part, "same-from", "Another level starts at the same score. Give each its own `from`.", (*steps, "from"))
            gates = []
            for number, gate in enumerate(form.requires):
                report = self._reporter(part, (*steps, "requires", number))
                condition = read_condition(gate, self._whole_scope(), report)
                gates += [] if condition is None else [condition]
            levels.append(
                core.ReadinessLevel(form.id, form.from_, form.title, form.means, tuple(gates))
            )
        if levels and min(level.from_percent for level in levels) != 0:
            self._report(part, "no-level-at-0", "The first level has to start at 0: `from: 0`.", ("levels", 0, "from"))
        return tuple(levels)

    def _whole_scope(self) -> Scope:
        return Scope(self._items, self._profile, self.ghosts)

    def _read_tree(self) -> core.Tree | None:
        part, form = self.parts[0], self.parts[0].form.tree
        if form is None:
            return None
        nodes, ways = {}, {}
        for name, node in form.nodes.items():
            steps: Steps = ("tree", "nodes", name)
            test = read_condition(node.if_, self._whole_scope(), self._reporter(part, (*steps, "if")))
            then = read_way(node.then, form.nodes, self._reporter(part, ()), (*steps, "then"))
            otherwise = read_way(node.else_, form.nodes, self._reporter(part, ()), (*steps, "else"))
            ways[name] = [way for way in (then, otherwise) if isinstance(way, str)]
            if test is not None and then is not None and otherwise is not None:
                nodes[name] = core.TreeNode(name, test, then, otherwise)
        self._refer(part, form.start, form.nodes, "node", ("tree", "start"))
        cycle = find_cycle(ways)
        if cycle:
            self._report(part, "cycle", f"The tree leads in a circle: {' -> '.join(cycle)}. Let one of these lead to a level.", ("tree", "nodes", cycle[0]), key=True)
        meanings = {int(key): text for key, text in form.levels.items() if key.isdigit()}
        return core.Tree(form.title, form.start, nodes, meanings)

    # -- actions ---------------------------------------------------------------

    def _action_forms(self) -> Iterator[tuple[Part, int, ActionForm]]:
        for part in self.parts:
            for index, form in enumerate(part.form.actions):
                yield part, index, form

    def _read_actions(self) -> tuple[core.Action, ...]:
        known = {form.id: None for _, _, form in self._action_forms()}
        actions: dict[str, core.Action] = {}
        places: dict[str, tuple[Part, Steps]] = {}
        for part, index, form in self._action_forms():
            steps: Steps = ("actions", index)
            if self._is_new(part, "action", form.id, (*steps, "id")):
                actions[form.id] = self._read_action(part, form, steps, known)
                places[form.id] = (part, steps)
        cycle = find_cycle({key: action.after for key, action in actions.items()})
        if cycle:
            part, steps = places[cycle[0]]
            self._report(part, "cycle", f"`after` leads in a circle: {' -> '.join(cycle)}. Take one of these out.", (*steps, "after"), key=True)
        return tuple(actions.values())

    def _read_action(
        self, part: Part, form: ActionForm, steps: Steps, known: Mapping[str, object]
    ) -> core.Action:
        closes = []
        for index, plain in enumerate(form.closes):
            report = self._reporter(part, (*steps, "closes", index))
            closing = read_closing(plain, self._whole_scope(), self._facet_values, report)
            closes += [] if closing is None else [closing]
        for index, name in enumerate(form.after):
            self._refer(part, name, known, "action", (*steps, "after", index))
        for index, name in enumerate(form.strategy if self._strategies else ()):
            self._refer(part, name, self._strategies, "strategy", (*steps, "strategy", index))
        self._check_resources(part, form.resources, (*steps, "resources"))
        effort = form.effort
        return core.Action(
            id=form.id,
            title=form.title,
            why=form.why,
            first_test=form.first_test,
            steps=form.steps,
            measure=form.measure,
            effort=core.Effort(effort.hours, effort.days, effort.money),
            owner=form.owner,
            control=form.control,
            closes=tuple(closes),
            after=tuple(dict.fromkeys(name for name in form.after if name in known)),
            strategy=form.strategy,
            resources=form.resources,
            as_of=form.as_of,
            applies_to=form.applies_to,
        )

    # -- the rest --------------------------------------------------------------

    def _read_sources(self) -> tuple[str, ...]:
        part = self.parts[0]
        self._check_resources(part, part.form.sources, ("sources",))
        return tuple(part.form.sources)

    def _read_renames(self) -> dict[str, str]:
        renames = {}
        for _, _, _, item in self._item_forms():
            if item.was:
                renames[item.was] = item.id
        for form in self.parts[0].form.profile:
            if form.was:
                renames[form.was] = form.id
        return renames


def default_target(scale: core.Scale, *, reverse: bool) -> str:
    """The second-best level of a scale; of a reversed item the best level is the one with the fewest points."""
    ranked = sorted(scale.levels, key=lambda level: level.points, reverse=not reverse)
    return ranked[1].key
