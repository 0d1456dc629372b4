"""Notices inside a page, and what a page says when it has nothing to show."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.components.marks import Icon, IconTile
from ui.components.painting import round_box
from ui.components.words import Words
from ui.theme import RADIUS, SPACE, Tone, look

_ICONS = {
    Tone.PLAIN: "info-fill",
    Tone.ACT: "info-fill",
    Tone.SKY: "info-fill",
    Tone.CORAL: "warning-circle-fill",
    Tone.SUN: "warning-fill",
    Tone.LEAF: "check-circle-fill",
}


class Notice(QFrame):
    """A tinted panel: an icon, a heading if need be, words, and things to do about it.

    Put buttons or more words into `notice.column`.
    """

    def __init__(
        self,
        words: str,
        tone: Tone = Tone.SKY,
        *,
        heading: str = "",
        icon: str = "",
        outlined: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tone = tone
        self._outlined = outlined
        colour = "soft" if tone is Tone.PLAIN else tone.value
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE.base, SPACE.near, SPACE.base, SPACE.near)
        row.setSpacing(SPACE.near)
        self._icon = Icon(icon or _ICONS[tone], 22, colour)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        self.column = QVBoxLayout()
        self.column.setSpacing(SPACE.hair)
        row.addLayout(self.column, 1)
        self.heading = Words(heading, "strong", "ink", heads=True)
        self.column.addWidget(self.heading)
        self.heading.setVisible(bool(heading))  # not before: it would be a window of its own
        self.words = Words(words, "body", "ink")
        self.column.addWidget(self.words)
        self.words.setVisible(bool(words))

    def say(self, words: str, *, heading: str | None = None) -> None:
        """Say something else."""
        self.words.setText(words)
        self.words.setVisible(bool(words))
        if heading is not None:
            self.heading.setText(heading)
            self.heading.setVisible(bool(heading))

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = look()
        tint = "well" if self._tone is Tone.PLAIN else "tint"
        if self._tone not in (Tone.PLAIN, Tone.ACT):
            tint = f"{self._tone.value}_tint"
        edged = self._outlined or shown.theme.name == "contrast"
        edge = shown.colour("soft" if self._tone is Tone.PLAIN else self._tone.value)
        painter = QPainter(self)
        ground = shown.colour("card") if self._outlined else shown.colour(tint)
        width = 3.0 if self._outlined else 2.0
        round_box(painter, QRectF(self.rect()), RADIUS.card, ground, edge if edged else None, width)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.update()


class EmptyState(QWidget):
    """What a list or a room shows when it is empty: a picture, what is so, and what to do."""

    def __init__(
        self,
        icon: str,
        heading: str,
        words: str,
        *buttons: QWidget,
        tone: Tone = Tone.ACT,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        middle = Qt.AlignmentFlag.AlignHCenter
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.wide, SPACE.far, SPACE.wide, SPACE.far)
        column.setSpacing(SPACE.near)
        column.addStretch(1)
        column.addWidget(IconTile(icon, tone, 88), 0, middle)
        column.addSpacing(SPACE.tight)
        self.heading = Words(heading, "heading", align=middle)
        self.words = Words(words, "body", "soft", align=middle, widest=520)
        column.addWidget(self.heading)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.words, 1000)
        row.addStretch(1)
        self.words.setMaximumWidth(look().theme.px(520))
        column.addLayout(row)
        if buttons:
            column.addSpacing(SPACE.tight)
            for button in buttons:
                column.addWidget(button, 0, middle)
        column.addStretch(2)
