"""A small questionnaire with one of everything, and a practice that answers it, for the report's tests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from assess.core.actions import Action, Closing, Effort, Resource, Strategy
from assess.core.assessment import Answer, Assessment, Evidence, Practice, Respondent
from assess.core.conditions import Test as Condition
from assess.core.evaluation import Evaluation, evaluate
from assess.core.questionnaire import (
    Domain,
    EvidenceWanted,
    Facet,
    FacetValue,
    Item,
    Level,
    Overall,
    ProfileQuestion,
    Questionnaire,
    ReadinessLevel,
    Scale,
    Tree,
    TreeNode,
)

TODAY = "2026-11-22"
LABELS = {"none": "Not yet", "some": "For some", "most": "For most", "all": "For everyone"}
SCALE = Scale(
    "spread",
    tuple(Level(key, Fraction(points), label) for points, (key, label) in enumerate(LABELS.items())),
    between=True,
    unsure_label="Not sure, ask someone",
)
AT_LEAST_SOME = Condition("finding.screen", "at_least", ("some",), Fraction(1))

SCREEN = Item(
    "finding.screen",
    "Are adults screened for **depression** at least once a year?",
    SCALE,
    "most",
    anchors={
        "none": "No tool is in use.",
        "some": "One team uses a tool.",
        "most": "Most teams use a tool.",
        "all": "All do, and it is checked.",
    },
    ask_role="nurse_lead",
    weight=Fraction(2),
    critical=True,
    facets={"component": ("specific",), "approach": ("co-location",)},
    as_of="2026-11",
    applies_to=("medicaid",),
)
MISSED = Item(
    "finding.missed",
    "How often does a positive screen get lost?",
    SCALE,
    "some",
    reverse=True,
    facets={"component": ("specific",)},
)
RURAL = Item(
    "finding.rural", "Is there a van?", SCALE, "most", show_if=Condition("setting", "is", ("rural",))
)
PAID = Item(
    "money.paid",
    "Does somebody pay for the work?",
    SCALE,
    "most",
    ask_role="billing_lead",
    evidence=EvidenceWanted("The last remittance"),
    facets={"component": ("general",)},
)
BUDGET = Item("money.budget", "Is there a budget line?", SCALE, "most", facets={"component": ("general",)})
PARTNER = Item("money.partner", "Is a partner under contract?", SCALE, "most")

ACTIONS = (
    Action(
        "choose-tool", "Choose a screening tool", effort=Effort(Fraction(2), 14, "none"), owner="nurse_lead"
    ),
    Action(
        "standing-order",
        "Let nurses start the screen",
        why="Screening that waits for the visit is the *first* thing a busy day drops.",
        first_test="Try it with one team for two weeks.",
        steps=("Agree the tool", "Write the order"),
        measure="Share of adult visits with a screen",
        effort=Effort(Fraction(6), 30, "none"),
        owner="nurse_lead",
        closes=(Closing(item="finding.screen"), Closing(item="finding.missed", worse_than="some")),
        after=("choose-tool",),
        strategy=("access-data",),
        resources=("playbook", "no-link"),
        as_of="2026-11",
        applies_to=("all",),
    ),
    Action(
        "budget-line",
        "Write a budget line",
        effort=Effort(Fraction(12), 120, "some"),
        owner="clinic_manager",
        closes=(Closing(facet="component", value="general", below=Fraction(60)),),
    ),
    Action(
        "ask-payer",
        "Ask the payer",
        control="external",
        effort=Effort(Fraction(1), 30),
        closes=(Closing(item="money.budget"),),
    ),
)
ACTIONS = (replace(ACTIONS[0], closes=(Closing(item="finding.screen"),)), *ACTIONS[1:])

QUESTIONNAIRE = Questionnaire(
    "example",
    "1.0.0",
    "en",
    "Example readiness check",
    about="For a practice.\n\n- answer it as a team\n- answer for today",
    license="CC-BY-4.0",
    rights_source="Written for this toolkit",
    profile=(
        ProfileQuestion("setting", "What kind of practice is this?", {"rural": "Rural", "city": "City"}),
    ),
    domains=(
        Domain("finding", "Finding people", (SCREEN, MISSED, RURAL), weight=Fraction(2)),
        Domain("money", "Money", (PAID, BUDGET, PARTNER), min_answered=Fraction(1, 4)),
    ),
    facets=(
        Facet(
            "component",
            "Part of readiness",
            (FacetValue("general", "General capacity"), FacetValue("specific", "Capacity for this change")),
        ),
        Facet("approach", "Approach", (FacetValue("co-location", "Co-location"),)),
    ),
    overall=Overall("mean"),
    levels=(
        ReadinessLevel("exploring", Fraction(0), "Exploring", "Talk about it first."),
        ReadinessLevel("preparing", Fraction(25), "Preparing", "Some parts stand."),
        ReadinessLevel("ready", Fraction(50), "Ready to start", "Start small.", (AT_LEAST_SOME,)),
    ),
    tree=Tree(
        "Integration level",
        "site",
        {"site": TreeNode("site", AT_LEAST_SOME, 3, 1)},
        {1: "Apart", 3: "One building"},
    ),
    actions=ACTIONS,
    resources=(
        Resource(
            "playbook",
            "Playbook",
            "An agency",
            "https://example.org/playbook?a=1&b=2",
            year=2024,
            checked="2026-11-20",
            why="Shows the steps.",
            status_note="Older copy",
        ),
        Resource("no-link", "A leaflet", "A clinic", "javascript:alert(1)"),
        Resource("unused", "Nobody reads this", "Nobody", "https://example.org/unused"),
    ),
    strategies=(Strategy("access-data", "Show teams their data", "Show them."),),
    roles={"nurse_lead": "Nurse lead", "clinic_manager": "Clinic manager", "billing_lead": "Billing lead"},
    sources=("playbook",),
)

ANSWERS: Mapping[str, Answer] = {
    "finding.screen": Answer(
        "answered", ("some",), note="PHQ-9 since spring", evidence=Evidence("Log", "2026-05-30")
    ),
    "finding.missed": Answer.between("none", "some"),
    "finding.rural": Answer.level("none"),
    "money.paid": Answer.unsure("Ask Pat's desk"),
    "money.budget": Answer.level("none"),
    "money.partner": Answer.not_applicable("partner_does_it", "The county does this"),
}
ASSESSMENT = Assessment(
    "example",
    "1.0.0",
    Practice("riverside", "Riverside Family Clinic"),
    Respondent("r1", "nurse_lead"),
    "2026-11-20",
    {"setting": ("city",)},
    ANSWERS,
)


def evaluation(
    answers: Mapping[str, Answer] = ANSWERS, questionnaire: Questionnaire = QUESTIONNAIRE
) -> Evaluation:
    """The evaluation of these answers to this questionnaire."""
    return evaluate(questionnaire, replace(ASSESSMENT, answers=answers))


def with_text(text: str) -> Evaluation:
    """An evaluation in which this text stands wherever a person may write one."""
    domains = tuple(
        replace(
            domain,
            title=text,
            about=text,
            items=tuple(
                replace(
                    item,
                    ask=text,
                    anchors=dict.fromkeys(LABELS, text),
                    scale=_scale_with(text),
                    evidence=EvidenceWanted(text),
                )
                for item in domain.items
            ),
        )
        for domain in QUESTIONNAIRE.domains
    )
    actions = tuple(
        replace(
            action,
            title=text,
            why=text,
            first_test=text,
            steps=(text, text),
            measure=text,
            owner=text,
            control=text if action.control == "practice" else action.control,
            effort=replace(action.effort, money=text),
            as_of=text,
            applies_to=(text,),
        )
        for action in QUESTIONNAIRE.actions
    )
    questionnaire = replace(
        QUESTIONNAIRE,
        title=text,
        about=text,
        version=text,
        language=text,
        license=text,
        rights_source=text,
        domains=domains,
        actions=actions,
        levels=tuple(replace(level, title=text, means=text) for level in QUESTIONNAIRE.levels),
        tree=replace(QUESTIONNAIRE.tree, title=text, levels={1: text, 3: text})
        if QUESTIONNAIRE.tree
        else None,
        resources=tuple(
            replace(each, title=text, publisher=text, url=text, why=text, status_note=text, checked=text)
            for each in QUESTIONNAIRE.resources
        ),
        strategies=tuple(
            replace(each, title=text, means=text, share=text) for each in QUESTIONNAIRE.strategies
        ),
        roles=dict.fromkeys(QUESTIONNAIRE.roles, text),
        profile=(ProfileQuestion("setting", text, {"rural": text, "city": text}),),
        facets=tuple(
            replace(facet, title=text, values=tuple(replace(value, title=text) for value in facet.values))
            for facet in QUESTIONNAIRE.facets
        ),
    )
    answers = {
        key: replace(answer, note=text, reason=answer.reason and text, evidence=Evidence(text, text))
        for key, answer in ANSWERS.items()
    }
    assessment = replace(
        ASSESSMENT,
        practice=Practice(text, text),
        respondent=Respondent("r1", text),
        date=text,
        answers=answers,
    )
    return evaluate(questionnaire, assessment)


def _scale_with(text: str) -> Scale:
    return replace(
        SCALE, unsure_label=text, levels=tuple(replace(level, label=text) for level in SCALE.levels)
    )
