"""The inputs of question 4, read, with what follows from them at once.

The paper writes ce(p, x), prediction first; `tutor.compute.information` takes the target first.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from tutor.compute.information import BernoulliFit, bernoulli_mle, cross_entropy, entropy, kl
from tutor.explore.inputs import split_list
from tutor.explore.typed import read_number

MOST_LABELS = 200
_COUNTED = re.compile(r"([0-9]{1,3})\s+of\s+([0-9]{1,3})")


def read_labels(text: str) -> tuple[int, ...]:
    """Return the labels typed as "1 0 0 1", "1, 0, 0, 1", "1001" or, ones first, "2 of 4".

    Raises:
        ValueError: for the first label that is wrong, or numbers that do not fit.
    """
    counted = _COUNTED.fullmatch(text.strip())
    if counted:
        return _count_out(int(counted[1]), int(counted[2]))
    items = [digit for item in split_list(text) for digit in (item if set(item) <= {"0", "1"} else [item])]
    if not 1 <= len(items) <= MOST_LABELS:
        raise ValueError(f"needs 1 to {MOST_LABELS} labels, not {len(items)}")
    return tuple(_read_label(item, place) for place, item in enumerate(items, start=1))


def _count_out(ones: int, size: int) -> tuple[int, ...]:
    if not 1 <= size <= MOST_LABELS:
        raise ValueError(f"needs 1 to {MOST_LABELS} labels, not {size}")
    if ones > size:
        raise ValueError(f"{ones} of {size} labels cannot be 1")
    return (1,) * ones + (0,) * (size - ones)


def _read_label(item: str, place: int) -> int:
    try:
        value = read_number(item)
    except ValueError as fault:
        raise ValueError(f"label {place}: {fault}") from None
    if value not in (0, 1):
        raise ValueError(f"label {place}: must be 0 or 1")
    return int(value)


@dataclass(frozen=True)
class Setting:
    """A prediction p, a target x, hard labels, and the unit in which losses are told."""

    p: float
    x: float
    labels: tuple[int, ...]
    unit: str

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Setting:
        """Return the setting that the read inputs describe."""
        return cls(values["p"], values["x"], values["data"], values["unit"])

    @property
    def log(self) -> str:
        """How the unit's logarithm is written."""
        return "ln" if self.unit == "nats" else "log₂"

    @property
    def scale(self) -> float:
        """How many nats one unit is."""
        return 1.0 if self.unit == "nats" else math.log(2)

    @property
    def per_unit(self) -> str:
        """What follows a formula for nats where the unit is the bit."""
        return "" if self.unit == "nats" else "/ln 2"

    @property
    def ones(self) -> int:
        """How many labels are 1."""
        return sum(self.labels)

    @property
    def size(self) -> int:
        """How many labels there are."""
        return len(self.labels)

    @property
    def zeros(self) -> int:
        """How many labels are 0."""
        return self.size - self.ones

    @cached_property
    def fit(self) -> BernoulliFit:
        """The best coin for the labels."""
        return bernoulli_mle(self.labels, unit=self.unit)

    @property
    def mean(self) -> float:
        """The mean of the labels, x̄."""
        return self.fit.p_hat

    @cached_property
    def cross(self) -> float:
        """The loss of p against x, ce(p, x)."""
        return self.cost(self.x)

    @cached_property
    def floor(self) -> float:
        """The entropy of the target, H(x)."""
        return float(entropy(self.x, unit=self.unit))

    @cached_property
    def excess(self) -> float:
        """The divergence KL(x‖p)."""
        return float(kl(self.x, self.p, unit=self.unit))

    @cached_property
    def nll(self) -> float:
        """Negative log-likelihood of p on all labels."""
        return self.size * self.cost(self.mean)

    @property
    def logit(self) -> float:
        """The t with p = σ(t); infinite at the edges."""
        if self.p in (0.0, 1.0):
            return math.inf if self.p else -math.inf
        return math.log(self.p) - math.log1p(-self.p)

    def cost(self, target: float) -> float:
        """Return the loss of p against a target: −log p for 1, −log(1 − p) for 0."""
        return float(cross_entropy(target, self.p, unit=self.unit))

    def ruled_out(self, target: float) -> str:
        """Return which label p excludes although the target expects it: "a 1", "a 0", or ""."""
        if self.p == 0 and target > 0:
            return "a 1"
        return "a 0" if self.p == 1 and target < 1 else ""
