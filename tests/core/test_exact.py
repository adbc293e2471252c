"""Exact numbers: fractions, and roots that compare and round as if all their digits were known."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assess.core.exact import Root, approximate, decimals, geometric_mean, whole
from tests.core.strategies import LAW

HALF = Fraction(1, 2)


@pytest.mark.parametrize(
    ("exact", "shown"),
    [
        ("0", 0),
        ("0.499999", 0),
        ("0.5", 1),
        ("1.5", 2),
        ("2.5", 3),
        ("33.3333", 33),
        ("99.5", 100),
        ("100", 100),
    ],
)
def test_people_read_whole_numbers_rounded_half_up(exact: str, shown: int) -> None:
    assert whole(Fraction(exact)) == shown


@pytest.mark.parametrize(
    ("exact", "shown"),
    [("100/3", 33.3333), ("200/3", 66.6667), ("0.00005", 0.0001), ("0.00004999", 0.0), ("12.00015", 12.0002)],
)
def test_files_hold_four_decimals_rounded_half_up(exact: str, shown: float) -> None:
    assert decimals(Fraction(exact)) == shown


def test_a_root_is_rounded_by_its_exact_value() -> None:
    assert whole(Root(Fraction("6.25"), 2)) == 3
    assert whole(Root(Fraction("6.25") - Fraction(1, 10**100), 2)) == 2
    assert decimals(Root(Fraction(2), 2)) == 1.4142
    assert decimals(Root(Fraction(3), 2)) == 1.7321


def test_the_geometric_mean_of_equal_values_is_that_value() -> None:
    third = Fraction(100, 3)
    assert geometric_mean([third, third, third]) == third
    assert isinstance(geometric_mean([third, third, third]), Fraction)


def test_the_geometric_mean_is_zero_as_soon_as_one_value_is() -> None:
    assert geometric_mean([Fraction(80), Fraction(0), Fraction(90)]) == Fraction(0)


def test_the_geometric_mean_is_the_root_of_the_product() -> None:
    assert geometric_mean([Fraction(25), Fraction(100)]) == Fraction(50)
    assert geometric_mean([Fraction(10), Fraction(20), Fraction(40)]) == Fraction(20)
    assert geometric_mean([Fraction(50), Fraction(100)]) == Root(Fraction(5000), 2)


def test_roots_compare_exactly_with_fractions_and_with_roots_of_another_degree() -> None:
    fifty = Root(Fraction(2500), 2)
    assert fifty == Fraction(50) == fifty
    assert fifty == Root(Fraction(125000), 3)
    assert fifty < Fraction(50) + Fraction(1, 10**100)
    assert fifty > Fraction(50) - Fraction(1, 10**100)
    assert fifty > Fraction(-50)
    assert not fifty > Fraction(50)
    assert Root(Fraction(2), 2) > Root(Fraction(2), 3)
    assert max(Fraction(49), fifty) == 50
    assert min(Fraction(51), fifty) == 50
    assert fifty != "50"


@LAW
@given(st.fractions(0, 100, max_denominator=10**6), st.integers(1, 8))
def test_a_root_is_cut_off_far_behind_what_anybody_sees(radicand: Fraction, degree: int) -> None:
    cut = approximate(Root(radicand, degree))
    assert cut**degree <= radicand < (cut + Fraction(1, 10**60)) ** degree


@LAW
@given(st.fractions(0, 100, max_denominator=10**6))
def test_no_number_is_rounded_by_more_than_a_half(number: Fraction) -> None:
    assert number - HALF < whole(number) <= number + HALF
