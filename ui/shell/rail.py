"""The rail: the rooms, the shade, the lock, and who is signed in."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ui.components.buttons import PaintedButton
from ui.components.painting import mix, round_box
from ui.components.shown_keys import shown_keys
from ui.components.text import Block, draw_block, draw_text, lay_out, text_width
from ui.shell.rooms import Room
from ui.theme import SPACE, look
from ui.theme.icons import draw_icon
from ui.theme.pictures import draw_picture

#: Width at 100 %, with words and without, in px.
WIDE, NARROW = 228, 72


class RailButton(PaintedButton):
    """A place in the rail. Without room for words, the icon alone; the words become a tooltip."""

    pad_x, pad_y, gap, icon_px = 14, 11, 14, 22

    def __init__(
        self,
        words: str,
        icon: str,
        *,
        keys: str = "",
        checkable: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        self._narrow = False
        self._keys = keys
        self._count = 0
        # Before anything is told of it: where a screen reader runs already, the first word about a
        # button settles what it is taken for.
        self.spoken_as = QAccessible.Role.PageTab if checkable else None
        super().__init__(words, icon, parent=parent)
        self.setCheckable(checkable)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)
        self._tell()

    def set_narrow(self, narrow: bool) -> None:
        """Show the icon alone, or the words too."""
        self._narrow = narrow
        self._tell()
        self.updateGeometry()
        self.update()

    def set_count(self, count: int) -> None:
        """How much waits there; 0 shows nothing."""
        self._count = count
        waiting = f", {count} waiting" if count else ""
        self.setAccessibleName(self.text() + waiting)
        self._tell()
        self.update()

    @property
    def count(self) -> int:
        """How much waits there."""
        return self._count

    def nextCheckState(self) -> None:
        """Pressing does not mark it: the window does, once the room is shown.

        A button group would do this by itself, but Tab would then reach only one of its buttons.
        """

    def _tell(self) -> None:
        keys = f"  ({self._keys})" if self._keys else ""
        self.setToolTip(f"{self.accessibleName()}{keys}" if self._narrow else "")

    def heightForWidth(self, width: int) -> int:
        font = look().font("body", bold=True)
        icon = look().theme.px(self.icon_px)
        return int(max(lay_out("X", font).height, icon) + 0.999) + 2 * self.pad_y - 2

    def sizeHint(self) -> QSize:
        return QSize(look().theme.px(self.icon_px) + 2 * self.pad_x, self.heightForWidth(0))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _dress(self) -> tuple[QColor | None, QColor | None, QColor]:
        shown = look()
        if self.isChecked():
            edge = shown.colour("act") if shown.theme.name == "contrast" else None
            return shown.colour("tint"), edge, shown.colour("on_tint")
        ground = mix(shown.colour("rail"), shown.colour("hover"), self._warmth)
        return (shown.colour("tint") if self.isDown() else ground), None, shown.colour("soft")

    def _paint_content(self, painter: QPainter, area: QRectF, ink: QColor) -> None:
        shown = look()
        side = shown.theme.px(self.icon_px)
        chosen = self.isChecked()
        name = f"{self._icon_name}-fill" if chosen else self._icon_name
        left = area.center().x() - side / 2 if self._narrow else area.left() + self.pad_x
        icon = QRectF(left, area.center().y() - side / 2, side, side)
        draw_icon(painter, name, icon, ink)
        if self._narrow:
            if self._count:
                self._paint_count(painter, QPointF(icon.right() + 4, icon.top() + 2))
            return
        font = shown.font("body", bold=True if chosen else None)
        block = lay_out(self.text(), font)
        middle = area.center().y()
        draw_block(painter, block, QPointF(icon.right() + self.gap, middle - block.height / 2), ink)
        right = area.right() - self.pad_x
        if self._keys:
            keys = lay_out(self._keys, shown.font("small"))
            at = QPointF(right - keys.width, middle - keys.height / 2)
            draw_block(painter, keys, at, shown.colour("soft"))
        if self._count:
            self._paint_count(painter, QPointF(right - 6, middle))

    def _paint_count(self, painter: QPainter, middle: QPointF) -> None:
        shown = look()
        font = shown.font("small", bold=True)
        words = "99+" if self._count > 99 else str(self._count)
        height = lay_out(words, font).height + 3
        width = max(text_width(words, font) + height * 0.7, height)
        left = min(middle.x() - width / 2, self.width() - width - 4)
        top = min(max(middle.y() - height / 2, 2.0), self.height() - height - 2)
        box = QRectF(left, top, width, height)
        round_box(painter, box, height / 2, shown.colour("coral"))
        ink = shown.colour("on_danger")
        draw_text(painter, words, box, font, ink, align=Qt.AlignmentFlag.AlignHCenter, middle=True)


class PersonButton(RailButton):
    """Who is signed in; opens the settings."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        self._role = ""
        super().__init__("", "user-circle", parent=parent)

    def show_person(self, name: str, role: str) -> None:
        """Say who it is."""
        self._role = role
        self.setText(name)
        self.setAccessibleName(f"{name}, {role}: settings")
        self._tell()
        self.updateGeometry()
        self.update()

    def _said(self, room: float) -> tuple[Block, Block]:
        shown = look()
        name = lay_out(self.text(), shown.font("body", bold=True), room)
        return name, lay_out(self._role, shown.font("small"), room)

    def heightForWidth(self, width: int) -> int:
        least = max(super().heightForWidth(width), look().theme.px(36) + 16)
        if self._narrow:
            return least
        inner = look().theme.px(WIDE) - 2 * SPACE.near - 8 - look().theme.px(36) - 16
        name, role = self._said(inner)
        return max(least, int(name.height + role.height) + 16)

    def _paint_content(self, painter: QPainter, area: QRectF, ink: QColor) -> None:
        shown = look()
        side = float(min(shown.theme.px(36), area.width() - 10))
        left = area.center().x() - side / 2 if self._narrow else area.left() + 8
        circle = QRectF(left, area.center().y() - side / 2, side, side)
        edge = shown.colour("act") if shown.theme.name == "contrast" else None
        round_box(painter, circle, side / 2, shown.colour("tint"), edge, 2.0)
        words = "".join(part[0] for part in self.text().split()[:1] + self.text().split()[-1:])
        draw_text(
            painter,
            words.upper(),
            circle,
            shown.font("small", bold=True),
            shown.colour("on_tint"),
            align=Qt.AlignmentFlag.AlignHCenter,
            middle=True,
        )
        if self._narrow:
            return
        x = circle.right() + 10
        room = area.right() - x - 6
        name, role = self._said(room)
        y = area.center().y() - (name.height + role.height) / 2
        draw_block(painter, name, QPointF(x, y), shown.colour("ink"))
        draw_block(painter, role, QPointF(x, y + name.height), shown.colour("soft"))


