"""Inside a receptive field: which inputs really count, and how their weight is spread."""

from dataclasses import dataclass
from math import prod

from tutor.compute.convnet.geometry import Path, Step

_WIDEST = 1 << 26  # inputs of a field that are still counted one by one: 8 MiB of bits


def count_seen(axes: tuple[Path, ...], lengths: tuple[int, ...]) -> int:
    """Inputs that reach an inner unit.

    The field is laid out as the bits of one integer, row after row, so that a layer is a few shifts.

    Args:
        axes: the path of every axis.
        lengths: the receptive field along each of them.

    Raises:
        ValueError: the field is too large.
    """
    if prod(lengths) > _WIDEST:
        raise ValueError(f"layers: a window of {prod(lengths)} inputs is too wide to count what it sees")
    units = (1,) if len(lengths) == 1 else (lengths[1], 1)
    return _cover(axes, units, _Cover(1, (0,) * len(axes), (1,) * len(axes))).mask.bit_count()


def gradient_variance(path: Path) -> float:
    """Variance of where an inner unit's gradient falls along one axis when every kernel is uniform."""
    return _profile(path, _Profile(0.0, 0.0, 1)).variance


@dataclass(frozen=True, slots=True)
class _Cover:
    mask: int
    starts: tuple[int, ...]  # input coordinates of the mask's lowest bit
    jumps: tuple[int, ...]


def _cover(axes: tuple[Path, ...], units: tuple[int, ...], cover: _Cover) -> _Cover:
    for steps in zip(*axes, strict=True):
        if isinstance(steps[0], Step):
            cover = _slide(steps, units, cover)
        else:
            branches = zip(*(fork.branches for fork in steps), strict=True)
            cover = _join([_cover(branch, units, cover) for branch in branches], units)
    return cover


def _slide(steps: tuple[Step, ...], units: tuple[int, ...], cover: _Cover) -> _Cover:
    mask = cover.mask
    for step, unit, jump in zip(steps, units, cover.jumps, strict=True):
        mask = _repeat(mask, step.k, step.d * jump * unit)
    places = zip(cover.starts, cover.jumps, steps, strict=True)
    starts = tuple(start - step.left * jump for start, jump, step in places)
    return _Cover(mask, starts, tuple(jump * step.s for jump, step in zip(cover.jumps, steps, strict=True)))


def _repeat(mask: int, times: int, distance: int) -> int:
    """The union of `times` copies of the bits, each `distance` further than the one before; by doubling."""
    copies = 1
    while copies < times:
        shift = min(copies, times - copies)
        mask |= mask << shift * distance
        copies += shift
    return mask


def _join(covers: list[_Cover], units: tuple[int, ...]) -> _Cover:
    starts = tuple(min(places) for places in zip(*(cover.starts for cover in covers), strict=True))
    mask = 0
    for cover in covers:
        shifts = zip(cover.starts, starts, units, strict=True)
        mask |= cover.mask << sum((own - first) * unit for own, first, unit in shifts)
    return _Cover(mask, starts, covers[0].jumps)


@dataclass(frozen=True, slots=True)
class _Profile:
    """Mean and variance of where a unit's gradient falls."""

    mean: float
    variance: float
    jump: int


def _profile(path: Path, profile: _Profile) -> _Profile:
    for step in path:
        if isinstance(step, Step):
            move = (step.d * (step.k - 1) / 2 - step.left) * profile.jump
            spread = (step.d * profile.jump) ** 2 * (step.k**2 - 1) / 12
            profile = _Profile(profile.mean + move, profile.variance + spread, profile.jump * step.s)
        else:
            profile = _mix([_profile(branch, profile) for branch in step.branches])
    return profile


def _mix(profiles: list[_Profile]) -> _Profile:
    mean = sum(profile.mean for profile in profiles) / len(profiles)
    variance = sum(profile.variance + (profile.mean - mean) ** 2 for profile in profiles) / len(profiles)
    return _Profile(mean, variance, profiles[0].jump)
