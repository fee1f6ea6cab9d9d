"""Activation functions by name (a drawn text), with their one-sided derivatives."""

from __future__ import annotations

from tutor.compute.activations import activation, swish, swish_minimum
from tutor.questions.core import Programs


def _derivative(name: str, x: float, order: int = 1) -> float:
    return activation(name).derivative(float(x), int(order))


FUNCTIONS: Programs = {
    "activations.value": (lambda name, x: activation(name).value(float(x)), 2, 2),
    "activations.derivative": (_derivative, 2, 3),
    "activations.left": (lambda name, x0: activation(name).one_sided(float(x0)).left, 2, 2),
    "activations.right": (lambda name, x0: activation(name).one_sided(float(x0)).right, 2, 2),
    "activations.swish": (lambda x, beta: swish(float(x), float(beta)), 2, 2),
    "activations.swish_minimum": (lambda beta: swish_minimum(float(beta)), 1, 1),
}
