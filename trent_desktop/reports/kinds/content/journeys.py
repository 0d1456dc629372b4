"""The three stages of the content report as journeys, and the form on paper."""

from __future__ import annotations

import datetime as dt
from typing import Final

from trent_desktop.journeys import Answers, HandOver, Journey, Page
from trent_desktop.reports.asked.questions import Defaults
from trent_desktop.reports.kinds.content import names as n
from trent_desktop.reports.kinds.content.categories import TABLES, Categories, categories_on
from trent_desktop.reports.kinds.content.full_pages import full_pages
from trent_desktop.reports.kinds.content.quick_page import quick_page
from trent_desktop.reports.stop.pages import stop_journey, to_the_stop

TO_THE_STOP: Final = to_the_stop(n.CONTENT)


def content_journey(
    stage: str,
    defaults: Defaults | None = None,
    *,
    categories: Categories | None = None,
) -> Journey:
    """The content report's journey for a stage: `QUICK`, `FULL` or `STOP`.

    `categories` is the table to offer (`categories_on` the day it happened); the newest one
    without it. Raises ValueError for another stage.
    """
    start = defaults or Defaults()
    if stage == n.QUICK:
        return Journey(
            n.CONTENT,
            n.QUICK,
            "Report inappropriate content",
            (quick_page(start),),
            last_button="Send report",
            check_answers=False,
            may_stop=TO_THE_STOP,
        )
    if stage == n.FULL:
        return Journey(
            n.CONTENT,
            n.FULL,
            "The rest of your report",
            full_pages(categories or TABLES[-1]),
            last_button="Send these answers",
            hand_over=_hand_over,
            may_stop=TO_THE_STOP,
        )
    if stage == n.STOP:
        return stop_journey(n.CONTENT, start)
    raise ValueError(f"the content report has no stage {stage!r}")


def paper_pages(day: dt.date) -> tuple[Page, ...]:
    """The pages of the blank form, Appendix 2: the quick page and the full questions.

    The stop is not among them: it is told in person, and never on paper.
    """
    return (quick_page(Defaults()), *full_pages(categories_on(day)))


def must_stop(answers: Answers) -> bool:
    """Whether an answer itself says that it might be an indecent picture of a child."""
    value = answers.get(n.CATEGORY)
    return any(row is not None and row.stops for row in (table.row(value) for table in TABLES))


def _hand_over(answers: Answers) -> HandOver | None:
    return TO_THE_STOP if must_stop(answers) else None
