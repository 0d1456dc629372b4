"""How far a report is that was begun."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trent_desktop.journeys import Run
from trent_desktop.reports.kinds import kind_named

if TYPE_CHECKING:
    from trent_desktop.reports.waiting.drafts import Draft


def questions_left(draft: Draft) -> int | None:
    """How many questions of a draft have no answer; None for a journey that is not known."""
    kind = kind_named(draft.journey)
    if kind is None or not kind.knows(draft.stage):
        return None
    return Run(kind.journey(draft.stage), dict(draft.answers)).left()


def how_far(draft: Draft) -> str:
    """`3 of 7 answered`; nothing where no answer is there, or the journey is not known."""
    kind = kind_named(draft.journey)
    if kind is None or not kind.knows(draft.stage):
        return ""
    rows = Run(kind.journey(draft.stage), dict(draft.answers)).rows()
    answered = sum(row.answered for row in rows)
    return f"{answered} of {len(rows)} answered" if answered else ""
