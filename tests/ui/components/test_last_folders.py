"""Dialogs for files open where she last was for that sort of thing; nobody else learns where."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

import trent_desktop
from tests.gallery.stage import Stage, settle
from ui.components import last_folders as module
from ui.components.file_choice import FileChoice
from ui.components.last_folders import NOTE, LastFolders, last_folders
from ui.documents.saving import SystemPlaces
from ui.program import Program

#: A folder whose name says whom it is about.
SAYS_WHO = "Evidence about Amelia Okafor"


@pytest.fixture(autouse=True)
def nobody() -> Iterator[None]:
    last_folders().forget()
    yield
    last_folders().forget()


def the_dialog() -> QFileDialog:
    (found,) = [
        one for one in QApplication.topLevelWidgets()
        if isinstance(one, QFileDialog) and one.isVisible()
    ]  # fmt: skip
    return found


def put_away(dialog: QFileDialog) -> None:
    dialog.reject()
    settle()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    settle()


def save_as_pdf(over: QWidget) -> QFileDialog:
    SystemPlaces().ask(over, "Report.pdf", lambda _path: None)
    return the_dialog()


def save_in(folder: Path, over: QWidget) -> None:
    dialog = save_as_pdf(over)
    dialog.setDirectory(str(folder))
    dialog.selectFile("Report.pdf")
    dialog.accept()
    settle()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def where(dialog: QFileDialog) -> Path:
    found = Path(dialog.directory().absolutePath())
    put_away(dialog)
    return found


def folders_in(program: Program) -> str:
    return program.window.inside._desk.school.signed_in.store.note(NOTE)  # type: ignore[union-attr]


def test_a_dialog_opens_where_the_last_of_its_sort_went_for_her_alone(
    stage: Stage, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / SAYS_WHO
    folder.mkdir()
    program = stage.signed_in("ict")
    inside = program.window.inside
    save_in(folder, inside)
    assert where(save_as_pdf(inside)) == folder
    # Another sort of thing begins with her documents.
    FileChoice(inside, "The class list", "Class lists (*.csv)").browse()
    assert where(the_dialog()) != folder
    assert json.loads(folders_in(program)) == {"Save as PDF": str(folder)}
    # Whoever signs in after her knows nothing of it; she does, also at another start.
    program.sign_out()
    settle()
    assert last_folders().start("Save as PDF") != str(folder)
    stage.signed_in("teacher1")
    settle()
    assert last_folders().start("Save as PDF") != str(folder)
    stage.signed_in("ict")
    qtbot.waitUntil(lambda: last_folders().start("Save as PDF") == str(folder))


def test_no_folder_is_written_down_where_others_read_it(
    stage: Stage, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / SAYS_WHO
    folder.mkdir()
    program = stage.signed_in("ict")
    save_in(folder, program.window.inside)
    put_away(save_as_pdf(program.window.inside))
    kept = QSettings(QSettings.Scope.UserScope, "QtProject")
    kept.sync()
    assert not [name for name in kept.allKeys() if "Amelia" in str(kept.value(name))]
    program.finish()
    settle()
    for path in tmp_path.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert b"Amelia Okafor" not in content, path
            assert b"Amelia%20Okafor" not in content, path


def test_a_folder_that_is_not_there_or_does_not_answer_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders = LastFolders()
    folders.chose("A", tmp_path / "gone")
    usual = folders.start("B")
    assert folders.start("A") == usual
    stalled, waits = tmp_path / "share", threading.Event()
    stalled.mkdir()
    is_dir = Path.is_dir

    def slow(self: Path) -> bool:
        if self == stalled:
            waits.wait(5)
        return is_dir(self)

    monkeypatch.setattr(Path, "is_dir", slow)
    folders.chose("A", stalled)
    try:
        assert folders.start("A") == usual
    finally:
        waits.set()


def test_where_the_program_lies_is_never_remembered(tmp_path: Path) -> None:
    folders, kept = LastFolders(), []
    folders.begin(kept.append)
    own = Path(trent_desktop.__file__).parent
    folders.chose("A", own)
    assert kept == []
    assert not Path(folders.start("A")).is_relative_to(own.parent)


def test_without_any_of_the_usual_folders_it_is_her_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_is_there", lambda _folder: False)
    assert LastFolders().start("A") == str(Path.home())


@pytest.mark.parametrize("kept", ["", "{", "[1]", '{"A": 3, "B": "/"}'])
def test_what_was_kept_may_be_anything(kept: str) -> None:
    folders = LastFolders()
    folders.bring(kept)
    folders.start("A")
    assert "A" not in folders._folders
