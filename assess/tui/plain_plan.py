"""The plan in spoken lines, for the line-by-line interview."""

from __future__ import annotations

from collections.abc import Iterable

from assess.core.evaluation import Evaluation
from assess.tui.lines import Line
from assess.tui.widgets.plan import parts_of

WIDTH = 78


def plan_text(evaluation: Evaluation, today: str) -> str:
    """All entries of the plan, a line each."""
    lines = []
    for part in parts_of(evaluation, today):
        lines += ["", f"{part.title}. {part.means}"]
        for entry in part.entries:
            critical = " Critical." if entry.critical else ""
            lines.append(f"{entry.mark} {_sentence(entry.title)} {entry.aside}.{critical}")
    if not lines:
        return "There is nothing to do yet: actions follow from the answers.\n"
    return "\n".join([*lines, "", "p and a number tells everything about an action."]) + "\n"


def action_text(evaluation: Evaluation, today: str, number: str) -> str:
    """Everything about the action of this number."""
    mark = f"{number.rstrip('.')}."
    for part in parts_of(evaluation, today):
        for entry in part.entries:
            if entry.mark == mark:
                return _text(entry.details(WIDTH))
    return f"There is no action {number}. p lists the plan.\n"


def _text(lines: Iterable[Line]) -> str:
    return "\n".join(line.text.rstrip() for line in lines) + "\n"


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."
