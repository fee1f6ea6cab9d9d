"""SymPy's expressions as our trees, node by node, so that its results print in our notation."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from tutor.maths.errors import MathsError
from tutor.maths.traverse import rational
from tutor.maths.tree import (
    Call,
    Compare,
    Constant,
    Name,
    Neg,
    Node,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Where,
)

_FUNCTIONS = {
    "Abs": "abs",
    "ceiling": "ceil",
    "asin": "arcsin",
    "acos": "arccos",
    "atan": "arctan",
    "asinh": "arsinh",
    "acosh": "arcosh",
    "atanh": "artanh",
    "conjugate": "conj",
    "Max": "max",
    "Min": "min",
    "Heaviside": "step",
    **{
        name: name
        for name in "exp log floor re im arg erf gamma factorial sign sin cos tan cot sec csc".split()
    },
    **{name: name for name in "sinh cosh tanh coth".split()},
}
_CONSTANTS = {"Pi": "pi", "Exp1": "e", "ImaginaryUnit": "i", "Infinity": "inf"}
_RELATIONS = {
    "StrictLessThan": "<",
    "StrictGreaterThan": ">",
    "LessThan": "<=",
    "GreaterThan": ">=",
    "Equality": "==",
    "Unequality": "!=",
}


def unsupported(what: str) -> MathsError:
    """The error for what has no counterpart on the other side."""
    return MathsError("unsolved", f"{what} is not worked out symbolically.")


def from_sympy(expression: Any) -> Node:
    """A SymPy expression as our tree. Raises MathsError (code unsolved) for what our language does not have."""
    if expression.is_Rational:
        return rational(Fraction(int(expression.p), int(expression.q)))
    if expression.is_Float:
        return _decimal(float(expression))
    if expression.is_Symbol:
        return Name(expression.name)
    if expression.is_Add:
        terms = [from_sympy(term) for term in expression.as_ordered_terms()]
        return Sum(tuple(terms))
    if expression.is_Mul:
        return _product(expression)
    if expression.is_Pow:
        return _power(expression)
    return _structure(expression)


def _structure(expression: Any) -> Node:
    kind = type(expression).__name__
    if kind in _CONSTANTS:
        return Constant(_CONSTANTS[kind])
    if kind == "NegativeInfinity":
        return Neg(Constant("inf"))
    if kind in ("BooleanTrue", "BooleanFalse"):
        return Number("1" if expression else "0")
    if kind == "Piecewise":
        return _piecewise(expression)
    if kind in _RELATIONS:
        left, right = (from_sympy(part) for part in expression.args)
        return Compare((_RELATIONS[kind],), (left, right))
    if kind in ("And", "Or", "Not"):
        return Call(kind.lower(), tuple(from_sympy(part) for part in expression.args))
    if kind not in _FUNCTIONS:
        raise unsupported(kind)
    given = expression.args[:1] if kind == "Heaviside" else expression.args
    return Call(_FUNCTIONS[kind], tuple(from_sympy(argument) for argument in given))


def _decimal(value: float) -> Node:
    text = f"{abs(value):.12g}".replace("e+", "e").replace("e-0", "e-")
    return Neg(Number(text)) if value < 0 else Number(text)


def _product(expression: Any) -> Node:
    above, below = expression.as_numer_denom() if not expression.is_number else _fraction(expression)
    if below != 1:
        return _signed_quotient(from_sympy(above), from_sympy(below))
    coefficient, rest = expression.as_coeff_Mul()
    if coefficient == -1:
        return Neg(from_sympy(rest))
    if coefficient < 0:
        return Neg(from_sympy(-expression))
    factors = [from_sympy(factor) for factor in expression.as_ordered_factors()]
    return Product("*", tuple(factors)) if len(factors) > 1 else factors[0]


def _fraction(expression: Any) -> tuple[Any, Any]:
    import sympy

    above, below = sympy.fraction(expression)
    return above, below


def _signed_quotient(above: Node, below: Node) -> Node:
    if isinstance(above, Neg):
        return Neg(Quotient(above.operand, below))
    return Quotient(above, below)


def _power(expression: Any) -> Node:
    base, exponent = expression.base, expression.exp
    if exponent.is_Rational and exponent < 0:
        return Quotient(Number("1"), from_sympy(base**-exponent))
    if exponent.is_Rational and exponent.q == 2 and exponent.p == 1:
        return Call("sqrt", (from_sympy(base),))
    return Power(from_sympy(base), from_sympy(exponent))


def _piecewise(expression: Any) -> Node:
    tree: Node = Constant("undefined")
    for value, condition in reversed(expression.args):
        is_rest = type(condition).__name__ == "BooleanTrue"
        tree = from_sympy(value) if is_rest else Where(from_sympy(condition), from_sympy(value), tree)
    return tree
