"""From the home door to the signed-off case, by clicking and typing, with a real small school."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from tests.journeys_e2e.hand import Hand
from tests.journeys_e2e.laptops import (
    Laptop,
    first,
    form,
    home,
    open_first,
    question_page,
    room,
    state,
)
from tests.schools import SmallSchool
from trent_desktop.reports.cases import CaseState, Move
from trent_desktop.reports.index_values import CaseQuery
from trent_desktop.reports.kinds.content import names
from ui.app import Program
from ui.reports.filter_step import FilterLines

SEEN = "A cruel picture among the results of a search for volcanoes"
ADDRESS = "https://images.example-pictures.net/volcano?size=large"
DEFANGED = "images[.]example-pictures[.]net/volcano"


def send_quick(qtbot: QtBot, program: Program, hand: Hand, about: str = names.ABOUT_NO) -> str:
    """Send a quick report by hand, and give its reference."""
    hand.click(home(program).view.report)
    hand.click(room(program).choosing.content_door)
    blocks = question_page(program).blocks
    qtbot.waitUntil(blocks[names.SEEN].control.field.hasFocus)
    hand.type(SEEN)
    hand.press(Qt.Key.Key_Tab)  # who types goes on typing
    assert blocks[names.WHERE].control.field.hasFocus()
    hand.paste(ADDRESS)
    hand.click(blocks[names.OFF_SCREEN].control.row(names.OFF_YES))
    hand.click(blocks[names.ABOUT].control.row(about))
    journey = room(program).reporting.journey
    assert journey is not None
    hand.click(journey.view.go_on)
    qtbot.waitUntil(lambda: room(program).sent is not None, timeout=10_000)
    sent = room(program).sent
    assert sent is not None
    return sent.after.sent.reference


def test_from_the_door_to_the_signature(
    qtbot: QtBot, laptop: Laptop, folder_school: SmallSchool
) -> None:
    teacher = laptop("teacher1")
    hand = Hand(qtbot)
    reference = send_quick(qtbot, teacher, hand)
    assert hand.actions <= 6
    assert reference.startswith("TR-2026-")
    sent = room(teacher).sent
    assert sent is not None
    assert reference in sent.said.text()
    assert sent.after.sent.questions_left > 0
    assert [step.who for step in sent.after.steps if "ICT Lead" in step.who]

    # On his own laptop, within five seconds, without a word of what was seen.
    ict = laptop("ict")
    page = open_first(qtbot, ict, hand, reference)
    lines = page.case.findChild(FilterLines)
    assert isinstance(lines, FilterLines)
    line = lines.line()
    assert line is not None
    assert line.text == "images.example-pictures.net"
    hand.click(lines.shown.copy)
    assert QGuiApplication.clipboard().text() == "images.example-pictures.net"
    hand.click(form(page, Move.BLOCKED).button)
    qtbot.waitUntil(lambda: state(page) is CaseState.BLOCKED, timeout=10_000)
    hand.click(form(page, Move.STILL_BLOCKED).button)
    qtbot.waitUntil(lambda: state(page) is CaseState.CHECKED, timeout=10_000)

    head = laptop("head")
    page = open_first(qtbot, head, hand, reference)
    signing = form(page, Move.SIGN_OFF)
    hand.click(signing.button)
    assert "decision" in signing.error.text()  # nothing is signed without a reason
    assert signing.words is not None
    hand.click(signing.words)
    hand.type("Well handled. The block holds, and no child was upset.")
    hand.click(signing.button)
    qtbot.waitUntil(lambda: state(page) is CaseState.SIGNED_OFF, timeout=10_000)

    # The teacher's open list says so by itself.
    hand.click(sent.later_button)

    def says_so() -> bool:
        row = first(room(teacher))
        return row is not None and row.state is CaseState.SIGNED_OFF

    qtbot.waitUntil(says_so, timeout=10_000)
    case = folder_school.open("head").cases.open_case(sent.after.sent.case_id)
    assert [entry.move for entry in case.timeline if entry.move] == [
        Move.BLOCKED,
        Move.STILL_BLOCKED,
        Move.SIGN_OFF,
    ]


def test_about_a_colleague_one_press_sends_it_to_the_headteacher_alone(
    qtbot: QtBot, laptop: Laptop, folder_school: SmallSchool
) -> None:
    teacher = laptop("teacher1")
    hand = Hand(qtbot)
    reference = send_quick(qtbot, teacher, hand, names.ABOUT_STAFF)
    assert hand.actions <= 6
    sent = room(teacher).sent
    assert sent is not None
    assert sent.heading.text() == "Sent to the Headteacher"
    assert sent.go_on_button is None
    head = laptop("head")
    open_first(qtbot, head, hand, reference)
    for name in ("ict", "dsl", "deputy", "teacher1"):
        other = folder_school.open(name)
        other.follow()
        assert [row.title for row in other.cases.page(CaseQuery(SEEN)).rows] == []


def test_the_rest_waits_and_opens_where_it_was_left(qtbot: QtBot, laptop: Laptop) -> None:
    teacher = laptop("teacher1")
    hand = Hand(qtbot)
    reference = send_quick(qtbot, teacher, hand)
    sent = room(teacher).sent
    assert sent is not None
    assert sent.go_on_button is not None
    hand.click(sent.go_on_button)
    qtbot.waitUntil(lambda: room(teacher).reporting.journey is not None)
    hand.click(question_page(teacher).blocks[names.DEVICE].control.row("whiteboard"))
    hand.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: question_page(teacher).page.name == "who-saw")
    blocks = question_page(teacher).blocks
    hand.click(blocks[names.WHO_SAW].control.row(names.SAW_CHILDREN))
    picker = blocks[names.SAW_PUPILS].control
    hand.click(picker.field)
    hand.type("aish")
    qtbot.waitUntil(lambda: len(picker.list.rows()) == 3)
    # Two children of one name are told apart.
    assert {row.apart for row in picker.list.rows()[:2]} == {
        "4B, born 3 May",
        "4B, born 9 November",
    }
    hand.press(Qt.Key.Key_Down)
    hand.press(Qt.Key.Key_Return)
    assert len(picker.chosen()) == 1
    keeper = room(teacher).reporting._keeper
    assert keeper is not None
    qtbot.waitUntil(lambda: not keeper.waiting, timeout=2_000)
    # The laptop goes off: nothing is closed in order.
    assert teacher.school is not None
    kept = teacher.school.drafts.all()
    assert [draft.reference for draft in kept] == [reference]

    again = laptop("teacher1")
    again.window.inside.go("reports")
    page = room(again)
    qtbot.waitUntil(page.list.view.unfinished_card.isVisible, timeout=10_000)
    page.open_draft(kept[0].id)
    qtbot.waitUntil(lambda: page.reporting.journey is not None)
    assert question_page(again).page.name == "who-saw"
    assert question_page(again).blocks[names.SAW_PUPILS].control.chosen() == picker.chosen()


def test_the_stop_goes_to_the_dsl_alone(
    qtbot: QtBot, laptop: Laptop, folder_school: SmallSchool
) -> None:
    teacher = laptop("teacher1")
    hand = Hand(qtbot)
    hand.click(home(teacher).view.report)
    hand.click(room(teacher).choosing.content_door)
    hand.click(question_page(teacher).blocks[names.SEEN].control.field)
    hand.type("Something that I should not describe")
    hand.click(question_page(teacher).blocks[names.WHERE].control.field)
    hand.paste(ADDRESS)
    journey = room(teacher).reporting.journey
    assert journey is not None
    assert journey.view.stop is not None
    hand.click(journey.view.stop)
    journey = room(teacher).reporting.journey
    assert journey is not None
    assert journey.run.journey.text_only
    assert journey.view.stop is None
    blocks = question_page(teacher).blocks
    hand.click(blocks[names.STOP_DEVICE_STATE].control.row("off"))
    place = blocks[names.STOP_DEVICE_PLACE].control
    hand.click(place.field)
    hand.paste(ADDRESS)
    assert place.text() == ""
    assert "address" in blocks[names.STOP_DEVICE_PLACE].note.text()
    hand.type("Tablet 12, in the office safe")
    hand.click(blocks[names.STOP_DEVICE_HOLDER].control.dont_know)
    hand.click(journey.view.go_on)
    hand.click(question_page(teacher).blocks[names.STOP_SEEN_BY].control.field)
    hand.type("Only me")
    hand.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    for name in (names.STOP_RISK, names.STOP_ADULT, names.STOP_COPIED):
        hand.click(question_page(teacher).blocks[name].control.row("no"))
    hand.click(journey.view.go_on)
    hand.click(question_page(teacher).blocks[names.STOP_DSL_TOLD].control.row("no"))
    hand.click(journey.view.go_on)
    hand.click(journey.view.go_on)
    assert journey.run.at_check
    hand.click(journey.view.go_on)
    qtbot.waitUntil(lambda: room(teacher).sent is not None, timeout=10_000)
    sent = room(teacher).sent
    assert sent is not None
    assert sent.heading.text() == "Sent to the DSL"
    assert sent.go_on_button is None
    assert "Designated Safeguarding Lead" in sent.after.steps[0].who

    # She finds in her list that it was sent, and cannot open it.
    hand.click(sent.later_button)
    page = room(teacher)
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 1)
    hand.click_row(page.list.view.list, 0)
    assert page.stack.currentWidget() is page.list
    assert "cannot be opened" in teacher.window.inside.said

    dsl = laptop("dsl")
    reading = open_first(qtbot, dsl, hand, sent.after.sent.reference)
    assert reading.case.case is not None
    assert not reading.case.view.print.isVisible()
    assert "example" not in str(reading.case.case)
    assert "describe" not in str(reading.case.case)
    ict = folder_school.open("ict")
    ict.follow()
    assert ict.cases.page(CaseQuery()).rows == ()


def test_while_the_share_is_away_it_is_kept_and_sent_later(
    qtbot: QtBot, laptop: Laptop, folder_school: SmallSchool
) -> None:
    teacher = laptop("teacher1")
    share = Path(folder_school.location.shown)
    hidden = share.with_name("share-away")
    share.rename(hidden)
    hand = Hand(qtbot)
    assert send_quick(qtbot, teacher, hand) == ""
    sent = room(teacher).sent
    assert sent is not None
    assert sent.after.sent.queued
    assert "when the folder is back" in sent.said.text()
    hidden.rename(share)
    changes = teacher.changes
    assert changes is not None
    with qtbot.waitSignal(changes.sent, timeout=10_000) as told:
        pass
    assert told.args is not None
    assert told.args[0][0].startswith("TR-2026-")
