"""Mistakes taken out of a content, so that the rest can be checked and an author sees all mistakes at once.

Nothing moves: what is wrong is left out where it may be left out, and made up where it may not. The content
that was read stays as it is; only the mappings and lists above a mistake are copied.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from assess.store.documents import Document
from assess.store.form_shapes import MADE_UP, is_optional, keys_of, made_up_id, shape_at, stand_in
from assess.store.form_types import Plain
from assess.store.yaml_types import Path as Steps


@dataclass(slots=True)
class Mender:
    """Mends one document. `ghosts` are names in what was taken out; `misnamed` are made-up ids and why."""

    form: type[BaseModel]
    document: Document
    first_name: int = 0
    ghosts: set[str] = field(default_factory=lambda: {MADE_UP})
    misnamed: dict[str, str] = field(default_factory=dict)
    _made_up: int = 0
    _copied: set[Steps] = field(default_factory=set)

    def mend(self, found: Iterable[ErrorDetails], meant: Mapping[Steps, str], gone: Set[Steps]) -> None:
        """Put the document into a state in which none of these mistakes is found again.

        `meant` tells which known key an unknown one stands for; `gone` are entries in the wrong place.
        """
        renamed, broken = dict(self.document.renamed), set(self.document.broken)
        if not self._copied:
            self._copied.add(())
            self.document = replace(self.document, content=dict(self.document.content))
        for steps, known in meant.items():
            self._rename(steps, known, renamed)
        for steps in gone:
            if any(steps[:length] in gone for length in range(len(steps))):
                continue
            self._make_up(steps)
            self.ghosts.update(step for step in steps[-1:] if isinstance(step, str))
            broken.add(steps)
        for details in found:
            steps = tuple(details["loc"])
            if steps in meant or steps in renamed or any(steps[: len(place)] == place for place in gone):
                continue
            if details["type"] == "extra_forbidden":
                self._take_out(steps)
            else:
                self._make_up(steps)
            broken.add(steps)
        self.document = replace(self.document, renamed=renamed, broken=frozenset(broken))

    def _rename(self, steps: Steps, meant: str, renamed: dict[Steps, str]) -> None:
        around = self._own(steps[:-1])
        value = around.pop(steps[-1])
        if meant in around:
            self._forget(value)
        else:
            around[meant] = value
            renamed[(*steps[:-1], meant)] = str(steps[-1])

    def _take_out(self, steps: Steps) -> None:
        self.ghosts.add(str(steps[-1]))
        self._forget(self._own(steps[:-1]).pop(steps[-1], None))

    def _make_up(self, steps: Steps) -> None:
        around = self._own(steps[:-1])
        old = around.get(steps[-1]) if isinstance(around, dict) else around[int(steps[-1])]
        self._forget(old)
        fields = keys_of(shape_at(self.form, steps[:-1]))
        if isinstance(steps[-1], str) and (
            is_optional(self.form, steps) or (fields and steps[-1] not in fields)
        ):
            around.pop(steps[-1], None)
            return
        number = self.first_name + self._made_up
        self._made_up += 1
        around_value = stand_in(self.form, steps, number)
        if made_up_id(number) in (around_value, *_ids(around_value)):
            self.misnamed[made_up_id(number)] = old if isinstance(old, str) else ""
        if isinstance(around, list):
            around[int(steps[-1])] = around_value
        else:
            around[steps[-1]] = around_value

    def _own(self, steps: Steps) -> Any:
        """The mapping or list at a place, copied once before it is changed."""
        part: Any = self.document.content
        for number, step in enumerate(steps, 1):
            if steps[:number] not in self._copied:
                self._copied.add(steps[:number])
                part[step] = part[step].copy()
            part = part[step]
        return part

    def _forget(self, value: Plain) -> None:
        self.ghosts.update(names_in(value))


def _ids(value: Plain) -> list[str]:
    return [value[key] for key in ("id", "key") if key in value] if isinstance(value, dict) else []


def names_in(value: Plain) -> Iterator[str]:
    """Whatever could be referred to in a part: ids, and keys that name something."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield key
            if key in ("id", "key") and isinstance(part, str):
                yield part
            yield from names_in(part)
    elif isinstance(value, list):
        for part in value:
            yield from names_in(part)
