"""The policy on the screen: found by a word, read, and carried out, by clicking and typing."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gallery.stage import Stage, settle
from tests.ui.policy.reading import click, in_sight, numbers, policy, press, reports
from trent_desktop.policy.service import PolicyService
from trent_desktop.policy.versions import PolicyVersion
from trent_desktop.problems import SchoolAway
from trent_desktop.reports.asked import names as asked
from trent_desktop.reports.kinds.contact import names as c
from ui.components.sheets import Sheet
from ui.components.tab_order import tab_stops
from ui.documents import DocumentPreview
from ui.journeys.question_page import QuestionPage
from ui.lessons.lesson_page import LessonPage
from ui.lessons.room import LessonsPage
from ui.policy import room as policy_room
from ui.policy.reader.page import ReaderPage
from ui.policy.reader.results import ResultRow
from ui.policy.reader.strip import PartsStrip
from ui.policy.room import PolicyPage
from ui.program import Program
from ui.school.settings.section import SchoolSettingsPage
from ui.shell.rooms import NewReport, OpenClause, PolicySection
from ui.shell.section_room import Section as Part
from ui.shell.section_room import SectionPage
from ui.theme import Theme, look


def test_a_parent_asks_on_the_playground(stage: Stage, qtbot: QtBot) -> None:
    """Ctrl+5, a word, what the policy says, and the form."""
    program = stage.signed_in("teacher1")
    QTest.keyClick(program.window, Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert program.window.inside.here == "policy"
    reader = policy(program).reader
    assert reader.search.hasFocus()
    QTest.keyClicks(reader.search, "friend")
    settle()
    assert reader.results_are_shown
    assert {"6.6", "6.7", "6.8", "7.3"} <= set(numbers(reader)[:6])
    # Arrow down to the first, Enter: there it stands, and is marked.
    press(Qt.Key.Key_Down)
    first = QApplication.focusWidget()
    assert isinstance(first, ResultRow)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Up)
    assert QApplication.focusWidget() is first
    QTest.keyClick(first, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: reader.text.here is not None)
    here = reader.text.here
    assert here is not None
    assert not reader.results_are_shown
    assert first.hit is not None
    assert here.clause.number == first.hit.clause.number
    qtbot.waitUntil(lambda: in_sight(here, reader.text.viewport()))
    button = here.buttons[0]
    assert button.text() == "A parent tried to contact me"
    click(button)
    assert program.window.inside.here == "reports"
    journey = reports(program).reporting.journey
    assert journey is not None
    assert journey.run.journey.name == "contact"


def test_letters_among_the_results_go_on_searching_and_escape_clears(stage: Stage) -> None:
    reader = policy(stage.signed_in("teacher1")).reader
    QTest.keyClicks(reader.search, "frie")
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_N)
    assert reader.search.hasFocus()
    assert reader.search.text() == "frien"
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Escape)
    assert reader.search.text() == ""
    assert not reader.results_are_shown
    # Enter in the search takes the first.
    QTest.keyClicks(reader.search, "vpn")
    first = numbers(reader)[0]
    press(Qt.Key.Key_Return, reader.search)
    assert reader.text.here is not None
    assert reader.text.here.clause.number == first
    # Back in the field, what was found is there again.
    QTest.keyClick(reader, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert reader.results_are_shown
    QTest.keyClicks(reader.search, "zebra")
    settle()
    assert reader.results.nothing.isVisible()


def test_arrow_keys_go_through_the_text(stage: Stage) -> None:
    reader = policy(stage.signed_in("teacher1")).reader
    press(Qt.Key.Key_Down, reader.search)
    press(Qt.Key.Key_Down)
    assert reader.text.here is not None
    assert reader.text.here.clause.number == "1.2"
    assert reader.text.here.words.hasFocus()
    press(Qt.Key.Key_Escape)
    assert reader.search.hasFocus()


def test_contents_lead_to_every_section_and_follow_the_reading(stage: Stage) -> None:
    reader = policy(stage.signed_in("teacher1")).reader
    for place, link in enumerate(reader.contents.links):
        assert in_sight(link, reader.contents.viewport()), "the contents fit"
        click(link)
        assert link.bold, link.text()
        head = reader.text.head(place)
        assert head is not None
        assert in_sight(head, reader.text.viewport()), link.text()
    reader.text.verticalScrollBar().setValue(0)
    settle()
    assert reader.contents.links[0].bold


def test_explained_words_are_reached_by_keyboard_and_read_aloud(stage: Stage) -> None:
    reader = policy(stage.signed_in("teacher1"), OpenClause("lesson-time")).reader
    view = reader.text.clauses["6.2"]
    term = view.words.terms[0]
    assert "social media" in term.accessibleName().casefold()
    assert "forums" in term.accessibleDescription()
    term.setFocus(Qt.FocusReason.TabFocusReason)
    settle()
    assert reader.card.isVisible()
    assert "Social media" in reader.card.heading.text()
    assert not reader.card.geometry().contains(term.mapTo(reader, term.rect().center()))
    press(Qt.Key.Key_Escape)
    assert not reader.card.isVisible()
    QTest.keyClick(term, Qt.Key.Key_Return)
    assert reader.card.isVisible()
    # Of each word Tab stops once in a section; the mouse reaches it in every clause.
    again = [one for one in reader.text.clauses.values() if one.clause.number.startswith("6.")]
    stops = [
        term
        for one in again
        for term in one.words.terms
        if term.focusPolicy() & Qt.FocusPolicy.TabFocus and term.definition.number == "3.1"
    ]
    assert len(stops) == 1
    # Where a word is explained, it is not explained.
    assert not reader.text.clauses["3.1"].words.terms


def test_a_draft_is_kept_and_a_way_back_is_there(stage: Stage) -> None:
    program = stage.signed_in("teacher1")
    program.window.inside.go("reports", NewReport("contact"))
    settle()
    journey = reports(program).reporting.journey
    assert journey is not None
    page = journey.page
    assert isinstance(page, QuestionPage)
    field = page.blocks[c.WHAT].control
    words = "She asked at the gate."
    field.setFocus()
    typed_into = QApplication.focusWidget()
    assert typed_into is not None
    QTest.keyClicks(typed_into, words)
    assert journey.view.cite.text() == "Policy: friends"
    click(journey.view.cite)
    assert program.window.inside.here == "policy"
    reader = policy_shown(program)
    assert reader.text.here is not None
    assert reader.text.here.clause.topic == "friends"
    kept = program.window.inside._desk
    assert kept is not None
    assert words in [one.answers.get(c.WHAT) for one in kept.school.drafts.all()]
    click(reader.back)
    assert program.window.inside.here == "reports"
    again = reports(program).reporting.journey
    assert again is journey
    assert journey.isVisible()
    assert journey.run.get(c.WHAT) == words
    # It is a way back once: from the rail the policy is as always.
    assert policy(program).reader.back.isHidden()


def policy_shown(program: Program) -> ReaderPage:
    page = program.window.inside.page("policy")
    assert isinstance(page, PolicyPage)
    return page.reader


def test_the_link_comes_last_and_is_not_in_the_stop(stage: Stage) -> None:
    program = stage.signed_in("teacher1")
    program.window.inside.go("reports", NewReport("content"))
    settle()
    reporting = reports(program).reporting
    journey = reporting.journey
    assert journey is not None
    order = tab_stops(program.window)
    assert order.index(journey.view.go_on) < order.index(journey.view.put_off)
    assert order.index(journey.view.put_off) < order.index(journey.view.cite)
    assert journey.view.stop is not None
    click(journey.view.stop)
    stop = reporting.journey
    assert stop is not None
    assert stop.run.journey.stage == asked.STOP
    assert stop.view.cite.isHidden()


def test_a_lesson_leads_to_its_letter_and_back(stage: Stage) -> None:
    program = stage.signed_in("teacher1")
    reader = policy(program, OpenClause("smart-safe")).reader
    assert reader.text.here is not None
    assert reader.text.here.clause.number == "S"
    click(next(one for one in reader.text.here.buttons if "lesson" in one.text()))
    room = program.window.inside.page("lessons")
    assert isinstance(room, LessonsPage)
    shown = room.stack.currentWidget()
    assert isinstance(shown, LessonPage)
    assert shown.pack.lesson.letter.value == "S"
    click(shown.policy)
    assert program.window.inside.here == "policy"
    click(reader.back)
    assert room.stack.currentWidget() is shown


def test_settings_open_at_what_the_clause_is_about(stage: Stage) -> None:
    program = stage.signed_in("head")
    reader = policy(program, OpenClause("team")).reader
    team = reader.text.clauses["2.1"]
    assert team.names is not None
    assert "(Headteacher)" in team.names.text()
    assert "(Designated Safeguarding Lead)" in team.names.text()
    click(team.buttons[0])
    page = program.window.findChild(SchoolSettingsPage)
    assert page is not None
    assert page.contacts is not None
    assert page.stack.currentWidget() is not page.index


@pytest.mark.parametrize(("count", "scale"), [(3, 1.0), (10, 1.0), (3, 2.0), (10, 2.0)])
def test_three_parts_and_ten(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, count: int, scale: float
) -> None:
    class _Part(SectionPage):
        place: object | None = None

        def arrive(self, place: object | None) -> None:
            self.place = place

    parts = [
        Part(f"part{n}", f"A part with a name {n}", "check-square", "What it is for.", _Part)
        for n in range(count)
    ]
    hers = Part("not-hers", "Not hers", "key", "", _Part, lambda _school: False)
    monkeypatch.setattr(policy_room, "sections", lambda: [*parts, hers])
    stage.theme = Theme("light", scale, motion=False)
    look().dress(stage.theme)
    program = stage.signed_in("teacher1")
    page = policy(program)
    strip = page.reader.strip
    assert "not-hers" not in strip.buttons
    text = page.reader.text.viewport()
    assert text.height() > 0.4 * program.window.height() / scale**0.5
    if strip.all.isVisible():
        click(strip.all)
        assert len(strip.rows) == count
        click(strip.rows["part2"])
    else:
        for button in strip.buttons.values():
            assert strip.rect().contains(button.geometry().translated(strip.line.pos()))
        click(strip.buttons["part2"])
    shown = page.stack.currentWidget()
    assert isinstance(shown, _Part)
    shown.back()
    settle()
    assert page.reader.isVisible()
    policy(program, PolicySection("part1", "there"))
    shown = page.stack.currentWidget()
    assert isinstance(shown, _Part)
    assert shown.place == "there"
    policy(program, PolicySection("not-hers"))
    assert page.reader.isVisible()
    assert not program.window.findChildren(Sheet)


def test_the_policy_on_paper_and_back(stage: Stage) -> None:
    page = policy(stage.signed_in("teacher1"))
    page.reader.print.click()
    settle()
    preview = page.stack.currentWidget()
    assert isinstance(preview, DocumentPreview)
    assert preview.view.stack.currentWidget() is preview.view.pages
    click(preview.view.back)
    settle()
    assert page.stack.currentWidget() is page.reader


def test_the_folder_is_away(stage: Stage, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    def away(_self: PolicyService, _day: dt.date | None = None) -> PolicyVersion:
        raise SchoolAway("The school’s folder does not answer.")

    program = stage.signed_in("teacher1")
    with monkeypatch.context() as patch:
        patch.setattr(PolicyService, "in_force", away)
        reader = policy(program).reader
        assert reader.away.isVisible()
        QTest.keyClicks(reader.search, "friend")
    reader.look()
    settle()
    assert reader.search.text() == "friend"
    assert reader.results_are_shown
    assert numbers(reader)


def test_the_strip_is_no_window_of_its_own(qtbot: QtBot) -> None:
    strip = PartsStrip((Part("one", "One", "key", "One", SectionPage),))
    qtbot.addWidget(strip)
    assert not strip.isVisible()  # it flashed beside the program, and took the keyboard
