"""What the engine does for an Explore view: read, compute, draw; each result is posted as soon as it is there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from textual.geometry import Size
from textual.message import Message

from tutor.ui.engine import IsStale

if TYPE_CHECKING:
    from tutor.explore.explorer import Explorer
    from tutor.explore.result import Result
    from tutor.figures.figure import Drawing

Post = Callable[[Message], object]


@dataclass
class Answered(Message):
    """The engine has read the texts: a result, or None where a field is at fault."""

    request: int
    faults: dict[str, str]
    result: Result | None


@dataclass
class Drawn(Message):
    """The engine has drawn a picture for a pane."""

    request: int
    slot: int
    index: int
    caption: str
    drawing: Drawing
    result: Result


@dataclass
class Failed(Message):
    """The program failed; the learner did nothing wrong."""

    request: int
    why: str


@dataclass(frozen=True)
class Job:
    """One request: the texts as typed, and the panes (slot and size) that show pictures from `first` on."""

    explorer: Explorer
    request: int
    texts: Mapping[str, str]
    compare: str | None
    first: int
    panes: Sequence[tuple[int, Size]]
    result: Result | None = None
    """What was answered before, where only the panes have changed."""

    def run(self, post: Post, is_stale: IsStale) -> None:
        """Post an Answered, then a Drawn for each pane; or a Failed, whatever goes wrong."""
        try:
            result = self.result
            if result is None:
                faults, result = self._answer()
                post(Answered(self.request, faults, result))
            for slot, size in self.panes:
                if result is None or is_stale() or slot >= len(result.pictures):
                    return
                post(self._draw(result, slot, size))
        except Exception as failure:  # the screen must live on and say so
            post(Failed(self.request, f"{type(failure).__name__}: {failure}"))

    def _answer(self) -> tuple[dict[str, str], Result | None]:
        from tutor.explore.explorer import InputFault

        reading = self.explorer.read(self.texts)
        if reading.faults:
            return dict(reading.faults), None
        try:
            return {}, self.explorer.result(reading, self.compare)
        except InputFault as fault:
            return {fault.name: str(fault)}, None

    def _draw(self, result: Result, slot: int, size: Size) -> Drawn:
        from tutor.figures.draw import draw

        index = (self.first + slot) % len(result.pictures)
        figure = result.pictures[index].figure
        drawing = draw(replace(figure, title=""), size.width, size.height)  # the frame has the title
        return Drawn(self.request, slot, index, figure.caption, drawing, result)
