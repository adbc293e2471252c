"""A catalogue of mistakes that trainers make: each spoils one line of a good file and knows where it is told.

A mistake is a pattern for the lines it can befall and what it makes of such a line. The group `at` of the
pattern is what it spoils and where the message has to point; where it is called `hit`, any column will do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

Make = Callable[[re.Match[str], Random], str]


@dataclass(frozen=True, slots=True)
class Mistake:
    """One kind of mistake. `below` says how many lines further down it is told, `severity` how badly."""

    name: str
    pattern: re.Pattern[str]
    make: Make
    below: int = 0
    severity: str = "error"


@dataclass(frozen=True, slots=True)
class Spoilt:
    """A spoilt text, and the place where the one mistake in it has to be told; column 0 for any."""

    text: str
    line: int
    column: int


def spoil(text: str, mistake: Mistake, chance: Random) -> Spoilt | None:
    """Make this mistake somewhere in a text; None where it cannot be made."""
    lines = text.split("\n")
    able = [
        (number, found)
        for number, line in enumerate(lines)
        if not line.lstrip().startswith("#") and (found := mistake.pattern.search(line))
    ]
    if not able:
        return None
    number, found = chance.choice(able)
    lines[number] = mistake.make(found, chance)
    groups = mistake.pattern.groupindex
    at = found.start("at") + 1 if "at" in groups else 0
    return Spoilt("\n".join(lines), number + 1 + mistake.below, at)


def slip(word: str, chance: Random) -> str:
    """A word with one slip of the finger, never the first letter."""
    place = chance.randrange(1, len(word) - 1)
    kind = chance.randrange(3)
    if kind == 0 and word[place] != word[place + 1]:
        return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    if kind == 1:
        return word[:place] + word[place + 1 :]
    return word[:place] + word[place] + word[place:]


def _put(new: str | Callable[[str, Random], str]) -> Make:
    """Put something in the place of the group `at`."""

    def make(found: re.Match[str], chance: Random) -> str:
        text, group = found.string, "hit" if "hit" in found.groupdict() else "at"
        word = new if isinstance(new, str) else new(found[group], chance)
        return text[: found.start(group)] + word + text[found.end(group) :]

    return make


def _mistake(name: str, pattern: str, new: str | Callable[[str, Random], str], **more: object) -> Mistake:
    return Mistake(name, re.compile(pattern), _put(new), **more)  # type: ignore[arg-type]


_SENTENCE = r"^\s*(?:- )?(?:ask|title|help|why|measure|first_test): (?P<at>(?!>-?$)[^\"'{\[>|][^#\"']*)$"
_ENTRY = r"^\s+- (?P<at>[A-Z][a-z]+ [^:#\"'{\[]*)$"
_FORMAT_KEYS = """
    ask kind scale counts_if help why ask_role weight target critical evidence facets source show_if
    title about items first_test steps measure effort owner control closes after strategy resources
    domains scales profile actions tests overall tree levels nodes start rights reliability include
    between unsure not_applicable answers expect publisher checked
