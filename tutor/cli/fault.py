"""The one way in which a command fails."""


class CommandFault(Exception):
    """A command or value that cannot be used; its text is the one line that is printed."""
