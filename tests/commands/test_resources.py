"""`assess resources`: what a person sees who looks for resources, and who tests their links."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from assess import cli
from assess.authoring.link_records import Record, read_records, to_text
from assess.authoring.link_rounds import Manners
from assess.authoring.links import Outcome, Verdict
from assess.commands import link_checking
from assess.commands.link_checking import check_command
from assess.guard import FINE, WRONG_INPUT, UserError
from tests.authoring.web import Web, web_server

TODAY = "2026-11-22"
HASTE = Manners(jobs=4, timeout=10, pause=0)
Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ASSESS_HOME", str(tmp_path / "home"))
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def web() -> Iterator[Web]:
    with web_server() as server:
        yield server


def run(*arguments: str) -> int:
    code: int = cli.main.main([*arguments], standalone_mode=False)
    return code


# -- search --------------------------------------------------------------------

BANK = """\
format: readiness/1
resources:
  - id: codes
    title: Codes for care management
    publisher: Payer Office
    url: "https://codes.org/care"
    kind: billing
    year: 2025
    audience: [billing-staff]
    topics: [billing-payment]
    barriers: [financing]
    why: "Gives the codes by payer."
    status_note: "Changes every January."
    seen: true
    checked: "2026-11-20"
    search: "Payer Office codes for care management"
    as_of: "2026-11"
    applies_to: [medicare]
  - id: letters
    title: Letters for families
    url: "https://letters.org"
    kind: template
    audience: [family]
    topics: [family-education]
    approaches: [family-information]
    why: "Gives letters with codes of conduct."
