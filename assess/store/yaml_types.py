"""What a YAML file is to us: texts, lists and mappings, and ways that lead to their parts."""

from __future__ import annotations

from typing import Any

Plain = Any
"""What a file holds: text, lists of it and mappings of text to it."""
Path = tuple[str | int, ...]
"""Where something stands in a file: keys and list positions from the top."""
