"""The forms about pictures whose answers wait: a list, each put in when there is time."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from trent_desktop.agreements.register.returned import ScanOutcome
from ui.components.buttons import LinkButton
from ui.components.cards import Card
from ui.components.focus_kept import focus_kept
from ui.components.pages import clear_layout
from ui.components.words import heading, small, soft, strong
from ui.theme import SPACE

_MOST: Final = 12


class UnansweredCard(Card):
    """`chosen` gives the id of the form whose answers are to be put in."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__(gap=SPACE.near)
        self.title = heading("")
        self.links: list[LinkButton] = []
        self._shown: list[ScanOutcome] = []
        self.column.addWidget(self.title)
        self.column.addWidget(soft("They are back. Until the answers are in, each counts as no."))
        self.rows = QVBoxLayout()
        self.rows.setSpacing(SPACE.tight)
        self.column.addLayout(self.rows)
        self.hide()

    def show_forms(self, forms: Sequence[ScanOutcome], but: uuid.UUID | None = None) -> None:
        """All that wait, `but` the one that is being asked about."""
        waiting = [one for one in forms if one.agreement_id != but]
        if waiting == self._shown:
            return  # links stay under the mouse
        self._shown = waiting
        with focus_kept(self):
            clear_layout(self.rows)
            self.links = []
            for one in waiting[:_MOST]:
                self.rows.addLayout(self._row(one))
            if len(waiting) > _MOST:
                self.rows.addWidget(small(f"And {len(waiting) - _MOST} more."))
        one = len(waiting) == 1
        count = "1 form’s answers wait" if one else f"The answers of {len(waiting)} forms wait"
        self.title.setText(count)
        self.setVisible(bool(waiting))

    def _row(self, form: ScanOutcome) -> QHBoxLayout:
        row = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(0)
        name = f"{form.name} ({form.class_name})" if form.class_name else form.name
        words.addWidget(strong(name))
        words.addWidget(small(form.words))
        row.addLayout(words, 1)
        link = LinkButton("Put in the answers")
        link.setAccessibleName(f"Put in the answers: {name}")
        link.clicked.connect(lambda: self.chosen.emit(form.agreement_id))
        row.addWidget(link)
        self.links.append(link)
        return row
