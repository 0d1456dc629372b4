"""Attachments of a case, as far as this laptop sees to them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from trent_desktop.asking import on_laptop
from trent_desktop.reports.attachments.attached import (
    MOST_ATTACHED,
    Attachment,
    Drawn,
    attachments_in,
)
from trent_desktop.reports.attachments.pages import unpacked
from trent_desktop.reports.attachments.taking_in import pages_of, read_chosen
from trent_desktop.reports.cases import Answers, CaseFile, Move, Route
from trent_desktop.reports.index import LocalIndex
from trent_desktop.reports.kinds import Kind, kind_named
from trent_desktop.reports.stop.rules import is_stopped
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.people.permissions import Right


@dataclass(frozen=True, slots=True)
class Listed:
    """What is attached to a case, and whether the member who opened it may attach more.

    `stopped`: nothing is attached there, and what was attached before is not shown. `full`: she
    might, if it were not as many as a case takes.
    """

    attachments: tuple[Attachment, ...]
    may_add: bool
    stopped: bool
    full: bool = False


class AttachmentsOnLaptop:
    """What is attached, and drawing a file anew. Never asks the share."""

    def __init__(self, signed_in: SignedIn, index: LocalIndex) -> None:
        self._me = signed_in
        self._index = index

    @on_laptop
    def listed(self, case: CaseFile) -> Listed:
        """What is attached to an opened case. In memory."""
        summary = case.summary
        kind = kind_named(summary.kind)
        stopped = takes_nothing(kind, summary.route, case.answers)
        found = attachments_in(case.timeline)
        might = (
            kind is not None
            and kind.attachments
            and not stopped
            and Move.NOTE in case.moves
            and self._me.may(Right.ADD_TO_CASE)
        )
        full = len(found) >= MOST_ATTACHED
        return Listed(found, might and not full, stopped, might and full)

    @staticmethod
    @on_laptop
    def draw(chosen: Path | bytes) -> Drawn:
        """Draw a file anew, in a process of its own. Slow, and asks nothing of the school's file.

        Raises `UnreadableFile` for what is not taken.
        """
        content = chosen if isinstance(chosen, bytes) else read_chosen(chosen)
        kept, is_pdf = pages_of(content)
        name = "" if isinstance(chosen, bytes) else chosen.name
        return Drawn(name, kept, len(unpacked(kept)), is_pdf)


def takes_nothing(kind: Kind | None, route: Route, answers: Answers) -> bool:
    """Whether a case may be about an indecent picture of a child, whoever leads on it."""
    return (
        route is Route.STOPPED
        or is_stopped("", answers)
        or (kind is not None and kind.must_stop(answers))
    )
