"""`assess resources check`: tests links, tells what became of them, and keeps that beside the bank."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from assess.authoring.link_records import (
    Record,
    RecordsError,
    read_records,
    recent,
    records_path,
    to_text,
    valid,
)
from assess.authoring.link_rounds import Manners, visit
from assess.authoring.links import Outcome, Verdict
from assess.commands.resources import resources_of
from assess.core.actions import Resource
from assess.guard import FINE, WRONG_INPUT, UserError
from assess.report.writing import write_text
from assess.store.banks import shipped_resources
from assess.store.paths import home_folder
from assess.store.wording import did_you_mean

MANNERS = Manners()
_SAVE_EVERY = 20
_HEADINGS = {
    Outcome.FINE: "Fine",
    Outcome.SLOW: "Slow: no answer in time. Try again, or give them longer with --timeout",
    Outcome.FAILING: "Failing: something is wrong there, perhaps for a while. Try again later",
    Outcome.REFUSED: "Refused: the site turns programs away. A person should look",
    Outcome.INSECURE: "Insecure: the certificate is not trusted. A person should look",
    Outcome.MOVED: "Moved: look at the page, then write its new address into the bank",
    Outcome.DEAD: "Dead: find the page anew, or take the resource out",
}


def check_command(
    home: str | None,
    ids: tuple[str, ...],
    *,
    file: Path | None = None,
    manners: Manners = MANNERS,
    older_than: int | None = None,
    today: str = "",
) -> int:
    """Test the links of these resources, or of all; 1 if one is dead.

    With `older_than` (days) links that were tested since are not asked again, but told with the rest.
    """
    today = today or date.today().isoformat()
    bank = file or shipped_resources()
    resources = resources_of(home, bank)
    chosen = [resource for resource in _chosen(resources, ids, bank) if resource.url]
    keeper = _keeper(bank, resources, home_folder(home), today)
    done = recent(keeper.records, today, older_than) if older_than is not None else frozenset()
    asked = [resource for resource in chosen if resource.id not in done]
    try:
        _test(asked, keeper, manners)
    except KeyboardInterrupt:
        keeper.save()
        sys.stderr.write(
            f"\nStopped. {keeper.where()} To go on, give the same command with --older-than 1.\n"
        )
        raise
    keeper.save()
    found = {each.id: keeper.found[each.id] for each in chosen if each.id in keeper.found}
    sys.stdout.write("\n".join(_report(chosen, found, today)) + "\n")
    sys.stderr.write(_summary(found, len(chosen) - len(asked)) + f" {keeper.where()}\n")
    return WRONG_INPUT if any(each.outcome is Outcome.DEAD for each in found.values()) else FINE


def _chosen(resources: Sequence[Resource], ids: Sequence[str], bank: Path) -> list[Resource]:
    by_id = {resource.id: resource for resource in resources}
    for name in ids:
        if name not in by_id:
            near = did_you_mean(name, by_id) or " `assess resources search --json` shows all ids."
            raise UserError(f"{bank} has no resource `{name}`.{near}")
    return [by_id[name] for name in dict.fromkeys(ids)] if ids else list(resources)


@dataclass(slots=True)
class _Keeper:
    """Holds what was found, and writes it once it is worth keeping."""

    path: Path
    today: str
    records: dict[str, Record]
    """What the file is to hold."""
    found: dict[str, Record]
    """All that can be told, also what is not kept."""
    unsaved: int = 0
    answered: bool = False
    """Whether any server answered. Until then a dead link may as well be a dead connection of ours."""
    held: dict[str, Record] = field(default_factory=dict)

    def keep(self, names: Iterable[str], verdict: Verdict) -> None:
        """Take in the verdict on the link of these resources."""
        record = Record.of(verdict, self.today)
        self.answered = self.answered or verdict.status is not None
        for name in names:
            self.found[name] = record
            if verdict.asked:
                self.held[name] = record
                self.unsaved += 1
        if self.unsaved >= _SAVE_EVERY:
            self.save()

    def save(self) -> None:
        """Write the file, if there is anything new that holds."""
        if not (self.answered and self.held):
            return
        self.records |= self.held
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            write_text(self.path, to_text(self.records))
        except OSError as error:
            raise UserError(f"{self.path} cannot be written: {error.strerror or error}.") from error
        self.held, self.unsaved = {}, 0

    def where(self) -> str:
        """Where the findings are, in a sentence."""
        if self.held:
            return (
                "Not one server answered, so nothing was recorded: "
                "look whether this computer is online and knows its certificates."
            )
        return f"Recorded in {self.path}." if self.path.exists() else "Nothing was recorded."


def _keeper(bank: Path, resources: Sequence[Resource], home: Path, today: str) -> _Keeper:
    path = records_path(bank, home)
    try:
        records = read_records(path)
    except RecordsError as error:
        raise UserError(str(error)) from error
    still = valid(records, resources)
    # Under the home folder banks of the same name share a file, so nothing of another one is thrown away.
    return _Keeper(path, today, still if path.parent == bank.parent else records, dict(still))


def _test(resources: Sequence[Resource], keeper: _Keeper, manners: Manners) -> None:
    by_link: dict[str, list[str]] = {}
    for resource in resources:
        by_link.setdefault(resource.url, []).append(resource.id)
        keeper.found.pop(resource.id, None)
    on_terminal = sys.stderr.isatty()
    for number, verdict in enumerate(visit(by_link, manners), 1):
        keeper.keep(by_link[verdict.link], verdict)
        if on_terminal:
            sys.stderr.write(f"\r{number} of {len(by_link)} links tested")
            sys.stderr.flush()
    if on_terminal and by_link:
        sys.stderr.write("\n")


def _report(chosen: Sequence[Resource], found: Mapping[str, Record], today: str) -> Iterator[str]:
    """The findings by outcome, the worst last, where a person at a terminal looks first."""
    for outcome in Outcome:
        group = [each for each in chosen if each.id in found and found[each.id].outcome is outcome]
        if not group:
            continue
        yield f"{_HEADINGS[outcome]} ({len(group)})"
        if outcome is Outcome.FINE:
            names = ", ".join(each.id for each in group)
            yield textwrap.indent(textwrap.fill(names, 98, break_on_hyphens=False), "  ")
        for resource in group if outcome is not Outcome.FINE else ():
            yield from _entry(resource, found[resource.id], today)
        yield ""


def _entry(resource: Resource, record: Record, today: str) -> Iterator[str]:
    publisher = f" ({resource.publisher})" if resource.publisher else ""
    yield f"  {resource.id}: {resource.title}{publisher}"
    yield f"    {resource.url}"
    if record.to:
        yield f"    {'leads to' if record.astray else 'now at'}: {record.to}"
    status = record.status or 200
    parts = (
        "" if 200 <= status < 300 else f"Status {status}.",
        record.note,
        "" if record.checked == today else f"Tested {record.checked}.",
    )
    if any(parts):
        yield f"    {' '.join(part for part in parts if part)}"
    if record.outcome is Outcome.DEAD or record.astray:
        yield f"    search for: {resource.search or f'{resource.title} {resource.publisher}'.strip()}"


def _summary(found: Mapping[str, Record], remembered: int) -> str:
    outcomes = [record.outcome for record in found.values()]
    counts = ", ".join(f"{outcomes.count(outcome)} {outcome}" for outcome in Outcome if outcome in outcomes)
    links = f"{len(found)} link{'' if len(found) == 1 else 's'}"
    before = f" ({remembered} tested before)" if remembered else ""
    return f"{links}{before}: {counts or 'nothing to test'}."
