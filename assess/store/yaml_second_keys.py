"""Keys that stand in a mapping for a second time: often a new entry lacks its head."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from assess.store.problems import Problem
from assess.store.wording import one_of
from assess.store.yaml_types import Plain


@dataclass(slots=True)
class SecondKeys:
    """The keys of one mapping that stand in it for a second time, and the mark of the first of them.

    While the file is read, what stands under them is in the mapping too, under keys that no file can hold.
    """

    mapping: dict[str, Plain]
    mark: Any
    keys: list[str] = field(default_factory=list)

    def note(self, key: str) -> str:
        """The key under which the value that follows is to be put."""
        self.keys.append(key)
        spare_key = f"\0{len(self.keys)}"
        if self.mapping[key] != "":
            return spare_key
        # Nothing stood under the first of the two: it is the one to be kept apart, in its place.
        entries = list(self.mapping.items())
        self.mapping.clear()
        self.mapping.update((spare_key if name == key else name, value) for name, value in entries)
        return key

    def problem(self) -> Problem:
        """What is wrong, in one message for all of these keys."""
        keys = list(dict.fromkeys(self.keys))
        message = f"The key `{keys[0]}` stands here a second time. Keep one of the two and delete the other."
        if len(keys) > 1:
            message = (
                f"{one_of(keys, 5)} stand here a second time. If a new entry begins here, "
                "write its first line with `- ` above; or keep one of each and delete the others."
            )
        return Problem("duplicate-key", message, line=self.mark.line + 1, column=self.mark.column + 1)

    def take_out(self) -> dict[str, Plain]:
        """Take the second values out of the mapping; of several keys, all that came after the first."""
        names = list(self.mapping)
        first = next((n for n, name in enumerate(names) if name.startswith("\0")), len(names))
        several = len(set(self.keys)) > 1
        gone = names[first:] if several else [name for name in names if name.startswith("\0")]
        return {self._name(name): self.mapping.pop(name) for name in gone}

    def _name(self, name: str) -> str:
        return self.keys[int(name[1:]) - 1] if name.startswith("\0") else name
