"""The questions for when somebody broke the rules about social media: a pupil, a parent, staff.

The first page asks whom it is about before anything else, because that decides who reads it.
"""

from __future__ import annotations

from dataclasses import replace

from trent_desktop.journeys import Choice, LongText, Option, Page, People, ShortText, YesNo
from trent_desktop.reports.asked import names as asked
from trent_desktop.reports.asked.questions import Defaults, about_staff, chose, happened_at
from trent_desktop.reports.kinds.conduct import names as n

_IS_PUPIL = chose(asked.ABOUT, n.A_PUPIL)
_IS_PARENT = chose(asked.ABOUT, n.A_PARENT)
_IS_STAFF = chose(asked.ABOUT, asked.ABOUT_STAFF, asked.ABOUT_HEAD)
_WHAT = "What was it?"
_WHICH = "Say what it was, as near as you can."


def conduct_pages(defaults: Defaults) -> tuple[Page, ...]:
    """Two pages. The first holds all that is needed at once."""
    about = about_staff(defaults)
    _no, staff, head = about.options
    return (
        Page(
            "conduct",
            "What happened on social media?",
            (
                replace(
                    about,
                    label="Who was it?",
                    missing="Say who it was, so that the right people read it.",
                    since=None,
                    options=(
                        Option(n.A_PUPIL, "A pupil", hint="To the Headteacher, with the DSL"),
                        Option(n.A_PARENT, "A parent or carer", hint="To the Headteacher"),
                        replace(staff, label="Staff or a volunteer"),
                        replace(head, label="The Headteacher"),
                    ),
                ),
                People(
                    n.PUPILS,
                    "Which pupil?",
                    missing="Say which pupil it was.",
                    asked_if=_IS_PUPIL,
                    asked_if_words="If a pupil",
                ),
                ShortText(
                    n.PARENT,
                    "Name of the parent or carer, and of which child",
                    missing="Say which parent it was, or of which child.",
                    asked_if=_IS_PARENT,
                    asked_if_words="If a parent",
                ),
                ShortText(
                    asked.STAFF_NAME,
                    "Their name",
                    missing="Give the name, as you know it.",
                    asked_if=chose(asked.ABOUT, asked.ABOUT_STAFF),
                    asked_if_words="If staff",
                ),
                Choice(
                    n.BY_PUPIL,
                    _WHAT,
                    missing=_WHICH,
                    asked_if=_IS_PUPIL,
                    asked_if_words="If a pupil",
                    options=(
                        Option(n.LESSON, "Social media or a telephone in a lesson"),
                        Option(n.UNDER_AGE, "An account under the age of the app"),
                        Option(n.ALIAS, "Posting without a name, or under another’s"),
                        Option(n.DAMAGING, "A post that hurts somebody here or the school"),
                        Option(n.HATE, "Hate or discrimination"),
                        Option(n.THREAT, "A threat"),
                        Option(n.OTHER, "Something else"),
                    ),
                ),
                Choice(
                    n.BY_PARENT,
                    _WHAT,
                    missing=_WHICH,
                    asked_if=_IS_PARENT,
                    asked_if_words="If a parent",
                    options=(
                        Option(n.PICTURES, "Pictures of other people’s children"),
                        Option(n.DAMAGING, "A post that hurts somebody here or the school"),
                        Option(n.ALIAS, "Posting without a name, or under another’s"),
                        Option(n.HATE, "Hate or discrimination"),
                        Option(n.THREAT, "A threat"),
                        Option(n.OTHER, "Something else"),
                    ),
                ),
                Choice(
                    n.BY_STAFF,
                    _WHAT,
                    missing=_WHICH,
                    asked_if=_IS_STAFF,
                    asked_if_words="If staff",
                    options=(
                        Option(
                            n.PHONE,
                            "Social media or a telephone in a lesson, or in front of pupils",
                        ),
                        Option(n.IDENTIFIES, "A post about a pupil, a class or the school"),
                        Option(n.DAMAGING, "A post that hurts somebody here or the school"),
                        Option(n.OPENLY, "An account open to everybody, or in the school’s name"),
                        Option(n.ALIAS, "Posting without a name, or under another’s"),
                        Option(n.BULLY, "Bullying, pressing or using somebody here"),
                        Option(n.HATE, "Hate or discrimination"),
                        Option(n.OTHER, "Something else"),
                    ),
                ),
                LongText(
                    n.SEEN,
                    "What did you see?",
                    hint="In your own words. Copy no pictures of children.",
                    missing="Write down what you saw.",
                ),
                happened_at(defaults),
            ),
        ),
        Page(
            "more",
            "What else do you know?",
            (
                ShortText(n.PLATFORM, "On which app or page?", optional=True),
                YesNo(n.STILL_THERE, "Can it still be seen?", unknown=True, optional=True),
                People(n.HURT, "Is anybody hurt by it, or shown in it?", optional=True),
                YesNo(
                    n.STRANGER,
                    "Has a stranger written to the pupil there?",
                    unknown=True,
                    missing="Say whether a stranger has written, or “I don’t know”.",
                    asked_if=chose(n.BY_PUPIL, n.UNDER_AGE),
                    asked_if_words="If an account under age",
                ),
                Choice(
                    n.KNOWN_HOW,
                    "How do you know about it?",
                    optional=True,
                    options=(
                        Option("saw", "I saw it myself"),
                        Option("pupil", "A pupil told me"),
                        Option("parent", "A parent told me"),
                        Option("colleague", "A colleague told me"),
                    ),
                ),
                YesNo(n.BEFORE, "Has it happened before?", unknown=True, optional=True),
            ),
        ),
    )
