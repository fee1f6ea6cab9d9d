"""Plain lines in and out: no colour, no cursor movement, nothing that a pipe or a screen reader stumbles over."""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Iterable

NARROWEST, WIDEST = 40, 100


class Console:
    """Reads from the standard input and writes to the standard output, line by line."""

    def __init__(self) -> None:
        self._is_typed = sys.stdin.isatty()
        self._width = min(max(shutil.get_terminal_size((WIDEST, 24)).columns, NARROWEST), WIDEST)
        for stream in (sys.stdin, sys.stdout):
            # What a terminal cannot encode, or a pipe sends half of, must not end the session.
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="replace")

    def say(self, *lines: str) -> None:
        """Print lines, folded to the width of the terminal; what is set in stays so."""
        for line in lines:
            for row in line.splitlines() or [""]:
                print(*self._folded(row), sep="\n")
        sys.stdout.flush()

    def ask(self, prompt: str = "> ") -> str | None:
        """One line from the learner; None at the end of input."""
        print(prompt, end="", flush=True)
        line = sys.stdin.readline()
        if not line:
            print(flush=True)
            return None
        text = line.strip()
        if not self._is_typed:
            print(text, flush=True)
        return text

    def _folded(self, row: str) -> Iterable[str]:
        inset = " " * (len(row) - len(row.lstrip()))
        return textwrap.wrap(row, self._width, subsequent_indent=inset, break_long_words=False) or [""]


class Unknown(Exception):
    """A command that is none; the text says what there is."""


def command(line: str, known: Iterable[str]) -> tuple[str, str]:
    """The command of a line such as ":go 5.2", which may be shortened, and the rest; raise Unknown."""
    word, _, rest = line[1:].strip().partition(" ")
    names = list(known)
    found = [name for name in names if name == word] or [
        name for name in names if word and name.startswith(word)
    ]
    if len(found) != 1:
        raise Unknown(
            f"There is no command {line[:40]}; there are {', '.join(f':{name}' for name in names)}."
        )
    return found[0], rest.strip()
