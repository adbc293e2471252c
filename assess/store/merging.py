"""`extends`: a questionnaire laid over the one it starts from.

A domain, item, action, level, scale or other part with an id that the parent has, be it of its own, from a
shared bank or from an included module, changes just the fields the child names; a new id is added; `drop`
takes out. Anchors, facets, effort and evidence change key by key, lists and texts as a whole. What was
dropped is also taken out of the lists that name it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace

from assess.store.documents import Document, File, Trouble
from assess.store.references import Where
from assess.store.wording import brief, did_you_mean
from assess.store.yaml_types import Path as Steps
from assess.store.yaml_types import Plain

_BY_ID = ("profile", "domains", "levels", "actions", "resources", "strategies")
_BY_KEY = ("scales", "facets", "roles")
_GROWING = ("use", "include")
_MERGED_FIELDS = ("levels", "facets", "effort", "evidence", "values")
_OF_PARENT_ALONE = ("reliability", "tests", "rights", "about")
"""What says something of the parent and would be untrue of its child."""

Layers = dict[Steps, list[tuple[File, Steps]]]


@dataclass(slots=True)
class _Target:
    """A document of the parent while the child is laid over it."""

    file: File
    content: dict[str, Plain]
    layers: Layers


@dataclass(frozen=True, slots=True)
class Overlaid:
    """The parent's documents with the child over them, what was dropped, and what could not be."""

    documents: tuple[Document, ...]
    troubles: tuple[Trouble, ...]
    dropped: Mapping[str, Where]


def lay_over(parents: Sequence[Document], child: File) -> Overlaid:
    """Lay a child over its parent's documents, of which the first is the questionnaire itself."""
    targets = [_target(document) for document in parents]
    main = targets[0]
    for key in _OF_PARENT_ALONE:
        main.content.pop(key, None)
    for key, value in child.content.items():
        if key in _BY_ID and isinstance(value, list):
            for index, entry in enumerate(value):
                _place_entry(targets, key, entry, child, index)
        elif key in _BY_KEY and isinstance(value, dict):
            for name, entry in value.items():
                _place_keyed(targets, key, name, entry, child)
        elif key in _GROWING and isinstance(value, list) and isinstance(main.content.get(key, []), list):
            for index, entry in enumerate(value):
                _add(main, main.content.setdefault(key, []), entry, (key,), child, (key, index))
        else:
            main.content[key] = value
            main.layers[(key,)] = [(child, (key,))]
    troubles, dropped = _drop(targets, child)
    # Whatever the child does not name at all is looked up in the parent's file.
    documents = [Document(t.file, t.content, t.layers) for t in targets]
    documents[0] = replace(documents[0], file=child)
    return Overlaid(tuple(documents), tuple(troubles), dropped)


def _target(parent: Document) -> _Target:
    """A copy of the parent's content in which every part has its place spelt out."""
    content = deepcopy(parent.content)
    layers = {steps: list(places) for steps, places in parent.layers.items()}
    for key, value in content.items():
        _spell_out(layers, parent, (key,))
        if key in (*_BY_ID, *_GROWING) and isinstance(value, list):
            for index, entry in enumerate(value):
                _spell_out(layers, parent, (key, index))
                items = entry.get("items") if isinstance(entry, dict) else None
                for number in range(len(items) if isinstance(items, list) else 0):
                    _spell_out(layers, parent, (key, index, "items", number))
        elif key in _BY_KEY and isinstance(value, dict):
            for name in value:
                _spell_out(layers, parent, (key, name))
    return _Target(parent.file, content, layers)


def _spell_out(layers: Layers, parent: Document, steps: Steps) -> None:
    if steps not in layers:
        place = parent.place(steps)
        layers[steps] = [(place.file, place.steps)]


def _id(entry: Plain) -> str:
    found = entry.get("id") if isinstance(entry, dict) else None
    return found if isinstance(found, str) else ""


def _entries(content: dict[str, Plain], key: str) -> list[Plain]:
    value = content.get(key)
    return value if isinstance(value, list) else []


def _place_entry(targets: Sequence[_Target], key: str, entry: Plain, child: File, index: int) -> None:
    for target in targets:
        for position, known in enumerate(_entries(target.content, key)):
            mine = target.layers.get((key, position), [])
            if _id(known) and _id(known) == _id(entry) and (child, (key, index)) not in mine:
                if any(file is child for file, _ in mine):
                    continue  # the same id twice in the child: left for the check of ids
                _change(target, known, entry, (key, position), child, (key, index))
                return
    main = targets[0]
    _add(main, main.content.setdefault(key, []), entry, (key,), child, (key, index))


def _add(
    target: _Target, entries: list[Plain], entry: Plain, steps: Steps, child: File, written: Steps
) -> None:
    target.layers[(*steps, len(entries))] = [(child, written)]
    entries.append(deepcopy(entry))


def _place_keyed(targets: Sequence[_Target], key: str, name: str, entry: Plain, child: File) -> None:
    for target in targets:
        known = target.content.get(key)
        if isinstance(known, dict) and name in known:
            if isinstance(known[name], dict) and isinstance(entry, dict):
                _change(target, known[name], entry, (key, name), child, (key, name))
            else:
                known[name] = entry
                target.layers[(key, name)] = [(child, (key, name))]
            return
    main = targets[0]
    main.content.setdefault(key, {})[name] = deepcopy(entry)
    main.layers[(key, name)] = [(child, (key, name))]


