"""The year of an agreement: printed, taken back, chased, withdrawn, and looked up."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from tests.agreements.scans import scanned_pdf
from tests.gallery.stage import Stage, settle
from tests.ui.agreements.desks import go, press
from tests.ui.agreements.office import choose_class, laid_out
from tests.ui.agreements.quiet import Quiet
from tests.ui.documents.papers import FilePrinting
from trent_desktop.agreements.kinds import FormState, Kind
from trent_desktop.agreements.register.standing import ClassTable
from ui.agreements.giving.printing_page import PrintPage
from ui.agreements.register.model import FIRST_USE
from ui.agreements.register.page import RegisterPage
from ui.agreements.register.returns_page import ReturnsPage
from ui.agreements.room import AgreementsPage
from ui.components.marks import Chip
from ui.components.sheets import Sheet
from ui.documents.printing import SystemPrinting
from ui.shell.section_room import SectionPage


def test_from_the_printer_to_the_answer_a_teacher_looks_up(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printer = FilePrinting(tmp_path / "class.pdf")
    monkeypatch.setattr(
        SystemPrinting,
        "ask",
        lambda _self, parent, what, chosen: printer.ask(parent, what, chosen),
    )
    program = stage.signed_in("ict")

    # Forms of one class are printed.
    page = go(program, "print", PrintPage)
    choose_class(page, "4B")
    laid_out(page)
    press(page.panel.view.print)
    school = page.desk.school
    newest = school.agreements.batches.issued()[0]
    assert newest.whom == "4B"
    class_id = next(one.id for one in school.people.classes() if one.name == "4B")
    waiting = [one for one in lines(page, class_id) if one[1] is FormState.ISSUED]
    assert len(waiting) > 5

    # The printed pages come back: some from the school's copier, one by the hand scanner.
    returns = go(program, "returns", ReturnsPage)
    returns._sounds = Quiet()
    scan = scanned_pdf(printer.file, tmp_path / "scan.pdf", pages=8, turned=180)
    returns.read_files([str(scan)])
    settle()
    while returns.answers.isVisible():
        returns.answers.rows[next(iter(returns.answers.rows))].choose("yes")
        press(returns.answers.keep)
    after = [one for one in lines(page, class_id) if one[1] is FormState.ISSUED]
    assert len(after) < len(waiting)
    code = last_code(printer.file, tmp_path)
    QTest.keyClicks(returns.field, code)
    QTest.keyClick(returns.field, Qt.Key.Key_Return)
    settle()
    assert returns.said.text() in ("Recorded", "This form was here before")

    # Those that are missing are chased, in letters that are seen first.
    register = go(program, "register", RegisterPage, str(class_id))
    letters = tmp_path / "letters.pdf"
    printer.file = letters
    press(register.remind)
    assert isinstance(register.sheet, Sheet)
    first = register.sheet.findChild(QPushButton, "remind-class-1")
    assert isinstance(first, QPushButton)
    press(first)
    settle(60)
    before = len(school.agreements.batches.issued())
    press(register.letters.view.print)
    settle(60)
    assert letters.read_bytes().startswith(b"%PDF")
    assert len(school.agreements.batches.issued()) == before + 1

    # A parent takes a consent back.
    register = go(program, "register", RegisterPage, str(class_id))
    row = next(
        index
        for index in range(register.table.model_of.rowCount())
        if (one := register.table.model_of.answer(register.table.model_of.index(index, FIRST_USE)))
        and one.given
    )
    register.table.setCurrentIndex(register.table.model_of.index(row, FIRST_USE))
    QTest.keyClick(register.table, Qt.Key.Key_N)
    settle()
    line = register.table.model_of.line(register.table.currentIndex())
    assert line is not None

    # And a teacher who asks is told so.
    teacher = stage.signed_in("teacher1")
    teacher.window.inside.go("agreements")
    settle()
    room = teacher.window.inside.findChild(AgreementsPage)
    assert room is not None
    QTest.keyClicks(room.look_up.search, line.name)
    QTest.qWait(160)
    settle()
    said = [one.text() for one in room.look_up.findChildren(Chip)]
    assert said[0].split(": ")[1].startswith("No, withdrawn on 23 November 2026")


def lines(page: SectionPage, class_id: object) -> list[tuple[str, FormState | None]]:
    """Each child of a class, and how her parents' agreement stands."""
    table: ClassTable = page.desk.school.agreements.register.table(class_id)  # type: ignore[arg-type]
    return [
        (one.name, cell.state if (cell := one.cells.get(Kind.PARENT)) else None)
        for one in table.lines
    ]


def last_code(pdf: Path, folder: Path) -> str:
    """What another program, a barcode reader, reads on the last page that has a code."""
    told = subprocess.run(["pdfinfo", str(pdf)], check=True, capture_output=True, text=True).stdout
    pages = int(next(one.split()[1] for one in told.splitlines() if one.startswith("Pages:")))
    for page in range(pages, pages - 4, -1):
        where = ["-f", str(page), "-l", str(page), str(pdf), str(folder / "one")]
        subprocess.run(["pdftoppm", "-r", "300", "-gray", "-singlefile", *where], check=True)
        found = subprocess.run(
            ["zbarimg", "-q", "--raw", str(folder / "one.pgm")],
            check=False,
            capture_output=True,
            text=True,
        )
        if found.stdout:
            return found.stdout.split()[0]
    raise AssertionError("no code was read on the last pages")
