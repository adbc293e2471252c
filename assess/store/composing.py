"""What a questionnaire is made of: its own file, shared banks (`use`), a parent (`extends`) and modules (`include`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from assess.store.documents import Document, File, Reader, Trouble
from assess.store.library import Library
from assess.store.merging import lay_over
from assess.store.problems import did_you_mean
from assess.store.yaml_text import Path as Steps
from assess.store.yaml_text import Plain

QUESTIONNAIRE, BANK = "questionnaire", "bank"


@dataclass(frozen=True, slots=True)
class Unit:
    """One document of a composition. `includes` leads to the includes that brought it, outermost first."""

    kind: str
    document: Document
    module: str = ""
    includes: tuple[tuple[Document, Steps], ...] = ()


@dataclass(frozen=True, slots=True)
class Composition:
    """All documents of a questionnaire, the questionnaire itself first, and the troubles of finding them."""

    units: tuple[Unit, ...]
    troubles: tuple[Trouble, ...]


@dataclass(slots=True)
class Composer:
    """Follows `use`, `extends` and `include` from one file, and notices cycles."""

    library: Library
    reader: Reader
    troubles: list[Trouble] = field(default_factory=list)

    def compose(self, path: Path) -> Composition | None:
        """The composition of the questionnaire in this file; None when the file itself cannot be read."""
        units = self._questionnaire(self.reader.read(path), ())
        return Composition(tuple(units), tuple(self.troubles)) if units else None

    def _questionnaire(self, file: File, way: tuple[File, ...]) -> list[Unit]:
        if file.content is None:
            return []
        if not isinstance(file.content, dict):
            place = Document(file, {}).place(())
            message = "A questionnaire holds keys and values. Begin with `format: readiness/1`."
            self.troubles.append(Trouble("not-a-questionnaire", message, place))
            return []
        own = Document(file, file.content)
        way = (*way, file)
        units = self._extended(own, way) or [Unit(QUESTIONNAIRE, own)]
        known = {unit.document.file for unit in units}
        for unit in self._banks(own, way):
            if unit.document.file not in known:
                known.add(unit.document.file)
                units.append(unit)
        for unit in self._modules(own, way):
            if unit.kind == QUESTIONNAIRE or unit.document.file not in known:
                known.add(unit.document.file)
                units.append(unit)
        return units

    def _extended(self, own: Document, way: tuple[File, ...]) -> list[Unit]:
        """The units of the parent with this file laid over them; none where it extends nothing."""
        extends = own.content.get("extends")
        name = extends.get("id") if isinstance(extends, dict) else None
        if not isinstance(extends, dict) or not isinstance(name, str):
            return []
        parent = self._follow(own, name, ("extends", "id"), way, "extends")
        units = self._questionnaire(parent, way) if parent else []
        if not units:
            return []
        self._check_version(own, extends, units[0].document)
        overlaid = lay_over([unit.document for unit in units], own.file)
        self.troubles += overlaid.troubles
        return [
            Unit(unit.kind, document, unit.module, unit.includes)
            for unit, document in zip(units, overlaid.documents, strict=True)
        ]

    def _check_version(self, own: Document, extends: dict[str, Plain], parent: Document) -> None:
        wanted, has = extends.get("version"), parent.content.get("version")
        if not isinstance(wanted, str) or not isinstance(has, str) or not wanted:
            return
        place = own.place(("extends", "version"))
        fits = _fits(wanted, has)
        if fits is None:
            message = f'`{wanted}` is not a version to extend. Write "^2.0" for 2.0 and all later 2.x, or "2.1.0" for just that one.'
            self.troubles.append(Trouble("bad-version", message, place))
        elif not fits:
            message = f"This file extends version {wanted} of `{extends['id']}`, but version {has} is here. Check what changed, then write the new version."
            self.troubles.append(Trouble("other-version", message, place))

    def _banks(self, own: Document, way: tuple[File, ...]) -> Iterator[Unit]:
        used = own.content.get("use")
        for index, name in enumerate(used if isinstance(used, list) else ()):
            if not isinstance(name, str):
                continue
            place = own.place(("use", index))
            path = own.file.path.parent / name
            if not path.is_file():
                near = did_you_mean(name, _names_near(own.file.path.parent))
                message = f"There is no file `{name}` beside this one.{near or ' Check the name; it is read from the folder of this file.'}"
                self.troubles.append(Trouble("missing-file", message, place))
                continue
            file = self.reader.read(path)
            if self._is_cycle(own, file, way, ("use", index), "use"):
                continue
            if isinstance(file.content, dict):
                yield Unit(BANK, Document(file, file.content))
            elif file.content is not None:
                message = "A shared bank holds keys and values: scales, facets, actions, resources."
                where = Document(file, {}).place(())
                self.troubles.append(Trouble("not-a-bank", message, where))

    def _modules(self, own: Document, way: tuple[File, ...]) -> Iterator[Unit]:
        includes = own.content.get("include")
        for index, include in enumerate(includes if isinstance(includes, list) else ()):
            name = include.get("questionnaire") if isinstance(include, dict) else None
            if not isinstance(name, str):
                continue
            steps: Steps = ("include", index, "questionnaire")
            file = self._follow(own, name, steps, way, "include")
            for unit in self._questionnaire(file, way) if file else ():
                module = unit.module or name if unit.kind == QUESTIONNAIRE else ""
                step = (own, ("include", index))
                yield Unit(unit.kind, unit.document, module, (step, *unit.includes))

    def _follow(
        self, own: Document, name: str, steps: Steps, way: tuple[File, ...], word: str
    ) -> File | None:
        """The file of a questionnaire named in this document; None, and a trouble, where there is none."""
        path = self.library.find(name, near=own.file.path.parent)
        if path is None:
            known = [known_id for known_id, _ in self.library.questionnaires()]
            near = did_you_mean(name, known)
            message = f"There is no questionnaire `{name}`.{near or ' Check the id; it is searched beside this file, in your own folder and among those that ship.'}"
            self.troubles.append(Trouble("unknown-questionnaire", message, own.place(steps)))
            return None
        file = self.reader.read(path)
        return None if self._is_cycle(own, file, way, steps, word) else file

    def _is_cycle(
        self, own: Document, file: File, way: Sequence[File], steps: Steps, word: str
    ) -> bool:
        if file not in way:
            return False
        names = [each.path.name for each in (*way[way.index(file) :], file)]
        message = f"`{word}` leads in a circle: {' -> '.join(names)}. Take one of these steps out."
        self.troubles.append(Trouble("cycle", message, own.place(steps)))
        return True


def _names_near(folder: Path) -> list[str]:
    return [str(path.relative_to(folder)) for path in sorted(folder.rglob("*.yaml"))[:200]]


def _fits(wanted: str, has: str) -> bool | None:
    """Whether a version fits `^major.minor`, `>=...` or an exact version; None when it is none of these."""
    caret = wanted.startswith("^")
    try:
        lowest = tuple(int(part) for part in wanted.removeprefix("^").split("."))
        version = tuple(int(part) for part in has.split("."))
    except ValueError:
        return None
    if caret:
        return version[:1] == lowest[:1] and version >= lowest
    return version[: len(lowest)] == lowest
