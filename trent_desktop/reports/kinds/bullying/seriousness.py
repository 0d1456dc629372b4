"""How serious cyber-bullying is, from what is known so far (rule 46)."""

from __future__ import annotations

from typing import Any, Final

from trent_desktop.journeys import YES, Answers
from trent_desktop.reports.kinds.bullying import names as n
from trent_desktop.reports.kinds.kind import ORDINARY, SERIOUS

_MODERATE: Final = 2
_POLICE_SORTS: Final = {n.SORT_THREATS, n.SORT_HATE}


def seriousness(answers: Answers) -> int:
    """1 for a single unkindness, 2 where it goes on or weighs on somebody, 3 for the police."""
    if (
        _POLICE_SORTS & _chosen(answers.get(n.SORT))
        or _chosen(answers.get(n.POLICE_MATTER)) - {n.POLICE_NOTHING}
        or answers.get(n.POLICE_TOLD) == YES
        or answers.get(n.IMPACT) == n.IMPACT_HARM
    ):
        return SERIOUS
    if (
        answers.get(n.OFTEN) == n.OFTEN_AGAIN
        or answers.get(n.IMPACT) == n.IMPACT_AFRAID
        or answers.get(n.UNDER_AGE) == YES
        or _chosen(answers.get(n.PREJUDICE)) - {n.PREJUDICE_NONE}
    ):
        return _MODERATE
    return ORDINARY


def is_decided(answers: Answers) -> bool:
    """Whether anything was answered that decides it."""
    return seriousness(answers) > ORDINARY or isinstance(answers.get(n.OFTEN), str)


def must_stop(answers: Answers) -> bool:
    """Whether an answer itself says that it might be an indecent picture of a child (rule 3)."""
    return n.EVIDENCE_PRIVATE in _chosen(answers.get(n.EVIDENCE))


def _chosen(value: Any) -> set[str]:
    return {str(one) for one in value} if isinstance(value, list) else set()  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
