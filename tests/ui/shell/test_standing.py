"""What could not go, and a file that went back, are said by strips that stay."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.gallery.stage import settle
from tests.reports import answers
from tests.reports.trouble import TROUBLES, trouble
from tests.schools import PASSWORD, SmallSchool
from trent_desktop.journeys import when_value
from trent_desktop.open_school import OpenSchool
from trent_desktop.problems import AnswersRefused
from trent_desktop.reports.cases import CaseFile
from trent_desktop.reports.index_values import CaseQuery
from trent_desktop.reports.kinds.content import names as n
from trent_desktop.reports.sending import Sending
from ui.components.rows import RowButton
from ui.follower import Follower
from ui.journeys.question_page import QuestionPage
from ui.preferences import Preferences
from ui.program import Program
from ui.reports.room import REPORTS, ReportsPage
from ui.rooms import rooms
from ui.shell.rooms import NewReport, Room

SEEN = "A cruel picture among the results of a search for volcanoes. " * 70
LONGEST_STOP = "Zoë O'Neill, who walked past. " * 60


class Here:
    """A program at a small school, with a teacher signed in; its looks are made by the test."""

    def __init__(self, school: SmallSchool, folder: Path, qtbot: QtBot) -> None:
        self.small = school
        self._qtbot = qtbot
        self._root = folder / "laptop"
        self.program = Program(
            preferences=Preferences(folder / "preferences"),
            folder=folder,
            opener=lambda _where, name, word: school.open(name, root=self._root, password=word),
            room_list=self._rooms(),
            follow=False,
        )
        self.program.window.resize(1366, 768)

    def _rooms(self) -> list[Room]:
        clock = self.small.clock
        mine = Room("reports", "Reports", "tray", lambda desk: ReportsPage(desk, clock))
        return [mine if room.name == REPORTS.name else room for room in rooms()]

    def sign_in(self, name: str = "teacher1") -> None:
        self.program.sign_in(self.small.location.shown, name, PASSWORD)
        self.program.window.show()
        self._qtbot.waitUntil(lambda: self.program.school is not None, timeout=10_000)
        self._qtbot.waitUntil(lambda: self.inside.here == "home")

    @property
    def inside(self):
        return self.program.window.inside

    @property
    def school(self) -> OpenSchool:
        assert self.program.school is not None
        return self.program.school

    @property
    def reports(self) -> ReportsPage:
        page = self.inside.page("reports")
        assert isinstance(page, ReportsPage)
        return page

    def look(self) -> None:
        """One look at the share, as every two seconds."""
        assert self.program.changes is not None
        self.program.changes.take(self.school.follow())
        settle()

    def question(self) -> QuestionPage:
        journey = self.reports.reporting.journey
        assert journey is not None
        page = journey.page
        assert isinstance(page, QuestionPage)
        return page

    def report(self, seen: str = SEEN) -> None:
        """Type a quick report, and press Send."""
        self.inside.go("reports", NewReport())
        self.reports.choosing.content_door.click()
        page = self.question()
        type_long(page.blocks[n.SEEN].control.field, seen)
        QTest.keyClicks(page.blocks[n.WHERE].control.field, "https://images.example.net/volcano")
        click(page.blocks[n.OFF_SCREEN].control.row(n.OFF_YES))
        click(page.blocks[n.ABOUT].control.row(n.ABOUT_NO))
        self.press_send()

    def press_send(self) -> None:
        journey = self.reports.reporting.journey
        assert journey is not None
        click(journey.view.go_on)
        self._qtbot.waitUntil(lambda: self.reports.sent is not None, timeout=20_000)

    def said(self, strip: QWidget) -> str:
        return strip.words.text() if strip.isVisible() else ""


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=QPoint(min(12, widget.width() // 2), 8))


def type_long(field: QWidget, text: str) -> None:
    """The first word by its keys, the rest as one paste: what counts is that it is much."""
    QTest.keyClicks(field, text[:10])
    field.insertPlainText(text[10:])


@pytest.fixture
def here(folder_school: SmallSchool, tmp_path: Path, qtbot: QtBot) -> Iterator[Here]:
    made = Here(folder_school, tmp_path, qtbot)
    made.sign_in()
    yield made
    made.program.window.close()
    made.program.finish()
    settle()
    made.program.window.deleteLater()
    made.program.deleteLater()
    settle()


@pytest.mark.parametrize("kind", TROUBLES)
def test_a_report_typed_while_the_folder_is_in_trouble_arrives_once(
    here: Here, qtbot: QtBot, kind: str
) -> None:
    with trouble(here.small, kind):
        here.report()
        assert here.reports.sent is not None
        assert here.reports.sent.heading.text() == "It is kept, and will be sent"
        here.look()
        here.look()
        strip = here.said(here.inside.away)
        assert strip
        assert ("cannot be reached" in strip) is (kind == "away")
        assert not here.inside.refused.isVisible()
        here.inside.go("home")
        row = here.inside.page("home")
        assert row is not None
        qtbot.waitUntil(
            lambda: any("waits to be sent" in one.face.words for one in row.findChildren(RowButton))
        )
    here.look()
    assert here.said(here.inside.away) == ""
    assert "TR-2026-001 has now been sent" in here.inside.said
    here.look()
    ict = here.small.open("ict")
    ict.follow()
    assert ict.cases.counts().all == 1


@pytest.mark.parametrize("kind", TROUBLES)
def test_a_stopped_report_waits_the_same_and_is_not_shown(
    here: Here, qtbot: QtBot, kind: str
) -> None:
    here.school.cases.send(here.small.draft(answers.stop(**{n.STOP_SEEN_BY: LONGEST_STOP}), "stop"))
    with trouble(here.small, kind):
        made = answers.stop(**{n.STOP_SEEN_BY: LONGEST_STOP})
        assert here.school.cases.send(here.small.draft(made, "stop")).queued
        here.look()
        said = here.said(here.inside.away)
        assert said
        for word in ("Zoë", "picture", "stop", "TR-", "Tablet"):
            assert word not in said
    here.look()
    dsl = here.small.open("dsl")
    dsl.follow()
    assert dsl.cases.counts().all == 2


def test_what_was_refused_stays_until_it_is_opened_mended_and_sent(
    here: Here, qtbot: QtBot
) -> None:
    with trouble(here.small, "away"):
        here.report()
    wrong = AnswersRefused(
        "Some answers cannot be sent as they are.", ((n.SEEN, "Say what you saw in fewer words."),)
    )
    refuse_once(here, wrong)
    strip = here.inside.refused
    qtbot.waitUntil(strip.isVisible)
    assert "could not be sent" in strip.words.text()
    assert wrong.words in strip.words.text()
    here.look()
    here.inside.go("lessons")
    here.inside.go("home")
    assert strip.isVisible()
    home = here.inside.page("home")
    assert home is not None
    qtbot.waitUntil(
        lambda: any("could not be sent" in one.face.words for one in home.findChildren(RowButton))
    )

    # The laptop is shut, and opened the next morning.
    here.program.sign_out()
    assert not strip.isVisible()
    qtbot.waitUntil(lambda: here.program.school is None)
    here.sign_in()
    qtbot.waitUntil(strip.isVisible)

    click(strip.button)
    qtbot.waitUntil(lambda: here.inside.here == "reports")
    qtbot.waitUntil(lambda: here.reports.reporting.journey is not None)
    journey = here.reports.reporting.journey
    assert journey is not None
    assert journey.view.trouble.heading.text() == wrong.words
    page = here.question()
    assert page.blocks[n.SEEN].error.text() == "Say what you saw in fewer words."
    qtbot.waitUntil(lambda: not strip.isVisible())  # she has seen it
    field = page.blocks[n.SEEN].control.field
    field.selectAll()
    QTest.keyClicks(field, "A cruel picture")
    here.press_send()
    assert here.reports.sent is not None
    assert here.reports.sent.heading.text() == "Your report is sent"
    assert here.school.drafts.refusals() == ()
    ict = here.small.open("ict")
    ict.follow()
    (row,) = ict.cases.page(_all()).rows
    assert _read(ict, row.id).answers[n.SEEN] == "A cruel picture"


def test_opened_and_left_again_it_still_stands_on_her_list(here: Here, qtbot: QtBot) -> None:
    with trouble(here.small, "away"):
        here.report()
    refuse_once(here, AnswersRefused("Some answers cannot be sent as they are."))
    qtbot.waitUntil(here.inside.refused.isVisible)
    click(here.inside.refused.button)
    qtbot.waitUntil(lambda: not here.inside.refused.isVisible())
    here.inside.go("home")
    home = here.inside.page("home")
    assert home is not None
    qtbot.waitUntil(
        lambda: any("could not be sent" in one.face.words for one in home.findChildren(RowButton))
    )


def test_a_stopped_report_that_was_refused_is_not_told_apart(here: Here, qtbot: QtBot) -> None:
    with trouble(here.small, "away"):
        here.school.cases.send(here.small.draft(answers.stop(), "stop"))
    refuse_once(here, AnswersRefused("An address cannot be part of a stopped report."))
    strip = here.inside.refused
    qtbot.waitUntil(strip.isVisible)
    assert strip.words.text() == "A report of yours could not be sent. Open it to see why."
    click(strip.button)
    qtbot.waitUntil(lambda: not strip.isVisible())
    journey = here.reports.reporting.journey
    assert journey is not None
    assert journey.run.journey.stage == "stop"


def test_several_are_opened_one_after_the_other(here: Here, qtbot: QtBot) -> None:
    with trouble(here.small, "away"):
        for _ in range(2):
            here.school.cases.send(here.small.draft(answers.quick()))
    refuse_once(here, AnswersRefused("Some answers cannot be sent as they are."))
    strip = here.inside.refused
    qtbot.waitUntil(strip.isVisible)
    assert strip.words.text().startswith("2 reports of yours could not be sent.")
    click(strip.button)
    qtbot.waitUntil(lambda: strip.words.text().startswith("A report of yours"))
    click(strip.button)
    qtbot.waitUntil(lambda: not strip.isVisible())


def test_while_a_lesson_runs_the_strip_stays(here: Here, qtbot: QtBot) -> None:
    """The gate keeps her in the lesson; what could not go is not taken for seen."""
    with trouble(here.small, "away"):
        here.school.cases.send(here.small.draft(answers.quick()))
    here.inside.set_gate(lambda _room, _place: False)
    refuse_once(here, AnswersRefused("Some answers cannot be sent as they are."))
    qtbot.waitUntil(here.inside.refused.isVisible)
    click(here.inside.refused.button)
    settle()
    assert here.inside.refused.isVisible()
    here.inside.set_gate(None)


def test_a_file_that_went_back_is_said_until_it_is_dismissed(
    here: Here, qtbot: QtBot, folder_school: SmallSchool
) -> None:
    import shutil

    file = folder_school.location.school_file
    here.look()
    aside = file.with_name("aside.db")
    shutil.copyfile(file, aside)  # nobody has it open at this moment
    for _ in range(3):
        here.school.cases.send(folder_school.draft(answers.quick()))
    here.look()
    listed = {row.id for row in here.school.cases.page(CaseQuery()).rows}
    strip = here.inside.went_back
    assert not strip.isVisible()
    shutil.copyfile(aside, file)
    here.look()
    qtbot.waitUntil(strip.isVisible)
    assert "older than what this laptop has seen" in strip.words.text()
    # What was sent from here is there again, with the same look.
    assert here.inside._toasts.words == (
        "3 reports that were sent from this laptop had gone missing in the school’s file. "
        "They are there again."
    )
    here.look()
    assert {row.id for row in here.school.cases.page(CaseQuery()).rows} == listed
    here.program.sign_out()
    assert not strip.isVisible()
    qtbot.waitUntil(lambda: here.program.school is None)
    here.sign_in()
    qtbot.waitUntil(strip.isVisible)
    click(strip.button)
    qtbot.waitUntil(lambda: not strip.isVisible())
    here.look()
    assert not here.school.went_back()


def test_a_colleague_who_signs_in_next_sees_nothing_of_it(here: Here, qtbot: QtBot) -> None:
    with trouble(here.small, "away"):
        here.school.cases.send(here.small.draft(answers.quick()))
    refuse_once(here, AnswersRefused("Some answers cannot be sent as they are."))
    qtbot.waitUntil(here.inside.refused.isVisible)
    here.program.sign_out()
    qtbot.waitUntil(lambda: here.program.school is None)
    here.sign_in("teacher2")
    qtbot.wait(100)
    assert not here.inside.refused.isVisible()


def test_looks_in_the_background_bring_it_too(here: Here, qtbot: QtBot) -> None:
    """With the real thread that looks every moment, as the program has it."""
    folder_school = here.small
    folder_school.clock.turn(minutes=15)
    when = when_value(folder_school.clock())
    with trouble(folder_school, "away"):
        here.school.cases.send(folder_school.draft(answers.quick(**{n.HAPPENED_AT: when})))
    folder_school.clock.turn(minutes=-15)
    assert here.program.changes is not None
    follower = Follower(here.school.follow, here.program.changes, every=0.05)
    follower.start()
    try:
        qtbot.waitUntil(lambda: "has now been sent" in here.inside.said, timeout=10_000)
    finally:
        follower.wait()
    assert not here.inside.refused.isVisible()


def refuse_once(here: Here, error: Exception) -> None:
    """The next look finds that what waits is not taken."""

    def refuse(*_: object) -> None:
        raise error

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Sending, "deliver", refuse)
        here.look()


def _all():
    from trent_desktop.reports.index_values import CaseQuery

    return CaseQuery()


def _read(member: OpenSchool, case_id: object) -> CaseFile:
    return member.cases.open_case(case_id)  # type: ignore[arg-type]
