"""Writes a valid questionnaire of any size: `python -m benchmarks.generate 300 > big.yaml`.

Numbers and truth values are quoted, so that PyYAML's own loader hands them to our models as the text that
our reader always gives them, and both can be measured on one file.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

PER_DOMAIN = 10
KEYS = ("none", "some", "most", "all")
PARTS = ("motivation", "general", "specific")

HEAD = """format: readiness/1
id: big
version: "1.0.0"
language: en
title: A questionnaire to measure with
about: Not for answering.
rights: {license: CC-BY-4.0, source: Written for measuring}
scales:
  steps:
    levels:
      - {key: none, points: "0", label: Not yet}
      - {key: some, points: "1", label: For some}
      - {key: most, points: "2", label: For most}
      - {key: all, points: "3", label: For everyone}
facets:
  component:
    title: Part of readiness
    values: {motivation: Motivation, general: General, specific: Specific}
domains:
"""

DOMAIN = """  - id: d{domain}
    title: Domain {domain}
    items:
"""

ITEM = """      - id: d{domain}.i{item}
        ask: Does the practice do thing number {item} in a way that a visitor can see on any day?
        kind: fact
        scale: steps
        levels:
{anchors}
        counts_if:
          - A named tool is used
          - The result is in the chart
        help: Think of the last twelve months and of thing number {item}.
        ask_role: nurse_lead
        weight: "2"
        critical: "false"
        facets: {{component: [{part}]}}
"""

ANCHOR = (
    '          {key}: "The practice does this for {key} of its patients and can show where that is written."'
)

SHOW_IF = """        show_if: {{item: d{domain}.i{first}, above: none}}
"""

LEVELS = """overall: {method: geometric, over: component}
levels:
  - {id: exploring, from: "0", title: Exploring, means: A start}
  - {id: ready, from: "50", title: Ready to start, means: Enough to begin with}
actions:
"""

ACTION = """  - id: act{item}
    title: Do thing number {item}
    why: It helps the people who come here.
    first_test: Try it for two weeks with one team.
    steps: [Agree the tool, Write the order, Try it, Review it]
    measure: Share of visits with thing number {item} in the chart
    effort: {{hours: "6", money: none, days: "30"}}
    owner: nurse_lead
    closes: [{{item: d{domain}.i{item}}}]
"""


def questionnaire(items: int) -> str:
    """The YAML text of a questionnaire with so many items, every tenth shown only after an answer."""
    return "".join([HEAD, *_domains(items), LEVELS, *_actions(items)])


def _domains(items: int) -> Iterator[str]:
    anchors = "\n".join(ANCHOR.format(key=key) for key in KEYS)
    for item in range(items):
        domain, position = divmod(item, PER_DOMAIN)
        if position == 0:
            yield DOMAIN.format(domain=domain)
        yield ITEM.format(domain=domain, item=item, anchors=anchors, part=PARTS[item % len(PARTS)])
        if position == PER_DOMAIN // 2:
            yield SHOW_IF.format(domain=domain, first=domain * PER_DOMAIN)


def _actions(items: int) -> Iterator[str]:
    for item in range(0, items, 4):
        yield ACTION.format(item=item, domain=item // PER_DOMAIN)


if __name__ == "__main__":
    sys.stdout.write(questionnaire(int(sys.argv[1])))
