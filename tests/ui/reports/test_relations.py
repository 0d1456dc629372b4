"""Who is on none of the school's lists is named with what she is to it: by typing and pressing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.documents.reading import text_of
from tests.journeys_e2e.hand import Hand
from tests.schools import SmallSchool
from tests.ui.reports.casework import Sit, opened
from tests.ui.reports.conftest import send, words_of
from tests.ui.reports.test_linking_side import press
from trent_desktop.children.page import Whom
from trent_desktop.reports.asked import names as asked
from trent_desktop.reports.index_values import CaseQuery
from trent_desktop.reports.kinds.bullying import names as b
from trent_desktop.school.people.people import Relation
from ui.journeys.picker_controls import PeopleControl
from ui.journeys.question_page import QuestionPage
from ui.reports.case_page import CasePage
from ui.shell.rooms import NewReport

#: Whom the report's own question names, and what each is to the school.
NAMED = {
    "Conor O'Neill": Relation.FORMER_PUPIL,
    "Ewa Nowak": Relation.PARENT,
    "Gwen Marsh": Relation.GOVERNOR,
    "Vera Holt": Relation.VOLUNTEER,
}


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


def name_in_answer(
    qtbot: QtBot, hand: Hand, control: PeopleControl, name: str, relation: Relation
) -> None:
    """Type a name into a question, take it as it is, and press what that person is."""
    before = len(control.chosen())
    hand.see(control.field)
    control.field.setFocus()
    hand.type(name)

    def offered() -> str:
        rows = control.list.rows()
        return rows[control.list.currentIndex().row()].words if rows else ""

    qtbot.waitUntil(lambda: bool(offered()), timeout=5_000)
    while offered() != f"Add “{name}”":
        hand.press(Qt.Key.Key_Down)
    hand.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(control.chosen()) == before + 1, timeout=5_000)
    hand.click(control.relations.groups[-1].rows()[relation.value])
    if relation is Relation.FORMER_PUPIL:
        # Those who were once on the list are offered, and the one who was typed is taken from it.
        qtbot.waitUntil(lambda: bool(control.list.rows()), timeout=5_000)
        hand.click_row(control.list, 0)
        qtbot.waitUntil(lambda: bool(control.chosen()[-1]["id"]), timeout=5_000)
    assert control.chosen()[-1]["relation"] == relation


def test_a_relation_goes_from_the_question_to_the_case_and_its_paper(
    qtbot: QtBot, folder_school: SmallSchool, seat: Sit
) -> None:
    office = folder_school.open("ict")
    (conor,) = [one for one in office.pupils.all() if one.name == "Conor O'Neill"]
    office.pupils.archive([conor.id])
    office.close()
    teacher, hand = seat("teacher1"), Hand(qtbot)
    teacher.room.arrive(NewReport())
    hand.click(teacher.room.choosing.doors["bullying"])
    journey = teacher.room.reporting.journey
    assert journey is not None
    assert isinstance(journey.page, QuestionPage)
    blocks = journey.page.blocks
    hand.click(blocks[b.HURT].control.row(b.HURT_CHILD))
    control = blocks[b.HURT_CHILDREN].control
    assert isinstance(control, PeopleControl)
    for name, relation in NAMED.items():
        name_in_answer(qtbot, hand, control, name, relation)
    field = blocks[asked.CHILD_WORDS].control.field
    hand.see(field)
    field.setFocus()
    hand.type("They wrote that we smell.")
    hand.click(blocks[asked.ABOUT].control.row(b.BY_UNKNOWN))
    hand.click(blocks[asked.DANGER].control.row("no"))
    hand.click(journey.view.go_on)
    qtbot.waitUntil(lambda: teacher.room.sent is not None, timeout=5_000)
    assert teacher.room.sent is not None
    case_id = teacher.room.sent.after.sent.case_id

    dsl = seat("dsl")
    page = opened(qtbot, dsl, case_id)
    assert page.case is not None
    people = {one.name: one for one in page.case.people}
    assert {name: people[name].relation for name in NAMED} == NAMED
    assert people["Conor O'Neill"].pupil_id == conor.id
    said = words_of(page)
    assert [name for name in NAMED if name not in said] == []
    assert [one.value for one in NAMED.values() if one.value not in said] == []
    for words in ("volunteer Vera", "governor", "former pupil Conor"):
        assert [row.id for row in dsl.school.cases.page(CaseQuery(words)).rows] == [case_id]

    hand.click(page.view.print)
    preview = dsl.room.preview
    assert preview is not None
    qtbot.waitUntil(preview.view.print.isEnabled, timeout=10_000)
    assert preview._pages is not None
    printed = text_of(preview._pages.content)
    assert (
        "Conor O'Neill (left on 23 November 2026, former pupil) Ewa Nowak (parent or carer) "
        in printed
    )
    assert "Gwen Marsh (governor) Vera Holt (volunteer)" in printed
