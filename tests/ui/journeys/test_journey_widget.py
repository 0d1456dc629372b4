"""Any journey on the screen: questions, errors on Continue, check answers, the keyboard."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QDate, QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCalendarWidget, QLabel, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.at_once import AtOnce
from tests.schools import NOON, SmallSchool
from trent_desktop.journeys import (
    DONT_KNOW,
    Answers,
    Journey,
    Run,
    class_value,
    is_unknown,
    when_value,
)
from trent_desktop.reports.asked.questions import Defaults
from trent_desktop.reports.kinds.content import (
    FULL,
    QUICK,
    STOP,
    content_journey,
    names,
)
from trent_desktop.reports.stop.pages import STOP_HINT, STOP_QUESTION
from trent_desktop.school.people.finding import PeopleService
from ui.background import Background
from ui.components.words import Words
from ui.journeys import DraftKeeper, JourneyWidget, Sources
from ui.journeys.check_page import CheckPage
from ui.journeys.plain_text import STOP_NO_PICTURE
from ui.journeys.question_page import QuestionPage
from ui.theme import Theme, look

Show = Callable[..., JourneyWidget]


@pytest.fixture
def people(folder_school: SmallSchool) -> PeopleService:
    return folder_school.open("teacher1").people


@pytest.fixture
def show(qtbot: QtBot, people: PeopleService) -> Iterator[Show]:
    background = Background(AtOnce())
    keepers: list[DraftKeeper] = []

    def make(
        journey: Journey, answers: Answers | None = None, page: str = "", **more: object
    ) -> JourneyWidget:
        run = Run(journey, answers, now=lambda: NOON, page=page)
        keeper = DraftKeeper(lambda _state: None, background, clock=lambda: NOON)
        keepers.append(keeper)
        widget = JourneyWidget(
            run,
            Sources(people, background),
            keeper,
            run.to_state,
            clock=lambda: NOON,
            stop=(STOP_QUESTION, STOP_HINT),
            **more,  # type: ignore[arg-type]
        )
        qtbot.addWidget(widget)
        widget.resize(1140, 730)
        with qtbot.waitActive(widget):
            widget.show()
            widget.activateWindow()
        return widget

    yield make
    for keeper in keepers:
        keeper.end()
        keeper.deleteLater()


def quick(people: PeopleService) -> Journey:
    own = people.own_class()
    assert own is not None
    return content_journey(QUICK, Defaults(when_value(NOON), class_value(own)))


def page_of(widget: JourneyWidget) -> QuestionPage:
    assert isinstance(widget.page, QuestionPage)
    return widget.page


def focus_is(widget: object) -> bool:
    return QApplication.focusWidget() is widget


def test_the_quick_page_shows_four_questions_and_keeps_two_beside(
    qtbot: QtBot, show: Show, people: PeopleService
) -> None:
    widget = show(quick(people), folded=(names.HAPPENED_AT, names.CLASS))
    blocks = page_of(widget).blocks
    shown = [name for name, block in blocks.items() if block.isVisible()]
    assert shown == [names.SEEN, names.WHERE, names.OFF_SCREEN, names.ABOUT]
    qtbot.waitUntil(lambda: focus_is(blocks[names.SEEN].control.field))
    links = widget.view.so_far.links
    assert set(links) == {names.HAPPENED_AT, names.CLASS}
    links[names.CLASS].click()
    assert blocks[names.CLASS].isVisible()
    assert focus_is(blocks[names.CLASS].control.field)
    assert names.CLASS not in widget.view.so_far.links


def test_errors_come_on_continue_only_and_lead_to_their_fields(
    qtbot: QtBot, show: Show, people: PeopleService
) -> None:
    widget = show(quick(people), folded=(names.HAPPENED_AT, names.CLASS))
    blocks, errors = page_of(widget).blocks, widget.view.errors
    qtbot.waitUntil(lambda: focus_is(blocks[names.SEEN].control.field))
    QTest.keyClick(blocks[names.SEEN].control.field, Qt.Key.Key_Tab)
    assert errors.isHidden()
    widget.view.go_on.click()
    assert errors.isVisible()
    assert focus_is(errors)
    assert errors.heading.text() == "There are 4 problems"
    assert [link.text() for link in errors.links] == [
        "Say in a few words what was seen.",
        "Say where it was: an address, an app, or “I don’t know”.",
        "Say whether it is off the screen.",
        "Say whether it is about a grown-up who works here.",
    ]
    errors.links[1].click()
    assert focus_is(blocks[names.WHERE].control.field)
    assert blocks[names.WHERE].error.text().startswith("Say where it was")
    assert "Error" in blocks[names.WHERE].control.field.accessibleDescription()
    # What is right is not told to be wrong again.
    blocks[names.SEEN].control.field.setPlainText("A cruel picture")
    widget.view.go_on.click()
    assert [error.field for error in widget.run.errors] == [
        names.WHERE,
        names.OFF_SCREEN,
        names.ABOUT,
    ]


def shown_lines(control: QWidget) -> tuple[str, ...]:
    """How addresses are shown below their field."""
    return tuple(one.text() for one in control.findChildren(Words) if one.property("line"))


def test_an_address_is_read_and_shown_so_that_it_is_no_link(
    qtbot: QtBot, show: Show, people: PeopleService
) -> None:
    widget = show(quick(people))
    control = page_of(widget).blocks[names.WHERE].control
    control.field.setPlainText("https://user@www.Images.example-pictures.net/a?b=c\nRoblox")
    qtbot.waitUntil(lambda: len(shown_lines(control)) == 2)
    shown = "images[.]example-pictures[.]net/a?b=c Take care: what is before the @"
    assert shown_lines(control) == (f"{shown} is not the site it leads to.", "Roblox")
    lines = [words.property("line") for words in widget.findChildren(Words)]
    assert [line for line in lines if line] == ["doubtful", "name"]  # neither has the shield
    for label in widget.findChildren(QLabel):
        assert label.textFormat() is Qt.TextFormat.PlainText
        assert not label.openExternalLinks()
    control.dont_know.click()
    assert is_unknown(widget.run.get(names.WHERE))
    QTest.keyClicks(control.field, "x")  # who types, knows
    assert not control.dont_know.isChecked()


def test_enter_goes_on_and_ctrl_enter_in_long_text(show: Show, people: PeopleService) -> None:
    widget = show(quick(people))
    ready: list[bool] = []
    widget.ready.connect(lambda: ready.append(True))
    blocks = page_of(widget).blocks
    seen = blocks[names.SEEN].control.field
    seen.setPlainText("A cruel picture")
    QTest.keyClick(seen, Qt.Key.Key_Return)
    assert seen.toPlainText().count("\n") == 1
    assert widget.run.errors == ()
    blocks[names.WHERE].control.field.setPlainText("a game")
    blocks[names.OFF_SCREEN].control.row(names.OFF_YES).setChecked(True)
    blocks[names.ABOUT].control.row(names.ABOUT_NO).setChecked(True)
    QTest.keyClick(seen, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(blocks[names.WHERE].control.field, Qt.Key.Key_Return)
    yes = blocks[names.OFF_SCREEN].control.row(names.OFF_YES)
    yes.setFocus()
    QTest.keyClick(yes, Qt.Key.Key_Return)
    assert ready == [True, True, True]


def test_change_leads_back_to_check_your_answers(qtbot: QtBot, show: Show) -> None:
    answers = {
        "device": "whiteboard", "who_saw": ["nobody"], "how": "accident", "filter_state": "on",
        "category": "violence", "done": ["screen-off"], "danger": "no", "told": ["nobody-yet"],
    }  # fmt: skip
    widget = show(content_journey(FULL), answers)
    for _page in range(9):
        widget.go_on()
    page = widget.page
    assert isinstance(page, CheckPage)
    assert widget.view.go_on.text() == "Send these answers"
    qtbot.waitUntil(lambda: focus_is(page.heading))
    assert widget.view.scroller.verticalScrollBar().value() == 0
    page.links["category"].click()
    assert page_of(widget).page.name == "category"
    qtbot.waitUntil(lambda: focus_is(page_of(widget).blocks["category"].control.row("violence")))
    page_of(widget).blocks["category"].control.row("scam").setChecked(True)
    widget.view.go_on.click()
    assert widget.run.at_check
    assert widget.run.get("category") == "scam"
    widget.view.back.click()
    assert page_of(widget).page.name == "told"


def test_a_question_appears_when_another_answer_calls_for_it(show: Show) -> None:
    widget = show(content_journey(FULL), page="who-saw")
    blocks = page_of(widget).blocks
    assert blocks[names.SAW_COUNT].isHidden()
    blocks[names.WHO_SAW].control.row(names.SAW_CHILDREN).click()
    assert blocks[names.SAW_COUNT].isVisible()
    count = blocks[names.SAW_COUNT].control
    count.field.setText("about thirty")
    widget.go_on()
    assert [error.field for error in widget.run.errors] == [names.SAW_COUNT]
    assert count.field.text() == "about thirty"
    # “Nobody but me” stands alone.
    blocks[names.WHO_SAW].control.row(names.SAW_NOBODY).click()
    assert widget.run.get(names.WHO_SAW) == [names.SAW_NOBODY]
    blocks[names.WHO_SAW].control.row(None).click()
    assert is_unknown(widget.run.get(names.WHO_SAW))
    assert blocks[names.WHO_SAW].control.row(None).text() == DONT_KNOW


def test_pupils_are_picked_by_keyboard_and_taken_out_again(qtbot: QtBot, show: Show) -> None:
    widget = show(content_journey(FULL), {names.WHO_SAW: ["children"]}, "who-saw")
    control = page_of(widget).blocks[names.SAW_PUPILS].control
    QTest.keyClicks(control.field, "khan")
    qtbot.waitUntil(lambda: len(control.list.rows()) == 4)
    QTest.keyClick(control.field, Qt.Key.Key_Down)
    QTest.keyClick(control.field, Qt.Key.Key_Return)
    QTest.keyClicks(control.field, "luka")  # no accent is needed
    qtbot.waitUntil(lambda: len(control.list.rows()) == 2)
    QTest.keyClick(control.field, Qt.Key.Key_Return)
    QTest.keyClicks(control.field, "Sam Visitor")
    qtbot.waitUntil(lambda: len(control.list.rows()) == 1)
    assert control.list.rows()[0].apart == "not on the school’s list"
    QTest.keyClick(control.field, Qt.Key.Key_Return)
    chosen = widget.run.get(names.SAW_PUPILS)
    assert [one["name"] for one in chosen] == ["Aisha Khan", "Łukasz Nowak", "Sam Visitor"]
    assert chosen[0]["told_apart_by"]
    assert chosen[2]["id"] is None
    QTest.keyClick(control.field, Qt.Key.Key_Backspace)
    assert len(control.chosen()) == 2
    # Half a name that was typed is not lost by Continue.
    QTest.keyClicks(control.field, "Jo B")
    widget.go_on()
    assert [one["name"] for one in widget.run.get(names.SAW_PUPILS)][-1] == "Jo B"


def test_time_is_typed_in_british_order(show: Show, people: PeopleService) -> None:
    widget = show(quick(people))
    control = page_of(widget).blocks[names.HAPPENED_AT].control
    control.date.setText("20/11")
    control.time.setText("9.05")
    moment = dt.datetime.fromisoformat(widget.run.get(names.HAPPENED_AT))
    assert moment.astimezone().date() == dt.date(2026, 11, 20)
    assert f"{moment.astimezone():%H:%M}" == "09:05"
    control.time.setText("after lunch")
    assert widget.run.get(names.HAPPENED_AT) == "20 November 2026 at after lunch"  # it is kept
    widget.go_on()
    assert names.HAPPENED_AT in [error.field for error in widget.run.errors]
    assert control.time.property("invalid")
    assert not control.date.property("invalid")
    control.show_value(widget.run.get(names.HAPPENED_AT))
    assert (control.date.text(), control.time.text()) == ("20 November 2026", "after lunch")
    control.now_button.click()
    assert control.date.text() == "23 November 2026"


def test_the_way_into_the_stop_is_always_in_view(show: Show, people: PeopleService) -> None:
    widget = show(quick(people))
    asked: list[str] = []
    widget.stopped.connect(lambda hand_over: asked.append(hand_over.stage))
    stop, here = widget.view.stop, widget.view.stop_here
    assert stop is not None
    assert here is not None
    assert stop.isVisible()
    assert not here.isVisible()
    stop.click()
    look().dress(Theme("light", 2.0, motion=False))
    QApplication.processEvents()
    widget.resize(1138, 700)
    QApplication.processEvents()
    assert here.isVisible()
    assert widget.rect().contains(here.mapTo(widget, here.rect().bottomRight()))
    here.click()
    assert asked == [STOP, STOP]


def test_large_text_still_shows_and_changes_what_was_put_by_itself(
    qtbot: QtBot, show: Show, people: PeopleService
) -> None:
    widget = show(quick(people), folded=(names.HAPPENED_AT, names.CLASS))
    assert not widget.view.preset.isVisible()
    widget.resize(700, 700)
    assert widget.view.preset.isVisible()
    assert widget.view.preset_words.text() == f"Today at {NOON.astimezone():%H:%M} · 4B"
    widget.view.preset_change.click()
    blocks = page_of(widget).blocks
    assert blocks[names.HAPPENED_AT].isVisible()
    assert blocks[names.CLASS].isVisible()
    assert focus_is(blocks[names.HAPPENED_AT].control.date)
    assert not widget.view.preset.isVisible()


def test_drops_on_the_stop_are_refused_kindly(show: Show) -> None:
    widget = show(content_journey(STOP, Defaults(when_value(NOON))))
    assert widget.view.stop is None
    content = QMimeData()
    content.setText("example.net")
    event = QDropEvent(
        QPointF(30, 30),
        Qt.DropAction.CopyAction,
        content,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    widget.dropEvent(event)
    assert not event.isAccepted()
    assert widget.view.note.words.text() == STOP_NO_PICTURE


def test_hidden_characters_are_taken_out_and_said(show: Show) -> None:
    widget = show(content_journey(FULL), page="device")
    blocks = page_of(widget).blocks
    blocks["device"].control.row("whiteboard").click()
    blocks["room"].control.field.setText("4B\u202e room")
    widget.go_on()
    assert page_of(widget).page.name == "who-saw"
    assert widget.run.get("room") == "4B room"
    assert "turn the writing round" in widget.view.note.words.text()


def test_the_limit_is_counted_only_when_it_is_near(show: Show) -> None:
    widget = show(content_journey(FULL), page="words")
    control = page_of(widget).blocks[names.CHILD_WORDS].control
    control.field.setPlainText("x" * 100)
    assert not control._left.isVisible()
    control.field.setPlainText("x" * 4_990)
    assert control._left.text() == "10 characters left"
    control.field.setPlainText("x" * 5_001)
    assert control._left.text().startswith("1 character too many")
    widget.go_on()
    assert [error.field for error in widget.run.errors] == [names.CHILD_WORDS]
    assert len(control.text()) == 5_001


def test_alt_left_goes_back_and_busy_takes_no_second_press(
    show: Show, people: PeopleService
) -> None:
    widget = show(quick(people))
    left: list[bool] = []
    widget.left.connect(lambda: left.append(True))
    QTest.keyClick(widget.view.back, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert left == [True]
    widget.set_busy("Sending…")
    assert widget.view.go_on.text() == "Sending…"
    widget.go_on()
    assert widget.run.errors == ()
    widget.set_busy("")
    assert widget.view.go_on.text() == "Send report"
    assert widget.view.go_on.isEnabled()


def test_a_day_is_picked_from_the_calendar(qtbot: QtBot, show: Show, people: PeopleService) -> None:
    widget = show(quick(people))
    control = page_of(widget).blocks[names.HAPPENED_AT].control
    control.calendar_button.click()
    popup = control._calendar
    calendar = popup.findChild(QCalendarWidget)
    assert isinstance(calendar, QCalendarWidget)
    assert calendar.maximumDate() == QDate(2026, 11, 23)  # nothing in the future
    calendar.activated.emit(QDate(2026, 11, 20))
    assert control.date.text() == "20 November 2026"
    assert widget.run.get(names.HAPPENED_AT).startswith("2026-11-20T")
    assert focus_is(control.time)
    qtbot.waitUntil(lambda: not isValid(popup))
