"""The action plan as a file: where to write it, and writing it step by step. No screen in it."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from assess.core.assessment import Assessment
from assess.core.evaluation import Evaluation

STEPS = ("laying out the report", "loading the printer", "printing the pages")
REPLACES = "There is a file of this name already. Enter again replaces it."


class NotWritten(Exception):
    """The file could not be written; the text says why and how to mend it."""


def suggested_path(assessment: Assessment) -> Path:
    """A name for the PDF in the folder one is in, or in one's own where that one cannot be written."""
    folder = Path.cwd()
    if not os.access(folder, os.W_OK):
        folder = Path.home()
    name = f"{assessment.practice.id}-plan-{assessment.date}".strip("-")
    safe = "".join(each if each.isalnum() or each in "-_." else "-" for each in name)
    return folder / f"{safe.strip('.')}.pdf"


class PathCheck:
    """What is wrong with a path, in words. A file that is there is replaced when it is named twice."""

    def __init__(self) -> None:
        self._warned = ""

    def __call__(self, text: str) -> str:
        path = Path(text).expanduser()
        if not text:
            return "Write the name of a file."
        if path.is_dir():
            return "This is a folder. Add the name of a file."
        if not path.absolute().parent.is_dir():
            return f"There is no folder {path.absolute().parent}. Choose one that exists."
        if path.exists() and text != self._warned:
            self._warned = text
            return REPLACES
        return ""


def write_plan(
    evaluation: Evaluation, path: Path, today: str, progress: Callable[[int], None]
) -> tuple[Path, str]:
    """Write the PDF; the file written, and what there is to say of it.

    `progress` is told the place of each step in `STEPS` as it begins. Where the printer cannot be loaded
    the report is written as HTML in its place. Raises `NotWritten`.
    """
    from assess.report.html import render_html
    from assess.report.pdf import PrinterMissing, write_pdf
    from assess.report.writing import write_text

    progress(0)
    html = render_html(evaluation, today=today)
    progress(1)
    # By far the heaviest import: a step of its own, so that one sees what takes time. Where it is missing,
    # `write_pdf` says so in words.
    with suppress(ImportError, OSError):
        import assess.report.printer  # noqa: F401
    progress(2)
    try:
        try:
            missing = write_pdf(html, path, overwrite=True)
        except PrinterMissing as error:
            page = path.with_suffix(".html")
            write_text(page, html)
            return page, f"{error} Written as a web page instead, which a browser can print"
    except OSError as error:
        raise NotWritten(
            f"{path} could not be written ({error.strerror or error}). Choose another place."
        ) from error
    except ValueError as error:
        raise NotWritten(f"The report was not printed: {error}") from error
    return path, f"Written, but no font here can show {missing}" if missing else "Written"
