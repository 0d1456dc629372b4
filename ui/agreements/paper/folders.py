"""Asks into which folder files shall go."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.components.system_dialogs import ask_for_path


class SystemFolders:
    """The system's dialog for a folder. A new one of the given name is made in it."""

    def ask(self, parent: QWidget, name: str, chosen: Callable[[Path], None]) -> None:
        """Ask without waiting. `chosen` gets the folder that is to be made."""
        where = QStandardPaths.StandardLocation.DocumentsLocation
        start = QStandardPaths.writableLocation(where) or str(Path.home())
        dialog = QFileDialog(parent, "Choose a folder", start)
        dialog.setObjectName("folderDialog")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        ask_for_path(dialog, lambda folder: chosen(folder / name))