class _Mark(QWidget):
    """The program's mark and name. Nothing is said of it: so is the window called."""

    def __init__(self) -> None:
        super().__init__()
        self.narrow = False

    def sizeHint(self) -> QSize:
        return QSize(look().theme.px(40), round(look().theme.px(30) * 1.0) + 10)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = look()
        painter = QPainter(self)
        side = float(min(shown.theme.px(30), 48))
        left = (self.width() - side) / 2 if self.narrow else 10
        area = QRectF(left, (self.height() - side) / 2, side, side)
        draw_picture(painter, "mark", area)
        if not self.narrow:
            block = lay_out("Trent Desktop", shown.font("strong"))
            at = QPointF(area.right() + 11, area.center().y() - block.height / 2)
            draw_block(painter, block, at, shown.colour("ink"))


class Rail(QScrollArea):
    """Down the left side. `chosen` gives the name of a room."""

    spoken_as = QAccessible.Role.PageTabList

    chosen = Signal(str)
    hide_everything = Signal()
    lock = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("Rooms")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._inner = _RailGround()
        column = QVBoxLayout(self._inner)
        column.setContentsMargins(SPACE.near, SPACE.base, SPACE.near, SPACE.near)
        column.setSpacing(SPACE.hair)
        self._mark = _Mark()
        column.addWidget(self._mark)
        column.addSpacing(SPACE.near)
        self._rooms_column = QVBoxLayout()
        self._rooms_column.setSpacing(SPACE.hair)
        column.addLayout(self._rooms_column)
        column.addStretch(1)
        self.shade_button = RailButton(
            "Hide everything", "eye-slash", keys=shown_keys("F9"), checkable=False
        )
        self.lock_button = RailButton("Lock", "lock-simple", checkable=False)
        self.person = PersonButton()
        for button in (self.shade_button, self.lock_button):
            column.addWidget(button)
        column.addSpacing(SPACE.hair)
        column.addWidget(self.person)
        self.setWidget(self._inner)
        self.buttons: dict[str, RailButton] = {}
        self.shade_button.clicked.connect(self.hide_everything)
        self.lock_button.clicked.connect(self.lock)
        self.person.clicked.connect(lambda: self.chosen.emit("settings"))
        self.setAccessibleName("Rooms")

    def show_rooms(self, rooms: Iterable[Room]) -> None:
        """Fill the rail."""
        for button in self.buttons.values():
            self._rooms_column.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons.clear()
        for room in rooms:
            button = RailButton(room.title, room.icon)
            button.clicked.connect(lambda _on=False, name=room.name: self.chosen.emit(name))
            self._rooms_column.addWidget(button)
            self.buttons[room.name] = button

    def mark(self, room: str) -> None:
        """Show where we are."""
        self.person.setChecked(room == "settings")
        for name, button in self.buttons.items():
            button.setChecked(name == room)

    def fit(self, window_width: int) -> None:
        """Take the width that suits the window: words when there is room for them."""
        theme = look().theme
        narrow = window_width < theme.px(960)
        self._mark.narrow = narrow
        for button in (*self.buttons.values(), self.shade_button, self.lock_button, self.person):
            button.set_narrow(narrow)
        self.setFixedWidth(
            round(NARROW * (1 + (theme.scale - 1) * 0.45)) if narrow else theme.px(WIDE)
        )


class _RailGround(QWidget):
    """The rail's surface, with a hairline on its right."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        shown = look()
        painter.fillRect(self.rect(), shown.colour("rail"))
        width = shown.theme.palette.outline
        painter.fillRect(self.width() - width, 0, width, self.height(), shown.colour("line"))
