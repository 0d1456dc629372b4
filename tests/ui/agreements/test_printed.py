"""What was printed before: a list, each with how many came back, and the same paper once more."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.agreements.school_forms import give_out
from tests.documents.reading import reader
from tests.gallery.stage import Stage, settle
from tests.ui.agreements.desks import at, desk_of, here, press
from tests.ui.documents.papers import ChosenPlace, FilePrinting
from trent_desktop.agreements.giving.batch import BatchSummary, Chosen, Scope
from trent_desktop.agreements.kinds import FormState, Kind
from ui.agreements.giving.printed import PrintedPage
from ui.agreements.giving.printing_page import PrintPage
from ui.agreements.register.page import RegisterPage
from ui.agreements.side_rows import SIDE, Part


@pytest.fixture
def page(stage: Stage, tmp_path: Path) -> PrintedPage:
    made = PrintedPage(
        desk_of(stage),
        lambda: None,
        printing=FilePrinting(tmp_path / "again.pdf"),
        places=ChosenPlace(tmp_path),
    )
    stage.keep(made)
    made.arrive(None)
    settle()
    return made


def one_class(page: PrintedPage, *kinds: Kind) -> BatchSummary:
    """Give forms out to a class, and come back to the list."""
    school = page.desk.school
    class_id = next(one.id for one in school.people.classes() if one.name == "4B")
    give_out(school, *kinds, chosen=Chosen(Scope.CLASSES, classes=(class_id,)))
    page.arrive(None)
    settle()
    return page.model.batches[0]


def said(page: PrintedPage, row: int) -> str:
    return str(page.model.index(row).data(Qt.ItemDataRole.AccessibleTextRole))


def open_row(page: PrintedPage, row: int) -> None:
    place = page.list.visualRect(page.model.index(row)).center()
    QTest.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    settle(60)


def test_every_batch_says_what_for_whom_when_by_whom_and_how_many_are_back(
    page: PrintedPage,
) -> None:
    assert page.model.rowCount() == 2
    everybody = next(row for row in range(2) if said(page, row).startswith("Everybody"))
    words = said(page, everybody)
    assert words.startswith("Everybody: Pupil’s agreement, Parent’s agreement, Pictures and films")
    assert "30 October 2026 at" in words
    assert "Tomasz Wierzbicki" in words
    assert "1,260 forms, 1,260 pages" in words
    bar = page.model.index(everybody).data(SIDE)
    assert isinstance(bar, Part)
    assert 0 < bar.part < bar.whole == 1260
    assert f"{bar.part:,} of 1,260 back" in words


def test_the_newest_stands_first_and_its_bar_grows_as_forms_come_back(page: PrintedPage) -> None:
    batch = one_class(page, Kind.CONSENTS)
    assert (batch.whom, batch.forms, batch.answered) == ("4B", 30, 0)
    school = page.desk.school
    forms = school.agreements.batches.again(batch.id).forms
    school.agreements.returns.record([forms[0].id, forms[1].id], FormState.RETURNED)
    page.arrive(None)
    settle()
    assert page.model.index(0).data(SIDE) == Part("2 of 30 back", 2, 30)


def test_one_is_opened_and_printed_again_with_the_same_codes(
    page: PrintedPage, tmp_path: Path
) -> None:
    batch = one_class(page, Kind.CONSENTS)
    before = [one.token for one in page.desk.school.agreements.batches.again(batch.id).forms]
    open_row(page, 0)
    panel = page.panel
    assert page.stack.currentWidget() is panel
    assert panel.view.title.text().startswith("4B: Pictures and films, ")
    assert panel.plan is not None
    assert [one.token for one in panel.plan.forms] == before
    press(panel.view.print)
    assert len(reader((tmp_path / "again.pdf").read_bytes()).pages) == len(panel.pages or ())
    assert panel.view.outcome is not None
    assert "sent to the printer" in panel.view.outcome.words.text()
    press(panel.view.back)
    assert page.stack.currentWidget() is page.page
    assert page.model.rowCount() == 3  # nothing new: it was printed once more, not anew


def test_who_has_left_is_left_out_and_that_is_told(page: PrintedPage) -> None:
    batch = one_class(page, Kind.CONSENTS)
    school = page.desk.school
    first = school.agreements.batches.again(batch.id).forms[0]
    assert first.pupil_id is not None
    school.pupils.archive([first.pupil_id])
    school.follow()
    open_row(page, 0)
    assert page.panel.view.notes.isVisible()
    assert page.panel.view.notes.words.text().startswith("1 form is left out")
    assert page.panel.view.count.text().startswith("29 pupils, ")


def test_a_batch_is_opened_by_its_id_from_elsewhere(page: PrintedPage) -> None:
    batch = one_class(page, Kind.CONSENTS)
    page.arrive(batch.id)
    settle(60)
    assert page.stack.currentWidget() is page.panel


def test_reminders_are_shown_and_lead_to_the_register(stage: Stage) -> None:
    program, page = at(stage, "printed", PrintedPage)
    reminders = page.desk.school.agreements.reminders
    plan = reminders.plan(Chosen(Scope.EVERYBODY), page.desk.school.signed_in.clock().date())
    reminders.issue(plan, len(plan.forms))
    page.arrive(None)
    settle()
    assert "Reminder" in said(page, 0)
    assert "back" not in said(page, 0)
    open_row(page, 0)
    assert page.stack.currentWidget() is page.page
    assert "written afresh" in program.window.inside.said
    press(program.window.inside._toasts._toast.link)
    here(program, RegisterPage)


def test_a_school_that_has_printed_nothing_is_led_to_printing(stage: Stage) -> None:
    program, page = at(stage, "printed", PrintedPage)
    page._show(())
    assert page.empty.isVisible()
    press(page.begin)
    here(program, PrintPage)


def test_the_keyboard_opens_a_batch_and_goes_back(page: PrintedPage) -> None:
    page.activateWindow()
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Down)
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    settle(60)
    assert page.stack.currentWidget() is page.panel
    assert page.panel.view.pages.hasFocus()


def test_a_day_that_has_passed_is_not_printed_again(page: PrintedPage, tmp_path: Path) -> None:
    school = page.desk.school
    class_id = next(one.id for one in school.people.classes() if one.name == "4B")
    chosen = Chosen(Scope.CLASSES, classes=(class_id,))
    give_out(school, Kind.PARENT, chosen=chosen, return_by=dt.date(2026, 11, 20))
    page.arrive(None)
    settle()
    open_row(page, 0)
    notes = page.panel.view.notes
    assert notes.isVisible()
    assert notes.words.text().startswith("These were to be back by 20 November 2026")
    press(page.panel.view.print)
    settle()
    words = " ".join(
        one.extract_text() for one in reader((tmp_path / "again.pdf").read_bytes()).pages
    )
    assert "4 December 2026" in words
    assert "20 November 2026" not in words
