"""Inappropriate content (policy Appendix 2): its questions in two stages, and all else about it.

Names of questions are in `names`, the 4 Cs in `categories`. The engine is `trent_desktop.journeys`.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from trent_desktop.journeys import Journey
from trent_desktop.reports.asked.questions import Defaults
from trent_desktop.reports.cases import Route
from trent_desktop.reports.kinds.content import names
from trent_desktop.reports.kinds.content.categories import (
    TABLES,
    Categories,
    SubCategory,
    categories_on,
)
from trent_desktop.reports.kinds.content.journeys import content_journey, must_stop, paper_pages
from trent_desktop.reports.kinds.content.labels import LABELS
from trent_desktop.reports.kinds.content.names import CONTENT, FULL, QUICK, STOP
from trent_desktop.reports.kinds.content.severity import (
    at_risk,
    category_of,
    is_decided,
    severity_of,
)
from trent_desktop.reports.kinds.content.tellings import TELLINGS
from trent_desktop.reports.kinds.content.titles import UNTITLED, title_of
from trent_desktop.reports.kinds.filling import Filling
from trent_desktop.reports.kinds.kind import Door, Kind, KindPaper

if TYPE_CHECKING:
    from trent_desktop.documents.page import Letterhead, Pdf

__all__ = [
    "CONTENT",
    "FULL",
    "KIND",
    "QUICK",
    "STOP",
    "TABLES",
    "Categories",
    "SubCategory",
    "categories_on",
    "content_journey",
    "must_stop",
    "names",
    "paper_pages",
    "title_of",
]


def _journey(stage: str, defaults: Defaults, day: dt.date | None) -> Journey:
    return content_journey(stage, defaults, categories=categories_on(day) if day else None)


def _blank(letterhead: Letterhead, day: dt.date, unchanging: bool) -> Pdf:
    from trent_desktop.reports.kinds.content.blank_form import blank_form

    return blank_form(letterhead, day, unchanging=unchanging)


def _filled(filling: Filling) -> None:
    from trent_desktop.reports.kinds.content.filled_form import write

    write(filling)


KIND: Final = Kind(
    CONTENT,
    UNTITLED,
    led_by="ICT Lead, then Headteacher",
    route=Route.CONTENT,
    door=Door(
        UNTITLED,
        "Something on a screen that is not for children: a page, a picture, an advert.",
        "globe-simple",
    ),
    carries_out={"content": "Report something"},
    stages=(QUICK, FULL),
    make_journey=_journey,
    title_of=title_of,
    seriousness=severity_of,
    decided=is_decided,
    at_risk=at_risk,
    tellings=TELLINGS,
    labels=LABELS,
    paper=KindPaper(
        "Inappropriate content report",
        _blank,
        _filled,
        appendix="Appendix 2 of the Social Media Policy",
        # In our own words what the policy asks for.
        sources="Policy 6.17: this form goes to the Headteacher. "
        "Policy 8.3: the class teacher and the ICT Lead are told at once.",
        blank_sources="Policy 6.17: to the Headteacher. Policy 8.3: class teacher and ICT Lead told at "
        "once, unless about staff.",
        sealed_sources="Policy 6.17 and 8.3. About a grown-up who works here: for whoever leads on "
        "it alone.",
    ),
    said=names.SEEN,
    people={names.SAW_PUPILS: "saw it", names.ON_SCREEN_OF: "had it on the screen"},
    quoted=frozenset({names.CHILD_WORDS}),
    folded=(names.HAPPENED_AT, names.CLASS),
    where=names.WHERE,
    category=names.CATEGORY,
    categories=TABLES[-1].four_cs,
    category_of=category_of,
    must_stop=must_stop,
)
