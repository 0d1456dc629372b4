"""Words of a policy as a label: ``**must not**`` is strong, and what changed is seen.

Nothing else in them is markup: it is drawn as it was written.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import (
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from trent_desktop.policy.clauses import Clause, PolicyText, Section
from trent_desktop.sentences import ended
from ui.theme import Theme, look
from ui.theme.tokens import LEADING

_STRONG: Final = "**"


class Mark(Enum):
    """How some words stand to the other version."""

    SAME = ""
    GONE = "taken out"
    NEW = "put in"


@dataclass(frozen=True, slots=True)
class Run:
    """Some words alike."""

    words: str
    mark: Mark = Mark.SAME
    strong: bool = False


def strong_runs(text: str) -> list[Run]:
    """Words with their strong ones. Stars without a partner stay."""
    parts = text.split(_STRONG)
    if len(parts) % 2 == 0:
        parts[-2:] = [_STRONG.join(parts[-2:])]
    return [Run(part, strong=bool(at % 2)) for at, part in enumerate(parts) if part]


def lines_of(one: Clause | Section) -> tuple[str, ...]:
    """A clause, or what stands before the clauses of a section, line by line."""
    points = tuple(f"• {point}" for point in one.points)
    if isinstance(one, Section):
        return (*one.words, *points)
    words = f"{_STRONG}{ended(one.lead)}{_STRONG} {one.words}" if one.lead else one.words
    return (words, *points) if words else points


def numbered(text: PolicyText) -> str:
    """How many clauses and sections it has, in words."""
    clauses = sum(1 for _ in text.clauses())
    sections = len(text.sections)
    many = f"{clauses} clause" if clauses == 1 else f"{clauses} clauses"
    return f"{many} in {sections} section{'' if sections == 1 else 's'}"


class PolicyWords(QLabel):
    """Runs of words, wrapped to the width there is."""

    def __init__(self, runs: Sequence[Run] | str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runs = strong_runs(runs) if isinstance(runs, str) else list(runs)
        self._heights: dict[int, float] = {}
        self._measured_in: Theme | None = None
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText("".join(one.words for one in self._runs))
        self.setAccessibleName(self._aloud())
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _aloud(self) -> str:
        return "".join(
            one.words if one.mark is Mark.SAME else f" [{one.mark.value}: {one.words.strip()}] "
            for one in self._runs
        )

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        theme = look().theme
        if theme is not self._measured_in:
            self._heights.clear()
            self._measured_in = theme
        known = self._heights.get(width)
        if known is None:
            known = self._heights[width] = self._lay_out(width)[1]
        return int(known + 0.999)

    def sizeHint(self) -> QSize:
        width = look().theme.px(420)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(look().theme.px(120), look().theme.px(20))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(look().colour("ink"))
        self._lay_out(self.width())[0].draw(painter, QPointF(0, 0))

    def _lay_out(self, width: int) -> tuple[QTextLayout, float]:
        font = look().font("body")
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        # One letter for one, so that the runs stay where they are.
        layout = QTextLayout(self.text().replace("\n", "\u2028"), font)
        layout.setTextOption(option)
        layout.setFormats(self._formats())
        step = QFontMetricsF(font).height() * LEADING["body"]
        layout.beginLayout()
        y = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 40))
            line.setPosition(QPointF(0, y))
            y += max(step, line.height())
        layout.endLayout()
        return layout, max(y, step)

    def _formats(self) -> list[QTextLayout.FormatRange]:
        shown, found, at = look(), list[QTextLayout.FormatRange](), 0
        for one in self._runs:
            form = QTextCharFormat()
            form.setFont(shown.font("body", bold=one.strong or one.mark is Mark.NEW))
            if one.mark is Mark.GONE:
                form.setFontStrikeOut(True)
                form.setForeground(shown.colour("coral"))
                form.setBackground(shown.colour("coral_tint"))
            elif one.mark is Mark.NEW:
                form.setFontUnderline(True)
                form.setForeground(shown.colour("leaf"))
                form.setBackground(shown.colour("leaf_tint"))
            piece = QTextLayout.FormatRange()
            piece.start, piece.length, piece.format = at, len(one.words), form  # type: ignore[misc]
            found.append(piece)
            at += len(one.words)
        return found
