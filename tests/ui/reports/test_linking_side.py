"""People and other reports are put to a report from its page, by pressing and typing."""

from __future__ import annotations

import uuid

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.reports.doing import act as act_of
from tests.schools import SmallSchool
from tests.ui.reports.casework import Sit, act, opened
from tests.ui.reports.conftest import send, words_of
from trent_desktop.children.page import Whom
from trent_desktop.reports.cases import CaseState, Move
from ui.components.buttons import LinkButton
from ui.reports.case_page import CasePage
from ui.reports.linking.forms import TakeOutForm, UntieForm


def button(place: QWidget, words: str) -> QAbstractButton:
    QApplication.processEvents()  # what was put in just now is shown with the next event
    found = [
        one
        for one in place.findChildren(QAbstractButton)
        if one.isVisible() and words in (one.text(), one.accessibleName())
    ]
    assert len(found) == 1, [one.accessibleName() for one in place.findChildren(QAbstractButton)]
    return found[0]


def press(place: QWidget, words: str) -> None:
    QTest.mouseClick(button(place, words), Qt.MouseButton.LeftButton)


def pick(qtbot: QtBot, field: QLineEdit, words: str, rows) -> None:  # type: ignore[no-untyped-def]
    """Type some letters, wait for the list, and take the first with Enter."""
    field.setFocus()
    QTest.keyClicks(field, words)
    qtbot.waitUntil(lambda: bool(rows()), timeout=5_000)
    QTest.keyClick(field, Qt.Key.Key_Return)


def add(qtbot: QtBot, page: CasePage, letters: str, part: str) -> None:
    side = page.linking
    press(side.people, "Add a person")
    form = side.add_person
    assert form is not None
    control = form.who.control
    pick(qtbot, control.field, letters, control.list.rows)
    qtbot.waitUntil(lambda: bool(control.chosen()), timeout=5_000)
    press(form, part)
    before = len(page.case.people) if page.case else 0
    press(form, "Add this person")
    qtbot.waitUntil(
        lambda: page.case is not None and len(page.case.people) == before + 1, timeout=5_000
    )


def test_somebody_is_added_opened_and_taken_out(
    qtbot: QtBot, folder_school: SmallSchool, seat: Sit
) -> None:
    sent = send(folder_school)
    at = seat("dsl")
    page = opened(qtbot, at, sent.case_id)
    side = page.linking
    press(side.people, "Add a person")
    assert side.add_person is not None
    press(side.add_person, "Add this person")
    assert side.add_person.who.error.text() == "Say who it is."
    press(side.add_person, "Close this form")
    add(qtbot, page, "nowak", "Was hurt")
    assert "Łukasz Nowak" in [one.text() for one in side.people.findChildren(LinkButton)]
    assert "was hurt" in words_of(side.people)
    assert not side.add_person.isVisible()  # folded again
    wanted: list[Whom] = []
    side.person_chosen.connect(wanted.append)
    press(side.people, "Łukasz Nowak: open the page")
    (pupil,) = at.school.people.find_pupils("nowak")
    assert wanted == [Whom(pupil.id)]
    at.room.show_page(page)
    press(side.people, "Take out: Łukasz Nowak, was hurt")
    form = side.taking_out
    assert isinstance(form, TakeOutForm)
    press(form, "Take out")
    assert form.error.text() == "Say why they do not belong to it."
    assert form.words is not None
    QTest.keyClicks(form.words, "It was Conor.")
    press(form, "Take out")
    qtbot.waitUntil(lambda: page.case is not None and len(page.case.taken_out) == 1, timeout=5_000)
    said = words_of(side.people)
    assert "Łukasz Nowak" in said
    assert "Taken out by Fatima Sheikh" in said
    assert "It was Conor." in said
    assert side.taking_out is None


