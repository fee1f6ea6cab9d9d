"""Functions that are defined by others, and the derivatives of those that are not, written in our own language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from tutor.maths.reading import read
from tutor.maths.traverse import substitute
from tutor.maths.tree import Node


@dataclass(frozen=True, slots=True)
class Definition:
    """A function given by a formula in its parameters."""

    parameters: tuple[str, ...]
    tree: Node


Functions = Mapping[str, Definition | Callable[..., object]]
"""A question's own functions: by a formula, or computed by a program from numbers."""

PRIMITIVE = frozenset(
    """
    exp log sqrt abs floor ceil re im conj arg max min erf gamma factorial
    sin cos tan arcsin arccos arctan sinh cosh tanh arsinh arcosh artanh
    """.split()
)
"""What every way of evaluating knows by itself; `log` here has one argument."""

_DEFINED = {
    "sign": "1 if x>0 else -1 if x<0 else 0",
    "step": "1 if x>0 else 0",
    "round": "floor(x+1/2)",
    "cbrt": "x^(1/3) if im(x)!=0 else -(-x)^(1/3) if x<0 else x^(1/3)",
    "root": "x^(1/y)",
    "mod": "x-y*floor(x/y)",
    "hypot": "sqrt(x^2+y^2)",
    "square": "x^2",
    "atan2": "arg(y+i*x)",
    "binomial": "0 if x>=0 and y>x and x==floor(x) and y==floor(y) else x!/(y!*(x-y)!)",
    "clip": "min(max(x,y),z)",
    "sec": "1/cos(x)",
    "csc": "1/sin(x)",
    "cot": "cos(x)/sin(x)",
    "arcsec": "arccos(1/x)",
    "arccsc": "arcsin(1/x)",
    "arccot": "arctan(1/x)",
    "sech": "1/cosh(x)",
    "csch": "1/sinh(x)",
    "coth": "cosh(x)/sinh(x)",
    "arsech": "arcosh(1/x)",
    "arcsch": "arsinh(1/x)",
    "arcoth": "artanh(1/x)",
    "exp2": "2^x",
    "log1p": "log(1+x)",
    "expm1": "exp(x)-1",
    "erfc": "1-erf(x)",
    "normcdf": "(1+erf(x/sqrt(2)))/2",
    "normpdf": "exp(-x^2/2)/sqrt(2*pi)",
    "relu": "max(x,0)",
    "relu6": "min(max(x,0),6)",
    "sigmoid": "1/(1+exp(-x))",
    "logsigmoid": "-log(1+exp(-x))",
    "logit": "log(x/(1-x))",
    "softplus": "log(1+exp(x))",
    "silu": "x/(1+exp(-x))",
    "swish": "x/(1+exp(-y*x))",
    "gelu": "x*(1+erf(x/sqrt(2)))/2",
    "gelu_tanh": "x*(1+tanh(sqrt(2/pi)*(x+0.044715*x^3)))/2",
    "elu": "x if x>0 else y*(exp(x)-1)",
    "leaky_relu": "x if x>0 else y*x",
    "selu": "1.0507009873554805*(x if x>0 else 1.6732632423543772*(exp(x)-1))",
    "mish": "x*tanh(log(1+exp(x)))",
    "softsign": "x/(1+|x|)",
    "hardtanh": "min(max(x,-1),1)",
    "hardsigmoid": "min(max(x/6+1/2,0),1)",
    "hardswish": "x*min(max(x/6+1/2,0),1)",
}
_DEFAULTS = {"swish": "1", "elu": "1", "leaky_relu": "0.01"}
"""The second argument where it is left out, as PyTorch has it."""

_DERIVATIVES = {
    "exp": "exp(x)",
    "log": "1/x",
    "sqrt": "1/(2*sqrt(x))",
    "abs": "sign(x)",
    "floor": "0",
    "ceil": "0",
    "sin": "cos(x)",
    "cos": "-sin(x)",
    "tan": "1+tan(x)^2",
    "arcsin": "1/sqrt(1-x^2)",
    "arccos": "-1/sqrt(1-x^2)",
    "arctan": "1/(1+x^2)",
    "sinh": "cosh(x)",
    "cosh": "sinh(x)",
    "tanh": "1-tanh(x)^2",
    "arsinh": "1/sqrt(x^2+1)",
    "arcosh": "1/(sqrt(x-1)*sqrt(x+1))",
    "artanh": "1/(1-x^2)",
    "erf": "2/sqrt(pi)*exp(-x^2)",
    "sigmoid": "sigmoid(x)*(1-sigmoid(x))",
    "softplus": "sigmoid(x)",
    "logsigmoid": "1-sigmoid(x)",
    "relu": "step(x)",
    "step": "0",
    "sign": "0",
    "silu": "sigmoid(x)*(1+x*(1-sigmoid(x)))",
    "cot": "-1-cot(x)^2",
    "sec": "sec(x)*tan(x)",
    "csc": "-csc(x)*cot(x)",
    "normcdf": "normpdf(x)",
}
"""Of functions of one argument; those of the other defined ones follow from their definitions."""

PARAMETERS = ("x", "y", "z")


@lru_cache(maxsize=256)
def defined(name: str, count: int) -> Definition | None:
    """The definition of a function of `count` arguments, or None for one that has to be known."""
    text = _DEFINED.get(name)
    if text is None:
        return None
    tree = read(text, PARAMETERS).tree
    if count == 1 and name in _DEFAULTS:
        tree = substitute(tree, {"y": read(_DEFAULTS[name]).tree})
    return Definition(PARAMETERS[:count], tree)


@lru_cache(maxsize=64)
def derivative_rule(name: str) -> Definition | None:
    """The derivative of a function of one argument as a formula, where there is a short one."""
    text = _DERIVATIVES.get(name)
    return None if text is None else Definition(("x",), read(text, ("x",)).tree)
