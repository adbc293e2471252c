"""What pydantic found, in words for authors: one trouble for each mistake.

A key that is not known and a key that is missing are often one mistake (a misspelling, a wrong word, a wrong
indentation), and are told as one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from assess.store.documents import Document, Place, Trouble
from assess.store.form_shapes import form_name, keys_of, known_elsewhere, shape_at, value_at
from assess.store.form_strangers import find_strangers
from assess.store.form_types import ID_PATTERN, Plain
from assess.store.wording import brief, kind_of, nearest, one_of
from assess.store.yaml_reader import MERGE
from assess.store.yaml_types import Path as Steps


@dataclass(slots=True)
class Findings:
    """Troubles, and what the mending has to know."""

    troubles: list[Trouble] = field(default_factory=list)
    meant: dict[Steps, str] = field(default_factory=dict)
    """Unknown keys with the known key that was surely meant."""
    gone: set[Steps] = field(default_factory=set)
    """Entries that stand in the wrong part of the file."""


def explain(form: type[BaseModel], document: Document, found: Sequence[ErrorDetails]) -> Findings:
    """The troubles behind all that pydantic found in a document."""
    strangers = find_strangers(form, document, found)
    if strangers.gone:
        found = [details for details in found if not strangers.holds(tuple(details["loc"]))]
    findings = Findings(strangers.troubles, gone=strangers.gone)
    missing: dict[Steps, list[str]] = {}
    for details in found:
        steps = tuple(details["loc"])
        if details["type"] == "missing":
            missing.setdefault(steps[:-1], []).append(str(steps[-1]))
    for details in found:
        steps = tuple(details["loc"])
        if details["type"] == "extra_forbidden":
            _unknown_key(form, document, steps, details["input"], missing, findings)
    for details in found:
        steps = tuple(details["loc"])
        if details["type"] not in ("missing", "extra_forbidden"):
            code, message = _wrong_value(details)
            findings.troubles.append(Trouble(code, message, document.place(steps)))
    bad_ids = {tuple(details["loc"][:-1]) for details in found if details["loc"][-1:] == ("id",)}
    for parent, names in missing.items():
        around = value_at(document.content, parent)
        if MERGE in around or (document.layers and parent in bad_ids):
            continue  # what is missing may stand where the merge key or the id was to lead
        if names and document.layers and isinstance(around.get("id"), str):
            findings.troubles.append(_new_entry(form, document, parent, names))
        else:
            findings.troubles += [_missing(form, document, parent, name) for name in names]
    return findings


def _missing(form: type[BaseModel], document: Document, parent: Steps, name: str) -> Trouble:
    where = form_name(shape_at(form, parent))
    message = f"The key `{name}` is missing here{f'; {where} needs it' if where else ''}. Add it."
    return Trouble("missing-key", message, document.place(parent, key=True))


def _new_entry(form: type[BaseModel], document: Document, parent: Steps, names: list[str]) -> Trouble:
    """An entry of a questionnaire that extends another: new, so it has to be whole; or its id is misspelt."""
    entries = value_at(document.content, parent[:-1])
    own = value_at(document.content, parent)["id"]
    others = [
        entry["id"] for entry in entries if isinstance(entry, dict) and isinstance(entry.get("id"), str)
    ]
    near = nearest(own, [other for other in others if other != own])
    hint = f" Did you mean `{near}`?" if near else ""
    where = form_name(shape_at(form, parent)) or "it"
    message = f"`{brief(own)}` is new here, and {where} needs {one_of(names)}. Add what is missing.{hint}"
    return Trouble("missing-key", message, document.place(parent, key=True))


def _unknown_key(
    form: type[BaseModel],
    document: Document,
    steps: Steps,
    value: Plain,
    missing: dict[Steps, list[str]],
    findings: Findings,
) -> None:
    parent, name = steps[:-1], str(steps[-1])
    shape = shape_at(form, parent)
    known, around = list(keys_of(shape)), value_at(document.content, parent)
    lacking = missing.get(parent, [])
    meant = nearest(name.split(":")[0], lacking) or nearest(name, [k for k in known if k not in around])
    if meant and ":" in name:
        hint = f"Write a space after the colon: `{meant}: {name.split(':', 1)[1]}`."
    elif meant:
        hint = f"Did you mean `{meant}`?"
        findings.meant[steps] = meant
    else:
        hint = (
            _cut_by_comma(name, value, document.place(steps))
            or _misplaced(name, parent, missing)
            or _other_word(lacking)
            or _out_of_place(name, known)
        )
    if meant in lacking:
        lacking.remove(meant)
    place = document.place(steps, key=True)
    findings.troubles.append(
        Trouble("unknown-key", f"The key `{brief(name)}` is not known here. {hint}", place)
    )


def _cut_by_comma(name: str, value: Plain, place: Place) -> str:
    if value or name.isidentifier():
        return ""
    around = list(value_at(place.file.content, place.steps[:-1]).items())
    position = around.index((name, "")) if (name, "") in around else 0
    key, text = around[position - 1]
    if position == 0 or not isinstance(text, str) or not text:
        return ""
    if text.isdigit() and name[0].isdigit():
        return f"Write the number with a point: `{key}: {text}.{name}`."
    return (
        f"If it belongs to the text before the comma, put that in double quotes: {key}: "
        f'"{brief(f"{text}, {name}")}"'
    )


def _misplaced(name: str, parent: Steps, missing: dict[Steps, list[str]]) -> str:
    for place, names in missing.items():
        if name in names and place[: len(parent)] == parent and len(place) > len(parent):
            names.remove(name)
            return "An entry above lacks it: indent this line like the other keys of that entry."
    return ""


def _other_word(lacking: list[str]) -> str:
    return f"Is `{lacking.pop(0)}` meant? That key is missing here." if lacking else ""


def _out_of_place(name: str, known: list[str]) -> str:
    if near := nearest(name, known):
        return f"Did you mean `{near}`? That key stands here already."
    if name == MERGE:
        return "Write the keys out here and delete this line."
    home = known_elsewhere(name)
    if home:
        return f"It belongs to {home}: indent it like the other keys there, or move it."
    return f"Known here: {one_of(known, 30)}."


def _wrong_value(details: ErrorDetails) -> tuple[str, str]:
    kind, value = details["type"], details["input"]
    name = next((str(step) for step in reversed(details["loc"]) if isinstance(step, str)), "")
    one = "One entry of " if details["loc"] and isinstance(details["loc"][-1], int) else ""
    if kind in ("string_type", "literal_error") and isinstance(value, dict):
        return "wrong-kind", _text_with_colon(name, value)
    if kind == "string_type":
        hint = " If the text begins with [, put it in double quotes." if isinstance(value, list) else ""
        return (
            "wrong-kind",
            f"{one}`{name}` is a text, but {kind_of(value)} stands here. Write one text.{hint}",
        )
    if value == "" and kind not in ("tuple_type", "dict_type", "model_type"):
        return (
            "empty-text",
            f"`{name}` is empty. Write its value after the colon, in double quotes if it begins with #.",
        )
    if kind in ("tuple_type", "list_type"):
        return "wrong-kind", _list_wanted(name, value)
    if kind in ("dict_type", "model_type", "model_attributes_type"):
        return "wrong-kind", _mapping_wanted(f"{one}`{name}`", value)
    if kind == "string_pattern_mismatch":
        if details.get("ctx", {}).get("pattern") == ID_PATTERN:
            return "bad-id", bad_id(value)
        return (
            "bad-version",
            f'`{brief(value)}` is not a version. Write three numbers in quotes, such as "1.0.0".',
        )
    if kind == "literal_error":
        allowed = str(details.get("ctx", {}).get("expected", "")).replace("'", "`")
        stands = f"`{brief(value)}`" if isinstance(value, str) else kind_of(value)
        return "not-a-choice", f"{stands} cannot stand here. Choose {allowed}."
    shown = (
        f"`{brief(value)}` does not fit"
        if isinstance(value, str)
        else f"{kind_of(value)} does not fit".capitalize()
    )
    return f"bad-{kind}", f"{shown}. {details['msg']}."


def bad_id(value: str) -> str:
    """Why a text cannot be an id."""
    return (
        f"`{brief(value)}` cannot be an id. "
        "Begin with a small letter, and use only small letters, digits, hyphens, dots and underscores."
    )


def _list_wanted(name: str, value: Plain) -> str:
    if isinstance(value, str) and value:
        return (
            f"`{name}` is a list, but one text stands here. Put it in brackets: [{brief(value.strip('[]'))}]"
        )
    return (
        f"`{name}` is a list, but {kind_of(value)} stands here. Begin each entry on a line of its own with "
        "`- `."
    )


def _mapping_wanted(what: str, value: Plain) -> str:
    if isinstance(value, list):
        return f"{what} holds keys and values, but a list stands here. Take the `- ` or the brackets away."
    return (
        f"{what} holds keys and values, but {kind_of(value)} stands here. Write `key: value` lines below it."
    )


def _text_with_colon(name: str, value: dict[str, Plain]) -> str:
    (key, rest), *others = value.items() if value else [("", None)]
    if not others and isinstance(rest, str) and rest:
        return (
            "A text is expected here, but YAML reads the `: ` in it as a key and a value. "
            f'Put the whole text in double quotes: "{brief(f"{key}: {rest}")}"'
        )
    if not others and rest == "":
        return (
            "A text is expected here, but YAML reads a `:` at its end, a `?` at its beginning or braces "
            "around it as a key. "
            f'Put the whole text in double quotes: "{brief(key)}"'
        )
    return (
        f"`{name}` is a text, but keys and values stand here. Write one text, in double quotes if it holds "
        "`: ` or braces."
    )
