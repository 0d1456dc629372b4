"""Writing down a check of the filter, and a yearly review."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from trent_desktop.clock import Clock
from trent_desktop.journeys import Day, day_of
from trent_desktop.oversight.filter_checks.values import (
    Item,
    NewCheck,
    NewYearlyReview,
    Profile,
    Result,
    YearlyReview,
)
from trent_desktop.problems import AnswersRefused
from ui.components.buttons import PrimaryButton, SecondaryButton
from ui.components.cards import Card
from ui.components.choice_box import ChoiceBox
from ui.components.choices import Option, RadioGroup
from ui.components.fields import FieldBlock, TextArea, TextField
from ui.components.pages import ScrollPage, flow
from ui.components.words import body
from ui.components.wrong_fields import say_beside
from ui.journeys.day_control import DayControl
from ui.school.settings.days import wrong_day
from ui.theme import SPACE

_RESULTS = [
    Option(one.value, one.words)
    for one in (Result.NOT_TRIED, Result.AS_IT_SHOULD, Result.NOT_AS_IT_SHOULD)
]


class _Form:
    """Fields one below the other. What was refused stays typed, with what is wrong beside it."""

    def __init__(self, page: ScrollPage, cancel: Callable[[], object]) -> None:
        self.blocks: dict[str, FieldBlock] = {}
        self.card = Card(gap=SPACE.base)
        page.column.addWidget(self.card)
        self.act = PrimaryButton("Write it down")
        self.cancel = SecondaryButton("Cancel")
        self.cancel.clicked.connect(cancel)
        page.column.addWidget(flow(self.act, self.cancel))
        page.column.addStretch(1)

    def add(self, name: str, block: FieldBlock) -> None:
        self.blocks[name] = block
        self.card.column.addWidget(block)

    def refuse(self, error: Exception) -> bool:
        """Show what is wrong; whether it was something of this form."""
        self.act.setEnabled(True)
        if not isinstance(error, AnswersRefused):
            return False
        say_beside(self.blocks, dict(error.errors))
        return True


class CheckForm(_Form):
    """One check: when, on what, where, as whom; then each thing that was tried."""

    def __init__(
        self,
        page: ScrollPage,
        clock: Clock,
        save: Callable[[NewCheck], object],
        cancel: Callable[[], object],
    ) -> None:
        super().__init__(page, cancel)
        self._id = uuid.uuid4()
        self.day = _day("When was it tried?", clock)
        self.device = TextField(name="Device")
        self.place = TextField(name="Place")
        self.profile = RadioGroup(
            [Option(one.value, one.words) for one in Profile], name="Signed in as?", narrowest=150
        )
        self.results = {item: ChoiceBox(_RESULTS, name=item.words) for item in Item}
        self.done = TextArea(name="What was done about it", lines=3)
        self.add("on", FieldBlock("When was it tried?", self.day))
        self.add("device", FieldBlock("Device", self.device, hint="For example iPad 12."))
        self.add("place", FieldBlock("Place", self.place, hint="For example Year 4 classroom."))
        self.add("profile", FieldBlock("Signed in as?", self.profile))
        self.add("results", FieldBlock("What came out?", self._table()))
        self.add(
            "done",
            FieldBlock(
                "What was done about what was not as it should be?",
                self.done,
                hint="And how whoever looks after the filter was told.",
                optional=True,
            ),
        )
        self._save = save
        self.act.clicked.connect(self._press)

    def _table(self) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE.base)
        grid.setVerticalSpacing(SPACE.tight)
        grid.setColumnStretch(0, 1)
        for at, (item, box) in enumerate(self.results.items()):
            words = body(item.words)
            words.setBuddy(box)
            grid.addWidget(words, at, 0, Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(box, at, 1)
        holder.setFocusProxy(next(iter(self.results.values())))
        return holder

    def _press(self) -> None:
        if not _is_day(self.day, self.blocks["on"]):
            return
        profile = self.profile.value()
        on = day_of(self.day.value())
        assert on is not None  # noqa: S101 - looked at above
        self.act.setEnabled(False)
        self._save(
            NewCheck(
                self._id,
                on,
                self.device.text(),
                self.place.text(),
                Profile(profile) if profile else None,
                {item: Result(box.value) for item, box in self.results.items()},
                self.done.toPlainText(),
            )
        )


class ReviewForm(_Form):
    """A yearly review. `before` is the one before it: who is responsible stands there already."""

    def __init__(
        self,
        page: ScrollPage,
        clock: Clock,
        before: YearlyReview | None,
        dsl: str,
        save: Callable[[NewYearlyReview], object],
        cancel: Callable[[], object],
    ) -> None:
        super().__init__(page, cancel)
        self._id = uuid.uuid4()
        self.day = _day("When was it?", clock)
        self.add("on", FieldBlock("When was it?", self.day))
        self.names: dict[str, TextField] = {}
        for name, words, kept in (
            ("leader", "Which of the school’s leaders is responsible?", before and before.leader),
            ("governor", "Which governor is responsible?", before and before.governor),
            ("dsl", "Who is the safeguarding lead?", dsl or (before and before.dsl)),
            ("provider", "Who looks after the filter?", before and before.provider),
        ):
            self.names[name] = TextField(kept or "", name=words)
            self.add(name, FieldBlock(words, self.names[name]))
        self.found = TextArea(name="What did you find?", lines=4)
        self.changes = TextArea(name="What will be changed?", lines=3)
        self.add("found", FieldBlock("What did you find?", self.found))
        self.add("changes", FieldBlock("What will be changed?", self.changes, optional=True))
        self._save = save
        self.act.clicked.connect(self._press)

    def _press(self) -> None:
        if not _is_day(self.day, self.blocks["on"]):
            return
        on = day_of(self.day.value())
        assert on is not None  # noqa: S101 - looked at above
        self.act.setEnabled(False)
        self._save(
            NewYearlyReview(
                self._id,
                on,
                *(self.names[name].text() for name in ("leader", "governor", "dsl", "provider")),
                found=self.found.toPlainText(),
                changes=self.changes.toPlainText(),
            )
        )


def _day(label: str, clock: Clock) -> DayControl:
    control = DayControl(Day("on", label, may_be_past=True), clock, text_only=True)
    control.show_value(clock().astimezone().date().isoformat())
    return control


def _is_day(control: DayControl, block: FieldBlock) -> bool:
    good = day_of(control.value()) is not None
    block.show_error("" if good else wrong_day(control.date.text()))
    if not good:
        control.focus_here()
    return good
