"""Part 2.4: how far the last unit sees, and what one unit really gets of the image."""

from __future__ import annotations

from collections.abc import Sequence

from tutor.explore.convolution.setting import Setting, Sight, pick
from tutor.explore.convolution.windows import Place
from tutor.explore.convolution.words import grouped, listed, square
from tutor.explore.format import count, joined
from tutor.explore.result import Finding


def receptive_fields(setting: Setting) -> list[Finding]:
    """Return the findings of part 2.4."""
    return [_field(setting), _unit(setting)]


def _field(setting: Setting) -> Finding:
    last = setting.field_rows[-1].rf
    sums = [_sum(setting.field_places(axis), pick(last, axis)) for axis in (0, 1)]
    lines = [f"r = 1 + Σ d(k − 1)·j, where j is the product of the strides before: {sums[0]}."]
    if sums[0] != sums[1]:
        lines = [
            f"Height: {sums[0]}, as r = 1 + Σ d(k − 1)·j, j the product of the strides before.",
            f"Width: {sums[1]}.",
        ]
    grown = listed([square(row.rf) for row in setting.field_rows])
    lines.append(f"After each layer: {grown}.")
    lines.append("Padding only moves the window, and the number of channels does not matter.")
    return Finding("2.4", "receptive field", square(last), "\n".join(lines))


def _sum(stack: tuple[Place, ...], total: int) -> str:
    """Return 1 + 4·1 + 4·2 = 13; layers that look at one place only add nothing and stay out."""
    terms, jump = ["1"], 1
    for place in stack:
        if place.window.span > 1:
            terms.append(f"{place.window.span - 1}·{grouped(jump)}")
        jump *= place.window.s
    return f"{listed(terms, ' + ')} = {grouped(total)}"


def _unit(setting: Setting) -> Finding:
    rows, columns = (setting.sight(axis, index) for axis, index in enumerate(setting.unit))
    value = f"{rows.seen}×{columns.seen} pixels" if rows.seen and columns.seen else "nothing but padding"
    lines = [f"Rows: {_span(rows, 'row')}.", f"Columns: {_span(columns, 'column')}."]
    field = pick(setting.field_rows[-1].rf, 0), pick(setting.field_rows[-1].rf, 1)
    missing = field[0] * field[1] - rows.seen * columns.seen
    if missing:
        lines.append(
            f"{rows.seen}·{columns.seen} = {grouped(rows.seen * columns.seen)} of its {square(field)} = "
            f"{grouped(field[0] * field[1])} places are pixels; the others {_others([rows, columns])}."
        )
    else:
        lines.append("Its whole window lies on the image.")
    if setting.unit != (0, 0):
        corner = [setting.sight(axis, 0).seen for axis in (0, 1)]
        lines.append(f"In the corner, unit (0, 0) sees {corner[0]}×{corner[1]}.")
    return Finding("2.4", f"unit ({setting.unit[0]}, {setting.unit[1]}) sees", value, "\n".join(lines))


def _span(sight: Sight, name: str) -> str:
    window = f"the window runs from {grouped(sight.first)} to {grouped(sight.last)}"
    if sight.ends is None:
        return f"{window}, and no pixel of 0 to {sight.n - 1} reaches the unit"
    first, last = sight.ends
    holes = ", with holes" if last - first + 1 > sight.seen else ""
    return f"{window}; of the image, 0 to {sight.n - 1}, it gets {first} to {last}{holes}: {count(sight.seen, name)}"


def _others(sights: Sequence[Sight]) -> str:
    """Say why some places of the window are no pixels that reach the unit."""
    inside = [min(sight.last, sight.n - 1) - max(sight.first, 0) + 1 for sight in sights]
    padded = any(sight.first < 0 or sight.last >= sight.n for sight in sights)
    skipped = any(sight.seen < places for sight, places in zip(sights, inside, strict=True))
    return joined(["lie in the padding"] * padded + ["are skipped by dilation or stride"] * skipped, "or")
