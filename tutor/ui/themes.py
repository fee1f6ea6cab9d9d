"""The themes that Ctrl+T goes through: dark, light, and one without colour."""

from textual.theme import Theme

NO_COLOUR = Theme(
    name="no-colour",
    primary="#ffffff",
    secondary="#ffffff",
    accent="#ffffff",
    warning="#ffffff",
    error="#ffffff",
    success="#ffffff",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#303030",
    boost="#000000",
    dark=True,
)
CYCLE = ("textual-dark", "textual-light", NO_COLOUR.name)
