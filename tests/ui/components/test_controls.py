"""Buttons, fields and choices: how they answer keyboard and mouse, and what they never do."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ui.components.buttons import PrimaryButton, SecondaryButton
from ui.components.choices import Option, RadioGroup, TickGroup
from ui.components.fields import MOST_PASTED, FieldBlock, PasswordField, TextArea, TextField
from ui.components.focus import FocusRing
from ui.components.text import lay_out
from ui.components.words import Words
from ui.theme import Theme, look
from ui.theme.tokens import FOCUS_GAP, FOCUS_WIDTH

Show = Callable[..., QWidget]


def test_enter_and_space_both_press_a_button(qtbot: QtBot, column_of: Show) -> None:
    button = PrimaryButton("Send report")
    column_of(button)
    button.setFocus()
    presses: list[str] = []
    button.clicked.connect(lambda: presses.append("pressed"))
    QTest.keyClick(button, Qt.Key.Key_Space)
    QTest.keyClick(button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(presses) == 2)


def test_the_focus_ring_is_outside_the_control_and_moves_nothing(
    qtbot: QtBot, column_of: Show, focus_ring: FocusRing
) -> None:
    first, second = PrimaryButton("Continue"), SecondaryButton("Save and finish later")
    holder = column_of(first, second)
    before = (first.geometry(), second.geometry())
    first.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(first, Qt.Key.Key_Shift)
    qtbot.waitUntil(lambda: focus_ring.shown_for is first)
    ring = holder.findChild(QWidget, "focusRing")
    assert ring is not None
    reach = FOCUS_GAP + FOCUS_WIDTH
    assert ring.geometry() == first.geometry().adjusted(-reach, -reach, reach, reach)
    assert (first.geometry(), second.geometry()) == before
    seen = holder.grab().toImage()
    at = first.geometry().topLeft() + QPoint(first.width() // 2, -FOCUS_GAP - 2)
    assert seen.pixelColor(at).name() == "#ffb000"


def test_the_ring_is_for_the_keyboard_and_for_fields(
    qtbot: QtBot, column_of: Show, focus_ring: FocusRing
) -> None:
    button, field = PrimaryButton("Continue"), TextField(name="Where was it?")
    column_of(button, field)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    button.setFocus()
    assert focus_ring.shown_for is None
    qtbot.mouseClick(field, Qt.MouseButton.LeftButton)
    field.setFocus()
    qtbot.waitUntil(lambda: focus_ring.shown_for is field)
    QTest.keyClick(field, Qt.Key.Key_Backtab)
    qtbot.waitUntil(lambda: focus_ring.shown_for is button)


def test_a_ring_goes_with_its_control(qtbot: QtBot, column_of: Show, focus_ring: FocusRing) -> None:
    button = PrimaryButton("Continue")
    column_of(button)
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Shift)
    qtbot.waitUntil(lambda: focus_ring.shown_for is button)
    button.hide()
    assert focus_ring.shown_for is None


def test_what_was_typed_is_shown_as_typed() -> None:
    words = Words("<b>Reported</b> &amp; <img src='x'>")
    assert words.textFormat() is Qt.TextFormat.PlainText
    assert words.text() == "<b>Reported</b> &amp; <img src='x'>"


def test_a_word_longer_than_the_window_is_broken_not_cut() -> None:
    block = lay_out("a" * 400, look().font("body"), 200)
    assert block.lines > 5
    assert block.width <= 200


def test_labels_say_how_high_they_must_be(qtbot: QtBot, column_of: Show) -> None:
    words = Words("Seen something wrong online, or has somebody told you? " * 4)
    column_of(words)
    assert words.height() >= words.heightForWidth(words.width())
    look().dress(Theme("light", 2.0, motion=False))
    qtbot.waitUntil(lambda: words.height() >= words.heightForWidth(words.width()))


def test_the_eye_shows_and_hides_the_password(qtbot: QtBot, column_of: Show) -> None:
    field = PasswordField()
    column_of(field)
    field.field.setText("four words together")
    assert field.field.echoMode() is QLineEdit.EchoMode.Password
    field.eye.click()
    assert field.field.echoMode() is QLineEdit.EchoMode.Normal
    assert field.eye.accessibleName() == "Hide the password"
    field.clear()
    assert field.field.echoMode() is QLineEdit.EchoMode.Password


def test_caps_lock_gives_itself_away(qtbot: QtBot, column_of: Show) -> None:
    field = PasswordField()
    holder = column_of(field)
    hint = next(w for w in holder.findChildren(Words) if "Caps Lock" in w.text())
    QTest.keyClicks(field.field, "A")  # a capital without Shift
    assert hint.isVisible()
    QTest.keyClicks(field.field, "a")
    assert not hint.isVisible()
    QTest.keyClicks(field.field, "A", Qt.KeyboardModifier.ShiftModifier)
    assert not hint.isVisible()


def test_an_error_stands_between_label_and_field_and_is_read_aloud(
    qtbot: QtBot, column_of: Show
) -> None:
    field = TextField(name="Where was it?")
    block = FieldBlock("Where was it?", field, hint="Paste the address")
    column_of(block)
    height = field.height()
    assert not block.error.isVisible()
    block.show_error("Say where the class saw it")
    assert block.error.isVisible()
    said = "Paste the address Error: Say where the class saw it"
    assert field.accessibleDescription() == said
    assert field.property("invalid") is True
    qtbot.waitUntil(lambda: field.y() > block.error.y())
    assert field.height() == height, "the thicker edge must not make the field higher"
    block.show_error("")
    assert not block.error.isVisible()
    assert field.accessibleDescription() == "Paste the address"


def test_tab_leaves_a_text_area_and_the_area_grows_with_its_words(
    qtbot: QtBot, column_of: Show
) -> None:
    area, after = TextArea(name="What was seen", lines=3, most=6), PrimaryButton("Continue")
    column_of(area, after)
    area.setFocus()
    before = area.height()
    area.setPlainText("\n".join("line" for _ in range(5)))
    assert area.height() > before
    area.setPlainText("\n".join("line" for _ in range(50)))
    assert area.height() < 2.5 * before
    QTest.keyClick(area, Qt.Key.Key_Tab)
    qtbot.waitUntil(after.hasFocus)
    assert "\t" not in area.toPlainText()


def test_the_whole_row_of_a_choice_can_be_hit(qtbot: QtBot, column_of: Show) -> None:
    group = RadioGroup([Option("yes", "Yes"), Option("no", "No", "Nobody saw it")], name="Seen?")
    column_of(group)
    row = group.rows()["no"]
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton, pos=QPoint(row.width() - 4, 4))
    assert group.value() == "no"
    assert row.height() >= 44
    assert row.accessibleDescription() == "Nobody saw it"
    group.choose("")
    assert group.value() == ""


def test_ticks_come_back_in_the_order_shown(qtbot: QtBot, column_of: Show) -> None:
    group = TickGroup([Option(name, name.title()) for name in "abc"], name="Which?")
    column_of(group)
    told: list[tuple[str, ...]] = []
    group.changed.connect(lambda: told.append(group.values()))
    group.rows()["c"].click()
    group.rows()["a"].click()
    assert group.values() == ("a", "c")
    assert told == [("c",), ("a", "c")]
    group.choose(["b"])
    assert group.values() == ("b",)


def test_a_whole_book_that_is_pasted_by_mistake_does_not_stop_the_window(
    column_of: Show,
) -> None:
    area = TextArea(name="Names, one on each line")
    column_of(area)
    content = QMimeData()
    content.setText("Ngozi Hart\n" * 100_000)
    content.setHtml("<b>Ngozi Hart</b>")
    area.insertFromMimeData(content)
    assert len(area.toPlainText()) == MOST_PASTED
    assert area.toPlainText().startswith("Ngozi Hart\nNgozi")
    area.undo()
    assert area.toPlainText() == ""
