"""The house (design 3): who may import whom, what starts without what, and how much one module holds."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from assess.store.library import shipped_folder

PACKAGE = Path(__file__).resolve().parent.parent / "assess"
MODULES = sorted(PACKAGE.rglob("*.py"))
SAMPLE = shipped_folder() / "samples" / "riverside.yaml"

MAY_IMPORT = {
    "core": {"core"},
    "store": {"core", "store"},
    "authoring": {"core", "store", "authoring"},
    "report": {"core", "store", "report"},
    "tui": {"core", "store", "authoring", "report", "tui"},
}
"""Rooms and the rooms they may know; everything else in the package is the command line and may know all."""

LIBRARIES: dict[str, set[str]] = {
    "core": set(),
    "store": {"platformdirs", "pydantic", "pydantic_core", "yaml"},
    "authoring": {"pydantic", "pydantic_core", "pyphen", "yaml"},
    "report": {"jinja2", "markdown_it", "markupsafe", "weasyprint"},
    "tui": {"rich", "textual"},
}
"""What each room may take from outside the standard library."""

OUTSIDE_WORLD = {
    "io",
    "locale",
    "os",
    "pathlib",
    "random",
    "shutil",
    "socket",
    "sqlite3",
    "subprocess",
    "sys",
}
OUTSIDE_WORLD |= {"tempfile", "time", "urllib"}
WORLDLY_CALLS = {"input", "now", "open", "print", "today"}

HEAVY = {"click", "jinja2", "pydantic", "rich", "textual", "weasyprint", "yaml"}

MOST_LINES_OF_A_MODULE = 300
MOST_LINES_OF_A_FUNCTION = 50


def room(path: Path) -> str:
    """The room a module belongs to; "cli" for what stands at the top of the package."""
    top = path.relative_to(PACKAGE).parts[0]
    return top if top in MAY_IMPORT else "cli"


def name_of(path: Path) -> str:
    return str(path.relative_to(PACKAGE.parent))


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> Iterator[str]:
    """Full names of everything imported, wherever in the module; `from a import b` gives `a.b`."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)}:{node.lineno}: imports are absolute"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def wrong_rooms(path: Path) -> list[str]:
    """Imports that go against the one way."""
    allowed = MAY_IMPORT[room(path)]
    ours = [name.split(".") for name in imports(path) if name.startswith("assess.")]
    return [".".join(parts) for parts in ours if parts[1] not in {*allowed, "__version__"}]


def wrong_libraries(path: Path) -> list[str]:
    """Imports from outside the standard library that this room has no business with."""
    allowed = {"assess", *LIBRARIES[room(path)], *sys.stdlib_module_names}
    return sorted({name.split(".")[0] for name in imports(path)} - allowed)


ROOMED = [path for path in MODULES if room(path) != "cli"]
CORE = [path for path in MODULES if room(path) == "core"]


@pytest.mark.parametrize("path", ROOMED, ids=name_of)
def test_imports_run_one_way(path: Path) -> None:
    assert wrong_rooms(path) == []


@pytest.mark.parametrize("path", ROOMED, ids=name_of)
def test_each_room_keeps_to_its_libraries(path: Path) -> None:
    assert wrong_libraries(path) == []


@pytest.mark.parametrize("path", CORE, ids=name_of)
def test_the_core_reads_no_file_no_clock_and_no_environment(path: Path) -> None:
    assert {name.split(".")[0] for name in imports(path)} & OUTSIDE_WORLD == set()
    calls = [node.func for node in ast.walk(parsed(path)) if isinstance(node, ast.Call)]
    names = {call.id for call in calls if isinstance(call, ast.Name)}
    names |= {call.attr for call in calls if isinstance(call, ast.Attribute)}
    assert names & WORLDLY_CALLS == set()


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_holds_one_idea(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= MOST_LINES_OF_A_MODULE


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_function_can_be_read_at_a_glance(path: Path) -> None:
    functions = [n for n in ast.walk(parsed(path)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    lengths = {function.name: (function.end_lineno or 0) - function.lineno + 1 for function in functions}
    assert {name: n for name, n in lengths.items() if n > MOST_LINES_OF_A_FUNCTION} == {}


COMMAND = (
    "import sys; from assess.__main__ import main; sys.argv = ['assess', *{arguments!r}]; assert main() == 0"
)

STARTS = {
    "assess --version": (COMMAND.format(arguments=["--version"]), HEAVY | {"sqlite3"}),
    "assess score": (COMMAND.format(arguments=["score", str(SAMPLE)]), {"textual", "weasyprint", "jinja2"}),
    "assess list": (COMMAND.format(arguments=["list"]), HEAVY - {"click"}),
    "the database": ("import assess.store.database", HEAVY),
    "the line by line interview": ("import assess.tui.plain", HEAVY),
}


HOME_SCREEN = """
import asyncio
from pathlib import Path
from assess.store.database import Store
from assess.tui.program import AssessApp

async def show():
    with Store.open(Path({home!r})) as store:
        assert store.assessments()
        async with AssessApp(store, Path({home!r})).run_test() as pilot:
            await pilot.pause()

asyncio.run(show())
"""


def test_the_home_screen_needs_only_textual_and_the_database(tmp_path: Path) -> None:
    loaded_by(COMMAND.format(arguments=["import", str(SAMPLE)]), tmp_path)
    assert loaded_by(HOME_SCREEN.format(home=str(tmp_path)), tmp_path) & HEAVY <= {"textual", "rich"}


@pytest.mark.parametrize(("code", "unwanted"), STARTS.values(), ids=STARTS)
def test_starts_without_what_it_does_not_need(code: str, unwanted: set[str], tmp_path: Path) -> None:
    assert loaded_by(code, tmp_path) & unwanted == set()


def loaded_by(code: str, home: Path) -> set[str]:
    """Top-level names in `sys.modules` of a fresh process that ran this code."""
    code += "\nimport sys; sys.stderr.write('\\n'.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        check=False,
        capture_output=True,
        text=True,
        cwd=PACKAGE.parent,
        env={"ASSESS_HOME": str(home), "PATH": "", "SYSTEMROOT": ""},
    )
    assert done.returncode == 0, done.stderr
    return {name.split(".")[0] for name in done.stderr.split()}
