"""The order in which Tab goes through a window: as the page is read, whenever its parts were made.

Qt's own order is the order in which widgets came to be, so that a page put in the place of another
would come after the buttons under it. Here it follows the layouts, from the top down and from the
left, and is looked up at each press: nothing needs to set it again when rows come and go.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QGridLayout,
    QLayout,
    QScrollArea,
    QWidget,
)

from ui.components.buttons import DangerButton
from ui.theme import SPACE

_PLACE = "tabPlace"
_ENDS_HERE = "tabPlacesEndHere"
_BEGINS = "pageBeginsHere"
_REVERSED = (QBoxLayout.Direction.BottomToTop, QBoxLayout.Direction.RightToLeft)


def comes_last(page: QWidget, parts: Sequence[QWidget]) -> None:
    """Tab comes to `parts`, in this order, after everything else of `page`, wherever they stand.

    For what goes on from a page, and for what leaves it: first the questions, then the button that
    goes on, then the rest.
    """
    page.setProperty(_ENDS_HERE, True)
    for place, part in enumerate(parts, start=1):
        part.setProperty(_PLACE, place)


def tab_stops(root: QWidget) -> list[QWidget]:
    """What Tab comes to in `root`, in order."""
    return [one for one in _walk(root) if _is_stop(one, root)]


def first_stop(page: QWidget) -> QWidget | None:
    """The first thing of a page that Tab comes to, where the keyboard begins if nothing says more.

    Not what takes something away, unless there is nothing else; None when there is nothing.
    """
    stops = tab_stops(page)
    return next(
        (one for one in stops if not isinstance(one, DangerButton)), next(iter(stops), None)
    )


def begins_here(control: QWidget) -> None:
    """The keyboard is in `control` when its page opens, and not in the first thing of the page."""
    control.setProperty(_BEGINS, True)


def start_of(page: QWidget) -> QWidget | None:
    """Where the keyboard is when a page opens: what the page says, else its first stop."""
    said = next((one for one in tab_stops(page) if one.property(_BEGINS)), None)
    return said if said is not None else first_stop(page)


def open_sheet(window: QWidget) -> QWidget | None:
    """The sheet that lies over a window, the topmost where there are several."""
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    sheets = window.findChildren(QWidget, "sheet", direct)
    return next((one for one in reversed(sheets) if one.isVisible()), None)


def tab_on(root: QWidget, forward: bool) -> bool:
    """Move the focus to the next thing in `root`, or to the one before, round its ends.

    While a sheet lies over the window Tab stays in that.
    """
    root = open_sheet(root) or root
    here = root.window().focusWidget()
    if here is not None and not root.isAncestorOf(here):
        here = None
    if here is not None and not (here.isVisibleTo(root) and here.isEnabledTo(root)):
        near = _near(here, root)
        if near is not None:
            near.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
    beside = tab_group(here)
    stops = [
        one
        for one in _walk(root, here)
        if one is here or (_is_stop(one, root) and one not in beside)
    ]
    if here in stops:
        target = stops[(stops.index(here) + (1 if forward else -1)) % len(stops)]
    elif stops:
        target = stops[0 if forward else -1]
    else:
        return False
    reasons = Qt.FocusReason
    target.setFocus(reasons.TabFocusReason if forward else reasons.BacktabFocusReason)
    _bring_into_view(target)
    return True


def _near(gone: QWidget, root: QWidget) -> QWidget | None:
    """What takes the place of something that can have the focus no more: what stands nearest.

    The next thing in the least part of the page that still has one, else the one before it there:
    after the last thing of a page it would be the first of the window, which leaves the page.
    """
    around = gone.parentWidget()
    while around is not None and around is not root:
        there = [one for one in _walk(around, gone) if one is gone or _is_stop(one, root)]
        if gone in there and len(there) > 1:
            at = there.index(gone)
            return there[at + 1] if at + 1 < len(there) else there[at - 1]
        around = around.parentWidget()
    return None


def scrollers_around(widget: QWidget) -> Iterator[QScrollArea]:
    """What scrolls and has the widget in it, the nearest first."""
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            yield above
        above = above.parentWidget()


def show_whole(page: QScrollArea, widget: QWidget) -> None:
    """Scroll so far that all of a widget is seen, with air around it where there is room.

    Qt does that for the line of a field in which the cursor is, and leaves the rest cut off.
    """
    inside, room = page.widget(), page.viewport().height()
    if inside is None or not inside.isAncestorOf(widget) or widget.height() > room:
        page.ensureWidgetVisible(widget, 0, SPACE.wide)
        return
    at, half = widget.mapTo(inside, QPoint()), -(-widget.height() // 2)
    page.ensureVisible(at.x(), at.y() + half, 0, min(half + SPACE.wide, room // 2))


def _bring_into_view(widget: QWidget) -> None:
    for scroller in scrollers_around(widget):
        show_whole(scroller, widget)


def _is_stop(widget: QWidget, root: QWidget) -> bool:
    # `focusProxy` is never asked: PySide then lets go of a page that is shown. What stands for
    # another takes no Tab of its own here.
    return (
        widget.isVisibleTo(root)
        and widget.isEnabled()
        and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        and _is_of_its_group(widget)
    )


def tab_group(widget: QWidget | None) -> list[QAbstractButton]:
    """The buttons of which one is chosen, among them this one; none when it stands alone."""
    if not isinstance(widget, QAbstractButton):
        return []
    group = widget.group()
    if group is not None:
        return group.buttons() if group.exclusive() else []
    parent = widget.parentWidget()
    if not widget.autoExclusive() or parent is None:
        return []
    beside = parent.findChildren(QAbstractButton, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return [one for one in beside if one.autoExclusive() and one.group() is None]


def _is_of_its_group(widget: QWidget) -> bool:
    """Of several of which one is chosen Tab comes to that one, else to the first."""
    group = [one for one in tab_group(widget) if not one.isHidden() and one.isEnabled()]
    if len(group) < 2:
        return True
    return widget is next((one for one in group if one.isChecked()), group[0])


# ---------------------------------------------------------------------- reading a page


def _walk(root: QWidget, here: QWidget | None = None) -> list[QWidget]:
    """Everything in `root` that is shown, in order; what `here` is in, also when it is not shown.

    What has the focus may be going away just now, and the next thing after it is asked for.
    """
    return [one for _, one in _placed(root, here)]


def _placed(widget: QWidget, here: QWidget | None) -> list[tuple[int, QWidget]]:
    found = [(0, widget)]
    for child in _children(widget):
        away = child.isHidden() and not (here is not None and _holds(child, here))
        if not child.isWindow() and not away:
            found += _placed(child, here)
    if widget.property(_ENDS_HERE):
        found = [(0, one) for _, one in sorted(found, key=lambda each: each[0])]
    place = int(widget.property(_PLACE) or 0)
    return [(place, one) for _, one in found] if place else found


def _holds(widget: QWidget, other: QWidget) -> bool:
    return widget is other or widget.isAncestorOf(other)


def laid_out(widget: QWidget) -> list[QWidget]:
    """The parts of a widget that its layouts hold, in their order."""
    return [one for (of_none, _), one in _children_at(widget) if not of_none]


def _children(widget: QWidget) -> list[QWidget]:
    """The children of a widget as its layout has them, then the others by where they stand."""
    return [one for _, one in _children_at(widget)]


def _children_at(widget: QWidget) -> list[tuple[tuple[int, tuple[int, ...]], QWidget]]:
    inside = [one for one in widget.children() if isinstance(one, QWidget)]
    layout = widget.layout()
    paths = list(_paths(layout, ())) if layout is not None else []

    def place(child: QWidget) -> tuple[int, tuple[int, ...]]:
        for one, path in paths:
            if (at := one.indexOf(child)) >= 0:
                return 0, (*path, *_at(one, at))
        return 1, (child.y(), child.x())

    return sorted(((place(one), one) for one in inside), key=lambda each: each[0])


def _paths(layout: QLayout, path: tuple[int, ...]) -> Iterator[tuple[QLayout, tuple[int, ...]]]:
    """A layout and those in it, each with its place."""
    yield layout, path
    for inner in layout.children():
        if isinstance(inner, QLayout):
            yield from _paths(inner, (*path, *_at(layout, layout.indexOf(inner))))


def _at(layout: QLayout, number: int) -> tuple[int, ...]:
    if isinstance(layout, QGridLayout):
        row, column, *_ = cast("tuple[int, int, int, int]", layout.getItemPosition(number))
        return row, column
    turned = isinstance(layout, QBoxLayout) and layout.direction() in _REVERSED
    return (-number if turned else number,)
