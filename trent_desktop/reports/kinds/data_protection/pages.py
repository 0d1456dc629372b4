"""The questions of a complaint about personal data.

The first page asks whom it is about, because that decides who reads it.
"""

from __future__ import annotations

from trent_desktop.journeys import Choice, Option, Page, ShortText
from trent_desktop.reports.asked.complaints import (
    about_whom,
    how_it_came,
    received,
    wanted,
    what_was_said,
    who_complained,
)
from trent_desktop.reports.asked.questions import Defaults
from trent_desktop.reports.kinds.data_protection import names as n


def first_pages(defaults: Defaults) -> tuple[Page, ...]:
    """What is needed at once."""
    return (
        Page(
            "data",
            "What is the complaint about personal data?",
            (
                *who_complained(),
                Choice(
                    n.WHAT,
                    "What is it about?",
                    missing="Say what it is about, as near as you can.",
                    options=(
                        Option(n.KEPT, "What we keep, or how long"),
                        Option(n.WRONG, "Something kept is wrong"),
                        Option(n.COPY, "They asked for a copy"),
                        Option(n.PICTURE, "A picture or name was published"),
                        Option(n.SHARED, "Passed on, lost or seen by others"),
                        Option(n.OTHER, "Something else"),
                    ),
                ),
                what_was_said(
                    "Was something lost, or seen by others? Tell the Headteacher in person now too."
                ),
                *about_whom(defaults),
                received(defaults),
            ),
        ),
    )


def rest_pages() -> tuple[Page, ...]:
    """What can wait."""
    return (
        Page(
            "more",
            "What else do you know?",
            (
                how_it_came(),
                ShortText(n.WHOSE, "Whose data is it?", hint="Name, and class", optional=True),
                ShortText(n.SINCE, "Since when do they know of it?", optional=True),
                wanted(),
            ),
        ),
    )
