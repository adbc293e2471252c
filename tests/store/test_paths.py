"""Where the database lies: asked for, set in the environment, or the user's data folder."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from assess.store.paths import home_folder


def test_the_folder_asked_for_comes_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ASSESS_HOME", str(tmp_path / "set"))
    assert home_folder(str(tmp_path / "asked")) == tmp_path / "asked"


def test_then_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ASSESS_HOME", str(tmp_path / "set"))
    assert home_folder() == tmp_path / "set"
    assert home_folder("") == tmp_path / "set"


def test_a_tilde_is_the_users_own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert home_folder("~/clinics") == tmp_path / "clinics"


def test_a_folder_is_named_whole(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    assert home_folder("clinics") == tmp_path / "clinics"


def test_else_the_users_data_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSESS_HOME", "")
    folder = home_folder()
    assert folder.is_absolute()
    assert folder.name == "assess"


def test_naming_a_folder_loads_nothing_for_it() -> None:
    ask = "import sys; from assess.store.paths import home_folder; home_folder('/x'); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", ask], check=True, capture_output=True, text=True)
    assert "platformdirs" not in loaded.stdout.split()
