"""The list of cases: whose, search as you type, filters, and what others change."""

from __future__ import annotations

import datetime as dt
import threading
import uuid
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.schools import PASSWORD, SmallSchool
from tests.ui.documents.papers import ChosenPlace
from tests.ui.reports.casework import act
from tests.ui.reports.conftest import Seat, send
from trent_desktop.reports.asked import names as asked
from trent_desktop.reports.cases import CaseState, Move
from trent_desktop.reports.index_values import CasePage, CaseQuery, Cursor
from trent_desktop.reports.kinds.content import STOP, names
from ui.components.lists import FACE
from ui.components.notices import EmptyState
from ui.reports.case_filters import BETWEEN, MoreFilters, days_of
from ui.reports.case_list_model import SCREENFUL, CaseListModel
from ui.reports.case_words import TO_DO
from ui.reports.room import has_business_here
from ui.reports.unsent import discard
from ui.shell.rooms import CaseList, NewReport

Sit = Callable[[str], Seat]


def titles(model: CaseListModel) -> list[str]:
    return [model.index(row, 0).data(FACE).words for row in range(model.rowCount())]


def references(model: CaseListModel) -> list[str]:
    cases = [model.case_at(model.index(row, 0)) for row in range(model.rowCount())]
    return [case.reference for case in cases if case]


def settled(qtbot: QtBot, seat: Seat, rows: int) -> CaseListModel:
    model = seat.room.list.model
    qtbot.waitUntil(lambda: not model.busy and model.rowCount() == rows, timeout=5_000)
    return model


def test_a_teacher_has_her_own_and_no_tabs(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool
) -> None:
    sent = send(folder_school)
    send(folder_school, "teacher2")
    here = seat("teacher1")
    here.room.arrive(None)
    model = settled(qtbot, here, 1)
    assert references(model) == [sent.reference]
    view = here.room.list.view
    assert not view.tabs.isVisible()
    assert view.heading.text() == "Your reports"
    # Her name would say nothing new in each row.
    assert "O'Neill" not in model.index(0, 0).data(FACE).detail


def test_the_ict_lead_begins_with_what_waits_for_him(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool
) -> None:
    first = send(folder_school)
    ict = folder_school.open("ict")
    for reason in ("A typing mistake",):
        ict.follow()
        case = ict.cases.open_case(first.case_id)
        ict.cases.act(
            first.case_id,
            Move.NO_BLOCK_NEEDED,
            version=case.version,
            entry_id=uuid.uuid4(),
            words=reason,
        )
    ict.close()
    second = send(folder_school)
    here = seat("ict")
    here.room.arrive(None)
    model = settled(qtbot, here, 1)
    assert references(model) == [second.reference]
    face = model.index(0, 0).data(FACE)
    assert (face.chip, face.side) == ("With you", "Not yet known")
    assert "Zoë O'Neill" in face.detail
    view = here.room.list.view
    qtbot.waitUntil(lambda: view.all.accessibleName() == "All that I may see, 2")
    assert here.window.counts == {"reports": 1}
    view.all.click()
    settled(qtbot, here, 2)
    view.states.setCurrentIndex(view.states.findData(CaseState.NO_BLOCK.value))
    assert references(settled(qtbot, here, 1)) == [first.reference]


def test_search_finds_as_it_is_typed_and_says_when_there_is_nothing(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool
) -> None:
    send(folder_school)
    send(folder_school, **{names.SEEN: "An advert for a betting game"})
    here = seat("head")
    here.room.arrive(CaseList("all"))
    model = settled(qtbot, here, 2)
    search = here.room.list.view.search
    search.setFocus()
    QTest.keyClicks(search, "bett")
    settled(qtbot, here, 1)
    assert titles(model) == ["An advert for a betting game"]
    QTest.keyClicks(search, "xyz")
    settled(qtbot, here, 0)
    empty = here.room.list.view.stack.currentWidget()
    assert isinstance(empty, EmptyState)
    assert empty.heading.text() == "Nothing found"
    QTest.keyClick(search, Qt.Key.Key_Escape)
    settled(qtbot, here, 2)
    QTest.keyClick(search, Qt.Key.Key_Return)
    assert here.room.list.view.list.hasFocus()


