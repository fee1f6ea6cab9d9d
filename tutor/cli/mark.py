"""`tutor mark`: the verdict on one answer, or on many as JSON lines."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tutor.cli import parts
from tutor.cli.fault import CommandFault

if TYPE_CHECKING:
    from tutor.marking import Verdict
    from tutor.questions.library import Library
    from tutor.questions.variant import Variant

_OPTION = re.compile(r"--[a-z][a-z-]+(=.*)?", re.DOTALL)
_LISTS = frozenset({"table", "blanks", "choices", "order"})


@dataclass(frozen=True)
class _Wanted:
    """What the words of the command ask for."""

    words: tuple[str, ...]
    seed: int | None
    content: Path | None
    as_json: bool
    batch: bool


def run(words: Sequence[str], *, content: Path | None) -> int:
    """Mark the answer that the words give, or what comes from the standard input."""
    wanted = _read(words)
    library = parts.library_at(wanted.content or content)
    if wanted.batch:
        return _batch(library)
    if len(wanted.words) != 2:
        raise CommandFault(
            "mark needs a PART and one ANSWER, as in tutor mark 5.1 '(0, 0)'; see tutor mark --help"
        )
    part, answer = wanted.words
    variant = parts.variant(library, part, wanted.seed)
    verdict = variant.mark(answer)
    if wanted.as_json:
        print(json.dumps(_as_json(variant, verdict), ensure_ascii=False, indent=2))
    else:
        print(_as_text(variant, verdict, answer))
    return 0


def _read(words: Sequence[str]) -> _Wanted:
    """Take the options out of the words; whatever is no option of this command is a part or an answer."""
    values: dict[str, str] = {}
    flags: set[str] = set()
    plain: list[str] = []
    waiting = list(words)
    while waiting:
        word = waiting.pop(0)
        name, equals, value = word.partition("=")
        if word == "--":
            plain += waiting
            break
        if name in ("--seed", "--content"):
            if not equals and not waiting:
                raise CommandFault(f"{name} needs a value")
            values[name] = value if equals else waiting.pop(0)
        elif word in ("--json", "--batch"):
            flags.add(word)
        elif _OPTION.fullmatch(word):
            raise CommandFault(f"unknown option {name}; an answer like this is written after --")
        else:
            plain.append(word)
    content = Path(values["--content"]) if "--content" in values else None
    return _Wanted(tuple(plain), _seed(values.get("--seed")), content, "--json" in flags, "--batch" in flags)


def _seed(given: Any) -> int | None:
    """A seed as typed or as JSON gives it; None and "paper" mean the paper's own numbers."""
    if given is None or given == "paper":
        return None
    if isinstance(given, int) and not isinstance(given, bool) and 0 <= given < 10**18:
        return given
    if isinstance(given, str) and re.fullmatch(r"[0-9]{1,18}", given):
        return int(given)
    raise CommandFault(f"the seed {json.dumps(given)[:40]} is not a whole number")


def _batch(library: Library) -> int:
    """Answer every line in order; a bad one with what is wrong with it."""
    for number, line in enumerate(_lines(), 1):
        if line.strip():
            print(json.dumps(_answered(library, line, number), ensure_ascii=False), flush=True)
    return 0


def _lines() -> Iterator[str]:
    for raw in sys.stdin.buffer:
        yield raw.decode("utf-8", errors="replace").lstrip("\ufeff")


def _answered(library: Library, line: str, number: int) -> dict[str, Any]:
    request: Any = None
    try:
        request = json.loads(line)
        if not isinstance(request, dict):
            raise CommandFault("it is not an object with part and answer")
        return _with_id(_marked(library, request), request)
    except (CommandFault, ValueError, RecursionError) as fault:
        reason = str(fault) if isinstance(fault, CommandFault) else f"it cannot be read as JSON: {fault}"
        return _with_id({"error": f"line {number}: {reason}"}, request)


def _marked(library: Library, request: Mapping[str, Any]) -> dict[str, Any]:
    for key in ("part", "answer"):
        if key not in request:
            raise CommandFault(f"it has no “{key}”")
    variant = parts.variant(library, str(request["part"]), _seed(request.get("seed")))
    earlier = request.get("earlier")
    before = {str(part): str(answer) for part, answer in earlier.items()} if isinstance(earlier, dict) else {}
    return _as_json(variant, variant.mark(_typed(request["answer"], variant.kind), before))


def _typed(answer: Any, kind: str) -> Any:
    """An answer from JSON as if it had been typed; tables, blanks, choices and orders may be lists."""
    if isinstance(answer, str):
        return answer
    if isinstance(answer, list) and kind in _LISTS:
        flat = [cell for row in answer for cell in (row if isinstance(row, list) else [row])]
        return ["" if cell is None else _typed(cell, "") for cell in flat]
    return json.dumps(answer, ensure_ascii=False)


def _with_id(answer: dict[str, Any], request: Any) -> dict[str, Any]:
    return {"id": request["id"], **answer} if isinstance(request, dict) and "id" in request else answer


def _as_json(variant: Variant, verdict: Verdict) -> dict[str, Any]:
    return {
        "outcome": verdict.outcome.value,
        "score": parts.plain_marks(_score(variant, verdict)),
        "max": parts.plain_marks(variant.marks),
        "read_as": verdict.read_as,
        "mistake": verdict.mistake,
        "code": verdict.code,
        "position": verdict.position,
        "feedback": list(verdict.feedback),
        "note": verdict.note,
    }


def _score(variant: Variant, verdict: Verdict) -> Fraction:
    """What the answer earns of the part's marks."""
    return variant.marks * Fraction(verdict.score).limit_denominator(1000) / Fraction(verdict.max)


def _as_text(variant: Variant, verdict: Verdict, answer: str) -> str:
    lines = [f"read as {verdict.read_as}"] if verdict.read_as else []
    if verdict.position is not None and "\n" not in answer:
        lines += [answer, " " * verdict.position + "^" * max(verdict.length, 1)]
    score, most = (parts.told_marks(marks) for marks in (_score(variant, verdict), variant.marks))
    told = verdict.outcome.value.capitalize()
    lines.append(
        f"{told}."
        if verdict.is_free
        else f"{told}: {score} of {most} {'mark' if variant.marks <= 1 else 'marks'}."
    )
    return "\n".join([*lines, *([verdict.note] if verdict.note else []), *verdict.feedback])
