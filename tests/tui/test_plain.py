"""The interview line by line: what is typed, what is said, and what is kept."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from assess.core.assessment import Answer, Evidence, Practice
from assess.store.database import Store, StoreError
from assess.tui.plain import COMMANDS, HELP, interview
from assess.tui.session import Session
from tests.tui.making import TODAY, answer, begin, kept


def talk(session: Session, *lines: str) -> str:
    """Everything that is said while these lines are typed, and then the input ends."""
    typed, said = io.StringIO("".join(f"{line}\n" for line in lines)), io.StringIO()
    assert interview(session, typed.readline, said.write, today=TODAY) == 0
    return said.getvalue()


def flat(text: str) -> str:
    return " ".join(text.split())


# Asking


def test_the_question_is_said_with_everything_that_helps(session: Session) -> None:
    said = flat(talk(session))
    for words in (
        "Hillside Clinic: A small check",
        "Leadership, question 1 of 2. 0 of 4 answered.",
        "1.1 Which leader answers for integrated care?",
        "This question is critical",
        "2. Emerging: A leader speaks up for it, but the task is written down nowhere, and nobody asks",
        "u. Not sure, ask someone x. Does not apply here",
        "Counts if: The name stands in minutes; Most staff can say who it is",
        "Help: Look in the minutes",
        "Why it matters: Without a leader",
        "Who knows: Clinic manager",
        "Shown by: Minutes that name the leader",
        "No answer yet.",
    ):
        assert words in said


def test_no_line_is_wider_than_a_terminal_and_nothing_is_drawn(session: Session) -> None:
    said = talk(session, "1", "p", "p 1", "r")
    questions = said.partition("Now.")[0]
    assert max(len(line) for line in questions.splitlines()) <= 80
    assert "\x1b" not in said
    assert not set(said) & set("━─│┃╭█( )".replace("(", "").replace(")", "").replace(" ", ""))


# Answering


def test_a_number_answers_and_leads_on(store: Store, session: Session) -> None:
    said = talk(session, "2")
    assert "Saved: Emerging." in said
    assert "1.2 How clear is the aim?" in said
    assert kept(store, session.id) == {"lead.sponsor": Answer.level("some")}


@pytest.mark.parametrize("typed", ["0", "5", "12", "1 2", "2x"])
def test_a_number_that_is_no_level_changes_nothing(store: Store, session: Session, typed: str) -> None:
    said = talk(session, typed)
    assert "Saved" not in said
    assert kept(store, session.id) == {}


@pytest.mark.parametrize("lines", [("h 2",), ("2-3",), ("h", "2")])
def test_half_way_between_two_levels(store: Store, session: Session, lines: tuple[str, ...]) -> None:
    talk(session, *lines)
    assert kept(store, session.id)["lead.sponsor"] == Answer.between("some", "most")


def test_there_is_nothing_half_way_above_the_last_level(store: Store, session: Session) -> None:
    assert "no level above the last" in talk(session, "h 4")
    assert kept(store, session.id) == {}


def test_a_scale_without_between_refuses_it(session: Session) -> None:
    session.go("care.space")
    assert "no answers between two levels" in talk(session, "h 1")


def test_unsure(store: Store, session: Session) -> None:
    assert "Saved: Not sure, ask someone." in talk(session, "u")
    assert kept(store, session.id)["lead.sponsor"] == Answer.unsure()


def test_not_applicable_asks_for_reason_and_note(store: Store, session: Session) -> None:
    said = talk(session, "x", "2", "The county does it")
    assert "2. Partner does it" in said
    expected = Answer.not_applicable("partner_does_it", "The county does it")
    assert kept(store, session.id)["lead.sponsor"] == expected


@pytest.mark.parametrize("lines", [("x", "3"), ("x", ""), ("x", "1", "")])
def test_not_applicable_without_reason_or_note_changes_nothing(
    store: Store, session: Session, lines: tuple[str, ...]
) -> None:
    assert "Nothing was changed" in talk(session, *lines)
    assert kept(store, session.id) == {}


def test_note_and_evidence(store: Store, session: Session) -> None:
    talk(session, "2", "b", "n Named in May", "e", "Minutes", "2026-05-30")
    evidence = Evidence("Minutes", "2026-05-30")
    expected = Answer("answered", ("some",), "", "Named in May", evidence)
    assert kept(store, session.id)["lead.sponsor"] == expected


def test_a_note_needs_an_answer(store: Store, session: Session) -> None:
    assert "Answer first" in talk(session, "n Named in May", "e")
    assert kept(store, session.id) == {}


def test_a_date_is_checked(store: Store, session: Session) -> None:
    assert "year-month-day" in talk(session, "2", "b", "e Minutes", "May 30")
    assert kept(store, session.id)["lead.sponsor"].evidence is None


def test_clear_undo_and_redo(store: Store, session: Session) -> None:
    said = talk(session, "2", "b", "c", "z", "y", "z")
    assert said.count("Undone: now Emerging.") == 2
    assert "Redone: now no answer." in said
    assert kept(store, session.id)["lead.sponsor"] == Answer.level("some")


def test_nothing_to_clear_undo_or_redo(session: Session) -> None:
    said = talk(session, "c", "z", "y")
    for words in ("no answer to clear", "nothing to undo", "nothing to redo"):
        assert words in said


def test_questions_about_the_practice_come_first(store: Store) -> None:
    session = Session.open(store, begin(store, profile=False))
    said = talk(session, "2", "1, 2", "1")
    assert "Saved: Rural clinic." in said
    assert "Saved: Co-location, Services in schools. 1 question appeared." in flat(said)
    assert "Saved: Not yet." in said
    profile = store.open_assessment(session.id).assessment.profile
    assert profile == {"setting": ("rural",), "approaches": ("co", "school")}


@pytest.mark.parametrize("typed", ["3", "0 1", "1 4", "u", "x", "h 1"])
def test_what_is_no_option_changes_nothing(store: Store, typed: str) -> None:
    session = Session.open(store, begin(store, profile=False))
    session.go("approaches")
    assert "Saved" not in talk(session, typed)


@pytest.mark.parametrize("typed", ["0", "3", "1 2"])
def test_one_of_takes_exactly_one(store: Store, typed: str) -> None:
    session = Session.open(store, begin(store, profile=False))
    assert "Answer with one number, from 1 to 2." in talk(session, typed)
    assert store.open_assessment(session.id).assessment.profile == {}


def test_none_of_them(session: Session) -> None:
    session.go("approaches")
    assert "Saved: none of these." in talk(session, "0")


# Moving


def test_back_skip_and_enter(session: Session) -> None:
    said = talk(session, "s", "b", "")
    assert said.count("1.1 Which leader") == 3
    assert said.count("1.2 How clear") == 1


def test_the_ends_are_said(session: Session) -> None:
    session.go("care.space")
    assert "last question" in talk(session, "s")
    session.go("setting")
    assert "first question" in talk(session, "b")


def test_open_flagged_and_numbers(session: Session) -> None:
    answer(session, lead_sponsor="none")
    session.go("care.screen")
    said = talk(session, "o", "f", "g 2.1", "g 9.9")
    heads = [line for line in said.splitlines() if line[:3] in ("1.1", "1.2", "2.1", "2.2")]
    assert [head[:3] for head in heads] == ["2.1", "2.2", "1.1", "2.1"]
    assert "There is no question 9.9." in said


def test_all_answered_is_said(session: Session) -> None:
    answer(session, lead_sponsor="most", lead_aim="none", care_screen="all")
    session.go("care.space")
    assert "Every question has an answer" in talk(session, "1")


# Looking


def test_results_plan_and_explanations(session: Session) -> None:
    answer(session, lead_sponsor="none", lead_aim="none", care_screen="all", care_space="heavy")
    said = talk(session, "r", "r care", "r nothing", "p", "p 1", "p 99")
    assert "Leadership" in said
    assert "There is no number with the name nothing." in said
    assert "1. Name one leader. " in said
    assert "Ask one leader for twenty minutes." in said
    assert "https://example.org/guide" in said
    assert "There is no action 99." in said


def test_the_plan_of_an_empty_assessment(session: Session) -> None:
    assert "nothing to do yet" in talk(session, "p")


def test_help_names_every_command(session: Session) -> None:
    said = talk(session, "?")
    for key in COMMANDS:
        assert any(keys.split()[0] == key for keys, _ in HELP), key
    for keys, words in HELP:
        assert f"{keys}: {words}." in flat(said)


def test_an_unknown_command_is_said(session: Session) -> None:
    assert "There is no command foo." in talk(session, "foo")


# Leaving


def test_q_leaves_and_says_how_to_come_back(store: Store, session: Session) -> None:
    said = talk(session, "2", "q", "3")
    assert f"assess answer --plain --resume {session.id}" in flat(said)
    assert set(kept(store, session.id)) == {"lead.sponsor"}
    assert Session.open(store, session.id).here == "lead.aim"


@pytest.mark.parametrize("lines", [(), ("x",), ("x", "1"), ("2", "b", "n"), ("e",), ("g",)])
def test_the_end_of_the_input_leaves_politely(session: Session, lines: tuple[str, ...]) -> None:
    assert "Everything is saved." in talk(session, *lines)


def test_what_cannot_be_saved_is_said_and_the_talk_goes_on(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*_: object) -> None:
        raise StoreError("Another program keeps the database locked.")

    monkeypatch.setattr(session.store, "save_answer", locked)
    said = talk(session, "2", "s")
    assert "Not saved: Another program keeps the database locked." in said
    assert "Saved: Emerging" not in said
    assert "1.2 How clear is the aim?" in said


def test_no_control_character_of_a_name_is_said(store: Store) -> None:
    session = Session.open(store, begin(store, practice=Practice("evil", "Evil\x1b[31mClinic")))
    assert "\x1b" not in talk(session, "r", "p")


def test_control_characters_are_neither_kept_nor_said(store: Store, session: Session) -> None:
    talk(session, "2", "b", "n Named\x1b[31m in\x07 May")
    assert "\x1b" not in kept(store, session.id)["lead.sponsor"].note


def test_the_plan_is_written_as_html_where_the_printer_is_missing(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from assess.report import pdf

    def missing(*_: object, **__: object) -> str:
        raise pdf.PrinterMissing("The printer cannot be loaded.")

    monkeypatch.setattr(pdf, "write_pdf", missing)
    said = talk(session, f"w {tmp_path / 'plan.pdf'}")
    assert "The printer cannot be loaded." in said
    assert "<html" in (tmp_path / "plan.html").read_text(encoding="utf-8")


def test_a_file_is_replaced_only_when_it_is_named_again(session: Session, tmp_path: Path) -> None:
    there = tmp_path / "plan.pdf"
    there.write_text("mine")
    assert "Nothing was written." in talk(session, f"w {there}", "")
    assert there.read_text() == "mine"
