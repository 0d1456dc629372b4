"""A copy is put back in the settings: chosen, compared, proved by the password, done."""

from __future__ import annotations

from PySide6.QtTest import QTest

from tests.gallery.stage import Stage
from tests.school.putting_back import listed
from tests.ui.school.test_copies import until
from tests.ui.school.test_members import at, look, press
from trent_desktop.sample.values import SAMPLE_PASSWORD
from ui.school.settings.section import SchoolSettingsPage


def test_the_ict_lead_puts_a_copy_back(stage: Stage) -> None:
    program, page = at(stage, "settings", SchoolSettingsPage)
    school = page.desk.school
    before = listed(school)
    school.settings.change(idle_minutes=7)
    press(page.rows["copies"])
    pages = page.copies.put_back
    assert pages is not None
    until(lambda: pages.copies is not None)
    assert pages.copies is not None
    (row,) = pages.copies.rows.values()
    press(row)
    until(lambda: hasattr(pages, "act") and pages.act.isVisible())
    press(pages.act)
    assert pages.password_block.error.text() == "Type your password."
    QTest.keyClicks(pages.password.field, "wrong")
    press(pages.act)
    until(pages.act.isEnabled)
    assert pages.password_block.error.text() == "That is not your password."
    QTest.keyClicks(pages.password.field, SAMPLE_PASSWORD)
    press(pages.act)
    until(lambda: hasattr(pages, "finish") and pages.finish.isVisible())
    look(page)
    assert pages.finish.isVisible()  # what moved elsewhere does not take the page away
    program.window.inside.went_back.look()
    assert school.settings.current().idle_minutes == 10
    assert listed(school) == before
    press(pages.finish)
    until(lambda: pages.copies is not None and len(pages.copies.rows) == 2)


def test_it_is_not_offered_to_others(stage: Stage) -> None:
    _, page = at(stage, "settings", SchoolSettingsPage, "teacher1")
    press(page.rows["copies"])
    assert page.copies.put_back is None
