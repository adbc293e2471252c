"""The entry point. Plain `assess` and `--version`, the ways in taken most, load no command line library."""

from __future__ import annotations

import os
import sys

from assess import __version__


def main() -> int:
    """Run `assess`: 0 fine, 1 wrong input, 2 wrong command line, 3 our bug, 130 interrupted."""
    arguments = sys.argv[1:]
    completing = "_ASSESS_COMPLETE" in os.environ
    if arguments == ["--version"] and not completing:
        sys.stdout.write(f"assess {__version__}\n")
        return 0
    from assess.guard import guarded  # after the quick way out

    if not arguments and not completing:
        return guarded(_open_terminal_ui)
    return guarded(_run_command_line)


def _open_terminal_ui() -> int:
    from assess.opening import open_terminal_ui

    return open_terminal_ui()


def _run_command_line() -> int:
    # click costs more than three times an empty interpreter, so only commands pay for it.
    from assess.cli import run

    return run()


if __name__ == "__main__":
    sys.exit(main())
