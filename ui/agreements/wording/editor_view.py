"""Layout of changing a wording: the text on the left, the page or the English on the right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from ui.background import Background
from ui.components.buttons import BackLink, PrimaryButton, QuietButton, SecondaryButton
from ui.components.choices import Option, RadioGroup
from ui.components.marked_text import FaultCard, MarkedText
from ui.components.marks import Chip
from ui.components.notices import Notice
from ui.components.pages import ScrollPage, flow
from ui.components.words import small, soft, title
from ui.documents.page_stack import PageStack
from ui.theme import SPACE, Tone, look

TEXT, PAGE, ENGLISH = "text", "page", "english"
#: Below this width, in px at 100 %, one thing is shown at a time.
_BOTH = 860
#: Least height of text and pages, and most of the list of faults, in px at 100 %.
_BODY, _FAULTS = 330, 190


class WordingView(ScrollPage):
    """Holds the widgets; the editor beside it holds what they do.

    `translates` says that there is an English text to be shown beside.
    """

    def __init__(
        self, background: Background, heading: str, *, translates: bool, writes: bool
    ) -> None:
        super().__init__(pad=SPACE.wide, top=SPACE.base, gap=SPACE.near)
        self._translates = translates
        self._was_narrow: bool | None = None
        self._row.setContentsMargins(SPACE.wide, SPACE.base, SPACE.wide, SPACE.base)
        self.back = BackLink()
        self.column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        head = QHBoxLayout()
        head.setSpacing(SPACE.near)
        head.addWidget(title(heading), 1)
        self.state = Chip("")
        head.addWidget(self.state, 0, Qt.AlignmentFlag.AlignVCenter)
        self.column.addLayout(head)
        self.said = soft("")
        self.column.addWidget(self.said)
        self.notice = Notice("", Tone.SUN)
        self.notice.hide()
        self.column.addWidget(self.notice)
        self.save = PrimaryButton("Save", "check")
        self.insert = SecondaryButton("Insert…", "plus")
        self.checked = SecondaryButton("A speaker has checked this", "check-circle")
        self.restore = SecondaryButton("Back to ours", "arrow-counter-clockwise")
        self.signed = SecondaryButton("Who signed what", "clock-counter-clockwise")
        self.throw_away = QuietButton("Throw away what I typed", "trash")
        self.column.addWidget(
            flow(self.save, self.insert, self.checked, self.restore, self.signed, self.throw_away)
        )
        for button in (self.save, self.insert, self.restore, self.throw_away):
            button.setVisible(writes)
        self._lay_out_body(background, heading)
        self.arrange()

    def _lay_out_body(self, background: Background, heading: str) -> None:
        self.body = QWidget()
        self.column.addWidget(self.body, 1)
        self.shows = RadioGroup(
            [
                Option(TEXT, "The text"),
                Option(PAGE, "The page as printed"),
                Option(ENGLISH, "The English"),
            ],
            name="What is shown beside the text",
            narrowest=150,
        )
        self.shows.choose(PAGE)
        self.shows.changed.connect(lambda _value: self.arrange())
        self.left = QWidget()
        left = QVBoxLayout(self.left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(SPACE.tight)
        self.text = MarkedText(name=f"{heading}: the text, in Markdown")
        left.addWidget(self.text, 1)
        self.faults = FaultCard(good="", whole="Whole wording")
        self.faults.raised = False
        self._faults = _UpTo(self.faults, _FAULTS)
        left.addWidget(self._faults)
        self.right = QWidget()
        self.stack = QStackedLayout(self.right)
        self.stack.addWidget(self._lay_out_pages(background))
        self.english = QPlainTextEdit()
        self.english.setReadOnly(True)
        self.english.setAccessibleName("The English wording that this translates")
        self.english.setTabChangesFocus(True)
        self.stack.addWidget(self.english)
        self.one_below = QVBoxLayout(self.body)
        self.one_below.setContentsMargins(0, 0, 0, 0)
        self.one_below.setSpacing(SPACE.tight)
        self.panes = QHBoxLayout()
        self.panes.setSpacing(SPACE.base)
        self.panes.addWidget(self.left, 1)
        self.beside = QVBoxLayout()
        self.beside.setSpacing(SPACE.tight)
        self.beside.addWidget(self.shows)
        self.beside.addWidget(self.right, 1)
        self.panes.addLayout(self.beside, 1)
        self.one_below.addLayout(self.panes, 1)

    def _lay_out_pages(self, background: Background) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.tight)
        self.old = Notice("", Tone.SKY)
        self.to_now = SecondaryButton("Back to the text")
        self.use_old = SecondaryButton("Write on from this version")
        self.old.column.addWidget(flow(self.to_now, self.use_old))
        self.old.hide()
        column.addWidget(self.old)
        self.pages = PageStack(background)
        self.pages.setAccessibleName("The pages as they will be printed")
        column.addWidget(self.pages, 1)
        self.count = small("")
        column.addWidget(self.count)
        return holder

    def show_faults(self, *, shown: bool) -> None:
        """Show or hide the list of faults, and give it the height that it needs."""
        self._faults.setVisible(shown)
        self._faults.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()

    @property
    def one_at_a_time(self) -> bool:
        """Whether there is no room for text and page beside each other."""
        return self.width() < look().theme.px(_BOTH)

    def arrange(self) -> None:
        """Both side by side where they fit; else what is chosen, the text at first."""
        theme = look().theme
        narrow = self.one_at_a_time
        rows = self.shows.rows()
        rows[TEXT].setVisible(narrow)
        rows[ENGLISH].setVisible(self._translates)
        if narrow is not self._was_narrow:
            self._was_narrow = narrow
            if narrow:
                self.shows.choose(TEXT)
            elif self.shows.value() == TEXT:
                self.shows.choose(PAGE)
        chosen = self.shows.value()
        choice = narrow or self._translates
        self.shows.setVisible(choice)
        self.left.setVisible(not narrow or chosen == TEXT)
        self.right.setVisible(not narrow or chosen != TEXT)
        self.stack.setCurrentIndex(1 if chosen == ENGLISH else 0)
        self.body.setMinimumHeight(theme.px(_BODY))
        if self.english.font() != look().font("body"):
            self.english.setFont(look().font("body"))
        self.panes.setStretch(1, 0 if self.right.isHidden() else 1)
        here, there = (self.one_below, self.beside) if narrow else (self.beside, self.one_below)
        if here.indexOf(self.shows) < 0:  # over everything, or only over what it is about
            there.removeWidget(self.shows)
            here.insertWidget(0, self.shows)
        self._faults.fit()


class _UpTo(QScrollArea):
    """Something as high as it needs to be, up to `most` px at 100 %; beyond that it scrolls."""

    def __init__(self, inner: QWidget, most: int) -> None:
        super().__init__()
        self._inner = inner
        self._most = most
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inner)

    def fit(self) -> None:
        """Take the height that is needed at this width."""
        width = max(1, self.viewport().width())
        inner = self._inner
        needed = inner.heightForWidth(width)
        needed = needed if needed >= 0 else inner.sizeHint().height()
        self.setFixedHeight(min(needed, look().theme.px(self._most)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()
