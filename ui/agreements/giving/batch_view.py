"""Layout of a batch that is looked at: what can be done with it, how far it is, its pages."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from ui.background import Background
from ui.components.buttons import BackLink, IconButton, LinkButton, PrimaryButton, SecondaryButton
from ui.components.notices import EmptyState, Notice
from ui.components.pages import clear_layout, flow
from ui.components.read_aloud import announce
from ui.components.words import Words
from ui.documents.page_stack import PageStack
from ui.school.progress import Bar
from ui.theme import SPACE, Tone, look


class Band(QWidget):
    """A band in the colour of cards across the width, with a hairline at its `edge`."""

    def __init__(self, *, edge: Qt.Edge = Qt.Edge.BottomEdge) -> None:
        super().__init__()
        self._edge = edge

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), look().colour("card"))
        thick = look().theme.palette.outline
        top = 0 if self._edge is Qt.Edge.TopEdge else self.height() - thick
        painter.fillRect(QRect(0, top, self.width(), thick), look().colour("line"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.update()


class BatchView(QWidget):
    """Holds the widgets; `BatchPanel` holds what they do.

    `back` and `title` head it where it is a page of its own; hide them where it is not.
    """

    def __init__(self, background: Background, *, back: str = "Back", title: str = "") -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.back = BackLink(back)
        self.title = Words(title, "heading")
        column.addWidget(self._band())
        self.messages = QWidget()
        inside = QVBoxLayout(self.messages)
        inside.setContentsMargins(SPACE.wide, SPACE.near, SPACE.wide, SPACE.near)
        inside.setSpacing(SPACE.tight)
        self._outcome = QVBoxLayout()
        inside.addLayout(self._outcome)
        self.notes = Notice("", Tone.SUN)
        inside.addWidget(self.notes)
        column.addWidget(self.messages)
        holder = QWidget()
        self.stack = QStackedLayout(holder)
        self.pages = PageStack(background)
        self.again = SecondaryButton("Try again", "arrow-clockwise")
        self.empty = EmptyState("printer", "No pages yet", "", self.again)
        self.stack.addWidget(self.pages)
        self.stack.addWidget(self.empty)
        column.addWidget(holder, 1)
        self.outcome: Notice | None = None
        self.link: LinkButton | None = None
        self.notes.hide()
        self.messages.hide()
        self.again.hide()
        self.strip.hide()

    def _band(self) -> QWidget:
        band = Band()
        column = QVBoxLayout(band)
        column.setContentsMargins(SPACE.wide, SPACE.near, SPACE.wide, SPACE.near)
        column.setSpacing(SPACE.tight)
        column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.title)
        self.print = PrimaryButton("Print…", "printer")
        self.save = SecondaryButton("Save as PDF…", "download-simple")
        self.per_class = SecondaryButton("One file per class…", "files")
        self.fillable = SecondaryButton("As a form for e-mail…", "envelope-simple")
        self.buttons = (self.print, self.save, self.per_class, self.fillable)
        column.addWidget(flow(*self.buttons))
        column.addWidget(self._figures())
        column.addWidget(self._strip())
        return band

    def _figures(self) -> QWidget:
        self.count = Words("", "body", "soft")
        self.page = Words("", "body", "soft", wrap=False)
        self.farther = IconButton("magnifying-glass-minus", "Smaller")
        self.nearer = IconButton("magnifying-glass-plus", "Larger")
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.hair)
        middle = Qt.AlignmentFlag.AlignVCenter
        row.addWidget(self.count, 1, middle)
        row.addWidget(self.page, 0, middle)
        row.addWidget(self.farther)
        row.addWidget(self.nearer)
        return holder

    def _strip(self) -> QWidget:
        self.strip = QWidget()
        self.strip.setAccessibleName("What is under way")
        line = QHBoxLayout(self.strip)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACE.near)
        self.bar = Bar()
        self.how_far = Words("", "body")
        self.cancel = SecondaryButton("Cancel", "x")
        beside = QVBoxLayout()
        beside.setSpacing(SPACE.hair)
        beside.addWidget(self.how_far)
        beside.addWidget(self.bar)
        line.addLayout(beside, 1)
        line.addWidget(self.cancel)
        return self.strip

    # ------------------------------------------------------------------ what is said

    def say_notes(self, notes: tuple[str, ...]) -> None:
        """Sentences about the batch."""
        self.notes.say("\n".join(notes))
        self.notes.setVisible(bool(notes))
        self._fit_messages()

    def tell(self, words: str, tone: Tone, link: str = "") -> LinkButton | None:
        """Say how it went, until something else is chosen; the link there is to press."""
        self.forget()
        notice = self.outcome = Notice(words, tone)
        if link:
            self.link = LinkButton(link, "clock-counter-clockwise")
            notice.column.addWidget(self.link, 0, Qt.AlignmentFlag.AlignLeft)
        self._outcome.addWidget(notice)
        self._fit_messages()
        announce(notice, words)
        return self.link

    def forget(self) -> None:
        """Take away how the last one went."""
        clear_layout(self._outcome)
        self.outcome = self.link = None
        self._fit_messages()

    def _fit_messages(self) -> None:
        self.messages.setVisible(self.outcome is not None or not self.notes.isHidden())
