"""Types of the scalars of a questionnaire: every one arrives as text and is read by one function here."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, PlainValidator, StringConstraints
from pydantic_core import PydanticCustomError

from assess.store.dates import is_date

ID_PATTERN = r"^[a-z][a-z0-9_.-]*$"
ID = re.compile(ID_PATTERN, re.ASCII)
VERSION_PATTERN = r"^\d+\.\d+\.\d+$"
_NUMBER = re.compile(r"[+-]?(\d{1,12}(\.\d{1,12})?|\.\d{1,12})", re.ASCII)
_WHOLE = re.compile(r"\+?\d{1,12}", re.ASCII)
_ADDRESS = re.compile(r"https?://[^\s/]+\S*")

Plain = Any


@lru_cache(maxsize=1024)
def number_in(text: str) -> Fraction | None:
    """The number that a text writes in decimal digits; None where it writes none."""
    return Fraction(text) if len(text) < 30 and _NUMBER.fullmatch(text) else None


def _number(value: object) -> Fraction:
    number = number_in(value) if isinstance(value, str) else None
    if number is None:
        raise PydanticCustomError("number", "A number is expected here, such as 2 or 0.5")
    return number


# Numerators and denominators tell the same as comparing fractions, and take a tenth of the time.
def _weight(value: object) -> Fraction:
    number = _number(value)
    if number.numerator < 0:
        raise PydanticCustomError("range", "A weight is 0 or more")
    return number


def _hours(value: object) -> Fraction:
    number = _number(value)
    if number.numerator <= 0:
        raise PydanticCustomError("range", "Hours are more than 0")
    return number


def _share(value: object) -> Fraction:
    number = _number(value)
    if not 0 <= number.numerator <= number.denominator:
        raise PydanticCustomError("range", "A share lies between 0 and 1, such as 0.5")
    return number


def _percent(value: object) -> Fraction:
    number = _number(value)
    if not 0 <= number <= 100:
        raise PydanticCustomError("range", "A score lies between 0 and 100")
    return number


def _spread(value: object) -> Fraction:
    number = _number(value)
    if number <= 0:
        raise PydanticCustomError("range", "A standard deviation is more than 0")
    return number


def _whole(value: object) -> int:
    if isinstance(value, str) and _WHOLE.fullmatch(value):
        return int(value)
    raise PydanticCustomError("number", "A whole number of 0 or more is expected here")


def _boolean(value: object) -> bool:
    if value == "true":
        return True
    if value == "false":
        return False
    raise PydanticCustomError("boolean", "Only `true` or `false` can stand here")


def _date(value: object) -> str:
    if isinstance(value, str) and (not value or is_date(value)):
        return value
    raise PydanticCustomError("date", 'A date is written "2026-11-20", or "2026-11" for a month')


def _address(value: object) -> str:
    if isinstance(value, str) and _ADDRESS.fullmatch(value):
        return value
    raise PydanticCustomError("address", "An address begins with http:// or https:// and holds no space")


# Plain validators: the check of the class that pydantic would add takes longer than they do.
Number = Annotated[Fraction, PlainValidator(_number)]
Weight = Annotated[Fraction, PlainValidator(_weight)]
Hours = Annotated[Fraction, PlainValidator(_hours)]
Share = Annotated[Fraction, PlainValidator(_share)]
Percent = Annotated[Fraction, PlainValidator(_percent)]
Spread = Annotated[Fraction, PlainValidator(_spread)]
Whole = Annotated[int, PlainValidator(_whole)]
Bool = Annotated[bool, PlainValidator(_boolean)]
DateText = Annotated[str, PlainValidator(_date)]
Address = Annotated[str, PlainValidator(_address)]
Id = Annotated[str, StringConstraints(pattern=ID_PATTERN)]
Version = Annotated[str, StringConstraints(pattern=VERSION_PATTERN)]
Text = Annotated[str, StringConstraints(min_length=1)]
Texts = tuple[str, ...]


class Form(BaseModel):
    """A part of a file: unknown keys are refused, nothing changes afterwards."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, defer_build=True)
