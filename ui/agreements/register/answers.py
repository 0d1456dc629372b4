"""The answers on a form about pictures: a yes and a no for each use, put in by hand."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from trent_desktop.agreements.kinds import Consent
from trent_desktop.agreements.register.standing import StandingNo
from ui.components.buttons import PrimaryButton, QuietButton
from ui.components.cards import Card
from ui.components.choices import Option, RadioGroup
from ui.components.notices import Notice
from ui.components.pages import flow
from ui.components.words import body, heading
from ui.theme import SPACE, Tone


class AnswersCard(Card):
    """`answered` gives a pupil's id, her answers, and the form's id. No row is filled in before."""

    # As objects: Qt would turn a dict's keys into plain words.
    answered = Signal(object, object, object)
    later = Signal()

    def __init__(self) -> None:
        super().__init__(gap=SPACE.near)
        self._pupil: uuid.UUID | None = None
        self._form: uuid.UUID | None = None
        self.name = heading("")
        self.column.addWidget(self.name)
        self.column.addWidget(
            body("What is ticked on the form? A row that is left empty counts as no.")
        )
        self.stands = Notice("", Tone.SUN, heading="Said no since this form was given out")
        self.column.addWidget(self.stands)
        holder = QWidget()
        self._grid = QGridLayout(holder)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SPACE.base)
        self._grid.setVerticalSpacing(SPACE.tight)
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(1, 2)
        self.rows: dict[Consent, RadioGroup] = {}
        self.column.addWidget(holder)
        self.keep = PrimaryButton("Keep these answers", "check")
        self.put_off = QuietButton("Later")
        self.column.addWidget(flow(self.keep, self.put_off))
        self.keep.clicked.connect(self._keep)
        self.put_off.clicked.connect(self._later)
        self.hide()

    def ask(
        self,
        pupil_id: uuid.UUID,
        name: str,
        form_id: uuid.UUID,
        standing: Sequence[StandingNo] = (),
    ) -> None:
        """Ask for the answers of one child's form. `standing` was said since."""
        self._pupil, self._form = pupil_id, form_id
        self.name.setText(name)
        self.stands.say("\n".join(one.words for one in standing))
        self.stands.setVisible(bool(standing))
        for row, consent in enumerate(Consent):
            old = self._grid.itemAtPosition(row, 1)
            if old is not None and (widget := old.widget()) is not None:
                self._grid.removeWidget(widget)
                widget.deleteLater()
            else:
                self._grid.addWidget(body(consent.title), row, 0, Qt.AlignmentFlag.AlignVCenter)
            group = RadioGroup(
                [Option("yes", "Yes"), Option("no", "No")], name=consent.title, narrowest=90
            )
            self._grid.addWidget(group, row, 1)
            self.rows[consent] = group
        self.show()

    def _keep(self) -> None:
        answers = {consent: row.value() == "yes" for consent, row in self.rows.items()}
        pupil, form = self._pupil, self._form
        self.hide()  # the answers stay in it, in case they cannot be recorded
        self.answered.emit(pupil, answers, form)

    def _later(self) -> None:
        self.hide()
        self.later.emit()
