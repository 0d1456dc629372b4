"""The walk finds what it looks for."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.gallery.by_tab import MadeAnew, begins_wrong, gone_from_their_places, places
from tests.gallery.stage import settle
from ui.components.buttons import DangerButton
from ui.shell.banner import AwayStrip


class Page(QWidget):
    """A line for a message, a button, a line for another message, and room below."""

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.above, self.below = QLabel("It is kept."), QLabel("It is sent.")
        self.button = QPushButton("Send")
        for part in (self.above, self.button, self.below):
            self.column.addWidget(part)
        self.column.addStretch(1)
        self.above.hide()
        self.below.hide()
        self.resize(300, 300)

    def anew(self, *words: str) -> None:
        """The button is made anew, as the rows of a list are."""
        self.button.deleteLater()
        for place, one in enumerate(words, start=1):
            self.column.insertWidget(place, QPushButton(one))


@pytest.mark.parametrize(
    ("happens", "moved"),
    [
        (lambda page: page.below.show(), 0),
        (lambda page: page.above.show(), 1),
        (lambda page: page.button.hide(), 0),  # it is not there: nothing is pressed by mistake
        (lambda page: page.anew("Send"), 0),
        (lambda page: page.anew("Another", "Send"), 1),
        (lambda page: page.anew("Send", "Another"), 0),
    ],
    ids=["below it", "above it", "gone", "made anew", "another before it", "another after it"],
)
def test_what_moves_is_found_and_what_stays_is_not(
    happens: Callable[[Page], None], moved: int, qtbot: QtBot
) -> None:
    page = Page()
    qtbot.addWidget(page)
    page.show()
    settle()
    stood = places([page.button], page)
    happens(page)
    settle()
    found = gone_from_their_places(stood, page)
    assert len(found) == moved
    assert all("'Send' moved 0 px across and" in one for one in found)


def test_where_the_keyboard_may_not_be_when_a_screen_opens(qtbot: QtBot) -> None:
    window = QWidget()
    column = QVBoxLayout(window)
    nothing, takes, safe = QLabel("Words."), DangerButton("Remove it"), QPushButton("Keep it")
    strip = AwayStrip()
    strip.layout().addWidget(beside := QPushButton("Open it"))  # type: ignore[union-attr]
    for part in (nothing, takes, safe, strip):
        column.addWidget(part)
    strip.come()
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitActive(window)
    wrong = {}
    for part in (takes, safe, beside):
        part.setFocus()
        wrong[part] = begins_wrong(window)
    assert wrong[takes] == ["Enter takes something away: DangerButton 'Remove it'"]
    assert wrong[safe] == []
    assert wrong[beside] == ["it is beside the page: QPushButton 'Open it'"]
    beside.clearFocus()
    assert begins_wrong(window) == ["nothing has the keyboard"]


def test_what_is_made_anew_is_found_also_where_it_looks_the_same(qtbot: QtBot) -> None:
    page = Page()
    qtbot.addWidget(page)
    offers = QComboBox()
    page.column.addWidget(offers)
    offers.addItems(["Class 1", "Class 2"])
    toast = QWidget(page)
    toast.setObjectName("toast")
    said = QLabel("Saved.", toast)
    page.show()
    settle()
    anew = MadeAnew(page)
    said.deleteLater()
    page.below.show()
    offers.addItem("Class 3")
    settle()
    assert anew.found() == []  # notices go by themselves, and what comes is no harm
    page.anew("Send")
    offers.clear()
    settle()
    (found,) = anew.found()
    assert "QPushButton 'Send'" in found
    assert "QComboBox" in found
