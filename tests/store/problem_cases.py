"""Mistakes in questionnaires, each with its code and some of the words it is told with.

A case is `=== code === words` and a few lines of YAML; the sign § in it stands where the problem is told.
It stands behind a head with one scale and one facet; behind `+item` an item comes before it, behind `+start`
there is nothing but the first four lines, and a case that begins with `format:` is a whole file.
"""

CASES = r"""
=== needs-quotes === in double quotes: help: "Look: there"
+item
        help: Look§: there
=== needs-quotes === begins with `?`
+item
        help: §? Look there
=== needs-quotes === begins with `@`
+item
        help: §@Look there
=== needs-quotes === help: "\"Look\" there"
+item
        help: §"Look" there
=== needs-quotes === takes everything from ` #` on as a comment
+item
        counts_if: [See §#2, Look]
=== cut-by-comment === put the whole text in double quotes
+item
        help: See the §#2 list
=== open-quote === never closed
+item
        help: §"Look there
        why: So
=== open-quote === never closed
+item
        help: §"Look there
        why: "So"
=== bracket === is opened here is not closed
+item
        counts_if: §[One, Two
        why: So
=== bracket === do not fit together
+item
        counts_if: [One, Two§}
=== bracket === closes nothing
+item
        counts_if: [One]§]
=== tab === Indent with spaces
+item
§<TAB>help: Look
=== indentation === Line it up
+item
       §help: Look
=== missing-colon === Write `key: value`
+item
        §help Look there
        why: So
=== missing-space === Write `help: `
+item
        §help:Look there
        why: So
=== missing-dash === Write `- ` before its first key
domains:
    §id: d
    title: D
  - id: e
    title: E
=== joined-lines === on a line of its own
+item
        help: Look §why: So
        why: So
=== escape === single quotes
+item
        help: "C:§\data"
=== anchor === Anchors
+item
        help: §&there Look
=== alias === Aliases
+item
        help: §*there
=== tag === Tags
+item
        help: §!there Look
=== merge-key === Write the keys out
+item
        §<<: *other
=== duplicate-key === a second time
+item
        §ask: Is it so?
=== duplicate-key === write its first line with `- `
+item
        §ask: Is it?
        scale: steps
=== complex-key === a plain word
+item
        §{a: b}: c
=== second-document === Keep one questionnaire a file
+item
§---
id: another
=== too-deep === over 50 levels
+item
        help: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[§[[[[[[[[[[
=== escaped-character === U+202E
+item
        help: §"Look \u202e there"
=== unknown-key === Did you mean `help`?
+item
        §hlep: Look
=== unknown-key === Known here: `id`, `ask`
+item
        §zebra: Look
=== unknown-key === Is `ask` meant? That key is missing here.
domains: [{id: d, title: D, items: [{id: d.one, §question: Is it?, scale: steps}]}]
=== unknown-key === Did you mean `ask`?
domains: [{id: d, title: D, items: [{id: d.one, §aks: Is it?, scale: steps}]}]
=== unknown-key === It belongs to a domain
+item
        §min_answered: 0.5
=== unknown-key === in double quotes: title: "Late, or never"
levels: [{id: l, from: 0, title: Late, §or never}]
=== unknown-key === `hours: 1.5`
actions: [{id: a, title: A, effort: {hours: 1,§5}}]
=== unknown-key === Write a space after the colon: `id: l`
levels: [{§id:l, from: 0, title: L}]
=== missing-key === `ask`
domains:
  - id: d
    title: D
    items:
      - §id: d.one
        scale: steps
=== missing-key === Add it: `over: component`
§overall: {method: geometric}
=== empty-text === in double quotes if it begins with #
+item
      - id: d.two
        ask:§
        scale: steps
=== wrong-kind === [One thing]
+item
        counts_if: §One thing
=== wrong-kind === Write one text
+item
        help: §[Look, there]
=== wrong-kind === is a list
+item
        source: §{a: b}
=== wrong-kind === "Note: look"
+item
        counts_if:
          - §Note: look
=== wrong-kind === in double quotes: "Look"
+item
        counts_if:
          - §? Look
=== wrong-kind === holds keys and values
+item
      - §d.two
=== wrong-kind === a whole number, or `null`
+item
tests: [{name: T, expect: {overall: §much}}]
=== not-a-choice === Choose `fact` or `opinion`
+item
        kind: §facts
=== bad-number === such as 2 or 0.5
+item
        weight: §two
=== bad-number === A whole number of 0 or more
minutes: §2.5
=== bad-number === a whole number
+item
tree: {start: n, nodes: {n: {if: {item: d.one, is: low}, then: {level: §x}, else: {level: 1}}}}
=== bad-range === A weight is 0 or more
+item
        weight: §-1
=== bad-range === between 0 and 100
levels: [{id: l, from: §101, title: L}]
=== bad-range === between 0 and 1
domains: [{id: d, title: D, min_answered: §50}]
=== bad-range === 0 and 100
actions: [{id: a, title: A, closes: [{facet: part, value: will, below: §500}]}]
=== bad-boolean === Only `true` or `false`
+item
        critical: §yes
=== bad-date === "2026-11-20"
resources: [{id: r, title: R, checked: §yesterday}]
=== bad-date === "2026-11-20"
resources: [{id: r, title: R, checked: §"2026-02-30"}]
=== bad-address === begins with http://
resources: [{id: r, title: R, url: §www.example.org}]
=== bad-id === Begin with a small letter
domains: [{id: §My domain, title: D}]
=== bad-id === cannot be an id
+start
scales: {§Steps: {levels: [{key: a, points: 0, label: A}, {key: b, points: 1, label: B}]}}
=== bad-version === such as "1.0.0"
format: readiness/1
id: c
version: §1.0
title: C
=== bad-facet-value === takes its title
+start
facets: {f: {title: F, values: {a: §{titel: A}}}}
=== bad-profile === either `one_of` or `any_of`
profile: [§{id: p, ask: Which?}]
=== bad-overall === Take it out
overall: {method: mean, §over: part}
=== wrong-place === Is the line `actions:` missing
+item
  - §id: a
    title: A
    steps: [One]
    owner: me
=== wrong-place === belongs below `facets`
+start
facets:
§part: {title: P, values: {a: A}}
=== missing-name === The name of a facet is missing
+start
facets:
  §title: P
  values: {a: A}
=== stray-dash === Take the `- ` away
+item
      - §help: Look there
=== unknown-scale === `steps`?
domains: [{id: d, title: D, items: [{id: d.one, ask: Is it?, scale: §step}]}]
=== unknown-level === Did you mean `high`?
+item
        target: §hihg
=== unknown-level === has no level
+item
        levels: {low: Never, §middle: Now and then}
=== unknown-level === Known: `low`, `mid`, `high`
+item
      - {id: d.two, ask: Is it?, scale: steps, show_if: {item: d.one, above: §none}}
=== unknown-facet === Did you mean `part`?
+item
        facets: {§prat: [will]}
=== unknown-value === Did you mean `will`?
+item
        facets: {part: [§wil]}
=== unknown-resource === There is no resource `playbook`. None is declared.
+item
        source: [§playbook]
=== unknown-item === `d.one`?
+item
levels: [{id: l, from: 0, title: L, requires: [{item: §d.on, is: low}]}]
=== unknown-item === Did you mean `d.one`?
+item
actions: [{id: a, title: A, closes: [{item: §d.onee}]}]
=== unknown-item === Did you mean `d.one`?
+item
tests: [{name: T, answers: {§d.two: low}}]
=== unknown-option === Profile question `p` has no option `c`
profile: [{id: p, ask: Which?, one_of: {a: A, b: B}}]
domains: [{id: d, title: D, items: [{id: d.one, ask: Is it?, scale: steps, show_if: {item: p, is: §c}}]}]
=== unknown-action === There is no action `b`
actions: [{id: a, title: A, after: [§b]}]
=== unknown-strategy === `t`
strategies: [{id: s, title: S}]
actions: [{id: a, title: A, strategy: [§t]}]
=== unknown-node === The tree has no node `m`
+item
tree: {start: n, nodes: {n: {if: {item: d.one, is: low}, then: §m, else: {level: 1}}}}
=== unknown-domain === There is no domain `e`
+item
tests: [{name: T, expect: {domains: {§e: 50}}}]
=== unknown-readiness-level === Did you mean `start`?
levels: [{id: start, from: 0, title: S}]
tests: [{name: T, expect: {level: §strat}}]
=== unknown-questionnaire === There is no questionnaire `no-such`
include: [{questionnaire: §no-such}]
=== missing-file === There is no file `no-such.yaml`
use: [§no-such.yaml]
=== misspelt-id === Nothing refers to the item or profile question `d.tow`, but 2 places name `d.two`
+item
      - {id: §d.tow, ask: Is it?, scale: steps}
actions: [{id: a, title: A, closes: [{item: d.two}]}, {id: b, title: B, closes: [{item: d.two}]}]
=== id-used-twice === Give this one another id
+item
      - {id: §d.one, ask: Is it?, scale: steps}
=== id-used-twice === names each only once
+start
scales:
  s:
    levels:
      - {key: a, points: 0, label: A}
      - {key: b, points: 1, label: B}
      - {key: §a, points: 2, label: C}
=== stands-twice === Delete one
+item
        facets: {part: [will, §will]}
=== reserved-word === Choose another key
+start
scales: {s: {levels: [{key: a, points: 0, label: A}, {key: §unsure, points: 1, label: B}]}}
=== flat-scale === two levels with different points
+start
scales: {s: {§levels: [{key: a, points: 1, label: A}, {key: b, points: 1, label: B}]}}
=== same-from === its own `from`
levels: [{id: l, from: 0, title: L}, {id: m, from: §0, title: M}]
=== no-level-at-0 === Write `from: 0`
levels: [{id: l, from: §10, title: L}]
=== looks-ahead === A condition looks only back
domains:
  - id: d
    title: D
    items:
      - {id: d.one, ask: Is it?, scale: steps, show_if: {item: §d.two, is: low}}
      - {id: d.two, ask: Is it?, scale: steps}
=== bad-condition === A condition is written
+item
        show_if: §always
=== bad-closing === `{item: ...}`
actions: [{id: a, title: A, closes: [§{facet: part, value: will}]}]
=== bad-way === the id of another node
+item
tree: {start: n, nodes: {n: {if: {item: d.one, is: low}, then: §[1], else: {level: 1}}}}
=== cycle === n -> m -> n
+item
tree:
  start: n
  nodes:
    n: {if: {item: d.one, is: low}, then: m, else: {level: 1}}
    m: {if: {item: d.one, is: low}, then: {level: 1}, else: §n}
=== cycle === a -> b -> a
actions: [{id: a, title: A, after: [b]}, {id: b, title: B, after: [§a]}]
=== bad-answer === takes two levels
+item
tests: [{name: T, answers: {d.one: {between: §[low]}}}]
=== missing-reason === needs its reason
+item
tests: [{name: T, answers: {d.one: §not_applicable}}]
"""
