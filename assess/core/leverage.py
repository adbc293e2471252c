"""What it would bring to lift some items to their targets: the worth of an action comes from here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from assess.core.exact import Number, approximate
from assess.core.scoring import COMBINATIONS, ItemResult, OverallScore, Part, exact_of, weighted_mean


class Leverage:
    """How far the totals rise when some items are lifted to their targets and nothing else changes."""

    def __init__(self, method: str, domains: Sequence[Part], overall: OverallScore) -> None:
        self._combine = COMBINATIONS.get(method)
        self._overall = overall.exact
        self._parts = _Lift(overall.parts)
        self._domains = _Lift(domains)
        self._domain_mean = weighted_mean(self._domains.lifted({}))

    def rise(self, raised: Sequence[ItemResult]) -> tuple[Fraction, Fraction]:
        """Points gained by the overall score, and by the weighted mean of the domain scores."""
        gains = {
            result.item.id: result.item.weight * (result.item.target_percent - result.percent)
            for result in raised
            if result.percent is not None
        }
        overall = Fraction(0)
        if self._combine is not None and self._overall is not None:
            overall = _difference(self._combine(self._parts.lifted(gains)), self._overall)
        return overall, _difference(weighted_mean(self._domains.lifted(gains)), self._domain_mean)


class _Lift:
    """The scored parts of a total, ready to be lifted: few parts hold the items of one action."""

    def __init__(self, parts: Sequence[Part]) -> None:
        scored = [part for part in parts if part.score.exact is not None]
        self._values = [(part.weight, exact_of(part)) for part in scored]
        self._weights = [_weight_of(part) for part in scored]
        self._parts_of: dict[str, list[int]] = {}
        for position, part in enumerate(scored):
            for result in part.score.results:
                self._parts_of.setdefault(result.item.id, []).append(position)

    def lifted(self, gains: Mapping[str, Fraction]) -> list[tuple[Fraction, Fraction]]:
        """Weight and score of each part, with these gains (weight x percent) of items added."""
        values = list(self._values)
        for item, gain in gains.items():
            for position in self._parts_of.get(item, ()):
                weight, score = values[position]
                values[position] = (weight, score + gain / self._weights[position])
        return values


def _weight_of(part: Part) -> Fraction:
    """The weight of what enters a part's sum."""
    sums = part.score.sums
    return sums.counted + sums.open if part.score.missing_is_zero else sums.counted


def _difference(after: Number | None, before: Number | None) -> Fraction:
    if after is None or before is None:
        return Fraction(0)
    return approximate(after) - approximate(before)
