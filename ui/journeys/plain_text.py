"""Fields that take words and nothing else: no pictures, no files, no formatting, no drops.

A journey that is `text_only` (the stop, rule 3) also refuses addresses that are pasted. What
is refused is said in a sentence; what was typed before stays as it was.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QClipboard,
    QContextMenuEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
)

from ui.components.fields import MOST_PASTED, TextArea, TextField

NO_PICTURE = "A picture cannot be put in here. Please write in words what it shows."
NO_FILE = "A file cannot be put in here. Please write in words what matters."
NO_DROP = "Nothing can be dropped here. Type or paste words."
STOP_NO_PICTURE = "Pictures cannot be put in here, on purpose. Please write words only."
STOP_NO_FILE = "Files cannot be put in here, on purpose. Please write words only."

#: Why words may not be pasted, as a sentence; empty when they may.
Refuse = Callable[[str], str]


def nothing_refused(_text: str) -> str:
    """Takes all words."""
    return ""


def words_in(content: QMimeData, *, text_only: bool, refuse: Refuse) -> tuple[str, str]:
    """The words on a clipboard, and why they may not be put in (empty when they may).

    Of formatted text only its words are taken. A picture or a file without words is refused.
    """
    if any(url.isLocalFile() for url in content.urls()):
        return "", STOP_NO_FILE if text_only else NO_FILE
    text = content.text() if content.hasText() else ""
    if not text.strip() and (content.hasImage() or content.hasHtml()):
        return "", STOP_NO_PICTURE if text_only else NO_PICTURE
    if text_only and content.hasImage():
        return "", STOP_NO_PICTURE
    text = text[:MOST_PASTED]
    return text, refuse(text)


class PlainField(TextField):
    """A line of plain text. `refused` says why a paste was not taken."""

    refused = Signal(str)
    entered = Signal()

    def __init__(
        self,
        *,
        name: str,
        placeholder: str = "",
        wide: int = 0,
        text_only: bool = False,
        refuse: Refuse = nothing_refused,
    ) -> None:
        super().__init__(name=name, placeholder=placeholder, wide=wide)
        self._text_only = text_only
        self._refuse = refuse
        self.setAcceptDrops(False)
        self.setDragEnabled(False)
        self.returnPressed.connect(self.entered)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(self.maximumWidth(), hint.height()) if self._wide else hint

    def paste_plain(self, mode: QClipboard.Mode = QClipboard.Mode.Clipboard) -> None:
        """Put in the words of the clipboard, on one line."""
        content = QGuiApplication.clipboard().mimeData(mode)
        if content is None:
            return
        text, why = words_in(content, text_only=self._text_only, refuse=self._refuse)
        if why:
            self.refused.emit(why)
        elif text and not self.isReadOnly():
            self.insert(" ".join(text.splitlines()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste_plain()
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.MiddleButton:
            if QGuiApplication.clipboard().supportsSelection():
                self.paste_plain(QClipboard.Mode.Selection)
            return
        super().mouseReleaseEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu()
        if menu is None:
            return
        paste = menu.findChild(QAction, "edit-paste")
        if isinstance(paste, QAction):
            paste.triggered.disconnect()
            paste.triggered.connect(lambda _on: self.paste_plain())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())


class PlainArea(TextArea):
    """Several lines of plain text. With `enter_goes_on`, Enter means Continue; else Ctrl+Enter."""

    refused = Signal(str)
    entered = Signal()

    def __init__(
        self,
        *,
        name: str,
        lines: int = 4,
        most: int = 10,
        text_only: bool = False,
        enter_goes_on: bool = False,
        refuse: Refuse = nothing_refused,
    ) -> None:
        self._text_only = text_only
        self._refuse = refuse
        self._enter_goes_on = enter_goes_on
        super().__init__(name=name, lines=lines, most=most)
        self.setAcceptDrops(False)
        self.viewport().setAcceptDrops(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            shifted = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            if held or (self._enter_goes_on and not shifted):
                self.entered.emit()
                return
        super().keyPressEvent(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return True  # looked at, and answered, when it is put in

    def insertFromMimeData(self, source: QMimeData) -> None:
        text, why = words_in(source, text_only=self._text_only, refuse=self._refuse)
        if why:
            self.refused.emit(why)
        elif text:
            self.textCursor().insertText(text)
            self.ensureCursorVisible()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        event.ignore()
        self.refused.emit(NO_DROP)
