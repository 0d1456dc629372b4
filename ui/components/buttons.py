"""Buttons: primary, secondary, quiet, danger; links; the way back.

All paint themselves from the tokens, wrap their words when there is no room, and answer Enter as
well as Space. The ring of keyboard focus is drawn outside of them (`ui.components.focus`).
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QVariantAnimation
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QFont,
    QHelpEvent,
    QHoverEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QPushButton, QSizePolicy, QToolTip, QWidget

from ui.components.painting import mix, round_box
from ui.components.text import draw_block, lay_out, text_width
from ui.theme import RADIUS, look
from ui.theme.icons import draw_icon
from ui.theme.tokens import MOTION_SHORT

_OF_SHORTCUTS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


class PaintedButton(QPushButton):
    """What all buttons share: measuring, hover that fades in, Enter, the hand cursor."""

    kind = "body"
    bold: bool | None = None
    pad_x, pad_y, gap, icon_px = 20, 11, 10, 20
    radius = RADIUS.button

    def __init__(
        self, text: str = "", icon: str = "", *, name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon_name = icon
        self._warmth = 0.0
        self._placed_width = 0
        self._fade = QVariantAnimation(self)
        self._fade.valueChanged.connect(self._warm_to)
        self.setText(text)
        self.setAccessibleName(name or text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    # -- words and icon

    def set_icon(self, name: str) -> None:
        """Show another icon of Phosphor, or none."""
        self._icon_name = name
        self.updateGeometry()
        self.update()

    def set_words(self, text: str, *, name: str = "") -> None:
        """Say something else; the accessible name follows."""
        self.setText(text)
        self.setAccessibleName(name or text)
        self.updateGeometry()
        self.update()

    # -- measuring

    def _font(self) -> QFont:
        return look().font(self.kind, bold=self.bold)

    def _icon_room(self) -> int:
        if not self._icon_name:
            return 0
        return look().theme.px(self.icon_px) + (self.gap if self.text() else 0)

    def _words_width(self) -> int:
        return int(text_width(self.text(), self._font()) + 0.999)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        room = width - 2 * self.pad_x - self._icon_room()
        block = lay_out(self.text() or "X", self._font(), max(room, 1))
        inner = max(block.height, look().theme.px(self.icon_px) if self._icon_name else 0)
        return int(inner + 0.999) + 2 * self.pad_y

    def _natural_width(self) -> int:
        return self._words_width() + self._icon_room() + 2 * self.pad_x

    def _hint_height(self) -> int:
        """As high as the words need at the width there is.

        Layouts never make a button that may not grow higher than its hint, whatever it says of
        height for width; so the hint itself follows the width.
        """
        natural = self._natural_width()
        return self.heightForWidth(min(natural, self._placed_width or natural))

    def sizeHint(self) -> QSize:
        return QSize(self._natural_width(), self._hint_height())

    def minimumSizeHint(self) -> QSize:
        longest = max(self.text().split(), key=len, default="")
        width = int(text_width(longest, self._font()) + 0.999)
        width += self._icon_room() + 2 * self.pad_x
        return QSize(width, self._hint_height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        before = self._hint_height()
        self._placed_width = event.size().width()
        if self._hint_height() != before:
            self.updateGeometry()

    # -- answering

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            if event.modifiers() & _OF_SHORTCUTS:
                event.ignore()  # Ctrl+Enter is meant for the page, wherever the keyboard stands
            else:
                self.animateClick()
            return
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHoverEvent):  # few are, and to ask each for its kind takes longer
            if event.type() == QEvent.Type.HoverEnter:
                self._fade_to(1.0)
            elif event.type() == QEvent.Type.HoverLeave:
                self._fade_to(0.0)
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
            self.update()

    def _fade_to(self, warmth: float) -> None:
        self._fade.stop()
        length = look().theme.ms(MOTION_SHORT)
        if length == 0 or not self.isVisible():
            self._warm_to(warmth)
            return
        self._fade.setDuration(length)
        self._fade.setStartValue(self._warmth)
        self._fade.setEndValue(warmth)
        self._fade.start()

    def _warm_to(self, warmth: float) -> None:
        self._warmth = float(warmth)
        self.update()

    # -- painting

    def _dress(self) -> tuple[QColor | None, QColor | None, QColor]:
        """Ground, edge and ink as they are now."""
        raise NotImplementedError

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ground, edge, ink = self._dress()
        if ground is not None or edge is not None:
            round_box(painter, self.rect(), self.radius, ground, edge, 2.0 if edge else 0)
        self._paint_content(painter, QRectF(self.rect()), ink)

    def _paint_content(self, painter: QPainter, area: QRectF, ink: QColor) -> None:
        icon_room = self._icon_room()
        side = look().theme.px(self.icon_px) if self._icon_name else 0
        room = area.width() - 2 * self.pad_x - icon_room
        block = lay_out(self.text(), self._font(), room)
        left = area.left() + (area.width() - icon_room - min(block.width, room)) / 2
        if self._icon_name:
            top = area.center().y() - side / 2
            draw_icon(painter, self._icon_name, QRectF(left, top, side, side), ink)
        top = area.center().y() - block.height / 2
        draw_block(painter, block, QPointF(left + icon_room, top), ink)


class PrimaryButton(PaintedButton):
    """The one thing to do on a screen. Its words name the act: `Send report`, never `OK`."""

    bold = True
    pad_x = 26

    def _dress(self) -> tuple[QColor | None, QColor | None, QColor]:
        shown = look()
        if not self.isEnabled():
            return shown.colour("well"), None, shown.colour("soft")
        warm = mix(shown.colour("act"), shown.colour("act_hover"), self._warmth)
        return shown.colour("act_dark") if self.isDown() else warm, None, shown.colour("on_act")


class DangerButton(PaintedButton):
    """An act that takes something away."""

    bold = True
    pad_x = 26

    def _dress(self) -> tuple[QColor | None, QColor | None, QColor]:
        shown = look()
        if not self.isEnabled():
            return shown.colour("well"), None, shown.colour("soft")
        pressed = self.isDown() or self._warmth > 0.5
        return shown.colour("danger_dark" if pressed else "danger"), None, shown.colour("on_danger")


class SecondaryButton(PaintedButton):
    """Another thing that can be done here."""

    def _dress(self) -> tuple[QColor | None, QColor | None, QColor]:
        shown = look()
        if not self.isEnabled():
            return shown.colour("card"), shown.colour("line"), shown.colour("soft")
        ground = mix(shown.colour("card"), shown.colour("hover"), self._warmth)
        return (
            shown.colour("tint") if self.isDown() else ground,
            shown.colour("edge"),
            shown.colour("ink"),
        )


class QuietButton(PaintedButton):
    """Something at hand that does not ask to be done: no outline until the mouse is over it."""

    pad_x = 14

    def _dress(self) -> tuple[QColor | None, QColor | None, QColor]:
        shown = look()
        ink = shown.colour("act" if self.isEnabled() else "soft")
        if self.isDown():
            return shown.colour("tint"), None, ink
        if self._warmth > 0 and self.isEnabled():
            ground = QColor(shown.colour("hover"))
            ground.setAlphaF(self._warmth)
            return ground, None, ink
        return None, None, ink


class IconButton(QuietButton):
    """An icon alone. `name` is what it does, in words, and its tooltip."""

    pad_x, pad_y, gap, icon_px = 10, 10, 0, 22

    def __init__(self, icon: str, name: str, *, parent: QWidget | None = None) -> None:
        super().__init__("", icon, name=name, parent=parent)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and show_name(self, event):
            return True
        return super().event(event)

    def heightForWidth(self, width: int) -> int:
        return look().theme.px(self.icon_px) + 2 * self.pad_y

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class UnfoldButton(QuietButton):
    """Opens something on its page, and closes it again: it is down while that is open."""

    spoken_as = QAccessible.Role.Button
    unfolds = True

    def __init__(self, text: str, icon: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(text, icon, parent=parent)
        self.setCheckable(True)


def show_name(button: QAbstractButton, event: QHelpEvent) -> bool:
    """Show what a button with no words on it is called; whether it was that which was asked.

    Not by its property `toolTip`: a screen reader would say the name, and then say it again.
    """
    if event.type() != QEvent.Type.ToolTip or button.toolTip():
        return False
    QToolTip.showText(event.globalPos(), button.accessibleName(), button)
    return True


class LinkButton(PaintedButton):
    """Words that do something, underlined like a link."""

    pad_x, pad_y, gap, icon_px = 2, 4, 8, 18
    radius = 4

    def __init__(
        self,
        text: str = "",
        icon: str = "",
        *,
        name: str = "",
        colour: str = "act",
        kind: str = "body",
        parent: QWidget | None = None,
    ) -> None:
        self.kind = kind
        self._colour = colour
        super().__init__(text, icon, name=name, parent=parent)

    def set_bold(self, bold: bool) -> None:
        """Strong for the one of several links that is where we are."""
        self.bold = bold
        self.updateGeometry()
        self.update()

    def _dress(self) -> tuple[QColor | None, QColor | None, QColor]:
        return None, None, look().colour(self._colour if self.isEnabled() else "soft")

    def _font(self) -> QFont:
        font = look().font(self.kind, bold=self.bold)
        if self._underlined():
            font = QFont(font)
            font.setUnderline(True)
        return font

    def _underlined(self) -> bool:
        return True


class BackLink(LinkButton):
    """The way back, its arrow close to its word."""

    pad_x, gap, icon_px = 0, 4, 16

    def __init__(self, text: str = "Back", *, parent: QWidget | None = None) -> None:
        super().__init__(text, "caret-left-bold", colour="soft", parent=parent)

    def _underlined(self) -> bool:
        return self._warmth > 0.5 or self.isDown()

    def _paint_content(self, painter: QPainter, area: QRectF, ink: QColor) -> None:
        # The arrow stands in the middle of its square: let the stroke itself, not the square,
        # line up with what is below.
        nudge = look().theme.px(self.icon_px) * 0.28
        super()._paint_content(painter, area.translated(-nudge, 0), ink)
