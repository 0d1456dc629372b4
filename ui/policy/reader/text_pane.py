"""The whole text: a card for each section, the clause she came to marked, the arrow keys in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from trent_desktop.oversight.carried_out import Way
from trent_desktop.policy.clauses import Clause, PolicyText
from ui.components.buttons import SecondaryButton
from ui.components.cards import Card
from ui.components.pages import ScrollPage, clear_layout
from ui.components.words import heading
from ui.policy.reader.clause_view import ClauseView, ProseView
from ui.policy.reader.prose import paragraph
from ui.theme import SPACE

#: How many clauses are laid out at once. A longer policy is turned over like pages.
AT_ONCE = 100
#: What is left above a clause that she went to, px.
_ABOVE = 12
#: For how long what was just made may still move.
_AIMING_MS = 120


@dataclass(frozen=True, slots=True)
class Shown:
    """A policy, and what is said beside its clauses."""

    text: PolicyText
    ways: Callable[[str], tuple[Way, ...]]
    names: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class _Line:
    """A section's head (no clause) or a clause."""

    section: int
    clause: Clause | None


class TextPane(ScrollPage):
    """`way` gives what was pressed, `term` an explained word, `at_section` where she reads."""

    way = Signal(object)
    term = Signal(object)
    at_section = Signal(int)

    def __init__(self) -> None:
        super().__init__(widest=800, pad=SPACE.wide, top=SPACE.hair, gap=SPACE.base)
        self._shown: Shown | None = None
        self._lines: list[_Line] = []
        self._start = 0
        self._heads: dict[int, QWidget] = {}
        self.clauses: dict[str, ClauseView] = {}
        self._here: ClauseView | None = None
        self._section = -1
        self._aim: tuple[QWidget, int, int] | None = None
        self._aiming = QTimer(self)
        self._aiming.setObjectName("aiming")
        self._aiming.setSingleShot(True)
        self._aiming.setInterval(_AIMING_MS)
        self._aiming.timeout.connect(self._end_aim)
        self.verticalScrollBar().rangeChanged.connect(lambda _least, _most: self._take_aim())
        #: The longest number: words of all clauses begin at the same place.
        self.room_for = ""
        self.verticalScrollBar().valueChanged.connect(lambda _at: self._say_section())

    # ------------------------------------------------------------------ filling

    def show_policy(self, shown: Shown) -> None:
        """Show another policy, from its beginning."""
        self._shown = shown
        numbers = (one.number for one in shown.text.clauses())
        self.room_for = max(numbers, key=len, default="")[:8]
        self._lines = []
        for place, section in enumerate(shown.text.sections):
            self._lines.append(_Line(place, None))
            self._lines += [_Line(place, clause) for clause in section.clauses]
        self._fill(0)
        self.verticalScrollBar().setValue(0)

    def _fill(self, start: int) -> None:
        shown = self._shown
        if shown is None:
            return
        self._start = start = max(0, min(start, len(self._lines) - 1))
        end = min(start + AT_ONCE, len(self._lines))
        clear_layout(self.column)
        self._heads.clear()
        self.clauses.clear()
        self._here = None
        self._section = -1
        if start:
            self._turn("Earlier clauses", "caret-up", start - AT_ONCE)
        card: Card | None = None
        section, told = -1, set[str]()
        for line in self._lines[start:end]:
            if card is None or line.section != section:
                section, told = line.section, set[str]()
                card = self._card(shown.text, line, told)
                self._heads[section] = card
            if line.clause is not None:
                card.column.addWidget(self._clause(shown, line.clause, told))
        if end < len(self._lines):
            self._turn("Later clauses", "caret-down", end)
        self.column.addStretch(1)
        first = next(iter(self.clauses.values()), None)
        if first is not None:
            first.words.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        QTimer.singleShot(0, self, self._say_section)

    def _turn(self, words: str, icon: str, start: int) -> None:
        button = SecondaryButton(words, icon)
        button.clicked.connect(lambda: self._turn_to(start))
        self.column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)

    def _turn_to(self, start: int) -> None:
        self._fill(start)
        self.verticalScrollBar().setValue(0)
        first = next(iter(self.clauses.values()), None)
        if first is not None:
            first.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def _card(self, text: PolicyText, line: _Line, told: set[str]) -> Card:
        section = text.sections[line.section]
        card = Card(pad=SPACE.base, gap=SPACE.hair)
        name = f"{section.number}. {section.title}" if section.number else section.title
        head = heading(name)
        head.setContentsMargins(SPACE.tight, 0, 0, SPACE.hair)
        card.column.addWidget(head)
        if line.clause is None:
            before = [paragraph(one) for one in section.words]
            before += [paragraph(one, bullet=True) for one in section.points]
            if before:
                prose = ProseView("", before, within=text, told=told)
                prose.term.connect(self.term)
                card.column.addWidget(prose)
        self.column.addWidget(card)
        return card

    def _clause(self, shown: Shown, clause: Clause, told: set[str]) -> ClauseView:
        view = ClauseView(
            clause,
            self.room_for,
            shown.ways(clause.topic),
            names=shown.names(clause.topic),
            within=shown.text,
            told=told,
        )
        view.way.connect(self.way)
        view.words.term.connect(self.term)
        view.words.stepped.connect(lambda step: self._step(view, step))
        self.clauses.setdefault(clause.number, view)
        return view

    # ------------------------------------------------------------------ going

    @property
    def here(self) -> ClauseView | None:
        """The clause she came to."""
        return self._here

    def head(self, place: int) -> QWidget | None:
        """The card of a section, if it is laid out now."""
        return self._heads.get(place)

    def go_to(self, number: str, *, focus: bool = True) -> None:
        """Show a clause, and mark it."""
        if number not in self.clauses:
            at = next(
                (
                    n
                    for n, one in enumerate(self._lines)
                    if one.clause and one.clause.number == number
                ),
                None,
            )
            if at is None:
                return
            self._fill(at - AT_ONCE // 3)
        view = self.clauses[number]
        self._mark(view)
        if focus:
            view.words.setFocus(Qt.FocusReason.OtherFocusReason)
        self._scroll_up_to(view, _ABOVE)

    def go_to_section(self, place: int) -> None:
        """Show a section from its beginning."""
        if place not in self._heads:
            at = next((n for n, one in enumerate(self._lines) if one.section == place), 0)
            self._fill(at)
        head = self._heads.get(place)
        if head is not None:
            self._scroll_up_to(head, 0, place)

    def forget_here(self) -> None:
        """No clause is marked any more."""
        if self._here is not None:
            self._here.words.mark_here(False)
            self._here = None

    def take_focus(self) -> None:
        """The keyboard goes on in the text: where she was, or at its first clause in sight."""
        view = self._here or next(iter(self.clauses.values()), None)
        if view is not None:
            view.words.setFocus(Qt.FocusReason.TabFocusReason)

    def _mark(self, view: ClauseView) -> None:
        self.forget_here()
        for one in self.clauses.values():
            one.words.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        view.words.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        view.words.mark_here(True)
        self._here = view

    def _step(self, view: ClauseView, step: int) -> None:
        order: Sequence[ClauseView] = list(self.clauses.values())
        at = order.index(view) + step if view in order else 0
        if 0 <= at < len(order):
            self._mark(order[at])
            order[at].words.setFocus(Qt.FocusReason.OtherFocusReason)

    def _scroll_up_to(self, widget: QWidget, above: int, section: int = -1) -> None:
        """Scroll until it stands at the top, also while what was just made still finds its place."""
        self._aim = (widget, above, section)
        self._aiming.start()
        self._take_aim()

    def stay(self) -> None:
        """She reads on from here: what was still on its way to the top goes no further."""
        self._aiming.stop()
        self._aim = None

    def _take_aim(self) -> None:
        if self._aim is None:
            return
        widget, above, section = self._aim
        layout = self.ground.layout()
        if layout is not None:
            layout.activate()
        if isValid(widget) and self.ground.isAncestorOf(widget):
            top = widget.mapTo(self.ground, QPoint(0, 0)).y()
            self.verticalScrollBar().setValue(top - above)
        if section not in (-1, self._section):  # the last ones do not come up as far as the top
            self._section = section
            self.at_section.emit(section)

    def _end_aim(self) -> None:
        self._take_aim()
        self._aim = None

    def _say_section(self) -> None:
        """The section that stands at the top."""
        top = self.verticalScrollBar().value() + 40
        here = -1
        for place, head in self._heads.items():
            if here < 0 or head.mapTo(self.ground, QPoint(0, 0)).y() <= top:
                here = place
        if here != self._section:
            self._section = here
            self.at_section.emit(here)
