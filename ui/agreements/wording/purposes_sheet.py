"""Before purposes are changed: what is asked from now on, what no more, and what that means."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from trent_desktop.agreements.wording.purpose_changes import Wanted
from trent_desktop.agreements.wording.purposes import Purposes
from ui.components.buttons import PrimaryButton, QuietButton
from ui.components.sheets import Sheet
from ui.components.words import body, strong
from ui.theme import SPACE


class PurposesSheet(Sheet):
    """`save` is called when she goes on; any other way out changes nothing."""

    def __init__(
        self, over: QWidget, now: Purposes, wanted: Wanted, save: Callable[[], object]
    ) -> None:
        super().__init__(over, "What changes", widest=680)
        for title, words in wanted.told(now):
            self._add(title, words)
        self.go_on = PrimaryButton("Use this from now on", "check")
        self.put_off = QuietButton("Change nothing")
        self.add_buttons(self.go_on, self.put_off)
        self.go_on.clicked.connect(lambda: self._go_on(save))
        self.put_off.clicked.connect(self.dismiss)
        self.open()

    def _add(self, title: str, words: str) -> None:
        about = QVBoxLayout()
        about.setSpacing(SPACE.hair)
        about.addWidget(strong(title))
        about.addWidget(body(words))
        self.column.addLayout(about)

    def _go_on(self, save: Callable[[], object]) -> None:
        self.closed.connect(save)
        self.dismiss()
