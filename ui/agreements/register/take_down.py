"""What there is to take down once a yes counts no longer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from trent_desktop.agreements.register.standing import ConsentAnswer
from ui.components.buttons import PrimaryButton
from ui.components.sheets import Sheet
from ui.components.words import body, strong
from ui.theme import SPACE


class TakeDownSheet(Sheet):
    """One line for each use that was a yes until now."""

    def __init__(
        self, over: QWidget, name: str, uses: Sequence[ConsentAnswer], *, title: str = "Taken back"
    ) -> None:
        super().__init__(over, f"{title}: {name}", widest=600)
        self.column.addWidget(body("It counts from now on. This is what is left to do:"))
        for one in uses:
            about = QVBoxLayout()
            about.setSpacing(SPACE.hair)
            about.addWidget(strong(one.title))
            about.addWidget(body(one.consent.take_down))
            self.column.addLayout(about)
        self.done = PrimaryButton("I have read this", "check")
        self.add_buttons(self.done)
        self.done.clicked.connect(self.dismiss)
        self.open()
