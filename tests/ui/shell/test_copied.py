"""What is copied out of the program is kept in no history of the clipboard."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from tests.gallery.stage import settle
from ui.components.fields import TextField
from ui.components.secret_clipboard import MARKS, MarkedClipboard, put_words
from ui.journeys.plain_text import PlainArea


def test_what_is_copied_is_marked_for_no_history(qapp: QApplication) -> None:
    clipboard = QGuiApplication.clipboard()
    field = TextField(name="Words")

    def marked() -> bool:
        return all(kind in clipboard.mimeData().formats() for kind in MARKS)

    put_words("example.org")
    assert clipboard.text() == "example.org"
    assert marked()
    keeper = MarkedClipboard(qapp, lambda: True)
    field.setText("Aisha wrote to him")
    field.selectAll()
    field.copy()
    settle()
    assert clipboard.text() == "Aisha wrote to him"
    assert marked()
    rich = QMimeData()
    rich.setHtml("<b>Aisha</b>")
    rich.setText("Aisha")
    clipboard.setMimeData(rich)
    settle()
    assert clipboard.mimeData().html() == "<b>Aisha</b>"
    assert marked()
    keeper.deleteLater()
    field.deleteLater()
    clipboard.clear()
    settle()


def test_what_a_key_copies_is_never_there_without_its_marks(qapp: QApplication) -> None:
    """A history that looks at once finds nothing to keep, whatever the words were selected in."""
    clipboard = QGuiApplication.clipboard()
    seen: list[tuple[str, bool]] = []

    def look() -> None:
        given = cast("QMimeData | None", clipboard.mimeData())
        if given is not None:  # it was not cleared
            seen.append((given.text(), all(kind in given.formats() for kind in MARKS)))

    clipboard.clear()
    line, area, label = TextField(name="Words"), PlainArea(name="Words"), QLabel("Aisha Okoro")
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    label.setSelection(0, 5)
    line.setText("Aisha")
    line.selectAll()
    area.setPlainText("Aisha\nand Sam")
    area.selectAll()
    clipboard.dataChanged.connect(look)
    keeper = MarkedClipboard(qapp, lambda: True)
    command = Qt.KeyboardModifier.ControlModifier
    for field, words in ((line, "Aisha"), (area, "Aisha\nand Sam"), (label, "Aisha")):
        field.show()
        QTest.keyClick(field, Qt.Key.Key_C, command)
        settle()
        assert seen == [(words, True)]
        seen.clear()
    for field in (line, area):
        QTest.keyClick(field, Qt.Key.Key_X, command)
    settle()
    assert seen == [("Aisha", True), ("Aisha\nand Sam", True)]
    assert (line.text(), area.toPlainText()) == ("", "")
    line.undo()
    area.undo()
    assert (line.text(), area.toPlainText()) == ("Aisha", "Aisha\nand Sam")
    seen.clear()
    line.setEchoMode(TextField.EchoMode.Password)
    line.selectAll()
    area.setReadOnly(True)
    area.selectAll()
    QTest.keyClick(line, Qt.Key.Key_C, command)
    QTest.keyClick(area, Qt.Key.Key_X, command)
    settle()
    assert all(marked for _words, marked in seen)
    assert "Aisha" not in [words for words, _marked in seen]
    assert (line.text(), area.toPlainText()) == ("Aisha", "Aisha\nand Sam")
    keeper.deleteLater()
    settle()
    for field in (line, area, label):
        field.deleteLater()
    clipboard.dataChanged.disconnect(look)
    clipboard.clear()
    settle()
