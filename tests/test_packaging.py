"""The wheel carries all it needs: built, installed into a clean environment elsewhere, and used there."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from assess import __version__
from tools import setup

ROOT = Path(__file__).resolve().parent.parent
pytestmark = pytest.mark.slow


def run(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    """Run in this folder, with nothing around that could lead back to the repository."""
    keep = ("PATH", "HOME", "SSL_", "PIP_", "UV_", "XDG_CACHE", "http", "HTTP", "SYSTEMROOT", "TEMP", "TMP")
    environment = {name: value for name, value in os.environ.items() if name.startswith(keep)}
    environment |= {"ASSESS_HOME": str(folder / "home"), "NO_COLOR": "1"}
    return subprocess.run(
        command, check=False, cwd=folder, env=environment, capture_output=True, text=True, timeout=600
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built as a release is."""
    if importlib.util.find_spec("hatchling") is None:
        pytest.skip("hatchling is not installed here; `make test` installs it")
    folder = tmp_path_factory.mktemp("wheel")
    built = run_in_repository([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)])
    assert built.returncode == 0, built.stderr
    (path,) = folder.glob("*.whl")
    return path


def run_in_repository(command: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, check=False, cwd=ROOT, capture_output=True, text=True, timeout=120)


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program `assess`, in an environment that holds the locked dependencies and the wheel alone."""
    folder = tmp_path_factory.mktemp("elsewhere")
    python = folder / "venv" / "bin" / "python"
    assert (
        run([setup.base_python(), "-m", "venv", "--without-pip", str(folder / "venv")], folder).returncode
        == 0
    )
    install = setup.installer(python)
    locked = run([*install, "--require-hashes", "-r", str(ROOT / "requirements.lock")], folder)
    if locked.returncode and run([*install, "--no-deps", "platformdirs"], folder).returncode:
        pytest.skip("no package index can be reached")
    assert locked.returncode == 0, locked.stderr
    # With no index to ask, this fails unless the lock holds everything that the wheel says it needs.
    done = run([*install, "--no-index", str(wheel)], folder)
    assert done.returncode == 0, done.stderr
    return python.with_name("assess")


def test_the_wheel_holds_every_questionnaire_template_and_migration(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        inside = set(archive.namelist())
    for name in ("questionnaires", "reports"):
        ours = {file.relative_to(ROOT).as_posix() for file in (ROOT / name).rglob("*") if file.is_file()}
        assert ours
        assert {f"assess/_data/{file}" for file in ours} - inside == set()
    package = {file for file in (ROOT / "assess").rglob("*") if file.suffix in (".py", ".sql", ".tcss")}
    assert {file.relative_to(ROOT).as_posix() for file in package} - inside == set()


def test_the_wheel_holds_no_tests_and_no_leftovers(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        tops = {name.split("/")[0] for name in archive.namelist()}
    assert tops == {"assess", f"assess-{__version__}.dist-info"}


def test_it_says_its_version(installed: Path, tmp_path: Path) -> None:
    done = run([str(installed), "--version"], tmp_path)
    assert (done.returncode, done.stdout) == (0, f"assess {__version__}\n")


def test_it_finds_the_questionnaires_that_ship(installed: Path, tmp_path: Path) -> None:
    done = run([str(installed), "questionnaire", "list"], tmp_path)
    assert done.returncode == 0, done.stderr
    assert "integrated-care" in done.stdout
    assert "quick-check" in done.stdout


def test_it_scores_the_sample_from_another_folder(installed: Path, tmp_path: Path) -> None:
    shutil.copy(ROOT / "questionnaires" / "samples" / "riverside.yaml", tmp_path)
    done = run([str(installed), "score", "riverside.yaml", "--json"], tmp_path)
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    assert result["questionnaire"]["id"] == "integrated-care"
    assert isinstance(result["overall"]["score"], int)


def test_it_renders_the_report_with_the_templates_that_ship(installed: Path, tmp_path: Path) -> None:
    shutil.copy(ROOT / "questionnaires" / "samples" / "riverside.yaml", tmp_path)
    done = run([str(installed), "report", "riverside.yaml", "-o", "plan.html"], tmp_path)
    assert done.returncode == 0, done.stderr
    assert "Riverside Family Clinic" in (tmp_path / "plan.html").read_text(encoding="utf-8")
