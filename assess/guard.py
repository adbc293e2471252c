"""What happens when something goes wrong: a sentence and an exit code, no traceback for bad input."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

FINE, WRONG_INPUT, WRONG_COMMAND, OUR_BUG, INTERRUPTED = 0, 1, 2, 3, 130


class UserError(Exception):
    """Something that a person can mend; the text says what and how."""


def guarded(run: Callable[[], int]) -> int:
    """Run a command and turn what goes wrong into an exit code and words on stderr."""
    try:
        return run()
    except UserError as error:
        sys.stderr.write(f"{error}\n")
        return WRONG_INPUT
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our output has gone; nothing more can be said, at exit neither.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    except Exception as error:
        from assess.store.database import StoreError

        if isinstance(error, StoreError):
            sys.stderr.write(f"{error}\n")
            return WRONG_INPUT
        _report_bug()
        return OUR_BUG


def _report_bug() -> None:
    import traceback

    from assess.store.paths import home_folder

    traceback.print_exc()
    home = home_folder(None)
    sys.stderr.write(f"This is a mistake in assess, not in your input. Your answers are safe in {home}.\n")
