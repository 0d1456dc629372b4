"""Asks into which folder files shall go."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from ui.components.system_dialogs import ask_for_folder

#: Printed forms go where the last ones went, also where each class has a file.
FORMS = "forms"


class SystemFolders:
    """The system's dialog for a folder. A new one of the given name is made in it."""

    def ask(self, parent: QWidget, name: str, chosen: Callable[[Path], None]) -> None:
        """Ask without waiting. `chosen` gets the folder that is to be made."""
        ask_for_folder(
            parent,
            "Choose a folder",
            lambda folder: chosen(folder / name),
            only_folders=True,
            sort=FORMS,
        )
