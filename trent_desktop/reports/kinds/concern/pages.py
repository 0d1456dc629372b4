"""The questions of a low-level concern: what was seen, and nothing that asks for a judgement.

The first page holds who reads it and whether a child may have been harmed; all of it goes to the
Headteacher alone, or to the Chair of Governors.
"""

from __future__ import annotations

from dataclasses import replace

from trent_desktop.journeys import Choice, LongText, Option, Page, ShortText, YesNo
from trent_desktop.reports.asked import names as asked
from trent_desktop.reports.asked.questions import Defaults, about_staff, happened_at
from trent_desktop.reports.kinds.concern import names as n


def concern_pages(defaults: Defaults) -> tuple[Page, ...]:
    """Two pages. The first holds all that is needed at once."""
    about = about_staff(defaults)
    _no, staff, head = about.options
    return (
        Page(
            "concern",
            "What did you notice?",
            (
                replace(
                    about,
                    label="Who is it about?",
                    hint="You may also say something about yourself.",
                    missing="Say who it is about, so that the right person alone reads it.",
                    options=(
                        replace(staff, label="Somebody who works or helps here"),
                        replace(head, label="The Headteacher"),
                    ),
                    since=None,
                ),
                ShortText(
                    asked.STAFF_NAME,
                    "Their name",
                    missing="Give the name, as you know it.",
                    asked_if=lambda answers: answers.get(asked.ABOUT) == asked.ABOUT_STAFF,
                    asked_if_words="If it is not the Headteacher",
                ),
                LongText(
                    n.SEEN,
                    "What did you see or hear?",
                    hint="What happened, in order. Small things count. You need not be sure.",
                    missing="Write down what you saw or heard.",
                ),
                YesNo(
                    n.HARM,
                    "Might a child have been harmed, or be at risk?",
                    hint="If yes: tell whoever reads this in person today as well.",
                    unknown=True,
                    missing="Say whether a child might have been harmed, or “I don’t know”.",
                ),
                happened_at(defaults),
            ),
        ),
        Page(
            "around",
            "What else is there to know?",
            (
                Choice(
                    n.SORT,
                    "What sort of thing was it?",
                    optional=True,
                    options=(
                        Option("online", "Social media or messages"),
                        Option("pictures", "Pictures, or their own telephone near children"),
                        Option("favourites", "A favourite child, presents, secrets"),
                        Option("alone", "Alone with a child where nobody sees"),
                        Option("words", "Words or jokes"),
                        Option("touch", "Touch"),
                        Option("other", "Something else"),
                    ),
                ),
                Choice(
                    n.ON_ITS_OWN,
                    "Was it the first time?",
                    unknown=True,
                    optional=True,
                    options=(
                        Option(n.ONCE, "As far as I know"),
                        Option(n.AGAIN, "No, I have seen it before"),
                    ),
                ),
                ShortText(n.PLACE, "Where was it?", optional=True),
                ShortText(n.WITNESSES, "Who else was there?", optional=True),
                LongText(
                    n.SPOKEN,
                    "Has anybody spoken with them about it?",
                    hint="You need not. It is better left to whoever reads this.",
                    optional=True,
                ),
            ),
        ),
    )
