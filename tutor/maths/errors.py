"""What goes wrong when a formula is read or evaluated, in words a learner understands."""

from __future__ import annotations


class MathsError(ValueError):
    """A formula cannot be read, or cannot be evaluated.

    `code` names the kind of fault for programs; `message` says in one sentence what is wrong and where,
    `hint` what to change. `position` and `length` mark the place in the text as typed, in code points from
    0.

    Codes of reading: empty, long, deep, char, homoglyph, latex, number, digits, unknown, operator,
    incomplete, bracket, comma, equals, args, ternary, index. Codes of evaluating: shape (matrices do not
    fit), undefined, large (beyond all bounds), real (a real number is needed), budget (too complicated to
    check), derivative, unsolved.
    """

    def __init__(self, code: str, message: str, position: int = 0, length: int = 1, hint: str = "") -> None:
        super().__init__(f"{message} {hint}".strip())
        self.code = code
        self.message = message
        self.position = position
        self.length = length
        self.hint = hint
