"""The functions that everyone may use: their names, their spellings, and how many arguments they take."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple


class Arity(NamedTuple):
    """How many arguments a function takes; `high` None is any number."""

    low: int
    high: int | None


MANY = Arity(2, None)

_ONE = """
    exp sqrt cbrt abs sign step relu floor ceil round factorial gamma re im conj arg
    sin cos tan sec csc cot arcsin arccos arctan arcsec arccsc arccot
    sinh cosh tanh sech csch coth arsinh arcosh artanh arsech arcsch arcoth
    sigmoid softplus silu gelu gelu_tanh selu mish softsign logsigmoid logit relu6
    hardtanh hardsigmoid hardswish erf erfc normcdf normpdf log1p expm1 exp2 square not
"""
_TWO = "root mod binomial atan2 hypot pow"
_OTHER = {
    "log": Arity(1, 2),
    "swish": Arity(1, 2),
    "elu": Arity(1, 2),
    "leaky_relu": Arity(1, 2),
    "max": MANY,
    "min": MANY,
    "and": MANY,
    "or": MANY,
    "clip": Arity(3, 3),
    "where": Arity(3, 3),
}
ELEMENTWISE: dict[str, Arity] = {
    **dict.fromkeys(_ONE.split(), Arity(1, 1)),
    **dict.fromkeys(_TWO.split(), Arity(2, 2)),
    **_OTHER,
}
"""Functions of numbers; on matrices they work entry by entry."""

OF_MATRICES: dict[str, Arity] = {
    **dict.fromkeys("diag tr inv det transpose eye array".split(), Arity(1, 1)),
    **dict.fromkeys("outer dot matmul multiply".split(), Arity(2, 2)),
    **dict.fromkeys("sum mean norm ones zeros max min softmax logsoftmax logsumexp".split(), Arity(1, 2)),
}
"""Functions that need a vector or a matrix; `max` and `min` of one matrix are its largest and smallest
entry."""

_SPELLINGS = {
    "log": "ln",
    "abs": "fabs absolute magnitude",
    "sign": "sgn signum",
    "step": "heaviside unitstep",
    "ceil": "ceiling",
    "factorial": "fact",
    "gamma": "Γ",
    "conj": "conjugate",
    "re": "real",
    "im": "imag",
    "arg": "angle",
    "tan": "tg",
    "cot": "ctg cotan",
    "csc": "cosec",
    "csch": "cosech",
    "arsech": "asech arcsech",
    "arcsch": "acsch arccsch",
    "arcoth": "acoth arccoth",
    "arcsin": "asin",
    "arccos": "acos",
    "arctan": "atan arctg",
    "arcsec": "asec",
    "arccsc": "acsc arccosec",
    "arccot": "acot",
    "arsinh": "asinh arcsinh",
    "arcosh": "acosh arccosh",
    "artanh": "atanh arctanh",
    "sigmoid": "σ sigma logistic expit",
    "softplus": "soft_plus",
    "leaky_relu": "leakyrelu lrelu",
    "normcdf": "Φ",
    "logsigmoid": "log_sigmoid",
    "relu6": "relu_6",
    "gelu_tanh": "gelutanh",
    "max": "maximum fmax",
    "min": "minimum fmin",
    "mod": "remainder fmod",
    "binomial": "binom choose comb ncr",
    "atan2": "arctan2",
    "pow": "power",
    "clip": "clamp",
    "root": "nthroot",
    "tr": "trace",
    "inv": "inverse pinv",
    "multiply": "hadamard",
    "eye": "identity",
    "array": "matrix tensor",
    "logsoftmax": "log_softmax",
    "det": "determinant",
    "mean": "average",
}
SPELLINGS: dict[str, str] = {
    **{name: name for name in (*ELEMENTWISE, *OF_MATRICES)},
    **{spelling: name for name, spellings in _SPELLINGS.items() for spelling in spellings.split()},
}
"""Every spelling → the function's own name; capitals do not matter beyond these."""

DISPLAY = {"sigmoid": "σ", "gamma": "Γ", "normcdf": "Φ"}
"""Functions that are printed by another sign than their name."""

GLUED = frozenset("exp sqrt sin cos tan sec csc cot sinh cosh tanh arcsin arccos arctan log ln σ".split())
"""Functions that may be glued to their argument, as in `sinx`."""

INVERSES = {
    **{name: f"arc{name}" for name in ("sin", "cos", "tan", "sec", "csc", "cot")},
    **{name: f"ar{name}" for name in ("sinh", "cosh", "tanh", "sech", "csch", "coth")},
}
"""What `sin^-1` means."""

BASED = {"log2": 2, "log10": 10}
"""Logarithms that carry their base in the name."""

PREFIXES = frozenset(
    "np numpy math torch F nn functional linalg special scipy jnp jax tf sp sympy cmath".split()
)
"""Names of libraries, dropped where they stand before a point: `np.exp`."""

CONSTANTS = {
    "e": "e",
    "pi": "pi",
    "π": "pi",
    "PI": "pi",
    "Pi": "pi",
    "i": "i",
    "inf": "inf",
    "infinity": "inf",
    "undefined": "undefined",
    "E": "e",
    "I": "i",
    "oo": "inf",
}


def arities(functions: Iterable[str] | Mapping[str, object]) -> dict[str, Arity]:
    """How many arguments a question's own functions take.

    `functions` is a collection of names (one argument each), or a mapping from the name to the number of
    arguments, to a pair (fewest, most), or to anything else for any number of arguments.
    """
    if not isinstance(functions, Mapping):
        return dict.fromkeys(functions, Arity(1, 1))
    return {name: _arity(value) for name, value in functions.items()}


def _arity(value: object) -> Arity:
    match value:
        case int():
            return Arity(value, value)
        case (int() as low, int() | None as high):
            return Arity(low, high)
    return Arity(1, None)
