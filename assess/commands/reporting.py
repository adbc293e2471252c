"""`assess report`: the action plan as a file, for one assessment or several."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

from assess.commands.finding import Finder
from assess.core.evaluation import Evaluation
from assess.guard import FINE, WRONG_INPUT, UserError

FORMS = ("pdf", "html", "json")


def report_command(
    home: str | None,
    names: tuple[str, ...],
    output: Path,
    *,
    form: str | None,
    questionnaire: str | None,
    page: str,
    force: bool,
) -> int:
    """Write one report to a file, or several into a folder; a failure of one does not stop the rest."""
    several = len(names) > 1 or output.is_dir()
    form = form or (
        output.suffix.lstrip(".").lower()
        if output.suffix.lstrip(".").lower() in FORMS and not several
        else "pdf"
    )
    finder = Finder(home, questionnaire)
    failures = 0
    for number, name in enumerate(names, 1):
        try:
            evaluation = finder.evaluation(name)
            path = output / f"{_file_name(evaluation)}.{form}" if several else output
            written = write_report(evaluation, path, form, page=page, force=force)
        except UserError as error:
            if not several:
                raise
            failures += 1
            sys.stderr.write(f"{name}: {error}\n")
        else:
            count = f"[{number}/{len(names)}] " if several and sys.stderr.isatty() else ""
            sys.stderr.write(f"{count}{written}\n")
    if failures:
        sys.stderr.write(f"{failures} of {len(names)} reports could not be written.\n")
    return WRONG_INPUT if failures else FINE


def _file_name(evaluation: Evaluation) -> str:
    assessment = evaluation.assessment
    name = f"{assessment.practice.id}-{assessment.date}" if assessment.date else assessment.practice.id
    return "".join(c if c.isalnum() or c in "-_." else "-" for c in name).strip(".") or "report"


def write_report(evaluation: Evaluation, path: Path, form: str, *, page: str, force: bool) -> Path:
    """Write one report and tell where; where WeasyPrint cannot load, the HTML is written instead."""
    if path.exists() and not force:
        raise UserError(f"{path} is there already. Choose another name, or replace it with --force.")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return _WRITERS[form](evaluation, path, page)
    except OSError as error:
        raise UserError(f"{path} cannot be written: {error.strerror or error}.") from error


def _write_json(evaluation: Evaluation, path: Path, _page: str) -> Path:
    import json

    from assess.report.resultjson import to_result
    from assess.report.writing import write_text

    write_text(path, json.dumps(to_result(evaluation), ensure_ascii=False, indent=1) + "\n")
    return path


def _write_html(evaluation: Evaluation, path: Path, page: str) -> Path:
    from assess.report.html import render_html
    from assess.report.writing import write_text

    write_text(path, render_html(evaluation, today=date.today().isoformat(), page=page))
    return path


def _write_pdf(evaluation: Evaluation, path: Path, page: str) -> Path:
    from assess.report.html import render_html
    from assess.report.pdf import PrinterMissing, write_pdf
    from assess.report.writing import write_text

    html = render_html(evaluation, today=date.today().isoformat(), page=page)
    try:
        unknown = write_pdf(html, path, overwrite=True)
    except ValueError as refused:
        raise UserError(f"{path} was not written: {refused}") from refused
    except PrinterMissing as missing:
        instead = path.with_suffix(".html")
        write_text(instead, html)
        sys.stderr.write(f"{missing}\nThe report was written as a web page instead; any browser prints it.\n")
        return instead
    if unknown:
        sys.stderr.write(
            f"{path}: no font here can show {unknown}; install a font for this script and write it again.\n"
        )
    return path


_WRITERS: dict[str, Callable[[Evaluation, Path, str], Path]] = {
    "pdf": _write_pdf,
    "html": _write_html,
    "json": _write_json,
}
