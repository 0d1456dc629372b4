"""The cases that every sample has, so that no state is missing when somebody looks around."""

from __future__ import annotations

from dataclasses import dataclass

from trent_desktop.reports.cases import CaseState, Move, Route
from trent_desktop.sample.staff import WALKTHROUGH_CLASS


@dataclass(frozen=True, slots=True)
class Planned:
    """A case that every sample has, so that no state is missing when somebody looks around.

    `days_ago` counts school days; `after` is a move that must have been made; `kind` is that of the sighting; `answered` says
    whether the later questions were sent.
    """

    days_ago: int
    route: Route
    state: CaseState
    class_name: str = ""
    kind: str = ""
    after: Move | None = None
    answered: bool = True


_S = CaseState
PLANNED: tuple[Planned, ...] = (
    Planned(1, Route.CONTENT, _S.NEW, WALKTHROUGH_CLASS, "horror", answered=False),
    Planned(3, Route.CONTENT, _S.CHECKED, WALKTHROUGH_CLASS, "violence"),
    Planned(1, Route.STOPPED, _S.WITH_DSL),
    Planned(2, Route.STAFF, _S.WITH_HEAD),
    Planned(2, Route.CONTENT, _S.BLOCKED, kind="scam"),
    Planned(4, Route.CONTENT, _S.NO_BLOCK, kind="advert"),
    Planned(2, Route.HEAD, _S.WITH_CHAIR),
    Planned(5, Route.STOPPED, _S.DECIDED),
    Planned(12, Route.CONTENT, _S.SIGNED_OFF, WALKTHROUGH_CLASS, "misinformation"),
    Planned(35, Route.CONTENT, _S.CLOSED, WALKTHROUGH_CLASS, "gambling"),
    Planned(45, Route.CONTENT, _S.NEW, kind="language", after=Move.REOPEN),
    Planned(3, Route.CONTENT, _S.NEW, "6A", "bypass", after=Move.NOT_BLOCKED),
    Planned(9, Route.STAFF, _S.DECIDED),
    Planned(1, Route.CONTENT, _S.NEW, kind="personal-details", answered=False),
    Planned(60, Route.STOPPED, _S.CLOSED),
    Planned(70, Route.STAFF, _S.CLOSED),
    Planned(2, Route.CONTENT, _S.BLOCKED, WALKTHROUGH_CLASS, "looked-for"),
    Planned(6, Route.CONTENT, _S.CHECKED, kind="stranger"),
    Planned(14, Route.STOPPED, _S.SIGNED_OFF),
    Planned(16, Route.STAFF, _S.SIGNED_OFF),
    Planned(9, Route.HEAD, _S.DECIDED),
    Planned(18, Route.HEAD, _S.SIGNED_OFF),
    Planned(90, Route.HEAD, _S.CLOSED),
)
