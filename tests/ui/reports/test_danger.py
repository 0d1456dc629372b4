"""A child is in danger: 999 and the numbers stand there at once, and the answer goes by itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.schools import SmallSchool
from tests.ui.reports.conftest import Seat, quick_answers, words_of
from trent_desktop.reports.index_values import CaseQuery, Scope
from trent_desktop.reports.kinds import KINDS
from trent_desktop.reports.kinds.content import FULL, STOP, names
from ui.journeys.question_page import QuestionPage
from ui.reports.danger import SECONDS, DangerCard
from ui.shell.rooms import OpenDraft

Sit = Callable[[str], Seat]


def at_the_children(qtbot: QtBot, seat: Sit, school: SmallSchool) -> Seat:
    """A teacher at the page that asks it, in the rest of a report that is sent."""
    here = seat("teacher1")
    sent = here.school.cases.send(school.draft(quick_answers(school)))
    return back_at_the_children(qtbot, here, sent.case_id)


def back_at_the_children(qtbot: QtBot, here: Seat, case_id: object) -> Seat:
    here.room.arrive(OpenDraft(case_id))  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: here.room.reporting.journey is not None)
    journey = here.room.reporting.journey
    assert journey is not None
    journey.run.change("children")
    journey.show_page()
    return here


def page_of(here: Seat) -> QuestionPage:
    journey = here.room.reporting.journey
    assert journey is not None
    assert isinstance(journey.page, QuestionPage)
    return journey.page


def card_of(here: Seat) -> DangerCard:
    card = page_of(here).urgent_card
    assert isinstance(card, DangerCard)
    return card


def choose(here: Seat, value: str | None) -> None:
    page = page_of(here)
    page.blocks[page.urgent_question].control.row(value).click()


def tick(here: Seat, times: int) -> None:
    """The timer is turned by hand."""
    timer = here.room.reporting.danger.timer
    for _ in range(times):
        timer.timeout.emit()
    timer.stop()


def on_her_list(school: SmallSchool) -> int:
    dsl = school.open("dsl")
    dsl.follow()
    found = len(dsl.cases.page(CaseQuery(scope=Scope.TO_ACT)).rows)
    dsl.close()
    return found


def test_it_stands_there_at_once_and_the_keyboard_stays(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool
) -> None:
    here = at_the_children(qtbot, seat, folder_school)
    card = card_of(here)
    assert card.isHidden()
    row = page_of(here).blocks[names.DANGER].control.row("yes")
    row.setFocus()
    row.click()
    qtbot.waitUntil(card.isVisible)
    assert QApplication.focusWidget() is row
    said = words_of(card)
    assert "Ring 999 now" in said
    assert "Fatima Sheikh, Designated Safeguarding Lead" in said
    assert "Huw Pritchard, Deputy" in said
    assert "in 10 seconds" in said
    heard = QAccessible.queryAccessibleInterface(card).text(QAccessible.Text.Name)
    assert "Ring 999 now" in heard
    assert "Fatima Sheikh" in heard
    tick(here, 1)
    assert "in 9 seconds" in words_of(card)
    for other in ("no", None):
        choose(here, "yes")
        choose(here, other)
        assert card.isHidden()
    assert not here.room.reporting.danger.timer.isActive()


def test_after_ten_seconds_it_is_sent_and_nothing_else(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool
) -> None:
    here = at_the_children(qtbot, seat, folder_school)
    choose(here, "yes")
    tick(here, SECONDS - 1)
    assert on_her_list(folder_school) == 0
    tick(here, 1)
    qtbot.waitUntil(lambda: "Sent at" in words_of(card_of(here)), timeout=5_000)
    assert not card_of(here).take_back.isVisible()
    assert on_her_list(folder_school) == 1
    (draft,) = here.school.drafts.all()
    assert draft.stage == FULL
    assert page_of(here).blocks[names.DANGER].value() == "yes"


def test_taken_back_nothing_goes(qtbot: QtBot, seat: Sit, folder_school: SmallSchool) -> None:
    here = at_the_children(qtbot, seat, folder_school)
    choose(here, "yes")
    tick(here, 3)
    card_of(here).take_back.click()
    assert card_of(here).isHidden()
    assert page_of(here).blocks[names.DANGER].value() is None
    assert here.room.reporting.journey is not None
    assert here.room.reporting.journey.run.get(names.DANGER) is None
    assert not here.room.reporting.danger.timer.isActive()
    here.room.keep()
    here.school.follow()
    assert on_her_list(folder_school) == 0


@pytest.mark.parametrize("how", ["continue", "later", "another room", "the program closes"])
def test_leaving_within_the_ten_seconds_sends_it(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool, how: str
) -> None:
    here = at_the_children(qtbot, seat, folder_school)
    choose(here, "yes")
    journey = here.room.reporting.journey
    assert journey is not None
    match how:
        case "continue":
            journey.view.go_on.click()
            assert journey.run.page is not None
            assert journey.run.page.name != "children"
        case "later":
            journey.view.put_off.click()
        case "another room":
            here.room.leave()
        case _:
            here.room.keep()
            assert [one.stage for one in here.school.cases.waiting()] == ["danger"]

    def arrived() -> bool:
        here.follow()
        return on_her_list(folder_school) == 1

    qtbot.waitUntil(arrived, timeout=10_000)
    assert here.school.cases.waiting() == ()


def test_what_broke_off_within_the_ten_seconds_goes_when_it_is_opened_again(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool
) -> None:
    here = at_the_children(qtbot, seat, folder_school)
    choose(here, "yes")
    reporting = here.room.reporting
    assert reporting.journey is not None
    reporting.journey.keep_now()
    (draft,) = here.school.drafts.all()
    qtbot.waitUntil(lambda: bool(here.school.drafts.words_for(draft.id)))
    # The program is gone, without a word.
    reporting.danger.timer.stop()
    reporting.danger._state = type(reporting.danger._state).NOT_CHOSEN
    reporting.danger._one = None
    back_at_the_children(qtbot, here, draft.id)
    qtbot.waitUntil(lambda: on_her_list(folder_school) == 1, timeout=10_000)
    qtbot.waitUntil(lambda: not here.school.drafts.words_for(draft.id), timeout=5_000)


def test_while_the_folder_is_away_it_says_so(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool
) -> None:
    here = at_the_children(qtbot, seat, folder_school)
    folder = folder_school.location.folder
    assert isinstance(folder, Path)
    folder.rename(folder.with_name("unplugged"))
    choose(here, "yes")
    tick(here, SECONDS)
    qtbot.waitUntil(lambda: "they do not know yet" in words_of(card_of(here)), timeout=10_000)
    assert [one.stage for one in here.school.cases.waiting()] == ["danger"]
    folder.with_name("unplugged").rename(folder)
    here.follow()
    assert on_her_list(folder_school) == 1


def test_in_a_report_that_is_not_sent_it_goes_with_that(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool
) -> None:
    here = seat("teacher1")
    here.room._report(KINDS[0], STOP)
    journey = here.room.reporting.journey
    assert journey is not None
    journey.run.change("stop-safe")
    journey.show_page()
    choose(here, "yes")
    qtbot.waitUntil(card_of(here).isVisible)
    assert "goes with the report" in words_of(card_of(here))
    assert not here.room.reporting.danger.timer.isActive()


def test_it_names_nobody_whom_the_report_is_about(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool
) -> None:
    here = at_the_children(qtbot, seat, folder_school)
    journey = here.room.reporting.journey
    assert journey is not None
    journey.run.put(names.HOW, names.HOW_STAFF)
    journey.run.put(names.STAFF_NAME, "Mrs Sheikh")
    journey.show_page()
    choose(here, "yes")
    said = words_of(card_of(here))
    assert "Sheikh" not in said
    assert "Huw Pritchard" in said
    # Alone it would go to the readers of an ordinary report: it goes with the rest.
    assert "goes with the report" in said
