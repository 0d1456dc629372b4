"""One clause, and what stands before the clauses of a section: words, and buttons below them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from trent_desktop.oversight.carried_out import Way
from trent_desktop.policy.clauses import Clause, PolicyText
from trent_desktop.policy.definitions import Definition, uses
from ui.components.buttons import QuietButton
from ui.components.pages import flow
from ui.components.painting import round_box
from ui.components.words import small
from ui.policy.reader.prose import Paragraph, Prose, Span, paragraph
from ui.policy.reader.terms import TermButton
from ui.theme import SPACE, look

_PAD = SPACE.tight


def paragraphs_of(clause: Clause) -> tuple[Paragraph, ...]:
    """A clause as it is drawn."""
    first = paragraph(clause.words, lead=clause.lead)
    return (first, *(paragraph(point, bullet=True) for point in clause.points))


class WayButton(QuietButton):
    """Leads to what carries the clause out."""

    kind = "small"
    pad_x, pad_y, gap, icon_px = 10, 6, 7, 17


class ProseView(QLabel):
    """Words of the policy. `term` gives the button of an explained word, or None when it is left.

    `stepped` asks for the one before (-1) or after (1) by an arrow key.
    """

    term = Signal(object)
    stepped = Signal(int)
    radius = 8

    def __init__(
        self,
        number: str,
        paragraphs: Sequence[Paragraph],
        *,
        room_for: str = "",
        within: PolicyText | None = None,
        told: set[str] | None = None,
    ) -> None:
        """`within` is the policy whose words are explained. `told` are those that were so far in this
        section: of each, Tab stops at the first.
        """
        super().__init__()
        self._found: list[tuple[int, Span, Definition]] = []
        shown = list(paragraphs)
        for place, one in enumerate(paragraphs):
            here = uses(within, one.words, number=number) if within is not None else ()
            # Once in a clause: more lines under words than that would be in the way of reading.
            before = {what.term for _place, _span, what in self._found}
            first = {use.definition.term: use for use in reversed(here)}
            new = [use for term, use in first.items() if term not in before]
            if new:
                spans = [(use.start, use.end) for use in new]
                self._found += [
                    (place, span, use.definition) for span, use in zip(spans, new, strict=True)
                ]
                shown[place] = replace(one, explained=tuple(spans))
        self.prose = Prose(number, shown, room_for=room_for)
        self.here = False
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(self.prose.aloud)
        self.setAccessibleName(self.prose.aloud)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.terms = [self._term(what, told) for _place, _span, what in self._found]

    def _term(self, what: Definition, told: set[str] | None) -> TermButton:
        button = TermButton(what, self)
        again = told is not None and what.term in told
        if told is not None:
            told.add(what.term)
        stops = Qt.FocusPolicy.ClickFocus if again else Qt.FocusPolicy.StrongFocus
        button.setFocusPolicy(stops)
        button.wanted.connect(self.term)
        button.left.connect(lambda: self.term.emit(None))
        return button

    def show_paragraphs(self, paragraphs: Sequence[Paragraph]) -> None:
        """Say something else, in which nothing is explained."""
        self.prose = Prose(self.prose.number, paragraphs)
        self.setText(self.prose.aloud)
        self.setAccessibleName(self.prose.aloud)
        self.updateGeometry()
        self.update()

    def mark_here(self, here: bool) -> None:
        """Whether it is the clause she came to."""
        if here != self.here:
            self.here = here
            self.update()

    # ------------------------------------------------------------------ measuring and drawing

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return int(self.prose.at(width - 2 * _PAD).height + 0.999) + 2 * SPACE.hair

    def sizeHint(self) -> QSize:
        # Its height follows from its width; a layout asks for that, and needs no hint of it.
        return QSize(look().theme.px(560), look().theme.px(20))

    def minimumSizeHint(self) -> QSize:
        return QSize(look().theme.px(160), look().theme.px(20))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_terms()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
            self.update()
            self._place_terms()

    def _place_terms(self) -> None:
        laid = self.prose.at(self.width() - 2 * _PAD)
        for button, (place, span, _what) in zip(self.terms, self._found, strict=True):
            area = next(laid.areas_of(place, span), QRectF())
            button.place(area.translated(_PAD, SPACE.hair))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.here:
            edge = look().colour("act") if look().theme.name == "contrast" else None
            area = QRectF(self.rect())
            round_box(painter, area, self.radius, look().colour("tint"), edge, 2.0)
        self.prose.draw(painter, QPointF(_PAD, SPACE.hair), self.width() - 2 * _PAD)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event.key() in steps:
            self.stepped.emit(steps[Qt.Key(event.key())])
            return
        super().keyPressEvent(event)


class ClauseView(QWidget):
    """A clause with its buttons. `way` gives the one that was pressed."""

    way = Signal(object)

    def __init__(
        self,
        clause: Clause,
        room_for: str,
        ways: Sequence[Way],
        *,
        names: str = "",
        within: PolicyText | None = None,
        told: set[str] | None = None,
    ) -> None:
        super().__init__()
        self.clause = clause
        self.words = ProseView(
            clause.number,
            paragraphs_of(clause),
            room_for=room_for,
            within=within,
            told=told,
        )
        self.words.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.words)
        #: Who it is at this school now; None where the clause names nobody.
        self.names = small(names) if names else None
        self.buttons = [self._button(one) for one in ways]
        self._hung = QVBoxLayout()
        self._hung.setSpacing(SPACE.hair)
        if self.names is not None:
            self._hung.addWidget(self.names)
        if len(self.buttons) == 1:  # most have one, which needs no line of its own to wrap
            self._hung.addWidget(self.buttons[0], 0, Qt.AlignmentFlag.AlignLeft)
        elif self.buttons:
            self._hung.addWidget(flow(*self.buttons, gap=SPACE.hair))
        if self._hung.count():
            column.addLayout(self._hung)
        self._hang()

    def _button(self, way: Way) -> WayButton:
        button = WayButton(way.words, way.icon, name=f"{way.words} ({self.clause.number})")
        pressed: Callable[[], None] = lambda: self.way.emit(way)  # noqa: E731 - one for each
        button.clicked.connect(pressed)
        return button

    def _hang(self) -> None:
        """The buttons begin where the words do."""
        left = int(self.words.prose.hang) + _PAD - WayButton.pad_x
        self._hung.setContentsMargins(left, 0, 0, SPACE.hair if self._hung.count() else 0)
        if self.names is not None:
            self.names.setContentsMargins(WayButton.pad_x, 0, 0, 0)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._hang()
