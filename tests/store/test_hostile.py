"""Files made to hurt: each is refused in words, before memory, stack or patience give out."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from assess.store.documents import Reader
from assess.store.library import Library
from assess.store.loading import load_questionnaire
from tests.store.example import EXAMPLE, FILES, load, write

GENEROUS = 2.0
"""Seconds. A refusal takes milliseconds (`benchmarks` measures them); without the limits these files take
minutes, or the interpreter with them."""


def bomb() -> str:
    """Ten lists of ten aliases each, ten deep: ten thousand million texts, were they followed."""
    lines = ['a0: &a0 ["lol"]']
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    return "\n".join(lines)


HOSTILE = {
    "dashes": (b"- " * 100_000, "not-a-mapping"),
    "dashes below a key": (b"a:\n" + b"- " * 100_000, "too-deep"),
    "brackets": (b"a: " + b"[" * 100_000, "too-deep"),
    "braces": (b"{a: " * 100_000, "too-deep"),
    "question marks": (b"? " * 20_000, "complex-key"),
    "aliases of aliases": (bomb().encode(), "anchor"),
    "anchors": (b"".join(b"k%d: &a%d v\n" % (n, n) for n in range(50_000)), "anchor"),
    "one key again and again": (b"key: v\n" * 50_000, "duplicate-key"),
    "documents": (b"--- a\n" * 50_000, "not-a-mapping"),
    "documents of keys": (b"---\na: b\n" * 50_000, "second-document"),
    "tag directives": (
        b"".join(b"%%TAG !a%d! tag:x\n" % n for n in range(200_000)) + b"---\na: b\n",
        "directive",
    ),
    "tag directives later": (
        b"a: b\n...\n" + b"".join(b"%%TAG !a%d! t\n" % n for n in range(200_000)),
        "directive",
    ),
    "an open quote": (b'about: "' + b"a " * 100_000, "open-quote"),
    "open quotes": (b'a: "' * 100_000, "not-yaml"),
    "colons": (b"a: b: " * 80_000, "not-yaml"),
    "one long word": (b"a" * 2_000_000, "line-too-long"),
    "one long key": (b"a: b\n" + b"a" * 2_000_000 + b": b\n", "line-too-long"),
    "hashes in one line": (b"a: b" + b" #c" * 150_000, "missing-key"),
    "hashes in many lines": (
        b"a: b #c\n" * 1 + b"".join(b"k%d: b #c\n" % n for n in range(3_000)),
        "unknown-key",
    ),
    "direction marks": ("about: \u202e\n".encode() * 50_000, "control-character"),
    "direction marks in one line": (b"about: " + "\u202e".encode() * 150_000, "control-character"),
    "NUL": (b"about: " + b"a" * 200_000 + b"\0", "control-character"),
    "commas": (b"a: [" + b"," * 1_000_000 + b"]", "file-too-large"),
    "lines": (b"a: b\n" * 500_000, "file-too-large"),
    "5 MB and a byte": (b"a: " + b"b" * 4_999_998, "file-too-large"),
    "20 MB": (b"about: a\n" * 2_300_000, "file-too-large"),
    "tabs": (b"a:\n" + b"\t" * 400_000 + b"b: c\n", "not-yaml"),
}


@pytest.mark.parametrize(("data", "code"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_is_refused_at_once(data: bytes, code: str, tmp_path: Path) -> None:
    write(tmp_path, {"hostile.yaml": data})
    start = time.perf_counter()
    loaded = load_questionnaire(tmp_path / "hostile.yaml", Library())
    seconds = time.perf_counter() - start
    assert loaded.questionnaire is None
    assert code in {problem.code for problem in loaded.problems}
    assert all(len(problem.show()) < 1_000 for problem in loaded.problems)
    assert seconds < GENEROUS


def test_a_bank_can_be_as_hostile_and_is_refused_too(tmp_path: Path) -> None:
    problems = load(tmp_path, {**FILES, "shared/bank.yaml": b"- " * 100_000}).problems
    assert [(Path(p.file).name, p.code) for p in problems] == [("bank.yaml", "not-a-mapping")]


def test_modules_that_include_each_other_twice_do_not_multiply(tmp_path: Path) -> None:
    head = 'format: readiness/1\nversion: "1.0.0"\ntitle: T\n'
    for n in range(40):
        include = f"include: [{{questionnaire: m{n + 1}}}, {{questionnaire: m{n + 1}}}]\n"
        write(tmp_path, {f"m{n}.yaml": f"{head}id: m{n}\n{include}"})
    write(tmp_path, {"m40.yaml": f"{head}id: m40\n"})
    start = time.perf_counter()
    codes = {problem.code for problem in load_questionnaire(tmp_path / "m0.yaml", Library()).problems}
    assert "included-twice" in codes or "too-many-files" in codes
    assert time.perf_counter() - start < GENEROUS * 5


def test_a_file_of_any_size_is_read_no_further_than_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "sparse.yaml"
    with path.open("wb") as file:
        file.truncate(3_000_000_000)
    file_read = Reader().read(path)
    assert len(file_read.data) == 5_000_001
    assert "3,000,000,000 bytes" in file_read.problems[0].message


@pytest.mark.parametrize(
    "name", ["../" * 2000, "a" * 5000, "~nobody-of-that-name/x.yaml", "/", ".", "con\\x.yaml"]
)
def test_names_of_files_that_no_system_accepts_are_told(name: str, tmp_path: Path) -> None:
    text = EXAMPLE.replace("shared/bank.yaml", f'"{name}"').replace(
        "{questionnaire: co-location,", f'{{questionnaire: "{name}/",'
    )
    codes = [
        problem.code
        for problem in load(tmp_path, {**FILES, "example.yaml": text.replace("\\x", "-x")}).problems
    ]
    assert codes == ["missing-file", "unknown-questionnaire"]


def test_a_link_that_leads_to_itself_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").symlink_to(tmp_path / "b.yaml")
    (tmp_path / "b.yaml").symlink_to(tmp_path / "a.yaml")
    assert [p.code for p in load_questionnaire(tmp_path / "a.yaml").problems] == ["cannot-read"]
