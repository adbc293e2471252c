"""From the content of a file to its form, with everything that does not fit told and mended.

A file with mistakes is checked as far as it goes: what is wrong is reported and taken out or made up, and the
rest goes on to the checks of references, so that an author sees all mistakes at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel, ValidationError

from assess.store.documents import Document, Trouble
from assess.store.form_errors import explain
from assess.store.mending import Mender, names_in

_MOST_ROUNDS = 8
_MOST_MISTAKES = 1000
"""With more mistakes than this nothing sensible can be said of the rest of a file."""


@dataclass(frozen=True, slots=True)
class Checked:
    """The form of a file (None when nothing can be made of it), what it stands in, and the troubles found."""

    form: Any
    document: Document
    troubles: tuple[Trouble, ...] = ()
    ghosts: frozenset[str] = frozenset()
    """Ids of parts that were taken out; references to them are no further mistake."""
    misnamed: Mapping[str, str] = field(default_factory=dict)
    """Made-up ids, each with the text that cannot be an id, or nothing where there was none."""


def check_form(
    form: type[BaseModel], document: Document, *, first_name: int = 0, in_part: bool = False
) -> Checked:
    """Validate a document against a form, mending what is wrong until the rest fits.

    `first_name` is where the numbers of made-up ids begin, so that those of several documents differ;
    `in_part` says that the questionnaire it extends could not be read: what is missing may stand there.
    """
    mender = Mender(form, document, first_name)
    mender.ghosts.update(names_in(list(document.file.text.spare)))
    troubles: list[Trouble] = []
    for _ in range(_MOST_ROUNDS):
        try:
            made = form.model_validate(mender.document.content)
        except ValidationError as error:
            found = error.errors(include_url=False)[:_MOST_MISTAKES]
            findings = explain(form, mender.document, found)
            troubles += [t for t in findings.troubles if not (in_part and t.code == "missing-key")]
            if len(found) == _MOST_MISTAKES:
                break
            mender.mend(found, findings.meant, findings.gone)
        else:
            ghosts = frozenset(mender.ghosts)
            return Checked(made, mender.document, tuple(troubles), ghosts, mender.misnamed)
    return Checked(None, mender.document, tuple(troubles))
