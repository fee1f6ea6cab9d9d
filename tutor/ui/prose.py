"""A small Markdown as styled text, for questions and theory.

Textual's Markdown widget makes a widget of every block: a theory of two screens would take some
0.4 s to mount. This makes one `Content`: headings, lists, quotes, tables, code, bold and italics.
"""

from __future__ import annotations

import re

from textual.content import Content

_INLINE = re.compile(r"\*\*(?P<bold>.+?)\*\*|\*(?P<italic>[^*\s][^*]*?)\*|`(?P<code>[^`]+)`")
_STYLES = {"bold": "bold", "italic": "italic", "code": "$text-accent"}
_HEADING = {1: "bold $text-primary underline", 2: "bold $text-primary", 3: "bold"}
_ITEM = re.compile(r"^(\s*)([-*]|\d+\.)\s+(.*)$")


def prose(markdown: str) -> list[Content]:
    """Return the blocks of a text, each to be shown with a blank line after it."""
    blocks: list[Content] = []
    lines = markdown.splitlines()
    at = 0
    while at < len(lines):
        if not lines[at].strip():
            at += 1
            continue
        block, at = _block(lines, at)
        blocks.append(block)
    return blocks


def _block(lines: list[str], at: int) -> tuple[Content, int]:
    line = lines[at]
    if line.startswith("```"):
        return _code(lines, at + 1)
    if line.startswith("#"):
        level = len(line) - len(line.lstrip("#"))
        return Content.styled(line.lstrip("# "), _HEADING.get(level, "bold")), at + 1
    if line.lstrip().startswith("|"):
        return _table(lines, at)
    if line.startswith(">"):
        return _quote(lines, at)
    if _ITEM.match(line):
        return _list(lines, at)
    return _paragraph(lines, at)


def _code(lines: list[str], at: int) -> tuple[Content, int]:
    end = next((i for i in range(at, len(lines)) if lines[i].startswith("```")), len(lines))
    return Content.styled("\n".join("  " + line for line in lines[at:end]), "$text-accent"), end + 1


def _table(lines: list[str], at: int) -> tuple[Content, int]:
    end = at
    while end < len(lines) and lines[end].lstrip().startswith("|"):
        end += 1
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines[at:end]]
    rows = [row for row in rows if not all(re.fullmatch(r":?-{3,}:?", cell) for cell in row)]
    cells = [[_inline(cell) for cell in row] for row in rows]
    columns = max(len(row) for row in cells)
    widths = [max((row[i].cell_length for row in cells if i < len(row)), default=0) for i in range(columns)]
    drawn = []
    for number, row in enumerate(cells):
        padded = Content("  ").join(
            cell + Content(" " * (widths[i] - cell.cell_length)) for i, cell in enumerate(row)
        )
        drawn.append(padded.stylize("bold") if number == 0 else padded)
        if number == 0:
            drawn.append(Content("──".join("─" * width for width in widths)))
    return Content("\n").join(drawn), end


def _quote(lines: list[str], at: int) -> tuple[Content, int]:
    end = at
    while end < len(lines) and lines[end].startswith(">"):
        end += 1
    text = " ".join(line.lstrip("> ").rstrip() for line in lines[at:end])
    return Content.assemble(("▌ ", "$primary"), _inline(text).stylize("italic")), end


def _list(lines: list[str], at: int) -> tuple[Content, int]:
    items: list[str] = []
    while at < len(lines) and lines[at].strip():
        match = _ITEM.match(lines[at])
        if match:
            indent, mark, text = match.groups()
            bullet = "•" if mark in "-*" else mark
            items.append(f"{'  ' * (1 + len(indent) // 2)}{bullet} {text}")
        elif lines[at].startswith(" ") and items:
            items[-1] += " " + lines[at].strip()
        else:
            break
        at += 1
    return Content("\n").join(_inline(item) for item in items), at


def _paragraph(lines: list[str], at: int) -> tuple[Content, int]:
    end = at + 1
    while end < len(lines) and lines[end].strip() and not _starts_block(lines[end]):
        end += 1
    return _inline(" ".join(line.strip() for line in lines[at:end])), end


def _starts_block(line: str) -> bool:
    return line.startswith(("#", "```", ">")) or line.lstrip().startswith("|") or bool(_ITEM.match(line))


def _inline(text: str) -> Content:
    parts: list[Content] = []
    at = 0
    for match in _INLINE.finditer(text):
        kind = match.lastgroup or "code"
        inner = match.group(kind)
        parts.append(Content(text[at : match.start()]))
        parts.append(
            _inline(inner).stylize(_STYLES[kind]) if kind != "code" else Content.styled(inner, _STYLES[kind])
        )
        at = match.end()
    parts.append(Content(text[at:]))
    return Content("").join(parts)
