"""Gradient descent: quadratics in closed form, PyTorch's optimizers on any function, line search."""

from tutor.compute.descent.modes import Direction
from tutor.compute.descent.optimizers import (
    OPTIMIZERS,
    SGD,
    Adagrad,
    Adam,
    AdamW,
    Optimizer,
    RMSprop,
    optimizer,
)
from tutor.compute.descent.path import Path, descend
from tutor.compute.descent.quadratic import Quadratic, Tuning

__all__ = [
    "OPTIMIZERS",
    "SGD",
    "Adagrad",
    "Adam",
    "AdamW",
    "Direction",
    "Optimizer",
    "Path",
    "Quadratic",
    "RMSprop",
    "Tuning",
    "descend",
    "optimizer",
]
