"""Reading a formula: the text as typed, the tree, the line in which it is echoed, and what else it may have meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tutor.maths import complaints
from tutor.maths.declare import Variables
from tutor.maths.errors import MathsError
from tutor.maths.lexer import Token, tokenise
from tutor.maths.names import Names, names_of
from tutor.maths.parser import Parser, Spot
from tutor.maths.printer import to_text
from tutor.maths.traverse import decimals, names
from tutor.maths.tree import Node, Number

_EQUALS = re.compile(r"(?<![<>=!:])=(?!=)")
MOST_NODES = 600
MOST_LEVELS = 100
MOST_ALTERNATIVES = 4


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another tree that the text may have meant; `kind` is divisor, exponent, root, argument, or several."""

    kind: str
    position: int
    length: int
    tree: Node
    printed: str


@dataclass(frozen=True, slots=True)
class Reading:
    """How a text was understood."""

    text: str
    tree: Node
    printed: str
    matrices: bool
    alternatives: tuple[Alternative, ...] = ()

    @property
    def decimals(self) -> tuple[Number, ...]:
        """The numbers typed with a decimal point; they may be rounded."""
        return decimals(self.tree)

    @property
    def names(self) -> frozenset[str]:
        """The variables that the formula mentions."""
        return names(self.tree)


def read(
    text: str,
    variables: Variables = (),
    functions: Iterable[str] | Mapping[str, object] = (),
    aliases: Mapping[str, str] | None = None,
    *,
    matrices: bool | None = None,
) -> Reading:
    """Read a formula.

    Args:
        text: what was typed, at most 500 characters.
        variables: names, or a mapping from each name to its domain or its shape (see the room's description).
        functions: further functions: names, or a mapping from each name to how many arguments it takes.
        aliases: other spellings of names, each taken as one sign: {"dL/do": "g"}.
        matrices: whether lists in `variables` are shapes; None finds out.

    Raises:
        MathsError: the text cannot be read; `position` is where, counted in code points from 0.
    """
    known = names_of(variables, functions, aliases, matrices)
    try:
        tokens = tokenise(text, known)
    except MathsError as error:
        raise _strange_equation(text, error) or error from None
    parser = Parser(text, tokens, known)
    try:
        tree = parser.formula()
    except MathsError as error:
        raise _equation(tokens, error) or error from None
    _check_size(tree)
    printed = to_text(tree, known.matrices, known.declared)
    alternatives = _alternatives(text, tokens, known, tree, parser.spots) if parser.spots else ()
    return Reading(text, tree, printed, known.matrices, alternatives)


def _strange_equation(text: str, error: MathsError) -> MathsError | None:
    """The better complaint about `∂L/∂W = …`: what stands before the sign need not be read."""
    sign = _EQUALS.search(text) if error.code == "char" else None
    if sign is None or sign.start() < error.position:
        return None
    return complaints.equation(Token("op", "=", sign.start(), sign.end()))


def _equation(tokens: list[Token], error: MathsError) -> MathsError | None:
    """The better complaint about `y = x²` where y is unknown: that one formula is expected."""
    level = 0
    for token in tokens:
        level += (token.kind == "open") - (token.kind == "close")
        if (
            token.text == "="
            and level == 0
            and error.position < token.start
            and error.code in ("unknown", "args")
        ):
            return complaints.equation(token)
    return None


def _check_size(tree: Node) -> None:
    """Raise MathsError for a tree that would take too long or go too deep to evaluate."""
    level, levels, count = [tree], 0, 0
    while level:
        levels += 1
        count += len(level)
        if levels > MOST_LEVELS or count > MOST_NODES:
            raise MathsError("deep", "This formula has too many parts inside one another to be read.", 0, 1)
        level = [part for node in level for part in node.parts]


def _alternatives(
    text: str, tokens: list[Token], known: Names, tree: Node, spots: list[Spot]
) -> tuple[Alternative, ...]:
    """The trees with each ambiguous place flipped, and with all of them flipped."""
    choices = [[spot] for spot in spots[:MOST_ALTERNATIVES]]
    if len(spots) > 1:
        choices.append(spots)
    found: list[Alternative] = []
    for chosen in choices:
        other = _flipped(text, tokens, known, chosen)
        if other is None or other == tree or any(other == seen.tree for seen in found):
            continue
        kind = chosen[0].kind if len({spot.kind for spot in chosen}) == 1 else "several"
        printed = to_text(other, known.matrices, known.declared)
        found.append(Alternative(kind, chosen[0].position, chosen[0].length, other, printed))
    return tuple(found)


def _flipped(text: str, tokens: list[Token], known: Names, chosen: list[Spot]) -> Node | None:
    try:
        return Parser(text, tokens, known, frozenset(chosen)).formula()
    except MathsError:
        return None
