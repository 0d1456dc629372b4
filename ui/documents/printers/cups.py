"""CUPS, the print system of Linux and macOS: it is handed the PDF itself, in memory.

A job is made without content first. So a queue that refuses, is paused or is gone says so before
anything was sent to it; what has to be written down is written down next; and only then the
content goes (rule 120). No file of ours is written for it, and a program that dies in between
leaves a job with nothing in it, which CUPS takes away by itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final
from urllib.parse import quote

from trent_desktop.sentences import ended
from ui.documents.printers.ipp import (
    Ipp,
    IppAway,
    IppRefused,
    Operation,
    keyword,
    mime,
    number,
    uri,
    words,
    yes,
)
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

#: What a job is called on the printer's display and in the school's queue: nobody's name (rule 122).
TITLE: Final = "Trent Desktop"

_ASKED: Final = (
    "printer-name", "printer-info", "printer-state", "printer-state-reasons",
    "printer-state-message", "printer-is-accepting-jobs", "printer-type", "sides-supported",
    "sides-default", "media-supported", "media-default", "print-color-mode-supported",
    "color-supported", "device-uri",
)  # fmt: skip
_JOB_ASKED: Final = (
    "job-state", "job-state-reasons", "job-printer-state-message", "job-printer-state-reasons",
)  # fmt: skip

_STOPPED: Final = 5
#: A job that somebody has to release first, as it is where printing waits for a card.
_HELD: Final = 4
_AT_THE_PRINTER: Final = "It is held: release it at the printer, with your card or code if it asks."
_IS_DEFAULT: Final = 0x20000
_COLOUR: Final = 0x8
_TWO_SIDED: Final = 0x10
#: What queues call paper, in IPP's words and in those of printer descriptions.
_MEDIA: Final = {
    "A4": "iso_a4_210x297mm",
    "A3": "iso_a3_297x420mm",
    "A5": "iso_a5_148x210mm",
    "Letter": "na_letter_8.5x11in",
    "Legal": "na_legal_8.5x14in",
    "Tabloid": "na_ledger_11x17in",
}
_STATES: Final = {
    3: JobState.WAITING,
    4: JobState.WAITING,
    5: JobState.WAITING,
    6: JobState.STUCK,
    7: JobState.CANCELLED,
    8: JobState.REFUSED,
    9: JobState.CAME_OUT,
}
_REASONS: Final = {
    "media-empty": "The printer has run out of paper.",
    "media-needed": "The printer asks for paper.",
    "media-jam": "Paper is jammed in the printer.",
    "toner-empty": "The printer has run out of toner.",
    "marker-supply-empty": "The printer has run out of ink or toner.",
    "door-open": "A door of the printer is open.",
    "cover-open": "A cover of the printer is open.",
    "output-area-full": "The printer’s tray is full.",
    "output-tray-missing": "The printer’s tray is missing.",
    "offline": "The printer is switched off, or cannot be reached.",
    "timed-out": "The printer does not answer.",
    "shutdown": "The printer is switched off.",
    "paused": "The printer is paused.",
}
_NOT_FOUND: Final = (0x0406, 404)
_NOT_ACCEPTING: Final = 0x0506
_NOT_ALLOWED: Final = (0x0401, 0x0402, 0x0403, 401, 403)


class Cups:
    """The print system that `server` leads to."""

    def __init__(self, server: Callable[[], Ipp] = Ipp.of_this_computer) -> None:
        self._server = server

    def printers(self) -> tuple[Printer, ...]:
        """All queues, by their titles. Raises `PrintFailed` when CUPS does not answer."""
        try:
            groups = self._server().ask(
                Operation.GET_PRINTERS, [keyword("requested-attributes", *_ASKED)]
            )
        except IppRefused as refused:
            if refused.status in _NOT_FOUND:
                return ()  # what CUPS answers when it has no queue at all
            raise _away() from refused
        except IppAway as error:
            raise _away() from error
        found = [_printer(one) for one in groups if "printer-name" in one]
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
        """Hand it over. See `PrintSystem.send`."""
        printer = next((one for one in self.printers() if one.name == choice.printer), None)
        if printer is None:
            raise _gone(choice.printer)
        if printer.cannot:
            raise PrintFailed(printer.cannot, what_to_do=_NOTHING_WENT, where=printer.title)
        if cancelled():
            raise _stopped()
        job = self._create(choice, printer, short_edge=short_edge)
        try:
            taken()
            if cancelled():
                raise _stopped()
            self._fill(job, pdf, cancelled)
        except BaseException:
            self._take_back(job)
            raise
        return job

    def _create(self, choice: Choice, printer: Printer, *, short_edge: bool) -> Job:
        sides = "two-sided-short-edge" if short_edge else "two-sided-long-edge"
        wishes = [
            number("copies", choice.copies),
            keyword("media", _MEDIA[choice.paper]),
            keyword("sides", sides if choice.two_sided else "one-sided"),
            keyword("print-color-mode", "color" if choice.colour else "monochrome"),
            # The pages are made for this paper: nothing is to be fitted or turned any more.
            keyword("print-scaling", "none"),
            keyword("multiple-document-handling", "separate-documents-collated-copies"),
        ]
        try:
            groups = self._server().ask(
                Operation.CREATE_JOB,
                [uri("printer-uri", _uri(choice.printer)), words("job-name", TITLE)],
                wishes,
                path=f"/printers/{quote(choice.printer)}",
            )
            for group in groups:
                if found := group.get("job-id"):
                    return Job(choice.printer, int(found[0]))
            raise PrintFailed(_NOT_TAKEN, what_to_do=_LOOK, where=printer.title)
        except IppRefused as refused:
            raise _refused(refused, printer.title) from refused
        except IppAway as error:
            raise _away() from error

    def _fill(self, job: Job, pdf: bytes, cancelled: Callable[[], bool]) -> None:
        try:
            self._server().ask(
                Operation.SEND_DOCUMENT,
                [
                    uri("printer-uri", _uri(job.printer)),
                    number("job-id", job.number),
                    words("document-name", TITLE),
                    mime("document-format", "application/pdf"),
                    yes("last-document", True),
                ],
                path=f"/printers/{quote(job.printer)}",
                content=pdf,
                cancelled=cancelled,
            )
        except InterruptedError:
            raise _stopped() from None
        except IppRefused as refused:
            raise _refused(refused, job.printer) from refused
        except IppAway as error:
            raise PrintFailed(
                "The print system stopped answering while the pages were sent.",
                what_to_do="See whether they came out before you print them again.",
                where=job.printer,
            ) from error

    def _take_back(self, job: Job) -> None:
        try:
            self.cancel(job)
        except PrintFailed:
            return  # a job without content prints nothing, and goes by itself

    def look(self, job: Job) -> News:
        """How it is getting on."""
        try:
            groups = self._server().ask(
                Operation.GET_JOB,
                [
                    uri("printer-uri", _uri(job.printer)),
                    number("job-id", job.number),
                    keyword("requested-attributes", *_JOB_ASKED),
                ],
            )
        except IppRefused as refused:
            if refused.status in _NOT_FOUND:
                # CUPS was told to forget what is finished.
                return News(JobState.SENT)
            raise _away() from refused
        except IppAway as error:
            raise _away() from error
        found = next((one for one in groups if "job-state" in one), {})
        state = _STATES.get(_first(found, "job-state", 3), JobState.WAITING)
        if state in (JobState.WAITING, JobState.STUCK):
            printer = next((one for one in self.printers() if one.name == job.printer), None)
            if printer is None:
                return News(JobState.STUCK, "This printer is no longer set up on this computer.")
            why = _why(found.get("job-printer-state-reasons", []), "")
            # One that takes no more prints what it took, unless it is paused as well.
            if why := printer.paused or why:
                return News(JobState.STUCK, why)
            # While a job still comes in, the queue holds it itself.
            comes = "job-incoming" in found.get("job-state-reasons", [])
            if _first(found, "job-state", 3) == _HELD and not comes:
                return News(state, _AT_THE_PRINTER)
            if "connecting-to-device" in found.get("job-printer-state-reasons", []):
                return News(state, "The printer has not answered so far: is it switched on?")
        if state is JobState.REFUSED:
            said = str(_first(found, "job-printer-state-message", ""))
            return News(state, _why(found.get("job-printer-state-reasons", []), said))
        return News(state)

    def cancel(self, job: Job) -> None:
        """Take it back. One that is over already is left alone."""
        try:
            self._server().ask(
                Operation.CANCEL_JOB,
                [
                    uri("printer-uri", _uri(job.printer)),
                    number("job-id", job.number),
                    yes("purge-job", True),
                ],
                path="/jobs/",
            )
        except IppRefused as refused:
            if refused.status in _NOT_ALLOWED:
                raise PrintFailed(
                    "The print system does not let this program cancel the job.",
                    what_to_do="Cancel it at the printer, or ask your IT support.",
                    where=job.printer,
                ) from refused
        except IppAway as error:
            raise _away() from error


# ----------------------------------------------------------------------------------- within

_NOTHING_WENT: Final = "Nothing was sent. Choose another printer, or tell your IT support."
_NOT_TAKEN: Final = "The printer did not take the pages."
_LOOK: Final = "Check that it is on and has paper, then press Print again."


def _printer(found: dict[str, list[Any]]) -> Printer:
    name = str(_first(found, "printer-name", ""))
    kind = int(_first(found, "printer-type", 0))
    sides = found.get("sides-supported", [])
    colours = found.get("print-color-mode-supported", [])
    named = [str(_first(found, "media-default", "")), *map(str, found.get("media-supported", []))]
    papers = tuple(dict.fromkeys(one for one in map(paper_named, named) if one))
    return Printer(
        name,
        str(_first(found, "printer-info", "")) or name,
        papers,
        two_sided="two-sided-long-edge" in sides or bool(kind & _TWO_SIDED),
        two_sided_by_itself=str(_first(found, "sides-default", "")).startswith("two-sided"),
        colour="color" in colours or bool(_first(found, "color-supported", kind & _COLOUR)),
        is_default=bool(kind & _IS_DEFAULT),
        cannot=_cannot(found),
        paused=_paused(found),
        keeps_files=_keeps_files(str(_first(found, "device-uri", ""))),
    )


def _keeps_files(device: str) -> bool:
    # A class of printers has the last of these, and keeps nothing.
    return device.startswith(("cups-pdf:", "file:")) and not device.endswith("/dev/null")


def _cannot(found: dict[str, list[Any]]) -> str:
    said = str(_first(found, "printer-state-message", "")).strip()
    if _first(found, "printer-is-accepting-jobs", True) is False:
        reason = f" It says: {ended(said)}" if said else ""
        return f"This printer takes no jobs now.{reason}"
    return _paused(found)


def _paused(found: dict[str, list[Any]]) -> str:
    if _first(found, "printer-state", 3) != _STOPPED:
        return ""
    why = _why(found.get("printer-state-reasons", []), "")
    return f"This printer is paused. {why}".strip() if "paused" not in why else why


def _why(reasons: list[Any], said: str) -> str:
    """The first reason that stops a printer, in words; what the system says where none is known."""
    for one in map(str, reasons):
        known = _REASONS.get(re.sub(r"-(error|report)$", "", one))
        if known is not None and not one.endswith("-warning"):
            return known
    return f"It says: {said}" if said else ""


def paper_named(name: str) -> str:
    """Which of `PAPERS` a queue means; empty for another. ``iso_a4_210x297mm`` is A4."""
    for paper, media in _MEDIA.items():
        if name.casefold() in (media, paper.casefold()):
            return paper
    found = re.match(r"(?:iso|na)_([a-z0-9]+)_", name.casefold())
    known = {one.casefold(): one for one in PAPERS}
    return known.get(found[1], "") if found else ""


def _first(found: dict[str, list[Any]], name: str, otherwise: Any) -> Any:
    values = found.get(name)
    return values[0] if values else otherwise


def _uri(printer: str) -> str:
    return f"ipp://localhost/printers/{quote(printer)}"


def _stopped() -> PrintStopped:
    return PrintStopped("Stopped. Nothing was printed.")


def _gone(printer: str) -> PrintFailed:
    return PrintFailed(
        "This printer is no longer set up on this computer.",
        what_to_do=_NOTHING_WENT,
        where=printer,
    )


def _away() -> PrintFailed:
    return PrintFailed(
        "The print system of this computer does not answer.",
        what_to_do="Nothing was sent. Try again in a moment, or tell your IT support.",
    )


def _refused(refused: IppRefused, printer: str) -> PrintFailed:
    if refused.status in _NOT_FOUND:
        return _gone(printer)
    if refused.status == _NOT_ACCEPTING:
        return PrintFailed(
            "This printer takes no jobs now.", what_to_do=_NOTHING_WENT, where=printer
        )
    if refused.status in _NOT_ALLOWED:
        return PrintFailed("You may not use this printer.", what_to_do=_NOTHING_WENT, where=printer)
    return PrintFailed(_NOT_TAKEN, what_to_do=_LOOK, where=printer)
