"""The report as one HTML page: complete, the same every time, and closed to what people type."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from html import unescape
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from assess.core.actions import Action, Closing, Effort
from assess.core.assessment import Answer, Practice
from assess.core.evaluation import Evaluation, evaluate
from assess.core.questionnaire import Overall, Questionnaire
from assess.report.html import render_html
from tests.conftest import Golden
from tests.report.clinic import (
    ACTIONS,
    ANSWERS,
    ASSESSMENT,
    QUESTIONNAIRE,
    TODAY,
    evaluation,
    with_text,
)

HOSTILE = (
    "<script>alert(1)</script>\"'><img src=x onerror=alert(1)> {{ 7*7 }} {% raw %} </style></title>"
    "<!-- --> [a](javascript:alert(1)) &#60;b&#62; \x00\x1b[31m\u202e\ud800"
)
THREE_SCRIPTS = "Ünïcödé đường, Ψυχική υγεία, Здоров’я " * 9


class Page(HTMLParser):
    """The tags of a page, with what has to hold for every report."""

    VOID = frozenset({"meta", "br", "link", "img", "base", "input", "hr"})

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, f"</{tag}> closes something else"

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.texts.append(data)

    def attributes(self, name: str) -> Iterator[str]:
        return (str(found[name]) for _, found in self.tags if name in found)

    def text(self) -> str:
        return " ".join(" ".join(self.texts).split())


def page_of(made: Evaluation) -> Page:
    page = Page(render_html(made, today=TODAY))
    assert not page.open
    return page


def body(made: Evaluation) -> str:
    """The page without its head: a change of style is no change of what the report says."""
    return render_html(made, today=TODAY).partition("<body>")[2]


def many_actions() -> Questionnaire:
    more = tuple(
        Action(
            f"more-{n}", f"More {n}", effort=Effort(Fraction(n + 1)), closes=(Closing(item="finding.screen"),)
        )
        for n in range(120)
    )
    return replace(QUESTIONNAIRE, actions=(*ACTIONS, *more))


EVALUATIONS = {
    "answered": evaluation(),
    "nothing answered": evaluation({}),
    "nothing asked": evaluation({}, replace(QUESTIONNAIRE, domains=(), actions=(), tree=None)),
    "bare questionnaire": evaluate(
        Questionnaire("bare", "1", "en", ""), replace(ASSESSMENT, date="", profile={})
    ),
    "all unsure": evaluation(dict.fromkeys(ANSWERS, Answer.unsure())),
    "all at the top": evaluation({key: Answer.level("all") for key in ANSWERS if key != "finding.missed"}),
    "nothing applies": evaluation({key: Answer.not_applicable("out_of_scope") for key in ANSWERS}),
    "no total": evaluation(questionnaire=replace(QUESTIONNAIRE, overall=Overall("none"))),
    "no levels": evaluation(questionnaire=replace(QUESTIONNAIRE, levels=())),
    "no actions": evaluation(questionnaire=replace(QUESTIONNAIRE, actions=())),
    "many actions": evaluation(questionnaire=many_actions()),
    "hostile": with_text(HOSTILE),
    "long": with_text(THREE_SCRIPTS),
    "empty texts": with_text(""),
}


def test_report_of_a_small_practice(golden: Golden) -> None:
    golden("report.html", body(evaluation()))


def test_report_before_the_first_answer(golden: Golden) -> None:
    golden("empty.html", body(evaluation({})))


@pytest.mark.parametrize("name", EVALUATIONS)
def test_every_report_is_whole_and_in_order(name: str) -> None:
    page = page_of(EVALUATIONS[name])
    headings = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h[1-6]", tag)]
    assert headings.count(1) == 1
    assert headings[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(headings)), "a heading level is left out"
    ids = list(page.attributes("id"))
    assert len(ids) == len(set(ids))
    inside = {target[1:] for target in page.attributes("href") if target.startswith("#")}
    assert inside <= set(ids), "a link leads nowhere"
    for tag, attributes in page.tags:
        assert tag != "th" or attributes.get("scope") in ("row", "col", "colgroup")


@pytest.mark.parametrize("name", EVALUATIONS)
def test_scores_are_whole_numbers(name: str) -> None:
    text = page_of(EVALUATIONS[name]).text()
    assert not re.search(r"\b\d+\.\d+ (of 100|points)|could become \d+\.|\bNone\b|Fraction", text)


def test_what_people_type_stays_text() -> None:
    page = page_of(with_text(HOSTILE))
    assert {tag for tag, _ in page.tags}.isdisjoint({"script", "img"})
    assert all(not name.startswith("on") for _, attributes in page.tags for name in attributes)
    assert all(link.startswith(("#", "https://", "http://")) for link in page.attributes("href"))
    assert page.text().count("{{ 7*7 }}") > 20, "shown as typed, never computed"
    assert not re.search("[\x00\x1b\u202e\ud800]", render_html(with_text(HOSTILE), today=TODAY))


def test_nothing_is_read_from_elsewhere() -> None:
    html = render_html(with_text(HOSTILE), today=TODAY)
    page = Page(html)
    assert {tag for tag, _ in page.tags}.isdisjoint({"link", "img", "object", "iframe", "base", "embed"})
    assert list(page.attributes("src")) == []
    assert "url(" not in html
    assert "@import" not in html


def test_the_same_input_gives_the_same_page() -> None:
    assert render_html(evaluation(), today=TODAY) == render_html(evaluation(), today=TODAY)


def test_the_page_is_letter_or_a4() -> None:
    assert "size: letter portrait" in render_html(evaluation(), today=TODAY)
    assert "size: A4 portrait" in render_html(evaluation(), today=TODAY, page="a4")
    with pytest.raises(ValueError, match="letter or a4"):
        render_html(evaluation(), today=TODAY, page="legal; } body { display: none")


def test_notes_are_shown_as_typed() -> None:
    answers = {"finding.screen": Answer.level("some", "*not bold* <b>\nsecond line")}
    html = render_html(evaluation(answers), today=TODAY)
    assert '<span class="note">*not bold* &lt;b&gt;\nsecond line</span>' in html


def test_a_long_name_is_cut_at_the_foot_of_the_page_only() -> None:
    name = "The Very Long Name " * 20
    named = evaluate(QUESTIONNAIRE, replace(ASSESSMENT, practice=Practice("x", name)))
    page = page_of(named)
    (short,) = page.attributes("data-short")
    assert len(short) <= 61
    assert " ".join(name.split()) in page.text()


def test_resources_are_live_links_with_their_address_in_print() -> None:
    html = render_html(evaluation(), today=TODAY)
    assert '<a href="https://example.org/playbook?a=1&amp;b=2">Playbook</a>, An agency, 2024.' in html
    assert '<span class="url">https://example.org/playbook?a=1&amp;b=2</span>' in html
    assert "A leaflet, A clinic." in html
    assert 'href="javascript' not in html


def test_it_says_what_it_is_not() -> None:
    text = page_of(evaluation()).text()
    assert "No cut-off in this questionnaire is validated." in text
    assert "a score does not predict success" in text
    assert "do not endorse this report" in text


def full_action() -> Action:
    """One action with everything a questionnaire can say of it."""
    return replace(
        ACTIONS[1],
        id="full",
        title="Write the full thing",
        steps=("Agree the tool.", "Is it done?", "Write the order"),
        effort=Effort(Fraction(500), 45, "some"),
        control="shared",
        as_of="2024-11",
        applies_to=("medicaid",),
    )


def short_form(action: Action) -> str:
    """How the report prints an action of the lists that come after `now` and `next`, as a reader sees it."""
    html = body(evaluation(questionnaire=replace(many_actions(), actions=(*many_actions().actions, action))))
    row = html.partition(f'<tr id="{action.id}">')[2].partition("</tr>")[0]
    row = row.replace("</h4>", ". ").replace("</td>", " ").replace("</li>", " ")
    return " ".join(unescape(re.sub(r"<[^>]+>", "", row)).split())


def test_actions_for_later_are_told_whole_in_running_text() -> None:
    assert short_form(full_action()) == (
        "123 Write the full thing critical. "
        "Screening that waits for the visit is the first thing a busy day drops. "
        "Because 1.1: For some. "
        "First test Try it with one team for two weeks. "
        "Steps (1) Agree the tool; (2) Is it done? (3) Write the order. "
        "Measure Share of adult visits with a screen. "
        "Strategy Show teams their data. "
        "As of November 2024: check before use. Applies to: Medicaid. "
        "Nurse lead. 500 hours, 45 days, some money. Shared with partners. After 2. "
        "Playbook, An agency, 2024. A leaflet, A clinic."
    )


def test_actions_to_watch_are_told_the_same_way_without_a_number() -> None:
    text = short_form(replace(full_action(), control="external", after=()))
    assert text.startswith("Write the full thing critical. Screening")
    assert "Steps (1)" in text
    assert "some money. Outside the practice's control. Playbook" in text


def test_what_is_old_is_set_in_bold() -> None:
    plain, old = body(evaluation()), render_html(evaluation(), today="2027-12-01")
    assert "<td>As of November 2026.</td>" in plain
    assert "<td><b>As of November 2026: check before use.</b></td>" in old
    assert '<span class="small">As of November 2026. Applies to: Medicaid.</span>' in plain
    assert "<b>As of November 2026: check before use. Applies to: Medicaid.</b></span>" in old


def test_a_flag_names_the_first_of_many_actions() -> None:
    flags = (
        body(evaluation(questionnaire=many_actions())).partition('id="flags"')[2].partition("</section>")[0]
    )
    assert len(re.findall(r'<a href="#(?!q)', flags)) == 6
    assert "and 116 more" in flags


def test_an_old_resource_is_marked_wherever_it_is_named() -> None:
    old = tuple(replace(each, as_of="2024") for each in QUESTIONNAIRE.resources)
    asked = replace(many_actions(), resources=old, actions=(*many_actions().actions, full_action()))
    page = page_of(evaluation(questionnaire=asked)).text()
    assert page.count("As of 2024: check before use.") == 2, "among the sources"
    assert page.count("as of 2024: check before use.") == 4, "in the short form of both actions"
