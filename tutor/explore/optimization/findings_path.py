"""Part 5.3: where the chosen way is after T steps."""

from __future__ import annotations

import numpy as np

from tutor.compute.descent import Path
from tutor.explore.format import count, number, subscript, vector
from tutor.explore.optimization.setting import Setting
from tutor.explore.result import Finding


def after(setting: Setting, path: Path) -> Finding:
    """Return the last point of the path, or how it ended early."""
    label = f"after {count(setting.steps, 'step')}"
    name = setting.way.name
    if path.diverged_at is not None:
        value, why = ended(path)
        return Finding(
            "5.3", label, value, f"{name[:1].upper()}{name[1:]}, s = {number(setting.step)}: {why}"
        )
    last = path.points[-1]
    f_first, f_last = number(path.values[0]), number(path.values[-1])
    x, y = f"x{subscript(setting.steps)}", f"y{subscript(setting.steps)}"
    reason = (
        f"({x}, {y}) = {vector(last)} by {name}, s = {number(setting.step)}.\n"
        f"f went from {f_first} to {f_last}"
    )
    if setting.target is not None:
        reason += f"; the distance to the minimum is {number(float(setting.gap(last)))}"
    return Finding("5.3", label, vector(last), f"{reason}.")


def ended(path: Path) -> tuple[str, str]:
    """Return how a path ended early: it grew beyond all bounds, or stepped where f is not defined."""
    step, last = path.diverged_at, path.points[-1]
    if max(float(np.abs(last).max()), abs(float(path.values[-1]))) > 1e100:
        return (
            f"diverges at step {step}",
            f"at step {step} a number is beyond what the computer can hold: it diverges.",
        )
    where = f"step {step} from {vector(last)} leads to where f has no finite value."
    return f"f is undefined at step {step}", where
