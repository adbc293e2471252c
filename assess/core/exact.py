"""Exact numbers for scores: fractions, and the one root that a geometric mean needs.

A score is computed exactly and rounded once, half up, where a person reads it. Domain scores are
fractions. A geometric mean of fractions is usually irrational, so it stays a `Root` and compares
exactly with fractions and other roots.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import total_ordering
from math import isqrt

ROOT_DIGITS = 60
"""Decimal digits kept where a root has to be added to or divided by something."""


@total_ordering
@dataclass(frozen=True, slots=True, eq=False)
class Root:
    """The `degree`-th root of a radicand of 0 or more; `degree` is 1 or more."""

    radicand: Fraction
    degree: int

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Root | Fraction | int):
            return NotImplemented
        return _sign_of_difference(self, other) == 0

    def __lt__(self, other: Root | Fraction | int) -> bool:
        return _sign_of_difference(self, other) < 0

    def __hash__(self) -> int:
        return hash((self.radicand, self.degree))


Number = Fraction | Root
"""An exact score, 0 to 100."""


def _sign_of_difference(left: Root, right: Root | Fraction | int) -> int:
    if not isinstance(right, Root):
        value = Fraction(right)
        if value < 0:
            return 1
        right = Root(value, 1)
    a = left.radicand**right.degree
    b = right.radicand**left.degree
    return (a > b) - (a < b)


def geometric_mean(values: list[Fraction]) -> Number:
    """The geometric mean of at least one value of 0 or more; 0 as soon as one value is 0."""
    product = Fraction(1)
    for value in values:
        product *= value
    if all(value == values[0] for value in values):
        return values[0]
    return Root(product, len(values)) if product else Fraction(0)


def approximate(number: Number) -> Fraction:
    """The number as a fraction: itself, or a root cut off after `ROOT_DIGITS` decimals."""
    if isinstance(number, Fraction):
        return number
    scale = 10**ROOT_DIGITS
    scaled = number.radicand * scale**number.degree
    return Fraction(_integer_root(scaled.numerator // scaled.denominator, number.degree), scale)


def _integer_root(value: int, degree: int) -> int:
    """The largest whole number whose `degree`-th power is not above `value`."""
    if degree == 1 or value < 2:
        return value
    if degree == 2:
        return isqrt(value)
    guess = 1 << -(-value.bit_length() // degree)
    while True:
        better = ((degree - 1) * guess + value // guess ** (degree - 1)) // degree
        if better >= guess:
            return guess
        guess = better


def whole(number: Number) -> int:
    """The number as a person reads it: a whole number, rounded half up."""
    return _round_half_up(number, 1)


def decimals(number: Number, places: int = 4) -> float:
    """The number rounded half up to so many decimals, for files that machines read."""
    scale: int = 10**places
    return _round_half_up(number, scale) / scale


def _round_half_up(number: Number, scale: int) -> int:
    # A half has few decimals, so no root that reaches one falls below it by being cut off far behind them.
    doubled = approximate(number) * scale * 2
    return (doubled.numerator // doubled.denominator + 1) // 2
