"""The command palette: every question, every part and every action, found by name."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from textual.command import DiscoveryHit, Hit, Hits, Provider

from tutor.ui.actions import APP_ACTIONS, EXPLORE_ACTIONS, STUDY_ACTIONS

if TYPE_CHECKING:
    from tutor.ui.app import TutorApp


class Command(NamedTuple):
    """A row of the palette."""

    name: str
    run: Any
    help: str


class Commands(Provider):
    """Offers what can be done from here."""

    async def discover(self) -> Hits:
        """Show everything before anything is typed."""
        for command in self._commands():
            yield DiscoveryHit(command.name, command.run, help=command.help)

    async def search(self, query: str) -> Hits:
        """Show what matches."""
        matcher = self.matcher(query)
        for command in self._commands():
            score = matcher.match(f"{command.name} {command.help}")
            if score > 0:
                yield Hit(score, matcher.highlight(command.name), command.run, help=command.help)

    def _commands(self) -> Iterator[Command]:
        app: TutorApp = self.app  # type: ignore[assignment]
        for question in app.questions:
            name = f"Question {question.number}: {question.title}"
            yield Command(name, partial(app.open_question, question), question.summary)
            for part in question.parts:
                open_part = partial(app.open_question, question, part.id)
                yield Command(
                    f"Part {part.id}: {part.title}",
                    open_part,
                    f"{part.marks} marks, question {question.number}",
                )
        yield from self._actions()

    def _actions(self) -> Iterator[Command]:
        for action in (*EXPLORE_ACTIONS, *STUDY_ACTIONS, *APP_ACTIONS):
            node = self._owner(action.name.partition("(")[0])
            if node is not None and action.name != "command_palette":
                run = partial(self.app.run_action, action.name, node)
                yield Command(action.label.capitalize(), run, f"{action.help} ({action.keys_in_words})")

    def _owner(self, name: str) -> Any:
        """Return the nearest place that can do an action: the focused widget's ancestors, screen, app."""
        focused = self.screen.focused
        places = focused.ancestors_with_self if focused else (self.screen, self.app)
        return next((place for place in places if hasattr(place, f"action_{name}")), None)
