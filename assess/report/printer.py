"""WeasyPrint set up once: fonts, style of the faces, and a fetcher that serves our own folders only.

Importing this module loads WeasyPrint and Pango; `pdf` does so on the first print.
"""

from __future__ import annotations

import gc
import importlib.util
import logging
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from assess.store.library import data_folder

FONT_FAMILY, FONT_PACKAGE = "Fira Sans", "fontpkg_fira_sans"
FACES: Mapping[str, tuple[int, str]] = {
    "FiraSans-Regular.ttf": (400, "normal"),
    "FiraSans-Italic.ttf": (400, "italic"),
    "FiraSans-SemiBold.ttf": (600, "normal"),
}
"""The faces that the style sheet uses, by file of the font package; each costs time, so no others."""


_TYPES: Mapping[str, str] = {
    ".css": "text/css",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
}
_SPACE_BEFORE_TAG = re.compile(r'\s+(?=<span class="tag">)')
_SPACE_BEFORE_INLINE = re.compile(r"\s+<((?:a|b|em|i|span|strong)(?:\s[^>]*)?)>")
_MISSING = re.compile(r"\.notdef glyph .*\(U\+([0-9A-F]+)\)", re.DOTALL)


class RefusedRead(ValueError):
    """The report asked for something outside its own folders."""


class ClosedFetcher(URLFetcher):  # type: ignore[misc]
    """Serves `name:path` from the folders it was given by name; any other address stops the printing.

    What was refused is kept in `refused`: WeasyPrint swallows every error while it draws an SVG image.
    """

    def __init__(self, folders: Mapping[str, Path]) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False, fail_on_errors=True)
        self._folders = {name: folder.resolve() for name, folder in folders.items()}
        self.refused: list[str] = []

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:  # noqa: ARG002
        """The file that the address names; RefusedRead for every other address."""
        name, _, rest = url.partition(":")
        folder = self._folders.get(name)
        path = (folder / unquote(rest)).resolve() if folder else None
        if folder is None or path is None or not path.is_relative_to(folder) or not path.is_file():
            self.refused.append(url)
            raise _refusal(url)
        kind = _TYPES.get(path.suffix, "application/octet-stream")
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": kind})


def _refusal(url: str) -> RefusedRead:
    return RefusedRead(f"a report may not read {url[:200]!r}: it reads its own templates and fonts only")


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed report, with the characters that no font on this machine can show."""

    data: bytes
    missing: str


def print_pdf(html: str) -> Printed:
    """The HTML printed as PDF/UA-1; RefusedRead when it wants to read anything but our own folders."""
    fonts = _fonts()
    fetcher = ClosedFetcher(_folders())
    with _collector_paused(), _log_kept() as records:
        try:
            page = HTML(string=spaces_lead(html), base_url="reports:", url_fetcher=fetcher)
            data = page.write_pdf(font_config=fonts, pdf_variant="pdf/ua-1")
        except FatalURLFetchingError as error:
            # It is a BaseException, so that WeasyPrint itself does not swallow it.
            raise RefusedRead(str(error.__cause__ or error)) from None
    if fetcher.refused:
        raise _refusal(fetcher.refused[0])
    codes = (_MISSING.search(record.getMessage()) for record in records)
    return Printed(data, "".join(sorted({chr(int(code[1], 16)) for code in codes if code})))


def spaces_lead(html: str) -> str:
    """The page with the space before an inline element moved into it, which looks the same.

    WeasyPrint breaks a line after its first word when a text fills it, a space at its end does not fit any
    more and an element follows. A tag shows its border, so its space gets an element of its own.
    """
    return _SPACE_BEFORE_INLINE.sub(r"<\1> ", _SPACE_BEFORE_TAG.sub("<span> </span>", html))


@contextmanager
def _log_kept() -> Iterator[list[logging.LogRecord]]:
    """What the printer logs meanwhile: its only way to tell of a character that no font has."""
    records: list[logging.LogRecord] = []

    def keep(record: logging.LogRecord) -> bool:
        records.append(record)
        return True

    logger = logging.getLogger("weasyprint")
    logger.addFilter(keep)
    try:
        yield records
    finally:
        logger.removeFilter(keep)


@cache
def _fonts() -> FontConfiguration:
    """The faces, read once: a style sheet that declares them registers them with the configuration."""
    fonts = FontConfiguration()
    faces = "".join(
        f'@font-face {{ font-family: "{FONT_FAMILY}"; src: url("font:{file}");'
        f" font-weight: {weight}; font-style: {style}; }}\n"
        for file, (weight, style) in FACES.items()
    )
    CSS(string=faces, font_config=fonts, url_fetcher=ClosedFetcher(_folders()))
    return fonts


def _folders() -> Mapping[str, Path]:
    return {"reports": data_folder("reports"), "font": font_folder()}


def font_folder() -> Path:
    """The folder of the font package, found without importing it."""
    found = importlib.util.find_spec(FONT_PACKAGE)
    if found is None or not found.submodule_search_locations:
        raise ImportError(f"the font package {FONT_PACKAGE} is not installed")
    return Path(found.submodule_search_locations[0]) / "files"


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Layout makes many objects and few cycles: collecting in between only costs time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
