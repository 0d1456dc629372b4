"""The journeys of a kind: one sending, or a first page and the rest that can wait."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from trent_desktop.journeys import Answers, HandOver, Journey, Page
from trent_desktop.reports.asked import names as n
from trent_desktop.reports.asked.questions import Defaults
from trent_desktop.reports.stop.pages import to_the_stop


def stages(
    name: str,
    title: str,
    first: Callable[[Defaults], tuple[Page, ...]],
    rest: Callable[[], tuple[Page, ...]] | None = None,
    *,
    last_button: str = "Send report",
    rest_title: str = "The rest of your report",
    hand_over: Callable[[Answers], HandOver | None] | None = None,
) -> Callable[[str, Defaults, dt.date | None], Journey]:
    """What gives the questions of each stage of a kind, with the stop on every page.

    `first` are the pages of the quick stage, `rest` those of the full one; without them everything
    is asked in one go, and looked through before it is sent. What it gives raises ValueError for a
    stage that there is not.
    """

    def make(stage: str, defaults: Defaults, _day: dt.date | None) -> Journey:
        if stage != n.QUICK and (rest is None or stage != n.FULL):
            raise ValueError(f"this report has no stage {stage!r}")
        later = rest() if rest is not None and stage == n.FULL else None
        return Journey(
            name,
            stage,
            rest_title if later else title,
            later or first(defaults),
            last_button="Send these answers" if later else last_button,
            check_answers=later is not None or rest is None,
            hand_over=hand_over,
            may_stop=to_the_stop(name),
        )

    return make
