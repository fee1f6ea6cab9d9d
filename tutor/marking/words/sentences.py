"""Where a sentence ends."""

from __future__ import annotations

import re

_END = re.compile(r"[.!?…]+[\"”’)\]]*(?=\s|$)|\n\s*\n|\n(?=\s*(?:[-*•–]|\d+[.)])\s)")
_ABBREVIATIONS = frozenset("e.g i.e approx vs cf eq eqn fig resp w.r.t a.k.a".split())


def first_sentences(text: str, count: int = 1) -> tuple[str, str]:
    """The first `count` sentences of a text, and the rest."""
    at = 0
    for end in _END.finditer(text):
        if _is_abbreviation(text[: end.start()], end.group()) or not text[: end.end()].strip(" .!?…\n"):
            continue
        count -= 1
        at = end.end()
        if count == 0:
            return text[:at].strip(), text[at:].strip()
    return text.strip(), ""


def _is_abbreviation(before: str, mark: str) -> bool:
    """Whether a full stop only ends an abbreviation."""
    words = before.split()
    last = words[-1].lstrip("(").casefold() if words else ""
    return mark.startswith(".") and (last in _ABBREVIATIONS or (last.isdigit() and len(words) == 1))