def _change(
    target: _Target,
    known: dict[str, Plain],
    entry: dict[str, Plain],
    steps: Steps,
    child: File,
    written: Steps,
) -> None:
    """Change just the fields that the child names; both files are then places of the entry."""
    target.layers.setdefault(steps, []).append((child, written))
    for key, value in entry.items():
        old = known.get(key)
        if key == "items" and isinstance(old, list) and isinstance(value, list):
            _change_items(target, old, value, (*steps, key), child, (*written, key))
        elif key in _MERGED_FIELDS and isinstance(old, dict) and isinstance(value, dict):
            old.update(deepcopy(value))
        else:
            known[key] = deepcopy(value)


def _change_items(
    target: _Target, old: list[Plain], new: list[Plain], steps: Steps, child: File, written: Steps
) -> None:
    places = {_id(item): position for position, item in enumerate(old) if _id(item)}
    for index, item in enumerate(new):
        position = places.pop(_id(item), None)
        if position is None:
            _add(target, old, item, steps, child, (*written, index))
        else:
            _change(target, old[position], item, (*steps, position), child, (*written, index))


def _drop(targets: Sequence[_Target], child: File) -> tuple[list[Trouble], dict[str, Where]]:
    extends = child.content.get("extends")
    names = extends.get("drop") if isinstance(extends, dict) else None
    known = {_id(entry) for target in targets for entry in _all_entries(target.content)}
    own = Document(child, child.content)
    troubles = []
    dropped: dict[str, Where] = {}
    for index, name in enumerate(names if isinstance(names, list) else ()):
        steps: Steps = ("extends", "drop", index)
        if isinstance(name, str) and name in known:
            dropped[name] = (own, steps, False)
        elif isinstance(name, str) and name:
            hint = did_you_mean(name, known) or " Check the id."
            message = (
                f"`{brief(name)}` cannot be dropped: the questionnaire it extends has nothing with this "
                f"id.{hint}"
            )
            troubles.append(Trouble("unknown-drop", message, own.place(steps)))
    wanted = set(dropped)
    for target in targets:
        for domain in _entries(target.content, "domains"):
            if _id(domain) in wanted:
                dropped |= {_id(item): dropped[_id(domain)] for item in _entries(domain, "items")}
    for target in targets:
        _drop_from(target, wanted)
        _forget(target, set(dropped))
    return troubles, dropped


def _all_entries(content: dict[str, Plain]) -> Iterator[Plain]:
    for key in _BY_ID:
        for entry in _entries(content, key):
            yield entry
            if key == "domains" and isinstance(entry, dict):
                yield from _entries(entry, "items")


def _drop_from(target: _Target, wanted: set[str]) -> None:
    for key in _BY_ID:
        entries = _entries(target.content, key)
        if key == "domains":
            for index, domain in enumerate(entries):
                if isinstance(domain, dict):
                    _remove(target, _entries(domain, "items"), wanted, (key, index, "items"))
        _remove(target, entries, wanted, (key,))


def _remove(target: _Target, entries: list[Plain], wanted: set[str], steps: Steps) -> None:
    """Take entries out of a list; the places of those behind them follow."""
    for position in reversed(range(len(entries))):
        if _id(entries[position]) in wanted:
            del entries[position]
            target.layers = {
                moved: places
                for where, places in target.layers.items()
                if (moved := _moved(where, steps, position)) is not None
            }


def _moved(where: Steps, steps: Steps, gone: int) -> Steps | None:
    depth = len(steps)
    if len(where) <= depth or where[:depth] != steps:
        return where
    position = where[depth]
    if not isinstance(position, int) or position < gone:
        return where
    return None if position == gone else (*steps, position - 1, *where[depth + 1 :])


def _forget(target: _Target, gone: set[str]) -> None:
    """Lists that name what was dropped go on without it; a condition that looks at it is left as it is."""
    for number, action in enumerate(_entries(target.content, "actions")):
        for key in ("closes", "after", "resources", "strategy"):
            _without(target, action, ("actions", number), key, gone)
    for index, domain in enumerate(_entries(target.content, "domains")):
        for number, item in enumerate(_entries(domain, "items") if isinstance(domain, dict) else ()):
            _without(target, item, ("domains", index, "items", number), "source", gone)


def _without(target: _Target, entry: Plain, steps: Steps, key: str, gone: set[str]) -> None:
    value = entry.get(key) if isinstance(entry, dict) else None
    if not isinstance(value, list):
        return
    kept = [n for n, each in enumerate(value) if _named(each) not in gone]
    if len(kept) == len(value):
        return
    document = Document(target.file, target.content, target.layers)
    places = [document.place((*steps, key, old)) for old in kept]
    entry[key] = [value[old] for old in kept]
    for new, place in enumerate(places):
        target.layers[(*steps, key, new)] = [(place.file, place.steps)]


def _named(entry: Plain) -> str:
    name = entry.get("item") if isinstance(entry, dict) else entry
    return name if isinstance(name, str) else ""
