"""How hard a text is to read: the Flesch-Kincaid grade, the school years that it asks for."""

from __future__ import annotations

import re
from functools import cache

from pyphen import Pyphen

_SENTENCE_END = re.compile(r"[.!?]+(?:\s|$)")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


@cache
def _hyphens() -> Pyphen:
    return Pyphen(lang="en_US")


def reading_grade(text: str) -> float:
    """The grade of an English text, 0 for no words.

    Formula: Kincaid and others, 1975. Syllables are counted by hyphenation, which finds a little too few.
    """
    words = _WORD.findall(text)
    if not words:
        return 0.0
    sentences = max(1, len(_SENTENCE_END.findall(text)))
    syllables = sum(len(_hyphens().positions(word)) + 1 for word in words)
    return 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59
