"""The editor of a wording, as a person opens it, types in it and reads its page."""

from __future__ import annotations

from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.gallery.stage import Stage
from tests.ui.agreements.desks import at, press
from trent_desktop.agreements.kinds import Kind
from trent_desktop.agreements.wording.languages import our_text
from ui.agreements.wording.editor import WordingEditor
from ui.agreements.wording.page import WordingPage
from ui.components.buttons import PrimaryButton
from ui.components.sheets import Sheet
from ui.program import Program


def open_text(page: WordingPage, kind: Kind, code: str = "en") -> WordingEditor:
    """Through the rows, as a person goes."""
    press(page.kind_rows[kind])
    press(page.language_rows[code])
    assert page.editor is not None
    return page.editor


def opened(
    stage: Stage, kind: Kind, code: str = "en", who: str = "ict"
) -> tuple[Program, WordingPage, WordingEditor]:
    program, page = at(stage, "wording", WordingPage, who)
    return program, page, open_text(page, kind, code)


def put_cursor(editor: WordingEditor, start_of_line: str) -> int:
    """To the end of the first line that begins so. The number of the line."""
    lines = editor.text.toPlainText().split("\n")
    number = next(at for at, line in enumerate(lines, 1) if line.startswith(start_of_line))
    editor.text.go_to_line(number)
    cursor = editor.text.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    editor.text.setTextCursor(cursor)
    return number


def type_at(editor: WordingEditor, start_of_line: str, words: str) -> int:
    """Type behind a line's last word. The number of the line."""
    number = put_cursor(editor, start_of_line)
    QTest.keyClicks(editor.text, words)
    return number


def page_says(editor: WordingEditor) -> str:
    """The words of the page in sight: the preview is a PDF, and this is its text."""
    return editor.view.pages.accessibleDescription()


def wait_for(qtbot: QtBot, editor: WordingEditor, words: str) -> None:
    qtbot.waitUntil(lambda: words in page_says(editor), timeout=5_000)


def agree(page: QWidget, kind: type[QPushButton] = PrimaryButton) -> None:
    """Press the act of the sheet that asks."""
    sheet = next(one for one in page.window().findChildren(Sheet) if one.isVisible())
    press(next(one for one in sheet.findChildren(kind) if one.isVisible()))


def change_english(page: WordingPage, kind: Kind) -> None:
    """The school changes the English, elsewhere."""
    wordings = page.desk.school.agreements.wordings
    wordings.save(kind, "en", our_text(kind, "en").replace("online", "on the internet", 1))
