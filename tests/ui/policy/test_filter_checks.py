"""Checks of the filter in the window: one is written down, a fault asks what was done."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.gallery.rooms.policy_watch import part
from tests.gallery.stage import Stage
from tests.ui.school.hands import no_sheet, open_sheet, press_named, read, type_into
from trent_desktop.oversight.filter_checks.values import Item, Profile
from ui.components.fields import TextField
from ui.policy.filter_checks.forms import CheckForm, ReviewForm
from ui.policy.filter_checks.section import FilterChecksPage


def test_a_check_with_a_fault_and_a_review(stage: Stage) -> None:
    _, page = part(stage, "filter-checks", "dsl")
    assert isinstance(page, FilterChecksPage)
    press_named(page, "Write down a check…")
    form = page.form
    assert isinstance(form, CheckForm)
    type_into(form.device, "iPad 12")
    type_into(form.place, "Year 4")
    form.profile.rows()[Profile.PUPIL.value].click()
    box = form.results[Item.PROXY]
    box.setFocus()
    for _twice in range(2):
        QTest.keyClick(box, Qt.Key.Key_Down)
    press_named(page, "Write it down")
    assert "Say what was done" in read(page)
    assert form.device.text() == "iPad 12"
    form.done.setFocus()
    QTest.keyClicks(form.done, "Told the provider")
    press_named(page, "Write it down")
    assert "Not as it should be: A page that gets round filters" in read(page)

    press_named(page, "Write down the yearly review…")
    review = page.form
    assert isinstance(review, ReviewForm)
    assert review.names["dsl"].text()
    for name in ("leader", "governor", "provider"):
        type_into(review.names[name], name)
    review.found.setFocus()
    QTest.keyClicks(review.found, "All well")
    press_named(page, "Write it down")
    assert "All well" in read(page)

    press_named(page, "Take back the check of 23 November 2026")
    sheet = open_sheet(page)
    type_into(sheet.findChildren(TextField)[0], "Wrong device")
    press_named(sheet, "Take it back")
    assert no_sheet(page)
    assert "Does not count: Wrong device" in read(page)
