"""What somebody points at stays where it is when words come above it: the page scrolls instead."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QCoreApplication, QEvent, QPoint
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from ui.components.tab_order import scrollers_around


@runtime_checkable
class GivesWay(Protocol):
    """A page with air above what stands in it."""

    def give_way(self, by: int) -> None:
        """Let all of it stand so much higher, in px, as far as there is air; less than 0: lower."""
        ...


@contextmanager
def staying(changed: QWidget) -> Iterator[None]:
    """While `changed` takes another height: what is pointed at, or has the keyboard, stays in place.

    As far as the page around it can be scrolled, or has air above; where not, nothing is done.
    """
    page = next(scrollers_around(changed), None)
    anchor = _anchor(page) if page is not None else None
    if page is None or anchor is None or not changed.isVisible():
        yield
        return
    before = anchor.mapTo(page.viewport(), QPoint()).y()
    yield
    _lay_out(changed, page)
    moved = anchor.mapTo(page.viewport(), QPoint()).y() - before
    if moved:
        bar = page.verticalScrollBar()
        begun = bar.value()
        bar.setValue(begun + moved)
        left = moved - (bar.value() - begun)
        if left and isinstance(page, GivesWay):
            page.give_way(left)


def _lay_out(changed: QWidget, page: QScrollArea) -> None:
    """Give everything around it its place now, and not after the next picture was painted."""
    around: list[QWidget] = []
    above: QWidget | None = changed
    while above is not None and above is not page:
        around.append(above)
        above = above.parentWidget()
    for one in around:
        one.updateGeometry()
    for one in (page, *reversed(around)):
        QCoreApplication.sendEvent(one, QEvent(QEvent.Type.LayoutRequest))


def _anchor(page: QScrollArea) -> QWidget | None:
    """What is under the pointer; else what has the keyboard, as a button that was just pressed."""
    inside: QWidget | None = page.widget()
    if inside is None:
        return None
    for one in (QApplication.widgetAt(QCursor.pos()), QApplication.focusWidget()):
        if one is not None and one is not inside and inside.isAncestorOf(one):
            return one
    return None
