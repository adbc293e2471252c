"""Sets up `.venv` with the locked dependencies and the package itself. Standard library only.

Says nothing and takes no time when nothing changed since the last run.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / "bin" / "python"
LOCKS = {"run": "requirements.lock", "dev": "requirements-dev.lock"}

PANGO = {
    "apt-get": ["install", "-y", "--no-install-recommends"]
    + ["libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"],
    "dnf": ["install", "-y", "pango"],
    "brew": ["install", "pango"],
}


class SetupError(Exception):
    """Setting up cannot go on; the message says what to do."""


def main(kind: str) -> int:
    """Make `.venv` ready for "run" or "dev". 0 when it is, 1 with the reason on stderr when it cannot be."""
    if is_ready(kind):
        return 0
    try:
        say(f"Setting up assess in {VENV.name} (only the first time, and when its dependencies change)...")
        set_up(kind)
    except SetupError as error:
        say(str(error))
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def is_ready(kind: str) -> bool:
    """Whether a finished set-up stands there that serves this kind of use; "dev" serves both."""
    if not (VENV / "bin" / "assess").is_file():
        return False
    return any(stamp(k).is_file() and stamp(k).read_text() == fingerprint(k) for k in {kind, "dev"})


def stamp(kind: str) -> Path:
    """The file that says what `.venv` was set up from."""
    return VENV / f".set-up-for-{kind}"


def fingerprint(kind: str) -> str:
    """What `.venv` depends on, as a hash: the lock, the package's metadata, Python and the folder."""
    parts = [Path(ROOT, name).read_bytes() for name in (LOCKS[kind], "pyproject.toml")]
    parts += [f"{sys.version_info[:2]}".encode(), os.fsencode(ROOT)]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def set_up(kind: str) -> None:
    """Create what is missing, in an order that leaves no stamp behind when it is interrupted."""
    packages = VENV / "lib" / f"python{sys.version_info[0]}.{sys.version_info[1]}" / "site-packages"
    if not (VENV_PYTHON.exists() and packages.is_dir()):
        # Without pip: Debian's Python cannot put it there unless one more system package is installed.
        call([base_python(), "-m", "venv", "--clear", "--without-pip", str(VENV)], "make .venv")
    install = installer(VENV_PYTHON)
    call([*install, "--require-hashes", "-r", LOCKS[kind]], "install the dependencies")
    # What the build needs is locked too, so nothing else is fetched for it.
    call([*install, "--no-deps", "--no-build-isolation", "-e", "."], "install assess")
    if not draws_pdf():
        add_pango()
    stamp(kind).write_text(fingerprint(kind))


def base_python() -> str:
    """The interpreter that `.venv` stands on, also when called from within it."""
    return str(getattr(sys, "_base_executable", sys.executable))


def installer(python: Path) -> list[str]:
    """The command that installs for this interpreter: uv where it is present, else pip, else a fresh pip."""
    if uv := shutil.which("uv"):
        return [uv, "pip", "install", "--quiet", "--python", str(python)]
    # Two q: pip's warnings are about its own surroundings, and errors are still shown.
    options = ["install", "-qq", "--no-input", "--disable-pip-version-check"]
    pip = [base_python(), "-m", "pip", "--python", str(python)]
    if succeeds([*pip, "--version"]):
        return [*pip, *options]
    own = [str(python), "-m", "pip"]
    if succeeds([*own, "--version"]) or succeeds([str(python), "-m", "ensurepip"]):
        return [*own, *options]
    raise SetupError(
        "pip is missing, which installs what assess needs. Install it, then try again:\n"
        "  Debian, Ubuntu   sudo apt-get install python3-pip\n"
        "  elsewhere        python3 -m ensurepip --user"
    )


def draws_pdf() -> bool:
    """Whether WeasyPrint finds the libraries of the system that it draws with."""
    environment = dict(os.environ)
    if sys.platform == "darwin":  # where Homebrew puts libraries is not searched on its own
        environment.setdefault("DYLD_FALLBACK_LIBRARY_PATH", "/opt/homebrew/lib:/usr/local/lib:/usr/lib")
    # A missing HarfBuzz-Subset is a mere warning today, and fonts are then embedded whole.
    return succeeds([str(VENV_PYTHON), "-W", "error:HarfBuzz-Subset", "-c", "import weasyprint"], environment)


def add_pango() -> None:
    """Install Pango where that is allowed, else say how to; reports are HTML until it is there."""
    manager = next((name for name in PANGO if shutil.which(name)), None)
    if manager is None:
        say("PDF needs Pango (https://www.pango.org), which this machine lacks: install it with its package")
        say("manager. Everything else works; until then reports are written as HTML.")
        return
    prefix = [] if manager == "brew" or is_root() else ["sudo"]
    command = [*prefix, manager, *PANGO[manager]]
    if manager == "brew" or is_root() or succeeds(["sudo", "-n", "true"]):
        say(f"Installing Pango, which draws the PDF: {' '.join(command)}")
        if manager == "apt-get":
            succeeds([*prefix, "apt-get", "update"])
        if succeeds(command) and draws_pdf():
            return
    say("PDF needs Pango, which could not be installed. Everything else works, and reports are written as")
    say(f"HTML until you type this:\n  {' '.join(command)}")


def is_root() -> bool:
    """Whether system packages may be installed without asking."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def succeeds(command: list[str], environment: dict[str, str] | None = None) -> bool:
    """Run quietly and say only whether it went well."""
    nowhere = subprocess.DEVNULL
    try:
        done = subprocess.run(
            command, check=False, cwd=ROOT, env=environment, stdin=nowhere, stdout=nowhere, stderr=nowhere
        )
    except OSError:
        return False
    return done.returncode == 0


def call(command: list[str], purpose: str) -> None:
    """Run and let the tool show what it has to say; SetupError when it fails."""
    if subprocess.run(command, check=False, cwd=ROOT, stdin=subprocess.DEVNULL).returncode:
        raise SetupError(
            f"Could not {purpose}; the reason stands above. Is the network there? Mend it and try again."
        )


def say(text: str) -> None:
    """Talk goes to stderr, at once."""
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
