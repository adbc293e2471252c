"""Load a questionnaire or an answers file: the one way from YAML to values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assess.core.assessment import Assessment
from assess.core.questionnaire import Questionnaire
from assess.store.answers import FORMAT as ANSWERS
from assess.store.answers import AnswersReader, questionnaire_of
from assess.store.building import build
from assess.store.checked import Checked, check_form
from assess.store.composing import Composition, Unit, compose, form_of
from assess.store.documents import Document, File, Reader, Trouble, to_problems
from assess.store.draft import Draft, Part
from assess.store.expectations import check_tests
from assess.store.forms import FORMAT
from assess.store.library import Library
from assess.store.mending import names_in
from assess.store.problems import Problem, errors_in, in_order
from assess.store.references import References
from assess.store.yaml_reader import ESCAPED
from assess.store.yaml_text import MAX_BYTES


@dataclass(frozen=True, slots=True)
class Loaded:
    """A questionnaire as read, with everything that is wrong with its files.

    `questionnaire` is None as soon as there is an error; warnings leave it usable. `files` are all files that
    were read, the questionnaire's own first.
    """

    questionnaire: Questionnaire | None
    problems: tuple[Problem, ...]
    files: tuple[File, ...]


@dataclass(frozen=True, slots=True)
class LoadedAnswers:
    """An answers file as read; `assessment` is None as soon as there is an error."""

    assessment: Assessment | None
    problems: tuple[Problem, ...]


def load_questionnaire(path: Path, library: Library | None = None, *, max_bytes: int = MAX_BYTES) -> Loaded:
    """Read a questionnaire and all it is made of; bad files give problems, never exceptions."""
    reader = Reader(max_bytes)
    own = reader.read(path)
    questionnaire, troubles = None, []
    if isinstance(own.content, dict) and own.content.get("format") == ANSWERS:
        message = "This is an answers file, not a questionnaire. Choose the questionnaire that it names."
        troubles = [Trouble("not-a-questionnaire", message, Document(own, own.content).place(("format",)))]
    elif own.content is not None:
        composition = compose(own, library or Library(), reader)
        questionnaire, found = _built(composition, reader.files)
        troubles = [*composition.troubles, *found]
    problems = [problem for file in reader.files for problem in file.problems]
    problems = in_order([*problems, *to_problems(troubles)])
    usable = None if errors_in(problems) else questionnaire
    return Loaded(usable, tuple(problems), reader.files)


def _built(composition: Composition, files: Sequence[File]) -> tuple[Questionnaire | None, list[Trouble]]:
    checked = _check_units(composition.units)
    troubles = [trouble for each in checked for trouble in each.troubles]
    if any(each.form is None for each in checked):
        return None, troubles
    draft = Draft(
        [Part(unit, each.document, each.form) for unit, each in zip(composition.units, checked, strict=True)],
        References(
            ghosts={name for each in checked for name in each.ghosts},
            misnamed={name: text for each in checked for name, text in each.misnamed.items()},
            blind=set(composition.blind),
            dropped=dict(composition.dropped),
        ),
    )
    for file in files:
        # Where several keys stand twice, the head of an entry is missing, and with it an id.
        draft.references.lose(sum(len(spare) > 1 for spare in file.text.spare))
    questionnaire = build(draft)
    check_tests(draft, questionnaire)
    return questionnaire, [*troubles, *draft.troubles, *draft.references.troubles()]


def _check_units(units: tuple[Unit, ...]) -> list[Checked]:
    """The form of every unit; a document that comes in more than once is checked once."""
    known: dict[tuple[str, int], Checked] = {}
    checked = []
    for unit in units:
        key = (unit.kind, id(unit.document.content))
        if key not in known:
            known[key] = check_form(
                form_of(unit.kind), unit.document, first_name=1000 * len(known), in_part=unit.in_part
            )
        checked.append(known[key])
    return checked


def load_answers(file: File, questionnaire: Questionnaire) -> LoadedAnswers:
    """Read an answers file that was read as a document, for this questionnaire."""
    # A note may hold any character: what is written as an escape can be seen.
    problems = [problem for problem in file.problems if problem.code != ESCAPED]
    if file.content is None:
        return LoadedAnswers(None, tuple(in_order(problems)))
    document = Document(file, file.content)
    if file.content.get("format") == FORMAT:
        message = "This is a questionnaire, not an answers file. Choose the file with the answers."
        trouble = Trouble("not-answers", message, document.place(("format",)))
        return LoadedAnswers(None, tuple(in_order([*problems, *to_problems([trouble])])))
    reader = AnswersReader(document, questionnaire)
    reader.ignore(names_in(list(file.text.spare)))
    assessment = reader.read()
    problems = in_order([*problems, *to_problems(reader.all_troubles())])
    return LoadedAnswers(None if errors_in(problems) else assessment, tuple(problems))


def named_questionnaire(file: File) -> str:
    """The id of the questionnaire that an answers file names; empty where it names none."""
    return questionnaire_of(file)
