"""Syntax errors of YAML in plain words, above all the sentence that needed quotes.

libyaml says where it gave up; an author has to be told where to mend. For each of its complaints one function
looks at the lines around it and answers with a code, a message and a place.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

import yaml
from yaml.events import ScalarEvent

from assess.store.problems import Problem, placed, split_lines
from assess.store.yaml_comments import CUT
from assess.store.yaml_events import open_parser
from assess.store.yaml_indentation import explain_indentation
from assess.store.yaml_quoting import (
    cut_column,
    explain_after_value,
    explain_beginning,
    explain_brackets,
    explain_colon,
    explain_tab,
    explain_unknown,
)
from assess.store.yaml_scene import KEY_LINE, Finding, Scene

_LONGEST_LINE = 5_000
"""Lines longer than this are nobody's handwriting, and not looked at closely."""
_QUOTE_NAMES = {'"': "double quote", "'": "single quote"}


class Explained(NamedTuple):
    """The problem behind libyaml's message, at the place where it has to be mended.

    `put_right` is the whole text with that one line put right, where that can be done; `from_column` is where
    the change in it begins, counting from 1.
    """

    problem: Problem
    put_right: str = ""
    from_column: int = 0


def explain_syntax(error: yaml.YAMLError, text: str) -> Explained:
    """What is wrong with a text that libyaml could not read on."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    context = getattr(error, "context_mark", None)
    lines = split_lines(text)
    scene = Scene(
        str(getattr(error, "problem", "") or ""),
        mark.line if mark else 0,
        mark.column if mark else 0,
        (context.line, context.column) if context else None,
        lines,
    )
    finding = _explain(scene, text)
    problem = placed(Problem(finding.code, finding.message), finding.line, finding.column, lines)
    if not finding.put_right:
        return Explained(problem)
    before = problem.excerpt
    same = next(
        (n for n, (a, b) in enumerate(zip(before, finding.put_right, strict=False)) if a != b), len(before)
    )
    put_right = "\n".join([*lines[: finding.line - 1], finding.put_right, *lines[finding.line :]])
    return Explained(problem, put_right, same + 1)


def _explain(scene: Scene, text: str) -> Finding:
    explain = next((say for words, say in _COMPLAINTS if words in scene.problem), explain_unknown)
    began = scene.began[0] if scene.began else scene.line
    if max(len(scene.source), len(scene.line_at(began))) > _LONGEST_LINE:
        return (explain if explain in (_never_closed, explain_tab) else explain_unknown)(scene)
    return _open_quote(scene, text) or explain(scene)


def _open_quote(scene: Scene, text: str) -> Finding | None:
    """A quote that was never closed ends at the next quote further down, where libyaml then stumbles."""
    parser = open_parser(text)
    last: Any = None
    try:
        while (event := parser.get_event()) is not None:
            if type(event) is ScalarEvent and event.style in ("'", '"'):
                last = event
    except yaml.YAMLError:
        pass
    finally:
        parser.dispose()
    if last is None or not last.start_mark.line < last.end_mark.line == scene.line:
        return None
    if not any(map(KEY_LINE.match, scene.lines[last.start_mark.line + 1 : scene.line + 1])):
        return None
    return _never_closed(scene._replace(began=(last.start_mark.line, last.start_mark.column)))


def _never_closed(scene: Scene) -> Finding:
    line, column = scene.began or (scene.line, scene.column)
    sign = _QUOTE_NAMES.get(scene.line_at(line)[column : column + 1], "quote or bracket")
    message = f"The {sign} that is opened here is never closed. Write it at the end of the text too."
    return Finding("open-quote", message, line + 1, column + 1)


def _no_colon(scene: Scene) -> Finding:
    line, column = scene.began or (scene.line, scene.column)
    source = scene.line_at(line)
    glued = re.match(r"(\s*(?:- +)*)([a-z_]+):(?=\S)", source)
    if glued:
        message = f"A space is missing after `{glued[2]}:`. Write `{glued[2]}: ` and then the value."
        put_right = f"{glued.group()} {source[glued.end() :]}"
        return Finding("missing-space", message, line + 1, column + 1, put_right)
    cut = cut_column(scene.line_at(line - 1))
    if cut is not None:
        return Finding("needs-quotes", CUT, line, cut + 1)
    message = (
        "This line has no key with a colon. Write `key: value`; "
        "if it goes on with the text above, indent it further than the key of that text."
    )
    return Finding("missing-colon", message, line + 1, column + 1)


def _escape(scene: Scene) -> Finding:
    message = (
        "A backslash in double quotes begins an escape. Write \\\\ for a backslash, or use single quotes."
    )
    return Finding("escape", message, scene.line + 1, scene.column + 1)


_COMPLAINTS: tuple[tuple[str, Callable[[Scene], Finding]], ...] = (
    ("found a tab character", explain_tab),
    ("mapping values are not allowed", explain_colon),
    ("mapping keys are not allowed", explain_beginning),
    ("block sequence entries are not allowed", explain_beginning),
    ("cannot start any token", explain_beginning),
    ("expected alphabetic or numeric character", explain_beginning),
    ("expected comment or line break", explain_beginning),
    ("expected node content", explain_beginning),
    ("expected key", explain_after_value),
    ("expected '-' indicator", explain_after_value),
    ("could not find expected ':'", _no_colon),
    ("expected ',' or", explain_brackets),
    ("unexpected end of stream", _never_closed),
    ("unexpected document indicator", _never_closed),
    ("escape", _escape),
    ("hexdecimal", _escape),
    ("expected <document start>", explain_indentation),
)
"""What libyaml complains of, and who explains it; the first that fits."""
