"""The gradient check: back-propagation against central differences, parameter by parameter."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tutor.compute.activations import Activation
from tutor.compute.activations.arrays import FloatArray, real_array
from tutor.compute.backprop.losses import Loss, checked_loss, target_rows
from tutor.compute.backprop.network import Gradients, Parameters, ThreeLayerNet, layers

# The truncation error grows like ε², the rounding error like 1/ε: their sum is least near ∛(machine epsilon).
BEST_EPSILON = float(np.finfo(np.float64).eps) ** (1 / 3)
_NUMBERS_AT_ONCE = 1 << 20


@dataclass(frozen=True)
class GradientCheck:
    """The relative error of every parameter's gradient for one step ε.

    Attributes:
        epsilon: the step ε of the central differences.
        errors: name of the parameter → ‖numeric − analytic‖ / max(‖numeric‖, ‖analytic‖), 0 if both vanish.
        worst: the largest of them.
    """

    epsilon: float
    errors: Mapping[str, float]
    worst: float


@dataclass(frozen=True, eq=False)
class GradientCheckCurve:
    """Gradient checks over many steps: drawn log-log a V, of slope 2 on the right and −1 on the left.

    Attributes:
        epsilons: the steps ε, (E,).
        errors: name of the parameter → relative errors, (E,).
        worst: the largest error at each step, (E,).
        best_epsilon: the step with the least of these.
    """

    epsilons: FloatArray
    errors: Mapping[str, FloatArray]
    worst: FloatArray
    best_epsilon: float


def gradient_check(
    net: ThreeLayerNet,
    x: ArrayLike,
    y: ArrayLike,
    loss: str = "mse",
    reduction: str = "mean",
    epsilon: float = BEST_EPSILON,
    gradients: Gradients | None = None,
) -> GradientCheck:
    """Compare the gradients of W1 … b3 with the central differences (L(θ + ε) − L(θ − ε))/(2ε).

    A right gradient gives errors of about 1e-9, a wrong rule of 0.1 to 1. Two things spoil the difference, not
    the gradient: a kink of the activation within ε of some z, and a gradient so small (units saturated) that
    the rounding of L, about 1e-16·L/ε, drowns it. net, x, y, loss and reduction are those of
    `ThreeLayerNet.gradients`; other gradients than those of back-propagation can be given to be checked.

    Raises:
        ValueError: as `ThreeLayerNet.gradients`, or if epsilon is not positive and finite.
    """
    curve = gradient_check_curve(net, x, y, loss, reduction, [epsilon], gradients)
    errors = {name: float(error[0]) for name, error in curve.errors.items()}
    return GradientCheck(curve.best_epsilon, errors, float(curve.worst[0]))


def gradient_check_curve(
    net: ThreeLayerNet,
    x: ArrayLike,
    y: ArrayLike,
    loss: str = "mse",
    reduction: str = "mean",
    epsilons: Sequence[float] | NDArray[Any] | None = None,
    gradients: Gradients | None = None,
) -> GradientCheckCurve:
    """Check the gradients at every step of `epsilons`; by default three a decade from 1e-12 to 1.

    The other arguments, and the errors raised, are those of `gradient_check`.
    """
    steps = _steps(np.logspace(-12, 0, 37) if epsilons is None else epsilons)
    analytic = net.gradients(x, y, loss, reduction) if gradients is None else gradients
    probe = _probe(net, x, y, loss, reduction)
    slopes = {name: _slope(analytic, name, value) for name, value in net.parameters._asdict().items()}
    errors = {
        name: np.array([_relative(probe.difference(name, step), slope) for step in steps])
        for name, slope in slopes.items()
    }
    worst: FloatArray = np.max(list(errors.values()), axis=0)
    return GradientCheckCurve(steps, errors, worst, float(steps[np.argmin(worst)]))


@dataclass(frozen=True, eq=False)
class _Probe:
    """The loss of a network on fixed rows, as a function of its parameters."""

    theta: Parameters
    function: Activation
    rows: FloatArray
    target: FloatArray
    kind: Loss
    divisor: int

    def difference(self, name: str, step: float) -> FloatArray:
        """The central difference in every element of one parameter, one after the other."""
        quotients = [
            (self._losses(name, nudges) - self._losses(name, -nudges)) / (2 * step)
            for nudges in self._nudges(self.theta._asdict()[name], step)
        ]
        return np.concatenate(quotients)

    def _losses(self, name: str, nudges: FloatArray) -> FloatArray:
        """The loss for each of a stack of changes to one parameter."""
        moved = self.theta._replace(**{name: self.theta._asdict()[name] + nudges})
        with np.errstate(over="ignore", under="ignore", invalid="ignore"):
            terms = self.kind.terms(layers(moved, self.function, self.rows).o, self.target)
            return np.asarray(terms.sum(axis=(-2, -1)) / self.divisor)

    def _nudges(self, base: FloatArray, step: float) -> Iterator[FloatArray]:
        """Stacks of arrays like the parameter, each 0 but for one ε; as many at once as memory allows."""
        hidden = max(len(bias) for bias in (self.theta.b1, self.theta.b2, self.theta.b3))
        chunk = max(1, _NUMBERS_AT_ONCE // max(base.size, len(self.rows) * hidden))
        for start in range(0, base.size, chunk):
            count = min(chunk, base.size - start)
            yield (np.eye(count, base.size, start) * step).reshape(count, *base.shape)


def _probe(net: ThreeLayerNet, x: ArrayLike, y: ArrayLike, loss: str, reduction: str) -> _Probe:
    kind, samples = checked_loss(loss, reduction), net.samples(x)
    rows, units = np.atleast_2d(samples), net.sizes[-1]
    target = target_rows(kind, y, None if samples.ndim == 1 else len(rows), units)
    divisor = kind.divisor(len(rows), units, reduction)
    return _Probe(net.parameters, net.activation, rows, target, kind, divisor)


def _steps(epsilons: Sequence[float] | NDArray[Any]) -> FloatArray:
    steps = real_array("epsilon", epsilons)
    if steps.ndim != 1 or steps.size == 0 or not np.all(np.isfinite(steps) & (steps > 0)):
        raise ValueError("epsilon must be a positive number, or epsilons a row of them")
    return steps


def _slope(gradients: Gradients, name: str, parameter: FloatArray) -> FloatArray:
    """The gradient of one parameter, as a row."""
    slope = real_array(f"dL_d{name} of gradients", vars(gradients)[f"dL_d{name}"])
    if slope.shape != parameter.shape:
        raise ValueError(f"dL_d{name} of gradients has shape {slope.shape}, expected {parameter.shape}")
    return slope.ravel()


def _relative(numeric: FloatArray, analytic: FloatArray) -> float:
    size = max(float(np.linalg.norm(numeric)), float(np.linalg.norm(analytic)))
    if not np.isfinite(size):
        return np.inf
    return float(np.linalg.norm(numeric - analytic)) / size if size else 0.0
