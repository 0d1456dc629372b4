"""Saving a paper or a list as a file: whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QWidget

from trent_desktop.storage.chosen_file import write_chosen
from ui.components.system_dialogs import ask_where_to_save


class Places(Protocol):
    """Asks a person where a file shall go."""

    def ask(self, parent: QWidget, name: str, chosen: Callable[[Path], None]) -> None:
        """Ask without waiting. `chosen` is called unless she thinks better of it."""
        ...


class SystemPlaces:
    """The file dialog of the system, for files that end in `ending`; `sort` says what they are."""

    def __init__(
        self, title: str = "Save as PDF", kind: str = "PDF", ending: str = "pdf", *, sort: str = ""
    ) -> None:
        self._title = title
        self._kind = kind
        self._ending = ending
        self._sort = sort

    def ask(self, parent: QWidget, name: str, chosen: Callable[[Path], None]) -> None:
        """Open the dialog over `parent`'s window, where the last of this sort went."""
        ask_where_to_save(
            parent,
            self._title,
            name,
            chosen,
            kind=self._kind,
            ending=self._ending,
            sort=self._sort,
        )


def save_file(path: Path, content: bytes) -> Path:
    """Write a file; the old one stands until the new one is complete. Slow: not the GUI thread.

    Raises `Problem` (`DiskFull` when there is no room, also for what is no plain file); nothing
    half-written is left.
    """
    write_chosen(path, content)
    return path