"""


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    path = tmp_path / "ours.yaml"
    path.write_text(BANK, encoding="utf-8")
    return path


def test_a_hit_is_shown_with_all_that_a_manager_needs(bank: Path, capsys: Capture) -> None:
    assert run("resources", "search", "codes", "payer", "--file", str(bank)) == FINE
    told = capsys.readouterr()
    assert told.out == (
        "Codes for care management\n"
        "  Payer Office, 2025, billing\n"
        "  https://codes.org/care\n"
        "  Gives the codes by payer.\n"
        "  Changes every January.\n"
        "  As of 2026-11. Applies to: medicare.\n"
        "  Seen 2026-11-20.\n"
        "  (codes)\n"
    )
    assert told.err == "1 of 2 resources.\n"


def test_the_best_hit_comes_first(bank: Path, capsys: Capture) -> None:
    run("resources", "search", "codes", "--file", str(bank))
    titles = [line for line in capsys.readouterr().out.splitlines() if line and not line.startswith(" ")]
    assert titles == ["Codes for care management", "Letters for families"]


@pytest.mark.parametrize(
    ("option", "value", "hit"),
    [
        ("--kind", "template", "letters"),
        ("--audience", "billing-staff", "codes"),
        ("--topic", "billing-payment", "codes"),
        ("--approach", "family-information", "letters"),
        ("--barrier", "financing", "codes"),
        ("--barrier", "Financing", "codes"),
        ("--topic", "billing payment", "codes"),
    ],
)
def test_filters_choose(bank: Path, capsys: Capture, option: str, value: str, hit: str) -> None:
    assert run("resources", "search", option, value, "--file", str(bank), "--json") == FINE
    assert [each["id"] for each in json.loads(capsys.readouterr().out)] == [hit]


def test_an_unknown_filter_value_is_refused_with_what_may_be_meant(bank: Path) -> None:
    with pytest.raises(UserError, match="No resource has the kind `templete`. Did you mean `template`?"):
        run("resources", "search", "--kind", "templete", "--file", str(bank))
    with pytest.raises(UserError, match="Known are `billing`, `template`"):
        run("resources", "search", "--kind", "xyz", "--file", str(bank))


def test_json_carries_every_field_and_what_is_known_of_the_link(bank: Path, capsys: Capture) -> None:
    record = Record("https://codes.org/care", Outcome.DEAD, "2026-11-21", 404)
    bank.with_name("ours.checked.json").write_text(to_text({"codes": record}), encoding="utf-8")
    run("resources", "search", "--json", "--file", str(bank))
    codes, letters = json.loads(capsys.readouterr().out)
    assert codes["publisher"] == "Payer Office"
    assert codes["topics"] == ["billing-payment"]
    assert codes["link"]["outcome"] == "dead"
    assert letters["year"] is None
    assert letters["link"] is None


def test_a_dead_link_comes_with_words_to_search_for(bank: Path, capsys: Capture) -> None:
    record = Record("https://codes.org/care", Outcome.DEAD, "2026-11-21", 404)
    bank.with_name("ours.checked.json").write_text(to_text({"codes": record}), encoding="utf-8")
    run("resources", "search", "--file", str(bank))
    out = capsys.readouterr().out
    assert "Link tested 2026-11-21: dead. Search for: Payer Office codes for care management" in out
    assert "Address not yet checked." in out


def test_when_nothing_is_found_it_says_which_word_is_too_much(bank: Path, capsys: Capture) -> None:
    assert run("resources", "search", "codes", "zebra", "--file", str(bank)) == FINE
    told = capsys.readouterr()
    assert told.out == ""
    assert "codes 2, zebra 0" in told.err
    run("resources", "search", "payer", "--kind", "template", "--file", str(bank))
    assert "Take a filter out" in capsys.readouterr().err


def test_what_ships_is_searched_when_no_file_is_named(capsys: Capture) -> None:
    assert run("resources", "search", "billing", "--kind", "billing") == FINE
    assert "of 259 resources" in capsys.readouterr().err


def test_a_bank_with_mistakes_is_refused_with_all_of_them(bank: Path) -> None:
    bank.write_text(BANK.replace("year: 2025", "year: soon"), encoding="utf-8")
    with pytest.raises(UserError, match=r"ours\.yaml:8:11: error"):
        run("resources", "search", "--file", str(bank))
    bank.write_text("format: readiness/1\n", encoding="utf-8")
    with pytest.raises(UserError, match="holds no resources"):
        run("resources", "search", "--file", str(bank))


# -- check ---------------------------------------------------------------------

PATHS = {
    "good": "/fine",
    "gone": "/gone",
    "new": "/moved",
    "shut": "/forbidden",
    "ill": "/broken",
    "lost": "/deep/page",
}


def linked(folder: Path, web: Web, paths: dict[str, str]) -> Path:
    """A bank whose resources lead to the test server."""
    entries = (
        f"  - {{id: {id}, title: The {id} page, publisher: Office, "
        f'url: "{web.url(path)}", search: "find {id}"}}\n'
        for id, path in paths.items()
    )
    file = folder / "links.yaml"
    text = f"format: readiness/1\nresources:\n{''.join(entries)}  - {{id: book, title: A book}}\n"
    file.write_text(text, encoding="utf-8")
    return file


def check(file: Path, *ids: str, older_than: int | None = None, today: str = TODAY) -> int:
    return check_command(None, ids, file=file, manners=HASTE, older_than=older_than, today=today)


def test_the_report_groups_links_by_what_became_of_them(tmp_path: Path, web: Web, capsys: Capture) -> None:
    assert check(linked(tmp_path, web, PATHS)) == WRONG_INPUT
    told = capsys.readouterr()
    groups = [line.split(":")[0].split(" (")[0] for line in told.out.splitlines() if line[:1].strip()]
    assert groups == ["Fine", "Failing", "Refused", "Moved", "Dead"]
    assert f"now at: {web.url('/moved-on#part')}" in told.out
    assert f"leads to: {web.url('/')}\n" in told.out
    assert told.err.startswith("6 links: 1 fine, 1 failing, 1 refused, 2 moved, 1 dead.")


def test_only_what_is_gone_comes_with_words_to_search_for(tmp_path: Path, web: Web, capsys: Capture) -> None:
    check(linked(tmp_path, web, PATHS))
    out = capsys.readouterr().out
    assert out.count("search for: ") == 2
    assert "search for: find gone" in out
    assert "search for: find lost" in out


def test_without_search_words_title_and_publisher_serve(tmp_path: Path, web: Web, capsys: Capture) -> None:
    file = linked(tmp_path, web, {"gone": "/gone"})
    file.write_text(file.read_text(encoding="utf-8").replace(', search: "find gone"', ""), encoding="utf-8")
    check(file)
    assert "search for: The gone page Office" in capsys.readouterr().out


def test_only_a_dead_link_fails(tmp_path: Path, web: Web) -> None:
    assert check(linked(tmp_path, web, PATHS), "good", "new", "shut", "ill", "lost") == FINE
    assert check(linked(tmp_path, web, PATHS), "good", "gone") == WRONG_INPUT


def test_findings_are_kept_beside_the_bank_which_is_not_changed(
    tmp_path: Path, web: Web, capsys: Capture
) -> None:
    file = linked(tmp_path, web, PATHS)
    before = file.read_bytes()
    check(file)
    assert file.read_bytes() == before
    kept = read_records(tmp_path / "links.checked.json")
    assert {name: record.outcome for name, record in kept.items()} == {
        "good": "fine",
        "gone": "dead",
        "new": "moved",
        "shut": "refused",
        "ill": "failing",
        "lost": "moved",
    }
    assert {record.checked for record in kept.values()} == {TODAY}
    assert f"Recorded in {tmp_path / 'links.checked.json'}." in capsys.readouterr().err


def test_named_resources_alone_are_asked_and_the_others_keep_their_findings(tmp_path: Path, web: Web) -> None:
    file = linked(tmp_path, web, PATHS)
    check(file, today="2026-11-01")
    web.asked.clear()
    check(file, "good")
    assert web.asked == [("HEAD", "/fine")]
    kept = read_records(tmp_path / "links.checked.json")
    assert {name for name, record in kept.items() if record.checked == TODAY} == {"good"}
    assert len(kept) == len(PATHS)


def test_what_was_tested_lately_is_told_but_not_asked_again(
    tmp_path: Path, web: Web, capsys: Capture
) -> None:
    file = linked(tmp_path, web, {"gone": "/gone", "good": "/fine"})
    check(file, "gone", today="2026-11-12")
    web.asked.clear()
    capsys.readouterr()
    assert check(file, older_than=10) == WRONG_INPUT
    assert web.asked == [("HEAD", "/fine")]
    told = capsys.readouterr()
    assert "Tested 2026-11-12." in told.out
    assert "2 links (1 tested before): 1 fine, 1 dead." in told.err
    check(file, older_than=9)
    assert ("HEAD", "/gone") in web.asked


def test_a_new_address_is_asked_whatever_was_found_at_the_old_one(tmp_path: Path, web: Web) -> None:
    check(linked(tmp_path, web, {"page": "/gone"}))
    assert check(linked(tmp_path, web, {"page": "/fine"}), older_than=30) == FINE


def test_findings_on_resources_that_are_gone_are_dropped(tmp_path: Path, web: Web) -> None:
    check(linked(tmp_path, web, {"page": "/fine", "other": "/fine"}))
    check(linked(tmp_path, web, {"page": "/fine"}))
    assert set(read_records(tmp_path / "links.checked.json")) == {"page"}


def test_ctrl_c_keeps_what_is_done(
    tmp_path: Path, web: Web, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = linked(tmp_path, web, PATHS)

    def interrupted(links: dict[str, list[str]], _manners: Manners) -> Iterator[Verdict]:
        yield from [Verdict(link, Outcome.FINE, 200) for link in links][:2]
        raise KeyboardInterrupt

    monkeypatch.setattr(link_checking, "visit", interrupted)
    with pytest.raises(KeyboardInterrupt):
        check(file)
    assert set(read_records(tmp_path / "links.checked.json")) == {"good", "gone"}
    assert "--older-than" in capsys.readouterr().err


def test_a_long_round_is_kept_as_it_goes(tmp_path: Path, web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    file = linked(tmp_path, web, {f"page-{number}": f"/fine?{number}" for number in range(30)})

    def killed(links: dict[str, list[str]], _manners: Manners) -> Iterator[Verdict]:
        yield from [Verdict(link, Outcome.FINE, 200) for link in links][:29]
        raise SystemError

    monkeypatch.setattr(link_checking, "visit", killed)
    with pytest.raises(SystemError):
        check(file)
    assert len(read_records(tmp_path / "links.checked.json")) == 20


def test_without_a_single_answer_nothing_is_recorded(
    tmp_path: Path, web: Web, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = linked(tmp_path, web, PATHS)

    def offline(links: dict[str, list[str]], _manners: Manners) -> Iterator[Verdict]:
        return (Verdict(link, Outcome.DEAD, note="There is no such host.") for link in links)

    monkeypatch.setattr(link_checking, "visit", offline)
    assert check(file) == WRONG_INPUT
    assert not (tmp_path / "links.checked.json").exists()
    assert "Not one server answered, so nothing was recorded" in capsys.readouterr().err


def test_a_link_whose_turn_never_came_is_told_but_not_recorded(
    tmp_path: Path, web: Web, capsys: Capture
) -> None:
    check(linked(tmp_path, web, {"first": "/busy", "second": "/fine"}))
    assert set(read_records(tmp_path / "links.checked.json")) == {"first"}
    assert "Not asked" in capsys.readouterr().out


def test_an_unknown_resource_is_refused_with_what_may_be_meant(tmp_path: Path, web: Web) -> None:
    with pytest.raises(UserError, match="has no resource `shot`. Did you mean `shut`?"):
        check(linked(tmp_path, web, PATHS), "shot")
    assert web.asked == []


def test_findings_that_cannot_be_read_are_not_written_over(tmp_path: Path, web: Web, capsys: Capture) -> None:
    file = linked(tmp_path, web, PATHS)
    (tmp_path / "links.checked.json").write_text("<<<<<<<", encoding="utf-8")
    with pytest.raises(UserError, match="Delete it"):
        check(file)
    run("resources", "search", "--file", str(file))
    assert "Delete it" in capsys.readouterr().err


def test_findings_lie_in_the_home_folder_where_the_bank_cannot_be_written_beside(
    tmp_path: Path, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home" / "checked" / "links.checked.json"
    monkeypatch.setattr(
        link_checking, "records_path", lambda _bank, folder: folder / "checked" / "links.checked.json"
    )
    check(linked(tmp_path, web, {"page": "/fine"}))
    assert set(read_records(home)) == {"page"}
    check(linked(tmp_path, web, {"other": "/fine"}))
    assert set(read_records(home)) == {"page", "other"}


def test_the_command_line_leads_here(tmp_path: Path, web: Web, capsys: Capture) -> None:
    file = linked(tmp_path, web, {"gone": "/gone", "good": "/fine"})
    assert run("resources", "check", "good", "--file", str(file), "--timeout", "5", "--jobs", "2") == FINE
    assert (
        run("resources", "check", "--file", str(file), "--older-than", "3", "--timeout", "5") == WRONG_INPUT
    )
    assert [path for _, path in web.asked] == ["/fine", "/gone", "/gone"]
    assert "search for: find gone" in capsys.readouterr().out
