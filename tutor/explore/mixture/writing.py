"""How question 3 writes its numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tutor.explore.format import MINUS, number, subscript
from tutor.explore.mixture.setting import Setting


def chance(value: float, rest: float) -> str:
    """Return a probability whose complement is `rest`; what merely rounds to 0 or 1 is not written as 0 or 1."""
    text = number(value)
    if text == "1":
        return f"1 {MINUS} {number(rest)}" if rest > 0 else "≈1"
    return text if value > 0 else "≈0"


def hidden(setting: Setting) -> list[str]:
    """Return what each expert says, σ(w_k·x)."""
    return [chance(a, b) for a, b in _both(setting)]


def seen(setting: Setting) -> list[str]:
    """Return the probability of the label seen from each expert."""
    return hidden(setting) if setting.y else [chance(b, a) for a, b in _both(setting)]


def output(setting: Setting) -> str:
    """Return p(y = 1 | x)."""
    return chance(setting.p, setting.q)


def shares(setting: Setting, likelihoods: Iterable[float]) -> list[str]:
    """Return π_k times a likelihood for each expert."""
    pairs = zip(setting.pi, likelihoods, strict=True)
    return ["0" if weight == 0 else chance(weight * each, 1 - weight * each) for weight, each in pairs]


def responsibilities(setting: Setting) -> list[str]:
    """Return the responsibilities; those of an expert that is never or always picked are exact."""
    r = setting.responsibilities
    others = [float(r.sum() - r[k]) for k in range(setting.K)]
    return [
        number(weight) if weight in (0, 1) else chance(each, rest)
        for weight, each, rest in zip(setting.pi, r, others, strict=True)
    ]


def total(terms: Sequence[str]) -> str:
    """Return a sum, as in 0.5 + 0.25."""
    return " + ".join(terms)


def equals(text: str) -> str:
    """Return "= 0.88", or "≈ 0" for what is written as ≈0."""
    return f"≈ {text[1:]}" if text.startswith("≈") else f"= {text}"


def one(text: str) -> str:
    """Return a number as it stands in a formula: in brackets where it is not a plain number."""
    return text if text[0].isdigit() and f" {MINUS} " not in text else f"({text})"


def product(left: float, right: str) -> str:
    """Return a product, as in 0.5·0.88."""
    return f"{one(number(left))}·{one(right)}"


def row(texts: Sequence[str]) -> str:
    """Return (0.88, 0.27)."""
    return f"({', '.join(texts)})"


def named(letter: str, k: int) -> str:
    """Return the letter with its index counted from 1: w₁ for (w, 0)."""
    return letter + subscript(k + 1)


def weighted(setting: Setting, likelihoods: Sequence[str]) -> str:
    """Return the sum of π_k times what each expert says, as in 0.5·0.88 + 0.5·0.27."""
    return total([product(a, b) for a, b in zip(setting.pi, likelihoods, strict=True)])


def _both(setting: Setting) -> Iterable[tuple[float, float]]:
    return zip(setting.hidden, setting.unhidden, strict=True)
