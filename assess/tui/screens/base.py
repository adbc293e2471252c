"""What all screens share: keys from the one table, a line for what was just done, and the footer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from assess.store.connection import StoreError
from assess.tui.commands import EVERYWHERE, Command, commands_of, footer_of
from assess.tui.lines import Line, Picture, Span, paragraph, width_of
from assess.tui.widgets.canvas import Canvas
from assess.tui.widgets.pane import Pane

if TYPE_CHECKING:
    from assess.tui.program import AssessApp

Result = TypeVar("Result")


def bindings(screen: str) -> list[BindingType]:
    """The key bindings of a screen, or of all screens; their ids are those of the commands."""
    found: list[BindingType] = []
    for command in commands_of(screen):
        if command.screen == screen:
            keys = command.keys if command.with_key else (",".join(command.keys),)
            found += [_binding(command, key) for key in keys]
    return found


def _binding(command: Command, keys: str) -> Binding:
    action = f"{command.name}('{keys}')" if command.with_key else command.name
    action = f"app.{action}" if command.screen == EVERYWHERE else action
    name = f"{command.id}.{keys}" if command.with_key else command.id
    return Binding(keys, action, command.label, show=False, id=name, tooltip=command.help)


class PaintedScreen(Screen[Result], Generic[Result]):
    """A screen that is one canvas: its own panes below a row of title and above the footer.

    `AREA` is its name in the table of commands.
    """

    AREA: ClassVar[str] = ""
    AUTO_FOCUS = ""

    def __init__(self) -> None:
        super().__init__()
        self._said = Span("")
        self.head = Pane(self.paint_head)
        """The first row: where one is."""
        self.foot = Pane(self._paint_foot)
        """The last rows: what was just done, and the keys."""

    def compose(self) -> ComposeResult:
        self.canvas = Canvas((self.head, *self.panes(), self.foot), self._place_all)
        yield self.canvas

    @property
    def assess(self) -> AssessApp:
        """The program this screen belongs to."""
        return cast("AssessApp", self.app)

    # What each screen has of its own

    def panes(self) -> tuple[Pane, ...]:
        """The panes between title and footer."""
        return ()

    def place_panes(self, width: int, top: int, height: int) -> None:
        """Place the panes: so many columns, from this row, so many rows."""

    def paint_head(self, width: int, _height: int) -> Picture:
        """The row of title."""
        raise NotImplementedError

    def move(self, by: int) -> None:
        """Move the cursor so many places."""

    def reading(self) -> Pane | None:
        """What the page keys scroll."""
        return None

    def picked(self, pane: Pane, target: str, *, twice: bool) -> None:
        """Do what a click on a target means."""

    def footer(self) -> tuple[Command, ...]:
        """The commands in the footer, the most wanted first."""
        return footer_of(self.AREA)

    # What they share

    def _place_all(self, width: int, height: int) -> None:
        self.head.place(0, 0, width, 1)
        foot = len(self._paint_foot(max(width - 1, 1), 0).lines)
        self.foot.place(0, height - foot, width, foot)
        self.place_panes(width, 1, height - foot - 1)

    @property
    def shown(self) -> bool:
        """Whether there is a picture yet."""
        return self.head.seen

    @property
    def said(self) -> str:
        """What was last said at the bottom."""
        return self._said.text

    def say(self, text: str, ink: str = "") -> None:
        """Say what was just done, or what is wrong with ink `bad`, above the footer."""
        self._said = Span(f"! {text}" if ink == "bad" else text, ink)
        self.foot.show()
        if self.shown and len(self.foot.lines) != self.foot.height:
            # A long sentence takes rows from the screen for as long as it stands there.
            self.canvas.place_again()

    def _paint_foot(self, width: int, _height: int) -> Picture:
        said = paragraph(self._said.text, width, self._said.ink, indent=1)
        return Picture((*said, footer_line(self.footer(), width)))

    def attempt(self, act: Callable[[], object]) -> bool:
        """Do something with the database; what goes wrong is said, and False given back."""
        try:
            act()
        except StoreError as error:
            self.say(str(error), "bad")
            return False
        return True

    def action_up(self) -> None:
        self.move(-1)

    def action_down(self) -> None:
        self.move(1)

    def action_page_up(self) -> None:
        self._scroll(-1)

    def action_page_down(self) -> None:
        self._scroll(1)

    def _scroll(self, direction: int) -> None:
        pane = self.reading()
        if pane is not None:
            pane.scroll_page(direction)

    def run_command(self, name: str | None) -> None:
        """Do what was chosen from the list of keys."""
        if name:
            self.call_later(self.run_action, name)

    def on_canvas_picked(self, event: Canvas.Picked) -> None:
        """A click in the footer is the command; everything else is the screen's own."""
        event.stop()
        if event.pane is self.foot:
            self.run_command(event.target)
        else:
            self.picked(event.pane, event.target, twice=event.twice)


def footer_line(commands: tuple[Command, ...], width: int) -> Line:
    """As many commands as fit, each clickable; the last of the row is always the last in the table."""
    last = _entry(commands[-1])
    room = width - 1 - _width(last)
    spans: list[Span] = [Span(" ")]
    for command in commands[:-1]:
        entry = _entry(command)
        room -= _width(entry)
        if room < 0:
            break
        spans += entry
    return Line((*spans, *last), "bar")


def _entry(command: Command) -> tuple[Span, ...]:
    target = f"app.{command.name}" if command.screen == EVERYWHERE else command.name
    target = "" if command.with_key else target
    return (Span(command.keys_shown, "key", target), Span(f" {command.label}", "muted", target), Span("  "))


def _width(spans: tuple[Span, ...]) -> int:
    return sum(width_of(span.text) for span in spans)
