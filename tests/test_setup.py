"""Setting up on a fresh machine: done once, with what is there, and never in the way."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tools import setup

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository that was set up to run assess."""
    for name in ("requirements.lock", "requirements-dev.lock", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path)
    monkeypatch.setattr(setup, "ROOT", tmp_path)
    monkeypatch.setattr(setup, "VENV", tmp_path / ".venv")
    program = tmp_path / ".venv" / "bin" / "assess"
    program.parent.mkdir(parents=True)
    program.touch()
    setup.stamp("run").write_text(setup.fingerprint("run"), encoding="utf-8")
    return tmp_path


class Machine:
    """A machine with these programs, which remembers what was run on it."""

    def __init__(self, *programs: str, root: bool = False, fails: tuple[str, ...] = ()) -> None:
        self.programs, self.root, self.fails = programs, root, fails
        self.ran: list[str] = []

    def succeeds(self, command: list[str]) -> bool:
        self.ran.append(" ".join(command))
        return not any(word in self.ran[-1] for word in self.fails)

    def put_in_place(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(shutil, "which", lambda name: f"/bin/{name}" if name in self.programs else None)
        monkeypatch.setattr(setup, "is_root", lambda: self.root)
        monkeypatch.setattr(setup, "succeeds", self.succeeds)
        monkeypatch.setattr(setup, "draws_pdf", lambda: any("install" in command for command in self.ran))


@pytest.mark.usefixtures("checkout")
def test_nothing_is_done_or_said_when_nothing_changed(capsys: pytest.CaptureFixture[str]) -> None:
    assert setup.main("run") == 0
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("name", ["requirements.lock", "pyproject.toml"])
def test_a_changed_lock_or_package_is_set_up_anew(checkout: Path, name: str) -> None:
    with (checkout / name).open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    assert not setup.is_ready("run")


def test_a_moved_folder_is_set_up_anew(
    checkout: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved = tmp_path_factory.mktemp("moved") / "checkout"
    shutil.copytree(checkout, moved)
    monkeypatch.setattr(setup, "ROOT", moved)
    monkeypatch.setattr(setup, "VENV", moved / ".venv")
    assert not setup.is_ready("run")


@pytest.mark.usefixtures("checkout")
def test_what_was_set_up_to_develop_also_runs_but_not_the_other_way() -> None:
    assert not setup.is_ready("dev")
    setup.stamp("run").unlink()
    setup.stamp("dev").write_text(setup.fingerprint("dev"), encoding="utf-8")
    assert setup.is_ready("run")
    assert setup.is_ready("dev")


def test_uv_is_used_where_it_is_present_and_pip_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    Machine("uv").put_in_place(monkeypatch)
    assert setup.installer(Path("python"))[:3] == ["/bin/uv", "pip", "install"]
    Machine().put_in_place(monkeypatch)
    assert setup.installer(Path("python"))[1:5] == ["-m", "pip", "--python", "python"]


def test_a_machine_without_pip_is_told_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    Machine(fails=("pip",)).put_in_place(monkeypatch)
    with pytest.raises(setup.SetupError, match="apt-get install python3-pip"):
        setup.installer(Path("python"))


@pytest.mark.parametrize(
    ("machine", "command"),
    [
        (Machine("apt-get", root=True), "apt-get install -y"),
        (Machine("apt-get", "sudo"), "sudo apt-get install -y"),
        (Machine("dnf", root=True), "dnf install -y pango"),
        (Machine("brew"), "brew install pango"),
    ],
    ids=["root", "sudo without password", "Fedora", "Homebrew"],
)
def test_pango_is_installed_where_that_is_allowed(
    machine: Machine, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine.put_in_place(monkeypatch)
    setup.add_pango()
    assert machine.ran[-1].startswith(command)


def test_elsewhere_the_one_command_to_type_is_printed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    machine = Machine("apt-get", "sudo", fails=("sudo",))
    machine.put_in_place(monkeypatch)
    setup.add_pango()
    assert machine.ran == ["sudo -n true"]
    assert "\n  sudo apt-get install" in capsys.readouterr().err


@pytest.mark.skipif(os.name == "nt", reason="a shell script")
def test_a_machine_without_python_is_told_what_to_install(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "tools", tmp_path / "tools", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("cat", "dirname"):
        (tmp_path / name).symlink_to(str(shutil.which(name)))
    done = subprocess.run(
        ["/bin/sh", "tools/setup.sh", "run"],
        check=False,
        cwd=tmp_path,
        env={"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert "Python 3.11 or later" in done.stderr
