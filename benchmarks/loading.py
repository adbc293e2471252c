"""What reading a questionnaire costs, beside the usual way: PyYAML's C loader, then the same models.

The usual way stops there; ours goes on to check every reference and to build the questionnaire.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.generate import questionnaire
from benchmarks.measure import NotMeasured, Row, print_table, ratios, taken, timed

ROUNDS = {60: 15, 300: 9, 5000: 3}
GOALS = {60: "", 300: "<= 0.42", 5000: "<= 0.30"}
MAX_BYTES = 20_000_000
"""5,000 items are over the limit for authors, which measuring lifts."""

PATIENCE = 20
"""Seconds until a file that is not refused is given up."""

MISTAKES: dict[str, Callable[[str], str]] = {
    "a wrong number in the last item": lambda text: _last(text, 'weight: "2"', "weight: two"),
    "a misspelt key in every item": lambda text: text.replace("        help:", "        halp:"),
    "a reference to nothing in every action": lambda text: text.replace("{item: d", "{item: e"),
    "a missing colon at the end": lambda text: _last(text, "owner: nurse_lead", "owner nurse_lead"),
}

HOSTILE: dict[str, Callable[[], bytes]] = {
    "`- ` x 100,000 (200 kB)": lambda: b"- " * 100_000,
    "`[` x 100,000": lambda: b"[" * 100_000,
    "`{a: ` x 100,000": lambda: b"{a: " * 100_000,
    "`? ` x 20,000": lambda: b"? " * 20_000,
    "ten lists of ten aliases": lambda: _aliases(),
    "50,000 unused anchors": lambda: b"".join(b"k%d: &a%d v\n" % (n, n) for n in range(50_000)),
    "one key 50,000 times": lambda: b"key: v\n" * 50_000,
    "50,000 documents": lambda: b"--- a\n" * 50_000,
    "NUL at the end of 200 kB": lambda: b"about: " + b"a" * 200_000 + b"\0",
    "a byte that is not UTF-8": lambda: b"about: " + b"a" * 200_000 + b"\xff",
    "direction overrides x 50,000": lambda: "about: \u202e\n".encode() * 50_000,
    "an open quote of 200 kB": lambda: b'about: "' + b"a " * 100_000,
    "20 MB": lambda: b"about: a\n" * 2_300_000,
}


def main() -> None:
    """Print all tables of reading."""
    with TemporaryDirectory() as folder:
        for items, rounds in ROUNDS.items():
            _good(Path(folder), items, rounds)
        _bad(Path(folder), 300)
        _hostile(Path(folder))


def _good(folder: Path, items: int, rounds: int) -> None:
    path = _file(folder, f"{items}.yaml", questionnaire(items).encode())
    if problems := _ours(path):
        raise NotMeasured(f"the generated questionnaire has {problems} problems")
    cases = {
        "CSafeLoader + the same pydantic models": timed(partial(_usual, path)),
        "load_questionnaire": timed(partial(_ours, path)),
    }
    rows = ratios(cases, rounds, {"load_questionnaire": GOALS[items]})
    print_table(f"Reading {items:,} items ({path.stat().st_size / 1000:,.0f} kB)", rows)


def _bad(folder: Path, items: int) -> None:
    good = questionnaire(items)
    cases = {"the good file": timed(partial(_ours, _file(folder, "good.yaml", good.encode())))}
    for name, spoil in MISTAKES.items():
        path = _file(folder, f"bad{len(cases)}.yaml", spoil(good).encode())
        cases[name] = timed(partial(_ours, path))
    rows = ratios(cases, 9, dict.fromkeys(MISTAKES, "<= 2"))
    print_table(f"Bad files beside a good one, {items} items", rows)


def _hostile(folder: Path) -> None:
    rows = []
    for number, (name, make) in enumerate(HOSTILE.items()):
        path = _file(folder, f"hostile{number}.yaml", make())
        rows.append(Row(name, _refusal(path), "<= 10 ms"))
    print_table("Hostile files, until they are refused", rows)


def _refusal(path: Path) -> str:
    """How long refusing takes, in a process of its own: it may hang, or take the interpreter along."""
    command = [sys.executable, "-m", "benchmarks.loading", str(path)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
    except subprocess.TimeoutExpired:
        return f"> {PATIENCE} s"
    return done.stdout.strip() if done.returncode == 0 else f"crashed ({done.returncode})"


def _refuse(path: Path) -> str:
    """The median time until this file is refused."""
    accepted = _ours(path, max_bytes=None) == 0
    times = taken({"": timed(partial(_ours, path, max_bytes=None))}, 5)[""]
    return f"{median(times) * 1000:.1f} ms" + (" ACCEPTED" if accepted else "")


def _usual(path: Path) -> None:
    import yaml

    from assess.store.forms import QuestionnaireForm

    QuestionnaireForm.model_validate(yaml.load(path.read_bytes(), yaml.CSafeLoader))


def _ours(path: Path, max_bytes: int | None = MAX_BYTES) -> int:
    """Read the way the program does; the number of problems."""
    try:
        from assess.store.loading import load_questionnaire
    except ImportError as error:
        raise NotMeasured(str(error)) from error
    loaded = load_questionnaire(path, max_bytes=max_bytes) if max_bytes else load_questionnaire(path)
    return len(loaded.problems)


def _file(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def _last(text: str, old: str, new: str) -> str:
    head, _, tail = text.rpartition(old)
    return head + new + tail


def _aliases() -> bytes:
    lines = ['a0: &a0 ["lol"]']
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    return "\n".join(lines).encode()


if __name__ == "__main__":
    if sys.argv[1:]:
        print(_refuse(Path(sys.argv[1])))
    else:
        main()
