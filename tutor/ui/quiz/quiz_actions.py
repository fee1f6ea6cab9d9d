"""What can be done in the quiz, each action declared once, and the ways on that its dialogs offer."""

from __future__ import annotations

from tutor.ui.actions import Action

HINT = Action("hint", "f4,ctrl+n", "hint", "Open the next hint; what it costs stands beside it", first=True)
SOLUTION = Action(
    "solution",
    "f6,ctrl+o",
    "solution",
    "Show the worked solution; fresh numbers are then owed",
    first=True,
)
NEXT = Action("next", "f7,ctrl+y", "next", "Go on to the next question", first=True)
FRESH = Action("fresh", "f8,ctrl+b", "fresh", "Ask the same again with other numbers", first=True)
SEE = Action(
    "see",
    "f9,ctrl+l",
    "see it",
    "Explore these numbers, with your rule drawn beside the right one",
    first=True,
)
COMPARE = Action(
    "compare",
    "f10,ctrl+j",
    "compare",
    "Compare your words with the model answer, and give the score",
    first=True,
)
AGAIN = Action("again", "enter", "practise on", "Practise on in the same way")
SHARES = (
    ("1", "I said all of it"),
    ("0.5", "I said a good part of it"),
    ("0", "I did not say it"),
)
END = Action("end", "escape", "end", "End with the report")
WAYS = (
    ("again", "Try again"),
    ("unsaved", "Go on without saving"),
    ("leave", "Leave the quiz"),
)
NEEDED = {
    "hint": "hint", "solution": "reveal", "next": "next", "fresh": "fresh", "see": "see", "compare": "compare",
}  # fmt: skip
"""What the session must allow for an action to be offered."""
BACK = Action("page(-1)", "pageup", "scroll up", "Scroll up", show=False, first=True)
ON = Action("page(1)", "pagedown", "scroll down", "Scroll down", show=False, first=True)
QUIZ_ACTIONS = (COMPARE, HINT, SOLUTION, NEXT, FRESH, SEE, AGAIN, END, BACK, ON)
