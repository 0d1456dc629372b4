"""Layouts that reflow, rows, sheets and notices."""

from __future__ import annotations

import pytest
from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    QStringListModel,
    Qt,
)
from PySide6.QtGui import QImage, QRegion
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.components.buttons import PrimaryButton
from ui.components.cards import Card
from ui.components.doors import Door
from ui.components.fields import TextField
from ui.components.figures import Bar, Bars
from ui.components.lists import FACE, RowList
from ui.components.marks import Chip
from ui.components.pages import EqualColumns, Flow, ScrollPage
from ui.components.rows import RowFace
from ui.components.sheets import Sheet, ask
from ui.components.toasts import Toasts
from ui.theme import Theme, Tone, look

AnyIndex = QModelIndex | QPersistentModelIndex


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    holder = QWidget()
    QVBoxLayout(holder)
    qtbot.addWidget(holder)
    holder.resize(900, 600)
    holder.show()
    qtbot.waitExposed(holder)
    return holder


def doors(holder: QWidget) -> list[Door]:
    columns = EqualColumns(narrowest=230)
    made = [
        Door("Report something", "It takes a minute.", "flag-fill", shortcut="Ctrl + R"),
        Door("Teach a SMART lesson", "Full screen on the whiteboard, notes here.", "play-fill"),
        Door("Print agreements", "For a child.", "printer-fill"),
    ]
    for door in made:
        columns.addWidget(door)
    inner = QWidget()
    inner.setLayout(columns)
    layout = holder.layout()
    assert layout is not None
    layout.addWidget(inner)
    return made


def test_the_three_doors_are_equally_wide_and_high(window: QWidget, qtbot: QtBot) -> None:
    made = doors(window)
    qtbot.waitUntil(lambda: made[2].x() > made[1].x() > made[0].x())
    widths = {door.width() for door in made}
    assert max(widths) - min(widths) <= 1
    assert len({door.height() for door in made}) == 1
    assert len({door.y() for door in made}) == 1


def test_no_door_is_left_alone_in_a_row(window: QWidget, qtbot: QtBot) -> None:
    made = doors(window)
    look().dress(Theme("light", 1.5, motion=False))  # room for two, but there are three
    qtbot.waitUntil(lambda: made[0].y() < made[1].y() < made[2].y())
    assert len({door.width() for door in made}) == 1


def test_chips_have_round_ends(window: QWidget) -> None:
    chip = Chip("Today", Tone.SUN, "clock", parent=window)
    chip.resize(chip.sizeHint())
    picture = QImage(chip.size(), QImage.Format.Format_ARGB32_Premultiplied)
    picture.fill(0)
    chip.render(picture, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)
    middle = picture.height() // 2
    assert picture.pixelColor(1, middle).alpha() > 200
    assert picture.pixelColor(1, 1).alpha() < 30
    assert picture.pixelColor(picture.width() - 2, 1).alpha() < 30


def test_a_flow_starts_a_new_line_when_one_is_full(window: QWidget) -> None:
    holder = QWidget(window)
    layout = Flow(holder, gap=10)
    buttons = [PrimaryButton(f"Button number {number}") for number in range(6)]
    for button in buttons:
        layout.addWidget(button)
    holder.show()
    assert layout.heightForWidth(2000) == buttons[0].heightForWidth(500)
    layout.setGeometry(QRect(0, 0, 400, 400))
    assert all(button.geometry().right() <= 400 for button in buttons)
    assert len({button.y() for button in buttons}) > 1


def test_a_page_scrolls_to_what_has_the_focus(window: QWidget, qtbot: QtBot) -> None:
    page = ScrollPage()
    layout = window.layout()
    assert layout is not None
    layout.addWidget(page)
    for number in range(30):
        page.column.addWidget(TextField(name=f"Field {number}"))
    last = TextField(name="The last")
    page.column.addWidget(last)
    qtbot.waitUntil(lambda: page.verticalScrollBar().maximum() > 0)
    window.activateWindow()
    last.setFocus(Qt.FocusReason.TabFocusReason)

    def in_view() -> bool:
        top = last.mapTo(page.viewport(), last.rect().topLeft()).y()
        return top >= 0 and top + last.height() <= page.viewport().height()

    qtbot.waitUntil(in_view)


