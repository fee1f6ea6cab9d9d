"""A tree as one line of Unicode: every product visible, no bracket too many; reading it back gives the same tree."""

from __future__ import annotations

from typing import NamedTuple

from tutor.maths.binding import AND, ATOM, COMPARE, FACTOR, NOT, OR, POSTFIX, POWER, PRODUCT, RUN, SUM, WHERE
from tutor.maths.functions import DISPLAY
from tutor.maths.symbols import GREEK, SUBSCRIPTS, SUPERSCRIPTS
from tutor.maths.traverse import names
from tutor.maths.tree import (
    BigOperator,
    Call,
    Compare,
    Constant,
    Indexed,
    Matrix,
    Name,
    Neg,
    Node,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Transpose,
    Where,
)

_SUBSCRIPT = {plain: sign for sign, plain in SUBSCRIPTS.items() if plain.isdigit()}
_SUPERSCRIPT = {plain: sign for sign, plain in SUPERSCRIPTS.items() if not plain.isalpha()}
_RELATIONS = {"<=": "≤", ">=": "≥", "!=": "≠"}
_WORDS = {"or": OR, "and": AND}
_PRIMES = ("", "′", "″", "‴", "″″")
_CONSTANTS = {"pi": "π", "inf": "∞"}


class Printed(NamedTuple):
    """A piece of text and how tightly it binds."""

    text: str
    binding: int


def to_text(
    tree: Node, matrices: bool = False, taken: frozenset[str] = frozenset(), *, as_factor: bool = False
) -> str:
    """The tree in one line.

    `matrices` keeps the signs of products apart; `taken` are declared names that σ, Γ and Φ must not hide;
    `as_factor` puts brackets around what could not stand in a product.
    """
    return _Printer(matrices, taken | names(tree)).show(tree, RUN if as_factor else WHERE)


def pretty_name(name: str) -> str:
    """A declared name as it is written on paper: x_1 is x₁, beta is β, W3 stays."""
    segments = [_greek(segment) for segment in name.split("_")]
    if len(segments) == 2 and segments[1].isdecimal():
        return segments[0] + "".join(_SUBSCRIPT[digit] for digit in segments[1])
    return "_".join(segments)


def _greek(segment: str) -> str:
    stem = segment.rstrip("0123456789")
    return GREEK[stem] + segment[len(stem) :] if stem in GREEK else segment


