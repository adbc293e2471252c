"""What one saved answer costs, beside the least that is safe: appending a line and forcing it to the disk."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.generate import KEYS, questionnaire
from benchmarks.measure import Case, NotMeasured, print_table, ratios, timed

SAVES = 200
ITEM = "d0.i1"
OURS = "save_answer, with scores and log"


def main() -> None:
    """Print the tables of saving, for a short and a long questionnaire."""
    for items in (60, 300):
        with (
            TemporaryDirectory() as folder,
            _database(Path(folder), items) as save,
            _log(Path(folder)) as append,
        ):
            rows = ratios({"append + fdatasync": append, OURS: save}, SAVES, {OURS: "<= 2.2"})
        print_table(f"Saving one answer of {items} items", rows)


@contextmanager
def _log(folder: Path) -> Iterator[Case]:
    levels = cycle(KEYS)
    with (folder / "log").open("ab", buffering=0) as file:

        def append() -> None:
            file.write(f'{{"item":"{ITEM}","level":"{next(levels)}"}}\n'.encode())
            os.fdatasync(file.fileno())

        yield timed(append, tidy=False)


@contextmanager
def _database(folder: Path, items: int) -> Iterator[Case]:
    try:
        from assess.core.assessment import Answer, Practice, Respondent
        from assess.store.database import Scores, Store
        from assess.store.loading import load_questionnaire
    except ImportError as error:
        raise NotMeasured(str(error)) from error
    path = folder / "big.yaml"
    path.write_text(questionnaire(items), encoding="utf-8")
    read = load_questionnaire(path).questionnaire
    if read is None:
        raise NotMeasured("the generated questionnaire does not load")
    levels = cycle(KEYS)  # every save changes the answer
    with Store.open(folder) as store:
        number = store.create(read, Practice("clinic"), Respondent(), "2026-11-20", {})

        def save() -> None:
            store.save_answer(number, ITEM, Answer.level(next(levels)), Scores(1, items, 33, "Exploring"))

        yield timed(save, tidy=False)


if __name__ == "__main__":
    main()
