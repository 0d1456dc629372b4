"""The form for one class, in a sheet."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from trent_desktop.problems import AnswersRefused, Problem
from trent_desktop.roles import Role
from trent_desktop.school.classes.values import ClassRecord
from trent_desktop.school.people.people import Member, YearGroup
from ui.components.buttons import PrimaryButton, QuietButton, SecondaryButton
from ui.components.choices import Option, TickGroup
from ui.components.fields import FieldBlock, TextField
from ui.components.sheets import Sheet


class ClassForm(Sheet):
    """`kept` gives name, year groups and teachers; `archive` is asked for an empty class."""

    kept = Signal(str, tuple, tuple)
    archive = Signal()

    def __init__(
        self, over: QWidget, record: ClassRecord | None, members: Sequence[Member]
    ) -> None:
        super().__init__(over, f"Class {record.name}" if record else "Add a class", widest=640)
        self.record = record
        self.name = TextField(record.name if record else "", name="Name of the class", wide=20)
        self.block = FieldBlock("Name of the class", self.name)
        self.years = TickGroup(
            [Option(year.value, year.title) for year in YearGroup],
            name="Year groups",
            narrowest=120,
        )
        self.years.choose([year.value for year in record.year_groups] if record else [])
        staff = [one for one in members if Role.GOVERNOR not in one.roles]
        self.teachers = TickGroup(
            [Option(str(one.id), one.name) for one in staff],
            name="Whose class it is",
            narrowest=220,
        )
        self.teachers.choose([str(one) for one, _ in record.teachers] if record else [])
        self.column.addWidget(self.block)
        self.column.addWidget(FieldBlock("Year groups", self.years))
        self.column.addWidget(
            FieldBlock(
                "Whose class it is", self.teachers, hint="Their reports and lessons begin with it."
            )
        )
        self.save = PrimaryButton("Save")
        leave = SecondaryButton("Leave it")
        buttons: list[QWidget] = [self.save, leave]
        if record is not None and not record.pupils:
            self.away = QuietButton("Archive the class", "archive")
            self.away.clicked.connect(self.archive)
            buttons.append(self.away)
        self.add_buttons(*buttons)
        self.save.clicked.connect(self._save)
        self.name.returnPressed.connect(self._save)
        leave.clicked.connect(self.dismiss)

    def _save(self) -> None:
        self.block.show_error("")
        self.save.setEnabled(False)
        self.kept.emit(
            self.name.text(),
            tuple(YearGroup(value) for value in self.years.values()),
            tuple(uuid.UUID(value) for value in self.teachers.values()),
        )

    def refuse(self, error: Exception) -> None:
        """It was not kept."""
        self.save.setEnabled(True)
        words = error.words if isinstance(error, AnswersRefused) else ""
        self.block.show_error(
            words or (str(error) if isinstance(error, Problem) else "It was not saved.")
        )
