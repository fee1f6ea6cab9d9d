"""Prose with a variant's numbers filled in: `{x0} − {s}·{gx:()} = {x0 - s*gx}`.

What stands in braces is a formula over the variant's names, and after a colon how to write it:
`:4` to four significant figures, `:.2` to two decimals, `:()` in brackets if it is negative or a fraction,
`:+` with its sign, as in “x + 3” or “x − 3”, `:~` with “=” or, where it is rounded, “≈” before it, `:=` as a formula
writes it, exactly. `{{` and `}}` stand for braces.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction

from tutor.maths import MathsError
from tutor.questions.formulas import Scope, formula
from tutor.questions.values import Value, exactly, formula_text, rounded, show

_FIELD = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")
_WAY = re.compile(r"^(.*):\s*(\d{1,2}|\.\d|\(\)|\+|=|~)$", re.DOTALL)


def fill(text: str, scope: Scope) -> str:
    """The text with every field filled in.

    Raises:
        MathsError: for a brace that does not pair, or a field that has no value.
    """
    return _filled(text, scope, _for_prose) if "{" in text or "}" in text else text


def fill_formula(text: str, scope: Scope) -> str:
    """A formula in the learner's variables with the variant's numbers put in, exactly."""
    return _filled(text, scope, lambda value, way: formula_text(value)) if "{" in text else text


def named(text: str, scope: Scope) -> list[str]:
    """The names of the scope that the fields of a text mention, in the order of the scope."""
    fields = " ".join(match[1] for match in _FIELD.finditer(text) if match[1])
    words = set(re.findall(r"[^\W\d]\w*", fields))
    return [name for name in scope if name in words or any(word.startswith(f"{name}_") for word in words)]


def _filled(text: str, scope: Scope, written: Callable[[Value, str], str]) -> str:
    def one(match: re.Match[str]) -> str:
        if match[0] in ("{{", "}}"):
            return match[0][0]
        if match[1] is None:
            raise MathsError(
                "bracket", f"A “{match[0]}” stands alone; write {match[0] * 2} for the character itself."
            )
        way = _WAY.match(match[1])
        value = _value(way[1] if way else match[1], scope)
        return written(value, way[2] if way else "")

    return _FIELD.sub(one, text)


def _value(name: str, scope: Scope) -> Value:
    known = scope.get(name.strip())
    if isinstance(known, str) and "{" in known:
        # A drawn text may hold fields of its own, but those no further ones.
        return _filled(
            known, Scope({key: one for key, one in scope.items() if key != name.strip()}), _for_prose
        )
    return known if known is not None else formula(name, scope)


def _for_prose(value: Value, way: str) -> str:
    if isinstance(value, tuple) and way:
        inner = ", ".join(_for_prose(entry, way) for entry in value)
        return f"[{inner}]" if isinstance(value[0], tuple) else f"({inner})"
    if not isinstance(value, Fraction) or not way:
        return show(value)
    if way == "=":
        return formula_text(value)
    if way == "()":
        text = show(value)
        return f"({text})" if value < 0 or "/" in text else text
    if way == "~":
        return f"{'=' if exactly(value) else '≈'} {show(value)}"
    if way == "+":
        return f"{'−' if value < 0 else '+'} {show(abs(value))}"
    return _rounded(value, way).replace("-", "−")


def _rounded(value: Fraction, way: str) -> str:
    if way.startswith("."):
        # Half a unit is rounded away from zero, as by hand.
        places = int(way[1:])
        scaled = abs(value) * 10**places
        digits = str(int(scaled + Fraction(1, 2))).rjust(places + 1, "0")
        text = f"{digits[:-places]}.{digits[-places:]}" if places else digits
        return f"-{text}" if value < 0 and int(digits) else text
    return rounded(value, int(way))
