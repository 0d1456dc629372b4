"""Who is on none of the school's lists is named with what she is to it: by typing and pressing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.schools import SmallSchool
from tests.ui.reports.casework import Sit, opened
from tests.ui.reports.conftest import send, words_of
from tests.ui.reports.test_linking_side import press
from trent_desktop.children.page import Whom
from trent_desktop.reports.index_values import CaseQuery
from ui.journeys.picker_controls import PeopleControl
from ui.reports.case_page import CasePage


def name_somebody(qtbot: QtBot, page: CasePage, name: str, relation: str, part: str) -> None:
    """Type a name, take it as it is, say what she is, and what she was in it."""
    press(page.linking.people, "Add a person")
    form = page.linking.add_person
    assert form is not None
    control = form.who.control
    assert isinstance(control, PeopleControl)
    QTest.keyClicks(control.field, name)
    qtbot.waitUntil(lambda: bool(control.list.rows()), timeout=5_000)
    while control.list.rows()[control.list.currentIndex().row()].words != f"Add “{name}”":
        QTest.keyClick(control.field, Qt.Key.Key_Down)
    QTest.keyClick(control.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(control.chosen()), timeout=5_000)
    press(control.relations, relation)
    if relation == "Former pupil":
        qtbot.waitUntil(lambda: bool(control.list.rows()), timeout=5_000)
        QTest.keyClick(control.field, Qt.Key.Key_Down)
        QTest.keyClick(control.field, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: bool(control.chosen()[0]["id"]), timeout=5_000)
    press(form, part)
    before = len(page.case.people) if page.case else 0
    press(form, "Add this person")
    qtbot.waitUntil(
        lambda: page.case is not None and len(page.case.people) == before + 1, timeout=5_000
    )


def test_a_parent_and_a_former_pupil_are_named(
    qtbot: QtBot, folder_school: SmallSchool, seat: Sit
) -> None:
    ict = folder_school.open("ict")
    (conor,) = [one for one in ict.pupils.all() if one.forename == "Conor"]
    ict.pupils.archive([conor.id])
    sent = send(folder_school)
    at = seat("dsl")
    page = opened(qtbot, at, sent.case_id)
    name_somebody(qtbot, page, "Ewa Nowak", "Parent or carer", "Told us")
    name_somebody(qtbot, page, "Conor O'Neill", "Former pupil", "Was hurt")
    assert page.case is not None
    route = page.case.summary.route
    assert [(one.name, one.relation) for one in page.case.people[-2:]] == [
        ("Ewa Nowak", "parent or carer"),
        ("Conor O'Neill", "former pupil"),
    ]
    assert page.case.people[-1].pupil_id == conor.id
    assert page.case.summary.route is route
    said = words_of(page.linking.people)
    assert "parent or carer" in said
    assert "former pupil" in said
    # Found by it, and by the names; on the page of whoever has left.
    for words in ("parent or carer", "Ewa", "former pupil Conor"):
        assert [row.id for row in at.school.cases.page(CaseQuery(words)).rows] == [sent.case_id]
    events = at.school.children.open(Whom(conor.id)).events
    assert {one.parts for one in events} == {"former pupil, was hurt"}
