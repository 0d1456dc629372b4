"""Reports that are begun and not sent: all of them are reached, and an empty one is none."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.schools import SmallSchool
from tests.ui.reports.conftest import Seat, quick_answers, words_of
from tests.ui.reports.test_reporting import begin, journey
from trent_desktop.reports.index_values import CaseQuery
from trent_desktop.reports.kinds.content import STOP, names
from ui.components.rows import RowButton
from ui.components.tab_order import tab_stops
from ui.reports.unsent import named
from ui.shell.rooms import Unsent

Sit = Callable[[str], Seat]


def test_pressing_send_on_an_empty_page_leaves_nothing_behind(qtbot: QtBot, seat: Sit) -> None:
    here = seat("teacher1")
    page = begin(here)
    QTest.mouseClick(journey(here).view.go_on, Qt.MouseButton.LeftButton)
    assert journey(here).run.errors
    here.room.keep()
    assert here.school.drafts.all() == ()
    field = page.blocks[names.SEEN].control.field
    QTest.keyClicks(field, "A")
    here.room.keep()
    assert len(here.school.drafts.all()) == 1
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    here.room.keep()
    assert here.school.drafts.all() == ()


def test_the_oldest_of_many_unsent_reports_is_reached_without_losing_one(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool
) -> None:
    here = seat("teacher1")
    said = [f"Picture number {number}" for number in range(5)]
    drafts = [folder_school.draft({names.SEEN: words}) for words in said]
    for draft in drafts:
        here.school.drafts.keep(draft)
    here.room.arrive(None)
    card = here.room.list.view.unfinished_card
    qtbot.waitUntil(lambda: "All 5" in spoken(card))
    press(qtbot, card, "All 5")
    unsent = here.room.unsent
    qtbot.waitUntil(lambda: all(words in spoken(unsent) for words in said))
    stops = tab_stops(unsent)
    assert stops[:2] == [unsent.back, unsent.findChildren(RowButton)[0]]
    assert unsent.title not in stops  # its focus is not drawn
    press(qtbot, unsent, said[0])
    qtbot.waitUntil(lambda: here.room.reporting.under_way)
    assert journey(here).run.get(names.SEEN) == said[0]
    assert len(here.school.drafts.all()) == 5


def test_a_report_is_discarded_by_keyboard_and_that_is_said(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool, qapp: QApplication
) -> None:
    here = seat("teacher1")
    for words in ("The first picture", "The second picture"):
        here.school.drafts.keep(folder_school.draft({names.SEEN: words}))
    here.room.arrive(Unsent())
    unsent = here.room.unsent
    qtbot.waitUntil(lambda: "The second picture" in spoken(unsent))
    away = next(one for one in tab_stops(unsent) if one.accessibleName().startswith("Discard"))
    away.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(away, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: qapp.focusWidget() is not away)
    keep = qapp.focusWidget()
    assert keep is not None
    assert keep.accessibleName() == "Keep it", "a second Enter takes nothing away"
    QTest.keyClick(keep, Qt.Key.Key_Backtab)
    act = qapp.focusWidget()
    while act is not None and act.accessibleName() != "Discard report":
        QTest.keyClick(act, Qt.Key.Key_Tab)
        act = qapp.focusWidget()
    assert act is not None
    QTest.keyClick(act, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(here.school.drafts.all()) == 1)
    qtbot.waitUntil(lambda: here.window.said == ["Discarded. It was sent to nobody."])
    qtbot.waitUntil(lambda: (at := qapp.focusWidget()) is not None and unsent.isAncestorOf(at))


def test_a_draft_is_called_after_what_it_is(folder_school: SmallSchool) -> None:
    """By its first words; without any by its kind; and what is sealed once sent by neither."""
    begun = folder_school.draft({names.SEEN: "  An advert\nfor betting  "})
    assert named(begun) == ("An advert for betting", "Inappropriate content")
    wordless = folder_school.draft({names.WHERE: "a game"})
    assert named(wordless) == ("Inappropriate content", "")
    endless = named(folder_school.draft({names.SEEN: "betting " * 60}))[0]
    assert endless.endswith("betting…")
    assert len(endless) < 100
    stopped = folder_school.draft({names.SEEN: "An advert"}, STOP)
    assert "advert" not in "".join(named(stopped))


def spoken(widget: QWidget) -> str:
    return "\n".join(row.face.aloud for row in widget.findChildren(RowButton))


def press(qtbot: QtBot, place: QWidget, words: str) -> None:
    """Click the row with these words, once it has its place."""

    def pressed() -> bool:
        for row in place.findChildren(RowButton):
            if words in row.face.words and row.isVisible() and row.height() > 20:
                qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
                return True
        return False

    qtbot.waitUntil(pressed)


def test_what_waits_for_the_school_is_told_apart_and_goes_by_itself(
    qtbot: QtBot, seat: Sit, folder_school: SmallSchool
) -> None:
    """More of them than Home shows: all are here, each with its own words, and none asks for her."""
    here = seat("teacher1")
    folder = folder_school.location.folder
    assert folder is not None
    said = [f"A cruel picture, number {number}" for number in range(4)]
    folder.rename(folder.with_name("unplugged"))
    for words in said:
        answers = quick_answers(folder_school, **{names.SEEN: words})
        sent = here.school.cases.send(folder_school.draft(answers))
        assert sent.queued
    here.room.arrive(Unsent())
    unsent = here.room.unsent
    qtbot.waitUntil(lambda: all(words in spoken(unsent) for words in said))
    waits = [row.face for row in unsent.findChildren(RowButton) if not row.isEnabled()]
    assert [face.words for face in waits] == said
    assert all(face.chip == "Waiting" and "waits since" in face.detail for face in waits)
    assert "Waits to be sent" in words_of(unsent)
    # The folder is there again: what went is no longer on the list, and nothing was lost.
    folder.with_name("unplugged").rename(folder)
    here.follow()
    qtbot.waitUntil(lambda: "Waits to be sent" not in words_of(unsent))
    titles = [row.title for row in here.school.cases.page(CaseQuery()).rows]
    assert sorted(titles) == said
