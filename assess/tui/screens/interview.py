"""The interview: what can be done with the question on the screen, saved at every key."""

from __future__ import annotations

from collections.abc import Callable

from assess.tui import going
from assess.tui.asking import CHOSEN, NOT_APPLICABLE_KEY, OPEN, UNSURE_KEY
from assess.tui.commands import Command
from assess.tui.outcomes import Outcome
from assess.tui.screens.base import bindings
from assess.tui.screens.question import ALL_ANSWERED, QuestionScreen
from assess.tui.widgets.item import choice_of
from assess.tui.widgets.pane import Pane
from assess.tui.widgets.sections import section_of

ANSWER_FIRST = "Answer first: a note or evidence belongs to an answer."
ONLY_ITEMS = {"half", "unsure", "not_applicable", "note", "evidence"}


class InterviewScreen(QuestionScreen):
    """The questions of one assessment."""

    AREA = "interview"
    BINDINGS = bindings("interview")

    def footer(self) -> tuple[Command, ...]:
        """A question about the practice has only its own answers."""
        commands = super().footer()
        if self.session.item is not None:
            return commands
        return tuple(command for command in commands if command.name not in ONLY_ITEMS)

    def picked(self, pane: Pane, target: str, *, twice: bool) -> None:  # noqa: ARG002
        """A click on a choice answers with it, one on a part goes there."""
        choice, part = choice_of(target), section_of(target)
        if choice is not None:
            self.cursor = choice
            self.action_tick()
        elif part is not None:
            self.session.go(going.entry(self.session.outline, self.session.results, part))
            self.arrive()

    def action_digit(self, key: str) -> None:
        """Answer with the choice of this number."""
        for number, choice in enumerate(self.asked.choices):
            if choice.key == key:
                self.cursor = number
                self.action_tick()
                return
        self.say(f"There is no choice {key} here.")

    def action_tick(self) -> None:
        """Answer with the choice under the cursor."""
        name = self.asked.choices[self.cursor].name
        session = self.session
        if session.question is not None:
            self._tick_option(name)
        elif self.asked.choices[self.cursor].key == UNSURE_KEY:
            self.action_unsure()
        elif self.asked.choices[self.cursor].key == NOT_APPLICABLE_KEY:
            self.action_not_applicable()
        else:
            self.change(lambda: session.choose_level(name))

    def _tick_option(self, name: str) -> None:
        if not self.asked.many:
            self.change(lambda: self.session.choose_options((name,)))
            return
        ticked = [
            choice.name for choice in self.asked.choices if (choice.mark == CHOSEN) != (choice.name == name)
        ]
        self.change(lambda: self.session.choose_options(tuple(ticked)), stay=True)

    def action_choose(self) -> None:
        """Answer with the choice under the cursor; where it is the answer already, go on."""
        if self.asked.many:
            if not self.asked.answered:
                self.change(lambda: self.session.choose_options(()))
            else:
                self._go(self.session.advance(), ALL_ANSWERED)
        elif self.asked.choices[self.cursor].mark != OPEN:
            self._go(self.session.go_on(), "This is the last question.")
        else:
            self.action_tick()

    def action_half(self) -> None:
        """Answer half-way between the level under the cursor and the one after it."""
        item = self.session.item
        if item is None or not item.scale.between:
            self.say("This question has no answers between two levels.")
            return
        levels = [level.key for level in item.scale.levels]
        lower = min(self.cursor, len(levels) - 2)
        self.cursor = lower
        self.change(lambda: self.session.choose_between(levels[lower], levels[lower + 1]))

    def action_unsure(self) -> None:
        """Leave the question to somebody who knows."""
        if self._at_item():
            self.change(self.session.choose_unsure)

    def action_not_applicable(self) -> None:
        """Ask why the question does not apply."""
        if self._at_item():
            from assess.tui.screens import interview_asks

            interview_asks.ask_reason(self)

    def action_note(self) -> None:
        """Ask for a note."""
        if self._at_answer():
            from assess.tui.screens import interview_asks

            interview_asks.ask_note(self)

    def action_evidence(self) -> None:
        """Ask for evidence."""
        if self._at_answer():
            from assess.tui.screens import interview_asks

            interview_asks.ask_evidence(self)

    def _at_item(self) -> bool:
        if self.session.item is None:
            self.say("A question about the practice has only the answers shown; \u2192 skips it.")
        return self.session.item is not None

    def _at_answer(self) -> bool:
        if self.session.answer is None:
            self.say(ANSWER_FIRST)
        return self.session.answer is not None

    def action_clear(self) -> None:
        """Take the answer away."""
        if self.asked.answered:
            self.change(self.session.clear, stay=True)
        else:
            self.say("There is no answer to clear.")

    def action_undo(self) -> None:
        """Take the last change back."""
        self._step(self.session.undo, "There is nothing to undo.")

    def action_redo(self) -> None:
        """Make again what was undone."""
        self._step(self.session.redo, "There is nothing to redo.")

    def _step(self, act: Callable[[], Outcome | None], nothing: str) -> None:
        done: list[Outcome | None] = []
        if not self.attempt(lambda: done.append(act())):
            return
        if done[0] is None:
            self.say(nothing)
            return
        self._moved = done[0].moved
        self.arrive()
        self.say(done[0].sentence, "good")

    # Moving

    def _go(self, went: bool, nowhere: str) -> None:
        if went:
            self.say("")
            self.arrive()
        else:
            self.say(nowhere)

    def reading(self) -> Pane:
        return self.question

    def move(self, by: int) -> None:
        self.cursor = max(0, min(self.cursor + by, len(self.asked.choices) - 1))
        self.question.show()

    def action_previous(self) -> None:
        self._go(self.session.go_on(-1), "This is the first question.")

    def action_following(self) -> None:
        self._go(self.session.go_on(), "This is the last question.")

    def action_next_open(self) -> None:
        self._go(self.session.go_to_open(), ALL_ANSWERED)

    def action_next_flagged(self) -> None:
        self._go(
            self.session.go_to_flagged(), "No other question is unsure, or critical and below its target."
        )

    def action_next_section(self) -> None:
        self._go(self.session.go_to_section(1), "")

    def action_previous_section(self) -> None:
        self._go(self.session.go_to_section(-1), "")

    def action_jump(self) -> None:
        """Find a question by its words."""
        from assess.tui.screens import interview_asks

        interview_asks.ask_where(self)

    def action_results(self) -> None:
        self.assess.show_area("results", self.session)

    def action_plan(self) -> None:
        self.assess.show_area("plan", self.session)

    def action_back(self) -> None:
        """To the list; the place is kept."""
        if self.attempt(self.session.keep_position):
            self.assess.back()
