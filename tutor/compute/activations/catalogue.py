"""The activation functions by name."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from tutor.compute.activations.arrays import real_number
from tutor.compute.activations.gates import (
    gelu_curve,
    gelu_tanh_curve,
    mish_curve,
    sigmoid_curve,
    softplus_curve,
    swish_curve,
    tanh_curve,
)
from tutor.compute.activations.model import Activation, Curve, Joint, Monotone
from tutor.compute.activations.pieces import (
    SELU_ALPHA,
    SELU_SCALE,
    constant,
    exponential,
    hardswish_middle,
    line,
    softsign_half,
)

_Shape = tuple[Monotone, tuple[Curve, ...], tuple[Joint, ...]]


def _hinge(left: Curve, slope: float, right: float = 1.0) -> _Shape:
    """A curve of that slope at 0, then a rising line; at 0 itself autograd takes the slope of the left."""
    rising: Monotone = "nondecreasing" if slope == 0 else "strictly increasing"
    return "not monotone" if slope < 0 else rising, (left, line(right)), (Joint(0.0, slope),)


def _ramp(low: float, high: float, middle: Curve, bottom: float, top: float) -> _Shape:
    """A rising piece between two flat ones; autograd counts both ends as flat."""
    return "nondecreasing", (constant(bottom), middle, constant(top)), (Joint(low, 0.0), Joint(high, 0.0))


def _softplus(beta: float) -> _Shape:
    if beta == 0:
        raise ValueError("beta of softplus must not be 0: ln(1 + exp(beta·x))/beta divides by it")
    return "strictly increasing", (softplus_curve(beta),), ()


def _swish(beta: float) -> _Shape:
    if beta == 0:
        return "strictly increasing", (line(0.5),), ()
    return "not monotone", (swish_curve(beta),), ()


_SHAPES: Mapping[str, Callable[..., _Shape]] = {
    "relu": lambda: _hinge(constant(0.0), 0.0),
    "leaky_relu": lambda alpha: _hinge(line(alpha), alpha),
    "elu": lambda alpha: _hinge(exponential(alpha), alpha),
    "selu": lambda: _hinge(exponential(SELU_SCALE * SELU_ALPHA), SELU_SCALE * SELU_ALPHA, SELU_SCALE),
    "gelu": lambda: ("not monotone", (gelu_curve(),), ()),
    "gelu_tanh": lambda: ("not monotone", (gelu_tanh_curve(),), ()),
    "softplus": _softplus,
    "softsign": lambda: (
        "strictly increasing",
        (softsign_half(-1.0), softsign_half(1.0)),
        (Joint(0.0, 1.0),),
    ),
    "tanh": lambda: ("strictly increasing", (tanh_curve(),), ()),
    "sigmoid": lambda: ("strictly increasing", (sigmoid_curve(),), ()),
    "swish": _swish,
    "hardswish": lambda: (
        "not monotone",
        (constant(0.0), hardswish_middle(), line(1.0)),
        (Joint(-3.0, 0.0), Joint(3.0, 1.0)),
    ),
    "hardsigmoid": lambda: _ramp(-3.0, 3.0, line(1 / 6, 0.5), 0.0, 1.0),
    "hardtanh": lambda: _ramp(-1.0, 1.0, line(1.0), -1.0, 1.0),
    "relu6": lambda: _ramp(0.0, 6.0, line(1.0), 0.0, 6.0),
    "mish": lambda: ("not monotone", (mish_curve(),), ()),
    "abs": lambda: ("not monotone", (line(-1.0), line(1.0)), (Joint(0.0, 0.0),)),
    "identity": lambda: ("strictly increasing", (line(1.0),), ()),
    "silu": lambda: _swish(1.0),
}
_DEFAULTS: Mapping[str, Mapping[str, float]] = {
    "leaky_relu": {"alpha": 0.01},
    "elu": {"alpha": 1.0},
    "softplus": {"beta": 1.0},
    "swish": {"beta": 1.0},
}
_SYNONYMS = ("silu",)

ACTIVATIONS: Mapping[str, Mapping[str, float]] = MappingProxyType(
    {name: MappingProxyType(dict(_DEFAULTS.get(name, {}))) for name in _SHAPES if name not in _SYNONYMS}
)
"""The names of the activation functions, each with its parameters and their default values."""


def activation(name: str, **params: float) -> Activation:
    """Return an activation function by its name.

    Definitions and default parameters are PyTorch's: relu max(0, x) · leaky_relu(alpha=0.01) αx for x < 0 ·
    elu(alpha=1) α(e^x − 1) for x < 0 · selu, a scaled elu · gelu x·Φ(x), gelu_tanh its usual approximation
    · softplus(beta=1) ln(1 + e^(βx))/β, exact for all x · softsign x/(1 + |x|) · tanh · sigmoid ·
    swish(beta=1) x·σ(βx), for beta=1 also called silu · hardswish x·min(max(x + 3, 0), 6)/6 · hardsigmoid
    min(max(x/6 + 1/2, 0), 1) · hardtanh min(max(x, −1), 1) · relu6 min(max(x, 0), 6) · mish x·tanh(ln(1 +
    e^x)) · abs · identity. PyTorch calls alpha of leaky_relu `negative_slope`.

    Args:
        name: one of `ACTIVATIONS`, or "silu".
        params: alpha (leaky_relu, elu) or beta (softplus, swish), any finite number; beta of softplus not
        0.

    Raises:
        ValueError: if the name or a parameter is not known, or a parameter is not a finite number.
    """
    if not isinstance(name, str) or name not in _SHAPES:
        raise ValueError(f"activation {name!r} is not known; known are {', '.join(ACTIVATIONS)} and silu")
    defaults = _DEFAULTS.get(name, {})
    for unknown in params.keys() - defaults.keys():
        takes = f"the parameter {', '.join(defaults)}" if defaults else "no parameters"
        raise ValueError(f"{unknown} is not a parameter of {name}, which takes {takes}")
    values = {
        key: real_number(f"{key} of {name}", params.get(key, default)) for key, default in defaults.items()
    }
    monotone, curves, joints = _SHAPES[name](**values)
    return Activation(name, MappingProxyType(values), monotone, curves, joints)
