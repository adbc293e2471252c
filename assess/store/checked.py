"""From the content of a file to its form: pydantic's findings in our words, at our places.

A file with mistakes is checked as far as it goes: what is wrong is reported and taken out, and the rest
goes on to the checks of references, so that an author sees all mistakes at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from assess.store.documents import Document, Trouble
from assess.store.forms import ID_PATTERN
from assess.store.problems import did_you_mean, one_of
from assess.store.yaml_text import Path as Steps
from assess.store.yaml_text import Plain

_PLACEHOLDERS = {"format": "readiness/1", "id": "unnamed", "version": "0.0.0", "title": "?"}
_MOST_ROUNDS = 8


@dataclass(frozen=True, slots=True)
class Checked:
    """The form of a file (None when nothing can be made of it), what it stands in, and the troubles found."""

    form: Any
    document: Document
    troubles: tuple[Trouble, ...]
    ghosts: frozenset[str] = frozenset()
    """Ids of parts that were taken out; references to them are no further mistake."""


def check_form(form: type[BaseModel], document: Document) -> Checked:
    """Validate a document against a form, taking out what is wrong until the rest fits."""
    troubles: list[Trouble] = []
    ghosts: set[str] = set()
    for _ in range(_MOST_ROUNDS):
        try:
            made = form.model_validate(document.content)
        except ValidationError as error:
            found = error.errors(include_url=False)
            troubles += [_trouble(form, document, details) for details in found]
            document = _repaired(form, document, found, ghosts)
        else:
            return Checked(made, document, tuple(troubles), frozenset(ghosts))
    return Checked(None, document, tuple(troubles), frozenset(ghosts))


def _trouble(form: type[BaseModel], document: Document, details: ErrorDetails) -> Trouble:
    steps, kind = tuple(details["loc"]), details["type"]
    name = str(steps[-1]) if steps else ""
    if kind == "extra_forbidden":
        known = _fields_at(form, steps[:-1])
        near = did_you_mean(name, known) or f" Known here: {one_of(known, 30)}."
        message = f"The key `{name}` is not known here.{near}"
        return Trouble("unknown-key", message, document.place(steps, key=True))
    if kind == "missing":
        message = f"The key `{name}` is missing here. Add it."
        return Trouble("missing-key", message, document.place(steps[:-1], key=True))
    value = details["input"]
    code, message = _wrong_value(kind, name, value, details)
    return Trouble(code, message, document.place(steps))


def _wrong_value(kind: str, name: str, value: Plain, details: ErrorDetails) -> tuple[str, str]:
    if kind in ("string_type", "literal_error") and isinstance(value, dict):
        return "wrong-kind", _text_with_colon(name, value)
    if kind == "string_type":
        return "wrong-kind", f"`{name}` is a text, but {_kind(value)} stands here. Write one text."
    if kind == "string_too_short":
        return "empty-text", f"`{name}` is empty. Write a text or take the line out."
    if kind in ("tuple_type", "list_type"):
        extra = f" For one entry write [{value}]." if isinstance(value, str) and value else ""
        return "wrong-kind", f"`{name}` is a list, but {_kind(value)} stands here.{extra or ' Begin each entry with `- `.'}"
    if kind in ("dict_type", "model_type", "model_attributes_type"):
        return "wrong-kind", f"`{name}` holds keys and values, but {_kind(value)} stands here."
    if kind == "string_pattern_mismatch":
        if details.get("ctx", {}).get("pattern") == ID_PATTERN:
            return "bad-id", f"`{value}` cannot be an id. Begin with a small letter; use small letters, digits and _ . - only."
        return "bad-version", f'`{value}` is not a version. Write three numbers in quotes, such as "1.0.0".'
    if kind == "literal_error":
        allowed = str(details.get("ctx", {}).get("expected", "")).replace("'", "`")
        return "not-a-choice", f"`{value}` cannot stand here. Choose {allowed}."
    shown = f"`{value}`" if isinstance(value, str) else _kind(value)
    reason = details["msg"]
    return f"bad-{kind}", f"{shown} does not fit: {reason}."


def _text_with_colon(name: str, value: dict[str, Plain]) -> str:
    if len(value) == 1:
        (key, rest), *_ = value.items()
        if isinstance(rest, str):
            return (
                f"A text is expected here, but YAML reads the `: ` in it as a key and a value. "
                f'Put the whole text in double quotes: "{key}: {rest}"'
            )
    return f"`{name}` is a text, but keys and values stand here. Write one text, in double quotes if it holds `: `."


def _kind(value: Plain) -> str:
    if isinstance(value, dict):
        return "a mapping of keys and values"
    if isinstance(value, list):
        return "a list"
    return f"the text `{value}`" if value else "nothing"


def _fields_at(form: type[BaseModel], steps: Steps) -> list[str]:
    """The keys that a form knows at these steps."""
    current: Any = form
    for step in steps:
        if isinstance(current, type) and issubclass(current, BaseModel):
            names = {f.alias or n: f.annotation for n, f in current.model_fields.items()}
            current = _inner(names.get(str(step)))
        if current is None:
            return []
    if not (isinstance(current, type) and issubclass(current, BaseModel)):
        return []
    return [f.alias or n for n, f in current.model_fields.items()]


def _inner(annotation: Any) -> Any:
    """The form inside a field's type: of tuple[Form, ...], dict[str, Form] or Form | None."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inner = (_inner(argument) for argument in getattr(annotation, "__args__", ()))
    return next((found for found in inner if found is not None), None)


