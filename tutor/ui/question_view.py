"""A question's screen: one class for every question. Explore and Theory are views of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.message import Message
from textual.widgets import ContentSwitcher, Static

from tutor.questions.question import Question
from tutor.ui import opening
from tutor.ui.boxes import Box, Switcher
from tutor.ui.engine import Engine, IsStale
from tutor.ui.opening import Opening

if TYPE_CHECKING:
    from tutor.ui.explore_view import ExploreView


@dataclass
class Loaded(Message):
    """The explorer has been imported; None where there is none of that name."""

    opening: Opening | None


class QuestionView(Box):
    """Shows one question; its views are made when they are first visited."""

    def __init__(self, question: Question, engine: Engine) -> None:
        super().__init__(id=f"question-{question.number.replace('.', '-')}")
        self.question = question
        self.engine = engine
        self.part: str | None = None
        self.numbers: tuple[Mapping[str, str], str | None, str] | None = None

    def compose(self) -> ComposeResult:
        """The Explore view, if all it needs is there; else a place for the views."""
        ready = opening.found(self.question.explorer or "")
        with Switcher(id="views", initial="explore" if ready else "loading"):
            yield self._explore(ready) if ready else Static(Content("Getting ready …"), id="loading")

    def on_mount(self) -> None:
        """Open on Explore, or on Theory where a question has no explorer."""
        self.show("explore" if self.question.explorer else "theory")

    def show(self, view: str) -> None:
        """Show a view by name."""
        switcher = self.query_one("#views", ContentSwitcher)
        if view == "explore" and not switcher.query("#explore"):
            self._load()
        elif view == "theory" and not switcher.query("#theory"):
            from tutor.ui.theory_view import TheoryView

            self.call_later(self._add, TheoryView(self.question))
        else:
            switcher.current = view
            self._focus(view)

    def set_numbers(self, inputs: Mapping[str, str], compare: str | None, part: str) -> None:
        """Put numbers into the Explore view, now or once it is there."""
        self.numbers = (inputs, compare, part)
        self.show("explore")
        for view in self.query("#explore"):
            view.set_numbers(inputs, compare, part)  # type: ignore[attr-defined]

    def choose_part(self, part: str) -> None:
        """Explain the first answer to a part, now or once it is there."""
        self.part = part
        for view in self.query("#explore"):
            view.choose_part(part)  # type: ignore[attr-defined]

    @property
    def explore(self) -> ExploreView | None:
        """The Explore view, while it is shown."""
        switcher = self.query_one("#views", ContentSwitcher)
        shown = switcher.visible_content
        return shown if shown is not None and shown.id == "explore" else None  # type: ignore[return-value]

    def _load(self) -> None:
        """Import the explorer on the engine's thread: it needs numpy."""

        def work(is_stale: IsStale) -> None:
            from tutor.ui import explore_view  # noqa: F401

            try:
                self.post_message(Loaded(opening.find(self.question.explorer or "")))
            except KeyError:
                self.post_message(Loaded(None))

        self.engine.submit(f"load-{self.question.number}", work)

    @on(Loaded)
    async def _loaded(self, event: Loaded) -> None:
        if event.opening is None:
            self.notify(f"There is no explorer “{self.question.explorer}”.", severity="error", markup=False)
            self.show("theory")
        elif not self.query("#explore"):
            await self._add(self._explore(event.opening))

    def _explore(self, ready: Opening) -> ExploreView:
        from tutor.ui.explore_view import ExploreView

        view = ExploreView(ready, self.engine)
        if self.part:
            view.choose_part(self.part)
        if self.numbers:
            view.set_numbers(*self.numbers)
        return view

    async def _add(self, view: Container | ExploreView) -> None:
        switcher = self.query_one("#views", ContentSwitcher)
        with self.app.batch_update():
            await switcher.add_content(view, set_current=True)
        self._focus(view.id or "")

    def focus_view(self) -> None:
        """Put the focus back into the view that is shown."""
        self._focus(self.query_one("#views", ContentSwitcher).current or "")

    def _focus(self, view: str) -> None:
        self.screen.refresh_bindings()
        if view == "explore":
            self.query_one("#explore").focus_first()  # type: ignore[attr-defined]
        elif view == "theory":
            self.query_one("#theory").focus()
