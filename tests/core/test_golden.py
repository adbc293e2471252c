"""The worked example: from the YAML of the design's section 4 to the JSON of its section 6.

`place.shared`, which the tree asks for, is a profile question here, so that the two items stay the only ones.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assess.core.evaluation import evaluate
from assess.report.resultjson import to_result
from assess.store.documents import Reader
from assess.store.loading import load_answers, load_questionnaire
from tests.core.making import UNSURE, domain, evaluated, quarters, questionnaire

SCALES = """\
scales:
  spread:
    levels:
      - {key: none, points: 0, label: Not yet}
      - {key: some, points: 1, label: For some}
      - {key: most, points: 2, label: For most}
      - {key: all,  points: 3, label: "For everyone, and we check"}
    between: allowed
    unsure: {label: "Not sure, ask someone"}
    not_applicable: {reasons: [out_of_scope, partner_does_it], note: required}
"""

FACETS = """\
facets:
  approach: {title: Approach, values: {co-location: Co-location, school-based: Services in schools}}
  component:
    title: Part of readiness
    values:
      motivation: Motivation
      general-capacity: General capacity
      specific-capacity: Capacity for this change
"""

ACTIONS = """\
actions:
  - id: choose-tool
    title: Choose the tool
    effort: {hours: 2, money: none, days: 14}
    closes: [{item: finding.screen, worse_than: some}]
"""

QUESTIONNAIRE = """\
format: readiness/1
id: example
version: "1.0.0"
language: en
title: Example readiness check
about: What it is for, who should answer, and how long it takes.
rights: {license: CC-BY-4.0, source: Written for this toolkit}
reliability: {retest_sd: 11, n: 11, basis: "source of the figure"}
use: [shared/scales.yaml, shared/facets.yaml, shared/actions.yaml]

profile:
  - id: setting
    ask: "What kind of practice is this?"
    one_of: {fqhc: Health center, private: Private practice, rural: Rural clinic}
  - id: approaches
    ask: "Which approaches do you pursue?"
    any_of: {co-location: Co-location, school-based: Services in schools}
  - {id: place.shared, ask: "Do you share a building?", one_of: {shared: We do, apart: We do not}}

domains:
  - id: finding
    title: Finding people who need care
    weight: 2
    min_answered: 0.5
    missing: skip
    items:
      - id: finding.screen
        ask: Are adults screened for depression at least once a year?
        kind: fact
        scale: spread
        counts_if: [A named tool is used, The result is in the chart]
        help: Think of the last twelve months.
        ask_role: nurse_lead
        weight: 1
        target: most
        critical: false
        evidence: {wanted: "Date of the last log review", max_age_days: 365}
        facets: {approach: [co-location], component: [specific-capacity]}
        source: [ahrq-playbook]
      - id: finding.missed
        ask: How often does a positive screen get lost?
        scale: spread
        reverse: true
        show_if: {item: finding.screen, above: none}

overall: {method: geometric, over: component}
levels:
  - {id: exploring, from: 0,  title: Exploring, means: "..."}
  - {id: preparing, from: 25, title: Preparing, means: "..."}
  - id: ready
    from: 50
    title: Ready to start
    means: "..."
    requires: [{item: finding.screen, at_least: some}]
  - {id: scaling,   from: 75, title: Ready to grow, means: "..."}

tree:
  title: Integration level
  start: same-site
  nodes:
    same-site: {if: {item: place.shared, is: shared}, then: together, else: {level: 1}}
    together:  {if: {item: finding.screen, at_least: most}, then: {level: 6}, else: {level: 3}}

actions:
  - id: standing-order
    title: Let nurses start the screen under a standing order
    why: Screening that waits for the visit to start is the first thing a busy day drops.
    first_test: Try it with one team for two weeks.
    steps: [Agree the tool, Write the order, Try it, Review]
    measure: Share of adult visits with a screen in the chart
    effort: {hours: 6, money: none, days: 30}
    owner: nurse_lead
    control: practice
    closes:
      - {item: finding.screen}
      - {item: finding.missed, worse_than: some}
      - {facet: component, value: specific-capacity, below: 50}
    after: [choose-tool]
    strategy: [eric-access-data]
    resources: [ahrq-playbook]
