"""The safe Markdown subset: bold, italics, lists and links to http(s). Everything else stays text."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_RULES = ["emphasis", "link", "list", "escape", "newline"]
_LINK = re.compile(r"https?://[^\s<>\"'`{}|\\^]+", re.IGNORECASE)
_PLAIN = re.compile(r"[^*_\[\]\\&<>\"'\n]*")
"""Texts without any of these characters need no parser; most are so."""
_LONGEST = 20_000
"""Characters; a longer text is shown as it stands, so that no text can hold the parser up."""


def is_web_link(address: str) -> bool:
    """Whether an address may be a live link: http or https, and nothing else."""
    return _LINK.fullmatch(address) is not None


@cache
def _parser() -> MarkdownIt:
    # Imported here: most of the package never renders text.
    from markdown_it import MarkdownIt

    class WebLinksOnly(MarkdownIt):
        def validateLink(self, url: str) -> bool:
            return is_web_link(url)

    return WebLinksOnly("zero", {"html": False, "linkify": False, "maxNesting": 20}).enable(_RULES)


def inline(text: str) -> Markup:
    """One line of text as HTML, with bold, italics and links."""
    if len(text) > _LONGEST:
        return escape(text)
    if _PLAIN.fullmatch(text):
        return Markup(text)
    return Markup(_parser().renderInline(text))


def block(text: str) -> Markup:
    """Text of several paragraphs or with lists as HTML."""
    if len(text) > _LONGEST:
        return Markup("<p>{}</p>\n").format(text)
    return Markup(_parser().render(text))
