"""The second half of a double press presses nothing but what the first half pressed (rule 185).

Teachers click everything twice, and press Enter twice. The first press may have turned the page,
opened a question, taken a row out of its list or led the keyboard on; the second was made before
anybody could see that, and is let go. As long as presses follow each other so fast it goes on: who
taps four times in a row has still pressed one thing. What is pressed twice on purpose, the arrow
of a number, the next slide, a cell of a table, is the same thing both times, and is pressed twice.

When a press was made is asked of the press itself, not of the clock: a page that took a moment to
come must not make two presses out of a double one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, cast

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QInputEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from ui.components.input_watch import InputWatch
from ui.components.words import Words

_DOWN: Final = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick})
_UP: Final = QEvent.Type.MouseButtonRelease
#: A key is first offered to shortcuts, then pressed: the same press, at the same moment.
_KEYS: Final = frozenset({QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress})
_PRESSES: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})
#: By what it was pressed: by one of those keys, whichever.
_KEY: Final = "key"
_WITH_OTHERS: Final = frozenset(
    {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta}
)
#: Who has set the mouse to short double clicks presses Enter twice no faster for that, in ms.
_LEAST_MS: Final = 400


@dataclass(slots=True)
class _Press:
    """What was pressed first, with which button or key, where, and what it said then."""

    widget: QWidget
    by: object
    at: QPointF | None
    said: tuple[str, ...]
    #: When what belongs to it was pressed last, in ms.
    last: int

    def is_followed_by(self, by: object, at: QPointF | None, stamp: int) -> bool:
        """Whether a press belongs to this one, as the second half of a double press."""
        hints = QGuiApplication.styleHints()
        if by != self.by or not 0 <= stamp - self.last <= max(
            _LEAST_MS, hints.mouseDoubleClickInterval()
        ):
            return False
        if at is None or self.at is None:
            return at is self.at
        near = max(hints.mouseDoubleClickDistance(), hints.touchDoubleTapDistance())
        return (at - self.at).manhattanLength() <= near

    def is_on(self, widget: QWidget, said: tuple[str, ...]) -> bool:
        """Whether that is what was pressed first, and still stands for the same."""
        return isValid(self.widget) and widget is self.widget and said == self.said


class SecondPress:
    """Told of every press by the watch of the application; keeps second ones from other things."""

    def __init__(self, watch: InputWatch) -> None:
        self._first: _Press | None = None
        self._click, self._key = 0, (0, 0)
        self._key_withheld = self._click_withheld = False
        watch.second = self.withholds

    def withholds(self, watched: QObject, event: QInputEvent, kind: QEvent.Type) -> bool:
        """Whether it is the second half of a press on something else, and must not arrive."""
        if not isinstance(watched, QWidget) or not event.timestamp():
            return False  # not known yet what it lands on; or made by a program
        if kind in _DOWN:
            return self._clicked(watched, cast("QMouseEvent", event))
        if kind == _UP:
            withheld, self._click_withheld = self._click_withheld, False
            return withheld
        if kind in _KEYS:
            return self._keyed(watched, cast("QKeyEvent", event))
        return False

    def _clicked(self, widget: QWidget, event: QMouseEvent) -> bool:
        if event.timestamp() == self._click:
            return self._click_withheld  # passed on by what it landed on
        self._click = event.timestamp()
        said = _said(widget, event.position().toPoint())
        self._click_withheld = self._pressed(
            widget, event.button(), event.globalPosition(), said, event
        )
        return self._click_withheld

    def _keyed(self, widget: QWidget, event: QKeyEvent) -> bool:
        key, stamp, first = event.key(), event.timestamp(), self._first
        if (key, stamp) == self._key:
            if self._key_withheld:
                event.accept()
            return self._key_withheld
        self._key, self._key_withheld = (key, stamp), False
        if key not in _PRESSES:
            if key not in _WITH_OTHERS:
                self._first = None
            return False
        if first is not None and first.by is _KEY and event.isAutoRepeat():
            first.last = stamp  # it is still the first one, held
        if _types(widget, event) and (first is None or not first.is_followed_by(_KEY, None, stamp)):
            self._first = None
            return False
        self._key_withheld = self._pressed(widget, _KEY, None, _said(widget, None), event)
        return self._key_withheld

    def _pressed(
        self,
        widget: QWidget,
        by: object,
        at: QPointF | None,
        said: tuple[str, ...],
        event: QInputEvent,
    ) -> bool:
        first, stamp = self._first, event.timestamp()
        if first is not None and first.is_followed_by(by, at, stamp):
            first.last = stamp
            if first.is_on(widget, said):
                return False
            event.accept()
            return True
        self._first = _Press(widget, by, at, said, stamp)
        return False


def _types(widget: QWidget, event: QKeyEvent) -> bool:
    """Whether the key only writes something."""
    if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
        return False
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        return not widget.isReadOnly()
    return isinstance(widget, QLineEdit) and event.key() == Qt.Key.Key_Space


def _said(widget: QWidget, at: QPoint | None) -> tuple[str, ...]:
    """What is pressed there, and on which page: the same button may stand for something else."""
    titles = [
        one.text()
        for one in widget.window().findChildren(Words)
        if one.is_title and one.isVisible()
    ]
    return (*_itself(widget, at), *titles)


def _itself(widget: QWidget, at: QPoint | None) -> tuple[str, ...]:
    if isinstance(widget, QAbstractButton):
        return widget.text(), widget.accessibleName()
    above = widget.parentWidget()
    if isinstance(widget, QAbstractItemView):
        return _row(widget.currentIndex())
    if at is not None and isinstance(above, QAbstractItemView) and above.viewport() is widget:
        return _row(above.indexAt(at))
    return ()


def _row(index: QModelIndex) -> tuple[str, ...]:
    """What a row is called, and where in it that is."""
    words = index.siblingAtColumn(0).data(Qt.ItemDataRole.DisplayRole)
    return str(words or index.row()), str(index.column())
