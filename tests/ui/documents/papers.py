"""What the tests of the preview need: papers, a printer that writes a file, a chosen place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from trent_desktop.documents.blocks import Words
from trent_desktop.documents.page import Letterhead, Paper, Pdf, Sheet
from ui.documents.printing import new_printer


def paper(pages: int = 1, words: str = "volcano") -> Pdf:
    """A paper of so many pages, each with its number in words on it."""
    sheet = Sheet(Letterhead("Larkfield Primary School"), Paper("A paper", "", "TR-2026-014"))
    for number in range(1, pages + 1):
        if number > 1:
            sheet.new_page()
        sheet.add(Words(f"{words} number {number}"))
    return sheet.make(unchanging=True)


class FilePrinting:
    """Stands for the print dialog: a printer that writes a PDF, chosen at once."""

    def __init__(
        self, file: Path, prepare: Callable[[QPrinter], object] = lambda _: None, dpi: int = 100
    ) -> None:
        self.file = file
        self.dpi = dpi
        self.prepare = prepare
        self.asked: list[int] = []

    def ask(self, parent: QWidget, pages: int, chosen: Callable[[QPrinter], None]) -> None:
        self.asked.append(pages)
        printer = new_printer()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self.file))
        printer.setResolution(self.dpi)
        self.prepare(printer)
        chosen(printer)


class ChosenPlace:
    """Stands for the file dialog: a place chosen at once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.names: list[str] = []

    def ask(self, parent: QWidget, name: str, chosen: Callable[[Path], None]) -> None:
        self.names.append(name)
        chosen(self.folder / name)
