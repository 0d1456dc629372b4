"""Purposes of pictures by clicks: one added, one left out, one of the school's own, and walls."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.gallery.stage import Stage, settle
from tests.ui.agreements.desks import at, press
from trent_desktop.agreements.kinds import Consent, Kind
from ui.agreements.wording.page import WordingPage
from ui.agreements.wording.purposes_page import PurposesPage
from ui.agreements.wording.purposes_sheet import PurposesSheet


def opened(page: WordingPage) -> PurposesPage:
    page.show_languages(Kind.CONSENTS)
    press(page.purposes_row)
    assert page.purposes is not None
    return page.purposes


def sheet_of(purposes: PurposesPage) -> PurposesSheet:
    press(purposes.save)
    assert purposes.sheet is not None
    return purposes.sheet


def test_purposes_are_added_and_left_out_by_clicks(stage: Stage) -> None:
    _, page = at(stage, "wording", WordingPage)
    wordings = page.desk.school.agreements.wordings
    before = wordings.current(Kind.CONSENTS).number
    purposes = opened(page)
    rows = purposes.purposes.rows()
    press(rows[Consent.SOCIAL_MEDIA.value])
    press(rows[Consent.PRESS.value])
    sheet = sheet_of(purposes)
    press(sheet.put_off)
    assert wordings.current(Kind.CONSENTS).number == before
    press(sheet_of(purposes).go_on)
    now = wordings.current(Kind.CONSENTS)
    asked = {one.consent for one in now.wording.asked}
    assert now.number > before
    assert Consent.SOCIAL_MEDIA in asked
    assert Consent.PRESS not in asked
    assert wordings.current(Kind.CONSENTS, "ur").suits_english

    # What a field still needs is said at the field, and what was typed stays.
    purposes = page.purposes
    assert purposes is not None
    assert not purposes.purposes.rows()[Consent.PRESS.value].isChecked()
    QTest.keyClicks(purposes.words, "My child may be in the yearbook.")
    press(purposes.save)
    assert purposes.sheet is None
    assert purposes.name_block.error.text() == "Give it a name."
    QTest.keyClicks(purposes.name, "Yearbook")
    QTest.keyClicks(purposes.walls, "Our DPO, 20 November")
    assert not purposes.purposes.rows()[Consent.PHOTOGRAPHS.value].isEnabled()
    press(sheet_of(purposes).go_on)
    settle()
    # The first row can be ticked no more: the keyboard is at the first that can.
    purposes = page.purposes
    assert purposes is not None
    focus = QApplication.focusWidget()
    first = next(row for row in purposes.purposes.rows().values() if row.isEnabled())
    assert focus is first
    was = first.isChecked()
    QTest.keyClick(first, Qt.Key.Key_Space)
    assert first.isChecked() is not was
    QTest.keyClick(first, Qt.Key.Key_Space)
    asked = {one.consent: one.words for one in wordings.current(Kind.CONSENTS).wording.asked}
    assert asked[Consent.OWN_1] == "My child may be in the yearbook."
    assert Consent.PHOTOGRAPHS not in asked
    register = page.desk.school.agreements.register
    line = register.everybody()[0].lines[0]
    assert (line.answers[0].said, line.answers[-1].title) == ("Needs none", "Yearbook")


def test_whoever_may_not_change_wordings_only_looks(stage: Stage) -> None:
    _, page = at(stage, "wording", WordingPage, "teacher1")
    purposes = opened(page)
    assert purposes.save.isHidden()
    focus = QApplication.focusWidget()
    assert focus is not None
    assert page.isAncestorOf(focus)
    assert focus.isVisible()
    assert focus.isEnabled()
    assert not purposes.walls.isEnabled()