class _Model(QStringListModel):
    """Counts how often it is asked for a face."""

    asked = 0

    def data(self, index: AnyIndex, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        if role == FACE:
            self.asked += 1
            return RowFace(f"Row {index.row()}", "detail", "tray", chip="With you")
        return super().data(index, role)


def test_a_list_of_twenty_thousand_asks_for_what_is_in_view(window: QWidget, qtbot: QtBot) -> None:
    rows = RowList(name="Reports")
    model = _Model([str(number) for number in range(20_000)], rows)
    rows.setModel(model)
    layout = window.layout()
    assert layout is not None
    layout.addWidget(rows)
    qtbot.waitUntil(lambda: model.asked > 0)
    rows.grab()
    assert model.asked < 200
    assert rows.sizeHintForIndex(model.index(0)) == rows.sizeHintForIndex(model.index(19_999))


def test_enter_opens_a_row(window: QWidget, qtbot: QtBot) -> None:
    rows = RowList(name="Reports")
    rows.setModel(_Model(["a", "b", "c"], rows))
    layout = window.layout()
    assert layout is not None
    layout.addWidget(rows)
    rows.setCurrentIndex(rows.model().index(0, 0))
    rows.setFocus()
    opened: list[int] = []
    rows.activated.connect(lambda index: opened.append(index.row()))
    QTest.keyClick(rows, Qt.Key.Key_Down)
    QTest.keyClick(rows, Qt.Key.Key_Return)
    assert opened == [1]


def test_a_sheet_keeps_the_keyboard_and_gives_it_back(window: QWidget, qtbot: QtBot) -> None:
    behind = TextField(name="Behind")
    layout = window.layout()
    assert layout is not None
    layout.addWidget(behind)
    window.activateWindow()
    behind.setFocus()
    qtbot.waitUntil(behind.hasFocus)
    done: list[str] = []
    sheet = ask(
        window,
        "Discard this report?",
        "It is gone then.",
        yes="Discard",
        then=lambda: done.append("x"),
    )
    for _ in range(7):
        here = QApplication.focusWidget()
        assert here is not None
        assert sheet.isAncestorOf(here)
        QTest.keyClick(here, Qt.Key.Key_Tab)
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert done == []
    qtbot.waitUntil(behind.hasFocus)
    qtbot.waitUntil(lambda: not window.findChildren(Sheet))


def test_a_sheet_does_what_its_button_says_once(window: QWidget, qtbot: QtBot) -> None:
    done: list[str] = []
    sheet = ask(window, "Discard?", "Gone.", yes="Discard", then=lambda: done.append("x"))
    button = next(b for b in sheet.findChildren(PrimaryButton) if b.text() == "Discard")
    button.click()
    button.click()
    qtbot.waitUntil(lambda: not window.findChildren(Sheet))
    assert done == ["x"]


def test_a_sheet_larger_than_the_window_scrolls(window: QWidget, qtbot: QtBot) -> None:
    sheet = Sheet(window, "Long")
    for number in range(40):
        sheet.column.addWidget(PrimaryButton(f"Number {number}"))
    sheet.open()
    assert sheet.card.height() <= window.height()
    sheet.dismiss()


def test_a_notice_comes_and_goes_and_can_be_followed(window: QWidget) -> None:
    toasts = Toasts(window)
    followed: list[bool] = []
    toasts.say("A new report is waiting for you.", link="Show", then=lambda: followed.append(True))
    assert toasts.words == "A new report is waiting for you."
    toasts._toast.link.click()
    assert followed == [True]
    assert toasts.words == ""
    toasts.say("Saved.")
    toasts._clock.timeout.emit()
    assert toasts.words == ""


def test_a_notice_takes_no_press_and_no_focus_of_anything_else(
    window: QWidget, qtbot: QtBot
) -> None:
    pressed: list[str] = []
    button = PrimaryButton("Give access back", parent=window)
    button.clicked.connect(lambda: pressed.append("button"))
    field = TextField("typed", name="Words", parent=window)
    for widget, top in ((field, 20), (button, window.height() - 60)):
        widget.setGeometry(0, top, window.width(), 48)
        widget.show()
    toasts = Toasts(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    field.setFocus()
    toasts.say("Saved.")
    assert not toasts._toast.geometry().intersects(button.geometry())
    QTest.mouseClick(toasts._toast.close_button, Qt.MouseButton.LeftButton)
    assert toasts.words == ""
    assert field.hasFocus()
    # Where there is no free place, a press goes through the words.
    button.setGeometry(window.rect())
    button.raise_()
    toasts.say("Saved.")
    handle = window.windowHandle()
    at = toasts._toast.words.mapTo(window, toasts._toast.words.rect().center())
    QTest.mouseClick(handle, Qt.MouseButton.LeftButton, pos=at)
    assert pressed == ["button"]
    toasts._toast.close_button.setFocus()
    toasts.clear()
    assert button.hasFocus(), "it was pressed last"


def test_figures_are_read_aloud(window: QWidget) -> None:
    bars = Bars([Bar("With the ICT Lead", 6, Tone.SKY, "desktop")], name="Open reports")
    bars.setParent(window)
    assert bars.accessibleName() == "Open reports. With the ICT Lead: 6"


def test_a_card_s_shadow_belongs_to_the_ground(window: QWidget, qtbot: QtBot) -> None:
    page = ScrollPage()
    card = Card()
    card.setMinimumSize(QSize(200, 100))
    page.column.addWidget(card)
    page.column.addStretch(1)
    layout = window.layout()
    assert layout is not None
    layout.addWidget(page)
    qtbot.waitUntil(lambda: card.width() > 200)
    picture = page.ground.grab().toImage()
    below = card.mapTo(page.ground, card.rect().bottomLeft())
    ratio = picture.devicePixelRatio()
    near = picture.pixelColor(int((below.x() + 60) * ratio), int((below.y() + 4) * ratio))
    far = picture.pixelColor(int((below.x() + 60) * ratio), int((below.y() + 40) * ratio))
    assert near.alpha() > far.alpha() == 0
