"""The system's own dialogs, for files and printers: opened without waiting, put away at once.

Everything can be hidden at any moment. A dialog that is open then names files, stands in front of
the password box, and may still answer after it was told to go: so it is closed first, and what
it says from then on is not heard.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QWidget

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QAbstractPrintDialog

_PUT_AWAY = "putAway"
_OPENED_HERE = "openedHere"
#: Dialogs open dialogs of their own (*Replace it?*); more of them than this there are not.
_MOST = 20


def ask_for_path(dialog: QFileDialog, chosen: Callable[[Path], object]) -> None:
    """Open a dialog for a file or folder; `chosen` is called when she has chosen one."""

    def answered(path: str) -> None:
        if not dialog.property(_PUT_AWAY):
            chosen(Path(path))

    dialog.fileSelected.connect(answered)
    _open(dialog)


def ask_for_paths(dialog: QFileDialog, chosen: Callable[[list[Path]], object]) -> None:
    """The same for any number of files."""

    def answered(paths: list[str]) -> None:
        if not dialog.property(_PUT_AWAY):
            chosen([Path(one) for one in paths])

    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.filesSelected.connect(answered)
    _open(dialog)


def ask_for_printer(dialog: QAbstractPrintDialog, chosen: Callable[[], object]) -> None:
    """Open a print dialog; `chosen` is called when its printer has been set up."""

    def finished(result: int) -> None:
        if result == QDialog.DialogCode.Accepted and not dialog.property(_PUT_AWAY):
            chosen()

    dialog.finished.connect(finished)
    _open(dialog)


def _open(dialog: QDialog) -> None:
    dialog.setProperty(_OPENED_HERE, True)

    def finished(_result: int) -> None:
        # One that was put away may still stand in a loop of its own: see `forget_put_away`.
        if not dialog.property(_PUT_AWAY):
            dialog.deleteLater()

    dialog.finished.connect(finished)
    # QPrintDialog hides the open() of dialogs behind one of its own that wants a slot.
    QDialog.open(dialog)


def bars_the_way(window: QWidget) -> bool:
    """Whether a window is a dialog that keeps others from being used, or one of the system's."""
    return isinstance(window, QDialog) and (
        window.isModal()
        or isinstance(window, QFileDialog)
        # By name: importing what prints would hold up the first window.
        or window.inherits("QAbstractPrintDialog")
    )


def put_away_dialogs() -> None:
    """Close every dialog that bars the way; whatever they answer from now on is not heard."""
    for _ in range(_MOST):
        # The newest first: a question of a dialog stands before it.
        newest = QApplication.activeModalWidget()
        still = [
            one for one in QApplication.topLevelWidgets() if one.isVisible() and bars_the_way(one)
        ]
        if not still:
            return
        put_away(newest if newest in still else still[-1])


def forget_put_away() -> None:
    """Let go of those that were put away, once nobody waits for them any more."""
    for one in QApplication.topLevelWidgets():
        if one.property(_OPENED_HERE) and one.property(_PUT_AWAY):
            one.deleteLater()


def put_away(dialog: QWidget) -> None:
    """Close one of them."""
    dialog.setProperty(_PUT_AWAY, True)
    if isinstance(dialog, QDialog):
        dialog.reject()
    dialog.hide()
