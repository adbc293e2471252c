"""The commands in the documentation run, in the order in which they stand there, and print what it shows.

In a block fenced as `sh` each line is a command. In one fenced as `console`, a line that begins with `$ `
is a command and other lines are what it prints; `...` stands for lines that are left out. Where no output is
shown, the exit code is looked at alone.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = [path for path in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))] if path.is_file()]
FENCE = re.compile(r"^```(console|sh)\n(.*?)^```", re.MULTILINE | re.DOTALL)
NEEDS_A_TERMINAL = {"assess"}
GETS_THE_CODE = ("cd ", "git clone ", "pip install ", "pipx install ", "uv tool install ")


@dataclass(frozen=True, slots=True)
class Step:
    """One command of a page with the output shown below it, empty where none is shown."""

    command: str
    shown: tuple[str, ...]


def steps(text: str) -> list[Step]:
    """All commands of a page, first to last."""
    found: list[Step] = []
    for kind, block in FENCE.findall(text):
        typed = block if kind == "console" else re.sub(r"^(?=.)", "$ ", block, flags=re.MULTILINE)
        for part in re.split(r"^\$ ", typed, flags=re.MULTILINE)[1:]:
            command, *shown = part.rstrip().split("\n")
            found.append(Step(command.partition(" #")[0].rstrip(), tuple(line.rstrip() for line in shown)))
    return found


def fits(shown: tuple[str, ...], printed: str) -> bool:
    """Whether the output is what the page shows."""
    pattern = "".join(r"(?:.*\n)*?" if line == "..." else re.escape(line) + r"\n" for line in shown)
    lines = "".join(f"{line.rstrip()}\n" for line in printed.splitlines())
    return re.fullmatch(pattern, lines) is not None


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder that looks like the repository from within, to be written into."""
    desk = tmp_path / "desk"
    desk.mkdir()
    shutil.copytree(ROOT / "questionnaires", desk / "questionnaires")
    program = tmp_path / "bin" / "assess"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m assess "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    return desk


def run(command: str, desk: Path) -> subprocess.CompletedProcess[str]:
    """What a person gets who types this in that folder, without a terminal."""
    path = os.pathsep.join([str(desk.parent / "bin"), os.environ.get("PATH", os.defpath)])
    environment = {
        **os.environ,
        "PATH": path,
        "PYTHONPATH": str(ROOT),
        "ASSESS_HOME": str(desk.parent / "home"),
    }
    return subprocess.run(
        command,
        shell=True,
        check=False,
        cwd=desk,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=120,
    )


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_of_a_page_runs(page: Path, desk: Path) -> None:
    for step in steps(page.read_text(encoding="utf-8")):
        if step.command in NEEDS_A_TERMINAL or step.command.startswith(GETS_THE_CODE):
            continue
        if step.command.startswith("make "):
            # It sets up an environment and may run these very tests, so only that it exists is looked at.
            done = subprocess.run(
                ["make", "--dry-run", *step.command.split()[1:]], cwd=ROOT, capture_output=True
            )
            assert done.returncode == 0, step.command
            continue
        printed = run(step.command, desk)
        assert printed.returncode == 0, f"{step.command}\n{printed.stdout}"
        if step.shown:
            assert fits(step.shown, printed.stdout), f"{step.command}\n{printed.stdout}"


def test_the_readme_opens_with_two_commands() -> None:
    commands = [step.command for step in steps((ROOT / "README.md").read_text(encoding="utf-8"))]
    assert commands.index("make run") < commands.index("make test")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_within_the_repository_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\((?!https?://|#|mailto:)([^)#\s]+)", page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_shown_output_is_compared_line_by_line() -> None:
    printed = "Score 46\nRange 40 to 52\nLevel Preparing\n"
    assert fits(("Score 46", "...", "Level Preparing"), printed)
    assert fits(("...",), printed)
    assert not fits(("Score 46", "Level Preparing"), printed)
    assert not fits(("Score 47", "..."), printed)


def test_steps_are_read_from_console_and_shell_blocks_only() -> None:
    text = "```console\n$ one\nshown\n$ two\n```\n```yaml\n$ three\n```\n```sh\nfour   # why\nfive\n```\n"
    assert steps(text) == [Step("one", ("shown",)), Step("two", ()), Step("four", ()), Step("five", ())]
