"""What was found, as she types: the clauses with the words marked, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from trent_desktop.oversight.carried_out import Way
from trent_desktop.policy.clauses import Clause
from ui.components.buttons import PaintedButton, SecondaryButton
from ui.components.cards import Card
from ui.components.notices import EmptyState
from ui.components.pages import Flow, ScrollPage, clear_layout
from ui.components.painting import round_box
from ui.components.said_at_rest import SaidAtRest
from ui.components.words import small, soft
from ui.policy.reader.clause_view import paragraphs_of
from ui.policy.reader.finding import Hit, marks
from ui.policy.reader.prose import Prose, Span
from ui.theme import SPACE, look

#: How many are shown: whoever has more types another word.
MOST = 12
#: How many of them stand there at once, and when the rest follow, so that a key never waits for
#: what lies below the window.
_AT_ONCE, _REST_MS = 6, 40
#: Of how many of the first results, and how many, the buttons are.
_LEADING, _BUTTONS = 6, 4
_REMEMBERED = 400
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
        self._marks: tuple[tuple[Span, ...], ...] = ()
        self.hit: Hit | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_hit(self, hit: Hit, prose: Prose) -> None:
        """Show another clause, with its words marked."""
        self.hit = hit
        self._marks = marks(prose.paragraphs, hit.words)
        if prose is not self._prose:
            self._prose = prose
            # A button's own text would hear an ampersand as a key: this is what is read aloud.
            self.setAccessibleName(prose.aloud)
            self.updateGeometry()
        self.update()

    def heightForWidth(self, width: int) -> int:
        return int(self._prose.at(width - 2 * _PAD_X).height + 0.999) + 2 * _PAD_Y

    def sizeHint(self) -> QSize:
        # Its height follows from its width; a layout asks for that, and needs no hint of it.
        return QSize(look().theme.px(560), look().theme.px(20) + 2 * _PAD_Y)

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
        at = QPointF(_PAD_X, _PAD_Y)
        self._prose.draw(painter, at, self.width() - 2 * _PAD_X, self._marks)


class ResultsPane(ScrollPage):
    """`chosen` gives a `Hit`, `way` what is to be done, `typed` a key for the search.

    `back_up` asks that the search has the focus again.
    """

    chosen = Signal(object)
    way = Signal(object)
    typed = Signal(object)
    back_up = Signal()

    def __init__(self, ways: Callable[[str], tuple[Way, ...]]) -> None:
        super().__init__(widest=800, pad=SPACE.wide, top=SPACE.hair, gap=SPACE.near)
        self._ways_of = ways
        self._ways: tuple[Way, ...] = ()
        self.buttons: list[SecondaryButton] = []
        self._rows: list[ResultRow] = []
        self._found: tuple[Hit, ...] = ()
        self._room_for = ""
        self._rest = QTimer(self)
        self._rest.setObjectName("restOfWhatWasFound")
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(lambda: self._fill(_AT_ONCE, MOST))
        self._proses: dict[tuple[Clause, str], Prose] = {}
        self.said = soft("")
        self._heard = SaidAtRest(self)
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
        for _row in range(MOST):  # made before the first key, which then only fills them
            self._add_row()
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

    def show_found(self, hits: Sequence[Hit], room_for: str) -> None:
        """Show these, the best first."""
        self.setUpdatesEnabled(False)
        shown, count = hits[:MOST], len(hits)
        self._found, self._room_for = tuple(shown), room_for
        self._fill(0, _AT_ONCE)
        for row in self._rows[len(shown) :]:
            row.hide()
        self._rest.start()
        self._heard.found(count, "clause", "clauses")
        self.said.setText("1 clause" if count == 1 else f"{count:,} clauses")
        self.more.setText(f"And {count - MOST:,} more: type another word to find the right one.")
        self.said.setVisible(bool(shown))
        self.more.setVisible(count > MOST)
        self.card.setVisible(bool(shown))
        self.nothing.setVisible(not shown)
        self._show_ways(shown)
        self.verticalScrollBar().setValue(0)
        self.setUpdatesEnabled(True)

    def _fill(self, first: int, end: int) -> None:
        for row, one in zip(self._rows[first:end], self._found[first:end], strict=False):
            row.show_hit(one, self._prose_of(one.clause, self._room_for))
            row.show()

    def _prose_of(self, clause: Clause, room_for: str) -> Prose:
        """A clause as it is drawn, measured once: the next key finds most of them again."""
        known = self._proses.get((clause, room_for))
        if known is None:
            if len(self._proses) > _REMEMBERED:
                self._proses.clear()
            known = Prose(clause.number, paragraphs_of(clause), room_for=room_for)
            self._proses[clause, room_for] = known
        return known

    def _add_row(self) -> None:
        row = ResultRow()
        row.hide()
        at = len(self._rows)
        row.clicked.connect(lambda: self.chosen.emit(row.hit))
        row.stepped.connect(lambda step: self.step(at + step))
        row.typed.connect(self.typed)
        self._rows.append(row)
        self.card.column.addWidget(row)

    def _show_ways(self, found: Sequence[Hit]) -> None:
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
