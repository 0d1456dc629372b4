"""How pages are laid out that are looked at. What the preview of a paper does is in `preview.py`."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from ui.background import Background
from ui.components.buttons import BackLink, IconButton, PrimaryButton, QuietButton, SecondaryButton
from ui.components.notices import EmptyState, Notice
from ui.components.pages import Flow
from ui.components.words import Words
from ui.documents.page_stack import PageStack
from ui.theme import SPACE, Tone, look


class _Bar(QWidget):
    """The bar over the pages, with a hairline below."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), look().colour("card"))
        width = look().theme.palette.outline
        line = QRect(0, self.height() - width, self.width(), width)
        painter.fillRect(line, look().colour("line"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.update()


class PagesView(QWidget):
    """A bar with what can be done, a notice below it, and the pages.

    `tools` stand at the end of the bar; `waits` and `fails` are shown instead of the pages.
    """

    def __init__(
        self,
        background: Background,
        title: str,
        parent: QWidget,
        *,
        waits: EmptyState,
        fails: Callable[[QWidget], EmptyState],
        tools: Sequence[QWidget] = (),
    ) -> None:
        super().__init__(parent)
        self.back = BackLink()
        self.title = Words(title, "heading")
        self.page = Words("", "body", "soft", wrap=False)
        self.farther = IconButton("magnifying-glass-minus", "Smaller")
        self.fit = QuietButton("Fit width", name="Fit the width of the window")
        self.nearer = IconButton("magnifying-glass-plus", "Larger")
        self._more = tuple(tools)
        self.notes = Notice("", Tone.SUN)
        self.notes.hide()
        self.pages = PageStack(background)
        self.again = SecondaryButton("Try again", "arrow-clockwise")
        self.waiting = waits
        self.failed = fails(self.again)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar())
        note_row = QHBoxLayout()
        note_row.setContentsMargins(SPACE.wide, 0, SPACE.wide, 0)
        note_row.addWidget(self.notes)
        column.addLayout(note_row)
        below = QWidget()
        self.stack = QStackedLayout(below)
        for widget in (self.waiting, self.failed, self.pages):
            self.stack.addWidget(widget)
        column.addWidget(below, 1)

    def _bar(self) -> QWidget:
        bar = _Bar()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, bar)
        self._row.setContentsMargins(SPACE.wide, SPACE.near, SPACE.wide, SPACE.near)
        self._row.setSpacing(SPACE.tight)
        names = QVBoxLayout()
        names.setSpacing(SPACE.hair)
        names.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        names.addWidget(self.title)
        self._row.addLayout(names, 1)
        self._tools = QWidget()
        tools = Flow(self._tools)
        for widget in (self.page, self.farther, self.fit, self.nearer, *self._more):
            tools.addWidget(widget)
        self._row.addWidget(self._tools, 0, Qt.AlignmentFlag.AlignVCenter)
        return bar

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._arrange()

    def _arrange(self) -> None:
        """Put the tools under the title where both do not fit beside each other."""
        needed = self._tools.sizeHint().width() + self.title.sizeHint().width() + 3 * SPACE.wide
        beside = self.width() >= needed
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
        alignment = Qt.AlignmentFlag.AlignVCenter if beside else Qt.AlignmentFlag(0)
        self._row.setAlignment(self._tools, alignment)


class PreviewView(PagesView):
    """The pages of a paper, which can be printed and saved."""

    def __init__(self, background: Background, title: str, parent: QWidget) -> None:
        self.save = SecondaryButton("Save…", "download-simple", name="Save as PDF")
        self.print = PrimaryButton("Print…", "printer")
        super().__init__(
            background,
            title,
            parent,
            waits=EmptyState("file-text", "Making the document", "It takes a moment."),
            fails=lambda again: EmptyState(
                "warning-circle", "The document could not be made", "", again, tone=Tone.CORAL
            ),
            tools=(self.save, self.print),
        )
