"""Random questionnaires and answers that exercise every rule of section 5, the same for the same seed.

They are plain: dictionaries and lists of text, as the reference reads them; `yaml_text` writes them to files.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

Plain = Any

SHAPES: tuple[tuple[str, ...], ...] = (
    ("0", "1"),
    ("0", "1", "2"),
    ("0", "1", "2", "3"),
    ("0", "1", "2", "3"),
    ("0", "1", "2", "3", "4"),
    ("0", "1", "4", "5", "9", "10"),
    ("-2", "-1", "0", "3"),
    ("0", "0.5", "1.25", "3.75"),
    ("-0.3", "0.1", "0.7"),
    ("3", "2", "1", "0"),
    ("0", "0", "1", "2"),
    ("0", "1", "1", "2"),
    ("0", "1", "2", "2"),
    ("1", "0", "3", "2"),
    ("7", "7", "8"),
)
STYLES: dict[str, tuple[int, ...]] = {
    # how often an item is answered, between, unsure, not applicable, unanswered
    "done": (1, 0, 0, 0, 0),
    "usual": (12, 2, 1, 1, 2),
    "mixed": (5, 2, 2, 2, 3),
    "sparse": (3, 1, 2, 1, 6),
    "begun": (1, 0, 1, 0, 9),
}


@dataclass(frozen=True)
class Case:
    """A questionnaire with what it includes (by file name), and answers to it."""

    questionnaire: Plain
    modules: dict[str, Plain]
    answers: Plain

    def write(self, folder: Path) -> tuple[Path, Path]:
        """Writes all files; gives those of the questionnaire and of the answers."""
        for name, module in self.modules.items():
            (folder / name).write_text(yaml_text(module), encoding="utf-8")
        questionnaire, answers = folder / "questionnaire.yaml", folder / "answers.yaml"
        questionnaire.write_text(yaml_text(self.questionnaire), encoding="utf-8")
        answers.write_text(yaml_text(self.answers), encoding="utf-8")
        return questionnaire, answers


def make_case(seed: int) -> Case:
    """The case with this number."""
    maker = Maker(Random(seed))
    questionnaire = maker.questionnaire()
    return Case(questionnaire, maker.modules, maker.answers())


class Maker:
    """Makes one questionnaire and its answers; items and actions come in the order of the file."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.scales: dict[str, Plain] = {}
        self.facets: dict[str, Plain] = {}
        self.profile: list[Plain] = []
        self.items: dict[str, Plain] = {}
        self.actions: list[str] = []
        self.modules: dict[str, Plain] = {}
        self.busy = random.random() < 0.4  # much to do, so that the plan has to choose
        self.size = random.choice((1, 2, 3, 3, 4, 6))
        self.hiding = 0 if self.busy else random.choice((0, 0.1, 0.3))

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def some(self, values: Any, most: int) -> list[Any]:
        values = list(values)
        return self.random.sample(values, self.random.randint(0, min(most, len(values))))

    def questionnaire(self) -> Plain:
        self.scales = {f"scale{n}": self.scale() for n in range(self.random.randint(1, 4))}
        self.facets = {f"facet{n}": self.facet() for n in range(self.random.randint(1, 3))}
        self.profile = [self.question(n) for n in range(self.random.randint(0, 3))]
        head: Plain = {
            "format": "readiness/1",
            "id": "generated",
            "version": "1.0.0",
            "title": "Generated",
            "scales": dict(self.scales),
            "facets": self.facets,
            "profile": self.profile,
            "domains": [
                self.domain(f"d{n}") for n in range(6 if self.busy else self.random.randint(1, self.size))
            ],
        }
        includes = [self.include(f"m{n}", depth=2) for n in range(self.random.choice((0, 0, 0, 1, 2)))]
        method = self.random.choice(("mean", "geometric", "geometric", "" if self.busy else "none"))
        if method:
            head["overall"] = {"method": method}
        if method == "geometric":
            head["overall"]["over"] = self.random.choice(list(self.facets))
        head["levels"] = self.levels()
        if self.chance(0.6):
            head["tree"] = self.tree()
        head["actions"] = self.make_actions("a", self.random.choice((10, 14) if self.busy else (0, 2, 4, 6)))
        if includes:
            head["include"] = includes
        return head

    def scale(self) -> Plain:
        shape = self.random.choice(SHAPES)
        levels = [{"key": f"l{n}", "points": points, "label": f"L{n}"} for n, points in enumerate(shape)]
        return {"levels": levels, "between": "allowed", "unsure": {"label": "Not sure"}}

    def facet(self) -> Plain:
        values = [f"v{n}" for n in range(self.random.randint(1, 4))]
        self.random.shuffle(values)
        return {"title": "Facet", "values": {value: value.upper() for value in values}}

    def question(self, number: int) -> Plain:
        kind = self.random.choice(("one_of", "any_of"))
        return {"id": f"profile.{number}", "ask": "Which?", kind: {"x": "X", "y": "Y", "z": "Z"}}

    def domain(self, id: str) -> Plain:
        domain: Plain = {"id": id, "title": id}
        if self.chance(0.5):
            domain["weight"] = self.random.choice(("0", "0.5", "1", "2", "3", "1.75"))
        if self.chance(0.5):
            domain["min_answered"] = self.random.choice(("0", "0.34", "0.5", "0.75", "1"))
        if self.chance(0.4):
            domain["missing"] = self.random.choice(("skip", "zero"))
        domain["items"] = [self.item(f"{id}.i{n}") for n in range(self.random.randint(1, self.size + 1))]
        return domain

    def item(self, id: str) -> Plain:
        item: Plain = {"id": id, "ask": f"{id}?", "scale": self.random.choice(list(self.scales))}
        if self.chance(0.3):
            item["reverse"] = "true"
        if self.chance(0.3):
            item["weight"] = self.random.choice(("0", "0.5", "2", "3", "0.1"))
        if self.chance(0.5):
            item["target"] = self.random.choice(self.keys(item)[-1 if self.busy else 0 :])
        if self.chance(0.05 if self.busy else 0.2):
            item["critical"] = "true"
        if self.chance(0.9):
            item["facets"] = {
                facet: self.some(one["values"], 1 if self.busy else 2)
                for facet, one in self.facets.items()
                if self.chance(0.9)
            }
        if (self.items or self.profile) and self.chance(self.hiding):
            item["show_if"] = self.condition()
        self.items[id] = item
        return item

    def keys(self, item: Plain) -> list[str]:
        return [level["key"] for level in self.scales[item["scale"]]["levels"]]

    def condition(self, depth: int = 0) -> Plain:
        """Any condition on what there is so far."""
        if depth < 3 and self.chance(0.3):
            kind = self.random.choice(("all", "any", "not"))
            if kind == "not":
                return {"not": self.condition(depth + 1)}
            return {kind: [self.condition(depth + 1) for _ in range(self.random.choice((0, 1, 2, 2, 3)))]}
        known = [*self.items, *(question["id"] for question in self.profile)]
        id = self.random.choice(known)
        if self.chance(0.15):
            return {"item": id, "answered": "true"}
        if id in self.items:
            keys = self.keys(self.items[id])
            ops = ["is", "in", "at_least", "above", "at_most", "below"]
        else:
            keys = ["x", "y", "z"]
            many = any(question["id"] == id and "any_of" in question for question in self.profile)
            ops = ["includes"] if many else ["is", "in"]
        op = self.random.choice(ops)
        return {"item": id, op: self.some(keys, 3) if op == "in" else self.random.choice(keys)}

    def include(self, name: str, depth: int) -> Plain:
        """A module with its own file, and sometimes a module of its own."""
        inclusion = {"questionnaire": f"{name}.yaml"}
        if self.chance(0.8):
            inclusion["when"] = self.condition()
        module: Plain = {"format": "readiness/1", "id": name, "version": "1.0.0", "title": name}
        if self.chance(0.5):
            module["scales"] = {f"{name}.scale": self.scale()}
            self.scales |= module["scales"]
        module["domains"] = [self.domain(f"{name}.d{n}") for n in range(self.random.randint(1, 2))]
        if depth > 0 and self.chance(0.3):
            module["include"] = [self.include(f"{name}.sub", depth - 1)]
        module["actions"] = self.make_actions(f"{name}.a", self.random.randint(0, 3))
        self.modules[f"{name}.yaml"] = module
        return inclusion

    def levels(self) -> list[Plain]:
        starts = sorted(self.random.sample(("20", "25", "33.3333", "50", "50.5", "75", "100"), 4), key=float)
        return [self.level(start) for start in ("0", *starts[: self.random.randint(0, 4)])]

    def level(self, start: str) -> Plain:
        level: Plain = {"id": f"from-{start}", "from": start, "title": start}
        if self.chance(0.3):
            level["requires"] = [self.condition() for _ in range(self.random.randint(1, 2))]
        return level

    def tree(self) -> Plain:
        count = self.random.randint(1, 4)

        def way(after: int) -> Plain:
            if after + 1 < count and self.chance(0.7):
                return f"n{self.random.randint(after + 1, count - 1)}"
            return {"level": str(self.random.randint(1, 6))}

        nodes = {f"n{n}": {"if": self.condition(), "then": way(n), "else": way(n)} for n in range(count)}
        return {"start": "n0", "nodes": nodes}

    def make_actions(self, prefix: str, count: int) -> list[Plain]:
        ids = [f"{prefix}{n:02}" for n in range(count)]
        self.random.shuffle(ids)  # the order of ids is not the order of the file
        chained = self.random.choice((0, 0.2, 0.5))
        actions = []
        for id in ids:
            action: Plain = {"id": id, "title": id, "closes": self.closes()}
            if self.chance(0.9):
                action["effort"] = {"hours": self.random.choice(("1", "1", "2", "4", "0.5", "3"))}
                if self.chance(0.9):
                    long = self.busy and self.chance(0.85)
                    action["effort"]["days"] = self.random.choice(("31", "90") if long else ("7", "30", "60"))
            if self.chance(0.6):
                action["control"] = self.random.choice(("practice", "practice", "shared", "external"))
            if self.actions and self.chance(chained):
                action["after"] = self.some(self.actions, 2)
            self.actions.append(id)
            actions.append(action)
        self.random.shuffle(actions)
        return actions

    def closes(self) -> list[Plain]:
        closes: list[Plain] = []
        for _ in range(1 if self.busy else self.random.choice((1, 1, 2, 3))):
            item = self.items[self.random.choice(list(self.items))]
            close = {"item": item["id"]}
            if self.chance(0.25):
                close["worse_than"] = self.random.choice(self.keys(item))
            if self.chance(0.2):
                facet = self.random.choice(list(self.facets))
                value = self.random.choice(list(self.facets[facet]["values"]))
                close = {
                    "facet": facet,
                    "value": value,
                    "below": self.random.choice(("30", "50", "75", "100")),
                }
            closes.append(close)
        return closes

    def answers(self) -> Plain:
        style = STYLES[self.random.choice(("done", "usual") if self.busy else list(STYLES))]
        lean = self.random.choice(("any", "any", "low", "low" if self.busy else "high"))
        given: dict[str, Plain] = {}
        for question in self.profile:
            if self.chance(0.8):
                many = "any_of" in question
                given[question["id"]] = self.some("xyz", 3) if many else self.random.choice("xyz")
        for id, item in self.items.items():
            answer = self.answer(item, style, lean)
            if answer is not None:
                given[id] = answer
        return {
            "format": "answers/1",
            "questionnaire": {"id": "generated", "version": "1.0.0"},
            "practice": {"id": "riverside", "name": "Riverside"},
            "date": "2026-11-20",
            "answers": given,
        }

    def answer(self, item: Plain, style: tuple[int, ...], lean: str) -> Plain:
        keys = self.keys(item)
        key = self.random.choice(keys)
        if lean != "any" and self.chance(0.7):
            levels = self.scales[item["scale"]]["levels"]
            best = (lean == "high") != (item.get("reverse") == "true")
            key = (max if best else min)(levels, key=lambda level: float(level["points"]))["key"]
        kinds = ("answered", "between", "unsure", "not_applicable", "unanswered")
        kind = self.random.choices(kinds, style)[0]
        noted: dict[str, Plain] = {"note": "Seen: yes"} if self.chance(0.2) else {}
        if kind == "answered":
            return {"level": key, **noted} if noted else key
        if kind == "between":
            first = self.random.randrange(len(keys) - 1)
            pair = keys[first : first + 2]
            return {"between": pair if self.chance(0.7) else pair[::-1], **noted}
        if kind == "unsure":
            return {"unsure": "true", **noted} if noted else "unsure"
        return {"not_applicable": "out_of_scope", **noted} if kind == "not_applicable" else None


def yaml_text(plain: Plain, indent: str = "") -> str:
    """Plain data as block YAML, every text in double quotes."""
    if isinstance(plain, str):
        return json.dumps(plain) + "\n"
    if not plain:
        return "{}\n" if isinstance(plain, dict) else "[]\n"
    lines = []
    entries = (
        [(f"{k}:", v) for k, v in plain.items()] if isinstance(plain, dict) else [("-", v) for v in plain]
    )
    for head, value in entries:
        nested = bool(value) and not isinstance(value, str)
        lines.append(f"{indent}{head}" + ("\n" if nested else " ") + yaml_text(value, indent + "  "))
    return "".join(lines)
