"""What the first visits need, imported while the list of questions is being read."""

from __future__ import annotations

from collections.abc import Callable

from tutor.ui.engine import Engine


def warm_up(engine: Engine, then: Callable[[], object]) -> None:
    """Import and draw once, in small turns on the engine's thread, so that what a learner asks for goes first.

    `then` is called last, on that thread.
    """
    from tutor.explore.catalogue import EXPLORERS

    turns: list[Callable[[], object]] = [_views, _drawing]
    turns += [lambda name=name: _explorer(name) for name in EXPLORERS]  # type: ignore[misc]

    turns.append(then)

    def take(turn: int) -> None:
        turns[turn]()
        if turn + 1 < len(turns):
            engine.submit("warm up", lambda is_stale: take(turn + 1))

    take(0)


def _views() -> None:
    import tutor.ui.explore_view
    import tutor.ui.study
    import tutor.ui.theory_view  # noqa: F401


def _drawing() -> None:
    """Draw a picture: plotext is imported with the first one."""
    from tutor.figures.draw import draw
    from tutor.figures.figure import Figure, Line

    draw(Figure("", "", [Line([0.0, 1.0], [0.0, 1.0])]), 20, 8)


def _explorer(name: str) -> None:
    from tutor.ui.opening import find

    find(name)
