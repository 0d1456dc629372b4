"""Pages one under the other, sharp on every screen, drawn off the GUI thread as they are seen."""

from __future__ import annotations

from bisect import bisect_right

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from ui.background import Background
from ui.components.painting import draw_shadow
from ui.documents.pages import Pages
from ui.theme import SPACE, look

#: Pixels to a point at 100 %: a page is as wide as the paper.
ACTUAL = 96 / 72
ZOOMS = (0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0)
#: "Fit width" never grows beyond this share of the paper's size: a line would be hard to follow.
WIDEST_FIT = 1.1
#: Pictures kept besides those in sight.
SPARE = 4
#: Milliseconds that a size must stand before pages are drawn for it.
SETTLE_MS = 60


class PageStack(QAbstractScrollArea):
    """Shows `Pages`. `zoom` is a share of the paper's size; None fits the width."""

    spoken_as = QAccessible.Role.Document
    page_changed = Signal(int, int)
    zoom_changed = Signal()

    def __init__(self, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pageStack")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor)
        self._background = background
        self._pages: Pages | None = None
        self._zoom: float | None = None
        self._places: list[QRect] = []
        self._tops: list[int] = []
        self._pictures: dict[int, QImage] = {}
        #: For which width each was drawn; one of a huge page may itself be smaller.
        self._drawn: dict[int, int] = {}
        self._asked: set[tuple[int, int]] = set()
        self._page = 0
        self._settle = QTimer(self)
        self._settle.setObjectName("pageStackSettle")
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(self._ask_for_pictures)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    # ------------------------------------------------------------------ what is shown

    def show_pages(self, pages: Pages | None, *, stay: bool = False) -> None:
        """Show other pages from the first on, or none. `stay` leaves the place in sight as it is."""
        kept = self.verticalScrollBar().value() if stay else 0
        self._pages = pages
        self._pictures.clear()
        self._asked.clear()
        self._place()
        self.verticalScrollBar().setValue(kept)
        self._page = -1
        self._scrolled()

    @property
    def page(self) -> int:
        """The page in sight, from 0."""
        return max(0, self._page)

    @property
    def zoom(self) -> float | None:
        """The share of the paper's size that is shown, None when the width is fitted."""
        return self._zoom

    @property
    def scale(self) -> float:
        """The share of the paper's size that is on the screen now."""
        return self._points_to_px() / (ACTUAL * look().theme.scale)

    def set_zoom(self, zoom: float | None) -> None:
        """Show at another size, the same place staying in sight."""
        bar = self.verticalScrollBar()
        share = bar.value() / max(1, bar.maximum() + bar.pageStep())
        self._zoom = zoom
        self._place()
        bar.setValue(round(share * (bar.maximum() + bar.pageStep())))
        self._settle.start()
        self.zoom_changed.emit()
        self.viewport().update()

    def nearer(self) -> None:
        """The next larger size."""
        self.set_zoom(next((step for step in ZOOMS if step > self.scale + 0.01), ZOOMS[-1]))

    def farther(self) -> None:
        """The next smaller size."""
        smaller = [step for step in ZOOMS if step < self.scale - 0.01]
        self.set_zoom(smaller[-1] if smaller else ZOOMS[0])

    def go_to(self, page: int) -> None:
        """Bring the head of a page into sight."""
        if self._places:
            place = self._places[min(max(page, 0), len(self._places) - 1)]
            self.verticalScrollBar().setValue(place.top() - SPACE.base)

    def sharp(self) -> bool:
        """Whether every page in sight is drawn at the size it is shown."""
        return all(
            at in self._pictures and self._drawn[at] == self._wanted_width(at)
            for at in self._in_sight()
        )

    # ------------------------------------------------------------------ places

    def _points_to_px(self) -> float:
        grown = ACTUAL * look().theme.scale
        if self._pages is None or not len(self._pages):
            return grown
        if self._zoom is not None:
            return self._zoom * grown
        widest = max(size.width() for size in self._pages.sizes)
        room = self.viewport().width() - 2 * SPACE.wide
        return min(max(room / widest, ZOOMS[0] * ACTUAL), WIDEST_FIT * grown)

    def _place(self) -> None:
        self._places.clear()
        view = self.viewport().size()
        factor = self._points_to_px()
        sizes = self._pages.sizes if self._pages is not None else ()
        boxes = [QSize(round(one.width() * factor), round(one.height() * factor)) for one in sizes]
        widest = max((box.width() for box in boxes), default=0) + 2 * SPACE.wide
        y = SPACE.wide
        for box in boxes:
            x = (max(view.width(), widest) - box.width()) // 2
            self._places.append(QRect(QPoint(x, y), box))
            y += box.height() + SPACE.wide
        self._tops = [place.top() for place in self._places]
        down, across = self.verticalScrollBar(), self.horizontalScrollBar()
        down.setRange(0, max(0, y - view.height()))
        down.setPageStep(view.height())
        down.setSingleStep(SPACE.page)
        across.setRange(0, max(0, widest - view.width()))
        across.setPageStep(view.width())
        across.setSingleStep(SPACE.page)

    def _offset(self) -> QPoint:
        return QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _in_sight(self) -> list[int]:
        top = self.verticalScrollBar().value()
        first = max(0, bisect_right(self._tops, top) - 1)
        last = bisect_right(self._tops, top + self.viewport().height())
        seen = QRect(self._offset(), self.viewport().size())
        return [at for at in range(first, last) if self._places[at].intersects(seen)]

    def _scrolled(self) -> None:
        middle = self.verticalScrollBar().value() + self.viewport().height() // 3
        page = max(0, bisect_right(self._tops, middle) - 1)
        if page != self._page and self._pages is not None:
            self._page = page
            self.page_changed.emit(page + 1, len(self._places))
            self._tell_the_words(self._pages, page)
        self._ask_for_pictures()
        self.viewport().update()

    # ------------------------------------------------------------------ pictures

    def _wanted_width(self, page: int) -> int:
        return round(self._places[page].width() * self.devicePixelRatioF())

    def _ask_for_pictures(self) -> None:
        pages = self._pages
        if pages is None or not self.isVisible():
            return
        seen = self._in_sight()
        self._forget_far_from(seen)
        for page in seen:
            width = self._wanted_width(page)
            drawn = page in self._pictures and self._drawn[page] == width
            if drawn or (page, width) in self._asked:
                continue
            self._asked.add((page, width))
            operation = self._background.run(
                lambda page=page, width=width: (pages, page, width, pages.draw(page, width)),
                parent=self,
            )
            operation.then(self._take_picture)

    def _take_picture(self, result: tuple[Pages, int, int, QImage]) -> None:
        pages, page, width, image = result
        if pages is not self._pages:
            return
        self._asked.discard((page, width))
        image.setDevicePixelRatio(self.devicePixelRatioF())
        self._pictures[page], self._drawn[page] = image, width
        self.viewport().update()
        if width != self._wanted_width(page):
            self._settle.start()

    def _forget_far_from(self, seen: list[int]) -> None:
        if not seen:
            return
        middle = seen[len(seen) // 2]
        by_distance = sorted(self._pictures, key=lambda page: abs(page - middle))
        for page in by_distance[len(seen) + SPARE :]:
            del self._pictures[page]

    def _tell_the_words(self, pages: Pages, page: int) -> None:
        self.setAccessibleName(f"Page {page + 1} of {len(pages)}")
        operation = self._background.run(lambda: (pages, page, pages.words(page)), parent=self)
        operation.then(self._take_words)

    def _take_words(self, result: tuple[Pages, int, str]) -> None:
        pages, page, words = result
        if pages is self._pages and page == self._page:
            self.setAccessibleDescription(words)

    # ------------------------------------------------------------------ events

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), look().colour("well"))
        offset = self._offset()
        for page in self._in_sight():
            place = self._places[page].translated(-offset)
            draw_shadow(painter, place, 2)
            painter.fillRect(place, Qt.GlobalColor.white)
            picture = self._pictures.get(page)
            if picture is None:
                continue
            sharp = picture.width() == self._wanted_width(page)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not sharp)
            if sharp:
                painter.drawImage(place.topLeft(), picture)
            else:
                painter.drawImage(place, picture)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()
        self._settle.start()
        self._scrolled()
        self.zoom_changed.emit()

    def showEvent(self, event: QEvent) -> None:  # type: ignore[override]
        super().showEvent(event)  # type: ignore[arg-type]
        self._settle.start()

    def hideEvent(self, event: QEvent) -> None:  # type: ignore[override]
        super().hideEvent(event)  # type: ignore[arg-type]
        self._settle.stop()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._place()
            self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        match event.key():
            case Qt.Key.Key_Home:
                bar.setValue(0)
            case Qt.Key.Key_End:
                bar.setValue(bar.maximum())
            case Qt.Key.Key_Space:
                back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                step = (
                    bar.SliderAction.SliderPageStepSub
                    if back
                    else bar.SliderAction.SliderPageStepAdd
                )
                bar.triggerAction(step)
            case _:
                super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y():
                (self.nearer if event.angleDelta().y() > 0 else self.farther)()
            event.accept()
            return
        super().wheelEvent(event)
