"""Walks a screen by the Tab key alone, and says what is wrong with the way that it goes.

Where Tab leads is asked from Qt with real presses; where it ought to lead is asked from where
things stand on the screen, and not from the layouts that the window itself goes by.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QPoint, QRect, QRegularExpression, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)
from shiboken6 import isValid

from tests.gallery.stage import Stage, settle
from ui.components.buttons import DangerButton
from ui.components.focus import FocusRing
from ui.components.tab_order import open_sheet, tab_stops
from ui.journeys.journey_view import JourneyView
from ui.lessons.board.canvas import BoardCanvas
from ui.reports.case_page import CasePage
from ui.shell.banner import Strip
from ui.shell.rail import Rail

#: Room round a control in which its ring of focus is drawn, in px.
_ROUND = 8

#: More stops than any screen has: a walk that has not come round by then never does.
_MOST = 400


@dataclass
class Walk:
    """What Tab came to, in order, and what was wrong on the way, in words."""

    stops: list[QWidget] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def told(widget: QWidget) -> str:
    """What a failure calls a widget."""
    text = widget.property("text") or widget.accessibleName()
    return f"{type(widget).__name__} {text!r}"


def begins_wrong(window: QWidget) -> list[str]:
    """Why the keyboard should not be where it is when a screen is opened."""
    window.activateWindow()
    settle(2)
    here = QApplication.focusWidget()
    if here is None:
        return ["nothing has the keyboard"] if tab_stops(window) else []
    if isinstance(here, DangerButton):
        return [f"Enter takes something away: {told(here)}"]
    above: QWidget | None = here
    while above is not None:
        if isinstance(above, (Rail, Strip)):
            return [f"it is beside the page: {told(here)}"]
        above = above.parentWidget()
    return []


def walk(window: QWidget, ring: FocusRing) -> Walk:
    """Press Tab from the start until it has come round, and look at each focus."""
    found = Walk()
    window.activateWindow()
    settle(2)
    here = QApplication.focusWidget()
    if here is not None and open_sheet(window) is None:
        here.clearFocus()
    for _ in range(_MOST):
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        if now is None or now in found.stops:
            break
        found.stops.append(now)
        if not now.accessibleName().strip():
            found.wrong.append(f"no name: {told(now)}")
        settle(1)  # it is scrolled into view
        found.wrong += _not_seen(now, ring)
    found.wrong += _out_of_order(found.stops, window)
    return found


def _not_seen(widget: QWidget, ring: FocusRing) -> list[str]:
    if not _in_view(widget):
        return [f"out of view: {told(widget)}"]
    if ring.shown_for is widget or isinstance(widget, BoardCanvas):
        return []  # a class sees no ring round the board
    with_focus = _picture(widget)
    widget.clearFocus()
    same = _picture(widget) == with_focus
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    return [f"focus is not drawn: {told(widget)}"] if same else []


def _picture(widget: QWidget) -> bytes:
    """A control with what is round it, wherever the page is scrolled to just now."""
    holder = widget
    while not holder.isWindow():
        above = holder.parentWidget()
        scrolled = above is not None and isinstance(above.parentWidget(), QScrollArea)
        if holder is not widget and scrolled:
            break
        assert above is not None
        holder = above
    area = QRect(widget.mapTo(holder, QPoint(0, 0)), widget.size())
    area.adjust(-_ROUND, -_ROUND, _ROUND, _ROUND)
    image = holder.grab(area.intersected(holder.rect())).toImage()
    return bytes(image.constBits())


def _in_view(widget: QWidget) -> bool:
    """Whether all of it is seen, or as much as the screen can show of something large."""
    shown, above = widget.rect(), widget
    while not above.isWindow() and (holder := above.parentWidget()) is not None:
        shown = shown.translated(above.pos()).intersected(holder.rect())
        above = holder
    least = min(widget.height(), 40)
    return shown.height() >= least and shown.width() >= min(widget.width(), 40)


def _out_of_order(stops: list[QWidget], window: QWidget) -> list[str]:
    """Pairs of which the later one is read before the earlier one."""
    wrong = []
    for one, next_one in pairwise(stops):
        if _scroller(one) is not _scroller(next_one) or _leaves(one) or _leaves(next_one):
            continue
        a, b = _place(one, window), _place(next_one, window)
        same_column = a.left() < b.right() and b.left() < a.right()
        same_row = (
            min(a.bottom(), b.bottom()) - max(a.top(), b.top()) > min(a.height(), b.height()) / 2
        )
        if same_column and not same_row and b.bottom() <= a.top():
            wrong.append(f"{told(next_one)} stands above {told(one)} and comes after it")
        elif same_row and b.right() <= a.left():
            wrong.append(f"{told(next_one)} stands left of {told(one)} and comes after it")
    for view in window.findChildren(JourneyView):
        if view.isVisible():
            wrong += _journey_out_of_order(stops, view)
    return wrong


def _journey_out_of_order(stops: list[QWidget], view: JourneyView) -> list[str]:
    """Questions, the button that goes on, Save and Back, the stop."""
    inside = view.findChildren(QWidget)
    held = next((one for one in inside if view.page_place.indexOf(one) == 0), None)
    ends = [view.go_on, view.put_off, view.back, view.stop_here, view.stop]
    questions = [one for one in stops if held is not None and held.isAncestorOf(one)]
    here = [one for one in stops if view.isAncestorOf(one)]
    wanted = [one for one in (*questions, *ends) if one is not None and one in here]
    given = [one for one in here if one in wanted]
    if given != wanted:
        return ["in a journey: " + ", ".join(told(one) for one in given)]
    return []


def _scroller(widget: QWidget) -> QWidget | None:
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    return above


def _leaves(widget: QWidget) -> bool:
    """Whether it is what goes on from a page or leaves it, which comes after all else."""
    one: QWidget | None = widget
    while one is not None:
        if one.property("tabPlace"):
            return True
        one = one.parentWidget()
    return False


def _place(widget: QWidget, window: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


#: What each signal that has more than one kind of news to tell tells here.
_TOLD: dict[str, tuple[object, ...]] = {
    "cases": (frozenset({uuid.UUID(int=1)}),),
    "needs_me": ((),),
    "added_later": (("TR-1",),),
    "tasks_for_me": (1,),
    "trouble": ("The school’s folder is slow.",),
    "away": (True,),
}
_BY_ITSELF = ("drafts", "directory", "settings", "agreements", "wordings", "lessons", "laptops")
_CHANGES = (*_TOLD, *_BY_ITSELF, "tasks", "policy", "oversight", "went_back")

#: When what was typed has been answered, and what was changed looked at, in ms.
_ANSWERED = 300

#: How far something may be from where it stood, in px.
_STIRS = 2


def places(stops: list[QWidget], window: QWidget) -> list[tuple[QWidget, str, QPoint]]:
    """Where each thing that can be used stands in the window: it, what it is called, its corner."""
    return [(one, told(one), one.mapTo(window, QPoint(0, 0))) for one in stops]


def gone_from_their_places(stood: list[tuple[QWidget, str, QPoint]], window: QWidget) -> list[str]:
    """What stands elsewhere than it did, of what is still there.

    A row that was made anew is the same to whoever is about to press it: it is known by its words.
    """
    wrong = []
    anew: list[tuple[str, QPoint]] | None = None
    for widget, said, was in stood:
        if isValid(widget) and widget.window() is window:
            now = [widget.mapTo(window, QPoint(0, 0))] if widget.isVisibleTo(window) else []
        else:
            if anew is None:
                anew = [
                    (told(one), one.mapTo(window, QPoint(0, 0)))
                    for one in window.findChildren(QWidget)
                    if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isVisibleTo(window)
                ]
            now = [place for words, place in anew if words == said]
        away = [one - was for one in now]
        if away and not any(max(abs(by.x()), abs(by.y())) <= _STIRS for by in away):
            by = min(away, key=QPoint.manhattanLength)
            wrong.append(f"{said} moved {by.x()} px across and {by.y()} px down")
    return wrong


def moved_by_changes(stage: Stage, stops: list[QWidget]) -> list[str]:
    """What of a change from elsewhere moved the focus or what is seen, or took what was typed.

    The keyboard is in a field if the screen has one, else at the last thing that Tab came to.
    """
    program = stage.newest
    if program is None or program.changes is None or not stops:
        return []
    fields = [one for one in stops if isinstance(one, (QLineEdit, QPlainTextEdit))]
    where = next((one for one in fields if not one.isReadOnly()), stops[-1])
    where.setFocus()
    if where in fields:
        QTest.keyClicks(where, "x")
        QTest.qWait(_ANSWERED)  # what she types may be looked up, and what is found moves the rest
    settle(6)
    focus, typed = QApplication.focusWidget(), _typed(where)
    if focus is None:
        return ["nothing has the focus"]
    said = told(focus)  # a row may be made anew, and is the same to whoever looks at it
    window = program.window
    # A notice that comes and goes makes room for the next one, which has a place of its own.
    own = window.findChildren(QWidget, "toastActs")
    stays = [
        one
        for one in stops
        if isValid(one)
        and one.window() is window
        and not any(acts.isAncestorOf(one) for acts in own)
    ]
    stood = places(stays, window)
    anew = MadeAnew(window)
    for name in (*_CHANGES, "toast", "later"):
        if name == "toast":
            program.window.inside.say("Something was kept.", link="Look at it", then=lambda: None)
        elif name == "later":
            QTest.qWait(200)  # some look a little later, once for several changes
        else:
            getattr(program.changes, name).emit(*_told_of(name, window))
        settle(3)
        now = QApplication.focusWidget()
        if now is not focus and (now is None or told(now) != said):
            return [f"{name}: the focus went from {said} to {told(now) if now else None}"]
        if isValid(where) and _typed(where) != typed:
            return [f"{name}: what was typed is gone"]
        if moved := gone_from_their_places(stood, window):
            return [f"{name}: {one}" for one in moved]
    return anew.found()


def _told_of(name: str, window: QWidget) -> tuple[object, ...]:
    """What a signal tells; of reports, that somebody did something with the one that is open."""
    pages = [one for one in window.findChildren(CasePage) if one.isVisible()]
    if name == "cases" and pages and pages[0].case is not None:
        return (frozenset({pages[0].case.summary.id}),)
    return _TOLD.get(name, ())


class MadeAnew:
    """What is put in the place of what it is the same as: a press under way on that is lost.

    Widgets that are let go, and lists of which rows are: nothing that is told here changed any.
    Notices come and go by themselves.
    """

    def __init__(self, window: QWidget) -> None:
        own = window.findChildren(QWidget, QRegularExpression("^toast"))
        self._there = [
            (one, told(one))
            for one in window.findChildren(QWidget)
            if one.isVisibleTo(window) and not any(own_one.isAncestorOf(one) for own_one in own)
        ]
        self._reset: list[str] = []
        for view, said in self._there:
            if isinstance(view, (QAbstractItemView, QComboBox)):
                hear = partial(self._reset.append, said)
                model = view.model()
                model.modelReset.connect(hear)
                model.rowsRemoved.connect(lambda *_rows, hear=hear: hear())

    def found(self) -> list[str]:
        """What was made anew since, in words."""
        gone = [said for one, said in self._there if not isValid(one)]
        gone += dict.fromkeys(self._reset)
        return [f"news that changes nothing made {len(gone)} anew: {', '.join(gone)}"] * bool(gone)


def _typed(widget: QWidget) -> str:
    if isinstance(widget, QLineEdit):
        return widget.text()
    return widget.toPlainText() if isinstance(widget, QPlainTextEdit) else ""
