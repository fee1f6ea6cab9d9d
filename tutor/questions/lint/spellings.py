"""Other ways in which a learner may well type the right answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from tutor.questions.kinds.cells import flat, typed_cell
from tutor.questions.values import rounded
from tutor.questions.variant import Variant


def spellings(variant: Variant) -> list[Any]:
    """At least three spellings of the right answer where its kind has as many."""
    return list(_BY_KIND[variant.kind](variant))


def _number(variant: Variant) -> Iterator[str]:
    value = variant.expected["value"] if isinstance(variant.expected, dict) else variant.expected
    if isinstance(value, str):
        yield f"({value})"
        return
    yield from _of_fraction(value, bool(getattr(variant.exercise.template, "tolerance", None)))


def _of_fraction(value: Fraction, strict: bool) -> Iterator[str]:
    """Exactly as a fraction, in brackets, with a typeset minus, to four figures, with a power of ten."""
    yield str(value)
    yield f"0 + ({value})"
    if value.denominator == 1:
        yield str(value).replace("-", "−")
        yield f"{2 * value}/2"
    elif not strict:
        yield rounded(value, 4).replace("-", "−")
        yield f"{float(value):.5e}"


def _members(variant: Variant) -> Iterator[str]:
    texts = [str(member) for member in variant.expected]
    if not texts:
        yield "none"
        return
    yield f"({'; '.join(texts)})"
    yield "; ".join(texts)
    yield ", ".join(f"({text})" for text in texts)


def _set(variant: Variant) -> Iterator[str]:
    texts = [str(member) for member in variant.expected]
    yield f"{{{'; '.join(reversed(texts))}}}" if texts else "{}"
    yield ", ".join(texts) or "∅"


def _shape(variant: Variant) -> Iterator[str]:
    texts = list(map(str, variant.expected))
    if len(texts) > 1:
        yield " x ".join(texts)
        yield " × ".join(texts)
    yield f"({', '.join(texts)})"


def _formula(variant: Variant) -> Iterator[str]:
    right = variant.expected
    yield f"({right})"
    yield f"0 + ({right})"
    yield f"1·({right})"
    yield variant.mark(right).read_as or right


def _matrix(variant: Variant) -> Iterator[str]:
    right = variant.expected
    yield f"({right})"
    yield f"-(-({right}))"
    yield variant.mark(right).read_as or right


def _choice(variant: Variant) -> Iterator[str]:
    label = variant.expected["answer"]
    yield label.upper()
    yield f"({label})"
    yield dict(variant.form.options)[label]


def _choices(variant: Variant) -> Iterator[Any]:
    labels = variant.expected["answer"]
    yield " and ".join(labels) or "none"
    yield "".join(labels).upper() or "none"
    yield list(labels) or "none"


def _truth(variant: Variant) -> Iterator[str]:
    yield from ("True", "T", "yes") if variant.expected else ("False", "F", "no")


def _order(variant: Variant) -> Iterator[Any]:
    labels = variant.expected["answer"]
    yield ", ".join(labels)
    yield "".join(labels)
    yield list(labels)


def _cells(variant: Variant) -> Iterator[Any]:
    cells = [typed_cell(cell) for cell in flat(variant.expected)]
    yield cells
    if not any(";" in cell or "\n" in cell for cell in cells):
        yield "\n".join(cells)


def _text(variant: Variant) -> Iterator[str]:
    terms = getattr(variant.exercise.template, "terms", ())
    yield from (term.upper() for term in terms)


_BY_KIND: Mapping[str, Callable[[Variant], Iterator[Any]]] = {
    "number": _number,
    "point": _members,
    "set": _set,
    "shape": _shape,
    "formula": _formula,
    "matrix": _matrix,
    "choice": _choice,
    "choices": _choices,
    "truth": _truth,
    "order": _order,
    "table": _cells,
    "blanks": _cells,
    "text": _text,
}
