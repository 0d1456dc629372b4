"""Planning a meeting, and changing one."""

from __future__ import annotations

import contextlib
import datetime as dt
import uuid
from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from trent_desktop.agreements.giving.batch import Scope
from trent_desktop.oversight.meetings.values import MeetingDraft
from trent_desktop.school.people.people import SchoolClass, YearGroup
from ui.components.buttons import PrimaryButton, QuietButton
from ui.components.cards import Card
from ui.components.choices import Option, RadioGroup, TickGroup
from ui.components.fields import FieldBlock, TextField
from ui.components.pages import EqualColumns, flow
from ui.components.wrong_fields import say_beside
from ui.journeys.moments import read_time
from ui.school.settings.days import Toward, day_typed, read_day, wrong_day
from ui.school.settings.said_back import day_said_back, time_said_back
from ui.theme import SPACE

_WRONG_TIME: Final = "Write a time like 18:00."
_SCOPES: Final = {
    Scope.EVERYBODY: "All families",
    Scope.YEARS: "Families of some year groups",
    Scope.CLASSES: "Families of some classes",
}


class MeetingForm(Card):
    """`save` is called with what was typed and why; `show_errors` says what is wrong with it."""

    def __init__(
        self,
        said: MeetingDraft,
        classes: Sequence[SchoolClass],
        save: Callable[[MeetingDraft, str], object],
        cancel: Callable[[], object],
        *,
        changes: bool,
    ) -> None:
        super().__init__(gap=SPACE.base)
        self._save = save
        self.about = TextField(said.about, name="What is it about?")
        self.place = TextField(said.place, name="Where?")
        self.day = TextField(day_typed(said.day), name="On which day?", wide=14)
        self.begins = TextField(f"{said.begins:%H:%M}", name="When does it begin?", wide=8)
        self.minutes = TextField(str(said.minutes), name="How many minutes?", wide=8)
        self.reply_by = TextField(day_typed(said.reply_by), name="Slips back by", wide=14)
        self.scope = RadioGroup(
            [Option(one.value, words) for one, words in _SCOPES.items()],
            name="Who is it for?",
            narrowest=230,
        )
        self.scope.choose(said.scope.value)
        self.years = TickGroup(
            [Option(one.value, one.title) for one in YearGroup], name="Year groups", narrowest=140
        )
        self.years.choose([one.value for one in said.years])
        self.classes = TickGroup(
            [Option(str(one.id), one.name) for one in classes], name="Classes", narrowest=120
        )
        self.classes.choose([str(one) for one in said.classes])
        self.why = TextField(name="Why are you changing it?") if changes else None
        self.blocks = {
            "about": FieldBlock(
                "What is it about?",
                self.about,
                hint="It appears in the invitation and in everybody’s calendar. Name no child.",
            ),
            "day": FieldBlock("On which day?", self.day),
            "begins": FieldBlock("When does it begin?", self.begins),
            "minutes": FieldBlock("How many minutes?", self.minutes),
            "place": FieldBlock("Where?", self.place, hint="For example School hall."),
            "reply_by": FieldBlock("Slips back by", self.reply_by),
            "whom": FieldBlock("Who is it for?", self.scope),
        }
        day_said_back(self.blocks["day"], Toward.NEAR)
        day_said_back(self.blocks["reply_by"])
        time_said_back(self.blocks["begins"])
        self.column.addWidget(self.blocks["about"])
        holder = QWidget()
        columns = EqualColumns(holder, narrowest=190, gap=SPACE.base)
        for name in ("day", "begins", "minutes"):
            columns.addWidget(self.blocks[name])
            columns.setAlignment(self.blocks[name], Qt.AlignmentFlag.AlignTop)
        self.column.addWidget(holder)
        for name in ("place", "reply_by", "whom"):
            self.column.addWidget(self.blocks[name])
        self.column.addWidget(self.years)
        self.column.addWidget(self.classes)
        self.scope.changed.connect(self._look)
        self._look()
        if self.why is not None:
            self.blocks["why"] = FieldBlock(
                "Why are you changing it?",
                self.why,
                hint="What it said before can still be read. Families are not told by this program.",
            )
            self.column.addWidget(self.blocks["why"])
        self.act = PrimaryButton("Save")
        self.act.clicked.connect(self._press)
        back = QuietButton("Cancel")
        back.clicked.connect(cancel)
        self.column.addWidget(flow(self.act, back))

    def show_errors(self, errors: tuple[tuple[str, str], ...]) -> None:
        """Say beside each question what is wrong; the first of them gets the focus."""
        self.act.setEnabled(True)
        say_beside(self.blocks, dict(errors))

    def _look(self, _value: str = "") -> None:
        scope = self.scope.value()
        self.years.setVisible(scope == Scope.YEARS.value)
        self.classes.setVisible(scope == Scope.CLASSES.value)

    def _press(self) -> None:
        errors: list[tuple[str, str]] = []
        days: dict[str, dt.date] = {}
        for name, field, toward in (
            ("day", self.day, Toward.NEAR),
            ("reply_by", self.reply_by, Toward.COMING),
        ):
            with contextlib.suppress(ValueError):
                found = read_day(field.text(), toward)
                if found is not None:
                    days[name] = found
            if name not in days:
                errors.append((name, wrong_day(field.text(), toward)))
        begins = read_time(self.begins.text())
        if begins is None:
            errors.append(("begins", _WRONG_TIME))
        if errors or begins is None:
            self.show_errors(tuple(errors))
            return
        minutes = self.minutes.text().strip()
        self.act.setEnabled(False)
        draft = MeetingDraft(
            days["day"],
            begins,
            int(minutes) if minutes.isascii() and minutes.isdigit() and len(minutes) < 5 else 0,
            self.place.text(),
            self.about.text(),
            days["reply_by"],
            Scope(self.scope.value()),
            tuple(YearGroup(one) for one in self.years.values()),
            tuple(uuid.UUID(one) for one in self.classes.values()),
        )
        self._save(draft, self.why.text() if self.why is not None else "")
