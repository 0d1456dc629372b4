"""Choosing a file, or many: by the system's dialog, or by dropping it onto a widget."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from ui.components.system_dialogs import ask_for_file, ask_for_files


class FileChoice(QObject):
    """Lets files be dropped onto `onto`, and opens a dialog for those who do not drop.

    `chosen` gives a path, which may be anything: whoever takes it reads it with care.
    """

    chosen = Signal(str)
    all_chosen = Signal(list)

    def __init__(self, onto: QWidget, title: str, kinds: str, *, many: bool = False) -> None:
        """`kinds` is a filter of the dialog, for example ``Pictures (*.png *.svg)``.

        With `many` any number may be chosen or dropped, folders too, and come as `all_chosen`.
        """
        super().__init__(onto)
        self._onto = onto
        self._title = title
        self._kinds = kinds
        self._many = many
        onto.setAcceptDrops(True)
        onto.installEventFilter(self)

    def browse(self) -> None:
        """Open the dialog."""
        if self._many:
            ask_for_files(
                self._onto,
                self._title,
                self._kinds,
                lambda paths: self.all_chosen.emit([str(one) for one in paths]),
            )
            return
        ask_for_file(self._onto, self._title, self._kinds, lambda path: self.chosen.emit(str(path)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DragEnter:
            entering = cast("QDragEnterEvent", event)
            if entering.mimeData().hasUrls():
                entering.acceptProposedAction()
                return True
        if event.type() == QEvent.Type.Drop:
            urls = cast("QDropEvent", event).mimeData().urls()
            if self._many:
                paths = [one.toLocalFile() for one in urls if one.isLocalFile()]
                if paths:
                    self.all_chosen.emit(paths)
            elif urls and urls[0].isLocalFile():
                self.chosen.emit(urls[0].toLocalFile())
            return True
        return super().eventFilter(watched, event)
