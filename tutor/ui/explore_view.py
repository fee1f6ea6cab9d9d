"""The Explore view of any question: fields, computed answers, the reason, and pictures.

It knows an explorer by its declared inputs and its result, and nothing of the mathematics behind it.
All computing happens on the engine's thread; what comes back is shown if it is not out of date.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.events import DescendantFocus
from textual.geometry import Size
from textual.widget import Widget
from textual.widgets import Input

from tutor.ui.actions import NEXT_PANE
from tutor.ui.boxes import Box, Column, Scroll
from tutor.ui.dialog import Choice
from tutor.ui.engine import Engine
from tutor.ui.explaining import about, explanation
from tutor.ui.explore_job import Answered, Drawn, Failed, Job
from tutor.ui.field import Field
from tutor.ui.findings import FindingsList
from tutor.ui.opening import Opening
from tutor.ui.pane_tabs import PaneTabs
from tutor.ui.pictures import PicturePane
from tutor.ui.reason import Reason
from tutor.ui.text import LiveText, write_frame

if TYPE_CHECKING:
    from tutor.explore.result import Result

MOST_PICTURES = 4
MOST_IN_A_COLUMN = 10
PANES = (("numbers", "Numbers"), ("why", "Why"), ("pictures", "Pictures"))


class ExploreView(Box):
    """Fields and what follows from them."""

    HELP = """\
Change any number: the computed answers, the reason and the pictures follow at once.

