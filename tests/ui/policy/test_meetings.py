"""A meeting with parents from its plan to who came, on the real widgets; and typing the slips in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.documents.reading import text_of
from tests.gallery.rooms.policy_meetings import meetings, open_meeting
from tests.gallery.stage import Stage, settle
from tests.journeys_e2e.hand import Hand
from tests.journeys_e2e.test_task_journey import words_of
from tests.reports.test_away import share_unplugged
from tests.schools import PASSWORD, SmallSchool
from tests.ui.documents.papers import ChosenPlace, FilePrinting
from trent_desktop.agreements.giving.batch import Scope
from trent_desktop.oversight.meetings.values import MeetingCounts, Reply
from ui.app import Program
from ui.components.fields import TextField
from ui.documents import DocumentPreview
from ui.policy.meetings.section import MeetingsPage
from ui.preferences import Preferences
from ui.shell.rooms import PolicySection


@pytest.fixture
def head(qtbot: QtBot, folder_school: SmallSchool, tmp_path: Path) -> Iterator[Program]:
    """The Headteacher, signed in to a whole program."""
    root = tmp_path / "laptop-of-head"
    program = Program(
        preferences=Preferences(root / "preferences"),
        folder=root,
        opener=lambda _where, who, word: folder_school.open(who, root=root, password=word),
    )
    program.window.resize(1366, 768)
    with qtbot.waitSignal(program.signed_in, timeout=20_000):
        program.sign_in(str(folder_school.location), "head", PASSWORD)
    with qtbot.waitActive(program.window):
        program.window.show()
        program.window.activateWindow()
    yield program
    program.window.close()
    program.finish()
    QApplication.processEvents()
    program.window.deleteLater()
    program.deleteLater()


def printed(qtbot: QtBot, page: MeetingsPage, file: Path) -> str:
    """Print the paper that is shown, go back, and read what came out of the preview."""
    qtbot.waitUntil(lambda: page.findChild(DocumentPreview) is not None, timeout=10_000)
    preview = page.findChild(DocumentPreview)
    assert isinstance(preview, DocumentPreview)
    qtbot.waitUntil(preview.view.print.isEnabled, timeout=20_000)
    preview._printing = FilePrinting(file)
    assert preview._pages is not None
    said = text_of(preview._pages.content)
    with qtbot.waitSignal(preview.printed, timeout=20_000):
        preview.view.print.click()
    preview.view.back.click()
    qtbot.waitUntil(page.one.page.isVisible, timeout=10_000)
    qtbot.waitUntil(lambda: page.findChild(DocumentPreview) is None, timeout=10_000)
    return said


def test_from_the_plan_to_who_came(
    qtbot: QtBot, folder_school: SmallSchool, head: Program, tmp_path: Path
) -> None:
    hand = Hand(qtbot)
    dsl = folder_school.open("dsl")
    arabic = next(one for one in dsl.people.find_pupils("محمد"))
    dsl.agreements.families.change(arabic.id, language="ar")

    head.window.inside.go("policy", PolicySection("meetings"))
    page = head.window.inside.findChild(MeetingsPage)
    assert isinstance(page, MeetingsPage)
    qtbot.waitUntil(lambda: "No meeting is planned" in words_of(page), timeout=10_000)
    hand.click(page.plan)
    form = page.form
    assert form is not None
    hand.click(form.scope.rows()[Scope.CLASSES.value])
    hand.click(form.act)
    qtbot.waitUntil(lambda: "Choose who it is for." in words_of(page), timeout=10_000)
    for row in form.classes.rows().values():
        hand.click(row)
    hand.click(form.about)
    hand.type("Safe on phones")
    hand.click(form.place)
    hand.type("School hall")
    hand.click(form.act)
    qtbot.waitUntil(page.one.page.isVisible, timeout=10_000)
    assert "Families of class 4A and class 4B" in words_of(page.one.page)

    # Invitations for two classes, one of them in two languages.
    hand.click(page.one.buttons["invite"])
    said = printed(qtbot, page, tmp_path / "letters.pdf")
    assert "Conor O'Neill" in said
    assert "Another day would suit us better" in said
    assert "Arabic: Translation to be checked" in said
    qtbot.waitUntil(lambda: "6 invited" in page.one.so_far.text(), timeout=10_000)

    # The slips: two come, nobody, another day; the last was wrong and is put right.
    answers = page.one.answers
    hand.click_row(answers.list, 0)
    for key in (Qt.Key.Key_2, Qt.Key.Key_N, Qt.Key.Key_D):
        hand.press(key)
    hand.click_row(answers.list, 2)
    hand.click(answers.buttons["3"])
    qtbot.waitUntil(lambda: "3 answered. 5 people come." in page.one.so_far.text(), timeout=10_000)
    found = page.one.found
    assert found is not None
    assert [one.reply for one in found.classes[0].families] == [
        Reply.COMING,
        Reply.NOT_COMING,
        Reply.COMING,
    ]

    # The folder is away: what is pressed stays, and is saved when it is back.
    with share_unplugged(folder_school):
        hand.click_row(answers.list, 1)
        hand.press(Qt.Key.Key_1)
        qtbot.waitUntil(page.one.unsaved.isVisible, timeout=20_000)
        assert answers.model.families[1].coming == 1
    hand.click(page.one.save_again)
    qtbot.waitUntil(lambda: "6 people come." in page.one.so_far.text(), timeout=20_000)
    assert not page.one.unsaved.isVisible()

    # A calendar's file, and the list to sign.
    places = page.one._places = ChosenPlace(tmp_path)
    hand.click(page.one.buttons["calendar"])
    qtbot.waitUntil((tmp_path / "Meeting.ics").is_file, timeout=10_000)
    assert places.names == ["Meeting.ics"]
    assert b"Meeting with parents: Safe on phones" in (tmp_path / "Meeting.ics").read_bytes()
    hand.click(page.one.buttons["attendance"])
    said = printed(qtbot, page, tmp_path / "list.pdf")
    assert "Signature" in said
    assert "2 coming" in said
    hand.click(page.one.buttons["home"])
    assert "WhatsApp" in printed(qtbot, page, tmp_path / "home.pdf")

    # The parents' deck opens among the lessons, and leads back here.
    deck = next(one for name, one in page.one.buttons.items() if name.startswith("play "))
    hand.click(deck)
    qtbot.waitUntil(lambda: head.window.inside.here == "lessons", timeout=10_000)
    lessons = head.window.inside.page("lessons")
    assert isinstance(lessons, QWidget)
    qtbot.waitUntil(lambda: "For parents" in words_of(lessons), timeout=20_000)
    head.window.inside.go("policy", PolicySection("meetings"))

    # The day has come: who was there.
    folder_school.clock.turn(days=21)
    page.show_front()
    qtbot.waitUntil(lambda: bool(page.rows), timeout=10_000)
    hand.click(next(iter(page.rows.values())))
    qtbot.waitUntil(page.one.page.isVisible, timeout=10_000)
    qtbot.waitUntil(answers.what.isVisible, timeout=10_000)
    answers = page.one.answers
    hand.click(answers.what.rows()["came"])
    hand.click_row(answers.list, 0)
    for key in (Qt.Key.Key_2, Qt.Key.Key_0, Qt.Key.Key_1):
        hand.press(key)
    qtbot.waitUntil(lambda: "2 families came." in page.one.so_far.text(), timeout=10_000)
    day = found.meeting.said.day
    assert folder_school.open("chair").meetings.counts(day, day) == MeetingCounts(1, 6, 2)


def test_called_off_with_a_reason_and_read_by_a_teacher(stage: Stage) -> None:
    _, page = meetings(stage)
    open_meeting(page, "whole family")
    page.one.buttons["off"].click()
    settle()
    sheet = page.one.sheet
    assert sheet is not None
    (why,) = sheet.findChildren(TextField)
    QTest.keyClicks(why, "Snow <b>")
    act = next(one for one in sheet.findChildren(type(page.plan)) if one.text() == "Call it off")
    act.click()
    settle()
    assert "It was called off: " in words_of(page.one.page)
    assert "Snow <b>" in words_of(page.one.page)
    assert not page.one.buttons
    stage.clear()
    _, hers = meetings(stage, "teacher1")
    assert "Called off" in words_of(hers)
    assert "Snow" not in words_of(hers)
    next(iter(hers.rows.values())).click()
    settle()
    assert hers.wanted is None
