"""The office: a page for printing, with a printer that writes a file and a folder to save in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtTest import QTest

from tests.gallery.stage import Stage, settle
from tests.ui.agreements.desks import desk_of
from tests.ui.documents.papers import ChosenPlace, FilePrinting
from trent_desktop.agreements.codes import code_text
from trent_desktop.open_school import OpenSchool
from ui.agreements.giving.printing_page import PrintPage
from ui.components.buttons import PaintedButton


@dataclass
class Office:
    """A page for printing, with a printer that writes a file and a folder to save in."""

    page: PrintPage
    folder: Path
    printer: FilePrinting

    @property
    def school(self) -> OpenSchool:
        return self.page.desk.school

    @property
    def batches(self) -> int:
        return len(self.school.agreements.batches.issued())

    def settled(self) -> None:
        """The choices have settled, and all pages are laid out."""
        laid_out(self.page)

    def count(self) -> str:
        return self.page.panel.view.count.text()

    def told(self) -> str:
        outcome = self.page.panel.view.outcome
        return outcome.words.text() if outcome else ""


def office_of(stage: Stage, tmp_path: Path, who: str = "ict", **more: object) -> Office:
    desk = replace(desk_of(stage, who), **more)  # type: ignore[arg-type]
    folder = tmp_path / "papers"
    folder.mkdir()
    printer = FilePrinting(folder / "printed.pdf")
    places = ChosenPlace(folder)
    page = PrintPage(desk, lambda: None, printing=printer, places=places, folders=places)
    stage.keep(page)
    page.arrive(None)
    settle()
    return Office(page, folder, printer)


def laid_out(page: PrintPage) -> None:
    """Wait until the choices have settled and all pages are laid out."""
    for _ in range(400):
        settle(2)
        if not page.choices.settles and page.panel.is_whole:
            return
        QTest.qWait(5)
    raise AssertionError("the pages were never laid out")


def choose_class(page: PrintPage, name: str) -> None:
    box = page.choices.school_class
    box.setCurrentIndex(box.findText(name))


def chip_of(office: Office) -> PaintedButton:
    """The first child chosen, to be taken out again."""
    chip = office.page.choices.pupils.chips.findChild(PaintedButton)
    assert isinstance(chip, PaintedButton)
    return chip


def one_child(office: Office) -> None:
    office.page.choices.choose_pupil(office.school.signed_in.directory.pupils[3])
    office.settled()


def codes_expected(office: Office) -> list[str]:
    plan = office.page.panel.plan
    assert plan is not None
    return [code_text(office.school.school.id, one.token) for one in plan.forms if one.token]
