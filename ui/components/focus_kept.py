"""The focus stays where she put it, whatever happens elsewhere meanwhile.

Lists rebuild themselves when a colleague's report arrives; work that was begun a while ago ends.
Neither may take the keyboard out of the field in which she types.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLayout,
    QScrollArea,
    QScrollBar,
    QWidget,
)
from shiboken6 import isValid

from ui.components.tab_order import scrollers_around

_OTHER = Qt.FocusReason.OtherFocusReason
#: Somebody said of it that it is shown or hidden; of what was only just made nobody did.
_SAID = Qt.WidgetAttribute.WA_WState_ExplicitShowHide
_at_work: list[QWidget] = []


def is_before_her(widget: QWidget) -> bool:
    """Whether a widget can be seen and reached now: its page is shown, and no sheet lies over it."""
    if not _is_shown(widget):
        return False
    window = widget.window()
    return not any(
        one.objectName() == "sheet" and one.isVisible() and not one.isAncestorOf(widget)
        for one in window.children()
        if isinstance(one, QWidget)
    )


def focus_if_before_her(widget: QWidget, reason: Qt.FocusReason = _OTHER) -> None:
    """Put the focus there for something that has taken a while, unless she has gone elsewhere."""
    if is_before_her(widget):
        widget.setFocus(reason)


class FocusBefore:
    """Where the keyboard was before something came over the page, for when that goes again."""

    def __init__(self, over: QWidget) -> None:
        self._over = over
        self._before: QWidget | None = None

    def remember(self, before: QWidget | None) -> None:
        """It is there; what came over the page already is no place to go back to."""
        if before is None or not self._over.isAncestorOf(before):
            self._before = before

    def give_back(self) -> bool:
        """Put it there again. Whether it could be: that may be gone, or behind something else."""
        before, self._before = self._before, None
        if before is None or not isValid(before) or not before.isEnabled():
            return False
        if not is_before_her(before):
            return False
        before.setFocus(_OTHER)
        return True


def keeps_focus() -> bool:
    """Whether rows are made anew just now: where the focus comes by it, nobody has gone."""
    return bool(_at_work)


@contextmanager
def focus_kept(holder: QWidget, after: Callable[[], QWidget] | None = None) -> Iterator[None]:
    """Around making the rows in `holder` anew: the one that had the focus has it again.

    `after` gives the widget that stands in the place of `holder` then, if it is another one.
    It is found by its words. If it is not there any more, the row now in its place has the focus.
    If the focus was elsewhere, it stays there. The page does not scroll meanwhile.
    """
    scrolled = [(bar, bar.value()) for bar in _bars(holder)]
    _at_work.append(holder)
    try:
        yield from _kept(holder, after)
    finally:
        _at_work.pop()
    for bar, value in scrolled:
        if isValid(bar):
            _scroll_back(bar, value)


def _bars(holder: QWidget) -> list[QScrollBar]:
    """What scrolls in and around `holder`, where it is scrolled now."""
    found = [one for one in holder.findChildren(QScrollArea) if one.isVisible()]
    if isinstance(holder, QScrollArea):
        found.append(holder)
    found += scrollers_around(holder)
    return [bar for one in found if (bar := one.verticalScrollBar()).value()]


def _scroll_back(bar: QScrollBar, value: int) -> None:
    """Scroll there again, once the page knows how long it is."""
    area = next(scrollers_around(bar), None)
    page = area.widget() if area is not None else None
    layout = page.layout() if page is not None else None
    if layout is not None:
        layout.activate()
        QCoreApplication.sendPostedEvents(page, QEvent.Type.LayoutRequest.value)
    bar.setValue(value)


def _kept(holder: QWidget, after: Callable[[], QWidget] | None) -> Iterator[None]:
    focus = QApplication.focusWidget()
    if focus is None or not holder.isAncestorOf(focus):
        yield
        _show_new(after() if after is not None else holder)
        return
    kind, words = type(focus), _words(focus)
    before = _reachable(holder, kind)
    place = before.index(focus) if focus in before else 0
    yield
    _show_new(after() if after is not None else holder)
    if after is None and isValid(focus) and holder.isAncestorOf(focus):
        return
    now = _reachable(after() if after is not None else holder, kind)
    alike = [number for number, one in enumerate(now) if _words(one) == words]
    if alike:
        now[min(alike, key=lambda number: abs(number - place))].setFocus(_OTHER)
    elif now:
        now[min(place, len(now) - 1)].setFocus(_OTHER)


def _show_new(holder: QWidget) -> None:
    """Show what was just put into the layouts of `holder`.

    A layout shows it a moment later by itself; meanwhile the page is short, and scrolls to its top.
    """
    for one in holder.findChildren(QWidget):
        if not one.isHidden() or one.testAttribute(_SAID):
            continue
        around = one.parentWidget()
        layout = around.layout() if around is not None and around.isVisible() else None
        if layout is not None and _holds(layout, one):
            one.show()


def _holds(layout: QLayout, widget: QWidget) -> bool:
    """Whether a widget is in a layout, or in one within it.

    Not by its items: what Python knows of an item outlives it, and is then taken for whatever was
    made in the same place, which ends the program.
    """
    inner = (one for one in layout.children() if isinstance(one, QLayout))
    return layout.indexOf(widget) >= 0 or any(_holds(one, widget) for one in inner)


def _is_shown(widget: QWidget) -> bool:
    """Whether it is on the screen, or is about to be because it was only just made there."""
    if widget.isVisible():
        return True
    parent = widget.parentWidget()
    made_now = not widget.testAttribute(_SAID)
    return made_now and parent is not None and not widget.isWindow() and _is_shown(parent)


def _words(widget: QWidget) -> str:
    face = getattr(widget, "face", None)
    if face is not None:
        return str(getattr(face, "words", ""))
    if widget.accessibleName():
        return widget.accessibleName()
    return widget.text() if isinstance(widget, QAbstractButton) else widget.objectName()


def _reachable(holder: QWidget, kind: type[QWidget]) -> list[QWidget]:
    """The widgets of one kind in order; those just made are not shown yet, and count."""
    return [
        one
        for one in holder.findChildren(QWidget)
        if type(one) is kind
        and bool(one.focusPolicy() & Qt.FocusPolicy.TabFocus)
        and not (one.isHidden() and one.testAttribute(_SAID))
    ]
