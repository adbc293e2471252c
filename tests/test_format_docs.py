"""The format reference is whole and true: every key, every error code, and examples that load."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from assess.authoring.testing import run_tests
from assess.core.conditions import ORDERINGS
from assess.store import answers, expectations, forms, one_answer, references
from assess.store.banks import load_resources
from assess.store.documents import Document, File, Reader
from assess.store.form_shapes import keys_of
from assess.store.form_types import Form
from assess.store.library import Library
from assess.store.loading import load_answers, load_questionnaire, named_questionnaire
from assess.store.problems import Problem
from assess.store.references import References

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "format.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## (.+)\n((?:(?!## ).*\n?)*)", PAGE, re.MULTILINE))
EXAMPLES = re.findall(r"^```yaml\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
WHOLE = [text for text in EXAMPLES if text.startswith("format:")]
FRAGMENTS = [text for text in EXAMPLES if not text.startswith("format:")]
SECTION_OF = {
    "QuestionnaireForm": "The head",
    "RightsForm": "The head",
    "ReliabilityForm": "The head",
    "ScaleForm": "Scales",
    "LevelForm": "Scales",
    "UnsureForm": "Scales",
    "NotApplicableForm": "Scales",
    "FacetForm": "Facets",
    "StrategyForm": "Strategies",
    "ProfileForm": "Profile",
    "DomainForm": "Domains",
    "ItemForm": "Items",
    "EvidenceForm": "Items",
    "OverallForm": "Overall",
    "ReadinessLevelForm": "Levels",
    "TreeForm": "Tree",
    "NodeForm": "Tree",
    "ActionForm": "Actions",
    "EffortForm": "Actions",
    "ResourceForm": "Resources",
    "TestForm": "Tests",
    "BankForm": "The head",
    "ExtendsForm": "Several files",
    "IncludeForm": "Several files",
}
HEAD_OF_A_FRAGMENT = """\
format: readiness/1
id: laid-over
version: "1.0.0"
extends: {id: small-check}
"""
SAYS = {"Problem", "Trouble", "Finding", "say", "_say", "_stop"}
CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def all_forms() -> list[type[Form]]:
    return [
        form
        for _, form in inspect.getmembers(forms, inspect.isclass)
        if issubclass(form, Form) and form is not Form
    ]


@pytest.mark.parametrize("form", all_forms(), ids=lambda form: form.__name__)
def test_every_key_of_a_form_stands_in_its_section(form: type[Form]) -> None:
    section = SECTIONS[SECTION_OF[form.__name__]]
    assert [key for key in keys_of(form) if f"`{key}`" not in section] == []


def test_every_condition_every_expectation_and_every_key_of_an_answer_is_explained() -> None:
    operators = ["is", "in", *ORDERINGS, "includes", "answered"]
    assert [op for op in operators if f"| `{{item: a, {op}: " not in SECTIONS["Conditions"]] == []
    assert [word for word in ("all", "any", "not") if f"| `{{{word}: " not in SECTIONS["Conditions"]] == []
    assert [key for key in expectations.EXPECTATIONS if f"| `{key}` |" not in SECTIONS["Tests"]] == []
    assert [key for key in answers._HEAD if f"| `{key}` |" not in SECTIONS["Answers files"]] == []
    assert [key for key in one_answer._FIELDS if key not in SECTIONS["Answers files"]] == []


def codes_in(source: str) -> Iterator[str]:
    """The error codes that a module writes: where a problem is made, or beside its message."""
    tree = ast.parse(source)
    named = {
        ast.unparse(node.targets[0]): node.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            first = [code for part in node.args[:2] for code in _code(named.get(ast.unparse(part), part))][:1]
            if name == "PydanticCustomError":
                yield f"bad-{first[0]}"
            elif name in SAYS:
                yield from first
        elif isinstance(node, ast.Return) and isinstance(node.value, ast.Tuple) and len(node.value.elts) == 2:
            yield from (code for code in _code(node.value.elts[0]) if "-" in code)
        elif isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "(code, message)":
            yield from _code(node.value.elts[0] if isinstance(node.value, ast.Tuple) else node.value)


def _code(node: ast.expr) -> list[str]:
    text = node.value if isinstance(node, ast.Constant) else None
    return [text] if isinstance(text, str) and CODE.fullmatch(text) else []


def codes_of_unknown_names() -> Iterator[str]:
    """The codes of references that lead nowhere, one for each kind of name."""
    file = File(Path("x"), b"", {}, (), "x")
    known = References()
    for name, kind in vars(references).items():
        if name.isupper() and isinstance(kind, str):
            known.names(kind).use("nowhere", (Document(file, {}), (), False))
    return (trouble.code for trouble in known.troubles())


def test_the_table_has_every_error_code_and_no_other() -> None:
    modules = [path for room in ("store", "authoring") for path in (ROOT / "assess" / room).rglob("*.py")]
    written = {code for path in modules for code in codes_in(path.read_text(encoding="utf-8"))}
    first_cells = re.findall(r"^\| (`[^|]*)\|", SECTIONS["Error codes"], re.MULTILINE)
    assert {code for cell in first_cells for code in re.findall(r"`(.+?)`", cell)} == {
        *written,
        *codes_of_unknown_names(),
    }


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all the whole examples of the page, each in a file of its own."""
    folder = tmp_path_factory.mktemp("examples")
    for number, text in enumerate(WHOLE):
        (folder / f"example-{number}.yaml").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("number", range(len(WHOLE)))
def test_every_whole_example_loads_without_a_problem(number: int, desk: Path) -> None:
    path, library = desk / f"example-{number}.yaml", Library([desk])
    file = Reader().read(path)
    assert file.content is not None
    if file.content["format"] == answers.FORMAT:
        answered = library.find(named_questionnaire(file), near=desk)
        assert answered is not None
        questionnaire = load_questionnaire(answered, library).questionnaire
        assert questionnaire is not None
        assert shown(load_answers(file, questionnaire).problems) == []
    elif "id" in file.content:
        loaded = load_questionnaire(path, library)
        assert shown(loaded.problems) == []
        assert loaded.questionnaire is not None
        assert [
            outcome.differences for outcome in run_tests(loaded.questionnaire, file) if not outcome.passed
        ] == []
    else:
        assert shown(load_resources(path, library).problems) == []
        using = f"{HEAD_OF_A_FRAGMENT}use: [{path.name}]\n"
        assert problems_of(using, desk) == []


@pytest.mark.parametrize("fragment", FRAGMENTS, ids=lambda text: text.split(":")[0])
def test_every_fragment_fits_into_the_whole_example(fragment: str, desk: Path) -> None:
    assert problems_of(HEAD_OF_A_FRAGMENT + fragment, desk) == []


def problems_of(text: str, desk: Path) -> list[str]:
    """What is wrong with a questionnaire that is written beside the examples."""
    path = desk / "laid-over.yaml"
    path.write_text(text, encoding="utf-8")
    return shown(load_questionnaire(path, Library([desk])).problems)


def shown(problems: Iterable[Problem]) -> list[str]:
    return [problem.show() for problem in problems]
