"""Answers files: read in words, written back without loss."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assess.core.assessment import Answer, Assessment, Evidence, Practice, Respondent
from assess.core.questionnaire import Item, Questionnaire
from assess.store.answers import questionnaire_of, write_answers
from assess.store.documents import File, Reader
from assess.store.loading import LoadedAnswers, load_answers, load_questionnaire, named_questionnaire
from assess.store.yaml_text import read_text
from tests.store.example import EXAMPLE, FILES, load, pointed_at, write

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
    {between: [none, some], note: "Two reports disagree", evidence: {what: Log, date: "2026-05-30"}}
  place.shared: unsure
  place.talk: {not_applicable: partner_does_it, note: "The county does this"}
"""


@cache
def example_of_the_format() -> Questionnaire:
    with TemporaryDirectory() as folder:
        questionnaire = load(Path(folder), FILES).questionnaire
    assert questionnaire is not None
    return questionnaire


@pytest.fixture
def example() -> Questionnaire:
    return example_of_the_format()


def read(text: str, questionnaire: Questionnaire) -> LoadedAnswers:
    data = text.encode()
    found = read_text(data)
    problems = tuple(replace(problem, file="answers.yaml") for problem in found.problems)
    file = File(Path("answers.yaml"), data, found.content, problems, "answers.yaml", found)
    return load_answers(file, questionnaire)


def test_an_answers_file_is_read(example: Questionnaire) -> None:
    assert read(ANSWERS, example) == LoadedAnswers(
        Assessment(
            "example",
            "1.0.0",
            Practice("riverside", "Riverside Family Clinic"),
            Respondent("r1", "nurse_lead"),
            "2026-11-20",
            {"setting": ("rural",), "approaches": ("co-location",)},
            {
                "finding.screen": Answer.level("some"),
                "finding.missed": replace(
                    Answer.between("none", "some", "Two reports disagree"),
                    evidence=Evidence("Log", "2026-05-30"),
                ),
                "place.shared": Answer.unsure(),
                "place.talk": Answer.not_applicable("partner_does_it", "The county does this"),
            },
        ),
        (),
    )


def test_the_shortest_file_names_the_questionnaire_and_the_practice(example: Questionnaire) -> None:
    text = "format: answers/1\nquestionnaire: {id: example}\npractice: {id: x}\nanswers:\n"
    assert read(text, example).assessment == Assessment("example", "1.0.0", Practice("x"))


@pytest.mark.parametrize(
    ("yaml", "answer"),
    [
        ("some", Answer.level("some")),
        ("{level: some, note: Because}", Answer.level("some", "Because")),
        ("unsure", Answer.unsure()),
        ("{unsure: true, note: Because}", Answer.unsure("Because")),
        ("{between: [some, none]}", Answer.between("some", "none")),
        ("{level: all, evidence: {what: Log}}", Answer("answered", ("all",), evidence=Evidence("Log"))),
    ],
)
def test_an_answer_is_read(yaml: str, answer: Answer, example: Questionnaire) -> None:
    loaded = read(ANSWERS.replace("finding.screen: some", f"finding.screen: {yaml}"), example)
    assert loaded.problems == ()
    assert loaded.assessment is not None
    assert loaded.assessment.answers["finding.screen"] == answer


