"""The scores of section 5 of the design, a second time: plain, slow and line by line (see `reference`)."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Any

from tests.reference_numbers import decimals, root, weighted_mean, whole

Plain = Any  # text, lists and dictionaries, as they stand in a file
Percents = dict[str, Fraction | None]  # of the applicable items; None where no answer is counted

HUNDRED = Fraction(100)


class Scores:
    """Everything up to the overall score, the level and the tree, for one questionnaire and its answers."""

    def __init__(self, questionnaire: Plain, answers: Plain, modules: dict[str, Plain]) -> None:
        self.head = questionnaire
        self.file = answers
        self.given: Plain = answers.get("answers", {})
        self.method: Plain = questionnaire.get("overall", {"method": "mean"})
        self.profile = [question["id"] for question in questionnaire.get("profile", [])]
        self.scales: dict[str, Plain] = {}
        self.facets: dict[str, list[str]] = {}
        self.domains: list[Plain] = []
        self.items: dict[str, Plain] = {}
        self.actions: dict[str, Plain] = {}
        self.gather(questionnaire, modules, [])
        self.state: dict[str, str] = {}
        for item in self.items.values():  # a show_if looks only back, so one pass in file order is enough
            self.state[item["id"]] = self.state_of(item)
        self.percents: Percents = {
            id: self.percent(id) for id in self.items if self.state[id] not in ("not_applicable", "hidden")
        }

    def gather(self, source: Plain, modules: dict[str, Plain], when: list[Plain]) -> None:
        """`include` appends the domains and actions of a module; its items carry the module's `when`."""
        self.scales |= source.get("scales", {})
        self.facets |= {facet: list(one["values"]) for facet, one in source.get("facets", {}).items()}
        for domain in source.get("domains", []):
            self.domains.append(domain)
            for item in domain["items"]:
                conditions = [*when, item["show_if"]] if "show_if" in item else when
                self.items[item["id"]] = {**item, "domain": domain["id"], "conditions": conditions}
        self.actions |= {action["id"]: action for action in source.get("actions", [])}
        for inclusion in source.get("include", []):
            under = [*when, inclusion["when"]] if "when" in inclusion else when
            self.gather(modules[inclusion["questionnaire"]], modules, under)

    # Answers and conditions

    def state_of(self, item: Plain) -> str:
        answer = self.given.get(item["id"])
        if not all(self.truth(condition) is True for condition in item["conditions"]):
            return "hidden"  # an undecided show_if hides
        if answer is None:
            return "unanswered"
        if isinstance(answer, dict):
            return next((key for key in ("between", "not_applicable", "unsure") if key in answer), "answered")
        return "unsure" if answer == "unsure" else "answered"

    def answered(self, id: str) -> bool:
        if id in self.profile:
            return id in self.given
        return self.state.get(id) in ("answered", "between")

    def levels_of(self, id: str) -> list[str]:
        """The one level of an answer, or the two it lies between."""
        answer = self.given[id]
        if self.state[id] == "between":
            return list(answer["between"])
        return [answer["level"] if isinstance(answer, dict) else answer]

    def points(self, id: str, level: str) -> Fraction:
        levels = self.scales[self.items[id]["scale"]]["levels"]
        return next(Fraction(one["points"]) for one in levels if one["key"] == level)

    def points_of_answer(self, id: str) -> Fraction:
        both = [self.points(id, level) for level in self.levels_of(id)]
        return sum(both, Fraction()) / len(both)

    def truth(self, condition: Plain) -> bool | None:
        """Three-valued; None is undecided."""
        if "all" in condition:
            parts = [self.truth(part) for part in condition["all"]]
            return False if False in parts else None if None in parts else True
        if "any" in condition:
            parts = [self.truth(part) for part in condition["any"]]
            return True if True in parts else None if None in parts else False
        if "not" in condition:
            inner = self.truth(condition["not"])
            return None if inner is None else not inner
        id = condition["item"]
        if "answered" in condition:
            return self.answered(id)
        if not self.answered(id):
            return None
        if "includes" in condition:
            return condition["includes"] in self.given[id]
        if "is" in condition or "in" in condition:
            wanted = condition["in"] if "in" in condition else [condition["is"]]
            chosen = [self.given[id]] if id in self.profile else self.levels_of(id)
            # An answer between two levels `is` neither. Reading: nor is it `in` a list that holds both.
            return len(chosen) == 1 and chosen[0] in wanted
        # "By points, reversed or not". Reading: between two levels, by their mean (or by the worse of them).
        points = self.points_of_answer(id)
        if "at_least" in condition:
            return points >= self.points(id, condition["at_least"])
        if "above" in condition:
            return points > self.points(id, condition["above"])
        if "at_most" in condition:
            return points <= self.points(id, condition["at_most"])
        return points < self.points(id, condition["below"])

    # Item percent, target, gap

    def percent_of_points(self, id: str, points: Fraction) -> Fraction:
        item = self.items[id]
        # Reading: the ends are the fewest and the most points (or: the first and the last level).
        declared = [Fraction(level["points"]) for level in self.scales[item["scale"]]["levels"]]
        share = HUNDRED * (points - min(declared)) / (max(declared) - min(declared))
        return HUNDRED - share if item.get("reverse") == "true" else share

    def percent_of_level(self, id: str, level: str) -> Fraction:
        return self.percent_of_points(id, self.points(id, level))

    def percent(self, id: str) -> Fraction | None:
        if self.state[id] not in ("answered", "between"):
            return None
        return self.percent_of_points(id, self.points_of_answer(id))

    def target(self, id: str) -> Fraction:
        """The percent at which the item stands at its target.

        Reading: the second-best level is the second when all are sorted from the best, so that of two best
        with equal points it is one of them (or: the best of those that are worse than the best).
        """
        item = self.items[id]
        if "target" in item:
            return self.percent_of_level(id, item["target"])
        levels = self.scales[item["scale"]]["levels"]
        return sorted(self.percent_of_level(id, level["key"]) for level in levels)[-2]

    def worse_than(self, id: str, percent: Fraction) -> bool:
        """Whether it is answered and worse; an answer between two levels stands as the worse of them."""
        return self.answered(id) and min(self.percent_of_level(id, x) for x in self.levels_of(id)) < percent

    def gap(self, id: str) -> bool:
        return self.worse_than(id, self.target(id))

    # Scores

    def score(self, percents: Percents, ids: Iterable[str], share: str, missing: str) -> Fraction | None:
        applicable = [id for id in ids if id in percents]
        counted = {id: x for id in applicable if (x := percents[id]) is not None}
        if not applicable or Fraction(len(counted), len(applicable)) < Fraction(share):
            return None
        if missing == "zero":
            counted = {id: percents[id] or Fraction() for id in applicable}
        return weighted_mean([(Fraction(self.items[id].get("weight", "1")), x) for id, x in counted.items()])

    def domain_score(self, percents: Percents, domain: Plain) -> Fraction | None:
        ids = [item["id"] for item in domain["items"]]
        return self.score(percents, ids, domain.get("min_answered", "0.5"), domain.get("missing", "skip"))

    def tagged(self, facet: str, value: str) -> list[str]:
        return [id for id, item in self.items.items() if value in item.get("facets", {}).get(facet, [])]

    def facet_score(self, percents: Percents, facet: str, value: str) -> Fraction | None:
        return self.score(percents, self.tagged(facet, value), "0.5", "skip")

    def parts(self, percents: Percents) -> list[tuple[str, Fraction, Fraction | None]]:
        """Id, weight and score of every part that has an applicable item."""
        if self.method["method"] == "mean":
            return [
                (domain["id"], Fraction(domain.get("weight", "1")), self.domain_score(percents, domain))
                for domain in self.domains
                if any(item["id"] in percents for item in domain["items"])
            ]
        if self.method["method"] == "geometric":
            over = self.method["over"]
            return [
                (value, Fraction(1), self.facet_score(percents, over, value))
                for value in self.facets[over]
                if any(id in percents for id in self.tagged(over, value))
            ]
        return []

    def overall(self, percents: Percents) -> Fraction | None:
        parts = self.parts(percents)
        scored = [(weight, score) for _, weight, score in parts if score is not None]
        if not scored or 2 * len(scored) < len(parts):
            return None
        if self.method["method"] == "mean":
            return weighted_mean(scored)
        return root(math.prod((score for _, score in scored), start=Fraction(1)), len(scored))

    def limiting(self) -> str | None:
        # Reading: it stands beside the total, and without one there is none (or: the lowest part even so).
        if self.overall(self.percents) is None:
            return None
        scored = [(id, score) for id, _, score in self.parts(self.percents) if score is not None]
        lowest = min(score for _, score in scored)
        return next(id for id, score in scored if score == lowest)

    def bounds(self, compute: Callable[[Percents], Fraction | None]) -> Plain:
        """A score with its range: the same computation with what is not counted at 0 % and at 100 %."""
        exact = compute(self.percents)
        if exact is None:
            return {"score": None, "exact": None, "low": None, "high": None}
        low = compute({id: Fraction() if x is None else x for id, x in self.percents.items()})
        high = compute({id: HUNDRED if x is None else x for id, x in self.percents.items()})
        low = exact if low is None else min(low, exact)
        high = exact if high is None else max(high, exact)
        return {"score": whole(exact), "exact": decimals(exact), "low": whole(low), "high": whole(high)}

    def counts(self, ids: Iterable[str]) -> Plain:
        applicable = [id for id in ids if id in self.percents]
        answered = [id for id in applicable if self.answered(id)]
        return {"answered": len(answered), "applicable": len(applicable)}

    # Level, tree

    def level(self) -> tuple[str | None, list[str]]:
        """The level's id, and what holds it down: the items of the failed gates of the first level held."""
        score = self.overall(self.percents)
        reached: str | None = None
        if score is None:
            return None, []
        for level in sorted(self.head.get("levels", []), key=lambda level: Fraction(level["from"])):
            if Fraction(level["from"]) > score:
                break
            failed = [gate for gate in level.get("requires", []) if self.truth(gate) is not True]
            if failed:
                # Reading: all items of such a gate, nested ones too (or: only those that made it fail).
                return reached, list(dict.fromkeys(id for gate in failed for id in items_in(gate)))
            reached = level["id"]
        return reached, []

    def tree(self) -> Plain:
        tree = self.head.get("tree")
        place: Plain = tree["start"] if tree else None
        while isinstance(place, str):
            node = tree["nodes"][place]
            truth = self.truth(node["if"])
            if truth is None:
                return {"level": None, "undecided": self.to_answer(node["if"])}
            place = node["then"] if truth else node["else"]
        return {"level": int(place["level"]) if place else None, "undecided": None}

    def to_answer(self, condition: Plain) -> str:
        """The first item that leaves an undecided condition open.

        Reading: decided parts are passed over with all that is in them (or: the first undecided test).
        """
        for part in parts_of(condition):
            if self.truth(part) is None:
                return self.to_answer(part)
        return str(condition["item"])


def parts_of(condition: Plain) -> list[Plain]:
    """What a compound condition is made of; nothing for a test of one item."""
    if "not" in condition:
        return [condition["not"]]
    return list(condition.get("all", condition.get("any", [])))


def items_in(condition: Plain) -> list[str]:
    if "item" in condition:
        return [condition["item"]]
    return [id for part in parts_of(condition) for id in items_in(part)]
