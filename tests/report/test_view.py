"""What the report says, as plain values, before any page is laid out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from assess.core.actions import Action, Closing, Effort
from assess.core.assessment import AGREED, Answer, Respondent
from assess.core.evaluation import evaluate
from assess.core.questionnaire import Overall, Reliability
from assess.report.view import Report, make_report
from tests.report.clinic import ACTIONS, ANSWERS, ASSESSMENT, QUESTIONNAIRE, TODAY, evaluation

DAY = date.fromisoformat(TODAY)


def report(**changes: object) -> Report:
    return make_report(evaluation(questionnaire=replace(QUESTIONNAIRE, **changes)), DAY)  # type: ignore[arg-type]


def test_cover_names_the_practice_and_who_answered() -> None:
    cover = report().cover
    assert (cover.practice, cover.assessed, cover.written) == (
        "Riverside Family Clinic",
        "November 20, 2026",
        "November 22, 2026",
    )
    assert cover.respondent == "Nurse lead"
    assert cover.profile == (("What kind of practice is this?", "City"),)


def test_agreed_answers_are_the_teams() -> None:
    agreed = replace(ASSESSMENT, respondent=Respondent(AGREED))
    assert make_report(evaluate(QUESTIONNAIRE, agreed), DAY).cover.respondent == "The team, by agreement"


def test_a_practice_without_a_name_goes_by_its_id() -> None:
    nameless = replace(ASSESSMENT, practice=replace(ASSESSMENT.practice, name=" "))
    assert make_report(evaluate(QUESTIONNAIRE, nameless), DAY).cover.practice == "riverside"


def test_items_are_numbered_as_they_were_asked() -> None:
    annex = report().annex
    assert [[item.number for item in group.items] for group in annex] == [
        ["1.1", "1.2"],
        ["2.1", "2.2", "2.3"],
    ]
    assert [group.hidden for group in annex] == [1, 0]


def test_an_item_that_was_not_asked_takes_no_number() -> None:
    finding, money = QUESTIONNAIRE.domains
    screen, missed, rural = finding.items
    annex = report(domains=(replace(finding, items=(rural, screen, missed)), money)).annex
    assert [(item.number, item.ask) for item in annex[0].items] == [("1.1", screen.ask), ("1.2", missed.ask)]


def test_an_item_shows_what_it_reached_and_what_comes_next() -> None:
    screen, missed = report().annex[0].items
    assert (screen.answer, screen.reached) == ("For some", "One team uses a tool.")
    assert (screen.next_label, screen.next_anchor) == ("For most", "Most teams use a tool.")
    assert screen.evidence == "Log (May 30, 2026)"
    assert screen.caution == "As of November 2026. Applies to: Medicaid"
    # Reversed: "Not yet" is the best, and of two levels the worse one was reached.
    assert (missed.answer, missed.next_label) == ("Between “Not yet” and “For some”", "Not yet")


def test_at_the_top_there_is_no_next_level() -> None:
    top = make_report(evaluation({"finding.screen": Answer.level("all")}), DAY).annex[0].items[0]
    assert (top.reached, top.next_label, top.scored) == ("All do, and it is checked.", "", True)


def test_sums_show_every_term_and_why_others_are_left_out() -> None:
    made = report()
    finding, money = (line[0] for line in made.numbers.domains)
    # 2 x 33 1/3 + 1 x 83 1/3 over 3, rounded once.
    assert (finding.terms, finding.left_out, finding.formula) == (
        ("1.1: 33 × 2", "1.2: 83"),
        (),
        "150 ÷ 3 = 50",
    )
    assert (money.terms, money.formula) == (("2.2: 0",), "0 ÷ 1 = 0")
    assert money.left_out == ("2.1 (not sure, ask someone)", "2.3 (does not apply: partner does it)")
    assert made.numbers.overall == "(2 × 50 + 0) ÷ 3 = 33"


def test_missing_answers_that_count_as_zero_stand_in_the_sum() -> None:
    finding, money = QUESTIONNAIRE.domains
    made = report(domains=(finding, replace(money, missing_is_zero=True)))
    money_sum, _, counts_as_zero = made.numbers.domains[1]
    assert counts_as_zero
    assert (money_sum.terms, money_sum.formula) == (("2.1: 0", "2.2: 0"), "0 ÷ 2 = 0")


def test_questions_left_out_for_the_same_reason_are_named_together() -> None:
    sums = make_report(evaluation({}), DAY).numbers.domains
    assert [line[0].left_out for line in sums] == [
        ("1.1, 1.2 (not answered)",),
        ("2.1, 2.2, 2.3 (not answered)",),
    ]


def test_a_geometric_total_shows_its_root_and_the_terms_of_its_parts() -> None:
    numbers = report(overall=Overall("geometric", "component")).numbers
    assert numbers.over == "Part of readiness"
    assert numbers.overall == "the square root of 0 × 50 = 0"
    assert [(part.title, part.formula, part.terms) for part in numbers.parts] == [
        ("General capacity", "0 ÷ 1 = 0", ("2.2: 0",)),
        ("Capacity for this change", "150 ÷ 3 = 50", ("1.1: 33 × 2", "1.2: 83")),
    ]


def test_result_says_level_range_strength_and_what_limits() -> None:
    result = report().result
    assert (result.words, result.level) == ("33, could become 33 to 50", "Preparing")
    assert result.strength is not None
    assert (result.strength.title, result.strength.words) == ("Finding people", "50")
    assert result.limiting is not None
    assert result.limiting.title == "Money"
    assert [(rung.title, rung.start, rung.here) for rung in result.ladder] == [
        ("Ready to start", "50", False),
        ("Preparing", "25", True),
        ("Exploring", "0", False),
    ]


def test_a_level_that_a_gate_holds_names_the_question() -> None:
    answers = {
        "finding.screen": Answer.level("none"),
        "finding.missed": Answer.level("none"),
        "money.paid": Answer.level("all"),
    }
    finding, money = QUESTIONNAIRE.domains
    held = replace(QUESTIONNAIRE, domains=(finding, replace(money, weight=Fraction(9))))
    result = make_report(evaluation(answers, held), DAY).result
    assert (result.level, result.held) == ("Preparing", "Ready to start")
    assert [reference.number for reference in result.held_by] == ["1.1"]


def test_nothing_at_zero_is_called_a_strength() -> None:
    worst = {"finding.screen": Answer.level("none"), "finding.missed": Answer.level("all")}
    assert make_report(evaluation(worst), DAY).result.strength is None


@pytest.mark.parametrize(
    ("method", "words"),
    [
        ("none", "This questionnaire gives a profile of its parts, without a total."),
        ("mean", "There is no total yet: 0 of 2 parts have enough answers for a score, and half is needed."),
    ],
)
def test_a_missing_total_is_explained(method: str, words: str) -> None:
    result = make_report(evaluation({}, replace(QUESTIONNAIRE, overall=Overall(method))), DAY).result
    assert (result.score, result.words, result.no_score) == (None, "not enough answers", words)


def test_charts_name_their_extremes_and_never_rank() -> None:
    made = report()
    assert [bar.title for bar in made.domains.bars] == ["Finding people", "Money"]
    assert made.domains.sentence == "Highest (50): Finding people. Lowest (0): Money."
    assert [(bar.words, bar.coverage) for bar in made.domains.bars] == [
        ("50", "2 of 2"),
        ("0, could become 0 to 50", "1 of 2"),
    ]
    assert [chart.title for chart in made.facets] == ["Part of readiness", "Approach"]
    assert made.facets[1].sentence == "Co-location stands at 33 of 100."


def test_facets_without_a_score_are_left_out() -> None:
    assert [chart.title for chart in make_report(evaluation({}), DAY).facets] == []
    general = make_report(evaluation({"money.budget": Answer.level("all")}), DAY).facets
    assert [(chart.title, chart.missing) for chart in general] == [
        ("Part of readiness", "Capacity for this change")
    ]


def test_actions_are_due_when_their_prerequisites_allow_and_within_ninety_days() -> None:
    plan = report().plan
    assert [(view.number, view.id, view.due) for view in plan.now] == [
        (1, "choose-tool", "December 6, 2026"),
        (2, "standing-order", "January 5, 2027"),
        (3, "budget-line", "February 20, 2027"),
    ]
    assert [reference.number for reference in plan.now[1].after] == [1]


def test_actions_say_which_answers_led_to_them() -> None:
    _, order, budget = report().plan.now
    assert [(each.number, each.answer) for each in order.triggers] == [("1.1", "For some")]
    assert budget.scores == ("General capacity stands at 0, below 60",)
    assert order.effort == "6 hours of staff time, about 30 days until it stands, no money"
    assert (order.owner, order.control) == ("Nurse lead", "Within the practice's own hands")
    assert [strategy.title for strategy in order.strategies] == ["Show teams their data"]


def test_actions_name_alike_answers_together() -> None:
    closes = (*(Closing(item=each) for each in ("finding.screen", "money.budget")),)
    answers = {**ANSWERS, "money.paid": Answer.level("none"), "finding.rural": Answer.level("none")}
    both = Action("both", "Both", closes=(*closes, Closing(item="money.paid"), closes[0]))
    (view,) = make_report(evaluation(answers, replace(QUESTIONNAIRE, actions=(both,))), DAY).plan.now
    assert [(same.answer, [ref.number for ref in same.items]) for same in view.answers] == [
        ("For some", ["1.1"]),
        ("Not yet", ["2.2", "2.1"]),
    ]
    assert [ref.number for ref in view.triggers] == ["1.1", "2.2", "2.1"]


def test_what_is_older_than_a_year_asks_to_be_checked() -> None:
    finding, money = QUESTIONNAIRE.domains
    screen = replace(finding.items[0], as_of="2024-11")
    made = report(
        domains=(replace(finding, items=(screen, *finding.items[1:])), money),
        actions=(ACTIONS[0], replace(ACTIONS[1], as_of="2025-11-21"), *ACTIONS[2:]),
        resources=(replace(QUESTIONNAIRE.resources[0], as_of="2025-11", checked="2024"),),
    )
    assert made.annex[0].items[0].caution == "As of November 2024: check before use. Applies to: Medicaid"
    assert made.plan.now[1].caution == "As of November 21, 2025: check before use"
    (playbook,) = made.sources
    assert (playbook.old, playbook.note) == ("", "Older copy. As of November 2025.")
    assert playbook.checked == "2024: check before use"
    later = make_report(evaluation(), date.fromisoformat("2027-12-01"))
    assert later.plan.now[1].caution == "As of November 2026: check before use"
    (_, old) = make_report(
        evaluation(
            questionnaire=replace(
                QUESTIONNAIRE,
                resources=tuple(replace(each, as_of="2025") for each in QUESTIONNAIRE.resources),
            )
        ),
        date.fromisoformat("2027-12-01"),
    ).sources
    assert (old.old, old.note) == (
        "as of 2025: check before use",
        "Older copy. As of 2025: check before use.",
    )


def test_what_the_practice_cannot_control_is_watched_without_number_or_date() -> None:
    watch = report().plan.watch
    assert [(view.id, view.number, view.due) for view in watch] == [("ask-payer", 0, "")]


def test_next_actions_are_due_at_the_last_review() -> None:
    more = tuple(
        Action(
            f"more-{n}",
            f"More {n}",
            effort=Effort(Fraction(20 + n), 10),
            closes=(Closing(item="finding.screen"),),
        )
        for n in range(4)
    )
    plan = report(actions=(*ACTIONS, *more)).plan
    assert [view.due for view in plan.next] == ["February 20, 2027"] * 2
    assert [(view.number, view.due) for view in plan.later] == [(6, ""), (7, "")]


def test_reviews_name_what_falls_due() -> None:
    assert [(review.day, [view.number for view in review.due]) for review in report().reviews] == [
        ("December 22, 2026", [1]),
        ("January 21, 2027", [2]),
        ("February 20, 2027", [3]),
    ]
    assert report().reassess == ("May 2027", "November 2027")


def test_only_web_addresses_become_links() -> None:
    playbook, leaflet = report().plan.now[1].resources
    assert (playbook.href, playbook.year) == ("https://example.org/playbook?a=1&b=2", "2024")
    assert (leaflet.href, leaflet.url) == ("", "javascript:alert(1)")


def test_sources_are_those_of_the_plan_and_of_the_questionnaire() -> None:
    assert [source.id for source in report().sources] == ["no-link", "playbook"]


def test_flags_say_what_raises_them() -> None:
    (flag,) = report().flags
    assert (flag.item.number, flag.target, flag.unsure) == ("1.1", "For most", False)
    assert [action.id for action in flag.actions] == ["choose-tool", "standing-order"]
    (unsure,) = make_report(evaluation({"finding.screen": Answer.unsure()}), DAY).flags
    assert (unsure.unsure, unsure.actions) == (True, ())


def test_open_questions_are_grouped_by_who_can_find_out() -> None:
    (group,) = report().find_out
    assert group.role == "Billing lead"
    assert [(each.number, wanted, note) for each, wanted, note in group.items] == [
        ("2.1", "The last remittance", "Ask Pat's desk")
    ]


def test_the_integration_level_or_what_to_answer_first() -> None:
    tree = report().tree
    assert tree is not None
    assert (tree.level, tree.means, tree.undecided, tree.up) == (3, "One building", None, None)
    open_tree = make_report(evaluation({}), DAY).tree
    assert open_tree is not None
    assert open_tree.undecided is not None
    assert (open_tree.level, open_tree.undecided.number) == (None, "1.1")
    assert report(tree=None).tree is None


def test_known_noise_is_said_and_unknown_noise_not_claimed() -> None:
    assert report().numbers.reliability == ""
    known = report(reliability=Reliability(Fraction(11), 11, "pilot")).numbers
    assert known.reliability == "11 points (11 ratings repeated; pilot)"


def test_coverage_counts_what_was_asked() -> None:
    coverage = report().coverage
    assert (coverage.answered, coverage.applicable, coverage.unsure, coverage.unanswered) == (3, 4, 1, 0)
    assert (coverage.not_applicable, coverage.hidden, coverage.notes, coverage.evidence) == (1, 1, 3, 1)
    assert make_report(evaluation({}), DAY).coverage.unanswered == 5
    assert len(ANSWERS) == 6
