"""A formula of vectors and matrices, compared on random instances in which every size is another number.

`variables` gives the shapes, `{"W": ["s", "r"], "g": ["s"]}`; vectors are columns, and a name with a domain in
place of a shape is a number. `domain` gives the domains of the entries.
"""

from __future__ import annotations

from collections.abc import Sequence

from tutor import maths
from tutor.marking import slips
from tutor.marking.expected import Expected, NoValueError
from tutor.marking.identity.free import free_functions
from tutor.marking.kinds.formula import which
from tutor.marking.matrices.compare import Fit, Reference
from tutor.marking.matrices.instances import Frame
from tutor.marking.registry import kind
from tutor.marking.task import Task
from tutor.marking.verdict import Verdict, ask, correct, wrong
from tutor.maths import MathsError, Reading, Resolved
from tutor.maths.tree import Node, Number, Product


@kind("matrix")
def mark(task: Task) -> Verdict:
    """Mark a formula of matrices."""
    expected = Expected.of(task, matrices=True)
    reading = expected.read_answer(task.text)
    frame = Frame.of((expected.tree, reading.tree), expected.declared, task.domain)
    right = _right(task, expected.tree, frame)
    functions = {**free_functions(task.generic), **task.functions}
    reference = Reference.of(right, frame, functions, task.seed, task.budget)
    try:
        meanings = maths.resolve(reading.tree, frame.shapes, broadcast=task.broadcast)
    except MathsError:
        other = _right_alternative(task, reading, frame, reference)
        if other is None:
            raise
        return ask(reading.printed, *which(reading.printed, other))
    return _judged(task, reading, meanings, frame, reference)


def _right(task: Task, tree: Node, frame: Frame) -> Resolved:
    """The one meaning of the right answer.

    Raises:
        ValueError: if it has no meaning, or several.
    """
    try:
        meanings = maths.resolve(tree, frame.shapes, broadcast=task.broadcast)
    except MathsError as fault:
        raise NoValueError(f"expected: {task.expected!r} does not fit. {fault}") from None
    if len(meanings) > 1:
        raise ValueError(f"expected: {task.expected!r} can mean several things; write @ or ⊙.")
    return meanings[0]


def _judged(
    task: Task, reading: Reading, meanings: Sequence[Resolved], frame: Frame, reference: Reference
) -> Verdict:
    """The verdict on an answer whose shapes fit."""
    fits = [reference.fit(meaning) for meaning in meanings]
    if all(fit is Fit.SAME for fit in fits):
        return correct(_text(meanings[0]), " ".join(meanings[0].notes))
    if Fit.SAME in fits:
        return ask(reading.printed, *_which_product(meanings))
    other = _right_alternative(task, reading, frame, reference)
    if other is not None:
        return ask(reading.printed, *which(reading.printed, other))
    return _wrong(meanings[0], fits[0], reference)


def _right_alternative(task: Task, reading: Reading, frame: Frame, reference: Reference) -> str | None:
    """Another reading of the text that is right, if there is one: (2/n)Xᵀr is also typed for 2/(n Xᵀr)."""
    for other in reading.alternatives:
        try:
            meanings = maths.resolve(other.tree, frame.shapes, broadcast=task.broadcast)
        except MathsError:
            continue
        if any(reference.fit(meaning) is Fit.SAME for meaning in meanings):
            return other.printed
    return None


def _which_product(meanings: Sequence[Resolved]) -> tuple[str, str]:
    texts = " or as ".join(_text(meaning) for meaning in meanings[:2])
    how = "Write the matrices side by side (or @) for the matrix product, and ⊙ (or .*) for entry by entry."
    return f"This can be read as {texts}.", how


def _wrong(meaning: Resolved, fit: Fit, reference: Reference) -> Verdict:
    """What can be said about a wrong formula."""
    read_as = _text(meaning)
    if fit is Fit.SHAPE:
        return wrong(read_as, *_wrong_shape(meaning, reference), code="shape")
    if fit is Fit.UNDEFINED:
        return wrong(
            read_as, "Yours has no value for some matrices for which the answer has one.", code="undefined"
        )
    pair = reference.samples(meaning)
    found = slips.of_samples(pair[0].astype(complex), pair[1].astype(complex)) if pair else []
    if not found and reference.is_transpose(meaning):
        return wrong(read_as, "It is exactly the transpose of the right answer.", code="transpose")
    said = slips.said(found) or ("The shape is right, the values are not.",)
    return wrong(read_as, *said, code=found[0].code if found else None)


def _wrong_shape(meaning: Resolved, reference: Reference) -> tuple[str, ...]:
    if reference.is_transpose(meaning):
        return (
            "It is exactly the transpose of the right answer.",
            "Write ᵀ behind all of it, or swap the factors.",
        )
    yours, right = (_shape_text(shape) for shape in (meaning.shape, reference.shape))
    return (f"Yours is {yours}; the answer is {right}.",)


def _shape_text(shape: tuple[object, object]) -> str:
    return "a number" if shape == (1, 1) else f"{shape[0]}×{shape[1]}"


def _text(meaning: Resolved) -> str:
    """The formula as on paper: what is multiplied as matrices stands side by side."""
    return maths.to_text(_side_by_side(meaning.tree), matrices=True)


def _side_by_side(tree: Node) -> Node:
    """The same formula with runs for matrix products, and chains of one sign without brackets from the left.

    Reading it gives another tree, but resolving that gives this one again.
    """
    plain = tree.rebuilt(tuple(map(_side_by_side, tree.parts)))
    if not isinstance(plain, Product) or plain.sign not in ("@", "⊙"):
        return plain
    first, *others = plain.factors
    sign = " " if plain.sign == "@" or isinstance(first, Number) else plain.sign
    begun = first.factors if isinstance(first, Product) and first.sign == sign else (first,)
    return Product(sign, (*begun, *others), span=plain.span)
