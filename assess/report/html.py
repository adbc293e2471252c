"""The report as HTML: one self-contained page that any browser opens and the printer prints."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from assess.core.evaluation import Evaluation
from assess.report.markdown import block, inline
from assess.report.view import make_report
from assess.report.words import clean, cut, run_on, sentence
from assess.store.library import data_folder

if TYPE_CHECKING:
    from jinja2 import Environment

PAGE_SIZES: Mapping[str, str] = {"letter": "letter portrait", "a4": "A4 portrait"}


def render_html(evaluation: Evaluation, *, today: str, page: str = "letter") -> str:
    """The whole report as one HTML page.

    `today` is the ISO date from which due dates count, `page` is letter or a4. The same input gives
    the same text.
    """
    if page not in PAGE_SIZES:
        raise ValueError(f"no page size {page!r}: it is {' or '.join(PAGE_SIZES)}")
    report = make_report(evaluation, date.fromisoformat(today))
    template = environment().get_template("report.html")
    return template.render(report=report, page_size=PAGE_SIZES[page])


@cache
def environment() -> Environment:
    """The one template environment: closed to everything outside the folder `reports`."""
    # Imported here: the terminal UI loads this module long before anybody wants a report.
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(data_folder("reports")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        finalize=_printable,
    )
    made.filters |= {"md": inline, "mdblock": block, "cut": cut, "run_on": run_on, "sentence": sentence}
    return made


def _printable(value: Any) -> Any:
    """Every value that a template prints passes here, so that no control character gets through."""
    if isinstance(value, Markup):
        return Markup(clean(value))
    return clean(value) if isinstance(value, str) else value
