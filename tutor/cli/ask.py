"""`tutor ask`: a part in print, without the answer."""

from __future__ import annotations

import json
import shutil
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tutor.cli import parts

if TYPE_CHECKING:
    from tutor.questions.variant import Variant


def run(part: str, seed: int | None, *, as_json: bool, content: Path | None) -> int:
    """Print a part with the paper's numbers or those of a seed; all its pieces, where the paper asks it in pieces."""
    library = parts.library_at(content)
    found = parts.exercises(library, part)
    if len(found) == 1 or seed is not None:
        variants = [parts.variant(library, part, seed)]
    else:
        variants = [one.variant(None) for one in found]
    if as_json:
        shown = [_as_json(one) for one in variants]
        whole = shown[0] if len(shown) == 1 else {"part": part, "pieces": shown}
        print(json.dumps(whole, ensure_ascii=False, indent=2))
    else:
        print("\n\n".join(map(_as_text, variants)))
    return 0


def _as_json(variant: Variant) -> dict[str, Any]:
    return {
        "part": variant.part,
        "seed": variant.seed,
        "version": variant.version,
        "kind": variant.kind,
        "marks": parts.plain_marks(variant.marks),
        "prompt": variant.prompt,
        "numbers": variant.shown_numbers,
    }


def _as_text(variant: Variant) -> str:
    marks = f"{parts.told_marks(variant.marks)} {'mark' if variant.marks <= 1 else 'marks'}"
    return f"{variant.part} {variant.title} ({marks})\n\n{_wrapped(variant.prompt)}"


def _wrapped(text: str) -> str:
    """The text in lines that fit the terminal; what is set in stays so."""
    width = max(shutil.get_terminal_size((100, 24)).columns, 40)
    lines = []
    for line in text.splitlines():
        inset = " " * (len(line) - len(line.lstrip()))
        lines += textwrap.wrap(line, width, subsequent_indent=inset, break_long_words=False) or [""]
    return "\n".join(lines)
