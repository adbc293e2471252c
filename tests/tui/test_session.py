"""The session: answering, undoing and moving, without a screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from assess.core.assessment import Answer, Evidence, Respondent
from assess.core.evaluation import evaluate
from assess.core.questionnaire import Overall
from assess.store.database import Scores, Store, StoreError
from assess.tui.outcomes import Outcome
from assess.tui.session import Session
from tests.tui.making import ITEMS, PRACTICE, TODAY, answer, begin, clinic, kept


def reopened(store: Store, session: Session) -> Session:
    return Session.open(store, session.id)


# Answering


def test_an_answer_is_in_the_database_as_soon_as_it_is_given(store: Store, session: Session) -> None:
    outcome = session.choose_level("some")
    assert kept(store, session.id) == {"lead.sponsor": Answer.level("some")}
    assert outcome.sentence == "Saved: Emerging."


def test_the_scores_beside_the_answers_are_those_of_the_evaluation(store: Store, session: Session) -> None:
    answer(session, lead_sponsor="some", lead_aim="most", care_screen="all", care_space="heavy")
    summary = store.assessments()[0]
    expected = Scores.of(evaluate(clinic(), session.assessment))
    shown = Scores(summary.answered, summary.applicable, summary.score, summary.level)
    assert shown == expected
    assert shown.score is not None


def test_between_two_levels(store: Store, session: Session) -> None:
    outcome = session.choose_between("some", "most")
    assert outcome.said == "Saved: between “Emerging” and “Established”"
    assert kept(store, session.id)["lead.sponsor"] == Answer.between("some", "most")


def test_unsure_is_said_in_the_words_of_the_scale(store: Store, session: Session) -> None:
    assert session.choose_unsure().said == "Saved: Not sure, ask someone"
    assert kept(store, session.id)["lead.sponsor"] == Answer.unsure()


def test_not_applicable_keeps_its_reason_and_note(store: Store, session: Session) -> None:
    outcome = session.choose_not_applicable("partner_does_it", "The county does this")
    assert outcome.said == "Saved: Does not apply (partner does it)"
    expected = Answer.not_applicable("partner_does_it", "The county does this")
    assert kept(store, session.id)["lead.sponsor"] == expected


def test_note_and_evidence_stay_when_the_level_changes(store: Store, session: Session) -> None:
    session.choose_level("some")
    session.write_note("  Named in May  ")
    session.write_evidence("Minutes of May", "2026-05-30")
    session.choose_level("most")
    evidence = Evidence("Minutes of May", "2026-05-30")
    assert kept(store, session.id)["lead.sponsor"] == Answer(
        "answered", ("most",), "", "Named in May", evidence
    )


def test_an_empty_note_takes_the_note_away(session: Session) -> None:
    session.choose_level("some")
    session.write_note("Named in May")
    assert session.write_note(" ").said == "Note removed"
    assert session.answer == Answer.level("some")


def test_a_note_without_an_answer_is_refused(store: Store, session: Session) -> None:
    with pytest.raises(ValueError, match="no answer"):
        session.write_note("Named in May")
    assert kept(store, session.id) == {}


def test_clearing_takes_the_answer_with_its_note(store: Store, session: Session) -> None:
    session.choose_level("some")
    session.write_note("Named in May")
    assert session.clear().said == "Cleared"
    assert kept(store, session.id) == {}


def test_options_of_a_question_about_the_practice(store: Store, session: Session) -> None:
    session.go("approaches")
    assert session.choose_options(("co", "school")).said == "Saved: Co-location, Services in schools"
    assert session.choose_options(()).said == "Saved: none of these"
    assert store.open_assessment(session.id).assessment.profile["approaches"] == ()


# Showing and hiding


def test_an_answer_says_how_many_questions_it_shows(session: Session) -> None:
    session.go("lead.aim")
    outcome = session.choose_level("some")
    assert outcome.sentence == "Saved: Emerging. 1 question appeared."
    assert "lead.review" in session.outline.steps


def test_hidden_answers_are_kept_aside_and_return_with_their_branch(session: Session) -> None:
    answer(session, lead_aim="some", lead_review="most")
    session.go("lead.aim")
    assert session.choose_level("none").sentence == (
        "Saved: Not yet. 1 question fell away (1 answer kept aside)."
    )
    assert not session.go("lead.review")
    session.choose_level("all")
    assert session.go("lead.review")
    assert session.answer == Answer.level("most")


def test_a_domain_appears_with_the_profile(session: Session) -> None:
    session.go("approaches")
    assert session.choose_options(("co", "school")).appeared == 1
    assert [section.title for section in session.outline.sections][-1] == "Services in schools"


def test_unsure_leaves_what_depends_on_it_hidden(session: Session) -> None:
    session.go("lead.aim")
    assert session.choose_unsure().appeared == 0


# Undo and redo


def test_undo_takes_back_and_redo_makes_again(store: Store, session: Session) -> None:
    session.choose_level("some")
    session.choose_level("most")
    undone, redone = session.undo(), session.redo()
    assert undone is not None
    assert undone.said == "Undone: now Emerging"
    assert redone is not None
    assert redone.said == "Redone: now Established"
    assert kept(store, session.id)["lead.sponsor"] == Answer.level("most")


def test_undo_goes_to_where_the_change_was_made(session: Session) -> None:
    answer(session, lead_sponsor="some", care_screen="all")
    session.go("lead.aim")
    session.undo()
    assert session.here == "care.screen"
    session.undo()
    assert session.here == "lead.sponsor"


def test_undo_works_across_a_restart(store: Store, session: Session) -> None:
    session.choose_level("some")
    session.write_note("Named in May")
    again = reopened(store, session)
    assert again.undo() is not None
    assert kept(store, session.id) == {"lead.sponsor": Answer.level("some")}
    assert again.undo() is not None
    assert kept(store, session.id) == {}
    assert again.undo() is None


def test_undoing_a_note_says_that_it_was_the_note(session: Session) -> None:
    session.choose_level("some")
    session.write_note("Named in May")
    undone = session.undo()
    assert undone is not None
    assert undone.said == "Undone: the note"


def test_undo_of_a_profile_question_hides_again(session: Session) -> None:
    session.go("approaches")
    session.choose_options(("co", "school"))
    undone = session.undo()
    assert undone is not None
    assert (undone.said, undone.fell_away) == ("Undone: now Co-location", 1)


def test_a_new_answer_cuts_off_what_was_undone(session: Session) -> None:
    session.choose_level("some")
    session.undo()
    session.choose_level("all")
    assert session.redo() is None


def test_answer_and_undo_give_the_same_assessment(session: Session) -> None:
    answer(session, lead_aim="some", lead_review="most")
    before, standing = session.assessment, session.standing
    session.go("lead.aim")
    session.choose_level("none")
    session.undo()
    assert session.assessment == before
    assert session.standing == standing


# The standing is that of the evaluation, however it came about


@pytest.mark.parametrize("overall", [Overall("mean"), Overall("geometric", "approach"), Overall("none")])
def test_the_standing_equals_the_evaluation_after_every_change(store: Store, overall: Overall) -> None:
    questionnaire = replace(clinic(), overall=overall)
    known = {"setting": ("private",), "approaches": ("co",)}
    session = Session.open(store, store.create(questionnaire, PRACTICE, Respondent(), TODAY, known))
    steps: list[tuple[str, Callable[[], Outcome]]] = [
        ("lead.aim", lambda: session.choose_level("some")),
        ("lead.review", lambda: session.choose_between("most", "all")),
        ("lead.sponsor", session.choose_unsure),
        ("approaches", lambda: session.choose_options(("school",))),
        ("school.team", lambda: session.choose_level("all")),
        ("care.space", lambda: session.choose_level("heavy")),
        ("school.team", lambda: session.choose_level("some")),
        ("care.screen", lambda: session.choose_not_applicable("out_of_scope", "No adults")),
        ("lead.aim", lambda: session.choose_level("none")),
        ("lead.sponsor", lambda: session.choose_level("most")),
        ("lead.sponsor", session.clear),
    ]
    for step, change in steps:
        assert session.go(step)
        change()
        expected = evaluate(questionnaire, session.assessment)
        standing = session.standing
        assert standing.results == expected.results
        assert standing.coverage == expected.coverage
        assert standing.domains == expected.domains
        assert standing.overall == expected.overall
        assert standing.level == expected.level


def test_an_answer_says_how_far_the_score_moved(session: Session) -> None:
    answer(session, lead_sponsor="none", lead_aim="none", care_screen="none")
    session.go("care.space")
    assert session.choose_level("light").moved == 25
    assert session.choose_level("heavy").moved == -25


def test_there_is_no_move_before_there_is_a_score(session: Session) -> None:
    assert session.choose_level("some").moved is None


# Moving


def test_a_new_assessment_begins_with_the_questions_about_the_practice(store: Store) -> None:
    session = Session.open(store, begin(store, profile=False))
    assert session.here == "setting"
    session.choose_options(("rural",))
    assert session.advance()
    assert session.here == "approaches"
    session.choose_options(())
    assert session.advance()
    assert session.here == "lead.sponsor"


def test_next_and_previous_go_through_everything_that_is_to_be_seen(session: Session) -> None:
    session.go("setting")
    seen = ["setting"]
    while session.go_on():
        seen.append(session.here)
    assert tuple(seen) == ("setting", "approaches", *ITEMS)
    assert not session.go_on()
    while session.go_on(-1):
        pass
    assert session.here == "setting"


def test_the_next_open_item_goes_round(session: Session) -> None:
    answer(session, lead_aim="none", care_screen="most")
    session.go("lead.aim")
    assert session.go_to_open()
    assert session.here == "care.space"
    assert session.go_to_open()
    assert session.here == "lead.sponsor"


def test_nowhere_to_go_when_nothing_is_open(session: Session) -> None:
    answer(session, lead_sponsor="some", lead_aim="none", care_screen="most", care_space="light")
    assert not session.go_to_open()
    assert not session.advance()
    assert session.here == "care.space"


def test_flagged_are_the_unsure_and_the_critical_below_target(session: Session) -> None:
    answer(session, lead_sponsor="none", lead_aim="none", care_screen="none")
    session.go("care.space")
    session.choose_unsure()
    session.go("lead.aim")
    assert session.go_to_flagged()
    assert session.here == "care.space"
    assert session.go_to_flagged()
    assert session.here == "lead.sponsor"


def test_sections_are_entered_at_their_first_open_item(session: Session) -> None:
    answer(session, care_screen="none")
    session.go("lead.sponsor")
    assert session.go_to_section(1)
    assert session.here == "care.space"
    assert session.go_to_section(1)
    assert session.here == "setting"
    assert session.go_to_section(-1)
    assert session.here == "care.space"


def test_numbers_are_those_of_the_printed_plan(session: Session) -> None:
    assert session.asked("care.space").number == "2.2"
    assert session.step_of("2.2") == "care.space"
    assert session.step_of("2.3") is None
    assert session.step_of("0.1") is None
    assert session.step_of("nonsense") is None


def test_the_place_is_kept(store: Store, session: Session) -> None:
    session.go("care.screen")
    session.keep_position()
    assert reopened(store, session).here == "care.screen"


def test_a_place_that_is_hidden_by_now_leads_to_the_first_open_item(store: Store, session: Session) -> None:
    answer(session, lead_aim="some")
    session.go("lead.review")
    session.keep_position()
    store.save_answer(session.id, "lead.aim", Answer.level("none"), Scores(1, 4))
    assert reopened(store, session).here == "lead.sponsor"


# Two programs


def test_what_another_program_saved_is_taken_over(tmp_path: Path, session: Session) -> None:
    with Store.open(tmp_path) as other_store:
        other = Session.open(other_store, session.id)
        answer(other, care_screen="all")
    session.choose_level("some")
    assert set(session.assessment.answers) == {"lead.sponsor", "care.screen"}
    assert session.standing.coverage.answered == 2


def test_an_assessment_that_is_gone_is_said_in_words(store: Store, session: Session) -> None:
    store.delete(session.id)
    before = session.assessment
    for change in (lambda: session.choose_level("some"), session.undo, session.redo):
        with pytest.raises(StoreError, match="deleted"):
            change()
    session.go("lead.aim")
    with pytest.raises(StoreError, match="deleted"):
        session.keep_position()
    assert session.assessment == before
