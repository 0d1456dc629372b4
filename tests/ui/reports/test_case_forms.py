"""The forms of a case page: what is typed in them is never lost, and nothing is done twice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.schools import SmallSchool
from tests.ui.reports.casework import opened
from tests.ui.reports.conftest import Seat, send, words_of
from trent_desktop.problems import SchoolAway
from trent_desktop.reports.cases import Move
from trent_desktop.reports.kinds.content import names
from ui.components.buttons import LinkButton
from ui.journeys.days_read import read_day_to_come
from ui.reports.act_forms import CorrectionForm, GiveActionForm
from ui.reports.case_parts import StruckWords
from ui.reports.case_words import FINISH_FIRST, NOT_SAVED
from ui.theme import Theme, look

Sit = Callable[[str], Seat]


def test_a_failure_keeps_the_words_and_trying_again_doubles_nothing(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool
) -> None:
    sent = send(folder_school)
    here = seat("ict")
    page = opened(qtbot, here, sent.case_id)
    page.view.add_note.click()
    note = page._open_form
    assert note is not None
    note.put_words("The tablet is in my room.")
    real, tries = here.school.cases.act, []

    def act_then_lose_the_answer(*given: object, **named: object) -> object:
        tries.append(named["entry_id"])
        done = real(*given, **named)  # type: ignore[arg-type]
        if len(tries) == 1:
            raise SchoolAway("The school's folder cannot be reached.")
        return done

    here.school.cases.act = act_then_lose_the_answer  # type: ignore[method-assign, assignment]
    note.press()
    qtbot.waitUntil(lambda: "cannot be reached" in note.error.text())
    assert note.typed() == "The tablet is in my room."
    assert note.button.isEnabled()
    note.press()
    qtbot.waitUntil(lambda: page._open_form is None)
    assert len(set(tries)) == 1
    assert page.case is not None
    assert [e.words for e in page.case.timeline if e.move is Move.NOTE] == [
        "The tablet is in my room."
    ]


def test_an_unforeseen_error_is_told_and_keeps_the_words(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool
) -> None:
    sent = send(folder_school)
    here = seat("ict")
    page = opened(qtbot, here, sent.case_id)
    page.write_note("Words")
    note = page._open_form
    assert note is not None

    def broken(*_given: object, **_named: object) -> object:
        raise ZeroDivisionError

    here.school.cases.act = broken  # type: ignore[method-assign, assignment]
    note.press()
    qtbot.waitUntil(lambda: note.error.text() == NOT_SAVED)
    assert isinstance(here.window.problems[0], ZeroDivisionError)
    assert note.typed() == "Words"


def test_another_form_never_pushes_words_out(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool
) -> None:
    sent = send(folder_school)
    page = opened(qtbot, seat("ict"), sent.case_id)
    page.view.add_note.click()
    note = page._open_form
    assert note is not None
    note.put_words("Half a thought")
    page._correct(names.SEEN, Move.AMEND)
    assert page._open_form is note
    assert note.error.text() == FINISH_FIRST
    assert note.cancel is not None
    note.cancel.click()
    page._correct(names.SEEN, Move.AMEND)
    assert isinstance(page._open_form, CorrectionForm)
    page._close_form()
    page.view.add_note.click()
    assert page._open_form.typed() == "Half a thought"


def test_a_correction_strikes_through_and_says_who_and_why(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool
) -> None:
    sent = send(folder_school)
    page = opened(qtbot, seat("ict"), sent.case_id)
    links = [x for x in page.view.answers.findChildren(LinkButton) if x.text() == "Correct"]
    links[0].click()
    correcting = page._open_form
    assert isinstance(correcting, CorrectionForm)
    correcting.put_words("It was two pictures.")
    correcting.press()
    assert correcting.block.error.text() == "Nothing has been changed yet."
    correcting.block.control.field.setPlainText("Two cruel pictures")
    correcting.press()
    qtbot.waitUntil(lambda: page._open_form is None)
    QApplication.processEvents()
    struck = [s.text() for s in page.view.answers.findChildren(StruckWords) if s.isVisible()]
    assert struck == ["A cruel picture among the results of a search for volcanoes"]
    said = words_of(page.view.answers)
    assert "Two cruel pictures" in said
    assert "Changed by Tomasz Wiśniewski" in said
    assert "It was two pictures." in said


def test_the_dsl_changes_the_kind_and_gives_something_to_do(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool
) -> None:
    sent = send(folder_school)
    here = seat("dsl")
    page = opened(qtbot, here, sent.case_id)
    page.view.change_kind.click()
    changing = page._open_form
    assert isinstance(changing, CorrectionForm)
    changing.block.control.row("hate").click()
    changing.put_words("It was about one people.")
    changing.press()
    qtbot.waitUntil(lambda: page._open_form is None)
    assert page.case is not None
    assert page.case.summary.category == "content"
    page.view.add_action.click()
    giving = page._open_form
    assert isinstance(giving, GiveActionForm)
    giving.put_words("Speak with the parents")
    giving.owner.setCurrentIndex(giving.owner.findText("Zoë O'Neill"))
    giving.due.setText("not a date")
    giving.press()
    assert "day, month and year" in giving.due_block.error.text()
    assert giving.error.text() == ""
    giving.due.setText("27 November 2026")
    giving.press()
    qtbot.waitUntil(page.view.to_do.isVisible)
    said = words_of(page.view.to_do)
    assert "Speak with the parents" in said
    assert "Zoë O'Neill · due 27 November 2026" in said
    done = next(x for x in page.view.to_do.findChildren(LinkButton) if x.text() == "Done")
    done.click()
    qtbot.waitUntil(lambda: "done today" in words_of(page.view.to_do))


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_tab_goes_through_what_is_to_be_done_as_it_is_read(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool, scale: float
) -> None:
    """Words, who, by when, and only then what goes on and what leaves; in large text too."""
    look().dress(Theme("light", scale, motion=False))
    sent = send(folder_school)
    here = seat("dsl")
    page = opened(qtbot, here, sent.case_id)
    qtbot.mouseClick(page.view.add_action, Qt.MouseButton.LeftButton)
    form = page._open_form
    assert isinstance(form, GiveActionForm)
    assert form.words is not None
    qtbot.waitUntil(form.isVisible)
    qtbot.waitUntil(form.words.hasFocus)
    for stop in (form.owner, form.due, form.button):
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_Tab)
        assert stop.hasFocus()


def test_a_day_is_understood_as_it_is_said_and_complained_of_where_it_stands(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool
) -> None:
    sent = send(folder_school)
    here = seat("dsl")
    page = opened(qtbot, here, sent.case_id)
    page.view.add_action.click()
    form = page._open_form
    assert isinstance(form, GiveActionForm)
    today = folder_school.clock().astimezone().date()
    example = read_day_to_come(form.due.placeholderText(), today)
    assert example is not None
    assert example > today
    form.put_words("Speak with the parents")
    for typed, days in (("tomorrow", 1), ("in 2 weeks", 14), ("yesterday", None)):
        form.due.setText(typed)
        wrong = form.say_beside_fields()
        assert (wrong is None) == (days is not None), typed
        if days is not None:
            due = form.details()["due"]
            assert due == (today + dt.timedelta(days=days)).isoformat()
    assert "has passed" in form.due_block.error.text()
    assert form.error.text() == ""
