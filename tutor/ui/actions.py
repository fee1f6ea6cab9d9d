"""One declaration an action: footer, palette, tooltip and help are all made from it.

Every action has a key that terminals leave alone: never only F1 or F11, and nothing that a text field needs.
"""

from __future__ import annotations

from dataclasses import dataclass

from textual.binding import Binding, BindingType


@dataclass(frozen=True)
class Action:
    """An action: `name` is the method `action_<name>` and what it is called with, `label` the footer's word."""

    name: str
    keys: str
    label: str
    help: str
    show: bool = True
    first: bool = False
    """Whether it goes before what the focused widget would do with the key (a text box has F6 and F7)."""

    @property
    def binding(self) -> Binding:
        """The key binding; the footer shows the first key."""
        return Binding(
            self.keys, self.name, self.label, show=self.show, tooltip=self.help, priority=self.first
        )

    @property
    def keys_in_words(self) -> str:
        """The keys as they are written in help: "F5 or Ctrl+N"."""
        return " or ".join(in_words(key) for key in self.keys.split(","))


def in_words(key: str) -> str:
    """Return a key as people write it: "shift+f5" → "Shift+F5"."""
    names = {"question_mark": "?", "escape": "Esc", "slash": "/", "up": "↑", "down": "↓"}
    names |= {"pageup": "PgUp", "pagedown": "PgDn"}
    return "+".join(
        names.get(part, part.upper() if len(part) < 4 else part.title()) for part in key.split("+")
    )


HELP = Action("help", "f1,ctrl+g", "help", "What can be done here, and with which keys", show=False)
THEME = Action("next_theme", "ctrl+t", "theme", "Dark, light, or no colour", show=False)
QUIT = Action("quit", "ctrl+q", "quit", "Leave tutor")
PALETTE = Action(
    "command_palette", "ctrl+p", "find", "Find a question, a part or an action by name", show=False
)
APP_ACTIONS = (HELP, PALETTE, THEME, QUIT)

HOME = Action("home", "escape", "back", "Back to where this was opened from")
EXPLORE = Action(
    "show('explore')",
    "f2",
    "explore",
    "Change any number; see the answer, the reason, the picture",
    show=False,
)
THEORY = Action("show('theory')", "f4", "theory", "The question as on the paper, and its theory", show=False)
NEXT_QUESTION = Action("next_question", "f7", "next question", "Go to the next question", show=False)
PRACTISE = Action("practise", "f3", "practise", "Practise this question on fresh numbers", show=False)
STUDY_ACTIONS = (EXPLORE, PRACTISE, THEORY, NEXT_QUESTION, HOME)

NEXT_PICTURE = Action("explore('next_picture')", "f5,ctrl+n", "picture", "Show the next picture")
NEXT_PANE = Action(
    "explore('next_pane')",
    "f6,ctrl+o",
    "next pane",
    "Show the next pane (numbers, reason, picture)",
    show=False,
)
RESET = Action("explore('reset')", "ctrl+r", "reset", "Back to the paper's own numbers")
COMPARE = Action(
    "explore('compare')",
    "f8,ctrl+b",
    "mistake",
    "Choose a common wrong rule to be drawn beside the right one",
)
MAXIMIZE = Action(
    "explore('zoom')", "f11,ctrl+l", "large picture", "The picture alone on the screen, and back", show=False
)
MIXED = Action("practise('mixed')", "p", "practise", "Practise everything, mixed, on fresh numbers")
REVIEW = Action("practise('review')", "r", "review", "Repeat what is due today")
EXAM = Action("sit_exam", "x", "mock paper", "The mock paper, with the paper's own marks")
PROGRESS = Action("show_progress", "s", "progress", "How you stand, and what to do next")
HOME_ACTIONS = (MIXED, REVIEW, EXAM, PROGRESS)

EXPLORE_ACTIONS: tuple[Action, ...] = (RESET, NEXT_PICTURE, NEXT_PANE, COMPARE, MAXIMIZE)


def bindings(*actions: Action) -> list[BindingType]:
    """Return the key bindings of some actions."""
    return [action.binding for action in actions]
