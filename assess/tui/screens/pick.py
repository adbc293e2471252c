"""Picking one of many: a short list, narrowed down by typing. The find, the reasons and the keys use it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen

from assess.tui.lines import Line, Picture, Rows, Span, line, paragraph, wrap
from assess.tui.widgets.canvas import Canvas, Painting

NONE_FOUND = "Nothing has these words. Backspace takes letters away."


class Entry(NamedTuple):
    """One line to pick. `lead` has a column of its own; `searched` are more words to find it by."""

    id: str
    text: str
    lead: str = ""
    searched: str = ""


class Pick(ModalScreen[str | None]):
    """Gives back the id of the entry that was picked, None if none was."""

    AUTO_FOCUS = ""
    CSS_PATH = "pick.tcss"

    def __init__(self, title: str, entries: Sequence[Entry], *, about: str = "", chosen: str = "") -> None:
        super().__init__()
        self._title, self._about = title, about
        self.entries = list(entries)
        self.found = self.entries
        self.words = ""
        """What was typed to narrow the list down."""
        ids = [entry.id for entry in self.entries]
        self.cursor = ids.index(chosen) if chosen in ids else 0
        self._lead = max((len(entry.lead) for entry in self.entries), default=0)
        self.head = Painting(self._paint_head, id="pick-head")
        self.list = Painting(self._paint_list, id="pick-list")

    def compose(self) -> ComposeResult:
        with Vertical(id="pick"):
            yield self.head
            yield self.list
            yield Painting(self._paint_foot, id="pick-foot")

    def _paint_head(self, width: int, _height: int) -> Picture:
        cursor = Span("\u258f", "key")
        lines = [line(Span(self._title, "title"))]
        lines += paragraph(self._about, width, "muted") if self._about else []
        return Picture([*lines, line(Span("Find: ", "muted"), self.words, cursor)])

    def _paint_foot(self, _width: int, _height: int) -> Picture:
        keys = (
            Span("\u2191\u2193", "key"),
            Span(" move   ", "muted"),
            Span("Enter", "key"),
            Span(" take it   ", "muted"),
        )
        return Picture([line(*keys, Span("Esc", "key"), Span(" leave   type to find", "muted"))])

    def _paint_list(self, width: int, _height: int) -> Picture:
        if not self.found:
            return Picture(paragraph(NONE_FOUND, width, "muted"))
        indent = 2 + (self._lead + 2 if self._lead else 0)
        height = max(len(wrap(entry.text, width - indent)) for entry in self.found[:200])

        def paint(place: int) -> list[Line]:
            entry, here = self.found[place], place == self.cursor
            lead = [Span("\u203a " if here else "  ", "title")]
            lead += [Span(f"{entry.lead:<{self._lead}}  ", "key")] if self._lead else []
            fill = "cursor" if here else ""
            rows = paragraph(entry.text, width, first=lead, indent=indent, fill=fill, target=str(place))
            blank = Line((), fill, str(place))
            return rows + [blank] * (height - len(rows))

        return Picture(
            Rows(len(self.found), height, paint), (self.cursor * height, (self.cursor + 1) * height)
        )

    def narrow(self, words: str) -> None:
        """Show the entries that have all these words, whatever their case."""
        self.words = words
        wanted = words.lower().split()
        self.found = [
            entry
            for entry in self.entries
            if all(word in f"{entry.lead} {entry.text} {entry.searched}".lower() for word in wanted)
        ]
        self.cursor = 0
        self.head.pane.show()
        self.list.pane.show(top=0)

    def on_key(self, event: events.Key) -> None:
        """Letters narrow down, the rest moves and picks."""
        event.stop()
        page = max(self.list.size.height - 1, 1)
        moves = {
            "up": -1,
            "down": 1,
            "pageup": -page,
            "pagedown": page,
            "home": -len(self.found),
            "end": len(self.found),
        }
        if event.key in moves:
            self.cursor = max(0, min(self.cursor + moves[event.key], len(self.found) - 1))
            self.list.pane.show()
        elif event.key == "enter":
            self._take(self.cursor)
        elif event.key in ("escape", "ctrl+c", "ctrl+q"):
            self.dismiss(None)
        elif event.key == "backspace":
            self.narrow(self.words[:-1])
        elif event.is_printable and event.character:
            self.narrow(self.words + event.character)

    def on_paste(self, event: events.Paste) -> None:
        """Pasted words are typed words."""
        event.stop()
        self.narrow(self.words + " ".join(event.text.split()))

    def on_canvas_picked(self, event: Canvas.Picked) -> None:
        """A click picks."""
        event.stop()
        self._take(int(event.target))

    def _take(self, place: int) -> None:
        if place < len(self.found):
            self.dismiss(self.found[place].id)
