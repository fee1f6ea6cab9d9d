"""The command palette: every question, every part and every action, found by name."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from tutor.ui.actions import APP_ACTIONS, EXPLORE_ACTIONS, HOME_ACTIONS, STUDY_ACTIONS

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
            yield DiscoveryHit(Content(command.name), command.run, command.name, _help(command))

    async def search(self, query: str) -> Hits:
        """Show what matches: by name first, then by what the help says."""
        matcher = self.matcher(query)
        for command in self._commands():
            score, places = matcher.fuzzy_search.match(query, command.name)
            score = score or matcher.match(command.help) / 10
            if score > 0:
                shown = Content(command.name)
                for place in places:
                    shown = shown.stylize(matcher.match_style, place, place + 1)
                yield Hit(score, shown, command.run, command.name, _help(command))

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
                    f"{part.marks} mark{'' if part.marks == 1 else 's'}, question {question.number}",
                )
        yield from self._actions()

    def _actions(self) -> Iterator[Command]:
        for action in (*EXPLORE_ACTIONS, *STUDY_ACTIONS, *HOME_ACTIONS, *APP_ACTIONS):
            node = self._owner(action.name.partition("(")[0])
            if node is not None and action.name != "command_palette":
                run = partial(self.app.run_action, action.name, node)
                yield Command(action.label.capitalize(), run, f"{action.help} ({action.keys_in_words})")

    def _owner(self, name: str) -> Any:
        """Return the nearest place that can do an action: the focused widget's ancestors, screen, app."""
        focused = self.screen.focused
        places = focused.ancestors_with_self if focused else (self.screen, self.app)
        return next((place for place in places if hasattr(place, f"action_{name}")), None)


def _help(command: Command) -> str:
    """Return the help as text: the palette takes a string for markup, and a Content for what it is."""
    return cast(str, Content(command.help))
