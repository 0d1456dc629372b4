"""A request for a blocked page and a way round the filter, from the first press to the end."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from tests.journeys_e2e.hand import Hand
from tests.journeys_e2e.laptops import Laptop
from tests.schools import STAFF, SmallSchool
from trent_desktop.journeys import date_for_people
from trent_desktop.reports.asked import names as asked
from trent_desktop.reports.cases import CaseState, Move
from trent_desktop.reports.kinds.access import names as n
from trent_desktop.reports.kinds.circumvention import names as c
from trent_desktop.reports.supervision.step import FROM, UNTIL, WHOM
from ui.app import Program
from ui.components.buttons import LinkButton
from ui.home.home import HomePage
from ui.journeys.question_page import QuestionPage
from ui.reports.act_forms import ActForm, Unfolding
from ui.reports.filter_step import FilterLines
from ui.reports.room import ReportsPage
from ui.reports.step_form import QuestionsForm
from ui.school.room import SchoolPage
from ui.shell.rooms import OpenCase, SchoolSection

WHY = "A map of rivers for our geography week"
CHILD = "Łukasz Nowak"


class Seat:
    """One member at her laptop."""

    def __init__(self, qtbot: QtBot, program: Program, hand: Hand, school: SmallSchool) -> None:
        self.qtbot, self.program, self.hand, self.school = qtbot, program, hand, school

    @property
    def reports(self) -> ReportsPage:
        page = self.program.window.inside.page("reports")
        assert isinstance(page, ReportsPage)
        return page

    @property
    def home(self) -> HomePage:
        page = self.program.window.inside.page("home")
        assert isinstance(page, HomePage)
        return page

    @property
    def questions(self) -> QuestionPage:
        journey = self.reports.reporting.journey
        assert journey is not None
        assert isinstance(journey.page, QuestionPage)
        return journey.page

    def begin(self, kind: str) -> None:
        self.hand.click(self.home.view.report)
        self.hand.click(self.reports.choosing.doors[kind])
        self.wait(lambda: self.reports.reporting.journey is not None)

    def choose(self, question: str, value: str) -> None:
        self.hand.click(self.questions.blocks[question].control.row(value))

    def write(self, question: str, words: str) -> None:
        self.hand.click(self.questions.blocks[question].control.field)
        self.hand.type(words)

    def go_on(self) -> None:
        journey = self.reports.reporting.journey
        assert journey is not None
        self.hand.click(journey.view.go_on)

    def sent(self) -> OpenCase:
        self.wait(lambda: self.reports.sent is not None)
        assert self.reports.sent is not None
        return OpenCase(self.reports.sent.after.sent.case_id)

    def open(self, place: OpenCase) -> None:
        self.to_the_front()
        self.program.window.inside.go("reports", place)
        case = self.reports.case
        self.wait(lambda: case.case is not None and case.case.summary.id == place.id)

    def to_the_front(self) -> None:
        """Keys go to this laptop's window from now on."""
        self.program.window.activateWindow()
        self.wait(self.program.window.isActiveWindow)

    def form(self, move: Move) -> ActForm:
        forms = self.reports.case.findChildren(ActForm)
        self.wait(lambda: any(one.move_kind is move for one in forms))
        return next(one for one in forms if one.move_kind is move)

    def unfold(self, move: Move) -> ActForm:
        form = self.form(move)
        fold = form.parentWidget()
        assert isinstance(fold, Unfolding)
        self.hand.click(fold.button)
        return form

    def fill(self, form: ActForm, words: str = "", **answers: str | dt.date) -> None:
        """Answer what a step asks: days are typed, everything else is pressed or written."""
        assert isinstance(form, QuestionsForm)
        for name, value in answers.items():
            control = form.blocks[name].control
            if isinstance(value, dt.date):
                self.hand.click(control.date)
                self.hand.type(date_for_people(value))
            elif hasattr(control, "row"):
                self.hand.click(control.row(value))
            else:
                self.hand.click(control.field)
                self.hand.type(value)
        if words:
            assert form.words is not None
            self.hand.click(form.words)
            self.hand.type(words)

    def press(self, form: ActForm, leads_to: CaseState) -> None:
        self.hand.click(form.button)
        self.wait(lambda: self.state is leads_to)

    @property
    def state(self) -> CaseState | None:
        case = self.reports.case.case
        return case.summary.state if case else None

    def wait(self, until: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(until, timeout=10_000)


class Kept:
    """A mail program that keeps what it is given."""

    def __init__(self) -> None:
        self.content = b""

    def open(self, path: Path) -> bool:
        self.content = path.read_bytes()
        return True


def day(school: SmallSchool, ahead: int) -> dt.date:
    return school.clock.at.date() + dt.timedelta(days=ahead)


def test_a_page_is_asked_for_opened_given_longer_and_blocked_again(
    qtbot: QtBot, laptop: Laptop, folder_school: SmallSchool
) -> None:
    hand, school = Hand(qtbot), folder_school
    teacher = Seat(qtbot, laptop("teacher1"), hand, school)
    teacher.begin(n.ACCESS)
    teacher.wait(teacher.questions.blocks[n.WHERE].control.field.hasFocus)
    hand.paste("https://rivers.example.org/map")
    teacher.choose(n.WHAT, n.WHAT_PAGE)
    hand.click(teacher.questions.blocks[n.WHY].control.field)
    hand.type(WHY)
    hand.actions -= 1  # the keyboard gets there with Tab
    teacher.choose(asked.ABOUT, asked.ABOUT_NO)
    teacher.go_on()
    place = teacher.sent()
    assert hand.actions <= 6

    # She tells the ICT Lead by e-mail too, in her own mail program.
    teacher.open(place)
    mail = teacher.reports.case.mail
    mail.program = program = Kept()
    hand.click(teacher.reports.case.view.mail)
    teacher.wait(lambda: mail.open_button is not None)
    assert mail.open_button is not None
    hand.click(mail.open_button)
    teacher.wait(lambda: bool(program.content))
    said = email.message_from_bytes(program.content, policy=email.policy.default)
    assert "rivers[.]example[.]org" in said.as_string()
    assert WHY not in said.as_string()

    ict = Seat(qtbot, laptop("ict"), hand, school)
    ict.open(place)
    form = ict.form(Move.RECOMMEND)
    ict.fill(form, advice="yes", extent="domain", profiles=n.PROFILE_PUPILS)
    hand.click(form.button)
    assert "Say why" in form.error.text()  # no advice without its reason
    ict.fill(form, "Looked at all of it: no adverts, no chat.")
    ict.press(form, CaseState.WITH_HEAD)

    head = Seat(qtbot, laptop("head"), hand, school)
    head.open(place)
    form = head.form(Move.AGREE)
    head.fill(form, "It serves the unit.", **{"from": day(school, 1), "until": day(school, 10)})
    head.press(form, CaseState.AGREED)

    ict.open(place)
    ict.wait(lambda: ict.state is CaseState.AGREED)
    # What to paste: the whole site, as she advised, for the days that were agreed.
    lines = ict.reports.case.findChild(FilterLines)
    assert isinstance(lines, FilterLines)
    hand.click(lines.shown.copy)
    line = lines.line()
    assert line is not None
    assert QGuiApplication.clipboard().text() == line.text == "example.org"
    hand.click(lines.ticket)
    ticket = QGuiApplication.clipboard().text()
    assert "Please allow: example.org" in ticket
    assert f"Until: {date_for_people(day(school, 10))}" in ticket
    assert "Approved by: Headteacher" in ticket
    assert WHY not in ticket
    form = ict.form(Move.APPLIED)
    ict.fill(form, applied_by="Tomasz", tested_on=n.PROFILE_PUPILS, seen="It opens for pupils.")
    ict.press(form, CaseState.RUNNING)
    shown = ict.reports.case.case
    assert shown is not None
    assert [(one.owner_name, one.due) for one in shown.actions] == [
        (STAFF["ict"][0], day(school, 10))
    ]

    head.open(place)
    head.wait(lambda: head.state is CaseState.RUNNING)
    form = head.unfold(Move.EXTEND)
    head.fill(form, "The unit goes on.", until=day(school, 20))
    hand.click(form.button)
    head.wait(
        lambda: (
            (found := head.reports.case.case) is not None
            and [one.due for one in found.actions if one.done_at is None] == [day(school, 20)]
        )
    )

    ict.open(place)
    ict.wait(lambda: Move.EXTEND in [e.move for e in ict.reports.case.case.timeline])  # type: ignore[union-attr]
    # The task is not ticked off: it leads to the step, which asks how it went.
    links = {one.text(): one for one in ict.reports.case.view.to_do.findChildren(LinkButton)}
    assert "Done" not in links
    hand.click(links["Do it now"])
    form = ict.form(Move.BLOCKED_AGAIN)
    ict.wait(form.isVisible)
    ict.fill(form, seen="The block page shows again.")
    ict.press(form, CaseState.SIGNED_OFF)

    teacher.wait(lambda: teacher.state is CaseState.SIGNED_OFF)  # her open page follows by itself
    head.open(place)
    head.wait(lambda: head.state is CaseState.SIGNED_OFF)
    form = head.unfold(Move.CLOSE)
    head.press(form, CaseState.CLOSED)


def test_what_no_school_opens_is_said_on_a_page_of_its_own(
    qtbot: QtBot, laptop: Laptop, folder_school: SmallSchool
) -> None:
    hand = Hand(qtbot)
    teacher = Seat(qtbot, laptop("teacher1"), hand, folder_school)
    teacher.begin(n.ACCESS)
    teacher.wait(teacher.questions.blocks[n.WHERE].control.field.hasFocus)
    hand.type("a way to my messages")
    teacher.choose(n.WHAT, n.NO_PROXY)
    teacher.write(n.WHY, "To read my messages")
    teacher.choose(asked.ABOUT, asked.ABOUT_NO)
    teacher.go_on()
    teacher.wait(lambda: teacher.questions.page.name == f"refused-{n.NO_PROXY}")
    journey = teacher.reports.reporting.journey
    assert journey is not None
    assert journey.view.go_on.text() == "Change what I ask for"
    teacher.go_on()
    teacher.wait(lambda: teacher.questions.page.name == "what")
    assert teacher.reports.sent is None
    assert folder_school.open("ict").cases.counts().all == 0


def test_somebody_got_round_the_filter_and_is_under_supervision(
    qtbot: QtBot, laptop: Laptop, folder_school: SmallSchool
) -> None:
    hand, school = Hand(qtbot), folder_school
    teacher = Seat(qtbot, laptop("teacher1"), hand, school)
    teacher.wait(lambda: teacher.home.is_filled)
    assert teacher.home.class_note.isHidden()
    teacher.begin(c.CIRCUMVENTION)
    teacher.choose(asked.ABOUT, asked.ABOUT_NO)
    teacher.choose(c.WAY, c.WAY_PROXY)
    blocks = teacher.questions.blocks
    blocks[c.WHAT].focus_here()
    hand.type("A page that showed another page inside it")
    blocks[c.REACHED].focus_here()
    hand.paste("https://games.example.net")
    teacher.go_on()
    place = teacher.sent()
    assert hand.actions <= 6

    ict = Seat(qtbot, laptop("ict"), hand, school)
    ict.open(place)
    ict.press(ict.form(Move.BLOCKED), CaseState.BLOCKED)
    ict.press(ict.form(Move.STILL_BLOCKED), CaseState.CHECKED)

    head = Seat(qtbot, laptop("head"), hand, school)
    head.open(place)
    form = head.unfold(Move.SUPERVISE)
    assert isinstance(form, QuestionsForm)
    picker = form.blocks[WHOM].control
    hand.click(picker.field)
    hand.type("nowak")
    head.wait(lambda: len(picker.list.rows()) >= 1)
    hand.press(Qt.Key.Key_Return)
    head.fill(form, "Twice this week.", **{FROM: day(school, 0), UNTIL: day(school, 14)})
    hand.click(form.button)
    head.wait(
        lambda: (
            (found := head.reports.case.case) is not None
            and Move.SUPERVISE in [entry.move for entry in found.timeline]
        )
    )
    form = head.form(Move.SIGN_OFF)
    assert form.words is not None
    hand.click(form.words)
    hand.type("Talked with the child and her mother.")
    head.press(form, CaseState.SIGNED_OFF)

    # Her teacher sees on Home that there is a note, and by one press whose it is.
    teacher.to_the_front()
    teacher.program.window.inside.go("home")
    teacher.home.refresh()
    teacher.wait(teacher.home.class_note.isVisible)
    assert "Nowak" not in teacher.home.class_note.words.text()
    hand.click(teacher.home.class_note.read)
    page = teacher.program.window.inside.page("school")
    assert isinstance(page, SchoolPage)
    pupils = page._pages["pupils"]
    teacher.wait(pupils.supervised.isVisible)  # type: ignore[attr-defined]
    said = pupils.supervised.accessibleName() + pupils.supervised.words.text()  # type: ignore[attr-defined]
    assert "Nowak" in said
    assert "Twice" not in said

    # The Headteacher ends it early with a reason.
    head.to_the_front()
    head.program.window.inside.go("school", SchoolSection("supervision"))
    page = head.program.window.inside.page("school")
    assert isinstance(page, SchoolPage)
    register = page._pages["supervision"]
    head.wait(lambda: bool(register.ends))  # type: ignore[attr-defined]
    hand.click(next(iter(register.ends.values())))  # type: ignore[attr-defined]
    hand.click(register.why)  # type: ignore[attr-defined]
    hand.type("Kept to it well")
    hand.click(register.act)  # type: ignore[attr-defined]
    head.wait(lambda: not register.ends)  # type: ignore[attr-defined]
    head.open(place)
    head.press(head.unfold(Move.CLOSE), CaseState.CLOSED)
    teacher.to_the_front()
    teacher.program.window.inside.go("home")
    teacher.home.refresh()
    teacher.wait(teacher.home.class_note.isHidden)
