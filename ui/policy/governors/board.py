"""All pictures of one term: six large ones, the others smaller below them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from trent_desktop.oversight.governors.values import TermReport, Topic
from ui.components.pages import EqualColumns
from ui.components.words import soft
from ui.policy.governors.card import Explain, TopicCard
from ui.policy.governors.rows import ACROSS, BESIDE, LARGE, SMALLER, short
from ui.theme import SPACE


class TermBoard(QWidget):
    """The cards stay the same widgets for every term, so that what is typed in one is kept."""

    def __init__(self, explain: Explain | None = None) -> None:
        super().__init__()
        self.cards = {
            topic: TopicCard(
                topic, explain, large=topic in LARGE, columns=3 if topic is ACROSS else 1
            )
            for topic in Topic
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.base)
        self.legend = soft("")
        column.addWidget(self.legend)
        self.holders: list[tuple[QWidget, tuple[Topic, ...]]] = []
        for topics in (LARGE, (ACROSS,), SMALLER):
            holder = QWidget()
            narrowest = 310 if topics is LARGE else 260
            columns = EqualColumns(
                holder, narrowest=narrowest, gap=SPACE.base, whole_rows=topics is not LARGE
            )
            for topic in topics:
                columns.addWidget(self.cards[topic])
            column.addWidget(holder)
            self.holders.append((holder, topics))

    def show_term(self, report: TermReport, told: Sequence[TermReport]) -> None:
        """Draw a term. Of `told`, which are the newest first, those before it stand beside it."""
        before = [one for one in told if one.term < report.term]
        shown = ", then ".join(short(one.term) for one in before[:BESIDE])
        self.legend.setText(f"Small on the right, or in brackets: {shown}.")
        self.legend.setVisible(bool(shown))
        for holder, topics in self.holders:
            there = False
            for topic in topics:
                card = self.cards[topic]
                found = card.show_term(report, before)
                card.setVisible(found)
                there = there or found
            holder.setVisible(there)
