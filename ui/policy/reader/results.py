"""What was found, as she types: the clauses with the words marked, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from trent_desktop.oversight.carried_out import Way
from ui.components.buttons import PaintedButton, SecondaryButton
from ui.components.cards import Card
from ui.components.notices import EmptyState
from ui.components.pages import Flow, ScrollPage, clear_layout
from ui.components.painting import round_box
from ui.components.words import small, soft
from ui.policy.reader.clause_view import paragraphs_of
from ui.policy.reader.finding import Found
from ui.policy.reader.prose import Prose
from ui.theme import SPACE, look

#: How many are shown: whoever has more types another word.
MOST = 20
#: Of how many of the first results, and how many, the buttons are.
_LEADING, _BUTTONS = 6, 4
_PAD_X, _PAD_Y = SPACE.base, SPACE.tight


class ResultRow(PaintedButton):
    """A clause that was found: press it to read it where it stands.

    `stepped` asks for the row before or after, `typed` gives a key that is meant for the search.
    """

    radius = 8
    stepped = Signal(int)
    typed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._prose = Prose("", ())
        self.number = ""
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_found(self, found: Found, room_for: str) -> None:
        """Show another clause."""
        self.number = found.clause.number
        shown = [
            replace(one, marked=marked)
            for one, marked in zip(paragraphs_of(found.clause), found.marked, strict=True)
        ]
        self._prose = Prose(found.clause.number, shown, room_for=room_for)
        # A button's own text would hear an ampersand as a key; the name is for screen readers.
        self.setAccessibleName(self._prose.aloud)
        self.updateGeometry()
        self.update()

    def heightForWidth(self, width: int) -> int:
        return int(self._prose.at(width - 2 * _PAD_X).height + 0.999) + 2 * _PAD_Y

    def sizeHint(self) -> QSize:
        width = self.width() if self.width() > look().theme.px(200) else look().theme.px(560)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(look().theme.px(160), look().theme.px(20) + 2 * _PAD_Y)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event.key() in steps:
            self.stepped.emit(steps[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Backspace) or (
            event.text().isprintable() and event.text().strip()
        ):
            self.typed.emit(event)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        shown = look()
        if self.isDown() or self._warmth > 0:
            ground = type(shown.colour("hover"))(shown.colour("tint" if self.isDown() else "hover"))
            ground.setAlphaF(1.0 if self.isDown() else self._warmth)
            round_box(painter, QRectF(self.rect()), self.radius, ground)
        self._prose.draw(painter, QPointF(_PAD_X, _PAD_Y), self.width() - 2 * _PAD_X)


class ResultsPane(ScrollPage):
    """`chosen` gives the number of a clause, `way` what is to be done, `typed` a key for the search.

    `back_up` asks that the search has the focus again.
    """

    chosen = Signal(str)
    way = Signal(object)
    typed = Signal(object)
    back_up = Signal()

    def __init__(self, ways: Callable[[str], tuple[Way, ...]]) -> None:
        super().__init__(widest=800, pad=SPACE.wide, top=SPACE.hair, gap=SPACE.near)
        self._ways_of = ways
        self._ways: tuple[Way, ...] = ()
        self.buttons: list[SecondaryButton] = []
        self._rows: list[ResultRow] = []
        self.said = soft("")
        self.column.addWidget(self.said)
        self.doing = QWidget()
        doing = QHBoxLayout(self.doing)
        doing.setContentsMargins(0, 0, 0, 0)
        self._holder = QWidget()
        self._flow = Flow(self._holder, gap=SPACE.tight)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._holder.setSizePolicy(policy)
        doing.addWidget(self._holder)
        self.column.addWidget(self.doing)
        self.card = Card(pad=SPACE.tight, gap=0)
        self.column.addWidget(self.card)
        self.more = small("")
        self.column.addWidget(self.more)
        self.nothing = EmptyState(
            "magnifying-glass",
            "No clause has these words",
            "Try another word, such as friend, phone, picture or password.",
        )
        self.column.addWidget(self.nothing, 1)
        self.column.addStretch(1)

    @property
    def rows(self) -> list[ResultRow]:
        """The rows that show something."""
        return [one for one in self._rows if not one.isHidden()]

    def show_found(self, found: Sequence[Found], room_for: str) -> None:
        """Show these, the best first."""
        self.setUpdatesEnabled(False)
        shown = found[:MOST]
        while len(self._rows) < len(shown):
            self._add_row()
        for row, one in zip(self._rows, shown, strict=False):
            row.show_found(one, room_for)
            row.show()
        for row in self._rows[len(shown) :]:
            row.hide()
        self.said.setText("1 clause" if len(found) == 1 else f"{len(found)} clauses")
        self.more.setText(f"And {len(found) - MOST} more: type another word to find the right one.")
        self.said.setVisible(bool(found))
        self.more.setVisible(len(found) > MOST)
        self.card.setVisible(bool(found))
        self.nothing.setVisible(not found)
        self._show_ways(shown)
        self.verticalScrollBar().setValue(0)
        self.setUpdatesEnabled(True)

    def _add_row(self) -> None:
        row = ResultRow()
        at = len(self._rows)
        row.clicked.connect(lambda: self.chosen.emit(row.number))
        row.stepped.connect(lambda step: self.step(at + step))
        row.typed.connect(self.typed)
        self._rows.append(row)
        self.card.column.addWidget(row)

    def _show_ways(self, found: Sequence[Found]) -> None:
        """What the first results lead to: once for all of them."""
        ways: dict[Way, None] = {}
        for one in found[:_LEADING]:
            ways.update(dict.fromkeys(self._ways_of(one.clause.topic)))
        wanted = tuple(ways)[:_BUTTONS]
        self.doing.setVisible(bool(wanted))
        if wanted == self._ways:
            return
        self._ways = wanted
        clear_layout(self._flow)
        self.buttons = []
        for way in wanted:
            button = SecondaryButton(way.words, way.icon)
            button.clicked.connect(lambda _=False, way=way: self.way.emit(way))
            self._flow.addWidget(button)
            self.buttons.append(button)

    def step(self, to: int) -> None:
        """The keyboard goes to a row; before the first it goes back to the search."""
        rows = self.rows
        if to < 0:
            self.back_up.emit()
        elif to < len(rows):
            rows[to].setFocus(Qt.FocusReason.OtherFocusReason)
