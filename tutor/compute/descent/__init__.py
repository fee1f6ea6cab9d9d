"""Gradient descent: quadratics in closed form, PyTorch's optimizers on any function, line search, minima."""

from tutor.compute.descent.minimum import Minimum, hessian, local_quadratic, minimize
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
from tutor.compute.descent.search import LineSearch, backtracking, line_search
from tutor.compute.descent.stationary import stationary_points

__all__ = [
    "OPTIMIZERS",
    "SGD",
    "Adagrad",
    "Adam",
    "AdamW",
    "Direction",
    "LineSearch",
    "Minimum",
    "Optimizer",
    "Path",
    "Quadratic",
    "RMSprop",
    "Tuning",
    "backtracking",
    "descend",
    "hessian",
    "line_search",
    "local_quadratic",
    "minimize",
    "optimizer",
    "stationary_points",
]
