"""YAML as text: what the author typed, and where it stands."""

from __future__ import annotations

import pytest

from assess.store.yaml_places import Mark, locate
from assess.store.yaml_reader import MAX_DEPTH
from assess.store.yaml_text import MAX_BYTES, Text, read_text


def read(text: str) -> Text:
    return read_text(text.encode())


@pytest.mark.parametrize(
    "scalar",
    [
        "No",
        "yes",
        "on",
        "010",
        "1.10",
        "12:30",
        "2025-01-02",
        "1e3",
        "0x1F",
        "1_000",
        "~",
        "null",
        "true",
        ".5",
        "=",
    ],
)
def test_every_scalar_stays_what_the_author_typed(scalar: str) -> None:
    assert read(f"a: {scalar}\nb: [{scalar}]\n").content == {"a": scalar, "b": [scalar]}


def test_quotes_and_folding_are_those_of_yaml() -> None:
    text = "a: 'it''s'\nb: \"one\\ttwo\"\nc: >-\n  one\n  two\nd: |\n  one\n  two\ne: plain\n  goes on\n"
    assert read(text).content == {
        "a": "it's",
        "b": "one\ttwo",
        "c": "one two",
        "d": "one\ntwo\n",
        "e": "plain goes on",
    }


def test_an_empty_value_is_the_empty_text() -> None:
    assert read("a:\nb: ''\nc: [a, '']\n").content == {"a": "", "b": "", "c": ["a", ""]}


def test_lists_and_mappings_nest() -> None:
    assert read("a: [{b: c}, [d]]\n").content == {"a": [{"b": "c"}, ["d"]]}


def test_a_byte_order_mark_belongs_to_no_key() -> None:
    assert read_text(b"\xef\xbb\xbfa: b\n").content == {"a": "b"}


def test_letters_of_all_languages_stay() -> None:
    found = read("a: “ä” – 日本語 é́ 😀\n")
    assert (found.content, found.problems) == ({"a": "“ä” – 日本語 é́ 😀"}, ())


def test_fifty_levels_are_read_and_one_more_is_not() -> None:
    lists = MAX_DEPTH - 1
    assert read("a: " + "[" * lists + "]" * lists).problems == ()
    refused = read("a: " + "[" * (lists + 1) + "]" * (lists + 1))
    assert refused.content is None
    assert [p.code for p in refused.problems] == ["too-deep"]


def test_a_file_over_the_limit_is_refused_unread() -> None:
    (problem,) = read_text(b"a: b\n" + b"#" * MAX_BYTES).problems
    assert problem.code == "file-too-large"
    assert "5,000,005 bytes; the most is 5 MB" in problem.message


def test_what_stands_under_a_second_key_is_kept_apart() -> None:
    found = read("a: b\nc: {id: x}\na: {id: y}\n")
    assert found.content == {"a": "b", "c": {"id": "x"}}
    assert found.spare == ({"a": {"id": "y"}},)


def test_the_first_of_two_keys_may_be_the_empty_one() -> None:
    found = read("a:\na: {id: y}\n")
    assert found.content == {"a": {"id": "y"}}
    assert [(p.line, p.code) for p in found.problems] == [(2, "duplicate-key")]


def test_several_second_keys_in_one_mapping_are_one_mistake() -> None:
    found = read(
        "- {}\n".replace("- {}", "items:\n  - id: a\n    ask: b\n    ask: c\n    id: d\n    help: e")
    )
    assert found.content == {"items": [{"id": "a", "ask": "b"}]}
    assert [(p.line, p.code) for p in found.problems] == [(4, "duplicate-key")]
    assert found.spare == ({"ask": "c", "id": "d", "help": "e"},)


def test_an_alias_in_every_line_ends_the_reading_after_a_hundred() -> None:
    found = read("".join(f"a{n}: *b\n" for n in range(1000)))
    assert found.content is None
    assert len(found.problems) == 100


def test_reading_goes_on_after_a_sentence_that_needed_quotes() -> None:
    found = read("a: one: two\nb: {c: d}\ne: @f\ng: h\n")
    assert [(p.line, p.column) for p in found.problems] == [(1, 7), (3, 4)]
    assert found.content == {"a": "one: two", "b": {"c": "d"}, "e": "@f", "g": "h"}


def test_reading_does_not_go_on_where_nobody_can_say_what_was_meant() -> None:
    found = read("a: [one\nb: c\nd: e: f\n")
    assert [(p.line, p.code) for p in found.problems] == [(1, "bracket")]
    assert found.content is None


def test_a_hash_that_cuts_a_sentence_is_told_and_a_comment_is_not() -> None:
    text = (
        "a: see #2 there\nb: 'see #2'\n# see #2\nc: d  # a comment\ne: >\n  see #2\nf: plain\n  and #3 more\n"
    )
    warnings = read(text).problems
    assert [(p.line, p.column, p.code) for p in warnings] == [
        (1, 8, "cut-by-comment"),
        (8, 7, "cut-by-comment"),
    ]


TEXT = """\
# A comment first.
title: T
list:
  - one
  - key: ä b
    flow: {x: y, z: [1, 22]}
empty:
"""


@pytest.mark.parametrize(
    ("path", "key", "value"),
    [
        ((), (2, 1), (2, 1)),
        (("title",), (2, 1), (2, 8)),
        (("list",), (3, 1), (4, 3)),
        (("list", 0), (4, 5), (4, 5)),
        (("list", 1), (5, 5), (5, 5)),
        (("list", 1, "key"), (5, 5), (5, 10)),
        (("list", 1, "flow", "z"), (6, 18), (6, 21)),
        (("list", 1, "flow", "z", 1), (6, 25), (6, 25)),
        (("empty",), (7, 1), (7, 7)),
    ],
)
def test_every_part_is_found_by_its_path(
    path: tuple[str | int, ...], key: tuple[int, int], value: tuple[int, int]
) -> None:
    assert locate(read(TEXT), [path]) == {path: (Mark(*key), Mark(*value))}


def test_what_is_not_there_stands_where_its_parent_does() -> None:
    gone: tuple[str | int, ...] = ("list", 1, "flow", "none", "deeper")
    assert locate(read(TEXT), [gone])[gone] == (Mark(6, 5), Mark(6, 11))


def test_many_places_are_found_in_one_walk() -> None:
    paths: list[tuple[str | int, ...]] = [("list", 1, "flow"), ("title",), ("list", 0)]
    lines = {path: marks[0].line for path, marks in locate(read(TEXT), paths).items()}
    assert lines == {("list", 1, "flow"): 6, ("title",): 2, ("list", 0): 4}


def test_windows_line_ends_count_as_one_line_each() -> None:
    assert locate(read("a: b\r\nc: d\r\n"), [("c",)])[("c",)] == (Mark(2, 1), Mark(2, 4))
