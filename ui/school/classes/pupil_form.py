"""The form for one pupil, in a sheet."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from trent_desktop.problems import AnswersRefused, Problem
from trent_desktop.school.class_lists.matching import PupilRecord
from trent_desktop.school.classes.values import NO_NAME, ClassRecord, PupilDetails, upn_warning
from trent_desktop.school.people.people import YearGroup
from ui.components.buttons import PrimaryButton, SecondaryButton
from ui.components.choices import Option, RadioGroup
from ui.components.errors import ErrorText
from ui.components.fields import FieldBlock, TextField
from ui.components.said_at_rest import SaidAtRest
from ui.components.sheets import Sheet
from ui.components.words import Words
from ui.components.wrong_fields import say_beside
from ui.school.settings.days import day_typed, read_whole_day, wrong_day

_NONE = "none"


class PupilForm(Sheet):
    """`kept` gives the details when Save is pressed and they can be read."""

    kept = Signal(object)

    def __init__(
        self, over: QWidget, pupil: PupilRecord | None, classes: Sequence[ClassRecord]
    ) -> None:
        super().__init__(over, pupil.name if pupil else "Add a pupil", widest=640)
        self.pupil = pupil
        self.error = ErrorText()
        self.forename = TextField(pupil.forename if pupil else "", name="Forename")
        self.surname = TextField(pupil.surname if pupil else "", name="Surname")
        self.preferred = TextField(pupil.preferred if pupil else "", name="Known as")
        self.born = TextField(day_typed(pupil.born) if pupil else "", name="Date of birth", wide=14)
        self.upn = TextField(pupil.upn if pupil else "", name="UPN", wide=18)
        self.number = TextField(
            pupil.admission_number if pupil else "", name="Admission number", wide=14
        )
        self.upn_said = Words("", "small", "soft")
        self.upn_said.keep_room()
        self.blocks = {
            "forename": FieldBlock("Forename", self.forename),
            "surname": FieldBlock("Surname", self.surname),
            "preferred": FieldBlock(
                "Known as",
                self.preferred,
                hint="The forename in use, where it is another: letters and forms print it.",
                optional=True,
            ),
            "born": FieldBlock("Date of birth", self.born, hint="For example 3/5/2018"),
            "upn": FieldBlock("UPN", self.upn, optional=True),
            "admission_number": FieldBlock("Admission number", self.number, optional=True),
        }
        self.year = RadioGroup(
            [Option(_NONE, "Not said"), *(Option(y.value, y.title) for y in YearGroup)],
            name="Year group",
            narrowest=120,
        )
        self.year.choose(pupil.year_group.value if pupil and pupil.year_group else _NONE)
        self.own_class = RadioGroup(
            [Option(_NONE, "None"), *(Option(str(one.id), one.name) for one in classes)],
            name="Class",
            narrowest=120,
        )
        self.own_class.choose(str(pupil.class_id) if pupil and pupil.class_id else _NONE)
        self.column.addWidget(self.error)
        for name, block in self.blocks.items():
            self.column.addWidget(block)
            if name == "upn":
                self.column.addWidget(self.upn_said)
        self.column.addWidget(FieldBlock("Class", self.own_class))
        self.column.addWidget(FieldBlock("Year group", self.year))
        self.save = PrimaryButton("Save")
        leave = SecondaryButton("Leave it")
        self.add_buttons(self.save, leave)
        self.save.clicked.connect(self._save)
        leave.clicked.connect(self.dismiss)
        self._heard = SaidAtRest(self.upn_said)
        self.upn.textChanged.connect(self._upn_typed)

    def _upn_typed(self, typed: str) -> None:
        self.upn_said.setText(upn_warning(typed))
        self._heard.typed(self.upn_said.text())

    def _save(self) -> None:
        self.error.say("")
        born, said = None, {}
        try:
            born = read_whole_day(self.born.text())
        except ValueError:
            said["born"] = wrong_day(self.born.text())
            if not self.forename.text().strip() and not self.surname.text().strip():
                said["forename"] = NO_NAME  # it would be said next: all of it is said now
        if say_beside(self.blocks, said):
            return
        self.save.setEnabled(False)
        year, chosen = self.year.value(), self.own_class.value()
        self.kept.emit(
            PupilDetails(
                self.forename.text(),
                self.surname.text(),
                self.upn.text(),
                self.number.text(),
                born,
                YearGroup(year) if year not in ("", _NONE) else None,
                uuid.UUID(chosen) if chosen not in ("", _NONE) else None,
                self.preferred.text(),
            )
        )

    def refuse(self, error: Exception) -> None:
        """It was not kept: say why, and lose nothing."""
        self.save.setEnabled(True)
        said = dict(error.errors) if isinstance(error, AnswersRefused) else {}
        say_beside(self.blocks, said)
        if not said:
            self.error.say(str(error) if isinstance(error, Problem) else "It was not saved.")
