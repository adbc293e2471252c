"""Section 5 of the design, a second time: plain, slow and line by line, to compare the product with.

It reads the parsed YAML (dictionaries and lists of text) and shares no line with `assess.core`. Where the
design can be read in two ways, a comment that begins with "Reading:" says which was taken, then the other.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from tests.reference_numbers import decimals, higher, weighted_mean
from tests.reference_scores import Percents, Plain, Scores

WITHOUT_EFFORT = {"hours": "1"}  # Reading: an hour where the author says nothing, and not quick


def reference(questionnaire: Plain, answers: Plain, modules: dict[str, Plain] | None = None) -> Plain:
    """The JSON object of section 6 for a questionnaire and answers; `modules` holds what it includes."""
    return Reference(questionnaire, answers, modules or {}).result()


class Reference(Scores):
    """The plan, and the object of section 6."""

    def holds(self, close: Plain) -> bool:
        if "facet" in close:
            score = self.facet_score(self.percents, close["facet"], close["value"])
            return score is not None and score < Fraction(close["below"])
        if "worse_than" in close:
            return self.worse_than(close["item"], self.percent_of_level(close["item"], close["worse_than"]))
        return self.gap(close["item"])

    def raised(self, id: str) -> list[str]:
        # Reading: by all of its `closes`, as far as they are gaps (or: only by those that hold).
        named = [
            item
            for close in self.actions[id].get("closes", [])
            for item in (self.tagged(close["facet"], close["value"]) if "facet" in close else [close["item"]])
        ]
        return [item for item in dict.fromkeys(named) if self.gap(item)]

    def raises_critical(self, id: str) -> bool:
        return any(self.items[item].get("critical") == "true" for item in self.raised(id))

    def raises_limiting(self, id: str) -> bool:
        limiting = self.limiting()
        if limiting is None:
            return False
        if self.method["method"] == "mean":
            return any(self.items[item]["domain"] == limiting for item in self.raised(id))
        return any(item in self.tagged(self.method["over"], limiting) for item in self.raised(id))

    def effort(self, id: str, what: str) -> Fraction | None:
        said = WITHOUT_EFFORT | self.actions[id].get("effort", {})
        return Fraction(said[what]) if what in said else None

    def quick(self, id: str) -> bool:
        days = self.effort(id, "days")
        return days is not None and days <= 30

    def mean_of_domains(self, percents: Percents) -> Fraction | None:
        return weighted_mean(
            [
                (Fraction(domain.get("weight", "1")), score)
                for domain in self.domains
                if (score := self.domain_score(percents, domain)) is not None
            ]
        )

    def worth(self, id: str) -> tuple[Fraction, Fraction]:
        # "Nothing else changed": what is hidden stays hidden, and the parts that have a score stay the same.
        after = self.percents | {item: self.target(item) for item in self.raised(id)}
        hours = self.effort(id, "hours")
        assert hours is not None
        rises = [
            Fraction((compute(after) or 0) - (compute(self.percents) or 0)) / hours
            for compute in (self.overall, self.mean_of_domains)
        ]
        return rises[0], rises[1]

    def plan(self) -> Plain:
        firing = [id for id, action in self.actions.items() if any(map(self.holds, action.get("closes", [])))]
        external = [id for id in firing if self.actions[id].get("control") == "external"]
        now, rest = self.now_and_rest(self.ordered([id for id in firing if id not in external]))
        return {
            "now": now,
            "next": rest[:2],
            "later": rest[2:],
            # Reading: by the same rules among themselves (or: in file order).
            "watch": self.ordered(external),
            "find_out": [id for id in self.items if self.state[id] == "unsure"],
        }

    def prerequisites(self, id: str, firing: list[str]) -> list[str]:
        # Reading: those named in `after` that fire (or: also those behind one that does not fire).
        return [other for other in self.actions[id].get("after", []) if other in firing]

    def ordered(self, firing: list[str]) -> list[str]:
        worth = {id: self.worth(id) for id in firing}
        for _ in firing:  # so often that it has gone down the longest chain
            for id in firing:
                for other in self.prerequisites(id, firing):
                    # Reading: both numbers of a worth go together (or: each is at least as high by itself).
                    if higher(worth[id], worth[other]):
                        worth[other] = worth[id]
        critical = {id: self.raises_critical(id) for id in firing}

        def before(one: str, other: str) -> bool:
            if critical[one] != critical[other]:
                return critical[one]
            if higher(worth[one], worth[other]) or higher(worth[other], worth[one]):
                return higher(worth[one], worth[other])
            return one < other

        # Reading: the best of those that need not wait comes next, again and again; only worth goes over to
        # a prerequisite (or: being critical does too).
        order: list[str] = []
        while len(order) < len(firing):
            free = [
                id
                for id in firing
                if id not in order and all(other in order for other in self.prerequisites(id, firing))
            ]
            best = free[0]
            for id in free[1:]:
                best = id if before(id, best) else best
            order.append(best)
        return order

    def now_and_rest(self, order: list[str]) -> tuple[list[str], list[str]]:
        now = order[:3]
        brought = self.exchange(order, now, self.quick, None)
        if self.limiting() is not None:
            self.exchange(order, now, self.raises_limiting, brought)
        return now, [id for id in order if id not in now]

    def exchange(
        self, order: list[str], now: list[str], wanted: Callable[[str], bool], spared: str | None
    ) -> str | None:
        """Changes `now` where none of it is as wanted; tells what came in."""
        if any(wanted(id) for id in now):
            return None
        # Reading: what the first exchange put out is a later action for the second (or: it has had its turn).
        free = [
            id
            for id in order
            if id not in now and all(other in now for other in self.prerequisites(id, order))
        ]
        newcomer = next((id for id in free if wanted(id)), None)
        if newcomer is None:
            return None
        needs = self.prerequisites(newcomer, order)
        for out in reversed(now):
            # Reading: "another in `now`" is also the newcomer (or: only who was there before).
            needed = any(out in self.prerequisites(id, order) for id in [*now, newcomer])
            if not needed and out != spared and not self.raises_critical(out):
                break
        else:
            return None
        # Reading: it takes that very place, unless a prerequisite stands behind it (or: all are sorted anew).
        now[now.index(out)] = newcomer
        behind = max((now.index(other) for other in needs), default=-1)
        if behind > now.index(newcomer):
            now.remove(newcomer)
            now.insert(behind, newcomer)
        return newcomer

    def result(self) -> Plain:
        level, held_by = self.level()
        states = list(self.state.values())
        return {
            "questionnaire": {"id": self.head["id"], "version": self.head["version"]},
            "practice": self.file["practice"]["id"],
            "date": self.file["date"],
            "coverage": {
                **self.counts(self.items),
                "unsure": states.count("unsure"),
                "not_applicable": states.count("not_applicable"),
                "hidden": states.count("hidden"),
            },
            "overall": {
                **self.bounds(self.overall),
                "level": level,
                "limiting": self.limiting(),
                "held_by": held_by,
            },
            "domains": {domain["id"]: self.result_of_domain(domain) for domain in self.domains},
            "facets": {
                facet: {
                    value: self.result_of_facet(facet, value)
                    for value in values
                    if any(id in self.percents for id in self.tagged(facet, value))
                }
                for facet, values in self.facets.items()
            },
            "items": {id: self.result_of_item(id) for id in self.items},
            "flags": [
                id
                for id, item in self.items.items()
                if item.get("critical") == "true" and (self.gap(id) or self.state[id] == "unsure")
            ],
            "tree": self.tree(),
            "plan": self.plan(),
        }

    def result_of_domain(self, domain: Plain) -> Plain:
        numbers = self.bounds(lambda percents: self.domain_score(percents, domain))
        return {**numbers, **self.counts(item["id"] for item in domain["items"])}

    def result_of_facet(self, facet: str, value: str) -> Plain:
        numbers = self.bounds(lambda percents: self.facet_score(percents, facet, value))
        return {**numbers, **self.counts(self.tagged(facet, value))}

    def result_of_item(self, id: str) -> Plain:
        percent = self.percents.get(id)
        return {"state": self.state[id], "percent": None if percent is None else decimals(percent)}
