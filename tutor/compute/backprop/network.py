"""The three-layer network of the homework: forward pass and all gradients by back-propagation.

    h = W₁x + b₁      z = W₂h + b₂      a = f(z)      o = W₃a + b₃      L = loss(o, y)

Gradients have the shape of what they are taken for. With δ₃ = ∂L/∂o the chain rule gives, for one sample,

    ∂L/∂W₃ = δ₃aᵀ   ∂L/∂b₃ = δ₃   ∂L/∂a = W₃ᵀδ₃
    δ₂ = ∂L/∂z = ∂L/∂a ⊙ f′(z)
    ∂L/∂W₂ = δ₂hᵀ   ∂L/∂b₂ = δ₂   δ₁ = ∂L/∂h = W₂ᵀδ₂
    ∂L/∂W₁ = δ₁xᵀ   ∂L/∂b₁ = δ₁   ∂L/∂x = W₁ᵀδ₁

A batch has one sample a row, so the same products read δᵀa and δW, and bias gradients are sums over the
rows.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from tutor.compute.activations import Activation, activation
from tutor.compute.activations.arrays import FloatArray, real_array
from tutor.compute.backprop.losses import Loss, checked_loss, target_rows


class Parameters(NamedTuple):
    """The weights and biases: W1 (m, n), b1 (m,), W2 (r, m), b2 (r,), W3 (s, r), b3 (s,).

    For a stack of K networks that differ in some of them, those have a leading axis K.
    """

    W1: FloatArray
    b1: FloatArray
    W2: FloatArray
    b2: FloatArray
    W3: FloatArray
    b3: FloatArray


@dataclass(frozen=True, eq=False)
class ForwardPass:
    """What the layers compute: h (m,), z (r,), a (r,) and o (s,), or (B, …) for a batch."""

    h: FloatArray
    z: FloatArray
    a: FloatArray
    o: FloatArray


@dataclass(frozen=True, eq=False)
class Gradients:
    """The loss and its gradient for every quantity of the network, each with the shape of that quantity."""

    loss: float
    dL_do: FloatArray
    dL_da: FloatArray
    dL_dz: FloatArray
    dL_dh: FloatArray
    dL_dx: FloatArray
    dL_dW1: FloatArray
    dL_db1: FloatArray
    dL_dW2: FloatArray
    dL_db2: FloatArray
    dL_dW3: FloatArray
    dL_db3: FloatArray


class ThreeLayerNet:
    """A network of three linear layers with one activation, after the second: n → m → r → f → s.

    Args:
        W1: weights of the first layer, (m, n): one row an output.
        b1: its biases, (m,).
        W2: weights of the second layer, (r, m).
        b2: its biases, (r,).
        W3: weights of the third layer, (s, r).
        b3: its biases, (s,).
        activation: the name of an activation with its default parameters, or an `Activation`.

    Attributes:
        parameters: copies of the weights and biases; W1 … b3 are fields of it.
        activation: the activation f.
        sizes: (n, m, r, s).

    Raises:
        ValueError: if an array has another shape than its neighbours ask for or holds something that is not
            a finite number, or if the activation is not known.
    """

    def __init__(
        self,
        W1: ArrayLike,
        b1: ArrayLike,
        W2: ArrayLike,
        b2: ArrayLike,
        W3: ArrayLike,
        b3: ArrayLike,
        activation: str | Activation = "sigmoid",
    ) -> None:
        self.activation = as_activation(activation)
        first, second, third = _matrix("W1", W1), _matrix("W2", W2), _matrix("W3", W3)
        n, m, r, s = first.shape[1], *(weights.shape[0] for weights in (first, second, third))
        self.sizes: tuple[int, int, int, int] = n, m, r, s
        self.parameters = Parameters(
            W1=first,
            b1=_fitting("b1", _finite("b1", b1), (m,), "one bias for each row of W1"),
            W2=_fitting("W2", second, (r, m), "one column for each row of W1"),
            b2=_fitting("b2", _finite("b2", b2), (r,), "one bias for each row of W2"),
            W3=_fitting("W3", third, (s, r), "one column for each row of W2"),
            b3=_fitting("b3", _finite("b3", b3), (s,), "one bias for each row of W3"),
        )

    def forward(self, x: ArrayLike) -> ForwardPass:
        """Return h, z, a and o for one sample x (n,) or for a batch, one sample a row (B, n).

        Raises:
            ValueError: if x has another shape or holds something that is not a finite number.
        """
        samples = self.samples(x)
        lead = samples.shape[:-1]
        run = layers(self.parameters, self.activation, np.atleast_2d(samples))
        return ForwardPass(*(value.reshape(*lead, -1) for value in (run.h, run.z, run.a, run.o)))

    def gradients(self, x: ArrayLike, y: ArrayLike, loss: str = "mse", reduction: str = "mean") -> Gradients:
        """Return the loss and its gradient for the outputs, the hidden quantities, x and the parameters.

        Args:
            x: one sample (n,), or a batch with one sample a row (B, n).
            y: the targets, (s,) or (B, s); for "ce" a class number, or (B,) of them.
            loss: "mse" (o − y)² · "half_sq" (o − y)²/2 · "bce_logits" binary cross-entropy of σ(o), y in
                [0, 1] · "ce" cross-entropy of softmax(o) with a class number · "ce_soft" with a
                distribution over the classes. Summed over the outputs; cross-entropies in nats.
            reduction: "sum" over the samples, or as PyTorch "mean" over the samples, for mse and bce_logits
                over all B·s entries.

        Raises:
            ValueError: if a shape does not fit, a value is not finite or not a possible target, or the loss
                or the reduction is not known.
        """
        kind = checked_loss(loss, reduction)
        samples = self.samples(x)
        rows, units = np.atleast_2d(samples), self.sizes[-1]
        target = target_rows(kind, y, None if samples.ndim == 1 else len(rows), units)
        return self._backward(
            rows, target, kind, kind.divisor(len(rows), units, reduction), samples.shape[:-1]
        )

    def samples(self, x: ArrayLike) -> FloatArray:
        """Return x as an array (n,) or (B, n), checked.

        Raises:
            ValueError: if x has another shape or holds something that is not a finite number.
        """
        given, n = _finite("x", x), self.sizes[0]
        if given.ndim not in (1, 2) or given.shape[-1] != n or given.size == 0:
            raise ValueError(f"x has shape {given.shape}, expected ({n},), or (B, {n}) with one sample a row")
        return given

    def _backward(
        self, x: FloatArray, y: FloatArray, kind: Loss, divisor: int, lead: tuple[int, ...]
    ) -> Gradients:
        """Back-propagation for the rows of x; `lead` is (B,), or () for one sample without a batch axis."""
        theta = self.parameters
        run = layers(theta, self.activation, x)
        with np.errstate(over="ignore", under="ignore", invalid="ignore"):
            loss = float(kind.terms(run.o, y).sum()) / divisor
            do = kind.slope(run.o, y) / divisor
            da = do @ theta.W3
            dz = da * self.activation.derivative(run.z)
            dh = dz @ theta.W2
            return Gradients(
                loss=loss,
                dL_do=do.reshape(*lead, -1),
                dL_da=da.reshape(*lead, -1),
                dL_dz=dz.reshape(*lead, -1),
                dL_dh=dh.reshape(*lead, -1),
                dL_dx=(dh @ theta.W1).reshape(*lead, -1),
                dL_dW1=dh.T @ x,
                dL_db1=dh.sum(axis=0),
                dL_dW2=dz.T @ run.h,
                dL_db2=dz.sum(axis=0),
                dL_dW3=do.T @ run.a,
                dL_db3=do.sum(axis=0),
            )


def layers(theta: Parameters, function: Activation, x: FloatArray) -> ForwardPass:
    """The forward pass of rows x (B, n), or of a stack of K networks at once: (K, B, …)."""
    with np.errstate(over="ignore", under="ignore", invalid="ignore"):
        h = x @ np.swapaxes(theta.W1, -1, -2) + theta.b1[..., None, :]
        z = h @ np.swapaxes(theta.W2, -1, -2) + theta.b2[..., None, :]
        a = function.value(z)
        o = a @ np.swapaxes(theta.W3, -1, -2) + theta.b3[..., None, :]
    return ForwardPass(h, z, a, o)


def as_activation(function: str | Activation) -> Activation:
    """The activation of that name, or the one given."""
    return function if isinstance(function, Activation) else activation(function)


def _finite(name: str, value: ArrayLike) -> FloatArray:
    array = real_array(name, value)
    if not np.all(np.isfinite(array)):
        raise ValueError(f"{name} must hold finite numbers")
    return array


def _matrix(name: str, value: ArrayLike) -> FloatArray:
    array = _finite(name, value)
    if array.ndim != 2 or array.size == 0:
        raise ValueError(f"{name} has shape {array.shape}, expected a matrix with one row for each output")
    return array


def _fitting(name: str, array: FloatArray, shape: tuple[int, ...], reason: str) -> FloatArray:
    if array.shape != shape:
        raise ValueError(f"{name} has shape {array.shape}, expected {shape}: {reason}")
    return array
