"""Files spoilt at random: whatever stands in them, reading tells problems and never raises an exception."""

from __future__ import annotations

import time
from pathlib import Path
from random import Random

import pytest

from assess.core.questionnaire import Questionnaire
from assess.store.documents import Reader
from assess.store.library import Library, shipped_folder
from assess.store.loading import load_answers, load_questionnaire
from assess.store.problems import ERROR, Problem
from tests.store.example import FILES, load, write
from tests.store.test_answers import ANSWERS

SECONDS = 1.0
"""For each test: some hundred files. Run it longer by hand after a change of the reader."""
BITS = [
    b": ", b"- ", b"{", b"}", b"[", b"]", b'"', b"'", b" #", b"&a ", b"*a", b"!x ", b"|", b">", b"\n", b"\t",
    b"  ", b"?", b",", b"\0", b"\xff", b"\xe2\x80\xae", b"null", b"---\n", b"...\n", b"<<: ", b"%", b"@",
    b"\r", b"\\", b"\xef\xbb\xbf",
]  # fmt: skip


def spoilt(data: bytes, chance: Random) -> bytes:
    """The same bytes after one to eight accidents."""
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        start = chance.randrange(len(data) + 1)
        end = min(len(data), start + chance.choice((0, 1, 1, 2, 5, 20, 80)))
        lines = data.split(b"\n")
        one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        accident = chance.randrange(6)
        if accident == 0:
            data = data[:start] + bytes([chance.randrange(256)]) + data[start + 1 :]
        elif accident == 1:
            data = data[:start] + data[end:]
        elif accident == 2:
            data = data[:start] + chance.choice(BITS) + data[end:]
        elif accident == 3:
            data = data[:start] + data[end : end + 40] + data[start:]
        elif accident == 4:
            lines[one], lines[other] = lines[other], lines[one]
            data = b"\n".join(lines)
        else:
            lines[one] = chance.choice((b" ", b"  ", b"")) + lines[one][chance.choice((0, 1, 2)) :]
            data = b"\n".join(lines)
    return data


def are_in_order(problems: tuple[Problem, ...], *, usable: bool) -> None:
    assert usable != any(problem.severity == ERROR for problem in problems)
    for problem in problems:
        assert problem.message
        assert problem.code
        assert problem.show()
        assert problem.line <= problem.excerpt.count("\n") + 10_000


@pytest.mark.parametrize("name", ["example.yaml", "shared/bank.yaml", "co-location.yaml", "child.yaml"])
def test_reading_a_spoilt_questionnaire_never_fails(name: str, tmp_path: Path) -> None:
    chance, end = Random(name), time.perf_counter() + SECONDS
    write(tmp_path, FILES)
    start = "child.yaml" if name == "child.yaml" else "example.yaml"
    while time.perf_counter() < end:
        write(tmp_path, {name: spoilt(FILES[name].encode(), chance)})
        loaded = load_questionnaire(tmp_path / start, Library())
        are_in_order(loaded.problems, usable=loaded.questionnaire is not None)


def test_reading_spoilt_shipped_files_never_fails(tmp_path: Path) -> None:
    chance, end = Random("shipped"), time.perf_counter() + SECONDS
    data = (shipped_folder() / "quick-check.yaml").read_bytes()
    while time.perf_counter() < end:
        write(tmp_path, {"quick-check.yaml": spoilt(data, chance)})
        loaded = load_questionnaire(tmp_path / "quick-check.yaml", Library())
        are_in_order(loaded.problems, usable=loaded.questionnaire is not None)


def test_reading_spoilt_answers_never_fails(tmp_path: Path) -> None:
    chance, end = Random("answers"), time.perf_counter() + SECONDS
    questionnaire: Questionnaire | None = load(tmp_path, FILES).questionnaire
    assert questionnaire is not None
    while time.perf_counter() < end:
        write(tmp_path, {"answers.yaml": spoilt(ANSWERS.encode(), chance)})
        loaded = load_answers(Reader().read(tmp_path / "answers.yaml"), questionnaire)
        are_in_order(loaded.problems, usable=loaded.assessment is not None)