def test_two_reports_are_put_together_and_one_leads(
    qtbot: QtBot, folder_school: SmallSchool, seat: Sit
) -> None:
    one, two = send(folder_school), send(folder_school, "teacher2")
    at = seat("dsl")
    page = opened(qtbot, at, two.case_id)
    side = page.linking
    press(side.reports, "Put another report to it")
    form = side.link
    assert form is not None
    press(form, "Put them together")
    assert form.which.error.text() == "Choose the other report from the list."
    pick(qtbot, form.other.field, one.reference, form.other.list.rows)
    chooser = form.other
    qtbot.waitUntil(lambda: chooser.value() is not None, timeout=5_000)
    press(form, "Put them together")
    qtbot.waitUntil(lambda: page.case is not None and bool(page.case.ties), timeout=5_000)
    assert any(
        text.text().startswith(one.reference) for text in side.reports.findChildren(LinkButton)
    )
    # It was none of it after all: taken out with a reason, and put to it again.
    press(side.reports, f"Take out: {one.reference}")
    untie = side.taking_out
    assert isinstance(untie, UntieForm)
    press(untie, "Take out")
    assert untie.error.text() == "Say why it does not belong to it."
    assert untie.words is not None
    QTest.keyClicks(untie.words, "Two boys of one name.")
    press(untie, "Take out")
    qtbot.waitUntil(lambda: page.case is not None and not page.case.ties, timeout=5_000)
    assert "Two boys of one name." in words_of(page.view.happened)
    assert side.taking_out is None
    press(side.reports, "Put another report to it")
    form = side.link
    assert form is not None
    pick(qtbot, form.other.field, one.reference, form.other.list.rows)
    qtbot.waitUntil(lambda: form.other.value() is not None, timeout=5_000)
    press(form, "Put them together")
    qtbot.waitUntil(lambda: page.case is not None and bool(page.case.ties), timeout=5_000)
    press(side.reports, "Continue in another report")
    merge = side.merge
    assert merge is not None
    pick(qtbot, merge.other.field, one.reference, merge.other.list.rows)
    qtbot.waitUntil(lambda: merge.other.value() is not None, timeout=5_000)
    press(merge, "Close this one, and continue there")
    assert "Say why" in merge.error.text()
    assert merge.words is not None
    QTest.keyClicks(merge.words, "The same picture.")
    press(merge, "Close this one, and continue there")
    qtbot.waitUntil(
        lambda: page.case is not None and page.case.summary.state is CaseState.CLOSED,
        timeout=5_000,
    )
    assert "This one is closed, and continued there" in words_of(side.reports)
    # And from there to the one that leads.
    link = next(
        button
        for button in side.reports.findChildren(LinkButton)
        if button.isVisible() and button.text().startswith(one.reference)
    )
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(
        lambda: page.case is not None and page.case.summary.id == one.case_id, timeout=5_000
    )
    qtbot.waitUntil(lambda: "continued here" in words_of(side.reports), timeout=5_000)
    assert "It continues here" in words_of(page.view.happened)


def test_what_is_typed_for_a_report_at_hand_is_never_itself(
    qtbot: QtBot, folder_school: SmallSchool, seat: Sit
) -> None:
    sent = send(folder_school)
    at = seat("dsl")
    page = opened(qtbot, at, sent.case_id)
    press(page.linking.reports, "Put another report to it")
    form = page.linking.link
    assert form is not None
    assert form.other._find(sent.reference) == ()


def test_a_reporter_sees_people_and_adds_none(
    qtbot: QtBot, folder_school: SmallSchool, seat: Sit
) -> None:
    sent = send(folder_school)
    (pupil,) = folder_school.open("dsl").people.find_pupils("nowak")
    act(
        folder_school, "dsl", sent.case_id, Move.LINK_PERSON,
        pupil_id=str(pupil.id), part="saw it",
    )  # fmt: skip
    at = seat("teacher1")
    page = opened(qtbot, at, sent.case_id)
    assert page.linking.add_person is None
    assert not page.linking.reports.isVisible()
    assert "saw it" in words_of(page.linking.people)
    names = {one.accessibleName() for one in page.linking.people.findChildren(LinkButton)}
    assert names == {"Łukasz Nowak: open the page"}


def test_an_adult_is_a_link_only_for_those_who_may_open_the_page(
    qtbot: QtBot, folder_school: SmallSchool, seat: Sit
) -> None:
    sent = send(folder_school)
    dsl = folder_school.open("dsl")
    case = dsl.cases.open_case(sent.case_id)
    act_of(dsl.cases, case, Move.LINK_PERSON, name="Ewa Nowak", part="told us")
    for name, links in (("dsl", 1), ("ict", 0)):
        at = seat(name)
        page = opened(qtbot, at, sent.case_id)
        found = [
            one
            for one in page.linking.people.findChildren(LinkButton)
            if "open the page" in one.accessibleName()
        ]
        assert len(found) == links, name


def test_a_reason_half_typed_comes_back_with_its_form(
    qtbot: QtBot, folder_school: SmallSchool, seat: Sit
) -> None:
    one, two = send(folder_school), send(folder_school)
    at = seat("dsl")
    page = opened(qtbot, at, one.case_id)
    press(page.linking.reports, "Continue in another report")
    assert page.linking.merge is not None
    assert page.linking.merge.words is not None
    QTest.keyClicks(page.linking.merge.words, "Half a reason")
    page.keep()
    opened(qtbot, at, two.case_id)
    qtbot.waitUntil(
        lambda: page.case is not None and page.case.summary.id == two.case_id, timeout=5_000
    )
    assert page.linking.merge is not None
    assert page.linking.merge.typed() == ""
    opened(qtbot, at, one.case_id)
    qtbot.waitUntil(
        lambda: page.case is not None and page.case.summary.id == one.case_id, timeout=5_000
    )
    assert page.linking.merge is not None
    assert page.linking.merge.typed() == "Half a reason"


def test_a_report_that_is_not_there_any_more_is_said_beside_the_form(
    qtbot: QtBot, folder_school: SmallSchool, seat: Sit
) -> None:
    one = send(folder_school)
    at = seat("dsl")
    page = opened(qtbot, at, one.case_id)
    press(page.linking.reports, "Put another report to it")
    form = page.linking.link
    assert form is not None
    form.other.show_value({"id": str(uuid.uuid4()), "name": "gone", "reference": "TR-2026-999"})
    press(form, "Put them together")
    qtbot.waitUntil(lambda: "no such report" in form.error.text(), timeout=5_000)
