"""Pictures of question 2 with a bar for each layer: its parameters, its operations."""

from __future__ import annotations

from tutor.explore.convolution.setting import Setting
from tutor.explore.convolution.words import grouped, percent
from tutor.explore.convolution.wrong import DRAWN, parameter_rule
from tutor.figures.figure import Axis, Bars, Figure


def parameters_by_layer(setting: Setting, compare: str | None) -> Figure:
    """Draw the parameters of every layer; a wrong count stands below the right one."""
    table, rule = setting.table, parameter_rule(compare)
    total = table.total_parameters
    counts = [row.parameters for row in table]
    wrong = counts if rule is None else rule(setting, table)
    bars: list[Bars] = []
    for row, count, other in zip(table, counts, wrong, strict=True):
        bars.append(Bars([row.layer], [count], texts=[_share(count, total)]))
        if other != count:
            bars.append(Bars(["your rule"], [other], "wrong", [grouped(other)]))
    caption = _most("parameters", [row.layer for row in table], counts)
    if rule is not None and compare is not None:
        caption += f" {_wrong_total(DRAWN[compare], sum(wrong), total)}"
    return Figure("Parameters by layer", caption, bars, Axis("parameters"))


def macs_by_layer(setting: Setting) -> Figure:
    """Draw the multiply-adds of every layer."""
    names, counts = [row.layer for row in setting.table], [row.macs for row in setting.table]
    texts = [_share(count, sum(counts)) for count in counts]
    caption = _most("multiply-adds", names, counts)
    return Figure(
        "Multiply-adds by layer",
        caption,
        [Bars(names, counts, "second", texts)],
        Axis("multiply-adds (MACs) for one image"),
    )


def _share(part: int, whole: int) -> str:
    return f"{grouped(part)} ({percent(part, whole)})" if part else "0"


def _most(what: str, names: list[str], counts: list[int]) -> str:
    total = sum(counts)
    if not total:
        return f"No layer has any {what}."
    most = max(range(len(counts)), key=counts.__getitem__)
    return f"Of {grouped(total)} {what} {names[most]} has {grouped(counts[most])}, {percent(counts[most], total)}."


def _wrong_total(words: str, wrong: int, right: int) -> str:
    if wrong == right:
        return f"{words.capitalize()} changes nothing here."
    return f"{words.capitalize()} gives {grouped(wrong)} in all."
