"""The resources of one file: of a bank by itself, or of a questionnaire with all that it uses."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from assess.core.actions import Resource
from assess.store.checked import check_form
from assess.store.documents import Document, File, Reader, Trouble, to_problems
from assess.store.forms import BankForm
from assess.store.library import Library, shipped_folder
from assess.store.loading import load_questionnaire
from assess.store.problems import Problem, errors_in, in_order

_OF_A_QUESTIONNAIRE = {"domains", "extends", "include", "use"}
"""Keys that no bank has."""


@dataclass(frozen=True, slots=True)
class LoadedResources:
    """The resources of a file in its order (none where there is an error), and everything wrong with it."""

    resources: tuple[Resource, ...]
    problems: tuple[Problem, ...]


def shipped_resources() -> Path:
    """The bank of resources that ships."""
    return shipped_folder() / "shared" / "resources.yaml"


def load_resources(path: Path, library: Library | None = None) -> LoadedResources:
    """Read the resources of a bank or questionnaire; bad files give problems, never exceptions."""
    file = Reader().read(path)
    content = file.content
    if isinstance(content, dict) and not _OF_A_QUESTIONNAIRE & content.keys():
        return _of_bank(Document(file, content), file)
    loaded = load_questionnaire(path, library)
    resources = loaded.questionnaire.resources if loaded.questionnaire else ()
    return LoadedResources(resources, loaded.problems)


def _of_bank(document: Document, file: File) -> LoadedResources:
    checked = check_form(BankForm, document)
    troubles = list(checked.troubles)
    resources: dict[str, Resource] = {}
    for index, form in enumerate(checked.form.resources if checked.form else ()):
        if form.id in resources:
            message = f"The id `{form.id}` is already used. Give this one another id."
            troubles.append(Trouble("id-used-twice", message, document.place(("resources", index, "id"))))
        resources.setdefault(form.id, Resource(**form.model_dump(exclude={"was"})))
    problems = tuple(in_order([*file.problems, *to_problems(troubles)]))
    return LoadedResources(() if errors_in(problems) else tuple(resources.values()), problems)
