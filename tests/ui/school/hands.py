"""What a person does in the School room: presses what it says, and types."""

from __future__ import annotations

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from tests.gallery.stage import settle
from tests.ui.school.test_members import press
from ui.components.sheets import Sheet
from ui.components.words import Words


def named(place: QWidget, words: str) -> QAbstractButton:
    """The button below ``place`` that is seen and says this."""
    seen = [one for one in place.findChildren(QAbstractButton) if one.isVisible()]
    found = [one for one in seen if one.accessibleName() == words]
    assert len(found) == 1, f"{words!r} among {[one.accessibleName() for one in seen]}"
    return found[0]


def press_named(place: QWidget, words: str) -> None:
    press(named(place, words))


def type_into(field: QLineEdit, words: str) -> None:
    """Click into a field and type over what is there."""
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, words)
    settle()


def open_sheet(place: QWidget) -> Sheet:
    """The sheet that lies over the window."""
    return next(one for one in place.window().findChildren(Sheet) if one.isVisible())


def no_sheet(place: QWidget) -> bool:
    return not any(one.isVisible() for one in place.window().findChildren(Sheet))


def read(place: QWidget) -> str:
    """All that is to be read below ``place``."""
    return "\n".join(one.text() for one in place.findChildren(Words) if one.isVisible())


def read_buttons(place: QWidget) -> set[str]:
    """What the buttons below ``place`` say."""
    return {one.accessibleName() for one in place.findChildren(QAbstractButton) if one.isVisible()}
