"""The plan, as lines: the list of what to do, and everything about one entry."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from assess.core.evaluation import Evaluation
from assess.report.view_actions import ActionView, PlanView, ResourceView, plan_view
from assess.report.view_items import ItemRef, item_references
from assess.report.view_result import FindOut, find_out_views
from assess.report.words import count
from assess.tui.asking import plain
from assess.tui.lines import BLANK, Line, Span, line, paragraph
from assess.tui.widgets.results import question_words

LABEL = 12
NARROW = 50
"""Below this width a label stands above its text."""


@dataclass(frozen=True, slots=True)
class PlanEntry:
    """A line of the list: an action, or a question to find out. `details` are its lines for a width."""

    target: str
    mark: str
    title: str
    aside: str
    details: Callable[[int], list[Line]]
    critical: bool = False


@dataclass(frozen=True, slots=True)
class PlanPart:
    """Now, next, later, watch or find out, with a sentence that says what it means."""

    title: str
    means: str
    entries: tuple[PlanEntry, ...]


MEANINGS: Mapping[str, str] = {
    "Now": "Begin with these.",
    "Next": "When one of them stands.",
    "Later": "Also worth doing, in this order.",
    "Watch": "Outside the practice's control: keep an eye on it.",
    "Find out": "Somebody has to be asked.",
}


def parts_of(evaluation: Evaluation, today: str) -> tuple[PlanPart, ...]:
    """The plan's parts; `today` is the ISO date from which due dates count."""
    references = item_references(evaluation)
    items = {reference.number: item for item, reference in references.items() if reference.number}
    plan = plan_view(evaluation, references, date.fromisoformat(today))
    return plan_parts(plan, find_out_views(evaluation, references), items)


def plan_parts(plan: PlanView, find_out: Iterable[FindOut], items: Mapping[str, str]) -> tuple[PlanPart, ...]:
    """The parts that have anything in them. `items` gives the id of a question by its number."""
    groups = (("Now", plan.now), ("Next", plan.next), ("Later", plan.later), ("Watch", plan.watch))
    parts = [PlanPart(title, MEANINGS[title], tuple(map(_action_entry, group))) for title, group in groups]
    asked = tuple(
        _find_out_entry(role.role, *entry, items=items) for role in find_out for entry in role.items
    )
    parts.append(PlanPart("Find out", MEANINGS["Find out"], asked))
    return tuple(part for part in parts if part.entries)


def _action_entry(view: ActionView) -> PlanEntry:
    mark = f"{view.number}." if view.number else "\u00b7"
    aside = ", ".join(each for each in (view.effort_short, view.owner) if each)
    return PlanEntry(
        f"action:{view.id}",
        mark,
        plain(view.title),
        plain(aside),
        lambda width: action_lines(view, width),
        view.critical,
    )


def _find_out_entry(
    role: str, reference: ItemRef, wanted: str, note: str, *, items: Mapping[str, str]
) -> PlanEntry:
    def details(width: int) -> list[Line]:
        lines = [*paragraph(plain(reference.ask), width, "title"), BLANK]
        lines += _labelled("Ask", plain(role), width)
        lines += _labelled("Look for", plain(wanted), width)
        lines += _labelled("Note", plain(note), width)
        return [*lines, BLANK, *paragraph("i goes to the question, to answer it.", width, "muted")]

    target = f"item:{items.get(reference.number, '')}"
    return PlanEntry(target, "?", plain(reference.ask), f"ask: {plain(role)}", details)


def list_lines(parts: Iterable[PlanPart], width: int) -> list[Line]:
    """The list with its headings."""
    lines: list[Line] = []
    for part in parts:
        heading = (
            Span(f" {part.title}", "title"),
            Span(f"   {count(len(part.entries), _noun(part))}", "muted"),
        )
        lines += [line(*heading), *paragraph(part.means, width - 1, "muted", indent=1)]
        for entry in part.entries:
            lead = (Span("  "), Span(f"{entry.mark:>3} ", "key"))
            ink = "strong" if part.title == "Now" else ""
            lines += paragraph(entry.title, width - 1, ink, first=lead, indent=6, target=entry.target)
            aside = f"! critical, {entry.aside}" if entry.critical else entry.aside
            if aside:
                ink = "warn" if entry.critical else "muted"
                lines += paragraph(aside, width - 1, ink, indent=6, target=entry.target)
        lines.append(BLANK)
    return lines


def _noun(part: PlanPart) -> str:
    return "question" if part.title == "Find out" else "action"


def action_lines(view: ActionView, width: int) -> list[Line]:
    """Everything about an action."""
    lines = [*paragraph(plain(view.title), width, "title"), BLANK]
    if view.critical:
        lines += [*paragraph("! It raises a critical question, so it comes first.", width, "warn"), BLANK]
    lines += _labelled("Why", plain(view.why), width)
    lines += _labelled("First test", plain(view.first_test), width)
    for number, step in enumerate(view.steps, 1):
        lines += _labelled("Steps" if number == 1 else "", f"{number}. {plain(step)}", width, hang=3)
    lines += _labelled("Measure", plain(view.measure), width)
    lines += _labelled("Owner", plain(view.owner), width)
    lines += _labelled("Due", view.due, width)
    lines += _labelled("Effort", plain(view.effort), width)
    lines += _labelled("Control", view.control, width)
    for number, before in enumerate(view.after):
        lines += _labelled("After" if number == 0 else "", plain(before.title), width)
    reasons = [*map(question_words, view.triggers), *map(plain, view.scores)]
    for number, reason in enumerate(reasons):
        lines += _labelled("Because of" if number == 0 else "", reason, width)
    lines += _labelled("Mind", plain(view.caution), width)
    if view.resources:
        lines += [BLANK, line(Span("Resources", "title"))]
        for resource in view.resources:
            lines += _resource(resource, width)
    return lines


def _resource(resource: ResourceView, width: int) -> list[Line]:
    about = ", ".join(each for each in (plain(resource.publisher), resource.year) if each)
    lines = paragraph(plain(resource.title), width, "strong")
    lines += paragraph(about, width, "muted") if about else []
    lines += paragraph(plain(resource.why), width) if resource.why else []
    lines += paragraph(plain(resource.note), width, "warn") if resource.note else []
    lines += paragraph(resource.url, width, "link", target=f"link:{resource.href}") if resource.url else []
    return [*lines, BLANK]


def _labelled(label: str, text: str, width: int, *, hang: int = 0) -> list[Line]:
    """A text beside its label; `hang` moves the rows after the first further in."""
    if not text:
        return []
    if width < NARROW:
        head = [line(Span(label, "muted"))] if label else []
        return [*head, *_hanging(text, width, (Span("  "),), 2, hang)]
    return _hanging(text, width, (Span(f"{label:<{LABEL}}", "muted"),), LABEL, hang)


def _hanging(text: str, width: int, lead: tuple[Span, ...], indent: int, hang: int) -> list[Line]:
    rows = paragraph(text, width - hang, first=lead, indent=indent)
    return [rows[0], *(row._replace(spans=(Span(" " * hang), *row.spans)) for row in rows[1:])]
