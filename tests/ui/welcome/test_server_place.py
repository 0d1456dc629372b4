"""Setting a school up on a database server: who it is, and its password, by pressing and typing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from tests.gallery.stage import Stage, settle
from trent_desktop.school.setting_up.place_check import PlaceLine, PlaceReport
from ui.components.words import Words
from ui.welcome.set_up_pages import PlaceStep

OFFERED = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"


@pytest.fixture
def page(stage: Stage) -> PlaceStep:
    shown = PlaceStep()
    stage.keep(shown)
    settle()
    return shown


def test_the_fingerprint_is_confirmed_once_and_the_password_is_no_part_of_the_address(
    page: PlaceStep,
) -> None:
    assert not page.server.isVisible()
    page.kind.choose("server")
    page.kind.changed.emit("server")
    settle()
    assert page.server.password.isVisible()
    assert not page.server.trusted.isVisible()
    QTest.keyClicks(page.field, "postgresql://larkfield@db.example/larkfield")
    QTest.keyClicks(page.server.password.field, "of-the-database")
    line = PlaceLine("Certificate", False, "Its fingerprint (SHA-256): 12:34")
    page.show_report(PlaceReport((line,), offered=OFFERED))
    settle()
    assert page.server.typed() == ("of-the-database", "")
    assert page.server.trusted.isVisible()
    tick = page.server.trusted.findChildren(QAbstractButton)[0]
    QTest.mouseClick(tick, Qt.MouseButton.LeftButton, pos=tick.rect().center())
    settle()
    assert page.server.typed() == ("of-the-database", OFFERED)
    # Tried again with it, nothing is offered any more, and it stays ticked.
    page.show_report(PlaceReport((PlaceLine("Connection", True, "It answers."),)))
    assert page.server.typed() == ("of-the-database", OFFERED)
    # Another address is another server.
    QTest.keyClick(page.field, Qt.Key.Key_X)
    settle()
    assert page.server.certificate == ""
    assert not page.server.trusted.isVisible()


def test_a_server_is_asked_for_as_a_server_and_a_folder_as_a_folder(page: PlaceStep) -> None:
    def asked() -> str:
        return " ".join(words.text() for words in page.block.findChildren(Words))

    assert "folder" in asked()
    assert "database" not in asked()
    page.kind.choose("server")
    page.kind.changed.emit("server")
    assert "database" in asked()
    assert "folder" not in asked()
    assert "server" in page.field.accessibleDescription()
