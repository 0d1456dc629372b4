"""What the tests of the preview need: papers, a printer that writes a file, a chosen place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QWidget

from trent_desktop.documents.blocks import Words
from trent_desktop.documents.page import Letterhead, Paper, Pdf, Sheet
from ui.documents.printers.values import Choice, Job, JobState, News, Printer, PrintFailed, ToPrint
from ui.documents.printing import Chosen

#: A school's copier.
OFFICE = Printer("office", "Office", ("A4", "A3"), two_sided=True, colour=True, is_default=True)


def paper(pages: int = 1, words: str = "volcano") -> Pdf:
    """A paper of so many pages, each with its number in words on it."""
    sheet = Sheet(Letterhead("Larkfield Primary School"), Paper("A paper", "", "TR-2026-014"))
    for number in range(1, pages + 1):
        if number > 1:
            sheet.new_page()
        sheet.add(Words(f"{words} number {number}"))
    return sheet.make(unchanging=True)


class FilePrinting:
    """Stands for the sheet in which a printer is chosen, and for the printer: it writes a PDF.

    `choice` is what is chosen at once; `news` is what is heard of the job afterwards.
    """

    def __init__(self, file: Path, choice: Choice | None = None, *printers: Printer) -> None:
        self.file = file
        self.choice = choice or Choice(OFFICE.name)
        self.offered = printers or (OFFICE,)
        self.asked: list[int] = []
        self.sent: list[Choice] = []
        self.cancelled: list[Job] = []
        self.news = News(JobState.CAME_OUT)

    def ask(self, parent: QWidget, what: ToPrint, chosen: Callable[[Chosen], None]) -> None:
        self.asked.append(what.pages)
        printer = next(one for one in self.offered if one.name == self.choice.printer)
        chosen(Chosen(self, printer, self.choice))

    def choose(self, **how: object) -> None:
        self.choice = replace(self.choice, **how)  # type: ignore[arg-type]

    # ------------------------------------------------------------------ the print system

    def printers(self) -> tuple[Printer, ...]:
        return self.offered

    def send(
        self,
        pdf: bytes,
        choice: Choice,
        *,
        short_edge: bool = False,
        taken: Callable[[], object] = lambda: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Job:
        if not self.file.parent.is_dir():
            raise PrintFailed("The printer did not take the pages.", what_to_do="Check it.")
        taken()
        self.file.write_bytes(pdf)
        self.sent.append(choice)
        return Job(choice.printer, len(self.sent))

    def look(self, job: Job) -> News:
        return self.news

    def cancel(self, job: Job) -> None:
        self.cancelled.append(job)
        self.news = News(JobState.CANCELLED)


class ChosenPlace:
    """Stands for the file dialog: a place chosen at once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.names: list[str] = []

    def ask(self, parent: QWidget, name: str, chosen: Callable[[Path], None]) -> None:
        self.names.append(name)
        chosen(self.folder / name)
