"""The report of inappropriate content (policy Appendix 2): its questions in three stages.

    run = Run(content_journey(QUICK, Defaults(when_value(now), class_value(own_class))))

Names of questions are in `names`, the 4 Cs in `categories`. The engine is `trent_desktop.journeys`.
"""

from trent_desktop.reports.kinds.content import names
from trent_desktop.reports.kinds.content.categories import (
    TABLES,
    Categories,
    SubCategory,
    categories_on,
)
from trent_desktop.reports.kinds.content.journeys import (
    STOP_HINT,
    STOP_QUESTION,
    TO_THE_STOP,
    content_journey,
    must_stop,
    paper_pages,
)
from trent_desktop.reports.kinds.content.names import CONTENT, FULL, QUICK, STOP
from trent_desktop.reports.kinds.content.quick_page import ONLY_CHAIR, ONLY_HEADTEACHER, Defaults
from trent_desktop.reports.kinds.content.titles import STOPPED_TITLE, title_of
from trent_desktop.reports.stop.pages import (
    GUIDANCE,
    GUIDANCE_HEADING,
    NOBODY_HEADING,
)

__all__ = [
    "CONTENT",
    "FULL",
    "GUIDANCE",
    "GUIDANCE_HEADING",
    "NOBODY_HEADING",
    "ONLY_CHAIR",
    "ONLY_HEADTEACHER",
    "QUICK",
    "STOP",
    "STOPPED_TITLE",
    "STOP_HINT",
    "STOP_QUESTION",
    "TABLES",
    "TO_THE_STOP",
    "Categories",
    "Defaults",
    "SubCategory",
    "categories_on",
    "content_journey",
    "must_stop",
    "names",
    "paper_pages",
    "title_of",
]