def _repaired(
    form: type[BaseModel], document: Document, found: list[ErrorDetails], ghosts: set[str]
) -> Document:
    """The document without the parts that are wrong."""
    if not document.origin:
        content = deepcopy(document.content)
        document = replace(document, content=content, origin=dict(_identities(content, ())))
    content = document.content
    gone: set[Steps] = set()
    for details in found:
        steps = tuple(details["loc"])
        if len(steps) == 1 and steps[0] in _PLACEHOLDERS and details["type"] != "extra_forbidden":
            content[str(steps[0])] = _PLACEHOLDERS[str(steps[0])]
        elif details["type"] == "extra_forbidden" or not _required(form, steps):
            gone.add(steps)
        else:
            gone.add(_enclosing_entry(steps))
    # Later entries first, so that the places of earlier ones still hold.
    for steps in sorted(gone, key=lambda steps: [str(s).zfill(9) for s in steps], reverse=True):
        _collect_ids(_value_at(content, steps), ghosts)
        _take_out(content, steps)
    return document


def _identities(part: Plain, steps: Steps) -> Iterator[tuple[int, Steps]]:
    """Where every mapping of a content stands, by its identity."""
    if isinstance(part, dict):
        yield id(part), steps
        for key, value in part.items():
            yield from _identities(value, (*steps, key))
    elif isinstance(part, list):
        for index, value in enumerate(part):
            yield from _identities(value, (*steps, index))


def _required(form: type[BaseModel], steps: Steps) -> bool:
    current: Any = form
    required = True
    for step in steps:
        if isinstance(step, int):
            required = True
        elif isinstance(current, type) and issubclass(current, BaseModel):
            named = {f.alias or n: f for n, f in current.model_fields.items()}.get(step)
            required = named is None or named.is_required()
            current = _inner(named.annotation) if named else None
    return required


def _enclosing_entry(steps: Steps) -> Steps:
    """The list entry that a wrong or missing required key spoils; of a top-level key, the key itself."""
    for length in range(len(steps), 0, -1):
        if isinstance(steps[length - 1], int):
            return steps[:length]
    return steps[:2] if len(steps) > 2 else steps[:1]


def _value_at(content: Plain, steps: Steps) -> Plain:
    for step in steps:
        try:
            content = content[step]
        except (KeyError, IndexError, TypeError):
            return None
    return content


def _collect_ids(value: Plain, ghosts: set[str]) -> None:
    if isinstance(value, dict):
        if isinstance(value.get("id"), str):
            ghosts.add(value["id"])
        for part in value.values():
            _collect_ids(part, ghosts)
    elif isinstance(value, list):
        for part in value:
            _collect_ids(part, ghosts)


def _take_out(content: Plain, steps: Steps) -> None:
    parent = _value_at(content, steps[:-1])
    last = steps[-1]
    if isinstance(parent, dict):
        parent.pop(last, None)
    elif isinstance(parent, list) and isinstance(last, int) and last < len(parent):
        del parent[last]
