"""Dialogs for files: opened here and nowhere else, without waiting; put away at once.

Everything can be hidden at any moment. A dialog that is open then names files, stands in front of
the password box, and may still answer after it was told to go: so it is closed first, and what
it says from then on is not heard (rule 114).
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QWidget

from ui.components.last_folders import last_folders
from ui.system.shade_key import heed_shade_key, leave_shade_key
from ui.system.windows import close_dialogs

_PUT_AWAY = "putAway"
_OPENED_HERE = "openedHere"
#: Dialogs open dialogs of their own (*Replace it?*); more of them than this there are not.
_MOST = 20
#: Folders that were seen, which Qt writes down unsealed whenever one of its dialogs goes.
_OF_QT = ("FileDialog/history", "FileDialog/lastVisited")


def ask_for_file(parent: QWidget, title: str, kinds: str, chosen: Callable[[Path], object]) -> None:
    """Ask which file to open. `kinds` is a filter, for example ``Pictures (*.png *.svg)``."""
    dialog = _file_dialog(parent, title)
    dialog.setNameFilter(kinds)
    _ask_for_path(dialog, title, chosen)


def ask_for_files(
    parent: QWidget, title: str, kinds: str, chosen: Callable[[list[Path]], object]
) -> None:
    """Ask which files to open, any number of them. `kinds` as for `ask_for_file`."""
    dialog = _file_dialog(parent, title)
    dialog.setNameFilter(kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)

    def answered(paths: list[str]) -> None:
        if not dialog.property(_PUT_AWAY):
            if paths:
                last_folders().chose(title, Path(paths[0]).parent)
            chosen([Path(one) for one in paths])

    dialog.filesSelected.connect(answered)
    _open(dialog)


def ask_for_folder(
    parent: QWidget,
    title: str,
    chosen: Callable[[Path], object],
    *,
    only_folders: bool = False,
    sort: str = "",
) -> None:
    """Ask for a folder. `only_folders`: the files in it are not shown."""
    dialog = _file_dialog(parent, title, sort)
    dialog.setObjectName("folderDialog")
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly, only_folders)
    _ask_for_path(dialog, sort or title, chosen)


def ask_where_to_save(
    parent: QWidget,
    title: str,
    name: str,
    chosen: Callable[[Path], object],
    *,
    kind: str,
    ending: str,
    never_over: bool = False,
    sort: str = "",
) -> None:
    """Ask where a new file shall go. `ending` is without its dot.

    `never_over`: one that is there is not asked about, because it is never written over. `sort`:
    what it is, where others with this title are something else; it opens where the last one went.
    """
    dialog = _file_dialog(parent, title, sort)
    dialog.setNameFilter(f"{kind} (*.{ending})")
    dialog.setObjectName("saveDialog")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite, never_over)
    dialog.setDefaultSuffix(ending)
    dialog.selectFile(name)
    _ask_for_path(dialog, sort or title, chosen)


def draws_its_own() -> bool:
    """Whether files are asked for in a dialog of this program's, and not in the system's.

    On Linux the system's belongs to another program or another library: it takes every key, F9
    too, it may stay when it is told to go, and it answers afterwards.
    """
    return sys.platform not in ("win32", "darwin")


def _file_dialog(parent: QWidget, title: str, sort: str = "") -> QFileDialog:
    dialog = QFileDialog(parent, title)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog, draws_its_own())
    dialog.setDirectory(last_folders().start(sort or title))
    before = _written_by_qt()
    dialog.destroyed.connect(lambda: _write_as_qt(before))
    return dialog


def _written_by_qt() -> dict[str, object]:
    """What Qt keeps of all its dialogs for files, of every program of this laptop's user."""
    kept = QSettings(QSettings.Scope.UserScope, "QtProject")
    return {one: kept.value(one) for one in _OF_QT}


def _write_as_qt(before: dict[str, object]) -> None:
    """Put it back: a dialog that goes has just added her folder, for everybody to read."""
    kept = QSettings(QSettings.Scope.UserScope, "QtProject")
    for name, value in before.items():
        if value is None:
            kept.remove(name)
        else:
            kept.setValue(name, value)


def _ask_for_path(dialog: QFileDialog, sort: str, chosen: Callable[[Path], object]) -> None:
    is_folder = dialog.fileMode() == QFileDialog.FileMode.Directory

    def answered(path: str) -> None:
        if not dialog.property(_PUT_AWAY):
            last_folders().chose(sort, Path(path) if is_folder else Path(path).parent)
            chosen(Path(path))

    dialog.fileSelected.connect(answered)
    _open(dialog)


def _open(dialog: QDialog) -> None:
    dialog.setProperty(_OPENED_HERE, True)

    def finished(_result: int) -> None:
        leave_shade_key()
        # One that was put away may still stand in a loop of its own: see `forget_put_away`.
        if not dialog.property(_PUT_AWAY):
            dialog.deleteLater()

    dialog.finished.connect(finished)
    # The system's own dialogs have windows of their own, in which no key of ours is heard.
    heed_shade_key(dialog.parentWidget())
    dialog.open()


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
    close_dialogs()  # of the system, and what those ask
