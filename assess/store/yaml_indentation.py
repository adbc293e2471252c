"""Lines that are indented unlike their neighbours: which of them is the odd one, in words.

libyaml stumbles over the line after the mistake as often as over the mistake itself.
"""

from __future__ import annotations

import re

from assess.store.yaml_scene import Finding, Scene

_USUAL_STEP = 2
_BLOCK_ENTRY = re.compile(r"\s*- +[\w.-]+:(?:\s|$)")


def explain_indentation(scene: Scene) -> Finding:
    """A line where nothing of its indentation can stand."""
    if odd := _odd_first_line(scene):
        return odd
    line = scene.line
    above = scene.line_above(line)
    shallow = next((n for n in range(above, -1, -1) if 0 <= scene.margin(n) < scene.margin(line)), above)
    if odd := odd_line_above(scene, line, above) or odd_line_above(scene, line, shallow):
        return odd
    message = "This line is indented too far or too little. Line it up with the lines it belongs to."
    return Finding("indentation", message, line + 1, scene.column + 1)


def explain_deeper_line(scene: Scene) -> Finding:
    """A line with a key that is indented further than the one above, which is complete."""
    line = scene.line
    if odd := odd_line_above(scene, line, scene.line_above(line)):
        return odd
    message = (
        "This line is indented further than the one above, so YAML takes it for the rest of that text. "
        "Line it up, "
        "or write the key that is missing between them; put the whole text in double quotes if it goes on "
        "here."
    )
    return Finding("indentation", message, line + 1, scene.indent(line) + 1)


def odd_line_above(scene: Scene, line: int, above: int) -> Finding | None:
    """The line above, where that one is indented too little and not this one too far."""
    margin = scene.margin(line)
    passed = scene.source.rstrip().endswith(":")
    rest = (n for n in range(line + 1, len(scene.lines)) if scene.margin(n) >= 0)
    below = next((n for n in rest if not passed or scene.margin(n) <= margin), -1)
    # Whether the line below stands with this one, so that it is not the odd one of the two.
    agreed = scene.margin(below) == margin and scene.begins_entry(below) == scene.begins_entry(line)
    block = _BLOCK_ENTRY.match(scene.line_at(above))
    if block and not scene.begins_entry(line) and scene.margin(above) <= margin:
        if not agreed or not margin or scene.indent(above) == margin or scene.margin(above) > margin:
            return None
        message = (
            "The entry that begins here is not lined up with its other lines. Move this line or those below."
        )
        return Finding("indentation", message, above + 1, scene.margin(above) + 1)
    if scene.margin(above) >= margin:
        return None
    header = scene.line_above(above)
    opens = scene.line_at(header).rstrip().endswith(":") and margin - scene.indent(header) == _USUAL_STEP
    before = above - 1
    while before >= 0 and not 0 <= scene.margin(before) <= margin:
        before -= 1
    sibling = scene.margin(before) == margin and scene.begins_entry(before) == scene.begins_entry(line)
    if not opens and not (agreed and sibling):
        return None
    message = "This line is indented less than the lines around it. Line it up with them."
    return Finding("indentation", message, above + 1, scene.margin(above) + 1)


def _odd_first_line(scene: Scene) -> Finding | None:
    """The first line of a part that is indented further than all that should stand beside it."""
    line, column = scene.line, scene.column
    deeper = []
    above = line - 1
    while above >= 0 and not 0 <= scene.margin(above) <= column:
        deeper += [above] if scene.margin(above) >= 0 else []
        above -= 1
    if not deeper or scene.margin(above) == column:
        return None
    first = deeper[-1]
    header = scene.line_at(scene.line_above(first)).rstrip()
    if scene.begins_entry(line) and not scene.begins_entry(first) and header.endswith(":"):
        message = (
            "The entries of this list begin with `- `, but this one does not. Write `- ` before its first "
            "key."
        )
        return Finding("missing-dash", message, first + 1, scene.margin(first) + 1)
    below = next((n for n in range(line + 1, len(scene.lines)) if 0 <= scene.margin(n) <= column), -1)
    in_line = scene.margin(below) == column or column - scene.margin(above) == _USUAL_STEP
    beside = [n for n in deeper if scene.margin(n) == scene.margin(first)]
    if [n for n in beside if scene.begins_entry(n) == scene.begins_entry(first)] != [first] or not in_line:
        return None
    message = (
        "This line is indented further than the lines below that belong beside it. Line it up with them."
    )
    return Finding("indentation", message, first + 1, scene.margin(first) + 1)