"""
_ID = r"[a-z][a-z0-9_.-]{3,}"


def _begin(sign: str) -> Callable[[str, Random], str]:
    return lambda text, _: f"{sign}{text}"


def _pick(*words: str) -> Callable[[str, Random], str]:
    return lambda _, chance: chance.choice(words)


def _words() -> Iterator[Mistake]:
    """Sentences that needed quotes."""
    signs = {
        "question mark": "? ", "dash": "- ", "percent": "%", "at sign": "@", "star": "*", "two stars": "**",
        "star and space": "* ", "ampersand": "& ", "anchor": "&top ", "tag": "!important ", "bang": "! ",
        "angle": "> ", "bar": "| ", "backtick": "`", "comma": ", ", "closed bracket": "] ",
        "closed brace": "} ", "bracketed word": "[Draft] ", "braced word": "{Draft} ",
        "quoted word": '"Draft" ', "single quoted word": "'Draft' ",
    }  # fmt: skip
    for name, sign in signs.items():
        yield _mistake(f"sentence begins with a {name}", _SENTENCE, _begin(sign))
    yield _mistake("open double quote", _SENTENCE, _begin('"'))
    yield _mistake("open single quote", _SENTENCE, _begin("'"))
    yield _mistake("open bracket", _SENTENCE, _begin("["))
    yield _mistake("backslash in quotes", _anywhere(_SENTENCE), lambda text, _: f'"C:\\data {text}"')
    for pattern, where in ((_SENTENCE, "sentence"), (_ENTRY, "entry of a list")):
        yield Mistake(f"colon in a {where}", re.compile(_anywhere(pattern)), _after_a_word(": "))
        yield Mistake(
            f"hash in a {where}",
            re.compile(_anywhere(pattern)),
            _after_a_word(" #2 "),
            severity="warning",
        )
    yield _mistake("entry begins with a quoted word", _ENTRY, _begin('"Draft" '))
    yield _mistake("entry begins with a percent", _ENTRY, _begin("%"))
    yield _mistake("entry begins with a star", _ENTRY, _begin("*"))
    yield _mistake("colon at the end", r"^\s*ask: .*[a-z?](?P<at>)$", ":")
    label = r"^\s*- \{.*label: (?P<at>[A-Z][a-z ]+)\}$"
    signs = {"quoted word": '"So" ', "bracket": "[so] ", "star": "*", "at sign": "@"}
    for name, sign in signs.items():
        yield _mistake(f"{name} in a label in braces", label, _begin(sign))
    yield _mistake("colon in a label in braces", _anywhere(label), _begin("So: "))
    yield _mistake("comma in a label in braces", _anywhere(label), lambda text, _: f"{text}, or never")
    yield _mistake("hash in a label in braces", _anywhere(label), lambda text, _: f"{text} #2")


def _anywhere(pattern: str) -> str:
    """The same pattern, where any column of the line will do."""
    return pattern.replace("?P<at>", "?P<hit>")


def _after_a_word(sign: str) -> Make:
    def make(found: re.Match[str], _: Random) -> str:
        first, _space, rest = found["hit"].partition(" ")
        return found.string[: found.start("hit")] + first + sign + rest

    return make


def _keys() -> Iterator[Mistake]:
    known = "|".join(_FORMAT_KEYS.split())
    block = rf"^\s*(?:- )?(?P<at>{known}):(?: |$)"
    yield _mistake("misspelt key", block, slip)
    yield _mistake(
        "capital key",
        r"^\s*(?P<at>ask|scale|help|title|weight|why|steps|closes|items):",
        lambda k, _: k.title(),
    )
    yield _mistake("unknown key", r"^\s*(?P<at>help|why|ask_role|measure|owner|source|counts_if):", "remark")
    yield _mistake("question instead of ask", r"^\s*(?P<at>ask):", "question")
    yield _mistake("name instead of title", r"^    (?P<at>title):", "name")
    yield _mistake("misspelt key in braces", r"^\s*- \{key: [\w-]+, (?P<at>points):", slip)
    yield _mistake("misspelt last key in braces", r"^\s*- \{key: .*, (?P<at>label):", slip)
    yield _mistake("misspelt effort", r"^\s*effort: \{(?P<at>hours):", slip)
    yield _mistake("misspelt comparison", r"\b(?P<at>at_least|above):", slip)
    yield _mistake("misspelt closing key", r"(?P<at>worse_than|below):", slip)
    yield _mistake("no space after a colon in braces", r"\{(?P<at>key):(?P<hit> )[\w-]+, points", "")
    twice = r"^(\s+)(ask|scale|help|why|title|measure|owner|kind|weight): (?![>|]).*$"
    yield Mistake("key twice", re.compile(twice), lambda f, _: f"{f.string}\n{f.string}", below=1)
    top = r"^(title|about|language|overall): (?!>).*$"
    yield Mistake("top key twice", re.compile(top), lambda f, _: f"{f.string}\n{f.string}", below=1)
    yield _mistake("no colon", r"^\s+(?P<at>scale|ask_role|weight|measure|owner|kind)(?:: )", "zz")


def _lines() -> Iterator[Mistake]:
    key = r"^(?P<hit>\s+)(scale|ask_role|help|measure|owner|control|weight): .*$"
    yield _mistake("indented too far", key, lambda space, _: space + "  ")
    yield _mistake("indented a little too far", key, lambda space, _: space + " ")
    yield _mistake("indented too little", key, lambda space, _: space[:-1])
    yield _mistake("indented with a tab", key, "\t")
    yield _mistake("indented with a tab too", key, lambda space, _: space[:4] + "\t")
    yield _mistake("no space after the dash", r"^\s*-(?P<hit> )\{(?:key|id|item|facet): ", "")
    yield _mistake("dash too far", r"^(?P<hit>\s+)- \{key: \w+, points: [12]", lambda space, _: space + " ")
    yield _mistake("open brace", r"^\s*- \{(?:key|id): .*(?P<hit>\})$", "")
    yield _mistake("brace closed by a bracket", r"^\s*- \{key: .*(?P<at>\})$", "]")
    yield _mistake("one brace too many", r"^\s*- \{key: .*(?P<hit>\})$", "}}")
    yield _mistake("no comma in braces", r"^\s*- \{key: [\w-]+(?P<hit>,) ", "")
    yield _mistake("second document", r"^(?P<hit>domains|actions|levels|profile|scales):$", "---\ndomains")


def _values() -> Iterator[Mistake]:
    yield _mistake(
        "text for a list",
        r"^\s*(?:steps|counts_if|after|source|resources|strategy): (?P<at>\[.*\])$",
        "Something",
    )
    yield _mistake("list for a text", r"^\s*(?:ask|title|help|why|measure): (?P<at>[A-Z][^\"#]*)$", "[a, b]")
    yield _mistake(
        "mapping for a text", r"^\s*(?:ask|title|help|why|measure): (?P<at>[A-Z][^\"#]*)$", "{a: b}"
    )
    yield _mistake("empty text", r"^\s*(?:- )?(?:ask|title|scale):(?P<at> .*)$", "")
    yield _mistake("empty list", r"^\s*(?:steps|closes|counts_if|source|resources):(?P<at> \[.*\])$", "")
    yield _mistake(
        "text for a mapping", r"^\s*(?:effort|evidence|facets|rights|overall): (?P<at>\{.*\})$", "much"
    )
    yield _mistake(
        "list for a mapping", r"^\s*(?:effort|evidence|facets|rights|overall): (?P<at>\{.*\})$", "[much]"
    )
    yield _mistake("text for a condition", r"^\s*show_if: (?P<at>\{.*\})$", "always")
    yield _mistake(
        "bad number",
        r"\b(?:weight|points|hours|from|min_answered): (?P<at>[0-9.]+)",
        _pick("two", "1e3", "0x10", "5%"),
    )
    yield _mistake(
        "bad whole number",
        r"\b(?:days|max_age_days|minutes|year): (?P<at>[0-9]+)",
        _pick("30.5", "-1", "ten", "1_000"),
    )
    yield _mistake("hours of nothing", r"\bhours: (?P<at>[0-9.]+)", _pick("0", "-2"))
    yield _mistake("weight below 0", r"\bweight: (?P<at>[0-9.]+)", "-1")
    yield _mistake("from out of range", r"\bfrom: (?P<at>(?!0\b)[0-9.]+)", _pick("101", "-1", "1000"))
    yield _mistake("share out of range", r"\bmin_answered: (?P<at>[0-9.]+)", _pick("50", "-0.5", "1.5"))
    yield _mistake(
        "bad truth",
        r"\b(?:critical|reverse|seen): (?P<at>true|false)",
        _pick("yes", "no", "True", "on", "1", '"TRUE"'),
    )
    yield _mistake("bad kind", r"\bkind: (?P<at>fact|opinion)$", _pick("facts", "Fact", "feeling"))
    yield _mistake(
        "bad control", r"\bcontrol: (?P<at>practice|shared|external)$", _pick("clinic", "Practice")
    )
    yield _mistake("bad method", r"\bmethod: (?P<at>mean|geometric)", _pick("median", "Geometric"))
    yield _mistake("bad between", r"\bbetween: (?P<at>allowed)", _pick("yes", "allow"))
    yield _mistake(
        "bad date",
        r"\bchecked: (?P<at>\"[0-9-]+\")",
        _pick("today", "20.11.2026", '"2026-13-01"', '"2026-02-30"', "2026"),
    )
    yield _mistake(
        "bad address",
        r"\burl: (?P<at>\"https?://[^\"]*\")",
        _pick("www.example.org", '"ftp://a.b"', '"https://a b"', '""'),
    )
    yield _mistake("bad id", rf"^\s*- (?:\{{)?id: (?P<at>{_ID})(?=,|$)", _bad_id)
    yield _mistake("bad version", r"^version: (?P<at>.*)$", _pick("1.0", '"v1"', "1"))
    yield _mistake("bad format", r"^format: (?P<at>.*)$", _pick("readiness/2", "readiness", "Readiness/1"))


def _bad_id(word: str, chance: Random) -> str:
    return chance.choice(
        [word.title(), word.replace("-", " "), f"1{word}", f"{word}!", word.upper()]
    ).replace(word, word + "?")


def _references() -> Iterator[Mistake]:
    places = {
        "scale": rf"^\s*scale: (?P<at>{_ID})$",
        "target": rf"^\s*target: (?P<at>{_ID})$",
        "anchor": r"^\s{10}(?P<at>not-yet|emerging|established|some|most|none): ",
        "anchor in braces": r"^\s*levels: \{none: \"[^\"]*\", (?P<at>some): ",
        "facet": r"^\s*facets: \{(?P<at>\w+):",
        "facet value": rf"^\s*facets: \{{\w+: \[(?P<at>{_ID})",
        "source": rf"^\s*source: \[(?P<at>{_ID})",
        "item of show_if": rf"^\s*show_if: \{{item: (?P<at>{_ID}),",
        "level of show_if": rf"^\s*show_if: \{{item: [^,]*, \w+: (?P<at>{_ID})\}}",
        "item of a gate": rf"requires: \[\{{item: (?P<at>{_ID}),",
        "level of a gate": rf"requires: \[\{{item: [^,]*, at_least: (?P<at>{_ID})\}}",
        "item of a closing": rf"^\s*(?:- |closes: \[)\{{item: (?P<at>{_ID})[,}}]",
        "level of a closing": rf"worse_than: (?P<at>{_ID})\}}",
        "facet of a closing": r"\{facet: (?P<at>\w+),",
        "facet value of a closing": rf"\{{facet: \w+, value: (?P<at>{_ID}),",
        "prerequisite": rf"^\s*after: \[(?P<at>{_ID})",
        "resource of an action": rf"^\s*resources: \[(?P<at>{_ID})",
        "strategy": rf"^\s*strategy: \[(?P<at>{_ID})",
        "facet of the total": r"^overall: \{.*over: (?P<at>\w+)\}",
        "start of the tree": rf"^  start: (?P<at>{_ID})$",
        "way out of a node": rf"then: (?P<at>{_ID}),",
        "item of a node": rf"\bif: \{{item: (?P<at>{_ID}),",
        "item of a test": rf"^      (?P<at>{_ID}): (?:not-yet|emerging|established|embedded|most|some|few)$",
        "item of a test in braces": rf"^    answers: \{{setting: \w+, (?P<at>{_ID}):",
        "level of a test": r"^      [\w.-]+: (?P<at>not-yet|emerging|established|embedded|most)$",
        "expected level": rf"\bexpect: \{{level: (?P<at>{_ID}),",
        "expected domain": rf"\bexpect: .*domains: \{{(?P<at>{_ID}):",
        "expected action": rf"\bfirst_action: (?P<at>{_ID})",
        "option of a condition": rf"includes: (?P<at>{_ID})\}}",
        "question of a condition": rf"\{{item: (?P<at>{_ID}), includes:",
        "module": rf"\{{questionnaire: (?P<at>{_ID})[,}}]",
        "bank": r"^use: \[(?P<at>[\w./-]+)",
    }
    for name, pattern in places.items():
        yield _mistake(f"unknown {name}", pattern, slip)
    yield _mistake("unknown scale altogether", rf"^\s*scale: (?P<at>{_ID})$", "zzz")
    yield _mistake(
        "level of a scale misspelt where it stands",
        r"^      - \{key: (?P<at>some|most|emerging|established),",
        slip,
    )
    yield _mistake("scale misspelt where it stands", r"^  (?P<at>spread|steps|agreement|burden):$", slip)


def _logic() -> Iterator[Mistake]:
    yield _mistake(
        "wrong comparison for a question", r"\{item: (?:setting|size|location), (?P<at>is): ", "at_least"
    )
    yield _mistake("wrong comparison for many", r"\{item: approaches, (?P<at>includes): ", "is")
    yield _mistake(
        "two comparisons", r"^\s*(?P<at>show_if): \{item: [\w.-]+, (?P<hit>)above: none\}", "is: some, "
    )
    yield _mistake("lowest level above 0", r"\bfrom: (?P<at>0)\b", "5")
    yield _mistake("two levels from one score", r"\bfrom: (?P<at>25|50|40|60|75)\b", "0")
    yield _mistake("condition on itself", r"(?P<at>finding\.screen), above: none", "finding.missed")
    yield _mistake("condition looks ahead", r"(?P<at>finding\.screen), above: none", "place.talk")
    yield _mistake("circle in the tree", r"^    apart: .*then: (?P<at>\{level: 2\})", "same-site")
    yield _mistake("reserved level", r"\{key: (?P<at>some|emerging), points: 1", "unsure")
    yield _mistake("level key twice", r"\{key: (?P<at>some), points: 1", "none")
    yield _mistake("other level key twice", r"\{key: (?P<at>established), points: 2", "emerging")


CATALOGUE = tuple([*_words(), *_keys(), *_lines(), *_values(), *_references(), *_logic()])