@pytest.mark.parametrize(
    ("right", "wrong", "expected"),
    [
        ("format: answers/1", "format: answers/2", "bad-format: answers/2"),
        ("format: answers/1\n", "", "bad-format: questionnaire"),
        ("format: answers/1", "format: readiness/1", "not-answers: readiness/1"),
        ("respondent:", "respondant:", "unknown-key: respondant"),
        ("id: example, v", "idd: example, v", "missing-key: questionnaire"),
        ("id: example,", "id: other,", "other-questionnaire: other"),
        ('version: "1.0.0"', 'verson: "1.0.0"', "unknown-key: verson"),
        ("practice: {id: riverside, ", "practice: {", "missing-key: practice"),
        (
            "practice: {id: riverside, name: Riverside Family Clinic}",
            "practice: Riverside",
            "wrong-kind: Riverside",
        ),
        ("name: Riverside", "nmae: Riverside", "unknown-key: nmae"),
        ('date: "2026-11-20"', "date: yesterday", "bad-date: yesterday"),
        ('date: "2026-11-20"', 'date: "2026-11"', 'bad-date: "2026-11"'),
        ("setting: rural", "setting: rurl", "unknown-option: rurl"),
        ("setting: rural", "setting: [rural]", "wrong-kind: [rural"),
        ("approaches: [co-location]", "approaches: co-location", "wrong-kind: co-location"),
        ("approaches: [co-location]", "approaches: [co-locaton]", "unknown-option: co-locaton"),
        ("finding.screen: some", "finding.scren: some", "unknown-item: finding.scren"),
        ("finding.screen: some", "finding.screen: smoe", "unknown-level: smoe"),
        ("finding.screen: some", "finding.screen: [some]", "wrong-kind: [some"),
        ("finding.screen: some", "finding.screen:", "empty-text: "),
        ("finding.screen: some", "finding.screen: not_applicable", "missing-reason: not_applicable"),
        ("finding.screen: some", "finding.screen: {lvel: some}", "unknown-key: lvel"),
        ("finding.screen: some", "finding.screen: {level: [some]}", "wrong-kind: [some"),
        ("finding.screen: some", "finding.screen: {note: Hm}", "bad-answer: finding.screen"),
        ("finding.screen: some", "finding.screen: {level: some, unsure: true}", "bad-answer: finding.screen"),
        ("finding.screen: some", "finding.screen: {unsure: yes}", "bad-answer: yes"),
        ("between: [none, some]", "between: [none]", "bad-answer: [none"),
        ("between: [none, some]", "between: [none, most]", "bad-answer: [none"),
        ("between: [none, some]", "between: [none, smoe]", "unknown-level: smoe"),
        (
            "not_applicable: partner_does_it",
            "not_applicable: partner_dose_it",
            "unknown-reason: partner_dose_it",
        ),
        ("not_applicable: partner_does_it", "not_applicable: ''", "missing-reason: ''"),
        (', note: "The county does this"', "", "missing-note: {not_applicable"),
        ('note: "Two reports disagree"', "note: [a]", "wrong-kind: [a"),
        ('note: "Two reports disagree"', "note: Two: reports", "needs-quotes: "),
        ("{what: Log,", "{waht: Log,", "unknown-key: waht"),
        ("evidence: {what", "evidence: [{what", "bracket: "),
        ('date: "2026-05-30"', "date: May", "bad-date: May"),
        ("  approaches: [co-location]", "  setting: fqhc", "duplicate-key: setting"),
    ],
)
def test_a_mistake_is_told_once_and_where_it_is(
    right: str, wrong: str, expected: str, example: Questionnaire
) -> None:
    assert right in ANSWERS
    loaded = read(ANSWERS.replace(right, wrong), example)
    assert pointed_at(loaded.problems) == [f"answers.yaml: {expected}"]
    assert (loaded.assessment is None) == (loaded.problems[0].severity == "error")


def test_another_version_is_a_warning(example: Questionnaire) -> None:
    loaded = read(ANSWERS.replace('"1.0.0"', '"0.9.0"'), example)
    assert [(p.code, p.severity) for p in loaded.problems] == [("other-version", "warning")]
    assert loaded.assessment is not None
    assert loaded.assessment.version == "1.0.0"


def test_all_mistakes_are_told_at_once(example: Questionnaire) -> None:
    text = ANSWERS.replace("rural", "rurl").replace(": some\n", ": smoe\n").replace("date: ", "dtae: ", 1)
    codes = [problem.code for problem in read(text, example).problems]
    assert codes == ["unknown-key", "unknown-option", "unknown-level"]


def test_an_answer_under_an_old_id_is_read_for_the_new_one(tmp_path: Path) -> None:
    text = EXAMPLE.replace(
        "      - id: finding.screen\n", "      - id: finding.screen\n        was: finding.old\n"
    )
    questionnaire = load(tmp_path, {**FILES, "example.yaml": text}).questionnaire
    assert questionnaire is not None
    loaded = read(ANSWERS.replace("finding.screen: some", "finding.old: some"), questionnaire)
    assert loaded.problems == ()
    assert loaded.assessment is not None
    assert loaded.assessment.answers["finding.screen"] == Answer.level("some")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty-file"),
        ("- a\n", "not-a-mapping"),
        ("a: [b\nc: d", "bracket"),
        ("a: \0", "control-character"),
    ],
)
def test_what_is_no_answers_file_is_told(text: str, code: str, example: Questionnaire) -> None:
    loaded = read(text, example)
    assert loaded.assessment is None
    assert [problem.code for problem in loaded.problems] == [code]


