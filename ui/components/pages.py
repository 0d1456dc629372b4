"""Pages that scroll, columns that keep lines readable, and grids that reflow."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLayout,
    QLayoutItem,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.components.cards import Ground
from ui.components.focus_kept import keeps_focus
from ui.components.tab_order import show_whole
from ui.components.words import Words
from ui.theme import SPACE, application, look


class ScrollPage(QScrollArea):
    """A page: put things into `page.column`. It scrolls when they need more than the window.

    `widest` keeps the column readable (px at 100 %; None for all the room there is). What gets
    the focus is scrolled into view with room around it.
    """

    def __init__(
        self,
        *,
        widest: int | None = None,
        pad: int = SPACE.page,
        top: int = SPACE.far,
        foot: int = SPACE.far,
        gap: int = SPACE.base,
        centred: bool = False,
        ground: Ground | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        # Of one that Python made it is known what it is. Of Qt's own each kind of widget there is
        # is looked through when it is first asked for, which is a tenth of the whole start.
        port = QWidget()
        port.setObjectName("qt_scrollarea_viewport")
        self.setViewport(port)
        self._widest = widest
        self._pad = pad
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.ground = ground or Ground()
        self.ground.setObjectName("ground")
        row = QHBoxLayout(self.ground)
        row.setContentsMargins(pad, top, pad, foot)
        row.setSpacing(0)
        self._inner = QWidget()
        self.column = QVBoxLayout(self._inner)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(gap)
        if centred:
            row.addStretch(1)
        row.addWidget(self._inner, 1000)
        if widest is not None:
            row.addStretch(1)
        self._row = row
        self.setWidget(self.ground)
        self._fit()
        application().focusChanged.connect(self._bring_into_view)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        narrow = self.width() < look().theme.px(700)
        pad = SPACE.wide if narrow and self._pad > SPACE.wide else self._pad
        margins = self._row.contentsMargins()
        if margins.left() != pad:
            self._row.setContentsMargins(pad, margins.top(), pad, margins.bottom())
        if self._widest is not None:
            self._inner.setMaximumWidth(look().theme.px(self._widest))

    def _bring_into_view(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and not keeps_focus() and self.ground.isAncestorOf(new):
            QTimer.singleShot(0, self, lambda: self._scroll_to(new))

    def _scroll_to(self, widget: QWidget) -> None:
        try:
            if self.ground.isAncestorOf(widget):
                show_whole(self, widget)
        except RuntimeError:
            return  # it went in the meantime


class _Lines(QLayout):
    """A layout whose height follows from its width. `_arrange` measures and places."""

    def __init__(self, parent: QWidget | None, gap: int) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        #: The height at each width that was asked for since an item changed: as Qt's own layouts
        #: remember it, which ask dozens of times while a window finds its shape.
        self._heights: dict[int, int] = {}
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(gap)

    def addItem(self, item: QLayoutItem) -> None:
        self._heights.clear()
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]
        self._heights.clear()
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def invalidate(self) -> None:
        self._heights.clear()
        super().invalidate()

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        known = self._heights.get(width)
        if known is None:
            known = self._heights[width] = self._arrange(QRect(0, 0, width, 0), move=False)
        return known

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        """The height needed in `rect`; with `move` the items are put there."""
        raise NotImplementedError


class EqualColumns(_Lines):
    """Lays its items out in columns of equal width; fewer columns when the room is narrow.

    `narrowest` is the least width of a column in px at 100 %. Items of one row are equally high.
    With `whole_rows` no item stands alone in a row that could hold more.
    """

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        narrowest: int = 240,
        gap: int = 20,
        whole_rows: bool = True,
    ) -> None:
        super().__init__(parent, gap)
        self._whole_rows = whole_rows
        self._narrowest = narrowest

    def sizeHint(self) -> QSize:
        count = max(1, len(self._shown()))
        width = count * look().theme.px(self._narrowest) + (count - 1) * self.spacing()
        return QSize(width, self.heightForWidth(width))

    def minimumSize(self) -> QSize:
        narrow = max((i.minimumSize().width() for i in self._shown()), default=0)
        return QSize(narrow, 0)

    def columns(self, width: int) -> int:
        """How many columns there are at a width."""
        shown = len(self._shown())
        least = look().theme.px(self._narrowest)
        fitting = (width + self.spacing()) // (least + self.spacing())
        fitting = max(1, min(shown, fitting))
        while self._whole_rows and shown % fitting:
            fitting -= 1
        return fitting

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        shown = self._shown()
        if not shown:
            return 0
        gap, columns = self.spacing(), self.columns(rect.width())
        each = (rect.width() - gap * (columns - 1)) / columns
        y = rect.y()
        for start in range(0, len(shown), columns):
            row = shown[start : start + columns]
            height = max(
                item.heightForWidth(int(each))
                if item.hasHeightForWidth()
                else item.sizeHint().height()
                for item in row
            )
            if move:
                for place, item in enumerate(row):
                    left = rect.x() + round(place * (each + gap))
                    right = rect.x() + round(place * (each + gap) + each)
                    item.setGeometry(QRect(left, y, right - left, height))
            y += height + gap
        return y - gap - rect.y()


class Flow(_Lines):
    """Lays its items out in lines like words, starting a new line when one is full."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = SPACE.tight) -> None:
        super().__init__(parent, gap)

    def sizeHint(self) -> QSize:
        shown = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(size.width() for size in shown) + self.spacing() * max(0, len(shown) - 1)
        return QSize(width, max((size.height() for size in shown), default=0))

    def minimumSize(self) -> QSize:
        sizes = [item.minimumSize() for item in self._items if not item.isEmpty()]
        return QSize(
            max((size.width() for size in sizes), default=0),
            max((size.height() for size in sizes), default=0),
        )

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        x, y, gap = rect.x(), rect.y(), self.spacing()
        line: list[tuple[QLayoutItem, QRect]] = []
        tallest = 0

        def end_line() -> None:
            if move:
                for item, area in line:
                    lower = (tallest - area.height()) // 2
                    item.setGeometry(area.translated(0, lower))
            line.clear()

        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint()
            width = min(size.width(), rect.width())
            height = item.heightForWidth(width) if item.hasHeightForWidth() else size.height()
            if line and x + width > rect.x() + rect.width():
                end_line()
                x, y, tallest = rect.x(), y + tallest + gap, 0
            line.append((item, QRect(QPoint(x, y), QSize(width, height))))
            x += width + gap
            tallest = max(tallest, height)
        end_line()
        return y + tallest - rect.y()


def flow(*widgets: QWidget, gap: int = SPACE.near) -> QWidget:
    """Widgets beside each other that wrap onto another line when there is no room."""
    holder = QWidget()
    layout = Flow(holder, gap=gap)
    for widget in widgets:
        layout.addWidget(widget)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    holder.setSizePolicy(policy)
    return holder


def headed(words: str, button: QWidget) -> QWidget:
    """The heading of a card, and at its end what can be pressed for all of the card."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(SPACE.base)
    row.addWidget(Words(words, "heading"), 1, Qt.AlignmentFlag.AlignVCenter)
    row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
    return holder


def clear_layout(layout: QLayout, *, keep: Sequence[QObject] = ()) -> None:
    """Take everything out of a layout and let go of the widgets in it."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None and widget not in keep:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif inner is not None:
            clear_layout(inner, keep=keep)
