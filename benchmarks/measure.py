"""Measuring side by side: cases take turns, so that whatever else the machine does falls on all of them."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

Case = Callable[[], float]
"""Does the thing once and says how many seconds it took."""


class NotMeasured(Exception):
    """A part is missing or does not work; the message says which."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: how much was measured, and how much is meant to be enough."""

    name: str
    value: str
    goal: str = ""


def timed(work: Callable[[], object], *, tidy: bool = True) -> Case:
    """A case that runs in this process; `tidy` leaves it no rubbish of other cases to collect."""

    def case() -> float:
        if tidy:
            gc.collect()
        start = time.perf_counter()
        work()
        return time.perf_counter() - start

    return case


def taken(cases: Mapping[str, Case], rounds: int) -> dict[str, list[float]]:
    """Seconds of each case, round by round, after one round that does not count."""
    times: dict[str, list[float]] = {name: [] for name in cases}
    for counts in [False] + [True] * rounds:
        for name, case in cases.items():
            seconds = case()
            if counts:
                times[name].append(seconds)
    return times


def ratios(cases: Mapping[str, Case], rounds: int, goals: Mapping[str, str]) -> list[Row]:
    """A line for each case: how many times as long as the first one it takes.

    The ratio is taken within each round, where both had the same neighbours, and then the median of it.
    """
    times = taken(cases, rounds)
    base = next(iter(times.values()))
    return [
        Row(name, f"{median(a / b for a, b in zip(seconds, base, strict=True)):.2f} x", goals.get(name, ""))
        for name, seconds in times.items()
    ]


def print_table(title: str, rows: Sequence[Row]) -> None:
    """A table in plain text, with a blank line after it."""
    width = max(len(row.name) for row in rows)
    print(title)
    for row in rows:
        goal = f"   goal {row.goal}" if row.goal else ""
        print(f"  {row.name:<{width}}  {row.value:>10}{goal}", flush=True)
    print()
