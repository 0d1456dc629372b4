"""Writing a session down, and putting one right."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from trent_desktop.journeys.answers import date_for_people
from trent_desktop.oversight.training.topics import Topic
from trent_desktop.oversight.training.values import SessionDraft
from ui.components.buttons import PrimaryButton, QuietButton
from ui.components.cards import Card
from ui.components.choices import Option, TickGroup
from ui.components.fields import FieldBlock, TextField
from ui.components.pages import EqualColumns, flow
from ui.components.wrong_fields import say_beside
from ui.journeys.moments import read_time
from ui.school.settings.days import Toward, read_day, wrong_day
from ui.school.settings.said_back import day_said_back, time_said_back
from ui.theme import SPACE

_WHY: Final = "why"
_WRONG_TIME: Final = "Write a time like 15:30, or leave it empty."


class SessionForm(Card):
    """`save` is called with what was typed and why; `show_errors` says what is wrong with it."""

    def __init__(
        self,
        said: SessionDraft,
        save: Callable[[SessionDraft, str], object],
        cancel: Callable[[], object],
        *,
        corrects: bool,
    ) -> None:
        super().__init__(gap=SPACE.base)
        self._save = save
        self.title = TextField(said.title, name="What is it called?")
        self.day = TextField(date_for_people(said.day), name="On which day?", wide=18)
        self.begins = TextField(
            f"{said.begins:%H:%M}" if said.begins else "", name="When does it begin?", wide=8
        )
        self.minutes = TextField(str(said.minutes), name="How many minutes?", wide=8)
        self.given_by = TextField(said.given_by, name="Who gives it?")
        self.topics = TickGroup(
            [Option(one.value, one.title) for one in Topic], name="What is it about?", narrowest=250
        )
        self.topics.choose([one.value for one in said.topics])
        self.own = TextField("; ".join(said.own), name="In your own words")
        self.why: TextField | None = None
        self.blocks = {
            "title": FieldBlock("What is it called?", self.title),
            "day": FieldBlock("On which day?", self.day),
            "begins": FieldBlock("When does it begin?", self.begins, optional=True),
            "minutes": FieldBlock("How many minutes?", self.minutes),
            "given_by": FieldBlock("Who gives it?", self.given_by),
            "topics": FieldBlock("What is it about?", self.topics),
            "own": FieldBlock(
                "In your own words",
                self.own,
                hint="Several with a semicolon between.",
                optional=True,
            ),
        }
        day_said_back(self.blocks["day"], Toward.NEAR)
        time_said_back(self.blocks["begins"])
        self.column.addWidget(self.blocks["title"])
        holder = QWidget()
        columns = EqualColumns(holder, narrowest=190, gap=SPACE.base)
        for name in ("day", "begins", "minutes"):
            columns.addWidget(self.blocks[name])
            columns.setAlignment(self.blocks[name], Qt.AlignmentFlag.AlignTop)
        self.column.addWidget(holder)
        for name in ("given_by", "topics", "own"):
            self.column.addWidget(self.blocks[name])
        if corrects:
            self.why = TextField(name="Why are you changing it?")
            self.blocks[_WHY] = FieldBlock(
                "Why are you changing it?", self.why, hint="What it said before can still be read."
            )
            self.column.addWidget(self.blocks[_WHY])
        self.act = PrimaryButton("Save")
        self.act.clicked.connect(self._press)
        back = QuietButton("Cancel")
        back.clicked.connect(cancel)
        self.column.addWidget(flow(self.act, back))

    def show_errors(self, errors: tuple[tuple[str, str], ...]) -> None:
        """Say beside each question what is wrong; the first of them gets the focus."""
        self.act.setEnabled(True)
        say_beside(self.blocks, dict(errors))

    def _press(self) -> None:
        errors: list[tuple[str, str]] = []
        day, begins = dt.date.min, None
        with contextlib.suppress(ValueError):
            day = read_day(self.day.text(), Toward.NEAR) or dt.date.min
        if day == dt.date.min:
            errors.append(("day", wrong_day(self.day.text(), Toward.NEAR)))
        if typed := self.begins.text().strip():
            begins = read_time(typed)
            if begins is None:
                errors.append(("begins", _WRONG_TIME))
        minutes = self.minutes.text().strip()
        if errors:
            self.show_errors(tuple(errors))
            return
        self.act.setEnabled(False)
        draft = SessionDraft(
            title=self.title.text().strip(),
            day=day,
            minutes=int(minutes) if minutes.isascii() and minutes.isdigit() else 0,
            given_by=self.given_by.text().strip(),
            topics=tuple(Topic(one) for one in self.topics.values()),
            own=tuple(one.strip() for one in self.own.text().split(";") if one.strip()),
            begins=begins,
        )
        self._save(draft, self.why.text() if self.why else "")