resources:
  - id: ahrq-playbook
    title: AHRQ Integration Playbook
    publisher: AHRQ
    url: "https://integrationacademy.ahrq.gov/"
    kind: guide
    year: 2024
    checked: "2026-11-20"

tests:
  - name: Rural practice on day one
    answers: {setting: rural, finding.screen: none, finding.missed: unsure}
    expect: {level: exploring, domains: {finding: 0}, first_action: choose-tool}
"""

ANSWERS = """\
format: answers/1
questionnaire: {id: example, version: "1.0.0"}
practice: {id: riverside, name: Riverside Family Clinic}
respondent: {id: r1, role: nurse_lead}
date: "2026-11-20"
answers:
  setting: rural
  approaches: [co-location]
  finding.screen: some
  finding.missed:
    between: [none, some]
    note: "Two reports disagree"
    evidence: {what: "Log of May", date: "2026-05-30"}
"""

RESULT = """\
{"questionnaire": {"id": "example", "version": "1.0.0"},
 "practice": "riverside", "date": "2026-11-20",
 "coverage": {"answered": 2, "applicable": 2, "unsure": 0, "not_applicable": 0, "hidden": 0},
 "overall": {"score": 33, "exact": 33.3333, "low": 33, "high": 33, "level": "preparing",
             "limiting": "specific-capacity", "held_by": []},
 "domains": {"finding": {"score": 58, "exact": 58.3333, "low": 58, "high": 58,
                         "answered": 2, "applicable": 2}},
 "facets": {"approach": {"co-location": {"score": 33, "exact": 33.3333, "answered": 1, "applicable": 1}}},
 "items": {"finding.screen": {"state": "answered", "percent": 33.3333},
           "finding.missed": {"state": "between", "percent": 83.3333}},
 "flags": [], "tree": {"level": null, "undecided": "place.shared"},
 "plan": {"now": ["standing-order"], "next": [], "later": [], "watch": [], "find_out": []}}
"""


@pytest.fixture
def example(tmp_path: Path) -> Path:
    (tmp_path / "shared").mkdir()
    banks = {"scales": SCALES, "facets": FACETS, "actions": ACTIONS}
    files = {f"shared/{name}.yaml": text for name, text in banks.items()}
    files |= {"example.yaml": QUESTIONNAIRE, "answers.yaml": ANSWERS}
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_the_worked_example_gives_the_printed_result(example: Path) -> None:
    loaded = load_questionnaire(example / "example.yaml")
    assert loaded.problems == ()
    assert loaded.questionnaire is not None
    answers = load_answers(Reader().read(example / "answers.yaml"), loaded.questionnaire)
    assert answers.problems == ()
    assert answers.assessment is not None
    result = to_result(evaluate(loaded.questionnaire, answers.assessment))
    printed = json.loads(RESULT)
    assert shown(result, printed) == printed
    assert list(result) == list(printed)


def shown(result: Any, printed: Any) -> Any:
    """Of the result what is printed: more keys may be added, and `facets` is printed in part."""
    if not isinstance(printed, dict):
        return result
    return {key: shown(result[key], value) for key, value in printed.items()}


def test_whole_numbers_are_rounded_half_up_and_a_missing_score_is_null() -> None:
    asked = questionnaire(domain("d", quarters("a"), quarters("b")), domain("e", quarters("c")))
    result = to_result(evaluated(asked, a=("p25", "p50"), b=UNSURE))
    assert result["domains"]["d"] == {
        "score": 38,
        "exact": 37.5,
        "low": 19,
        "high": 69,
        "answered": 1,
        "applicable": 2,
    }
    assert result["domains"]["e"] == {
        "score": None,
        "exact": None,
        "low": None,
        "high": None,
        "answered": 0,
        "applicable": 1,
    }
    assert result["items"]["c"] == {"state": "unanswered", "percent": None}
    missing = to_result(evaluated(asked))["overall"]
    for key in ("score", "exact", "low", "high", "level", "limiting"):
        assert missing[key] is None
