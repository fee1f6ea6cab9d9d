"""The one tree of formulas: what is read, printed, evaluated and differentiated.

Nodes are frozen and compare by structure; where a node stood in the text (`span`) is carried along for
messages and does not count. Sums and products are flat, so that a long formula is not a deep one. The
reader keeps to this normal form: a sum holds no sum, the first factor of a product is no product of the
same sign, and subtraction adds a `Neg`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """Part of a formula; `span` is where it stood in the text, as (start, end) in code points."""

    span: tuple[int, int] = field(default=(0, 0), compare=False, repr=False)

    @property
    def parts(self) -> tuple[Node, ...]:
        """The nodes directly below, from left to right."""
        return ()

    def rebuilt(self, parts: tuple[Node, ...]) -> Node:
        """The same node with other parts, in the order of `parts`."""
        return self


@lru_cache(maxsize=1024)
def _fraction(text: str) -> Fraction:
    return Fraction(text)


@dataclass(frozen=True, slots=True)
class Number(Node):
    """A number without a sign, as it was written: `3`, `0.50`, `2e-3`."""

    text: str

    @property
    def value(self) -> Fraction:
        """Its exact value."""
        return _fraction(self.text)

    @property
    def is_decimal(self) -> bool:
        """Whether it was written with a decimal point, so that it may be a rounded number."""
        return "." in self.text

    @property
    def digits(self) -> int:
        """How many significant digits were written; the zeros that only place the point do not count."""
        return max(len(self.text.partition("e")[0].replace(".", "").lstrip("0")), 1)

    @property
    def half_unit(self) -> Fraction:
        """Half a unit in the last digit written, the most that rounding can have hidden."""
        mantissa, _, exponent = self.text.partition("e")
        places = len(mantissa.partition(".")[2])
        return Fraction(10) ** (int(exponent or 0) - places) / 2


@dataclass(frozen=True, slots=True)
class Constant(Node):
    """`pi`, `e`, `i` (the imaginary unit), `inf`, `I` (the identity matrix that fits) or `undefined`."""

    name: str


@dataclass(frozen=True, slots=True)
class Name(Node):
    """A variable, under the name by which the question declared it, or the index of a sum around it."""

    name: str


@dataclass(frozen=True, slots=True)
class Indexed(Node):
    """One member of a family of numbers or matrices: `pi_k` or `pi_2` of the family declared as `pi_k`."""

    family: str
    index: Node

    @property
    def parts(self) -> tuple[Node, ...]:
        """The nodes directly below."""
        return (self.index,)

    def rebuilt(self, parts: tuple[Node, ...]) -> Node:
        """The same node with other parts."""
        return Indexed(self.family, parts[0], span=self.span)


@dataclass(frozen=True, slots=True)
class _Unary(Node):
    operand: Node

    @property
    def parts(self) -> tuple[Node, ...]:
        """The operand."""
        return (self.operand,)

    def rebuilt(self, parts: tuple[Node, ...]) -> Node:
        """The same node with another operand."""
        return type(self)(parts[0], span=self.span)


@dataclass(frozen=True, slots=True)
class Neg(_Unary):
    """Minus the operand."""


@dataclass(frozen=True, slots=True)
class Sum(Node):
    """Two or more terms added; a subtracted term is a `Neg`."""

    terms: tuple[Node, ...]

    @property
    def parts(self) -> tuple[Node, ...]:
        """The nodes directly below."""
        return self.terms

    def rebuilt(self, parts: tuple[Node, ...]) -> Node:
        """The same node with other parts."""
        return Sum(parts, span=self.span)


@dataclass(frozen=True, slots=True)
class Product(Node):
    """Two or more factors multiplied from left to right, all with the same sign.

    Without matrices `sign` is always `*`. With matrices it is what was written: `*`, `·`, `@`, `⊙`, `⊗`, or a
    space for factors side by side; `shapes.resolve` turns `*`, `·` and the space into `@` or `⊙`.
    """

    sign: str
    factors: tuple[Node, ...]

    @property
    def parts(self) -> tuple[Node, ...]:
        """The nodes directly below."""
        return self.factors

    def rebuilt(self, parts: tuple[Node, ...]) -> Node:
        """The same node with other parts."""
        return Product(self.sign, parts, span=self.span)


@dataclass(frozen=True, slots=True)
class Quotient(Node):
    """Numerator over denominator."""

    numerator: Node
    denominator: Node

    @property
    def parts(self) -> tuple[Node, ...]:
        """The nodes directly below."""
        return (self.numerator, self.denominator)

    def rebuilt(self, parts: tuple[Node, ...]) -> Node:
        """The same node with other parts."""
        return Quotient(*parts, span=self.span)


@dataclass(frozen=True, slots=True)
class Power(Node):
    """Base to the exponent; `elementwise` when written `.^`, or when matrices were resolved so."""

    base: Node
    exponent: Node
    elementwise: bool = False

    @property
    def parts(self) -> tuple[Node, ...]:
        """The nodes directly below."""
        return (self.base, self.exponent)

    def rebuilt(self, parts: tuple[Node, ...]) -> Node:
        """The same node with other parts."""
        return Power(parts[0], parts[1], self.elementwise, span=self.span)


@dataclass(frozen=True, slots=True)
class Transpose(_Unary):
    """The operand transposed; a number is its own transpose."""


@dataclass(frozen=True, slots=True)
class Call(Node):
    """A function of its arguments, or its derivative of order `primes`; `and`, `or`, `not` are calls too."""

    function: str
    arguments: tuple[Node, ...]
    primes: int = 0

    @property
    def parts(self) -> tuple[Node, ...]:
        """The nodes directly below."""
        return self.arguments

    def rebuilt(self, parts: tuple[Node, ...]) -> Node:
        """The same node with other parts."""
        return Call(self.function, parts, self.primes, span=self.span)


@dataclass(frozen=True, slots=True)
class Compare(Node):
    """A chain of comparisons such as 0 < x ≤ 1, worth 1 where all hold and 0 elsewhere.

    `relations` are `<`, `>`, `<=`, `>=`, `==`, `!=`, one fewer than `operands`.
    """

    relations: tuple[str, ...]
    operands: tuple[Node, ...]

    @property
    def parts(self) -> tuple[Node, ...]:
        """The nodes directly below."""
        return self.operands

    def rebuilt(self, parts: tuple[Node, ...]) -> Node:
        """The same node with other parts."""
        return Compare(self.relations, parts, span=self.span)


@dataclass(frozen=True, slots=True)
class Where(Node):
    """`value` where the condition holds (is not 0), `otherwise` elsewhere."""

    condition: Node
    value: Node
    otherwise: Node

    @property
    def parts(self) -> tuple[Node, ...]:
        """The nodes directly below."""
        return (self.condition, self.value, self.otherwise)

    def rebuilt(self, parts: tuple[Node, ...]) -> Node:
        """The same node with other parts."""
        return Where(*parts, span=self.span)


@dataclass(frozen=True, slots=True)
class BigOperator(Node):
    """Σ or Π of the body over an index; without bounds over the whole family that the index runs through."""

    kind: str
    index: str
    lower: Node | None
    upper: Node | None
    body: Node

    @property
    def parts(self) -> tuple[Node, ...]:
        """The bounds that are given, then the body."""
        return (*(bound for bound in (self.lower, self.upper) if bound is not None), self.body)

    def rebuilt(self, parts: tuple[Node, ...]) -> Node:
        """The same node with other parts."""
        waiting = list(parts)
        lower = None if self.lower is None else waiting.pop(0)
        upper = None if self.upper is None else waiting.pop(0)
        return BigOperator(self.kind, self.index, lower, upper, waiting[0], span=self.span)


@dataclass(frozen=True, slots=True)
class Matrix(Node):
    """A matrix written out, row by row."""

    rows: tuple[tuple[Node, ...], ...]

    @property
    def parts(self) -> tuple[Node, ...]:
        """The entries, row by row."""
        return tuple(entry for row in self.rows for entry in row)

    def rebuilt(self, parts: tuple[Node, ...]) -> Node:
        """The same node with other entries."""
        width = len(self.rows[0])
        rows = tuple(tuple(parts[start : start + width]) for start in range(0, len(parts), width))
        return Matrix(rows, span=self.span)
