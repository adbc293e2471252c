"""All measurements, or those named: `python -m benchmarks.run startup saving`."""

from __future__ import annotations

import sys
from collections.abc import Callable

from benchmarks import loading, saving, startup
from benchmarks.measure import NotMeasured

ALL: dict[str, Callable[[], None]] = {
    "startup": startup.main,
    "loading": loading.main,
    "saving": saving.main,
}


def main(names: list[str]) -> int:
    """Print one table after the other; what cannot be measured says why and stops nothing."""
    unknown = [name for name in names if name not in ALL]
    if unknown:
        print(f"There is no {', '.join(unknown)}; choose from {', '.join(ALL)}.", file=sys.stderr)
        return 2
    for name in names or ALL:
        try:
            ALL[name]()
        except NotMeasured as reason:
            print(f"{name}, the rest: not measured: {reason}\n", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
