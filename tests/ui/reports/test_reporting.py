"""Between the first letter and the page after sending: drafts, the stop, and what goes wrong."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.schools import SmallSchool
from tests.ui.reports.conftest import ADDRESS, SEEN, Seat, quick_answers, send, words_of
from trent_desktop.problems import AnswersRefused, DiskFull
from trent_desktop.reports.cases import Route
from trent_desktop.reports.kinds.content import FULL, QUICK, STOP, names
from trent_desktop.reports.sent import Sent
from trent_desktop.reports.severity import whom_to_tell
from trent_desktop.school.settings.values import Contact
from ui.components.words import Words
from ui.journeys import JourneyWidget
from ui.journeys.question_page import QuestionPage
from ui.reports.sent_page import LOOK_MS, AfterSending, SentPage
from ui.shell.rooms import NewReport, OpenDraft

Sit = Callable[[str], Seat]


def journey(seat: Seat) -> JourneyWidget:
    shown = seat.room.reporting.journey
    assert shown is not None
    return shown


def page_of(seat: Seat) -> QuestionPage:
    page = journey(seat).page
    assert isinstance(page, QuestionPage)
    return page


def begin(seat: Seat) -> QuestionPage:
    seat.room.arrive(NewReport())
    seat.room.choosing.content_door.click()
    return page_of(seat)


def answer(page: QuestionPage) -> None:
    page.blocks[names.SEEN].control.field.setPlainText(SEEN)
    page.blocks[names.WHERE].control.field.setPlainText(ADDRESS)
    page.blocks[names.OFF_SCREEN].control.row(names.OFF_YES).setChecked(True)
    page.blocks[names.ABOUT].control.row(names.ABOUT_NO).setChecked(True)


def test_tab_goes_through_the_four_questions_to_the_button(qtbot: QtBot, seat: Sit) -> None:
    here = seat("teacher1")
    page = begin(here)
    field = page.blocks[names.SEEN].control.field
    qtbot.waitUntil(lambda: QApplication.focusWidget() is field)
    met: list[str] = []
    at = QApplication.focusWidget()
    while at is not None and at is not journey(here).view.go_on and len(met) < 30:
        block = next(
            (name for name, one in page.blocks.items() if one.isAncestorOf(at)),
            at.accessibleName() or repr(at),
        )
        met += [block] * (block not in met)
        QTest.keyClick(at, Qt.Key.Key_Tab)
        at = QApplication.focusWidget()
    assert at is not None
    assert met == [names.SEEN, names.WHERE, names.OFF_SCREEN, names.ABOUT]
    assert at is journey(here).view.go_on
    QTest.keyClick(at, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is journey(here).view.put_off
    assert journey(here).run.get(names.ABOUT) is None  # passing through chooses nothing


def test_every_letter_is_kept_within_a_second(qtbot: QtBot, seat: Sit) -> None:
    here = seat("teacher1")
    page = begin(here)
    qtbot.wait(50)
    assert here.school.drafts.all() == ()  # looking leaves no draft
    QTest.keyClicks(page.blocks[names.SEEN].control.field, "A cruel")
    qtbot.waitUntil(lambda: len(here.school.drafts.all()) == 1, timeout=1_000)
    draft = here.school.drafts.all()[0]
    assert draft.answers[names.SEEN] == "A cruel"
    assert draft.answers[names.CLASS]["name"] == "4B"  # her own class, put by itself
    # The window locks in the middle of a word.
    QTest.keyClicks(page.blocks[names.SEEN].control.field, " picture")
    here.room.keep()
    kept = here.school.drafts.get(draft.id)
    assert kept is not None
    assert kept.answers[names.SEEN] == "A cruel picture"


def test_a_draft_opens_where_it_was_left(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool
) -> None:
    here = seat("teacher1")
    answers = {**quick_answers(folder_school), "device": "whiteboard", "room": "4B"}
    draft = folder_school.draft(
        answers,
        FULL,
        page="how",
        trail=("device", "who-saw"),
        case_id=uuid.uuid4(),
        reference="TR-2026-014",
    )
    here.school.drafts.keep(draft)
    here.room.arrive(OpenDraft(draft.id))
    qtbot.waitUntil(lambda: here.room.reporting.journey is not None)
    assert page_of(here).page.name == "how"
    assert "TR-2026-014" in journey(here).view.caption.text()
    so_far = words_of(journey(here).view.so_far)
    assert "The whiteboard" in so_far


def test_a_draft_that_is_gone_is_said(qtbot: QtBot, seat: Sit) -> None:
    here = seat("teacher1")
    here.room.arrive(OpenDraft(uuid.uuid4()))
    qtbot.waitUntil(lambda: bool(here.window.said))
    assert here.window.said == ["That report is no longer waiting."]
    assert here.room.stack.currentWidget() is here.room.list


def test_save_and_finish_later(qtbot: QtBot, seat: Sit) -> None:
    here = seat("teacher1")
    answer(begin(here))
    journey(here).view.put_off.click()
    assert here.room.stack.currentWidget() is here.room.list
    assert [draft.stage for draft in here.school.drafts.all()] == [QUICK]
    assert here.room.reporting.journey is None
    begin(here)
    journey(here).view.put_off.click()  # nothing was typed
    assert len(here.school.drafts.all()) == 1


def test_sent_and_the_rest_waits(qtbot: QtBot, seat: Sit) -> None:
    here = seat("teacher1")
    changed: list[object] = []
    here.desk.changes.cases.connect(changed.append)
    answer(begin(here))
    journey(here).view.go_on.click()
    assert journey(here).view.go_on.text() == "Sending…"
    qtbot.waitUntil(lambda: here.room.sent is not None, timeout=5_000)
    sent = here.room.sent
    assert sent is not None
    assert sent.heading.text() == "Your report is sent"
    assert sent.go_on_button is not None
    assert f"({sent.after.sent.questions_left} questions left)" in sent.go_on_button.text()
    assert changed == [frozenset({sent.after.sent.case_id})]
    drafts = here.school.drafts.all()
    assert [(d.stage, d.reference) for d in drafts] == [(FULL, sent.after.sent.reference)]
    # Nothing that was under way writes the quick draft back.
    qtbot.wait(600)
    assert [d.stage for d in here.school.drafts.all()] == [FULL]
    sent.go_on_button.click()
    qtbot.waitUntil(lambda: here.room.reporting.journey is not None)
    assert page_of(here).page.name == "device"


def test_a_full_disk_does_not_keep_a_report_from_being_sent(qtbot: QtBot, seat: Sit) -> None:
    here = seat("teacher1")
    page = begin(here)

    def full(_draft: object) -> None:
        raise DiskFull("This laptop's disk is full.", what_to_do="Free some room.")

    keeper = here.room.reporting._keeper
    assert keeper is not None
    keeper._write = full
    answer(page)
    qtbot.waitUntil(lambda: keeper.problem != "", timeout=2_000)
    assert "disk is full" in journey(here).view.foot.words.text()
    assert page.blocks[names.SEEN].control.text() == SEEN
    journey(here).view.go_on.click()
    qtbot.waitUntil(lambda: here.room.sent is not None, timeout=5_000)


def test_what_the_service_refuses_stands_beside_its_question(qtbot: QtBot, seat: Sit) -> None:
    here = seat("teacher1")
    page = begin(here)
    answer(page)

    def refuse(_draft: object) -> Sent:
        raise AnswersRefused("Some answers cannot be sent.", ((names.WHERE, "Not like that."),))

    here.school.cases.send = refuse  # type: ignore[method-assign, assignment]
    journey(here).view.go_on.click()
    qtbot.waitUntil(lambda: page.blocks[names.WHERE].error.text() == "Not like that.")
    assert journey(here).view.trouble.isVisible()
    assert journey(here).view.go_on.isEnabled()
    # What is typed after that is kept again.
    page.blocks[names.SEEN].control.field.setPlainText("Something else")
    qtbot.waitUntil(
        lambda: [d.answers[names.SEEN] for d in here.school.drafts.all()] == ["Something else"],
        timeout=2_000,
    )


def test_an_unforeseen_error_while_sending_keeps_everything(qtbot: QtBot, seat: Sit) -> None:
    here = seat("teacher1")
    answer(begin(here))

    def broken(_draft: object) -> Sent:
        raise ZeroDivisionError

    here.school.cases.send = broken  # type: ignore[method-assign, assignment]
    journey(here).view.go_on.click()
    qtbot.waitUntil(lambda: bool(here.window.problems))
    assert journey(here).view.trouble.heading.text() == "The report could not be sent just now."
    assert here.school.drafts.all()[0].answers[names.SEEN] == SEEN


def test_the_stop_carries_no_words_over_and_back_is_back(qtbot: QtBot, seat: Sit) -> None:
    here = seat("teacher1")
    answer(begin(here))
    stop = journey(here).view.stop
    assert stop is not None
    stop.click()
    run = journey(here).run
    assert run.journey.stage == STOP
    assert set(run.answers) == {names.HAPPENED_AT, names.CLASS}
    # Pressed by mistake: the report is as it was.
    journey(here).view.back.click()
    assert journey(here).run.journey.stage == QUICK
    assert page_of(here).blocks[names.SEEN].control.text() == SEEN
    assert here.school.drafts.all()[0].stage == QUICK
    # Meant: from the first answer on, nothing of it is kept.
    stop = journey(here).view.stop
    assert stop is not None
    stop.click()
    page_of(here).blocks[names.STOP_DEVICE_STATE].control.row("off").click()
    here.room.keep()
    kept = here.school.drafts.all()
    assert [draft.stage for draft in kept] == [STOP]
    assert ADDRESS not in str(dict(kept[0].answers))
    assert SEEN not in str(dict(kept[0].answers))


def test_choosing_that_kind_of_content_leads_to_the_stop(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool
) -> None:
    here = seat("teacher1")
    sent = here.school.cases.send(folder_school.draft(quick_answers(folder_school)))
    here.room.arrive(OpenDraft(sent.case_id))
    qtbot.waitUntil(lambda: here.room.reporting.journey is not None)
    journey(here).run.put("device", "whiteboard")
    journey(here).run.put(names.CATEGORY, "indecent-of-child")
    journey(here).show_page()
    journey(here).go_on()
    assert journey(here).run.journey.stage == STOP
    assert journey(here).view.caption.text().endswith(sent.reference)


def test_the_rest_from_another_laptop(qtbot: QtBot, seat: Sit, folder_school: SmallSchool) -> None:
    sent = send(folder_school)
    here = seat("teacher1")  # her draft is on the laptop it was sent from
    here.room.open_case(sent.case_id)
    qtbot.waitUntil(lambda: here.room.case.case is not None)
    here.room.case.view.rest_button.click()
    qtbot.waitUntil(lambda: here.room.reporting.journey is not None)
    assert page_of(here).page.name == "device"
    # What was sent stands beside it, and how much is left is counted down.
    so_far = journey(here).view.so_far
    assert SEEN in words_of(so_far)
    left = int(so_far.left.text().split()[0])
    rows = page_of(here).blocks["device"].control.rows
    QTest.mouseClick(next(iter(rows.values())), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: so_far.left.text().startswith(f"{left - 1} question"))


@pytest.mark.parametrize(
    ("sent", "first", "heading", "go_on"),
    [
        (Sent(uuid.uuid4(), "TR-1", Route.CONTENT, 1, 5), True, "Your report is sent", True),
        (Sent(uuid.uuid4(), "TR-1", Route.CONTENT, 1, 0), False, "Your answers are sent", False),
        (
            Sent(uuid.uuid4(), "", Route.CONTENT, 1, 5, queued=True),
            True,
            "It is kept, and will be sent",
            True,
        ),
        (Sent(uuid.uuid4(), "TR-1", Route.STOPPED, 3, 0), False, "Sent to the DSL", False),
        (Sent(uuid.uuid4(), "TR-1", Route.STAFF, 3, 0), False, "Sent to the Headteacher", False),
        (Sent(uuid.uuid4(), "TR-1", Route.HEAD, 3, 0), False, "Sent to the Chair", False),
    ],
)
def test_the_page_after_sending(
    qtbot: QtBot, sent: Sent, first: bool, heading: str, go_on: bool
) -> None:
    contacts = (Contact("dsl", "Fatima Sheikh", "020 7946 0112", "Room beside the library"),)
    page = SentPage(AfterSending(sent, whom_to_tell(3, sent.route, contacts), first))
    qtbot.addWidget(page)
    page.show()
    assert page.heading.text() == heading
    assert (page.go_on_button is not None) is go_on
    said = words_of(page)
    if sent.route is Route.STOPPED:
        assert "Fatima Sheikh, Designated Safeguarding Lead" in said
        assert "020 7946 0112. Room beside the library" in said
        assert "Now" in said
    if sent.route in (Route.STAFF, Route.HEAD):
        assert "Fatima" not in said
    if sent.queued:
        assert "sent automatically when the folder is back" in said


def test_a_page_that_says_it_waits_asks_until_it_went(qtbot: QtBot) -> None:
    """What says that a report went may come before its reference is on this laptop."""
    waits = Sent(uuid.uuid4(), "", Route.CONTENT, 1, 5, queued=True)
    page = SentPage(AfterSending(waits, (), first=True))
    qtbot.addWidget(page)
    page.show()
    with qtbot.waitSignal(page.asks, timeout=2 * LOOK_MS):
        pass
    page.show_after(AfterSending(replace(waits, queued=False, reference="TR-1"), (), first=True))
    assert page.heading.text() == "Your report is sent"
    assert page.said.text().startswith("Reference TR-1.")
    assert not page._look.isActive()


def test_whom_to_tell_is_not_made_anew_while_she_reads_it(qtbot: QtBot) -> None:
    waits = Sent(uuid.uuid4(), "", Route.CONTENT, 1, 5, queued=True)
    steps = whom_to_tell(3, Route.CONTENT, (Contact("dsl", "Fatima Sheikh", "020 7946 0112", ""),))
    page = SentPage(AfterSending(waits, steps, first=True))
    qtbot.addWidget(page)
    page.show()
    rows = page._whom.findChildren(Words)
    assert len(rows) > 2
    gone = replace(waits, queued=False, reference="TR-1")
    page.show_after(AfterSending(gone, steps, first=True))
    assert page._whom.findChildren(Words) == rows
    page.show_after(AfterSending(gone, steps[:1], first=True))
    assert page._whom.findChildren(Words) != rows


@pytest.mark.parametrize("reference", ["", "TR-2026-001"])
def test_where_nobody_can_read_it_she_is_told_to_ring(qtbot: QtBot, reference: str) -> None:
    """And of answers to what was sent before, that it is taken from whom they may be about."""
    waits = Sent(uuid.uuid4(), reference, Route.STAFF, 3, 0, queued=True, no_reader=True)
    page = SentPage(AfterSending(waits, whom_to_tell(3, Route.STAFF, ()), first=False))
    qtbot.addWidget(page)
    page.show()
    said = words_of(page)
    assert "Until then only you can tell them: ring as it says below." in said
    assert ("What was sent before is taken from whoever they may be about." in said) is bool(
        reference
    )


def test_the_blank_form_opens_in_the_window(qtbot: QtBot, seat: Sit) -> None:
    here = seat("teacher1")
    here.room.arrive(NewReport())
    QTest.mouseClick(here.room.choosing.all_blank, Qt.MouseButton.LeftButton)
    QTest.mouseClick(here.room.choosing.blank_rows["content"], Qt.MouseButton.LeftButton)
    preview = here.room.preview
    assert preview is not None
    qtbot.waitUntil(preview.view.print.isEnabled, timeout=20_000)
    preview.left.emit()
    assert here.room.stack.currentWidget() is here.room.choosing
