"""The small card that says what a word of the policy means."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QWidget

from ui.components.cards import Card
from ui.components.words import small, strong
from ui.policy.reader.clause_view import ProseView
from ui.policy.reader.prose import paragraph
from ui.policy.reader.terms import TermButton
from ui.theme import SPACE, look

#: Px at 100 %.
_WIDE = 380


class TermCard(Card):
    """What a word means. The mouse goes through it; it lies over the page that it belongs to."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(pad=SPACE.base, gap=SPACE.hair, edge="act", parent=over)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._over = over
        self.heading = strong("")
        self.words = ProseView("", ())
        self.source = small("")
        for one in (self.heading, self.source):
            one.setContentsMargins(SPACE.tight, 0, 0, 0)  # where the words begin
        for one in (self.heading, self.words, self.source):
            self.column.addWidget(one)
        self.hide()

    def show_for(self, button: TermButton) -> None:
        """Show what that word means, below it or above it."""
        one, over = button.definition, self._over
        self.heading.setText(one.term)
        points = (paragraph(point, bullet=True) for point in one.points)
        self.words.show_paragraphs((paragraph(one.words), *points))
        self.source.setText(f"{one.number} of this policy" if one.number else "")
        width = min(look().theme.px(_WIDE), over.width() - 2 * SPACE.base)
        self.column.activate()
        height = self.column.totalHeightForWidth(width)
        top_left = button.mapTo(over, QPoint(0, 0))
        word = QRect(top_left, button.size())
        x = max(SPACE.base, min(word.left(), over.width() - width - SPACE.base))
        y = word.bottom() + 6
        if y + height > over.height() - SPACE.tight:
            y = max(SPACE.tight, word.top() - height - 6)
        self.setGeometry(x, y, width, height)
        self.raise_()
        self.show()
