"""A secret on the clipboard: marked as one, and taken off again soon."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QByteArray, QMimeData, QObject, QTimer
from PySide6.QtGui import QGuiApplication

#: For so long it stays, in milliseconds.
STAYS_MS: Final = 30_000
#: By these clipboard histories of Windows and KDE know that it is not to be kept.
_MARKS: Final = {
    "x-kde-passwordManagerHint": b"secret",
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"1",
    'application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"': b"\0\0\0\0",
    'application/x-qt-windows-mime;value="CanUploadToCloudClipboard"': b"\0\0\0\0",
}


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
        content = QMimeData()
        content.setText(secret)
        for kind, value in _MARKS.items():
            content.setData(kind, QByteArray(value))
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
