"""Where two facets meet: scores over the items that carry a value of both, an approach and a barrier, say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assess.core.scoring import ItemResult, Score, score_facet_value

Crossing = Mapping[tuple[str, str], Score]
"""Scores by a value of the one facet and a value of the other."""


def cross_scores(results: Sequence[ItemResult], facet_a: str, facet_b: str) -> Crossing:
    """The scores of all pairs of values that have an applicable item, by the rules of a facet value.

    A pair with fewer than half of its applicable items answered stands there without a number.
    """
    tagged: dict[tuple[str, str], list[ItemResult]] = {}
    for result in results:
        for a in result.item.facets.get(facet_a, ()):
            for b in result.item.facets.get(facet_b, ()):
                tagged.setdefault((a, b), []).append(result)
    scores = {pair: score_facet_value(both) for pair, both in tagged.items()}
    return {pair: score for pair, score in scores.items() if score.applicable}
