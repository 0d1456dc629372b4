"""What is known of a printer, what was chosen for it, and how a job is getting on. Plain values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Protocol

from trent_desktop.problems import Problem

#: Paper that is told apart, in points, upright.
PAPERS: Final = {
    "A4": (595.276, 841.89),
    "A3": (841.89, 1190.551),
    "A5": (419.528, 595.276),
    "Letter": (612.0, 792.0),
    "Legal": (612.0, 1008.0),
    "Tabloid": (792.0, 1224.0),
}
A4: Final = "A4"
A3: Final = "A3"


class PrintFailed(Problem):
    """The printer did not take the pages."""


class PrintStopped(Problem):
    """Somebody pressed Cancel before anything was sent."""


@dataclass(frozen=True, slots=True)
class ToPrint:
    """What is to be printed, for whoever chooses how.

    `starts` are the pages, from 0, with which the papers of somebody else begin. `poster`: best on
    A3 and in colour. `two_sided`: it was laid out so. `whole`: it is given out as a whole, so that
    no part of it is printed. `offered` are pages proposed, when not all.
    """

    pages: int
    starts: tuple[int, ...] = ()
    poster: bool = False
    two_sided: bool = False
    whole: bool = False
    offered: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class Printer:
    """A printer, or a queue that leads to one.

    `papers` are names of `PAPERS`, the one it uses by itself first; empty when it does not say.
    `cannot` says in words why it takes nothing now, and is empty when it does; `paused`, why it does
    not print what it has taken. `keeps_files`: what is sent to it becomes a file that is not
    encrypted.
    """

    name: str
    title: str
    papers: tuple[str, ...] = ()
    two_sided: bool = False
    two_sided_by_itself: bool = False
    colour: bool = False
    is_default: bool = False
    cannot: str = ""
    paused: str = ""
    keeps_files: bool = False

    def paper_for(self, wanted: str) -> str:
        """The paper to print on: the one wanted where it has that, else A4, else its own."""
        if not self.papers:
            return A4
        return next((one for one in (wanted, A4) if one in self.papers), self.papers[0])


@dataclass(frozen=True, slots=True)
class Choice:
    """How it is printed. `pages` count from 0, in order; None for all. `paper` is of `PAPERS`."""

    printer: str
    copies: int = 1
    pages: tuple[int, ...] | None = None
    two_sided: bool = False
    colour: bool = False
    paper: str = A4


class JobState(StrEnum):
    """How a job is getting on."""

    SENT = "sent"  # the system took it, and does not say more
    WAITING = "waiting"
    STUCK = "stuck"
    CAME_OUT = "came out"
    REFUSED = "refused"  # the printer or the system gave it up
    CANCELLED = "cancelled"


#: Nothing more will be heard of these.
OVER: Final = frozenset({JobState.SENT, JobState.CAME_OUT, JobState.REFUSED, JobState.CANCELLED})


@dataclass(frozen=True, slots=True)
class Job:
    """Something that a printer took: where, and under which number."""

    printer: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class News:
    """How a job is getting on; `why` says in words what holds it up, where that is known."""

    state: JobState
    why: str = ""


class PrintSystem(Protocol):
    """The printers of this computer. Every method is slow: not on the GUI's thread."""

    def printers(self) -> tuple[Printer, ...]:
        """All printers. Raises `PrintFailed` when the print system does not answer."""
        ...

    def send(
        self,
        pdf: bytes,
        choice: Choice,
        *,
        short_edge: bool = False,
        taken: Callable[[], object] = lambda: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Job:
        """Hand a printer a PDF, made for the paper chosen.

        `taken` is called when the printer has taken the job and before anything of it is sent:
        what it raises takes the job back. Raises `PrintFailed` or `PrintStopped`; then nothing
        comes out.
        """
        ...

    def look(self, job: Job) -> News:
        """How it is getting on. Raises `PrintFailed` when the print system does not answer."""
        ...

    def cancel(self, job: Job) -> None:
        """Take it back, as far as it has not come out. Raises `PrintFailed`."""
        ...
