"""Free functions: an f that stands for any smooth function.

It is sampled as one particular smooth function that no formula hits by accident, given by a formula, so that its
derivatives are exact.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from hashlib import sha256
from random import Random

from tutor import maths
from tutor.maths import Definition


def free_functions(names: Sequence[str]) -> dict[str, Definition]:
    """A smooth function for each name, the same whenever it is asked for."""
    return {name: _smooth(name) for name in names}


@lru_cache(maxsize=64)
def _smooth(name: str) -> Definition:
    random = Random(sha256(name.encode()).digest())
    a, b, c, d, e = (f"{random.randint(401, 1599)}/1000" for _ in range(5))
    return Definition(("x",), maths.read(f"{a}*sin({b}*x+{c})+{d}*exp({e}*x/3)+x^2/7", ["x"]).tree)
