"""What could not be sent, and why: remembered on this laptop until its writer has seen to it."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from dataclasses import dataclass
from typing import Any

from trent_desktop.problems import AnswersRefused, NotAllowed, Problem
from trent_desktop.reports.asked.names import STOP
from trent_desktop.storage.box.box import Box, Changing
from trent_desktop.storage.box.sorts import Sort

#: All that is not waited for: only the person who wrote the report can mend these.
TO_MEND = (AnswersRefused, NotAllowed)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a draft could not be sent. `errors` holds pairs of question and sentence.

    `aloud` is as much of it as anybody may read who sees the screen; empty where even the reason
    would tell something. `opened`: its writer has seen it.
    """

    draft_id: uuid.UUID
    at: dt.datetime
    words: str
    what_to_do: str
    errors: tuple[tuple[str, str], ...]
    aloud: str
    opened: bool = False


def put_refusal(
    change: Changing,
    draft_id: uuid.UUID,
    stage: str,
    problem: Problem,
    at: dt.datetime,
    *,
    opened: bool = False,
) -> None:
    """Remember why a draft was refused, together with whatever else changes.

    `opened`: its writer has been told already.
    """
    answers = isinstance(problem, AnswersRefused)
    errors = problem.errors if isinstance(problem, AnswersRefused) else ()
    content = {
        "at": at.isoformat(),
        "words": problem.words,
        "what_to_do": problem.what_to_do,
        "errors": [list(pair) for pair in errors],
        # Of a report that stopped, and of one that is with others alone now, nothing is said on a
        # screen that the whole class may see.
        "aloud": problem.words if answers and stage != STOP else "",
        "opened": opened,
    }
    change.put(Sort.REFUSAL, str(draft_id), json.dumps(content))


def read_refusals(box: Box) -> tuple[Refusal, ...]:
    """What was refused, the oldest first."""
    found = [_refusal(name, json.loads(kept)) for name, kept in box.all(Sort.REFUSAL).items()]
    return tuple(sorted(found, key=lambda one: one.at))


def heed_refusal(change: Changing, draft_id: uuid.UUID) -> Refusal | None:
    """Its writer has opened it; what was refused, if it was."""
    kept = change.get(Sort.REFUSAL, str(draft_id))
    if kept is None:
        return None
    content: dict[str, Any] = json.loads(kept)
    change.put(Sort.REFUSAL, str(draft_id), json.dumps({**content, "opened": True}))
    return _refusal(str(draft_id), content)


def unheed_refusal(change: Changing, draft_id: uuid.UUID) -> None:
    """She has not been told of it after all, if it was refused."""
    kept = change.get(Sort.REFUSAL, str(draft_id))
    if kept is not None:
        change.put(Sort.REFUSAL, str(draft_id), json.dumps({**json.loads(kept), "opened": False}))


def forget_refusal(change: Changing, draft_id: uuid.UUID) -> None:
    """It is sent again, or was discarded."""
    change.drop(Sort.REFUSAL, str(draft_id))


def _refusal(draft_id: str, content: dict[str, Any]) -> Refusal:
    return Refusal(
        uuid.UUID(draft_id),
        dt.datetime.fromisoformat(content["at"]),
        content["words"],
        content["what_to_do"],
        tuple((question, words) for question, words in content["errors"]),
        content["aloud"],
        content["opened"],
    )
