"""libyaml's parser, the only one we read with: its events come one at a time, each with its place."""

from __future__ import annotations

from typing import Any

try:
    from yaml._yaml import CParser
except ImportError as missing:  # pragma: no cover - depends on how PyYAML was built
    raise ImportError(
        "PyYAML was built without libyaml, which assess needs. "
        "Install PyYAML from a wheel: pip install --force-reinstall --only-binary :all: pyyaml"
    ) from missing


def open_parser(text: str) -> Any:
    """A parser of this text; `get_event` gives the next event, None at the end, and `dispose` frees it."""
    return CParser(text)
