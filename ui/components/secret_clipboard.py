"""What is copied: kept out of the system's histories; a secret is taken off again soon.

What staff copy here names children as often as not, and Windows keeps what was copied, also for
other laptops of the same account.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, cast

from PySide6.QtCore import QByteArray, QMimeData, QObject, QStringListModel, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QTextEdit
from shiboken6 import isValid

from ui.components.input_watch import InputWatch, input_watch

#: For so long it stays, in milliseconds.
STAYS_MS: Final = 30_000
#: By these clipboard histories of Windows and KDE know that it is not to be kept.
MARKS: Final = {
    "x-kde-passwordManagerHint": b"secret",
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"1",
    'application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"': b"\0\0\0\0",
    'application/x-qt-windows-mime;value="CanUploadToCloudClipboard"': b"\0\0\0\0",
}


def _content() -> QMimeData:
    """Empty content for the clipboard, made by Qt itself.

    One that Python made is asked by the clipboard after Python has gone, when the program ends with
    something copied, and takes the process down with it.
    """
    model = QStringListModel([""])
    content = model.mimeData([model.index(0)])
    content.clear()
    return content


def mark(content: QMimeData) -> None:
    """Say to histories of the clipboard that this is not theirs."""
    for kind, value in MARKS.items():
        content.setData(kind, QByteArray(value))


def put_words(words: str) -> None:
    """Put words on the clipboard, marked from the first moment."""
    content = _content()
    content.setText(words)
    mark(content)
    QGuiApplication.clipboard().setMimeData(content)


def copied_by_key(watched: QObject, event: QKeyEvent) -> bool:
    """Copy or cut what is selected in any text of the program, where that is what a key means.

    Whether it was: the text itself would put it there unmarked, for a history that looks at once
    (rule 146).
    """
    keys = QKeySequence.StandardKey
    cut = event.matches(keys.Cut)
    if not cut and not event.matches(keys.Copy):
        return False
    words = ""
    if isinstance(watched, QLineEdit):
        if watched.echoMode() is not QLineEdit.EchoMode.Normal:
            return False
        words, fixed = watched.selectedText(), watched.isReadOnly()
        if words and cut and not fixed:
            watched.del_()
    elif isinstance(watched, QPlainTextEdit | QTextEdit):
        cursor, fixed = watched.textCursor(), watched.isReadOnly()
        words = cursor.selection().toPlainText()
        if words and cut and not fixed:
            cursor.removeSelectedText()
    elif isinstance(watched, QLabel):
        words, fixed = watched.selectedText(), True
    else:
        return False
    if not words or (cut and fixed):
        return False
    put_words(words)
    return True


class MarkedClipboard(QObject):
    """Marks whatever the program's fields and texts copy: with keys, or from their menus.

    The one place for all of them. What a key copies is marked from the first moment, what a menu
    copies as soon as it lies there.
    """

    def __init__(self, parent: QObject, ours: Callable[[], bool] | None = None) -> None:
        """`ours` says whether what lies there comes from this program."""
        super().__init__(parent)
        self._ours = ours or QGuiApplication.clipboard().ownsClipboard
        QGuiApplication.clipboard().dataChanged.connect(self._heed)
        watch = input_watch()
        watch.first = copied_by_key
        self.destroyed.connect(lambda: _leave(watch))

    def _heed(self) -> None:
        clipboard = QGuiApplication.clipboard()
        given = cast("QMimeData | None", clipboard.mimeData())  # none when it was cleared
        if given is None or not self._ours():
            return
        kinds = given.formats()
        if not given.hasText() or any(kind in kinds for kind in MARKS):
            return
        content = _content()
        for kind in kinds:
            content.setData(kind, given.data(kind))
        mark(content)
        clipboard.setMimeData(content)


def _leave(watch: InputWatch) -> None:
    if isValid(watch):
        watch.first = None


class SecretClipboard(QObject):
    """Puts one secret at a time on the clipboard, and clears it when `STAYS_MS` are over."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._held = ""
        self._soon = QTimer(self)
        self._soon.setObjectName("secretClipboard")
        self._soon.setSingleShot(True)
        self._soon.setInterval(STAYS_MS)
        self._soon.timeout.connect(self.clear)

    def put(self, secret: str) -> None:
        """Put it there, in the place of what was there."""
        content = _content()
        content.setText(secret)
        mark(content)
        QGuiApplication.clipboard().setMimeData(content)
        self._held = secret
        self._soon.start()

    def clear(self) -> None:
        """Take it off, unless something else was copied since."""
        self._soon.stop()
        held, self._held = self._held, ""
        clipboard = QGuiApplication.clipboard()
        if held and clipboard.text() == held:
            clipboard.clear()
