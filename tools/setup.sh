#!/bin/sh
# Sets up what is missing in .venv: `tools/setup.sh run` to use assess, `tools/setup.sh dev` to work on it.
# Finds a suitable Python and leaves the rest to setup.py, which says nothing when there is nothing to do.
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
cd "$here/.." || exit 1

suits() {  # A name on the PATH may be a stub that only says which versions could be installed: ask it.
    command -v "$1" >/dev/null 2>&1 &&
        "$1" -c 'import sys, venv; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

[ -x .venv/bin/python ] && suits .venv/bin/python && exec .venv/bin/python tools/setup.py "$@"
for python in $PYTHON python3.14 python3.13 python3.12 python3.11 python3 python; do
    suits "$python" && exec "$python" tools/setup.py "$@"
done
cat >&2 <<'TEXT'
assess needs Python 3.11 or later, and none was found. Install it, then try again:
  Debian, Ubuntu   sudo apt-get install python3 python3-pip
  Fedora           sudo dnf install python3 python3-pip
  macOS            brew install python
If it is installed under another name: make run PYTHON=/path/to/python3
TEXT
exit 1
