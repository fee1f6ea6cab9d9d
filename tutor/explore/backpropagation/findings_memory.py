"""Part 1.2: the bytes to store, and the other ways of counting them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from tutor.compute.activations import ACTIVATIONS, activation
from tutor.compute.backprop import stored_bytes, stored_tensors
from tutor.explore.backpropagation.setting import Setting
from tutor.explore.backpropagation.words import called, slope, vector_name
from tutor.explore.format import joined
from tutor.explore.result import Finding

_LETTERS = {"x": "n", "h": "m", "z": "r", "a": "r", "o": "s"}


def memory_findings(setting: Setting) -> list[Finding]:
    """Return the bytes of what must be stored, then with the input, the output and z₂ counted."""
    return [_needed(setting), _with_input(setting), _with_output(setting), _with_z(setting)]


def formula(setting: Setting, tensors: Sequence[str]) -> str:
    """Return the bytes of these vectors in letters, 2(m+2r), with the batch size where there is one."""
    letters = [_LETTERS[each] for each in tensors]
    times = {letter: letters.count(letter) for letter in "nmrs" if letter in letters}
    inside = "+".join(f"{count}{letter}" if count > 1 else letter for letter, count in times.items())
    batch = f"·{setting.batch}" if setting.batch > 1 else ""
    return f"{setting.bytes}{batch}({inside})"


def in_bytes(setting: Setting, tensors: Sequence[str]) -> int:
    """Return the bytes of these vectors for the whole batch."""
    sizes = {"x": setting.n, "h": setting.m, "z": setting.r, "a": setting.r, "o": setting.s}
    return setting.bytes * setting.batch * sum(sizes[each] for each in tensors)


def _counted(setting: Setting, tensors: Sequence[str]) -> str:
    return f"{formula(setting, tensors)} = {in_bytes(setting, tensors)}"


def _needed(setting: Setting) -> Finding:
    sizes = {"h": f"h has m = {setting.m}", "z": f"z₂ has r = {setting.r}", "a": f"a has r = {setting.r}"}
    parts = " + ".join(str({"h": setting.m}.get(each, setting.r)) for each in setting.kept)
    batch = f"·{setting.batch} samples" if setting.batch > 1 else ""
    n, m, r, s = setting.n, setting.m, setting.r, setting.s
    reason = (
        f"{joined([sizes[each] for each in setting.kept])} numbers: {setting.bytes} bytes{batch}·({parts}) = "
        f"{setting.kept_bytes} bytes.\n"
        f"x is the input, not an intermediate vector; the weights' {m * n} + {r * m} + {s * r} numbers are in memory "
        "anyway, pass or no pass."
    )
    slip = "says 2(m+r+s), the s for ∂L/∂o: that does not exist yet in the forward pass." * setting.is_paper
    return Finding("1.2", "bytes to store", f"{_counted(setting, setting.kept)} bytes", reason, slip)


def _with_input(setting: Setting) -> Finding:
    counted = _counted(setting, ["x", *setting.kept])
    reason = (
        f"x has n = {setting.n} numbers: {counted} bytes.\n∂L/∂W₁ = δ₁xᵀ uses x, and automatic differentiation "
        "does keep it; right as well if you say that you count it."
    )
    return Finding("1.2", "x counted too", counted, reason)


def _with_output(setting: Setting) -> Finding:
    counted = _counted(setting, [*setting.kept, "o"])
    arguments = (setting.n, setting.m, setting.r, setting.s, setting.batch, setting.function, setting.loss)
    torch = stored_tensors(*arguments, kept="autograd")
    size = stored_bytes(*arguments, setting.bytes, count_input=True, kept="autograd")
    reason = (
        f"o has s = {setting.s} numbers: {counted} bytes. Most losses need it (or softmax(o), or o − y) for ∂L/∂o.\n"
        f"Right if the s is said to be o; ∂L/∂o itself is made by the backward pass.\n"
        f"With x: {_counted(setting, ['x', *setting.kept, 'o'])}. "
        f"PyTorch keeps {joined([vector_name(each) for each in torch])} for this loss: {size} bytes."
    )
    return Finding("1.2", "o kept for the loss", counted, reason)


def _with_z(setting: Setting) -> Finding:
    needed, by_habit = _who_needs_z()
    others = f"Needed by {needed}, which turn round; PyTorch keeps it for {by_habit} as well."
    name = called(setting.function.name)
    if "z" in setting.kept:
        without = [each for each in setting.kept if each != "z"]
        reason = (
            f"{_counted(setting, without)} bytes without z₂ would be too little for {name}: one output a belongs "
            f"to two z₂, with slopes of opposite sign.\n{others}"
        )
        return Finding("1.2", "without z₂", f"{_counted(setting, without)}: too little", reason)
    counted = _counted(setting, [*setting.kept, "z"])
    reason = (
        f"z₂ has r = {setting.r} numbers: {counted} bytes.\nEnough, but not necessary for {name}: "
        f"{slope(setting.function)} follows from a.\n{others}"
    )
    return Finding("1.2", "z₂ kept too", counted, reason)


@cache
def _who_needs_z() -> tuple[str, str]:
    """The activations whose backward pass needs z, and the further ones for which PyTorch keeps it."""
    functions = [activation(name) for name in ACTIVATIONS]
    needed = [each for each in functions if not each.slope_from_output]
    further = [
        each
        for each in functions
        if each.slope_from_output and "z" in stored_tensors(1, 1, 1, 1, activation=each, kept="autograd")
    ]
    by_need, by_habit = (joined([called(each.name) for each in group]) for group in (needed, further))
    return by_need, by_habit
