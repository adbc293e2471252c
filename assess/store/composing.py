"""What a questionnaire is made of: its file, banks (`use`), a parent (`extends`) and modules (`include`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from assess.store.checked import check_form
from assess.store.documents import Document, File, Reader, Trouble
from assess.store.forms import BankForm, QuestionnaireForm
from assess.store.library import Library
from assess.store.merging import lay_over
from assess.store.references import DEFINED_BY_BANKS, DEFINED_BY_QUESTIONNAIRES, Where
from assess.store.wording import brief, did_you_mean
from assess.store.yaml_types import Path as Steps
from assess.store.yaml_types import Plain

QUESTIONNAIRE, BANK = "questionnaire", "bank"
MOST_UNITS = 200


def form_of(kind: str) -> type[BankForm | QuestionnaireForm]:
    """The form that a document of this kind has to fit."""
    return BankForm if kind == BANK else QuestionnaireForm


@dataclass(frozen=True, slots=True)
class Unit:
    """One document of a composition.

    `includes` leads to the includes that brought it, outermost first: documents and positions in their lists.
    `in_part` says that what it extends could not be read.
    """

    kind: str
    document: Document
    module: str = ""
    includes: tuple[tuple[Document, int], ...] = ()
    in_part: bool = False


@dataclass(frozen=True, slots=True)
class Composition:
    """All documents of a questionnaire, the questionnaire itself first, and the troubles of finding them."""

    units: tuple[Unit, ...]
    troubles: tuple[Trouble, ...]
    blind: frozenset[str]
    """Kinds of names that may be defined in a file that could not be read."""
    dropped: Mapping[str, Where]
    """Ids that `drop` took out, and where it says so."""


def compose(own: File, library: Library, reader: Reader) -> Composition:
    """Follow `use`, `extends` and `include` from a file that was read."""
    composer = _Composer(library, reader)
    units = composer.questionnaire(own, ())
    return Composition(tuple(units), tuple(composer.troubles), frozenset(composer.blind), composer.dropped)


@dataclass(slots=True)
class _Composer:
    library: Library
    reader: Reader
    troubles: list[Trouble] = field(default_factory=list)
    blind: set[str] = field(default_factory=set)
    dropped: dict[str, Where] = field(default_factory=dict)
    _count: int = 0

    def questionnaire(self, file: File, way: tuple[File, ...]) -> list[Unit]:
        """The units of one questionnaire file; none if it could not be read."""
        if file.content is None:
            return []
        own = Document(file, file.content)
        way = (*way, file)
        units = self._extended(own, way)
        if not units:
            units = [Unit(QUESTIONNAIRE, own, in_part="extends" in own.content)]
        known = {unit.document.file for unit in units}
        modules = {unit.module for unit in units if unit.module}
        for unit in self._banks(own, way):
            if unit.document.file not in known:
                known.add(unit.document.file)
                units.append(unit)
        for index, brought in self._modules(own, way):
            twice = next((u.module for u in brought if u.kind == QUESTIONNAIRE and u.module in modules), "")
            if twice:
                message = f"`{twice}` is included already. Take one of the two out."
                place = own.place(("include", index, "questionnaire"))
                self.troubles.append(Trouble("included-twice", message, place))
                continue
            modules |= {unit.module for unit in brought if unit.module}
            units += [u for u in brought if u.kind == QUESTIONNAIRE or u.document.file not in known]
            known |= {unit.document.file for unit in brought}
        return units

    def _extended(self, own: Document, way: tuple[File, ...]) -> list[Unit]:
        """The units of the parent with this file over them; none where there is no parent to be read."""
        extends = own.content.get("extends")
        name = extends.get("id") if isinstance(extends, dict) else None
        if not isinstance(extends, dict) or not isinstance(name, str) or not name:
            self.blind.update(DEFINED_BY_QUESTIONNAIRES if "extends" in own.content else ())
            return []
        parent = self._follow(own, name, ("extends", "id"), way, "extends")
        units = self.questionnaire(parent, way) if parent else []
        if not units:
            self.blind.update(DEFINED_BY_QUESTIONNAIRES)
            return []
        self._check_version(own, extends, units[0].document)
        overlaid = lay_over([unit.document for unit in units], own.file)
        self.dropped.update(overlaid.dropped)
        # In a parent with mistakes, what this file changes or drops may be there and not be seen.
        unsound = any(
            unit.in_part or check_form(form_of(unit.kind), unit.document).troubles for unit in units
        )
        if unsound:
            self.blind.update(DEFINED_BY_QUESTIONNAIRES)
        else:
            self.troubles += overlaid.troubles
        return [
            replace(unit, document=document, in_part=unsound)
            for unit, document in zip(units, overlaid.documents, strict=True)
        ]

    def _check_version(self, own: Document, extends: dict[str, Plain], parent: Document) -> None:
        wanted, has = extends.get("version"), parent.content.get("version")
        if not isinstance(wanted, str) or not isinstance(has, str) or not wanted:
            return
        fits = _fits(wanted, has)
        if fits or _numbers(has) is None:
            return
        code, message = (
            "other-version",
            f"This file extends version {brief(wanted)} of `{brief(extends['id'])}`, but version {has} is "
            "here. "
            "Check what changed, then write the new version.",
        )
        if fits is None:
            code, message = (
                "bad-version",
                f"`{brief(wanted)}` is not a version to extend. "
                'Write "^2.0" for 2.0 and all later 2.x, or "2.1.0" for just that one.',
            )
        self.troubles.append(Trouble(code, message, own.place(("extends", "version"))))

    def _banks(self, own: Document, way: tuple[File, ...]) -> Iterator[Unit]:
        """The shared banks that a file uses, and those that they use."""
        used = own.content.get("use")
        for index, name in enumerate(used if isinstance(used, list) else ()):
            if not isinstance(name, str):
                self.blind.update(DEFINED_BY_BANKS)
                continue
            file = self._bank(own, name, ("use", index), way)
            if file is None or file.content is None:
                self.blind.update(DEFINED_BY_BANKS)
                continue
            bank = Document(file, file.content)
            yield Unit(BANK, bank)
            yield from self._banks(bank, (*way, file))
        if used is not None and not isinstance(used, list):
            self.blind.update(DEFINED_BY_BANKS)

    def _bank(self, own: Document, name: str, steps: Steps, way: tuple[File, ...]) -> File | None:
        folder = own.file.path.parent
        path = self.library.bank(name, folder)
        if path is None:
            hint = did_you_mean(name, self.library.banks(folder))
            message = f"There is no file `{brief(name)}` beside this one or among those that ship."
            trouble = Trouble("missing-file", message + (hint or " Check the name."), own.place(steps))
            self.troubles.append(trouble)
            return None
        file = self.reader.read(path)
        return None if self._leads_astray(own, file, steps, way, "use") else file

    def _modules(self, own: Document, way: tuple[File, ...]) -> Iterator[tuple[int, list[Unit]]]:
        """The units that each include of a file brings."""
        includes = own.content.get("include")
        for index, include in enumerate(includes if isinstance(includes, list) else ()):
            name = include.get("questionnaire") if isinstance(include, dict) else None
            file = None
            if isinstance(name, str) and name:
                file = self._follow(own, name, ("include", index, "questionnaire"), way, "include")
            units = self.questionnaire(file, way) if file else []
            if not units:
                self.blind.update(DEFINED_BY_QUESTIONNAIRES)
            step = (own, index)
            yield (
                index,
                [
                    replace(
                        unit,
                        module=unit.module or (str(name) if unit.kind == QUESTIONNAIRE else ""),
                        includes=(step, *unit.includes),
                    )
                    for unit in units
                ],
            )
        if includes is not None and not isinstance(includes, list):
            self.blind.update(DEFINED_BY_QUESTIONNAIRES)

    def _follow(
        self, own: Document, name: str, steps: Steps, way: tuple[File, ...], word: str
    ) -> File | None:
        """The file of a questionnaire named in this document; None, and a trouble, where there is none."""
        path = self.library.find(name, near=own.file.path.parent)
        if path is None:
            hint = did_you_mean(name, [known for known, _ in self.library.questionnaires()])
            search = (
                " Check the id; it is searched beside this file, in your own folder and among those that "
                "ship."
            )
            message = f"There is no questionnaire `{brief(name)}`.{hint or search}"
            self.troubles.append(Trouble("unknown-questionnaire", message, own.place(steps)))
            return None
        file = self.reader.read(path)
        return None if self._leads_astray(own, file, steps, way, word) else file

    def _leads_astray(self, own: Document, file: File, steps: Steps, way: Sequence[File], word: str) -> bool:
        self._count += 1
        if file in way:
            names = [each.path.name for each in (*way[way.index(file) :], file)]
            message = f"`{word}` leads in a circle: {' -> '.join(names)}. Take one of these steps out."
            self.troubles.append(Trouble("cycle", message, own.place(steps)))
            return True
        if self._count == MOST_UNITS:
            message = (
                f"This questionnaire is put together from over {MOST_UNITS} files. Take some of them out."
            )
            self.troubles.append(Trouble("too-many-files", message, own.place(steps)))
        return self._count >= MOST_UNITS


def _fits(wanted: str, has: str) -> bool | None:
    """Whether a version fits `^major.minor` or an exact version; None when it is neither."""
    lowest, version = _numbers(wanted.removeprefix("^")), _numbers(has)
    if lowest is None or version is None:
        return None
    if wanted.startswith("^"):
        return version[:1] == lowest[:1] and version >= lowest
    return version[: len(lowest)] == lowest


def _numbers(version: str) -> list[int] | None:
    if not re.fullmatch(r"\d{1,9}(\.\d{1,9}){0,2}", version, re.ASCII):
        return None
    return [int(part) for part in version.split(".")]
