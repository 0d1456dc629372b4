"""Printers reached through Qt, where there is no CUPS: on Windows.

Each page is drawn in bands a few centimetres high, so that memory stays flat however fine the
printer is; black and white pages are drawn in greys of one byte, and white bands not at all.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QMarginsF, QRectF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from ui.documents.pages import PdfPages
from ui.documents.printers.values import (
    PAPERS,
    Choice,
    Job,
    JobState,
    News,
    Printer,
    PrintFailed,
    PrintStopped,
)

#: Finer than this no eye sees.
FINEST_DPI: Final = 600
#: A band is at most so many bytes: that is all the memory that a page takes.
BAND_BYTES: Final = 4 * 1024 * 1024
#: They ask for a file themselves, and what they write is not encrypted: that is what Save is for.
_FILES: Final = ("microsoft print to pdf", "xps document writer", "onenote", "fax")

_SIZES: Final = {
    "A4": QPageSize.PageSizeId.A4,
    "A3": QPageSize.PageSizeId.A3,
    "A5": QPageSize.PageSizeId.A5,
    "Letter": QPageSize.PageSizeId.Letter,
    "Legal": QPageSize.PageSizeId.Legal,
    "Tabloid": QPageSize.PageSizeId.Tabloid,
}


def printer_for(choice: Choice) -> QPrinter:
    """Qt's printer of this name, on the whole sheet: our pages bring their own margins."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPrinterName(choice.printer)
    return printer


class DevicePrinting:
    """Draws on the printers that Qt knows. `printer_for` gives Qt's printer for a choice."""

    def __init__(self, printer_for: Callable[[Choice], QPrinter] = printer_for) -> None:
        self._printer_for = printer_for

    def printers(self) -> tuple[Printer, ...]:
        """All printers that do not write files."""
        found = [
            _printer(one)
            for one in QPrinterInfo.availablePrinters()
            if not any(word in one.printerName().casefold() for word in _FILES)
        ]
        return tuple(sorted(found, key=lambda one: one.title.casefold()))

    def send(
        self,
        pdf: bytes,
        choice: Choice,
        *,
        short_edge: bool = False,
        taken: Callable[[], object] = lambda: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Job:
        """Draw it. See `PrintSystem.send`."""
        pages = PdfPages.read(pdf)
        printer = self._printer_for(choice)
        _set_up(printer, choice, short_edge=short_edge)
        rounds = 1 if printer.supportsMultipleCopies() else choice.copies
        painter = QPainter()
        if cancelled():
            raise _stopped()
        if not printer.isValid() or not painter.begin(printer):
            raise _failed(printer)
        try:
            taken()
            for at in range(rounds * len(pages)):
                if cancelled():
                    raise _stopped()
                if at and not printer.newPage():
                    raise _failed(printer)
                _draw(pages, at % len(pages), printer, painter, choice, cancelled)
        except BaseException:
            # First, so that what the system holds is thrown away and not printed.
            printer.abort()
            painter.end()
            raise
        painter.end()
        if printer.printerState() in (QPrinter.PrinterState.Error, QPrinter.PrinterState.Aborted):
            raise _failed(printer)
        return Job(choice.printer)

    def look(self, job: Job) -> News:
        """It was taken; more the system does not say."""
        return News(JobState.SENT)

    def cancel(self, job: Job) -> None:
        """Too late: what the system took, it prints. Raises `PrintFailed`."""
        raise PrintFailed(
            "The job can only be cancelled in the printer’s own queue.",
            what_to_do="Open it in the settings of this computer.",
            where=job.printer,
        )


def _printer(info: QPrinterInfo) -> Printer:
    default = info.defaultPageSize().id()
    offered = [default, *(one.id() for one in info.supportedPageSizes())]
    named = {size: paper for paper, size in _SIZES.items()}
    duplex = QPrinter.DuplexMode
    failed = info.state() in (QPrinter.PrinterState.Error, QPrinter.PrinterState.Aborted)
    return Printer(
        info.printerName(),
        info.description() or info.printerName(),
        tuple(dict.fromkeys(named[one] for one in offered if one in named)),
        two_sided=bool(
            {duplex.DuplexLongSide, duplex.DuplexAuto} & set(info.supportedDuplexModes())
        ),
        two_sided_by_itself=info.defaultDuplexMode()
        in (duplex.DuplexLongSide, duplex.DuplexShortSide, duplex.DuplexAuto),
        colour=QPrinter.ColorMode.Color in info.supportedColorModes(),
        is_default=info.isDefault(),
        cannot="The printer reports a fault." if failed else "",
    )


def _set_up(printer: QPrinter, choice: Choice, *, short_edge: bool) -> None:
    # The name of the job shows on the printer's display and in the school's queue.
    printer.setDocName("Trent Desktop")
    duplex = QPrinter.DuplexMode
    two_sided = duplex.DuplexShortSide if short_edge else duplex.DuplexLongSide
    printer.setDuplex(two_sided if choice.two_sided else duplex.DuplexNone)
    colour = QPrinter.ColorMode
    printer.setColorMode(colour.Color if choice.colour else colour.GrayScale)
    printer.setPageLayout(
        QPageLayout(QPageSize(_SIZES[choice.paper]), QPageLayout.Orientation.Portrait, QMarginsF())
    )
    printer.setFullPage(True)
    if printer.supportsMultipleCopies():
        printer.setCollateCopies(True)
        printer.setCopyCount(choice.copies)


def _draw(
    pages: PdfPages,
    number: int,
    printer: QPrinter,
    painter: QPainter,
    choice: Choice,
    cancelled: Callable[[], bool],
) -> None:
    """Draw one page, made for this paper, band by band."""
    dots = min(FINEST_DPI, printer.resolution())
    width, height = (round(points / 72 * dots) for points in PAPERS[choice.paper])
    paper = QRectF(printer.pageLayout().fullRectPixels(printer.resolution()))
    grown = paper.width() / width
    rows = max(1, BAND_BYTES // (width * (4 if choice.colour else 1)))
    for at in range(math.ceil(height / rows)):
        if cancelled():
            raise _stopped()
        top = at * rows
        high = min(rows, height - top)
        band = pages.draw_band(number, width, top, high, grey=not choice.colour)
        if not is_white(band):
            where = QRectF(paper.left(), paper.top() + top * grown, paper.width(), high * grown)
            painter.drawImage(where, band)


def is_white(band: QImage) -> bool:
    """Whether nothing is on it."""
    content = bytes(band.constBits())
    return content.count(b"\xff") == len(content)


def _stopped() -> PrintStopped:
    return PrintStopped("Stopped. Nothing was printed.")


def _failed(printer: QPrinter) -> PrintFailed:
    return PrintFailed(
        "The printer did not take the pages.",
        what_to_do="Check that it is on and has paper, then press Print again.",
        where=printer.printerName(),
    )
