"""The numbers of the reference: fractions, and roots to so many digits that nothing here can tell."""

from __future__ import annotations

import math
from fractions import Fraction

DIGITS = 200  # of an irrational root
SAME = Fraction(1, 10**120)  # worths that differ by less than this are equal


def weighted_mean(scored: list[tuple[Fraction, Fraction]]) -> Fraction | None:
    """Of pairs of weight and score; None where there is nothing to weigh."""
    total = sum((weight for weight, _ in scored), Fraction())
    return sum((weight * score for weight, score in scored), Fraction()) / total if total else None


def higher(one: tuple[Fraction, Fraction], other: tuple[Fraction, Fraction]) -> bool:
    """Whether one worth is higher: by the overall score, where that is equal by the mean of the domains."""
    if abs(one[0] - other[0]) > SAME:
        return one[0] > other[0]
    return one[1] > other[1]


def root(number: Fraction, degree: int) -> Fraction:
    """The root, exact where it is a fraction."""
    top, bottom = whole_root(number.numerator, degree), whole_root(number.denominator, degree)
    if Fraction(top**degree, bottom**degree) == number:
        return Fraction(top, bottom)
    scaled = number.numerator * 10 ** (DIGITS * degree) // number.denominator
    return Fraction(whole_root(scaled, degree), 10**DIGITS)


def whole_root(number: int, degree: int) -> int:
    """The greatest whole number whose power is not above `number`, by halving."""
    low, high = 0, 1 << (number.bit_length() // degree + 1)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if middle**degree <= number else (low, middle)
    return low


def whole(number: Fraction) -> int:
    """Rounded half up, as a person reads it."""
    return math.floor(number + Fraction(1, 2))


def decimals(number: Fraction) -> float:
    return whole(number * 10**4) / 10**4
