"""Printing a PDF: asked for in a sheet of the window, handed over, and followed to the end.

`Printing` is the edge at which tests put a printer that writes a file.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtWidgets import QWidget

from ui.background import Background
from ui.documents.print_sheet import PrintSheet
from ui.documents.printers.arranging import arranged
from ui.documents.printers.cups import Cups
from ui.documents.printers.remembered import remember
from ui.documents.printers.values import (
    Choice,
    Job,
    JobState,
    News,
    Printer,
    PrintFailed,
    PrintSystem,
    ToPrint,
)
from ui.theme import Tone


@dataclass(frozen=True, slots=True)
class Chosen:
    """The printer that was chosen, how, and the print system it belongs to."""

    system: PrintSystem
    printer: Printer
    choice: Choice


class Printing(Protocol):
    """Asks a person which printer, and how."""

    def ask(self, parent: QWidget, what: ToPrint, chosen: Callable[[Chosen], None]) -> None:
        """Ask without waiting. `chosen` is called on the GUI thread unless she thinks better."""
        ...


class SystemPrinting:
    """A sheet over the page, with the printers of this computer."""

    def __init__(self, background: Background, system: PrintSystem | None = None) -> None:
        self._background = background
        self._system = system
        self.sheet: PrintSheet | None = None

    def ask(self, parent: QWidget, what: ToPrint, chosen: Callable[[Chosen], None]) -> None:
        """Open the sheet over `parent`'s window. The printer that is chosen is remembered."""
        system = self._system or this_system()

        def agreed(printer: Printer, choice: Choice) -> None:
            remember(printer.name)
            chosen(Chosen(system, printer, choice))

        self.sheet = PrintSheet(parent, self._background, system, what, agreed)
        self.sheet.open()


def this_system() -> PrintSystem:
    """The print system of this computer."""
    if sys.platform == "win32":
        from ui.documents.printers.device import DevicePrinting

        return DevicePrinting()
    return Cups()


# ---------------------------------------------------------------------------- handing it over


@dataclass(frozen=True, slots=True)
class Sent:
    """What a printer took: its job, how many pages, and how it was getting on straight after."""

    job: Job
    system: PrintSystem
    printer: Printer
    pages: int
    news: News


def print_pdf(
    pdf: bytes,
    chosen: Chosen,
    what: ToPrint,
    *,
    taken: Callable[[], object] = lambda: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Sent:
    """Hand a PDF to the printer chosen. Slow: not the GUI thread.

    `taken` is called once the printer has taken the job and before anything of it is sent; what
    it raises takes the job back. Raises `PrintFailed` or `PrintStopped`: nothing comes out then.
    """
    choice = chosen.choice
    made = arranged(pdf, choice, starts=what.starts, within_edges=what.poster)
    job = chosen.system.send(
        made.content, choice, short_edge=made.short_edge, taken=taken, cancelled=cancelled
    )
    try:
        news = chosen.system.look(job)
    except PrintFailed:
        news = News(JobState.WAITING)
    return Sent(job, chosen.system, chosen.printer, made.pages * choice.copies, news)


def told_of(sent: Sent, news: News) -> tuple[str, Tone]:
    """How a job is getting on, in words, and in which tone: green only for what came out."""
    one = sent.pages == 1
    pages = "1 page" if one else f"{sent.pages:,} pages"
    it, them, has = ("It", "it", "has") if one else ("They", "them", "have")
    begins = f"{pages} sent to the printer."
    fetch = f"Please fetch {them} straight away."
    match news.state:
        case JobState.CAME_OUT if sent.printer.keeps_files:
            words = f"{begins} This printer makes a file, which is not encrypted: keep it safe."
            return words, Tone.SUN
        case JobState.CAME_OUT | JobState.SENT:
            return f"{begins} {fetch}", Tone.LEAF
        case JobState.WAITING:
            words = f"{begins} {it} {has} not come out yet."
            return f"{words} {news.why or 'You can go on working meanwhile.'}", Tone.SKY
        case JobState.STUCK:
            why = f" {news.why}" if news.why else ""
            words = (
                f"{begins} {it} {has} not come out.{why} Once that is put right, the rest comes."
            )
            return f"{words} Or cancel, and choose another printer.", Tone.SUN
        case JobState.REFUSED:
            why = f" {news.why}" if news.why else ""
            words = f"The printer gave up.{why} See what came out, and print the rest again."
            return words, Tone.CORAL
        case JobState.CANCELLED:
            return "Cancelled. Shred what had already come out.", Tone.SKY
