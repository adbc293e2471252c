"""A real pseudo-terminal of 120 by 40: what a program paints there, and when."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Mapping, Sequence

from benchmarks.measure import NotMeasured

ROWS, COLUMNS = 40, 120
PATIENCE = 20.0
"""Seconds until a program that paints nothing is given up."""

_ESCAPES = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-_])")


def first_paint(command: Sequence[str], text: str, environment: Mapping[str, str]) -> Callable[[], float]:
    """A case: seconds from starting the command until this text stands on the terminal."""

    def case() -> float:
        controller, terminal = pty.openpty()
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        start = time.perf_counter()
        process = subprocess.Popen(
            command,
            stdin=terminal,
            stdout=terminal,
            stderr=terminal,
            env={**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", **environment},
            start_new_session=True,
        )
        os.close(terminal)
        try:
            _wait_for(controller, text.encode(), start + PATIENCE)
            return time.perf_counter() - start
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            os.close(controller)

    return case


def _wait_for(controller: int, text: bytes, deadline: float) -> None:
    painted = b""
    while text not in _ESCAPES.sub(b"", painted):
        readable, _, _ = select.select([controller], [], [], max(0.0, deadline - time.perf_counter()))
        try:
            block = os.read(controller, 65536) if readable else b""
        except OSError:  # the program has ended
            block = b""
        if not block:
            shown = " ".join(_ESCAPES.sub(b"", painted).decode(errors="replace").split())
            raise NotMeasured(f"{text.decode()!r} was not painted, but: {shown[-300:] or 'nothing'}")
        painted += block
