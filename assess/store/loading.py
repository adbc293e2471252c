"""Load a questionnaire or an answers file: the one way from YAML to values."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from assess.core.assessment import Assessment
from assess.core.questionnaire import Questionnaire
from assess.store.answers import AnswersReader, questionnaire_of
from assess.store.building import Builder, Part
from assess.store.checked import Checked, check_form
from assess.store.composing import BANK, Composer, Composition, Unit
from assess.store.documents import Document, File, Reader, Trouble, to_problems
from assess.store.expectations import check_tests
from assess.store.forms import BankForm, QuestionnaireForm
from assess.store.library import Library
from assess.store.problems import Problem, errors_in, in_order
from assess.store.yaml_text import MAX_BYTES


@dataclass(frozen=True, slots=True)
class Loaded:
    """A questionnaire as read, with everything that is wrong with its files.

    `questionnaire` is None as soon as there is an error; warnings leave it usable. `files` are all files that were read,
    the questionnaire's own first.
    """

    questionnaire: Questionnaire | None
    problems: tuple[Problem, ...]
    files: tuple[File, ...]


@dataclass(frozen=True, slots=True)
class LoadedAnswers:
    """An answers file as read; `assessment` is None as soon as there is an error."""

    assessment: Assessment | None
    problems: tuple[Problem, ...]


def load_questionnaire(
    path: Path, library: Library | None = None, *, max_bytes: int = MAX_BYTES
) -> Loaded:
    """Read a questionnaire and all that it uses, extends and includes; bad files give problems, never exceptions."""
    reader = Reader(max_bytes)
    composer = Composer(library or Library(), reader)
    composition = composer.compose(path)
    troubles = list(composer.troubles)
    questionnaire = None
    if composition is not None:
        questionnaire, found = _built(composition)
        troubles += found
    problems = [problem for file in reader.files for problem in file.problems]
    problems = in_order([*problems, *to_problems(troubles)])
    usable = None if errors_in(problems) else questionnaire
    return Loaded(usable, tuple(problems), reader.files)


def _built(composition: Composition) -> tuple[Questionnaire | None, list[Trouble]]:
    checked = _check_units(composition.units)
    troubles = [trouble for each in checked for trouble in each.troubles]
    if checked[0].form is None:
        return None, troubles
    parts = [
        Part(unit, each.document, each.form)
        for unit, each in zip(composition.units, checked, strict=True)
        if each.form is not None
    ]
    ghosts = frozenset().union(*(each.ghosts for each in checked))
    builder = Builder(parts, ghosts)
    questionnaire = builder.build()
    return questionnaire, troubles + builder.troubles + check_tests(parts[0], questionnaire)


def _check_units(units: tuple[Unit, ...]) -> list[Checked]:
    """The form of every unit; a document that comes in more than once is checked once."""
    known: dict[tuple[str, int], Checked] = {}
    checked = []
    for unit in units:
        key = (unit.kind, id(unit.document.content))
        if key not in known:
            form = BankForm if unit.kind == BANK else QuestionnaireForm
            known[key] = check_form(form, unit.document)
        checked.append(known[key])
    return checked


def load_answers(file: File, questionnaire: Questionnaire) -> LoadedAnswers:
    """Read an answers file that was read as a document, for this questionnaire."""
    if not isinstance(file.content, dict):
        message = "An answers file holds keys and values. Begin with `format: answers/1`."
        wrong = Trouble("not-answers", message, Document(file, {}).place(()))
        found = [*file.problems] if file.content is None else to_problems([wrong])
        return LoadedAnswers(None, tuple(found))
    reader = AnswersReader(Document(file, file.content), questionnaire)
    assessment = reader.read()
    problems = in_order([*file.problems, *to_problems(reader.troubles)])
    return LoadedAnswers(None if errors_in(problems) else assessment, tuple(problems))


def named_questionnaire(file: File) -> str:
    """The id of the questionnaire that an answers file names; empty where it names none."""
    return questionnaire_of(file)
