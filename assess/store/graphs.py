"""Cycles in the graphs that authors draw: trees and prerequisites."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence


def find_cycle(ways: Mapping[str, Sequence[str]]) -> list[str]:
    """The first cycle, as the nodes on it with the first one repeated at the end; empty if there is none."""
    done: set[str] = set()
    for start in ways:
        path: list[str] = []
        open_ways: list[Iterator[str]] = []
        node: str | None = start
        while node is not None or open_ways:
            if node is not None and node in path:
                return [*path[path.index(node) :], node]
            if node is not None and node not in done:
                path.append(node)
                open_ways.append(iter(ways.get(node, ())))
            node = next(open_ways[-1], None) if open_ways else None
            if node is None and open_ways:
                open_ways.pop()
                done.add(path.pop())
    return []
