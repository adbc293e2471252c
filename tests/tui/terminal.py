"""The real program on a real pseudo-terminal: keys in, bytes out, and no mercy when it is killed."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path
from types import TracebackType

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 60.0
"""Seconds until a screen that does not come is a failure; a loaded machine is slow."""
PROGRAM = """
import sys
from pathlib import Path
from assess.tui.app import run
sys.exit(run(Path(sys.argv[1]){more}))
"""
_ESCAPES = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-_])")


class Terminal:
    """The program running at 80x24. `shown` is everything it has painted since `forget`, without escapes."""

    def __init__(self, home: Path, more: str = "") -> None:
        self._controller, terminal = pty.openpty()
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self._process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM.format(more=more), str(home)],
            stdin=terminal,
            stdout=terminal,
            stderr=terminal,
            cwd=ROOT,
            env={**os.environ, "TERM": "xterm-256color"},
            start_new_session=True,
        )
        os.close(terminal)
        self.raw = b""

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()
        os.close(self._controller)

    def press(self, keys: str) -> None:
        """Send keys, as a terminal does."""
        os.write(self._controller, keys.encode())

    @property
    def shown(self) -> str:
        return _ESCAPES.sub(b"", self.raw).decode(errors="replace")

    def forget(self) -> None:
        """Begin anew with what is shown."""
        self.raw = b""

    def wait_for(self, *texts: str) -> None:
        """Read until one of these texts is shown; AssertionError if none comes."""
        while not any(text in self.shown for text in texts):
            assert self.read(), f"{texts} was not shown, but: {self.shown[-2000:]}"

    def read(self) -> bool:
        """Take what is painted next; False if nothing comes or the program has ended."""
        if not select.select([self._controller], [], [], PATIENCE)[0]:
            return False
        try:
            self.raw += os.read(self._controller, 65536)
        except OSError:  # what Linux says when the other side is closed
            return False
        return True

    def kill(self) -> None:
        """Kill the program the hard way, if it still runs."""
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def ends(self) -> int:
        """The exit code, once it has ended by itself."""
        end = time.monotonic() + PATIENCE
        while self._process.poll() is None and time.monotonic() < end:
            # What is still painted has to be taken, or the program cannot end.
            if select.select([self._controller], [], [], 0.05)[0]:
                try:
                    self.raw += os.read(self._controller, 65536)
                except OSError:
                    break
        return self._process.wait(PATIENCE)