class _Printer:
    def __init__(self, matrices: bool, taken: frozenset[str]) -> None:
        self._matrices = matrices
        self._functions = {
            name: sign
            for name, sign in DISPLAY.items()
            if sign not in {pretty_name(variable) for variable in taken}
        }

    def show(self, node: Node, least: int) -> str:
        """The node, in brackets if it binds more loosely than `least`."""
        text, binding = self._printed(node)
        return text if binding >= least else f"({text})"

    def _printed(self, node: Node) -> Printed:
        match node:
            case Number(text):
                return Printed(text, FACTOR if "e" in text else ATOM)
            case Name(name):
                return Printed(pretty_name(name), ATOM)
            case Constant(name):
                return Printed(_CONSTANTS.get(name, name), ATOM)
            case Indexed(family, index):
                return Printed(self._member(family, index), ATOM)
            case Neg(operand):
                return Printed(f"−{self.show(operand, PRODUCT)}", SUM)
            case Sum(terms):
                return Printed(self._sum(terms), SUM)
            case Product():
                return self._product(node)
            case Quotient(numerator, denominator):
                return Printed(f"{self._numerator(numerator)}/{self.show(denominator, FACTOR)}", PRODUCT)
            case Power():
                return Printed(self._power(node), POWER)
            case Transpose(operand):
                return Printed(f"{self.show(operand, POSTFIX)}ᵀ", POWER)
            case Call():
                return self._call(node)
        return self._structure(node)

    def _structure(self, node: Node) -> Printed:
        match node:
            case Compare(relations, operands):
                shown = [self.show(operand, SUM) for operand in operands]
                signs = [_RELATIONS.get(relation, relation) for relation in relations]
                pairs = (f" {sign} {text}" for sign, text in zip(signs, shown[1:], strict=True))
                return Printed(shown[0] + "".join(pairs), COMPARE)
            case Where(condition, value, otherwise):
                pieces = (self.show(value, OR), self.show(condition, OR), self.show(otherwise, WHERE))
                return Printed("{} if {} else {}".format(*pieces), WHERE)
            case BigOperator():
                return Printed(self._big_operator(node), SUM)
            case Matrix(rows):
                return Printed(self._matrix(rows), ATOM)
        raise TypeError(f"no such node: {node!r}")

    def _member(self, family: str, index: Node) -> str:
        base = family.rpartition("_")[0]
        return pretty_name(f"{base}_{self.show(index, ATOM)}")

    def _sum(self, terms: tuple[Node, ...]) -> str:
        text = self.show(terms[0], SUM if isinstance(terms[0], Neg) else PRODUCT)
        for term in terms[1:]:
            sign, size = ("−", term.operand) if isinstance(term, Neg) else ("+", term)
            text += f" {sign} {self.show(size, PRODUCT)}"
        return text

    def _product(self, node: Product) -> Printed:
        if not self._matrices:
            return Printed("·".join(self.show(factor, FACTOR) for factor in node.factors), PRODUCT)
        if node.sign == " ":
            first, *others = node.factors
            shown = [self.show(factor, ATOM if isinstance(factor, Number) else FACTOR) for factor in others]
            bracketed = [f"({text})" if text[0].isdigit() else text for text in shown]
            return Printed(" ".join([self.show(first, FACTOR), *bracketed]), RUN)
        # A run needs no brackets beside ⊙, but who does not know that reads W (g ⊙ a) for (W g) ⊙ a.
        return Printed(f" {node.sign} ".join(self.show(factor, FACTOR) for factor in node.factors), PRODUCT)

    def _numerator(self, numerator: Node) -> str:
        is_chain = isinstance(numerator, Product) and (not self._matrices or numerator.sign == " ")
        return self.show(numerator, PRODUCT if is_chain else FACTOR)

    def _power(self, node: Power) -> str:
        base = self.show(node.base, POSTFIX)
        size = node.exponent.operand if isinstance(node.exponent, Neg) else node.exponent
        if not node.elementwise and isinstance(size, Number) and size.text.isdecimal():
            sign = "⁻" if size is not node.exponent else ""
            return base + sign + "".join(_SUPERSCRIPT[digit] for digit in size.text)
        return f"{base}{'.^' if node.elementwise else '^'}{self.show(node.exponent, POSTFIX)}"

    def _call(self, node: Call) -> Printed:
        name, arguments = node.function, node.arguments
        if name in _WORDS:
            binding = _WORDS[name]
            return Printed(f" {name} ".join(self.show(part, binding + 1) for part in arguments), binding)
        if name == "not":
            return Printed(f"not {self.show(arguments[0], NOT)}", NOT)
        printed = [self._printed(argument) for argument in arguments]
        special = self._special(name, printed) if not node.primes else None
        if special:
            return special
        base = self._base(node)
        shown = self._functions.get(name, name) + base + _PRIMES[node.primes]
        listed = printed[:1] if base else printed
        return Printed(f"{shown}({', '.join(part.text for part in listed)})", ATOM)

    def _base(self, node: Call) -> str:
        """The base of a logarithm where it can be written below the name."""
        if node.function != "log" or len(node.arguments) < 2:
            return ""
        base = node.arguments[1]
        if not isinstance(base, Number) or not base.text.isdecimal():
            return ""
        return "".join(_SUBSCRIPT[digit] for digit in base.text)

    def _special(self, name: str, printed: list[Printed]) -> Printed | None:
        """Functions that are written as signs: √x, |x|, ‖x‖, ⌊x⌋, n!."""
        inner = printed[0].text
        if name == "sqrt":
            is_plain = printed[0].binding >= ATOM and inner[0] != "|"
            return Printed(f"√{inner}" if is_plain else f"√({inner})", FACTOR)
        if name == "abs" and "|" not in inner:
            return Printed(f"|{inner}|", ATOM)
        if name == "norm" and "‖" not in inner and len(printed) == 1:
            return Printed(f"‖{inner}‖", ATOM)
        if name in ("floor", "ceil"):
            return Printed(f"⌊{inner}⌋" if name == "floor" else f"⌈{inner}⌉", ATOM)
        if name == "factorial":
            return Printed(f"{inner}!" if printed[0].binding >= POSTFIX else f"({inner})!", POWER)
        return None

    def _big_operator(self, node: BigOperator) -> str:
        sign = "Σ" if node.kind == "sum" else "Π"
        lower = "" if node.lower is None else f"={self.show(node.lower, SUM)}"
        upper = "" if node.upper is None else f"^{{{self.show(node.upper, SUM)}}}"
        index = f"_{{{node.index}{lower}}}{upper}" if lower or upper else f"_{node.index}"
        return f"{sign}{index} {self.show(node.body, PRODUCT)}"

    def _matrix(self, rows: tuple[tuple[Node, ...], ...]) -> str:
        shown = [", ".join(self.show(entry, WHERE) for entry in row) for row in rows]
        return f"[{'; '.join(shown)}]" if len(rows) > 1 else f"[[{shown[0]}]]"
