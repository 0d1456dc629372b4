"""What came of sending a report, and why one waits."""

from __future__ import annotations

import datetime as dt
import json
import logging
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from trent_desktop.newer import known
from trent_desktop.problems import NotAllowed, Problem
from trent_desktop.reports.asked.names import FULL
from trent_desktop.reports.cases import Route
from trent_desktop.reports.waiting.alone import ALONE
from trent_desktop.reports.waiting.drafts import Draft
from trent_desktop.roles import Role

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Sent:
    """What came of sending. `questions_left` still wait.

    `queued`: it could not be saved in the school's file now, `why` says why not, and it is sent by
    itself later. `leads` is who leads on it, None when that is not known. `no_reader`: it waits
    because nobody who has joined could open it. `kind` is its name. `about`: the person it is
    about, whom nobody is told to tell.
    """

    case_id: uuid.UUID
    reference: str
    route: Route
    severity: int
    questions_left: int
    already_sent: bool = False
    queued: bool = False
    why: str = ""
    leads: Role | None = None
    no_reader: bool = False
    kind: str = ""
    about: frozenset[uuid.UUID] = frozenset()


def why_it_waits(error: Exception) -> str:
    """Why a report was not sent just now, in words for its writer."""
    if isinstance(error, Problem):
        return error.words
    log.warning("A report waits because of %s", type(error).__name__)
    return "Something in the program kept it from being sent just now."


def outbox_id(draft: Draft) -> str:
    """The name under which a draft waits in the outbox: one for each stage."""
    return f"{draft.id}:{draft.stage}"


def with_others(who: Role | None) -> NotAllowed:
    """Why its writer can add nothing from here; `who` leads on what she would add, None if nobody."""
    tell = "Tell the Local Authority Designated Officer"
    if who is not None:
        tell = f"Tell the {who.title} in person"
    return NotAllowed(
        "Only other people can read this report now, so nothing can be added to it from here.",
        what_to_do=f"{tell} what is still missing.",
    )


def sealed_as(by_answers: Route, plain: str) -> Route:
    """The route of a report that its writer may not read; its row may say no more than *sealed*."""
    return known(Route, plain) or (by_answers if by_answers.sealed else Route.STOPPED)


def rest_of(draft: Draft, reference: str, now: dt.datetime) -> Draft:
    """What is left to be answered once the quick page was sent."""
    return replace(
        draft,
        stage=FULL,
        page="",
        trail=(),
        case_id=draft.id,
        reference=reference,
        kept_at=now,
    )


def mark_of(draft: Draft, answers: Mapping[str, Any]) -> str:
    """What makes the same answers, sent twice, one entry.

    A danger that was taken back since is said anew: that is another time, and another entry.
    """
    again = [draft.kept_at.isoformat()] if draft.stage == ALONE else []
    return json.dumps([draft.stage, answers, *again], sort_keys=True)
