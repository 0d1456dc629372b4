"""What a lesson that is being written could lose: words, pictures, its draft."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QObject, QUrl
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from tests.fake_screens import BOARD, LAPTOP
from tests.gallery.stage import Stage, settle
from tests.lessons.test_packs import SVG
from tests.ui.lessons.classroom import click, room
from tests.ui.lessons.test_writing import drop, one_more_slide, writer
from trent_desktop.lessons.drafts import LessonDraft
from trent_desktop.lessons.faults import PackRefused
from ui.background import Operation
from ui.lessons.room import LessonsPage
from ui.lessons.writing import WritingPage
from ui.program import Program


def begun(stage: Stage) -> tuple[Program, LessonsPage, WritingPage]:
    """A lesson that is being written, with one slide more than was offered."""
    program, page = room(stage, LAPTOP, BOARD)
    click(page.front.write)
    editor = writer(page)
    one_more_slide(editor)
    return program, page, editor


def test_what_is_typed_while_it_is_being_kept_is_kept_too(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    program, page, editor = begun(stage)
    library = page.desk.school.lessons
    save = library.save

    def slowly(text: str, pictures: dict[str, bytes], **more: object) -> object:
        editor.text.moveCursor(QTextCursor.MoveOperation.End)
        QTest.keyClicks(editor.text, "Often: They shout.")
        editor.look_again()  # as a moment later
        assert not editor.keep.isEnabled()  # a second press would make a second lesson
        return save(text, pictures, **more)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(library, "save", slowly)
        click(editor.keep)
    assert writer(page) is editor
    assert "without what you typed meanwhile" in program.window.inside.said
    page.keep()
    (draft,) = library_drafts(page)
    assert "They shout." in draft.text
    (own,) = library.own()
    assert "They shout." not in own.pack.text
    assert editor.keep.text() == "Keep the changes"
    editor.text.setPlainText(
        editor.text.toPlainText().replace(":::Often: They shout.", "Often: They shout.\n:::")
    )
    editor.look_again()
    click(editor.keep)
    (own,) = library.own()
    assert "They shout." in own.pack.text
    assert library_drafts(page) == ()


@pytest.mark.parametrize("typed", ["", "Often: They shout."])
def test_who_leaves_while_it_is_being_kept_finds_no_draft_of_it_and_loses_nothing(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    program, page, editor = begun(stage)
    library = page.desk.school.lessons
    save = library.save

    def slowly(text: str, pictures: dict[str, bytes], **more: object) -> object:
        QTest.keyClicks(editor.text, typed)
        editor._leave()
        QApplication.sendPostedEvents(editor, QEvent.Type.DeferredDelete)
        assert not isValid(editor)
        return save(text, pictures, **more)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(library, "save", slowly)
        editor.save()
        settle()
    (own,) = library.own()
    assert "Kept for the whole school" in program.window.inside.said
    kept = library_drafts(page)
    assert len(kept) == (1 if typed else 0)
    for draft in kept:
        assert typed in draft.text
        assert (draft.replaces, draft.version) == (own.id, own.version)


def test_every_picture_of_several_is_taken(stage: Stage, tmp_path: Path) -> None:
    _, page = room(stage, LAPTOP, BOARD)
    click(page.front.write)
    editor = writer(page)
    names = ("my-hen.svg", "my-cow.svg")
    for name in names:
        (tmp_path / name).write_bytes(SVG)
    dragged = QMimeData()
    dragged.setUrls([QUrl.fromLocalFile(str(tmp_path / name)) for name in names])
    editor.text.insertFromMimeData(dragged)
    settle()
    assert set(names) <= set(editor._pictures)
    assert "(my-hen)" in editor.text.toPlainText()
    assert "(my-cow)" in editor.text.toPlainText()


def library_drafts(page: LessonsPage) -> tuple[LessonDraft, ...]:
    return page.desk.school.lesson_drafts.all()


def test_a_picture_on_a_slow_share_is_read_behind_the_window(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, page = room(stage, LAPTOP, BOARD)
    click(page.front.write)
    editor = writer(page)
    (tmp_path / "dog.svg").write_bytes(SVG)
    waiting: list[Callable[[], object]] = []
    run = page.desk.background.run

    def later(work: Callable[[], object], *, parent: QObject) -> Operation[object]:
        waiting.append(work)
        return Operation(parent)

    monkeypatch.setattr(page.desk.background, "run", later)
    drop(editor, tmp_path / "dog.svg")
    monkeypatch.setattr(page.desk.background, "run", run)
    work = waiting[0]
    (tmp_path / "dog.svg").unlink()
    with pytest.raises(PackRefused, match="cannot be opened"):  # it was not read before
        work()
