"""The questions of a complaint about the social media policy, or about how it was used.

The first page asks whom it is about, because that decides who reads it.
"""

from __future__ import annotations

from trent_desktop.journeys import Choice, Option, Page, ShortText, YesNo
from trent_desktop.reports.asked.complaints import (
    about_whom,
    how_it_came,
    received,
    wanted,
    what_was_said,
    who_complained,
)
from trent_desktop.reports.asked.questions import Defaults
from trent_desktop.reports.kinds.complaint import names as n


def first_pages(defaults: Defaults) -> tuple[Page, ...]:
    """What is needed at once."""
    return (
        Page(
            "complaint",
            "What is the complaint?",
            (
                *who_complained(),
                Choice(
                    n.WHAT,
                    "What is it about?",
                    missing="Say what it is about, as near as you can.",
                    options=(
                        Option(n.POLICY, "The policy itself"),
                        Option(n.USED, "How it was used, or was not"),
                        Option(n.FAIR, "Not the same for everybody"),
                        Option(n.OTHER, "Something else"),
                    ),
                ),
                what_was_said("In their words, as far as you can. You need not answer it."),
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
                ShortText(
                    n.CLAUSE,
                    "Which clause of the policy?",
                    hint="Such as 7.10. Leave it empty if you do not know.",
                    optional=True,
                ),
                wanted(),
                YesNo(
                    n.BEFORE,
                    "Has somebody spoken with them about it already?",
                    unknown=True,
                    optional=True,
                ),
            ),
        ),
    )
