"""Asking for a few words: a note, a reason, a date, a file name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, TextArea

from assess.tui.lines import Picture, Span, line, paragraph
from assess.tui.widgets.canvas import Painting


def anything(_text: str) -> str:
    """A check that accepts every text."""
    return ""


@dataclass(frozen=True, slots=True)
class Field:
    """One text to fill in. `check` gives what is wrong with it in words, empty when nothing is."""

    label: str
    value: str = ""
    hint: str = ""
    rows: int = 1
    check: Callable[[str], str] = anything


class LongText(TextArea):
    """A text of several rows that ends with Enter, as a single row does."""

    BINDINGS = [Binding("enter", "screen.next_field", show=False, priority=True)]


class Ask(ModalScreen[tuple[str, ...] | None]):
    """Gives back the texts, without blanks around them; None if it was left."""

    CSS_PATH = "ask.tcss"
    BINDINGS = [Binding("escape", "leave", show=False), Binding("down", "next_field", show=False)]

    def __init__(
        self, title: str, fields: Sequence[Field], about: str = "", *, done: str = "saves it"
    ) -> None:
        super().__init__()
        self._title, self._about, self._done = title, about, done
        self.fields = list(fields)
        self.inputs = [self._input(field) for field in fields]
        self._wrong = ""
        self.foot = Painting(self._paint_foot, id="ask-foot")

    def _input(self, field: Field) -> Input | LongText:
        if field.rows == 1:
            return Input(field.value, placeholder=field.hint, select_on_focus=False)
        return LongText(field.value, soft_wrap=True, placeholder=field.hint, highlight_cursor_line=False)

    def compose(self) -> ComposeResult:
        with Vertical(id="ask"):
            yield Painting(self._paint_head, id="ask-head")
            for field, widget in zip(self.fields, self.inputs, strict=True):
                if field.label:
                    yield Painting(_label(field.label), classes="label")
                yield widget
            yield self.foot

    def on_mount(self) -> None:
        for field, widget in zip(self.fields, self.inputs, strict=True):
            if field.rows > 1 and isinstance(widget, LongText):
                widget.styles.height = field.rows + 2
                widget.move_cursor(widget.document.end)
        self.inputs[0].focus()

    @property
    def texts(self) -> tuple[str, ...]:
        """What stands in the fields."""
        return tuple((each.value if isinstance(each, Input) else each.text).strip() for each in self.inputs)

    def _paint_head(self, width: int, _height: int) -> Picture:
        about = paragraph(self._about, width, "muted") if self._about else []
        return Picture([line(Span(self._title, "title")), *about])

    def _paint_foot(self, width: int, _height: int) -> Picture:
        wrong = paragraph(f"! {self._wrong}", width, "bad") if self._wrong else []
        keys = (
            Span("Enter", "key"),
            Span(f" {self._done}   ", "muted"),
            Span("Esc", "key"),
            Span(" leaves it as it was", "muted"),
        )
        return Picture([*wrong, line(*keys)])

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_next_field()

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._complain("")

    def action_next_field(self) -> None:
        """To the next field, or from the last one done, if nothing is wrong."""
        place = next((n for n, widget in enumerate(self.inputs) if widget.has_focus), 0)
        wrong = self.fields[place].check(self.texts[place])
        if wrong:
            self._complain(wrong)
        elif place + 1 < len(self.inputs):
            self.inputs[place + 1].focus()
        else:
            self._finish()

    def _finish(self) -> None:
        for field, text, widget in zip(self.fields, self.texts, self.inputs, strict=True):
            wrong = field.check(text)
            if wrong:
                self._complain(wrong)
                widget.focus()
                return
        self.dismiss(self.texts)

    def _complain(self, words: str) -> None:
        self._wrong = words
        self.foot.refresh(layout=True)
        self.foot.pane.show()

    def action_leave(self) -> None:
        self.dismiss(None)

    def on_click(self, event: events.Click) -> None:
        """A click beside the window leaves it."""
        if event.widget is self:
            self.dismiss(None)


def _label(text: str) -> Callable[[int, int], Picture]:
    return lambda _width, _height: Picture([line(Span(text, "muted"))])
