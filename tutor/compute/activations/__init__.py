"""Activation functions: values, first and second derivatives, one-sided limits, landmarks; swish's limits.

>>> from tutor.compute.activations import activation, swish_minimum
>>> activation("relu").one_sided(0.0)
OneSided(left=0.0, right=1.0, exists=False, value=None, clarke=(0.0, 1.0))
>>> swish_minimum(1.0)
(-1.278464542761074, -0.2784645427610738)
"""

from tutor.compute.activations.catalogue import ACTIVATIONS, activation
from tutor.compute.activations.graph import Landmarks, Point, TurningPoint, landmarks
from tutor.compute.activations.model import Activation, OneSided
from tutor.compute.activations.swish_family import (
    SwishLandmarks,
    swish,
    swish_landmarks,
    swish_limit,
    swish_minimum,
)

__all__ = [
    "ACTIVATIONS",
    "Activation",
    "Landmarks",
    "OneSided",
    "Point",
    "SwishLandmarks",
    "TurningPoint",
    "activation",
    "landmarks",
    "swish",
    "swish_landmarks",
    "swish_limit",
    "swish_minimum",
]
