"""How prose is broken into lines: as in Markdown, lines of a paragraph belong together."""

from __future__ import annotations


def paragraphs(text: str) -> str:
    """The text with each paragraph on one line.

    A blank line parts paragraphs. A line that begins with a space or a hyphen stands by itself, and so does the line
    before it.
    """
    lines: list[str] = []
    joins = False
    for line in text.strip("\n").splitlines():
        alone = not line.strip() or line.startswith((" ", "- "))
        if joins and not alone:
            lines[-1] = f"{lines[-1]} {line.strip()}"
        else:
            lines.append(line.rstrip())
        joins = not alone
    return "\n".join(lines).strip("\n")
