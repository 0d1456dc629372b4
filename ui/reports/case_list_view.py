"""Lays the list of cases out: heading, unfinished reports, whose, search and filters, rows."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from trent_desktop.reports.cases import CaseState
from trent_desktop.reports.kinds import KINDS
from ui.components.buttons import (
    IconButton,
    PaintedButton,
    PrimaryButton,
    QuietButton,
    SecondaryButton,
    UnfoldButton,
)
from ui.components.cards import Card, Ground
from ui.components.fields import SearchField
from ui.components.lists import RowList
from ui.components.pages import Flow, flow
from ui.components.painting import round_box
from ui.components.shown_keys import shown_keys
from ui.components.text import lay_out
from ui.components.words import Words
from ui.reports.case_filters import MoreFilters
from ui.reports.case_words import STATES
from ui.reports.picker import Picker
from ui.theme import RADIUS, SPACE, look


class ScopeTab(PaintedButton):
    """Whose cases: one of a few, the chosen one filled. Its count stands beside its words."""

    pad_x, pad_y = 16, 9
    radius = RADIUS.button

    def __init__(self, words: str, scope: str) -> None:
        super().__init__(words)
        self.scope = scope
        self._words = words
        self.setCheckable(True)
        self.setAutoExclusive(True)

    def set_count(self, count: int) -> None:
        """How many there are."""
        self.set_words(f"{self._words}  {count:,}", name=f"{self._words}, {count:,}")

    def _font(self):
        return look().font("body", bold=self.isChecked())

    def _words_width(self) -> int:
        # As wide as when chosen, so that nothing moves when it is.
        return int(lay_out(self.text(), look().font("body", bold=True)).width + 0.999)

    def _dress(self) -> tuple[QColor | None, QColor | None, QColor]:
        shown = look()
        if self.isChecked():
            edge = shown.colour("act") if shown.theme.name == "contrast" else None
            return shown.colour("tint"), edge, shown.colour("on_tint")
        if self._warmth > 0 or self.isDown():
            return shown.colour("hover"), None, shown.colour("ink")
        return None, None, shown.colour("soft")


class ListCard(Card):
    """The card around the rows: its corners stay round over them."""

    def __init__(self) -> None:
        super().__init__(pad=6, gap=0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if look().theme.name == "contrast":
            edge = look().colour("edge")
            round_box(QPainter(self), QRectF(self.rect()), RADIUS.card, None, edge, 2)


class CaseListView(QWidget):
    """Holds the parts; `CaseListPage` says what they do."""

    def __init__(self) -> None:
        super().__init__()
        self.heading = Words("Reports", "title")
        self.report = PrimaryButton("Report something", "flag-fill")
        self.report.setToolTip(shown_keys("Ctrl+R"))
        self.blank = SecondaryButton("Print a blank form", "printer")
        self.figures = QuietButton("Figures", "chart-bar")
        self.child = SecondaryButton("A child’s page", "student")
        self.unfinished_card = Card(pad=6, gap=0)
        self.unfinished = QVBoxLayout()
        self.unfinished.setSpacing(0)
        self.unfinished_card.column.addLayout(self.unfinished)
        self.unfinished_card.hide()
        self.mine = ScopeTab("Mine", "mine")
        self.to_act = ScopeTab("For me to act on", "to-act")
        self.all = ScopeTab("All that I may see", "all")
        self.tabs = flow(self.to_act, self.mine, self.all, gap=SPACE.hair)
        self.save = IconButton("download-simple", "Save this list…")
        self.search = SearchField(
            name="Search reports", placeholder="Search: words, a name, a reference"
        )
        self.states = Picker("State", "Any state")
        for state in CaseState:
            self.states.addItem(STATES[state].words, state.value)
        self.categories = Picker("Kind of content", "Any content")
        categories = {value: words for kind in KINDS for value, words in kind.categories.items()}
        for value, words in categories.items():
            self.categories.addItem(words, value)
        self.kinds = Picker("Kind of report", "Any report")
        for kind in KINDS:
            self.kinds.addItem(kind.title, kind.name)
        self.more = UnfoldButton("More filters", "sliders-horizontal")
        self.more_filters = MoreFilters()
        self.more_filters.hide()
        self.more.toggled.connect(self._show_filters)
        self.list = RowList(name="Reports")
        self.stack = QStackedWidget()
        self.stack.addWidget(self.list)
        self._lay_out()

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        ground = Ground()
        outer.addWidget(ground)
        column = QVBoxLayout(ground)
        column.setContentsMargins(SPACE.page, SPACE.far, SPACE.page, SPACE.wide)
        column.setSpacing(SPACE.base)
        top = QHBoxLayout()
        top.setSpacing(SPACE.near)
        top.addWidget(self.heading, 1)
        buttons = flow(self.report, self.child, self.blank)
        top.addWidget(buttons, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        #: What gives way to the filters where a window is low for the size of its text.
        self._head = QWidget()
        top.setContentsMargins(0, 0, 0, 0)
        self._head.setLayout(top)
        column.addWidget(self._head)
        column.addWidget(self.unfinished_card)
        whose = QHBoxLayout()
        whose.addWidget(self.tabs, 1)
        whose.addWidget(self.figures, 0, Qt.AlignmentFlag.AlignRight)
        whose.addWidget(self.save, 0, Qt.AlignmentFlag.AlignRight)
        column.addLayout(whose)
        find = QWidget()
        self.narrowing = Flow(find, gap=SPACE.tight)
        self.search.setMinimumWidth(look().theme.px(360))
        # Where text is large the three stand in one line, so that rows are left in view.
        self.kinds.setFixedWidth(look().theme.px(204))
        for widget in (self.search, self.kinds, self.states, self.categories, self.more):
            self.narrowing.addWidget(widget)
        policy = find.sizePolicy()
        policy.setHeightForWidth(True)
        find.setSizePolicy(policy)
        column.addWidget(find)
        column.addWidget(self.more_filters)
        card = ListCard()
        card.column.addWidget(self.stack)
        column.addWidget(card, 1)

    def _show_filters(self, shown: bool) -> None:
        """Fewer filters narrow nothing that is not in view."""
        self.more.set_words("Fewer filters" if shown else "More filters")
        self.more_filters.setVisible(shown)
        self._make_room()
        if not shown and self.more_filters.narrows():
            self.more_filters.clear()
            self.more_filters.changed.emit()

    def _make_room(self) -> None:
        """Many filters in large text leave no line for a row: the head of the page steps aside."""
        low = self.height() < look().theme.px(560)
        self._head.setVisible(not (low and self.more.isChecked()))
        self.stack.setMinimumHeight(look().theme.px(60 if low else 150))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def show_empty(self, page: QWidget | None) -> None:
        """Show `page` in the place of the rows; None shows the rows."""
        while self.stack.count() > 1:
            old = self.stack.widget(1)
            if old is not None:
                self.stack.removeWidget(old)
                old.hide()
                old.deleteLater()
        if page is None:
            self.stack.setCurrentWidget(self.list)
        else:
            self.stack.addWidget(page)
            self.stack.setCurrentWidget(page)
