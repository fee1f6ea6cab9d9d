"""The question's own functions, made safe to call with whatever a learner puts into them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from tutor.maths import MathsError

_FAILS = (ArithmeticError, ValueError, TypeError, LookupError)


def guarded(functions: Mapping[str, Any]) -> dict[str, Any]:
    """The same functions; where one of them fails, its value is undefined (a MathsError)."""
    return {name: _guard(name, one) if callable(one) else one for name, one in functions.items()}


def _guard(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(function)
    def call(*arguments: Any) -> Any:
        try:
            return function(*arguments)
        except MathsError:
            raise
        except _FAILS as fault:
            raise MathsError("undefined", f"{name} has no value here: {fault}") from None

    return call
