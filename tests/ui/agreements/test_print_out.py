"""Agreements printed and saved: on paper, in files, stopped in the middle, and what goes wrong."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.documents.reading import reader, text_of
from tests.gallery.stage import Stage, settle
from tests.ui.agreements.desks import at, here, press
from tests.ui.agreements.office import (
    Office,
    chip_of,
    choose_class,
    codes_expected,
    office_of,
    one_child,
)
from tests.ui.documents.papers import FilePrinting
from trent_desktop.agreements.giving.batch import Scope
from trent_desktop.agreements.register.scanning import scan_file
from trent_desktop.school.classes.values import PupilDetails
from trent_desktop.school.people.people import YearGroup
from ui.agreements.giving.printed import PrintedPage
from ui.agreements.giving.printing_page import PrintPage
from ui.background import Background
from ui.documents.printers.values import JobState, News
from ui.theme import Tone


@pytest.fixture
def office(stage: Stage, tmp_path: Path) -> Office:
    made = office_of(stage, tmp_path)
    made.settled()
    return made


@pytest.fixture
def background(qapp: object) -> Iterator[Background]:
    """Real threads, for what is stopped in the middle."""
    made = Background()
    yield made
    made.close()


# ------------------------------------------------------------------------------- printing


def test_a_class_is_printed_and_stands_in_the_register(office: Office) -> None:
    choose_class(office.page, "4B")
    office.settled()
    panel = office.page.panel
    pages = panel.pages
    assert pages is not None
    press(panel.view.print)
    assert office.printer.asked == [len(pages)]
    printed = office.printer.file.read_bytes()
    assert len(reader(printed).pages) == len(pages)
    assert office.told().startswith(f"{len(pages)} pages sent to the printer.")
    newest = office.school.agreements.batches.issued()[0]
    assert (newest.whom, newest.forms, newest.pages) == ("4B", 60, len(pages))
    found = [code for page in islice(scan_file(office.printer.file), 12) for code in page.codes]
    assert len(found) > 6
    assert found == codes_expected(office)[: len(found)]
    again = office.school.agreements.batches.again(newest.id)
    assert [one.token for one in again.forms] == [
        one.token
        for one in panel.plan.forms  # type: ignore[union-attr]
    ]


def test_after_printing_a_link_leads_to_printed_before(stage: Stage, tmp_path: Path) -> None:
    program, page = at(stage, "print", PrintPage)
    page.panel._printing = FilePrinting(tmp_path / "printed.pdf")
    page.choices.choose_pupil(page.desk.school.signed_in.directory.pupils[3])
    Office(page, tmp_path, FilePrinting(tmp_path)).settled()
    press(page.panel.view.print)
    link = page.panel.view.link
    assert link is not None
    press(link)
    printed = here(program, PrintedPage)
    assert printed.model.batches[0].whom == "1 pupil"
    # The same by the keyboard, in the window, where rooms have keys too.
    printed.open(printed.model.batches[0])
    once_more = printed.panel
    once_more._printing = again = FilePrinting(tmp_path / "again.pdf")
    settle(60)
    once_more.view.pages.setFocus()
    QTest.keyClick(once_more.view.pages, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert again.file.exists()


def test_printed_twice_in_a_row_it_is_one_batch_with_the_same_codes(office: Office) -> None:
    before = office.batches
    one_child(office)
    press(office.page.panel.view.print)
    first = office.printer.file.read_bytes()
    press(office.page.panel.view.print)
    assert len(reader(first).pages) == len(reader(office.printer.file.read_bytes()).pages)
    assert office.batches == before + 1


def test_a_printer_that_vanishes_is_told_and_nothing_is_given_out(office: Office) -> None:
    before = office.batches
    one_child(office)
    office.printer.file = office.folder / "gone" / "printed.pdf"
    press(office.page.panel.view.print)
    assert office.told().startswith("The printer did not take the pages.")
    assert office.page.panel.view.outcome._tone is Tone.CORAL  # type: ignore[union-attr]
    assert office.batches == before
    office.printer.file = office.folder / "printed.pdf"
    press(office.page.panel.view.print)
    assert "sent to the printer" in office.told()
    assert office.batches == before + 1


def test_cancelled_halfway_nothing_is_sent_and_nothing_is_given_out(
    stage: Stage, tmp_path: Path, qtbot: QtBot, background: Background
) -> None:
    office = office_of(stage, tmp_path, background=background)
    panel = office.page.panel
    qtbot.waitUntil(lambda: panel.is_whole, timeout=20_000)
    before = office.batches
    panel.view.print.setFocus()
    press(panel.view.print)
    work = panel.work
    assert work is not None
    qtbot.waitUntil(lambda: "Printing" in panel.view.how_far.text(), timeout=20_000)
    assert panel.view.strip.isVisible()
    assert panel.view.cancel.hasFocus()
    assert not panel.view.save.isEnabled()
    press(panel.view.cancel)
    qtbot.waitUntil(lambda: panel.work is None, timeout=20_000)
    assert office.told() == "Stopped. Nothing was printed."
    assert not office.printer.file.exists()
    assert not panel.view.strip.isVisible()
    assert panel.view.print.hasFocus()
    assert office.batches == before
    codes = codes_expected(office)
    press(panel.view.print)
    qtbot.waitUntil(lambda: panel.work is None, timeout=60_000)
    assert "sent to the printer" in office.told()
    assert codes_expected(office) == codes
    assert office.batches == before + 1


def test_of_some_pages_the_forms_on_them_are_given_out_and_the_rest_is_offered(
    office: Office,
) -> None:
    choose_class(office.page, "4B")
    office.settled()
    panel, before = office.page.panel, office.batches
    pages = len(panel.pages or ())
    # A cover sheet, and the forms of one page each that follow it.
    office.printer.choose(pages=(0, 1, 2, 3))
    press(panel.view.print)
    assert len(reader(office.printer.file.read_bytes()).pages) == 4
    newest = office.school.agreements.batches.issued()[0]
    assert (newest.forms, newest.pages) == (3, 4)
    assert office.batches == before + 1
    link = panel.view.link
    assert link is not None
    assert link.text() == f"Print the other {pages - 4} pages"
    # The rest, of which some is out already: it goes into the register once.
    office.printer.choose(pages=tuple(range(2, pages)))
    press(link)
    newest = next(one for one in office.school.agreements.batches.issued() if one.forms == 57)
    assert office.batches == before + 2
    office.printer.choose(pages=None)
    press(panel.view.print)
    assert office.batches == before + 2
    again = office.school.agreements.batches.again(newest.id)
    assert len(again.forms) == 57


def test_two_sided_nobodys_form_is_on_the_back_of_another_s(office: Office) -> None:
    choose_class(office.page, "4B")
    office.settled()
    starts = office.page.panel.pages.starts  # type: ignore[union-attr]
    office.printer.choose(two_sided=True, copies=2)
    press(office.page.panel.view.print)
    sides = [one.extract_text() for one in reader(office.printer.file.read_bytes()).pages]
    assert len(sides) % 2 == 0
    written = [at for at, words in enumerate(sides) if words]
    assert all(at % 2 == 0 for at in [written[start] for start in starts])


def test_what_waits_at_the_printer_gets_no_tick(office: Office) -> None:
    one_child(office)
    office.printer.news = News(JobState.WAITING)
    press(office.page.panel.view.print)
    assert "not come out yet" in office.told()
    assert office.page.panel.view.outcome._tone is Tone.SKY  # type: ignore[union-attr]
    office.printer.news = News(JobState.STUCK, "Paper is jammed in the printer.")
    office.page.panel.job.look()  # type: ignore[union-attr]
    settle()
    assert "jammed" in office.told()
    assert office.page.panel.view.outcome._tone is Tone.SUN  # type: ignore[union-attr]
    press(office.page.panel.view.link)  # type: ignore[arg-type]
    assert office.told().startswith("Cancelled.")
    assert office.page.panel.view.outcome._tone is Tone.SKY  # type: ignore[union-attr]


# --------------------------------------------------------------------------------- saving


def test_a_name_with_markup_is_shown_and_printed_as_it_is(stage: Stage, tmp_path: Path) -> None:
    office = office_of(stage, tmp_path)
    school = office.school
    class_id = next(one.id for one in school.people.classes() if one.name == "4B")
    details = PupilDetails(
        "<b>Ned</b>", "& “O’Neill” <img src=x>", year_group=YearGroup.Y4, class_id=class_id
    )
    pupil_id = school.pupils.add(details)
    school.follow()
    office.page.desk.changes.directory.emit()
    pupil = school.people.pupil(pupil_id)
    assert pupil is not None
    office.page.choices.choose_pupil(pupil)
    assert chip_of(office).text() == f"{pupil.name}, 4B"
    office.settled()
    press(office.page.panel.view.save)
    saved = (office.folder / "Agreements.pdf").read_bytes()
    assert "<b>Ned</b> & “O’Neill” <img src=x>" in text_of(saved)
    assert office.told().startswith(f"{len(reader(saved).pages)} pages saved as Agreements.pdf.")
    assert "no longer encrypted" in office.told()


def test_one_file_per_class_comes_in_a_folder_of_its_own(office: Office) -> None:
    choices = office.page.choices
    press(choices.scope.rows()[Scope.YEARS.value])
    press(choices.years.rows()["4"])
    office.settled()
    before = office.batches
    press(office.page.panel.view.per_class)
    made = office.folder / "Agreements 23 November 2026"
    names = sorted(one.name for one in made.iterdir())
    assert names == ["Agreements Class 4A.pdf", "Agreements Class 4B.pdf"]
    assert office.told().startswith("2 files saved in the folder Agreements 23 November 2026.")
    assert office.batches == before + 1
    press(office.page.panel.view.per_class)  # once more: nothing is written over
    assert (office.folder / "Agreements 23 November 2026 2").is_dir()
    assert sorted(one.name for one in made.iterdir()) == names


def test_a_single_form_is_saved_to_be_filled_in_on_a_screen(office: Office) -> None:
    choices, view = office.page.choices, office.page.panel.view
    assert not view.fillable.isVisibleTo(office.page)
    choices.choose_pupil(office.school.signed_in.directory.pupils[3])
    press(choices.what.rows()["pupil"])
    office.settled()
    assert view.fillable.isVisibleTo(office.page)
    press(view.fillable)
    saved = (office.folder / "Agreement to fill in.pdf").read_bytes()
    assert reader(saved).get_fields()
    assert "to be filled in on a screen" in office.told()


def test_how_it_went_stays_unless_other_people_get_a_form(office: Office) -> None:
    choose_class(office.page, "4B")
    office.settled()
    panel, school = office.page.panel, office.school
    press(panel.view.save)
    told, pages = office.told(), panel.pages
    assert "saved as Agreements.pdf" in told
    office.page.desk.changes.directory.emit()  # a colleague changed something that is not on them
    office.settled()
    assert panel.view.outcome is not None
    assert (office.told(), panel.pages) == (told, pages)
    assert panel.is_whole
    class_id = next(one.id for one in school.people.classes() if one.name == "4B")
    school.pupils.add(PupilDetails("Ned", "Archer", year_group=YearGroup.Y4, class_id=class_id))
    school.follow()
    office.page.desk.changes.directory.emit()
    office.settled()
    assert panel.view.outcome is None
    assert panel.pages is not pages
    assert panel.is_whole


def test_a_full_disk_is_told_and_nothing_is_given_out(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    before = office.batches
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        press(office.page.panel.view.save)
    assert office.told().startswith("The disk is full, so nothing was saved.")
    assert list(office.folder.iterdir()) == []
    assert office.batches == before
    press(office.page.panel.view.save)
    assert "saved as Agreements.pdf" in office.told()


@pytest.mark.parametrize("button", ["save", "per_class"])
def test_a_share_that_is_away_is_told_and_nothing_is_given_out(office: Office, button: str) -> None:
    press(office.page.choices.scope.rows()[Scope.EVERYBODY.value])
    office.settled()
    before = office.batches
    office.folder.rmdir()
    press(getattr(office.page.panel.view, button))
    assert office.told().startswith(
        "The file cannot be written there. The folder is no longer there"
    )
    assert office.batches == before


@pytest.mark.parametrize("button", ["save", "per_class"])
def test_cancelled_in_the_middle_a_save_leaves_no_file_and_no_trace(
    stage: Stage, tmp_path: Path, qtbot: QtBot, background: Background, button: str
) -> None:
    office = office_of(stage, tmp_path, background=background)
    panel = office.page.panel
    press(next(c for p, c in office.page.choices.presets.chips.items() if "Whole" in p.words))
    qtbot.waitUntil(lambda: "420 pupils" in office.count() and panel.is_whole, timeout=30_000)
    before = office.batches
    press(getattr(panel.view, button))
    qtbot.waitUntil(lambda: "Saving" in panel.view.how_far.text(), timeout=20_000)
    assert 0 < panel.view.bar.share < 1
    press(panel.view.cancel)
    qtbot.waitUntil(lambda: panel.work is None, timeout=20_000)
    assert office.told() == "Stopped. Nothing was saved."
    assert list(office.folder.iterdir()) == []
    assert office.batches == before


def test_whoever_signs_out_while_saving_leaves_no_half_file(
    stage: Stage, tmp_path: Path, qtbot: QtBot
) -> None:
    background = Background()
    office = office_of(stage, tmp_path, background=background)
    panel = office.page.panel
    qtbot.waitUntil(lambda: panel.is_whole, timeout=30_000)
    press(next(c for p, c in office.page.choices.presets.chips.items() if "Whole" in p.words))
    qtbot.waitUntil(lambda: "420 pupils" in office.count() and panel.is_whole, timeout=30_000)
    press(panel.view.save)
    qtbot.waitUntil(lambda: "Saving" in panel.view.how_far.text(), timeout=20_000)
    gone: list[QWidget] = list(stage._widgets)
    stage._widgets.clear()
    for widget in gone:
        widget.close()
        widget.deleteLater()
    settle()
    background.close()
    assert list(office.folder.iterdir()) == []
