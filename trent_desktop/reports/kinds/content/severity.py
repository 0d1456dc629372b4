"""How serious inappropriate content is, from what is known so far (rule 4)."""

from __future__ import annotations

from typing import Final

from trent_desktop.journeys import Answers, moment_of
from trent_desktop.reports.kinds.content import names as n
from trent_desktop.reports.kinds.content.categories import TABLES, SubCategory, categories_on
from trent_desktop.reports.kinds.kind import ORDINARY

_SELF_HARM: Final = "self-harm"


def severity_of(answers: Answers) -> int:
    """0 (for information) to 3 (serious), but for a danger and for what is sealed."""
    row = _sub_category(answers)
    level = row.severity if row else ORDINARY
    if answers.get(n.HOW) == n.HOW_PUPIL:
        level = max(row.on_purpose if row else 2, level)
    if answers.get(n.UPSET) == n.UPSET_VERY:
        # Self-harm content, and a child at risk.
        level = max(3 if row and row.value == _SELF_HARM else 2, level)
    if answers.get(n.FILTER_STATE) == n.FILTER_OFF:
        # Somebody got round the filter, or nobody noticed that it was off (rule 16).
        level = max(2, level)
    return level


def is_decided(answers: Answers) -> bool:
    """Whether anything was answered that decides it."""
    return _sub_category(answers) is not None or severity_of(answers) > ORDINARY


def at_risk(answers: Answers) -> bool:
    """Whether a child may be at risk, and did not only see what she should not.

    A child who is very upset; somebody who seeks contact; a child who went looking for self-harm.
    What needs no more than the filter is none of these.
    """
    row = _sub_category(answers)
    return (
        answers.get(n.UPSET) == n.UPSET_VERY
        or (row is not None and row.four_c == "contact")
        or (row is not None and row.value == _SELF_HARM and answers.get(n.HOW) == n.HOW_PUPIL)
    )


def category_of(answers: Answers) -> str:
    """The C of the chosen sub-category, by name (``content``); empty when it is not known yet."""
    row = _sub_category(answers)
    return row.four_c if row else ""


def _sub_category(answers: Answers) -> SubCategory | None:
    value = answers.get(n.CATEGORY)
    happened = moment_of(answers.get(n.HAPPENED_AT))
    if happened is not None:
        row = categories_on(happened.date()).row(value)
        if row is not None:
            return row
    return next((row for table in reversed(TABLES) if (row := table.row(value))), None)
