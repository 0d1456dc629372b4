"""The reports room, from choosing what to report to the case that is signed off."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from tests.gallery.stage import NOW, Stage, screen, settle
from trent_desktop.problems import SomebodyWasFaster
from trent_desktop.reports.cases import CaseState, CaseSummary, Move, Route
from trent_desktop.reports.index_values import CaseQuery, Scope
from trent_desktop.reports.kinds import KINDS
from trent_desktop.reports.kinds.content import FULL, QUICK, STOP, names
from trent_desktop.reports.sent import Sent
from trent_desktop.reports.waiting.drafts import Draft
from ui.components.choices import RadioRow
from ui.journeys import JourneyWidget
from ui.journeys.names_line import NamesLine
from ui.journeys.question_page import QuestionPage
from ui.reports.case_filters import BETWEEN
from ui.reports.case_page import CasePage
from ui.reports.room import ReportsPage
from ui.reports.sent_page import AfterSending
from ui.shell.rooms import CaseList, NewReport, OpenCase, Room, Unsent
from ui.shell.window import TrentWindow

SEEN = "A violent picture in an image search for volcanoes"
ADDRESS = "https://images.example-pictures.net/volcano?size=large"


def room(stage: Stage, name: str, place: object | None) -> tuple[TrentWindow, ReportsPage]:
    """The window with a member in the reports room, its clock standing still."""
    window = stage.signed_in(name).window
    inside = window.inside
    inside._rooms["reports"] = Room(
        "reports", "Reports", "tray", lambda desk: ReportsPage(desk, lambda: NOW)
    )
    inside.go("reports", place)
    settle(30)
    page = inside.page("reports")
    assert isinstance(page, ReportsPage)
    return window, page


def journey(
    stage: Stage, stage_name: str, answers: dict[str, object], page_name: str = ""
) -> tuple[TrentWindow, JourneyWidget]:
    window, page = room(stage, "teacher1", NewReport())
    page._report(KINDS[0], stage_name)
    reporting = page.reporting
    assert reporting.journey is not None
    run = reporting.journey.run
    for question, value in answers.items():
        run.put(question, value)
    if page_name:
        run.change(page_name)
    reporting.journey.show_page()
    settle(30)
    return window, reporting.journey


def questions(shown: JourneyWidget) -> QuestionPage:
    assert isinstance(shown.page, QuestionPage)
    return shown.page


def open_case(
    stage: Stage, name: str, wanted: Callable[[CaseSummary], bool], scope: Scope = Scope.ALL
) -> tuple[TrentWindow, CasePage]:
    """The first case of the sample school for which `wanted` holds, opened by a member."""
    school = stage.open(name)
    found: uuid.UUID | None = None
    after = None
    while found is None:
        page = school.cases.page(CaseQuery(scope=scope), after, 40)
        found = next((row.id for row in page.rows if row.readable and wanted(row)), None)
        after = page.next
        if after is None:
            break
    school.close()
    assert found is not None
    window, page = room(stage, name, OpenCase(found))
    settle(40)
    return window, page.case


@screen("report-choose")
def choose(stage: Stage) -> QWidget:
    return room(stage, "teacher1", NewReport())[0]


@screen("report-quick")
def quick(stage: Stage) -> QWidget:
    window, shown = journey(stage, QUICK, {})
    blocks = questions(shown).blocks
    blocks[names.SEEN].control.field.setPlainText(SEEN)
    blocks[names.WHERE].control.field.setPlainText(ADDRESS)
    blocks[names.WHERE].control.read_now()
    blocks[names.OFF_SCREEN].control.row(names.OFF_YES).setChecked(True)
    blocks[names.ABOUT].control.row(names.ABOUT_NO).setChecked(True)
    return window


@screen("report-quick-addresses")
def quick_addresses(stage: Stage) -> QWidget:
    """A video by its number, a name, and what has no shield beside it."""
    window, shown = journey(stage, QUICK, {names.SEEN: SEEN})
    where = questions(shown).blocks[names.WHERE].control
    where.field.setPlainText(
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=4s Roblox\n"
        "https://youtube.com.videos.example.net/a\nhttp://3221225991/a"
    )
    where.read_now()
    return window


@screen("reports-unsent")
def unsent(stage: Stage) -> QWidget:
    """Five that are begun, told apart, in a list of their own."""
    school = stage.open("teacher1")
    for at, words in enumerate((SEEN, "A game in which strangers write to children", "")):
        answers = {names.SEEN: words, names.WHERE: ADDRESS} if words else {names.WHERE: "A game"}
        begun = NOW - dt.timedelta(hours=3 * at + 1)
        school.drafts.keep(Draft(uuid.uuid4(), "content", QUICK, "", answers, (), begun, begun))
    school.close()
    return room(stage, "teacher1", Unsent())[0]


@screen("report-quick-name")
def quick_name(stage: Stage) -> QWidget:
    window, shown = journey(stage, QUICK, {})
    block = questions(shown).blocks[names.SEEN]
    block.control.field.setPlainText("A cruel picture came up, and Maryam laughed")
    (line,) = shown.findChildren(NamesLine)
    line.look_now()
    for _ in range(100):
        if line.text().startswith("Leave "):
            break
        settle()
    return window


@screen("report-quick-problem")
def quick_problem(stage: Stage) -> QWidget:
    window, shown = journey(stage, QUICK, {names.SEEN: SEEN})
    shown.go_on()
    return window


@screen("report-quick-time")
def quick_time(stage: Stage) -> QWidget:
    window, shown = journey(stage, QUICK, {names.SEEN: SEEN, names.OFF_SCREEN: "yes"})
    questions(shown).focus_on(names.HAPPENED_AT)
    questions(shown).focus_on(names.CLASS)
    settle(30)
    return window


@screen("report-pupils")
def pupils(stage: Stage) -> QWidget:
    window, shown = journey(stage, FULL, {names.WHO_SAW: [names.SAW_CHILDREN]}, "who-saw")
    control = questions(shown).blocks[names.SAW_PUPILS].control
    control.show_value([{"id": "x", "name": "Łukasz Nowak", "class": "4B", "told_apart_by": ""}])
    control.field.setFocus()
    control.field.setText("ma")
    control._pause.stop()
    control._look()
    settle(30)
    return window


@screen("report-kind")
def kind(stage: Stage) -> QWidget:
    return journey(stage, FULL, {}, "category")[0]


@screen("report-danger")
def danger(stage: Stage) -> QWidget:
    """The answer that cannot wait, in the rest of a report that is sent."""
    window, page = room(stage, "teacher1", NewReport())
    report = uuid.uuid4()
    page.reporting.resume(
        Draft(report, "content", FULL, "children", {}, (), NOW, NOW, report, "TR-2026-061")
    )
    page.show_page(page.reporting)
    assert page.reporting.journey is not None
    page.reporting.journey.run.change("children")
    page.reporting.journey.show_page()
    settle(30)
    block = questions(page.reporting.journey).blocks[names.DANGER]
    block.findChildren(RadioRow)[0].click()
    page.reporting.danger.timer.stop()
    settle(30)
    return window


@screen("report-words")
def words(stage: Stage) -> QWidget:
    return journey(stage, FULL, {names.CHILD_WORDS: "It was just there, miss."}, "words")[0]


@screen("report-check")
def check(stage: Stage) -> QWidget:
    window, shown = journey(
        stage,
        FULL,
        {
            "device": "whiteboard", "who_saw": ["children"], "how": "search-result",
            "filter_state": "on", "category": "violence", "done": ["screen-off", "page-closed"],
            "danger": "no", "told": ["nobody-yet"], "search_words": "volcano <b>pictures</b>",
        },
    )  # fmt: skip
    while not shown.run.at_check:
        shown.go_on()
    settle(30)
    return window


@screen("report-stop")
def stop(stage: Stage) -> QWidget:
    return journey(stage, STOP, {})[0]


@screen("report-stop-refused")
def stop_refused(stage: Stage) -> QWidget:
    window, shown = journey(
        stage, STOP, {names.STOP_SEEN_BY: "Two, on example.net"}, "stop-seen-by"
    )
    shown.go_on()
    return window


def sent_page(stage: Stage, sent: Sent, *, first: bool = True) -> QWidget:
    window, page = room(stage, "teacher1", NewReport())
    assert stage._programs[-1].school is not None
    steps = stage._programs[-1].school.whom.after(sent)
    page._show_sent(AfterSending(sent, steps, first))
    settle(20)
    return window


@screen("report-sent")
def sent(stage: Stage) -> QWidget:
    return sent_page(stage, Sent(uuid.uuid4(), "TR-2026-161", Route.CONTENT, 1, 9))


@screen("report-sent-away")
def sent_away(stage: Stage) -> QWidget:
    window = sent_page(stage, Sent(uuid.uuid4(), "", Route.CONTENT, 2, 9, queued=True))
    window.findChildren(QTimer, "sentLook")[0].stop()  # it is nowhere, and would be sent at once
    return window


@screen("report-sent-stop")
def sent_stop(stage: Stage) -> QWidget:
    return sent_page(stage, Sent(uuid.uuid4(), "TR-2026-161", Route.STOPPED, 3, 0), first=False)


@screen("cases-teacher")
def cases_teacher(stage: Stage) -> QWidget:
    return room(stage, "teacher1", CaseList("mine"))[0]


@screen("cases-ict")
def cases_ict(stage: Stage) -> QWidget:
    return room(stage, "ict", CaseList("to-act"))[0]


@screen("cases-head")
def cases_head(stage: Stage) -> QWidget:
    return room(stage, "head", CaseList("all"))[0]


@screen("cases-filters")
def cases_filters(stage: Stage) -> QWidget:
    """From one day to another, and a day that is none."""
    window, page = room(stage, "head", CaseList("all"))
    view = page.list.view
    view.more.click()
    filters = view.more_filters
    filters.time.setCurrentIndex(filters.time.findData(BETWEEN))
    filters.first.setText("1 Sept")
    filters.last.setText("31/2")
    filters.last.editingFinished.emit()
    page.list._ask()
    settle(30)
    return window


@screen("cases-nothing")
def cases_nothing(stage: Stage) -> QWidget:
    window, page = room(stage, "head", CaseList("all"))
    page.list.view.search.setText("zebra crossing")
    page.list._ask()
    settle(30)
    return window


@screen("case-ict-new")
def case_ict(stage: Stage) -> QWidget:
    return open_case(stage, "ict", lambda row: row.state is CaseState.NEW, Scope.TO_ACT)[0]


@screen("case-ict-blocked")
def case_blocked(stage: Stage) -> QWidget:
    return open_case(stage, "ict", lambda row: row.state is CaseState.BLOCKED)[0]


@screen("case-head")
def case_head(stage: Stage) -> QWidget:
    return open_case(
        stage, "head", lambda row: row.state in (CaseState.CHECKED, CaseState.NO_BLOCK)
    )[0]


@screen("case-head-answers")
def case_head_answers(stage: Stage) -> QWidget:
    window, case = open_case(
        stage, "head", lambda row: row.state in (CaseState.CHECKED, CaseState.NO_BLOCK)
    )
    bar = case.view.page.verticalScrollBar()
    bar.setValue(bar.maximum())
    return window


@screen("case-dsl-stopped")
def case_stopped(stage: Stage) -> QWidget:
    return open_case(stage, "dsl", lambda row: row.state is CaseState.WITH_DSL)[0]


@screen("case-dsl-emergency")
def case_emergency(stage: Stage) -> QWidget:
    school = stage.open("ict")
    row = next(r for r in school.cases.page(CaseQuery(scope=Scope.TO_ACT)).rows if r.severity < 3)
    case = school.cases.open_case(row.id)
    school.cases.act(
        row.id,
        Move.AMEND,
        version=case.version,
        entry_id=uuid.uuid4(),
        words="She told me at the end of the lesson.",
        details={"question": names.DANGER, "after": "yes"},
    )
    school.close()
    return open_case(stage, "dsl", lambda one: one.id == row.id)[0]


@screen("case-signed-off")
def case_signed_off(stage: Stage) -> QWidget:
    return open_case(stage, "dsl", lambda row: row.state is CaseState.SIGNED_OFF)[0]


@screen("case-correct")
def case_correct(stage: Stage) -> QWidget:
    window, case = open_case(stage, "ict", lambda row: row.state is CaseState.NEW)
    case._correct(names.SEEN, Move.AMEND)
    settle(20)
    return window


@screen("case-faster")
def case_faster(stage: Stage) -> QWidget:
    window, case = open_case(stage, "head", lambda row: row.state is CaseState.CHECKED)
    form = case._forms[0]
    form.put_words("The block holds. Spoken with the class teacher; no child was upset.")
    error = SomebodyWasFaster(
        "Fatima Sheikh changed this report at 10:41, while you had it open.",
        what_to_do="Look at what is new below, then try again. What you wrote is kept.",
    )
    form.say(str(error))
    case.view.changed.say("Fatima Sheikh has added something at 10:41. It is below.")
    case.view.changed.show()
    return window


@screen("case-reporter")
def case_reporter(stage: Stage) -> QWidget:
    return open_case(stage, "teacher1", lambda row: row.state is CaseState.NEW)[0]


@screen("case-action")
def case_action(stage: Stage) -> QWidget:
    window, case = open_case(stage, "dsl", lambda row: row.state is CaseState.CHECKED)
    case._give_action()
    settle(20)
    return window


@screen("report-calendar")
def calendar(stage: Stage) -> QWidget:
    _window, shown = journey(stage, QUICK, {names.SEEN: SEEN})
    questions(shown).focus_on(names.HAPPENED_AT)
    control = questions(shown).blocks[names.HAPPENED_AT].control
    control._open_calendar()
    settle(20)
    return control._calendar