- `↑` `↓` step the value of the field you are in, `PgUp` `PgDn` by ten steps; or drag the slider.
- `Tab` goes on to the next field, and then to the answers: there `↑` `↓` choose the one that is explained.
- A field that cannot be read says why beside it; the last good answers stay, marked as *not current*.
- A `!` beside an answer means: the paper's worked answer got this wrong. Choose it to see how.
"""

    def __init__(self, opening: Opening, engine: Engine) -> None:
        explorer = opening.explorer
        # Classes that are set before mounting cost nothing; later they style every descendant anew.
        many = " -many" if len(explorer.inputs) > MOST_IN_A_COLUMN else ""
        super().__init__(id="explore", classes=f"-pane-numbers{many}")
        self.explorer = explorer
        self.engine = engine
        self.texts = explorer.defaults()
        self.result: Result = opening.result
        self.first_picture = 0
        self.compare: str | None = None
        self._part: str | None = None
        self._request = 0
        self._resizing = False
        self._panes: list[tuple[int, Size]] = []
        self._fields: dict[str, Field] = {}
        self._focused: Field | None = None

    def compose(self) -> ComposeResult:
        """The panes; their places are the style sheet's."""
        yield PaneTabs(PANES, f"{NEXT_PANE.keys_in_words}: next pane")
        with Box(id="left"):
            with Column(id="numbers"):
                with Column(id="inputs", classes="pane"):
                    with Scroll(id="fields", can_focus=False):
                        for declared in self.explorer.inputs:
                            field = Field(declared, self.texts[declared.name])
                            self._fields[declared.name] = field
                            yield field
                    yield LiveText(id="about")
                yield FindingsList(self.result.findings)
            yield Reason("why")
        with Box(id="pictures"):
            for slot in range(min(MOST_PICTURES, len(self.result.pictures))):
                yield PicturePane(slot)

    def on_mount(self) -> None:
        """Name the panes; compute where the numbers are not the paper's own."""
        for name, title in (("inputs", "Numbers"), ("findings", "Computed"), ("why", "Why")):
            self.query_one(f"#{name}").border_title = title
        if self._part:
            self.choose_part(self._part)
        self._focused = next(iter(self._fields.values()), None)
        self._write_about()
        self._explain()
        if self.compare or self.texts != self.explorer.defaults():
            self._compute()

    def focus_first(self) -> None:
        """Put the focus on the first thing that is shown and can have it."""
        shown = (each for each in self.query("Field, #why, PicturePane") if self._is_shown(each))
        first = next(shown, None)
        if first is not None:
            self.screen.set_focus(first, scroll_visible=False)  # at once; `focus` waits for its turn

    # What the learner does

    def action_reset(self) -> None:
        """Put the paper's own numbers back."""
        for name, text in self.explorer.defaults().items():
            self._fields[name].value = text
        self.compare = None
        self._compute()

    def set_numbers(self, inputs: Mapping[str, str], compare: str | None, part: str) -> None:
        """Put other numbers into the fields, and draw a wrong rule beside the right one, or go to a part."""
        self.first_picture = 0
        known = self.explorer.defaults()
        self.texts.update(known | {name: text for name, text in inputs.items() if name in known})
        for name, field in self._fields.items():
            field.value = self.texts[name]
        self._compare_with(compare)
        if self.compare is None:
            self._part = part
            if compare is not None:
                self.notify("Your rule cannot be drawn here; this is the right answer.", markup=False)

    def _compare_with(self, compare: str | None) -> None:
        """Draw a wrong rule beside the right one; what is said of it comes first."""
        self.compare = compare if compare in self.explorer.wrong_rules else None
        if self.is_mounted:
            self.query_one(FindingsList).choose(0)
            self._compute()

    def action_next_picture(self) -> None:
        """Show the next picture first; where panes are tabs, begin with showing the pictures."""
        tabs = self.query_one(PaneTabs)
        if tabs.display and not self.has_class("-pane-pictures"):
            tabs.go_to("pictures")
            return
        self.first_picture = (self.first_picture + 1) % len(self.result.pictures)
        self._draw_again()

    def action_next_pane(self) -> None:
        """Show the next pane where they are tabs; else put the focus into it."""
        if self.query_one("#tabs").display:
            self.query_one(PaneTabs).action_go(1)
            return
        panes = [self.query_one("#inputs"), *self.query("#findings, #why, PicturePane")]
        panes = [pane for pane in panes if self._is_shown(pane)]
        if not panes:
            return  # the terminal is too small for any
        here = next((at for at, pane in enumerate(panes) if pane.has_focus or pane.has_focus_within), -1)
        pane = panes[(here + 1) % len(panes)]
        if pane.id == "inputs":
            self.focus_first()
        else:
            pane.focus()

    def on_show(self) -> None:
        """Take the focus again after the terminal was too small for anything."""
        if self.screen.focused is None:
            self.focus_first()

    def action_compare(self) -> None:
        """Let the learner choose a wrong rule to be drawn beside the right one."""
        ways = [("none", "none: the right rule alone"), *self.explorer.wrong_rules.items()]
        text = "Which wrong rule is to be drawn beside the right one?"
        at = list(self.explorer.wrong_rules).index(self.compare) + 1 if self.compare else 0
        self.app.push_screen(Choice("Common mistakes", text, ways, at), self._chosen_rule)

    def _chosen_rule(self, rule: str | None) -> None:
        if rule is not None:
            self.first_picture = 0
            self._compare_with(rule)

    def action_zoom(self) -> None:
        """Show the first picture alone, or all as before."""
        self.toggle_class("-zoomed")

    def choose_part(self, part: str) -> None:
        """Put the cursor on the first answer to a part, now or once there are answers."""
        self._part = part
        if self.is_mounted:
            parts = [finding.part for finding in self.result.findings]
            match = next((i for i, each in enumerate(parts) if each.startswith(part)), None)
            self._part = None
            if match is not None:
                self.query_one(FindingsList).choose(match)

    @on(Input.Changed)
    def _field_changed(self, event: Input.Changed) -> None:
        event.stop()
        if isinstance(event.input, Field) and self.texts[event.input.declared.name] != event.value:
            self.texts[event.input.declared.name] = event.value
            self._compute()

    @on(DescendantFocus)
    def _focus_moved(self, event: DescendantFocus) -> None:
        if isinstance(event.widget, Field):
            self._focused = event.widget
            self._write_about()

    def _write_about(self) -> None:
        """Say what the focused field means, or in full what is wrong with a field."""
        faulty = [field for field in self._fields.values() if field.fault]
        field = self._focused if self._focused in faulty or not faulty else faulty[0]
        if field is None:
            return
        line = self.query_one("#about", LiveText)
        line.set_class(bool(field.fault), "-fault")
        line.show(about(field))

    @on(FindingsList.Chosen)
    def _finding_chosen(self) -> None:
        self._explain()

    @on(PaneTabs.Chosen)
    def _pane_chosen(self, event: PaneTabs.Chosen) -> None:
        event.stop()
        for name, _ in PANES:
            self.set_class(event.name == name, f"-pane-{name}")
        self.call_after_refresh(self._focus_shown)

    def _focus_shown(self) -> None:
        """Where panes are tabs, the focus must not stay in a pane that is hidden."""
        if self.query_one("#tabs").display and (
            self.screen.focused is None or not self._is_shown(self.screen.focused)
        ):
            self.focus_first()

    def _is_shown(self, widget: Widget) -> bool:
        return isinstance(widget, PaneTabs) or all(node.display for node in widget.ancestors_with_self)

    @on(PicturePane.Resized)
    def _pane_resized(self, event: PicturePane.Resized) -> None:
        event.stop()
        if not self._resizing:
            self._resizing = True
            self.call_after_refresh(self._draw_again)

    # What the engine does

    def _compute(self) -> None:
        """Read the fields, answer, draw."""
        self._request += 1
        self._submit("explore", None)

    def _draw_again(self) -> None:
        """Draw what was answered, in panes of another size or from another picture on."""
        self._resizing = False
        self._submit("draw", self.result)

    def _submit(self, what: str, result: Result | None) -> None:
        panes = self._panes = [(pane.slot, pane.room) for pane in self.query(PicturePane) if pane.room.area]
        job = Job(
            self.explorer, self._request, dict(self.texts), self.compare, self.first_picture, panes, result
        )
        key = f"{what}-{self.explorer.question}"
        self.engine.submit(key, lambda is_stale: job.run(self.post_message, is_stale))

    # What is shown

    @on(Answered)
    def _answered(self, event: Answered) -> None:
        event.stop()
        if event.request != self._request:
            return
        for name, field in self._fields.items():
            field.fault = event.faults.get(name, "")
        self._write_about()
        self.set_class(bool(event.faults), "-stale")
        findings = self.query_one(FindingsList)
        if event.faults:
            write_frame(findings, "Computed", f"not current: see {', '.join(event.faults)}")
        elif event.result:
            self.result = event.result
            write_frame(findings, "Computed", self._comparing())
            findings.show(event.result.findings)
            if self._part:
                self.choose_part(self._part)
            self._explain()
            self._hide_spare_panes(len(event.result.pictures))
            if not self._panes:
                self._draw_again()  # there was nowhere to draw yet

    @on(Drawn)
    def _drawn(self, event: Drawn) -> None:
        event.stop()
        if event.result is self.result:
            pictures = self.result.pictures
            place = f"{event.index + 1} of {len(pictures)}"
            pane = self.query_one(f"#picture-{event.slot}", PicturePane)
            pane.show(pictures[event.index].title, place, event.caption, event.drawing)

    @on(Failed)
    def _failed(self, event: Failed) -> None:
        event.stop()
        self.set_class(True, "-stale")
        text = f"The program failed here; your numbers are not at fault.\n{event.why}"
        self.query_one(Reason).show(Content.styled(text, "$text-error"))

    def _comparing(self) -> str:
        return f"drawn beside it: {self.explorer.wrong_rules[self.compare]}" if self.compare else ""

    def _hide_spare_panes(self, pictures: int) -> None:
        for pane in self.query(PicturePane):
            pane.set_class(pane.slot >= pictures, "-spare")

    def _explain(self) -> None:
        if not self.result.findings:
            return
        finding = self.result.findings[self.query_one(FindingsList).cursor]
        self.query_one(Reason).show(explanation(finding))
        write_frame(self.query_one(Reason), f"Why ({finding.part})")
