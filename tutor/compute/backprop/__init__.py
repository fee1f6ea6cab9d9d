"""Back-propagation through the homework's three-layer network: gradients, memory, and the gradient check.

>>> from tutor.compute.backprop import ThreeLayerNet, stored_bytes
>>> net = ThreeLayerNet(W1=[[1.0]], b1=[0.0], W2=[[1.0]], b2=[0.0], W3=[[2.0]], b3=[0.0])
>>> net.gradients([0.0], [0.0], loss="half_sq").dL_dz
array([0.5])
>>> stored_bytes(3, 4, 5, 2)
18
"""

from tutor.compute.backprop.check import (
    GradientCheck,
    GradientCheckCurve,
    gradient_check,
    gradient_check_curve,
)
from tutor.compute.backprop.losses import LOSSES, REDUCTIONS
from tutor.compute.backprop.memory import (
    CheckpointPeak,
    checkpoint_peak,
    stored_bytes,
    stored_parameters,
    stored_tensors,
)
from tutor.compute.backprop.network import ForwardPass, Gradients, Parameters, ThreeLayerNet

__all__ = [
    "LOSSES",
    "REDUCTIONS",
    "CheckpointPeak",
    "ForwardPass",
    "GradientCheck",
    "GradientCheckCurve",
    "Gradients",
    "Parameters",
    "ThreeLayerNet",
    "checkpoint_peak",
    "gradient_check",
    "gradient_check_curve",
    "stored_bytes",
    "stored_parameters",
    "stored_tensors",
]
