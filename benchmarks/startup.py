"""How long until something stands there: beside an empty interpreter, and beside a bare Textual app.

The first paint is measured through a real pseudo-terminal, from starting the program until a known text is
on the screen, with the sample clinic among the kept assessments.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.measure import Case, NotMeasured, print_table, ratios, timed
from benchmarks.terminal import first_paint

ROUNDS = 15
SAMPLE = Path("questionnaires", "samples", "riverside.yaml")
PRACTICE = "Riverside"
"""The sample clinic's name, as the home screen shows it."""
PROGRAM = Path(sys.executable).with_name("assess")

BARE = """
from textual.app import App, ComposeResult
from textual.widgets import Label

class Bare(App):
    def compose(self) -> ComposeResult:
        yield Label("Riverside")

Bare().run()
"""

OPEN = """
from pathlib import Path
from assess.store.database import Store
with Store.open(Path({home!r})) as store:
    store.open_assessment(store.assessments()[0].id)
"""


def main() -> None:
    """Print the tables of starting."""
    if not PROGRAM.is_file():
        raise NotMeasured(f"{PROGRAM.name} is not installed beside this Python; set it up with `make bench`")
    with TemporaryDirectory() as home:
        _keep_sample(home)
        _without_a_screen(home)
        _first_paint(Path(home))


def _without_a_screen(home: str) -> None:
    cases = {
        "python -c pass": _process([sys.executable, "-c", "pass"]),
        "assess --version": _process([str(PROGRAM), "--version"]),
        "opening the kept sample": _process([sys.executable, "-c", OPEN.format(home=home)]),
    }
    print_table("Starting, without a screen", ratios(cases, ROUNDS, {"assess --version": "<= 5"}))


def _first_paint(home: Path) -> None:
    bare = home / "bare.py"
    bare.write_text(BARE, encoding="utf-8")
    environment = {"ASSESS_HOME": str(home)}
    cases = {
        "a bare Textual app with one label": first_paint([sys.executable, str(bare)], PRACTICE, {}),
        "assess, the home screen": first_paint([str(PROGRAM)], PRACTICE, environment),
    }
    rows = ratios(cases, ROUNDS, {"assess, the home screen": "<= 1.15"})
    print_table("First paint on a terminal of 120 by 40", rows)


def _keep_sample(home: str) -> None:
    done = _run([str(PROGRAM), "--home", home, "import", str(SAMPLE)])
    if done.returncode:
        raise NotMeasured(f"the sample clinic could not be imported: {done.stderr.strip()[-300:]}")


def _process(command: Sequence[str]) -> Case:
    def work() -> None:
        done = _run(command)
        if done.returncode:
            raise NotMeasured(f"{command[0]} failed: {done.stderr.strip()[-300:]}")

    return timed(work)


def _run(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, check=False, capture_output=True, text=True, env=dict(os.environ))


if __name__ == "__main__":
    main()
