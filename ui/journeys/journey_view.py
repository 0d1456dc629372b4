"""Lays a journey out: the way back, the page, the buttons, the foot, and "So far" beside it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.components.buttons import BackLink, LinkButton, PrimaryButton, SecondaryButton
from ui.components.cards import Ground
from ui.components.notices import Notice
from ui.components.pages import ScrollPage, clear_layout, flow
from ui.components.tab_order import comes_last
from ui.components.words import Words
from ui.journeys.error_summary import ErrorSummary
from ui.journeys.kept_line import KeptLine
from ui.journeys.so_far import SoFar, StopLink
from ui.theme import SPACE, Tone, look

#: The width of "So far", and the least width of everything at which it stands beside the page.
SIDE = 268
#: How wide the questions are at most, in px at 100 %.
WIDEST = 720
#: How high "So far" is at most, so that the way into the stop stays beside the questions.
HIGHEST = 600
BESIDE_FROM = 930


class JourneyView(QWidget):
    """Holds the parts; `JourneyWidget` says what they do."""

    def __init__(
        self, title: str, foot: KeptLine, stop: tuple[str, str] | None, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._with_side = True
        self.back = BackLink("Back")
        self.back.setToolTip("Alt + Left")
        self.caption = Words(title, "body", "soft")
        #: Where the rules about this stand; hidden unless somebody says where.
        self.cite = LinkButton("", "book-open", kind="small", colour="soft")
        self.cite.hide()
        self.errors = ErrorSummary()
        self.note = Notice("", Tone.SUN)
        self.note.hide()
        self.trouble = Notice("", Tone.CORAL, outlined=True)
        self.trouble.hide()
        self.go_on = PrimaryButton("Continue")
        self.put_off = SecondaryButton("Save and finish later")
        self.foot = foot
        self.so_far = SoFar()
        self.stop = StopLink(*stop) if stop else None
        # Where there is no room beside the page, one line at its foot, always in view.
        self.stop_here: LinkButton | None = None
        if stop:
            self.stop_here = LinkButton(
                f"{stop[0]} Stop here.", "hand-palm", name=" ".join(stop), colour="coral"
            )
            self.stop_here.kind = "small"

        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        # On a wide screen what belongs together stays together, and the rest is left empty.
        self._left = QWidget()
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        outer.addWidget(self._left, 1000)
        self.scroller = ScrollPage(widest=WIDEST, top=SPACE.wide, foot=SPACE.hair, gap=SPACE.near)
        left.addWidget(self.scroller, 1)
        column = self.scroller.column
        top = QHBoxLayout()
        top.setSpacing(SPACE.base)
        top.addWidget(self.back)
        top.addWidget(self.caption, 1, Qt.AlignmentFlag.AlignVCenter)
        top.addWidget(self.cite, 0, Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(top)
        column.addWidget(self.errors)
        column.addWidget(self.trouble)
        column.addWidget(self.note)
        self.page_place = QVBoxLayout()
        self.page_place.setSpacing(0)
        column.addLayout(self.page_place)
        # What is answered by itself, where "So far" has no room to say it.
        self.preset = QWidget()
        preset = QHBoxLayout(self.preset)
        preset.setContentsMargins(0, 0, 0, 0)
        preset.setSpacing(SPACE.near)
        self.preset_words = Words("", "body", "soft")
        self.preset_change = LinkButton("Change")
        preset.addWidget(self.preset_words, 1)
        preset.addWidget(self.preset_change)
        self.preset.hide()
        column.addWidget(self.preset)
        column.addSpacing(SPACE.hair)
        column.addWidget(flow(self.go_on, self.put_off))
        column.addStretch(1)
        foot_place = QVBoxLayout()
        foot_place.setContentsMargins(SPACE.page, SPACE.hair, SPACE.page, SPACE.base)
        foot_place.setSpacing(SPACE.hair)
        if self.stop_here is not None:
            foot_place.addWidget(self.stop_here, 0, Qt.AlignmentFlag.AlignLeft)
        foot_place.addWidget(foot)
        left.addLayout(foot_place)
        self._foot_place = foot_place

        self._side = Ground()
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, SPACE.wide, SPACE.page, SPACE.wide)
        side.setSpacing(SPACE.near)
        side.addWidget(self.so_far, 1000)
        if self.stop is not None:
            side.addWidget(self.stop)
        side.addStretch(1)
        outer.addWidget(self._side)
        outer.addStretch(1)
        after: list[QWidget | None] = [self.go_on, self.put_off, self.back, self.so_far]
        after += [self.cite, self.stop_here, self.stop]
        comes_last(self, [one for one in after if one is not None])
        self._place_side()

    def show_page(self, page: QWidget) -> None:
        """Put another page in the place of the one before."""
        clear_layout(self.page_place)
        self.page_place.addWidget(page)
        self.scroller.verticalScrollBar().setValue(0)

    def cite_as(self, words: str) -> None:
        """Offer the rules about this under these words, beside the title."""
        self.cite.set_words(words)
        self.cite.show()

    def show_side(self, shown: bool) -> None:
        """Leave "So far" out where all answers stand on the page already."""
        self._with_side = shown
        self._place_side()

    def show_preset(self, words: str, name: str) -> None:
        """Say what is answered by itself; empty words when nothing is, or it stands on the page."""
        self.preset_words.setText(words)
        self.preset_change.setAccessibleName(name)
        self._place_side()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_side()

    def _place_side(self) -> None:
        beside = self.width() >= look().theme.px(BESIDE_FROM)
        self.so_far.setVisible(self._with_side)
        self._left.setMaximumWidth(look().theme.px(WIDEST) + 2 * SPACE.page)
        self.so_far.setMaximumHeight(look().theme.px(HIGHEST))
        self._side.setFixedWidth(look().theme.px(SIDE) + SPACE.page)
        self._side.setVisible(beside)
        self.preset.setVisible(not beside and bool(self.preset_words.text()))
        if self.stop_here is not None:
            self.stop_here.setVisible(not beside)
        # The foot stands exactly under the page, also where that has less room.
        side = SPACE.wide if self.width() < look().theme.px(700) else SPACE.page
        self._foot_place.setContentsMargins(side, SPACE.hair, side, SPACE.base)
