"""The PDF, printed from the HTML report. The printer, WeasyPrint, is loaded with the first print."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from assess.report.writing import write_bytes

if TYPE_CHECKING:
    from assess.report.printer import Printed

HOW_TO_MEND = (
    "It needs the Pango library: `apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0` "
    "on Debian and Ubuntu, `dnf install pango` on Fedora, `brew install pango` on macOS."
)


class PrinterMissing(RuntimeError):
    """WeasyPrint, or Pango below it, cannot be loaded; the message says what to do."""


def write_pdf(html: str, path: Path, *, overwrite: bool) -> str:
    """Print a report to `path` as PDF/UA-1; the file appears whole or not at all.

    Gives the characters that no font on this machine can show, usually none.

    FileExistsError unless `overwrite`. PrinterMissing where the printer cannot load: the HTML can be
    written instead. ValueError when the HTML wants to read anything outside the report's own folders.
    """
    _refuse_existing(path, overwrite=overwrite)
    printed = _print(html)
    _refuse_existing(path, overwrite=overwrite)
    write_bytes(path, printed.data)
    return printed.missing


def _refuse_existing(path: Path, *, overwrite: bool) -> None:
    if path.exists() and not overwrite:
        raise FileExistsError(f"{path} exists already")


def pdf_bytes(html: str) -> bytes:
    """The report printed as PDF/UA-1; the same HTML gives the same bytes."""
    return _print(html).data


def _print(html: str) -> Printed:
    try:
        # Imported here: it takes longer than everything else together, and may be missing.
        from assess.report.printer import print_pdf
    except (ImportError, OSError) as error:
        raise PrinterMissing(f"The PDF printer cannot be loaded ({error}). {HOW_TO_MEND}") from error
    return print_pdf(html)
