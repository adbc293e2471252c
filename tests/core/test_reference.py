"""The product against the reference: the same numbers and the same plan for hundreds of random cases."""

from __future__ import annotations

from pathlib import Path

import pytest

from assess.core.evaluation import evaluate
from assess.report.resultjson import to_result
from assess.store.documents import Reader
from assess.store.loading import load_answers, load_questionnaire
from tests.cases import Case, Plain, make_case
from tests.reference import reference

CASES, GROUP = 300, 50


@pytest.mark.parametrize("first", range(0, CASES, GROUP))
def test_the_product_says_what_the_reference_says(first: int, tmp_path: Path) -> None:
    for seed in range(first, first + GROUP):
        case = make_case(seed)
        expected = reference(case.questionnaire, case.answers, case.modules)
        result = product(case, tmp_path)
        assert {key: result[key] for key in expected} == expected, f"make_case({seed})"


def product(case: Case, folder: Path) -> Plain:
    """The whole way: files, questionnaire, assessment, evaluation, the object of section 6."""
    questionnaire_file, answers_file = case.write(folder)
    loaded = load_questionnaire(questionnaire_file)
    assert loaded.questionnaire is not None, loaded.problems
    given = load_answers(Reader().read(answers_file), loaded.questionnaire)
    assert given.assessment is not None, given.problems
    return to_result(evaluate(loaded.questionnaire, given.assessment))
