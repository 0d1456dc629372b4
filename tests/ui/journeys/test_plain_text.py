"""Fields take words and nothing else."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from trent_desktop.reports.stop.text_only import refusal
from ui.journeys.direction import isolated, joined
from ui.journeys.plain_text import (
    NO_FILE,
    NO_PICTURE,
    STOP_NO_FILE,
    STOP_NO_PICTURE,
    PlainArea,
    PlainField,
    words_in,
)


def picture() -> QMimeData:
    content = QMimeData()
    image = QImage(4, 4, QImage.Format.Format_RGB32)
    image.fill(0)
    content.setImageData(image)
    return content


def file() -> QMimeData:
    content = QMimeData()
    content.setUrls([QUrl.fromLocalFile("/home/somebody/picture.png")])
    content.setText("/home/somebody/picture.png")
    return content


def formatted() -> QMimeData:
    content = QMimeData()
    content.setHtml("<b>Only</b> <i>words</i>")
    content.setText("Only words")
    return content


def test_what_a_clipboard_may_give() -> None:
    assert words_in(picture(), text_only=False, refuse=lambda _: "") == ("", NO_PICTURE)
    assert words_in(picture(), text_only=True, refuse=refusal) == ("", STOP_NO_PICTURE)
    assert words_in(file(), text_only=False, refuse=lambda _: "") == ("", NO_FILE)
    assert words_in(file(), text_only=True, refuse=refusal) == ("", STOP_NO_FILE)
    assert words_in(formatted(), text_only=True, refuse=refusal) == ("Only words", "")


@pytest.mark.parametrize("make", [PlainField, PlainArea])
def test_a_paste_gives_words_or_a_sentence(
    qtbot: QtBot, make: Callable[..., PlainField | PlainArea]
) -> None:
    field = make(name="Words", text_only=True, refuse=refusal)
    qtbot.addWidget(field)
    field.show()
    said: list[str] = []
    field.refused.connect(said.append)
    clipboard = QGuiApplication.clipboard()
    for content in (picture(), file()):
        clipboard.setMimeData(content)
        QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert said == [STOP_NO_PICTURE, STOP_NO_FILE]
    clipboard.setText("see example.net/volcano")
    QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert len(said) == 3
    assert "example[.]net" in said[-1]
    clipboard.setMimeData(formatted())
    QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    text = field.text() if isinstance(field, PlainField) else field.toPlainText()
    assert text == "Only words"
    assert len(said) == 3


def test_nothing_can_be_dropped_into_a_field(qtbot: QtBot) -> None:
    area = PlainArea(name="Words")
    qtbot.addWidget(area)
    enter = QDragEnterEvent(
        QPoint(3, 3),
        Qt.DropAction.CopyAction,
        formatted(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    enter.ignore()
    area.dragEnterEvent(enter)
    assert not enter.isAccepted()
    content = formatted()
    area.dropEvent(
        QDropEvent(
            QPointF(3, 3),
            Qt.DropAction.CopyAction,
            content,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    assert area.toPlainText() == ""
    assert not area.acceptDrops()
    assert not area.viewport().acceptDrops()


def test_a_line_stays_one_line(qtbot: QtBot) -> None:
    field = PlainField(name="Words")
    qtbot.addWidget(field)
    QGuiApplication.clipboard().setText("one\ntwo\r\n")
    field.paste_plain()
    assert field.text() == "one two"


def test_a_hundred_thousand_characters_are_taken(qtbot: QtBot) -> None:
    area = PlainArea(name="Words")
    qtbot.addWidget(area)
    QGuiApplication.clipboard().setText("volcano " * 12_500)
    QTest.keyClick(area, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert len(area.toPlainText()) == 100_000


def test_right_to_left_names_do_not_turn_a_sentence_round() -> None:
    assert isolated("Zoë O'Neill") == "Zoë O'Neill"
    assert isolated("محمد حسن") == "\u2068محمد حسن\u2069"
    assert joined("TR-1", "", "محمد") == "TR-1 · \u2068محمد\u2069"
