"""What to report: the first page after the door."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from trent_desktop.reports.kinds import KINDS, Kind
from trent_desktop.reports.stop.pages import STOP_QUESTION
from trent_desktop.reports.stop.rules import BeforeTheStop
from ui.components.buttons import BackLink
from ui.components.cards import Card
from ui.components.doors import Door
from ui.components.notices import Notice
from ui.components.pages import EqualColumns, ScrollPage
from ui.components.rows import RowButton, RowFace
from ui.components.tab_order import begins_here
from ui.components.words import Words, part_name
from ui.reports.before_stop import card_words
from ui.theme import SPACE, Tone


def _beside(*widgets: QWidget, narrowest: int = 300) -> QWidget:
    """Widgets of one width beside each other, or under each other where there is no room."""
    holder = QWidget()
    beside = EqualColumns(holder, narrowest=narrowest, whole_rows=False)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    holder.setSizePolicy(policy)
    for widget in widgets:
        beside.addWidget(widget)
    return holder


class ChoosePage(QWidget):
    """Kinds of report, and the calm way into the stop. One press chooses."""

    chosen = Signal(Kind)
    stop = Signal()
    blank = Signal(Kind)
    left = Signal()

    def __init__(self, before: BeforeTheStop) -> None:
        super().__init__()
        page = ScrollPage(widest=1040, top=SPACE.wide, gap=SPACE.base)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(page)
        column = page.column
        back = BackLink("Back")
        back.clicked.connect(self.left)
        column.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(Words("What do you want to report?", "title"))
        column.addWidget(
            Words("It takes a minute. The rest of the questions can wait.", "body", "soft")
        )
        danger = Notice("", Tone.CORAL, icon="phone-call-fill")
        danger.say(
            "Ring 999 first, then tell the Designated Safeguarding Lead in person. "
            "The report can wait.",
            heading="Is a child in danger now?",
        )
        column.addWidget(danger)
        first = [kind for kind in KINDS if not kind.door.group]
        self.doors: dict[str, QAbstractButton] = {
            kind.name: self._door(kind) if kind in first else self._row(kind) for kind in KINDS
        }
        self.content_door = self.doors[KINDS[0].name]
        begins_here(self.content_door)  # Ctrl+R, Enter: what is reported most
        self.stop_door = Door(
            STOP_QUESTION,
            card_words(before),
            "hand-palm",
            Tone.CORAL,
        )
        self.stop_door.clicked.connect(self.stop)
        column.addWidget(_beside(*(self.doors[kind.name] for kind in first), self.stop_door))
        groups = dict.fromkeys(kind.door.group for kind in KINDS if kind.door.group)
        if groups:
            column.addWidget(_beside(*map(self._group, groups), narrowest=400))
        column.addWidget(self._paper())
        column.addStretch(1)

    def _group(self, heading: str) -> Card:
        """The kinds that stand under one heading."""
        card = Card(pad=8, gap=0)
        words = part_name(heading)
        words.setContentsMargins(SPACE.near, SPACE.tight, SPACE.near, SPACE.hair)
        card.column.addWidget(words)
        for kind in KINDS:
            if kind.door.group == heading:
                card.column.addWidget(self.doors[kind.name])
        card.column.addStretch(1)
        return card

    def _row(self, kind: Kind) -> RowButton:
        row = RowButton(RowFace(kind.door.words, kind.door.hint, kind.door.icon))
        row.clicked.connect(lambda: self.chosen.emit(kind))
        return row

    def _paper(self) -> Card:
        """The forms on paper, behind one row: seldom wanted here, and never in a hurry."""
        paper = Card(pad=8, gap=0)
        self.blank_rows = {kind.name: self._blank_row(kind) for kind in KINDS}
        self.all_blank = RowButton(
            RowFace("Print a blank form", "For a colleague without a laptop", "printer")
        )
        self.all_blank.clicked.connect(self.show_blank)
        paper.column.addWidget(self.all_blank)
        for row in self.blank_rows.values():
            row.hide()
            paper.column.addWidget(row)
        return paper

    def show_blank(self) -> None:
        """Show the form of each kind in the place of the row that stands for them."""
        self.all_blank.hide()
        for row in self.blank_rows.values():
            row.show()
        self.blank_rows[KINDS[0].name].setFocus()

    def _door(self, kind: Kind) -> Door:
        door = Door(kind.door.words, kind.door.hint, kind.door.icon)
        door.clicked.connect(lambda: self.chosen.emit(kind))
        return door

    def _blank_row(self, kind: Kind) -> RowButton:
        form = kind.paper.short_appendix or kind.title
        row = RowButton(
            RowFace(
                f"Print a blank form: {kind.title}",
                f"{form} on paper",
                "printer",
            )
        )
        row.clicked.connect(lambda: self.blank.emit(kind))
        return row

    def show_readers(self, before: BeforeTheStop) -> None:
        """Say on the stop's card who would read such a report as the school is now."""
        self.stop_door.say(card_words(before))

    def arrive(self) -> None:
        """The page is shown: Enter takes the first kind."""
        self.content_door.setFocus(Qt.FocusReason.OtherFocusReason)
