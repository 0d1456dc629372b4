"""An answer that cannot wait for the others: that a child is in danger goes by itself, at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from trent_desktop.journeys import YES
from trent_desktop.problems import AnswersRefused, Problem
from trent_desktop.reports.asked import names as n
from trent_desktop.reports.kinds import kind_named
from trent_desktop.reports.waiting.drafts import Draft

#: The stage of such a draft. In the case it stands as an answer of the full questions.
ALONE: Final = "danger"


class NotSentYet(Problem):
    """The report itself waits to be sent, and this goes right behind it."""

    def __init__(self) -> None:
        super().__init__("This goes right after the report itself.")


def alone(draft: Draft, at: dt.datetime) -> Draft | None:
    """The answer that a child is in danger, to be sent by itself; None where it cannot be.

    It can where the report is sent, or in the outbox, and goes to whoever reads that one: where
    what is typed since would give it to others alone, it travels together with that.
    """
    kind = kind_named(draft.journey)
    if (
        kind is None
        or draft.stage not in kind.stages[1:]
        or draft.case_id is None
        or draft.answers.get(n.DANGER) != YES
        or kind.lead(draft.stage, draft.answers) is not kind.route
    ):
        return None
    return replace(draft, stage=ALONE, page="", trail=(), answers={n.DANGER: YES}, kept_at=at)


def check_alone(answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers of such a draft. Raises `AnswersRefused` for anything else."""
    if dict(answers) != {n.DANGER: YES}:
        raise AnswersRefused("This answer cannot be sent without the report.")
    return dict(answers)
