"""Words that messages share: what stands there, what is known, and what was probably meant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher, get_close_matches
from functools import lru_cache

_LONGEST_WORD = 60
_MANY = 400
"""More known words than this are compared only where they begin alike."""


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that was probably meant; empty where none is near."""
    return _nearest(word, tuple(known)) if word and len(word) <= _LONGEST_WORD else ""


@lru_cache(maxsize=256)
def _nearest(word: str, known: tuple[str, ...]) -> str:
    plain = _folded(word)
    for choice in known:
        if _folded(choice) == plain:
            return choice
    # A slip of the finger leaves the beginning or the end as it was.
    for choice in known:
        if (choice[:2] == word[:2] or choice[-2:] == word[-2:]) and is_one_slip(word, choice):
            return choice
    letters, shortest = set(plain), len(plain) // 2
    some = known if len(known) <= _MANY else [k for k in known if k[:3] == word[:3]][:_MANY]
    # Comparing letter by letter takes long, and is done only for words with letters in common.
    alike = [k for k in some if len(k) >= shortest and 2 * len(letters.intersection(k)) >= len(letters)]
    close = get_close_matches(plain, alike, 1, 0.6)
    return close[0] if close else ""


def _folded(word: str) -> str:
    return word.lower().replace("_", "-").replace(" ", "-")


def is_one_slip(one: str, other: str) -> bool:
    """Whether two words differ by one letter too many, too few, wrong, or by two that changed places."""
    longest = max(len(one), len(other))
    if longest - min(len(one), len(other)) > 1 or one == other:
        return False
    start = 0
    while start < longest and one[start : start + 1] == other[start : start + 1]:
        start += 1
    left, right = one[start:], other[start:]
    if len(left) == len(right):
        return left[1:] == right[1:] or (left[1::-1] == right[:2] and left[2:] == right[2:])
    return left[1:] == right or left == right[1:]


def likeness(word: str, known: Iterable[str]) -> float:
    """How near the nearest known word is, from 0 to 1."""
    near = nearest(word, known)
    return SequenceMatcher(None, word, near).ratio() if near else 0.0


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """` Did you mean ...?` with the nearest known word, or nothing."""
    near = nearest(word, known)
    return f" Did you mean `{near}`?" if near else ""


def one_of(known: Iterable[str], most: int = 12) -> str:
    """The known words as a list to choose from, cut when long."""
    words = list(known)
    named = ", ".join(f"`{word}`" for word in words[:most])
    return f"{named} and {len(words) - most} more" if len(words) > most else named


def brief(text: str, most: int = 60) -> str:
    """A text of an author as a message can quote it: on one line and not too long."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 3].rstrip() + "..."


def kind_of(value: object) -> str:
    """What stands at a place where something else is expected, in words."""
    if isinstance(value, Mapping):
        return "keys and values"
    if isinstance(value, list):
        return "a list"
    text = brief(value) if isinstance(value, str) else ""
    return f"the text `{text}`" if text else "nothing"
