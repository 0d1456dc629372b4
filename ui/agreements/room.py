"""The Agreements room: the look-up, a door for each part, and how many are back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout

from trent_desktop.agreements.register.standing import ClassFigures
from ui.agreements.look_up import ConsentLookUp
from ui.agreements.sections import sections
from ui.components.cards import Card
from ui.components.share_bars import Share, ShareBars
from ui.components.words import heading, soft, title
from ui.shell.fresh import Fresh
from ui.shell.rooms import AgreementsSection, Desk, Room
from ui.shell.section_room import SectionRoom
from ui.theme import SPACE


class AgreementsPage(SectionRoom):
    """The front page, and behind it a page for each part."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, sections())
        head = QVBoxLayout()
        head.setSpacing(SPACE.hair)
        head.addWidget(title("Agreements"))
        self.words = soft("Print them, take them back, and know who has agreed to what.")
        head.addWidget(self.words)
        self.front.column.addLayout(head)
        self.look_up = ConsentLookUp(desk)
        self.front.column.addWidget(self.look_up)
        self.add_doors()
        self.back = Card(gap=SPACE.near)
        self.back.column.addWidget(heading("How many are back"))
        self.total = soft("")
        self.back.column.addWidget(self.total)
        self.bars = ShareBars(name="Forms that came back, by class")
        self.bars.pressed.connect(self._open_class)
        self.back.column.addWidget(self.bars)
        self.back.hide()
        self.front.column.addWidget(self.back)
        self.front.column.addStretch(1)
        changed = (desk.changes.agreements, desk.changes.directory)
        Fresh(self.front, changed, self.front_is_shown)

    def arrive(self, place: object | None) -> None:
        """The front page, or a part."""
        if isinstance(place, AgreementsSection) and place.name in self.sections:
            self.open(place.name, place.place)
        else:
            self.show_front()

    def front_is_shown(self) -> None:
        """Bring figures and answers up to date."""
        self._ask_figures()
        self.look_up.look_again()

    def _ask_figures(self) -> None:
        register = self.desk.school.agreements.register
        operation = self.desk.background.run(register.figures, parent=self)
        operation.then(self._show_figures, lambda _error: None)  # asked again at the next visit

    def _show_figures(self, figures: Sequence[ClassFigures]) -> None:
        shares = [
            Share(one.class_name, one.returned, one.issued, str(one.class_id or ""))
            for one in figures
            if one.issued
        ]
        self.back.setVisible(bool(shares))
        part, whole = sum(one.part for one in shares), sum(one.whole for one in shares)
        self.total.setText(f"{part:,} of {whole:,} forms that were given out")
        self.bars.show_shares(shares)

    def _open_class(self, class_id: str) -> None:
        self.open("register", class_id)


AGREEMENTS = Room("agreements", "Agreements", "handshake", AgreementsPage, shortcut="Ctrl+G")
