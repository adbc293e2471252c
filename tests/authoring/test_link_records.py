"""What was found out about links is kept in a small file, and holds for the address it was made at."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from assess.authoring import link_records
from assess.authoring.link_records import (
    Record,
    RecordsError,
    read_records,
    recent,
    records_path,
    to_text,
    valid,
)
from assess.authoring.links import Outcome, Verdict
from assess.core.actions import Resource

RECORDS = {
    "b": Record(
        "https://b.org/x", Outcome.MOVED, "2026-11-20", 200, "https://b.org/", "To the front.", astray=True
    ),
    "a": Record("https://a.org/\u00e9", Outcome.DEAD, "2026-11-22"),
}


def test_the_file_gives_back_what_was_written(tmp_path: Path) -> None:
    path = tmp_path / "bank.checked.json"
    path.write_text(to_text(RECORDS), encoding="utf-8")
    assert read_records(path) == RECORDS


def test_it_has_a_line_for_each_resource_in_the_order_of_ids() -> None:
    first, *lines, last = to_text(RECORDS).splitlines()
    assert [line.split(":")[0] for line in lines] == ['"a"', '"b"']
    assert json.loads("\n".join([first, *lines, last]))["resources"]["a"] == {
        "url": "https://a.org/\u00e9",
        "outcome": "dead",
        "checked": "2026-11-22",
    }


def test_no_file_holds_nothing(tmp_path: Path) -> None:
    assert read_records(tmp_path / "none.checked.json") == {}
    (tmp_path / "empty.checked.json").write_text(to_text({}), encoding="utf-8")
    assert read_records(tmp_path / "empty.checked.json") == {}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{",
        '{"format": "links/2", "resources": {}}',
        '{"format": "links/1", "resources": {"a": {}}}',
        '{"format": "links/1", "resources": {"a": {"url": "u", "outcome": "odd", "checked": "2026-01-01"}}}',
        '{"format": "links/1", "resources": {"a": {"url": "u", "outcome": "dead", "checked": "soon"}}}',
        '{"format": "links/1", "resources": {"a": {"url": "u", "outcome": "dead", "checked": 1}}}',
        '{"format": "links/1", "resources": {"a": {"url": "u", "outcome": "dead", "checked": "2026-01-01", '
        '"note": "\\u001b[31m"}}}',
        "[" * 100_000,
    ],
)
def test_a_file_that_is_something_else_is_refused_with_a_remedy(tmp_path: Path, text: str) -> None:
    path = tmp_path / "bank.checked.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RecordsError, match="Delete it"):
        read_records(path)


def test_it_lies_beside_the_bank(tmp_path: Path) -> None:
    bank = tmp_path / "banks" / "ours.yaml"
    bank.parent.mkdir()
    assert records_path(bank, tmp_path / "home") == tmp_path / "banks" / "ours.checked.json"


def test_it_lies_in_the_home_folder_where_the_bank_may_not_be_written_beside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The superuser may write anywhere, so the answer is made up.
    monkeypatch.setattr(os, "access", lambda path, _mode: Path(path) != tmp_path / "banks")
    assert (
        records_path(tmp_path / "banks" / "ours.yaml", tmp_path) == tmp_path / "checked" / "ours.checked.json"
    )


def test_nothing_is_written_into_an_installed_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed = tmp_path / "_data" / "questionnaires"
    monkeypatch.setattr(link_records, "shipped_folder", lambda: installed)
    (installed / "shared").mkdir(parents=True)
    bank = installed / "shared" / "resources.yaml"
    assert records_path(bank, tmp_path / "home") == tmp_path / "home" / "checked" / "resources.checked.json"


def test_a_finding_does_not_outlive_its_address() -> None:
    now = [Resource("a", "A", url="https://a.org/new"), Resource("b", "B", url="https://b.org/x")]
    assert valid(RECORDS, now) == {"b": RECORDS["b"]}


def test_recent_is_what_was_tested_within_so_many_days() -> None:
    assert recent(RECORDS, "2026-11-22", 0) == {"a"}
    assert recent(RECORDS, "2026-11-22", 1) == {"a"}
    assert recent(RECORDS, "2026-11-22", 2) == {"a", "b"}


def test_a_record_holds_what_the_verdict_said() -> None:
    verdict = Verdict("https://b.org/x", Outcome.MOVED, 200, "https://b.org/", "To the front.", astray=True)
    assert Record.of(verdict, "2026-11-20") == RECORDS["b"]
