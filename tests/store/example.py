"""A little toolkit to spoil: the format's example, its bank, its module, a questionnaire that extends it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from assess.store.library import Library
from assess.store.loading import Loaded, load_questionnaire
from assess.store.problems import Problem

EXAMPLE = """\
format: readiness/1
id: example
version: "1.0.0"
language: en
title: Example readiness check
about: What it is for and who should answer
minutes: 5
rights: {license: CC-BY-4.0, source: Written for this toolkit}
reliability: {retest_sd: 11, n: 11, basis: "source of the figure"}
use: [shared/bank.yaml]
include:
  - {questionnaire: co-location, when: {item: approaches, includes: co-location}}

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

facets:
  approach: {title: Approach, values: {co-location: Co-location, school-based: Services in schools}}
  component:
    title: Part of readiness
    values:
      motivation: Motivation
      general-capacity: {title: General capacity, means: What the practice can do anyway}
      specific-capacity: Capacity for this change

profile:
  - {id: setting, ask: "What kind of practice is this?", one_of: {fqhc: Health center, rural: Rural clinic}}
  - id: approaches
    ask: Which approaches do you pursue?
    any_of: {co-location: Co-location, school-based: Services in schools}

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
        levels: {none: "Nobody is", some: "Some are", most: "Most are", all: "All are"}
        counts_if: [A named tool is used, The result is in the chart]
        help: Think of the last twelve months.
        ask_role: nurse_lead
        weight: 1
        target: most
        critical: true
        evidence: {wanted: "Date of the last log review", max_age_days: 365}
        facets: {approach: [co-location], component: [specific-capacity]}
        source: [playbook]
      - id: finding.missed
        ask: How often does a positive screen get lost?
        scale: spread
        reverse: true
        facets: {component: [general-capacity]}
        show_if: {item: finding.screen, above: none}
  - id: place
    title: Place and people
    items:
      - id: place.shared
        ask: Do the two teams share a building?
        scale: spread
        levels:
          none: Two towns
          some: The same town
          most: The same street
          all: The same house
        facets: {component: [motivation]}
        show_if: {any: [{item: setting, is: rural}, {item: approaches, includes: co-location}]}
      - id: place.talk
        ask: Do the two teams talk each week?
        scale: spread
        facets: {component: [motivation]}

overall: {method: geometric, over: component}
levels:
  - {id: exploring, from: 0,  title: Exploring, means: "The first talks"}
  - {id: preparing, from: 25, title: Preparing, means: "Work has begun"}
  - {id: ready,     from: 50, title: Ready to start, requires: [{item: finding.screen, at_least: some}]}

tree:
  title: Integration level
  start: same-site
  nodes:
    same-site: {if: {item: place.shared, at_least: some}, then: together, else: apart}
    apart: {if: {item: place.talk, at_least: some}, then: {level: 2}, else: {level: 1}}
    together:
      if: {all: [{item: place.talk, at_least: most}, {item: finding.screen, in: [most, all]}]}
      then: {level: 6}
      else: {level: 3}
  levels: {1: Minimal, 6: Full}

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
    resources: [playbook]
  - id: weekly-talk
    title: Meet each week
    steps:
      - Find an hour
      - Keep it
    closes: [{item: place.talk}]
    after: [standing-order]

resources:
  - {id: playbook, title: Integration Playbook, publisher: AHRQ, url: "https://example.org/p", year: 2024}
  - id: log
    title: A log to copy
    url: "https://example.org/log"
    checked: "2026-11-20"

tests:
  - name: Rural practice on day one
    answers: {setting: rural, finding.screen: none, finding.missed: unsure}
    expect: {level: exploring, domains: {finding: 0}, first_action: choose-tool}
  - name: A practice on its way
    answers:
      approaches: [co-location]
      finding.screen: most
      place.talk: {between: [some, most], note: Two teams answered}
    expect:
      level: preparing
      flags: []
"""

BANK = """\
# A bank that several questionnaires share.
format: readiness/1
strategies:
  - {id: eric-access-data, title: Access data}
actions:
  - id: choose-tool
    title: Choose one tool
    effort: {hours: 2, days: 10}
    closes:
      - {item: finding.screen, worse_than: some}
    strategy: [eric-access-data]
    resources: [toolbox]
resources:
  - {id: toolbox, title: A toolbox, url: "https://example.org/tools"}
"""

MODULE = """\
format: readiness/1
id: co-location
version: "1.0.0"
title: Services on site
scales:
  rooms:
    levels:
      - {key: none, points: 0, label: None}
      - {key: one, points: 1, label: One}
domains:
  - id: colo
    title: Rooms
    items:
      - {id: colo.room, ask: Is there a room?, scale: rooms}
levels:
  - {id: start, from: 0, title: Start}
actions:
  - {id: colo-room, title: Find a room, closes: [{item: colo.room}], effort: {hours: 3}}
"""

CHILD = """\
format: readiness/1
id: example-short
version: "1.0.0"
title: The short one
extends: {id: example, version: "^1.0", drop: [finding.missed]}
domains:
  - id: finding
    title: Finding, in short
    items:
      - {id: finding.screen, weight: 3}
      - id: finding.new
        ask: Is there a list?
        scale: spread
        facets: {component: [motivation]}
actions:
  - id: standing-order
    effort: {hours: 4}
  - id: keep-a-list
    title: Keep a list
    closes: [{item: finding.new}]
"""

FILES = {
    "example.yaml": EXAMPLE,
    "shared/bank.yaml": BANK,
    "co-location.yaml": MODULE,
    "child.yaml": CHILD,
}


def write(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Write files into a folder, folders below included."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)


def load(folder: Path, files: Mapping[str, str | bytes], name: str = "example.yaml") -> Loaded:
    """Load one of these files, the others beside it, as a trainer's own folder."""
    write(folder, files)
    return load_questionnaire(folder / name, Library())


def line_of(text: str, part: str) -> int:
    """The line where a part of a text begins, counting from 1."""
    return text[: text.index(part)].count("\n") + 1


def told(problems: tuple[Problem, ...], folder: Path) -> list[str]:
    """Problems as `file:line:column: code`, the file seen from the folder."""
    return [
        f"{Path(p.file).resolve().relative_to(folder.resolve())}:{p.line}:{p.column}: {p.code}"
        for p in problems
    ]


def pointed_at(problems: tuple[Problem, ...]) -> list[str]:
    """Problems as `file: code: word`, with the word that they point at."""
    found = []
    for problem in problems:
        word = re.match(r"[^\s,:}\]]*", problem.excerpt[problem.column - 1 :])
        found.append(f"{Path(problem.file).name}: {problem.code}: {word.group() if word else ''}")
    return found