def test_the_questionnaire_that_is_named_is_known_before_reading(tmp_path: Path) -> None:
    write(tmp_path, {"a.yaml": ANSWERS, "b.yaml": "questionnaire: x\n", "c.yaml": "- a\n"})
    reader = Reader()
    assert [named_questionnaire(reader.read(tmp_path / f"{name}.yaml")) for name in "abc"] == [
        "example",
        "",
        "",
    ]
    assert questionnaire_of(reader.read(tmp_path / "a.yaml")) == "example"


def test_answers_are_written_in_the_order_of_the_questionnaire(example: Questionnaire) -> None:
    assessment = read(ANSWERS, example).assessment
    assert assessment is not None
    turned = replace(assessment, answers=dict(reversed(list(assessment.answers.items()))))
    written = write_answers(turned, example)
    assert written == write_answers(assessment, example)
    assert [line.split(":")[0].strip() for line in written.splitlines()[6:]] == [
        "setting",
        "approaches",
        "finding.screen",
        "finding.missed",
        "place.shared",
        "place.talk",
    ]


def test_the_sample_comes_back_as_it_was() -> None:
    folder = Path(__file__).parents[2] / "questionnaires"
    questionnaire = load_questionnaire(folder / "integrated-care.yaml").questionnaire
    assert questionnaire is not None
    first = load_answers(Reader().read(folder / "samples/riverside.yaml"), questionnaire).assessment
    assert first is not None
    assert read(write_answers(first, questionnaire), questionnaire) == LoadedAnswers(first, ())


def texts() -> st.SearchStrategy[str]:
    """Anything a person can type or paste: letters of all languages, line ends, quotes, hidden characters."""
    signs = ["\n", "\r\n", "\t", '"', "'", "\\", ": ", " #", "- ", "{", "}", "null", "😀"]
    hidden = ["\u2028", "\u202e", "\ufeff", "\x85", "\0", "\x1b[31m"]
    return st.lists(st.text(max_size=8) | st.sampled_from(signs + hidden), max_size=6).map("".join)


def answers_to(item: Item) -> st.SearchStrategy[Answer]:
    keys = [level.key for level in item.scale.levels]
    evidence = st.none() | st.builds(Evidence, texts(), st.just("") | st.dates().map(str))
    pairs = [(keys[n], keys[n + 1]) for n in range(len(keys) - 1)] if item.scale.between else []
    reasons = st.sampled_from(item.scale.reasons) if item.scale.reasons else texts().filter(bool)
    kinds = [
        st.builds(lambda key: Answer.level(key), st.sampled_from(keys)),
        st.just(Answer.unsure()),
        st.builds(lambda reason: Answer.not_applicable(reason), reasons),
    ]
    if pairs:
        kinds.append(st.builds(lambda pair: Answer.between(*pair), st.sampled_from(pairs)))
    return st.builds(
        lambda answer, note, shown: replace(answer, note=note, evidence=shown),
        st.one_of(kinds),
        texts(),
        evidence,
    )


@given(data=st.data())
@settings(max_examples=150, deadline=None)
def test_whatever_was_answered_is_written_and_read_without_loss(data: st.DataObject) -> None:
    questionnaire = example_of_the_format()
    profile = {
        question.id: tuple(
            data.draw(
                st.lists(st.sampled_from(list(question.options)), unique=True)
                if question.many
                else st.lists(st.sampled_from(list(question.options)), min_size=1, max_size=1)
            )
        )
        for question in questionnaire.profile
        if data.draw(st.booleans())
    }
    answers = {
        item.id: data.draw(answers_to(item)) for item in questionnaire.items() if data.draw(st.booleans())
    }
    assessment = Assessment(
        "example",
        "1.0.0",
        Practice(data.draw(texts().filter(bool)), data.draw(texts())),
        Respondent(data.draw(texts().filter(bool)), data.draw(texts())),
        data.draw(st.just("") | st.dates().map(str)),
        profile,
        answers,
    )
    written = write_answers(assessment, questionnaire)
    loaded = read(written, questionnaire)
    assert loaded.assessment == assessment, written
    assert {problem.code for problem in loaded.problems} <= {"missing-note"}