class SlowCases:
    """Answers some queries only when it is told to."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.gates: dict[str, threading.Event] = {}

    def page(self, query: CaseQuery, after: Cursor | None = None, limit: int = 40) -> CasePage:
        self.asked.append(query.words)
        if query.words in self.gates:
            self.gates[query.words].wait(5)
        return CasePage((), None if query.words else Cursor(1))


def test_an_older_answer_never_overwrites_a_newer(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool
) -> None:
    here = seat("head")
    slow = SlowCases()
    slow.gates["a"] = threading.Event()
    model = CaseListModel(
        slow,  # type: ignore[arg-type]
        here.school.roles,
        here.school.member.id,
        here.desk.background,
        folder_school.clock,
        here.room,
    )
    arrived: list[str] = []
    model.arrived.connect(lambda _anew: arrived.append(model.query.words))
    for words in ("a", "ab", "abc"):
        model.ask(CaseQuery(words))
    slow.gates["a"].set()
    qtbot.waitUntil(lambda: not model.busy)
    # What was typed in between is not even asked, and the answer to "a" is not shown.
    assert slow.asked == ["a", "abc"]
    assert arrived == ["abc"]


def test_what_another_laptop_sends_comes_in_and_the_choice_stays(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool
) -> None:
    first = send(folder_school)
    here = seat("ict")
    here.room.arrive(CaseList("all"))
    model = settled(qtbot, here, 1)
    view = here.room.list.view.list
    view.setCurrentIndex(model.index(0, 0))
    second = send(folder_school, "teacher2")
    here.follow()
    settled(qtbot, here, 2)
    # Both wait, and are as serious: the older one comes first.
    assert references(model) == [first.reference, second.reference]
    chosen = model.case_at(view.currentIndex())
    assert chosen is not None
    assert chosen.reference == first.reference


def test_one_screenful_is_asked_for_whatever_there_is(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool
) -> None:
    teacher = folder_school.open("teacher1")
    for number in range(SCREENFUL + 15):
        answers: dict[str, object] = {
            names.SEEN: f"Advert {number}",
            names.WHERE: "a game",
            names.OFF_SCREEN: "yes",
            names.ABOUT: "no",
            names.HAPPENED_AT: folder_school.clock().isoformat(timespec="minutes"),
        }
        teacher.cases.send(folder_school.draft(answers))
    teacher.close()
    here = seat("ict")
    here.room.arrive(CaseList("all"))
    model = here.room.list.model
    qtbot.waitUntil(lambda: model.rowCount() >= SCREENFUL, timeout=5_000)
    view = here.room.list.view.list
    view.scrollToBottom()
    settled(qtbot, here, SCREENFUL + 15)
    assert len(set(references(model))) == SCREENFUL + 15
    assert not model.canFetchMore(model.index(-1, -1))


def test_what_was_sent_to_the_dsl_cannot_be_opened_and_says_why(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool
) -> None:
    here = seat("teacher1")
    stop: dict[str, object] = {
        names.STOP_DEVICE_STATE: "off",
        names.STOP_DEVICE_PLACE: "Tablet 12, office safe",
        names.STOP_DEVICE_HOLDER: "Zoë O'Neill",
        names.STOP_SEEN_BY: "Only me",
        names.STOP_RISK: "no",
        names.STOP_ADULT: "no",
        names.STOP_COPIED: "no",
        names.STOP_DSL_TOLD: "no",
        names.HAPPENED_AT: folder_school.clock().isoformat(timespec="minutes"),
    }
    sent = here.school.cases.send(folder_school.draft(stop, STOP))
    here.room.arrive(None)
    model = settled(qtbot, here, 1)
    assert model.index(0, 0).data(FACE).chip == "Sent to the DSL"
    here.room.list.view.list.activated.emit(model.index(0, 0))
    assert here.room.stack.currentWidget() is here.room.list
    assert here.window.said == [
        (
            f"{sent.reference} has reached the Designated Safeguarding Lead. Only those who lead on "
            "it can read it, so it cannot be opened here. Nothing more is needed from you."
        )
    ]


def test_an_unfinished_report_stands_above_and_can_be_discarded(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool
) -> None:
    here = seat("teacher1")
    draft = folder_school.draft({names.SEEN: "Something"})
    here.school.drafts.keep(draft)
    here.room.arrive(None)
    card = here.room.list.view.unfinished_card
    qtbot.waitUntil(card.isVisible)
    discard(here.room.list, here.desk, draft.id, "Discarded.")
    qtbot.waitUntil(lambda: not card.isVisible())
    assert here.school.drafts.all() == ()


def test_the_chair_reads_what_is_hers_and_reports_nothing(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool
) -> None:
    here = seat("chair")
    assert has_business_here(here.school)
    here.room.arrive(NewReport())
    settled(qtbot, here, 0)
    assert here.room.stack.currentWidget() is here.room.list
    assert not here.room.list.view.report.isVisible()
    assert not has_business_here(folder_school.open("governor"))


def test_what_is_urgent_stands_above_and_can_be_filtered_for(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool
) -> None:
    """By date alone an emergency stood under whatever came later."""
    emergency = send(folder_school)
    folder_school.clock.turn(hours=2)
    later = send(folder_school)
    more: dict[str, object] = {"question": asked.DANGER, "after": "yes"}
    act(folder_school, "teacher1", emergency.case_id, Move.AMEND, "Just now.", **more)
    here = seat("dsl")
    here.room.arrive(CaseList("all"))
    model = settled(qtbot, here, 2)
    assert references(model) == [emergency.reference, later.reference]
    # Why it stands there is the first thing its second line says.
    assert model.index(0, 0).data(FACE).detail.startswith(TO_DO[CaseState.WITH_DSL])
    view = here.room.list.view
    qtbot.mouseClick(view.more, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(view.more_filters.isVisible)
    QTest.keyClick(view.more_filters.level, Qt.Key.Key_Down)
    assert view.more_filters.level.currentText() == "Emergency"
    settled(qtbot, here, 1)
    QTest.keyClick(view.more_filters.year, Qt.Key.Key_Down)  # Reception
    settled(qtbot, here, 0)
    qtbot.mouseClick(view.more, Qt.MouseButton.LeftButton)
    settled(qtbot, here, 2)


def test_days_are_typed_as_everywhere_and_what_is_saved_follows_them(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool, tmp_path: Path
) -> None:
    older = send(folder_school)
    folder_school.clock.turn(days=10)
    newer = send(folder_school)
    here = seat("dsl")
    here.room.arrive(CaseList("all"))
    settled(qtbot, here, 2)
    page, view = here.room.list, here.room.list.view
    qtbot.mouseClick(view.more, Qt.MouseButton.LeftButton)
    filters = view.more_filters
    assert not filters.first.isVisible()
    filters.time.setCurrentIndex(filters.time.findData(BETWEEN))
    assert filters.first.isVisible()
    assert not filters.narrows()
    QTest.keyClicks(filters.first, "today")
    model = page.model
    qtbot.waitUntil(lambda: references(model) == [newer.reference])
    filters.first.clear()
    QTest.keyClicks(filters.last, "yesterday")
    qtbot.waitUntil(lambda: references(model) == [older.reference])
    # What is saved is what is shown.
    view.save.click()
    sheet = page.sheet
    assert sheet is not None
    place = ChosenPlace(tmp_path)
    sheet._places = lambda _form: place
    sheet.form.choose("csv")
    qtbot.keyClicks(sheet.password.field, PASSWORD)
    sheet.go.click()
    qtbot.waitUntil(lambda: bool(here.window.said), timeout=15_000)
    saved = (tmp_path / "Reports.csv").read_text("utf-8-sig")
    assert older.reference in saved
    assert newer.reference not in saved
    # One press, and nothing is left out.
    qtbot.mouseClick(filters.everything, Qt.MouseButton.LeftButton)
    settled(qtbot, here, 2)
    assert filters.last.text() == ""
    assert not filters.first.isVisible()


def test_what_is_no_day_is_said_when_she_goes_on(qtbot: QtBot) -> None:
    filters = MoreFilters()
    qtbot.addWidget(filters)
    filters.show()
    filters.time.setCurrentIndex(filters.time.findData(BETWEEN))
    QTest.keyClicks(filters.first, "31/2")
    assert filters.wrong.text() == ""
    QTest.keyClick(filters.first, Qt.Key.Key_Return)
    assert filters.wrong.text() == "February has 29 days."
    assert filters.first.property("invalid")
    assert "Error" in filters.first.accessibleDescription()
    filters.first.clear()
    assert filters.wrong.text() == ""
    QTest.keyClicks(filters.first, "3/9/2026")
    QTest.keyClicks(filters.last, "1st September 2026")
    QTest.keyClick(filters.last, Qt.Key.Key_Return)
    assert filters.wrong.text() == "The last day comes before the first."
    assert filters.last.property("invalid")
    assert filters.days(dt.date(2026, 11, 1)) == (dt.date(2026, 9, 3), dt.date(2026, 9, 1))


def test_times_are_days() -> None:
    today = dt.date(2027, 1, 11)
    assert days_of("today", today) == (today, None)
    assert days_of("week", today) == (dt.date(2027, 1, 5), None)
    assert days_of("year", today) == (dt.date(2026, 9, 1), None)
    assert days_of("before", today) == (dt.date(2025, 9, 1), dt.date(2026, 8, 31))
    assert days_of("", today) == (None, None)
