"""Printing pages through the system's own dialog.

The dialog is opened, never waited for; pages are drawn and handed to the printer on another
thread. `Printing` is the edge at which tests put a printer that writes a file.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QMarginsF, QRectF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from trent_desktop.problems import Problem
from ui.components.system_dialogs import ask_for_printer
from ui.documents.pages import Pages

#: Finer than this no eye sees, and a page takes 35 MB.
FINEST_DPI = 600


class PrintFailed(Problem):
    """The printer did not take the pages."""


class Printing(Protocol):
    """Asks a person which printer, and how."""

    def ask(self, parent: QWidget, pages: int, chosen: Callable[[QPrinter], None]) -> None:
        """Ask without waiting. `chosen` is called on the GUI thread unless she thinks better."""
        ...


class SystemPrinting:
    """The print dialog of the system."""

    def ask(self, parent: QWidget, pages: int, chosen: Callable[[QPrinter], None]) -> None:
        """Open the dialog over `parent`'s window."""
        printer = new_printer()
        ask_for_printer(parent, printer, pages, lambda: chosen(printer))


def new_printer() -> QPrinter:
    """A printer set to A4, portrait, whole sheet: our pages bring their own margins."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    # The name of the job shows on the printer's display and in the print queue of the school.
    printer.setDocName("Trent Desktop")
    layout = QPageLayout(
        QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF()
    )
    printer.setPageLayout(layout)
    printer.setFullPage(True)
    return printer


class PrintStopped(Problem):
    """Somebody pressed Cancel while pages went to the printer."""


def print_pages(
    pages: Pages,
    printer: QPrinter,
    *,
    progress: Callable[[int, int], object] = lambda _done, _of: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> int:
    """Draw pages onto a printer; how many sheets' sides were sent. Slow: not the GUI thread.

    `progress` is told how many sides went, of how many. Raises `PrintFailed` or `PrintStopped`.
    """
    chosen = pages_chosen(printer, len(pages))
    rounds = 1 if printer.supportsMultipleCopies() else max(1, printer.copyCount())
    painter = QPainter()
    if not painter.begin(printer):
        raise _failed(printer)
    sent = 0
    every = len(chosen) * rounds
    try:
        for number in [page for _ in range(rounds) for page in chosen]:
            if cancelled():
                raise PrintStopped("Stopped. What the printer has already may still come out.")
            if sent and not printer.newPage():
                raise _failed(printer)
            _draw(pages, number, printer, painter)
            sent += 1
            progress(sent, every)
    except BaseException:
        printer.abort()
        raise
    finally:
        painter.end()
    if printer.printerState() in (QPrinter.PrinterState.Error, QPrinter.PrinterState.Aborted):
        raise _failed(printer)
    return sent


def pages_chosen(printer: QPrinter, pages: int) -> list[int]:
    """The pages she chose in the dialog, from 0; all when she chose none or none that exist."""
    everything = list(range(pages))
    if printer.printRange() != QPrinter.PrintRange.PageRange:
        return everything
    ranges = printer.pageRanges()
    chosen = [number for number in everything if ranges.contains(number + 1)]
    return chosen or everything


def _draw(pages: Pages, number: int, printer: QPrinter, painter: QPainter) -> None:
    paper = QRectF(printer.pageLayout().fullRectPixels(printer.resolution()))
    size = pages.sizes[number]
    scale = min(paper.width() / size.width(), paper.height() / size.height())
    target = QRectF(0, 0, size.width() * scale, size.height() * scale)
    target.moveCenter(paper.center())
    width = target.width() * min(1.0, FINEST_DPI / printer.resolution())
    painter.drawImage(target, pages.draw(number, round(width), grey=True))


def _failed(printer: QPrinter) -> PrintFailed:
    return PrintFailed(
        "The printer did not take the pages.",
        what_to_do="Check that it is on and has paper, then press Print again.",
        where=printer.printerName(),
    )
