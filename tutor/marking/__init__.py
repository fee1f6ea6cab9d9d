"""An answer and what was expected → a verdict and a diagnosis.

    from tutor.marking import mark, diagnose, Verdict, warm_up

`mark(kind, answer, expected=…)` gives a `Verdict`; what `expected` looks like for a kind stands at the head of its
module in `tutor.marking.kinds`. `diagnose` names the wrong rule behind a wrong answer. `warm_up` pays for the first
use in advance. A verdict depends on the answer and the question alone: points are seeded by the two texts, and the
budget is processor time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tutor.marking.verdict import Outcome, Verdict

if TYPE_CHECKING:
    from tutor.marking.diagnosis import Diagnosis, Mistake, diagnose
    from tutor.marking.marker import mark
    from tutor.marking.warmth import warm_up

__all__ = ["Diagnosis", "Mistake", "Outcome", "Verdict", "diagnose", "mark", "warm_up"]

_HOMES = {
    "mark": "tutor.marking.marker",
    "diagnose": "tutor.marking.diagnosis",
    "Diagnosis": "tutor.marking.diagnosis",
    "Mistake": "tutor.marking.diagnosis",
    "warm_up": "tutor.marking.warmth",
}


def __getattr__(name: str) -> Any:
    """Load what needs numpy when it is first asked for, so that a `Verdict` alone costs nothing."""
    if name not in _HOMES:
        raise AttributeError(f"tutor.marking has no {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
