"""A window to read in: the sum behind a number, or any other longer text."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen

from assess.tui.lines import Line, Picture, Span, line
from assess.tui.widgets.canvas import Painting


class Reading(ModalScreen[None]):
    """Shows lines until it is closed."""

    AUTO_FOCUS = ""
    CSS_PATH = "reading.tcss"
    BINDINGS = [
        Binding("escape,enter,q", "leave", show=False),
        Binding("up", "scroll(-1)", show=False),
        Binding("down", "scroll(1)", show=False),
        Binding("pageup", "scroll(-10)", show=False),
        Binding("pagedown,space", "scroll(10)", show=False),
    ]

    def __init__(self, lines: Callable[[int], Sequence[Line]]) -> None:
        super().__init__()
        self.text = Painting(lambda width, _height: Picture(lines(width - 1)), id="reading-text")

    def compose(self) -> ComposeResult:
        with Vertical(id="reading"):
            yield self.text
            yield Painting(_keys, id="reading-keys")

    def action_scroll(self, rows: int) -> None:
        self.text.pane.scroll_by(rows)

    def action_leave(self) -> None:
        self.dismiss(None)


def _keys(_width: int, _height: int) -> Picture:
    keys = (
        Span("\u2191\u2193", "key"),
        Span(" scroll   ", "muted"),
        Span("Esc", "key"),
        Span(" close", "muted"),
    )
    return Picture([line(*keys)])
