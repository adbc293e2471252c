"""Every mistake of a questionnaire has its code, its place and its words.

The cases stand in `problem_cases`; those that are whole files, or bytes, stand here.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from assess.store.library import Library
from assess.store.loading import Loaded, load_questionnaire
from assess.store.problems import ERROR, WARNING, Problem, ProblemsError, in_order, show_all
from tests.store.problem_cases import CASES

HEAD = """\
format: readiness/1
id: check
version: "1.0.0"
title: A check
scales:
  steps:
    levels:
      - {key: low, points: 0, label: Low}
      - {key: mid, points: 1, label: Middle}
      - {key: high, points: 2, label: High}
facets: {part: {title: Part, values: {will: Will, skill: Skill}}}
"""

ITEM = """\
domains:
  - id: d
    title: D
    items:
      - id: d.one
        ask: Is it so?
        scale: steps
"""

START = "".join(HEAD.splitlines(keepends=True)[:4])


class Case(NamedTuple):
    code: str
    words: str
    text: str


def cases() -> list[Case]:
    """The cases of `problem_cases` as whole files, with § still in them."""
    found = []
    for case in CASES.split("\n=== ")[1:]:
        head, yaml = case.split("\n", 1)
        code, words = head.split(" === ")
        yaml = yaml.replace("<TAB>", "\t")
        if not yaml.startswith(("format:", "+start\n")):
            yaml = HEAD + yaml
        found.append(Case(code, words, yaml.replace("+item\n", ITEM).replace("+start\n", START)))
    return found


def load(folder: Path, text: str | bytes) -> Loaded:
    path = folder / "check.yaml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return load_questionnaire(path, Library())


def place_of_mark(text: str) -> tuple[int, int]:
    before = text[: text.index("§")]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case.code}: {case.words}")
def test_a_mistake_is_told_with_code_place_and_words(case: Case, tmp_path: Path) -> None:
    line, column = place_of_mark(case.text)
    text = case.text.replace("§", "")
    loaded = load(tmp_path, text)
    shown = show_all(loaded.problems)
    assert [(p.code, p.line, p.column) for p in loaded.problems] == [(case.code, line, column)], shown
    problem = loaded.problems[0]
    assert case.words in problem.message, shown
    assert problem.excerpt == text.split("\n")[line - 1]
    assert (loaded.questionnaire is None) == (problem.severity == ERROR)


def test_the_head_of_the_cases_is_good(tmp_path: Path) -> None:
    assert load(tmp_path, HEAD + ITEM).problems == ()


@pytest.mark.parametrize(
    ("data", "code", "place", "words"),
    [
        (b"", "empty-file", (1, 1), "Begin with a line such as"),
        (b"# only a comment\n\n", "empty-file", (1, 1), "empty"),
        (b"---\n", "empty-file", (1, 1), "empty"),
        (b"just a sentence\n", "not-a-mapping", (1, 1), "a text stands here"),
        (b"- a\n- b\n", "not-a-mapping", (1, 1), "a list stands here"),
        (b"PK\x03\x04 rest", "not-text", (0, 0), "a spreadsheet"),
        (b"%PDF-1.7", "not-text", (0, 0), "a PDF file"),
        ("title: Öl\n".encode("latin-1"), "not-utf8", (1, 8), "encoding UTF-8"),
        ("about: aä\ntitle: ä\n".encode()[:-2], "not-utf8", (2, 8), "encoding UTF-8"),
        ("title: x".encode("utf-16"), "not-utf8", (1, 1), "UTF-16"),
        (b"title: a\nabout: b\0c\n", "control-character", (2, 9), "U+0000"),
        ("title: a\u202eb\n".encode(), "control-character", (1, 9), "U+202E"),
        ("title: a\u2028b\n".encode(), "control-character", (1, 9), "U+2028"),
        ("title: a\x85b\n".encode(), "control-character", (1, 9), "U+0085"),
        ("title: a\ufeffb\n".encode(), "control-character", (1, 9), "U+FEFF"),
        (b"%YAML 1.2\n---\ntitle: a\n", "directive", (1, 1), "Delete the line"),
        (b"%PAGE 1\n---\ntitle: a\n", "not-yaml", (1, 6), "not well-formed YAML"),
        (b"format: answers/1\n", "not-a-questionnaire", (1, 9), "an answers file"),
    ],
)
def test_a_file_that_cannot_be_a_questionnaire_is_one_mistake(
    data: bytes, code: str, place: tuple[int, int], words: str, tmp_path: Path
) -> None:
    problems = load(tmp_path, data).problems
    assert [(p.code, (p.line, p.column)) for p in problems] == [(code, place)], show_all(problems)
    assert words in problems[0].message


def test_each_line_with_a_hidden_character_is_told(tmp_path: Path) -> None:
    problems = load(tmp_path, "a: x\u202ay\u202az\nb: fine\nc: \u2066\n").problems
    assert [(p.line, p.column) for p in problems] == [(1, 5), (3, 4)]


def test_a_file_that_is_not_there_is_told_by_its_name(tmp_path: Path) -> None:
    (problem,) = load_questionnaire(tmp_path / "none.yaml").problems
    assert (problem.code, problem.line) == ("cannot-read", 0)
    assert problem.show().startswith(f"{tmp_path}/none.yaml: error[cannot-read]: This file cannot be read:")


def test_a_folder_is_no_questionnaire(tmp_path: Path) -> None:
    assert [p.code for p in load_questionnaire(tmp_path).problems] == ["cannot-read"]


def test_windows_line_ends_and_a_byte_order_mark_change_no_place(tmp_path: Path) -> None:
    text = (HEAD + ITEM + "        target: none\n").replace("\n", "\r\n")
    (problem,) = load(tmp_path, b"\xef\xbb\xbf" + text.encode()).problems
    assert (problem.line, problem.column) == (19, 17)
    assert problem.excerpt == "        target: none"


def test_columns_count_characters_and_the_caret_stands_below_them() -> None:
    problem = Problem("code", "Wrong.", "f.yaml", 3, 12, excerpt="    ä日本語: é́: x")
    assert problem.show().split("\n")[1:] == [
        "        ä日本語: é́: x",
        "    " + " " * (4 + 1 + 6 + 2 + 1) + "^",
    ]


def test_a_long_line_is_quoted_around_its_place() -> None:
    line = "a" * 200 + "X" + "b" * 200
    quoted, caret = Problem("code", "Wrong.", "f.yaml", 1, 201, excerpt=line).show().split("\n")[1:]
    assert len(quoted) < 110
    assert quoted[caret.index("^")] == "X"


def test_problems_are_sorted_and_each_told_once() -> None:
    late = Problem("b", "", "f", 2, 1)
    early = Problem("a", "", "f", 1, 9)
    assert in_order([late, early, late]) == [early, late]


def test_a_hundred_problems_are_shown_and_the_rest_counted() -> None:
    problems = [Problem("code", "Wrong.", "f", line, 1) for line in range(1, 131)]
    assert show_all(problems).split("\n")[-1] == "... and 30 more."


def test_an_error_for_callers_carries_all_problems() -> None:
    problems = [Problem("code", "Wrong.", "f", 1, 1), Problem("code", "Wrong too.", "f", 2, 1)]
    error = ProblemsError(problems)
    assert error.problems == tuple(problems)
    assert "Wrong too." in str(error)


def test_a_warning_leaves_the_questionnaire_usable(tmp_path: Path) -> None:
    loaded = load(tmp_path, HEAD + ITEM + "        help: See the #2 list\n")
    assert [p.severity for p in loaded.problems] == [WARNING]
    assert loaded.questionnaire is not None
    assert next(loaded.questionnaire.items()).help == "See the"
