"""What every complaint asks alike: who complained, when and how it came, and what they would like."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from trent_desktop.journeys import Choice, LongText, Option, People, Question, ShortText
from trent_desktop.reports.asked import names as n
from trent_desktop.reports.asked.questions import (
    Defaults,
    about_staff,
    chose,
    happened_at,
)

#: What the answers are called in lists and on paper.
LABELS: Final = {
    n.COMPLAINT_FROM: "From",
    n.COMPLAINT_NAME: "Name",
    n.COMPLAINT_PUPILS: "Pupil",
    n.COMPLAINT_SAID: "What was said",
    n.HAPPENED_AT: "Received",
    n.COMPLAINT_HOW: "How it came",
    n.COMPLAINT_WANTED: "What they would like",
    n.ABOUT: "About a grown-up who works here",
    n.STAFF_NAME: "Member of staff",
}


def who_complained() -> tuple[Question, ...]:
    """Who it came from, and the name: from the school's list where it is a pupil."""
    return (
        Choice(
            n.COMPLAINT_FROM,
            "Who complained?",
            missing="Say who complained.",
            options=(
                Option(n.FROM_PARENT, "A parent or carer"),
                Option(n.FROM_PUPIL, "A pupil"),
                Option(n.FROM_STAFF, "A member of staff"),
                Option(n.FROM_OTHER, "Somebody else"),
            ),
        ),
        People(
            n.COMPLAINT_PUPILS,
            "Which pupil?",
            missing="Say which pupil it was.",
            asked_if=chose(n.COMPLAINT_FROM, n.FROM_PUPIL),
            asked_if_words="If a pupil",
        ),
        ShortText(
            n.COMPLAINT_NAME,
            "Their name",
            missing="Give the name, as you know it.",
            asked_if=chose(n.COMPLAINT_FROM, n.FROM_PARENT, n.FROM_STAFF, n.FROM_OTHER),
            asked_if_words="If a grown-up",
        ),
    )


def about_whom(defaults: Defaults) -> tuple[Question, ...]:
    """Whether it is about a grown-up who works here, and whom: that decides who reads it."""
    about = about_staff(defaults)
    no, staff, head = about.options
    return (
        replace(
            about,
            label="Is it about what a grown-up who works here did?",
            options=(replace(no, hint="To the Headteacher"), staff, head),
            since=None,
        ),
        ShortText(
            n.STAFF_NAME,
            "Who is it about?",
            missing="Give the name, as you know it.",
            asked_if=chose(n.ABOUT, n.ABOUT_STAFF),
            asked_if_words="If staff",
        ),
    )


def what_was_said(hint: str) -> Question:
    """The complaint itself."""
    return LongText(
        n.COMPLAINT_SAID,
        "What did they say?",
        hint=hint,
        missing="Write down what they said.",
    )


def received(defaults: Defaults) -> Question:
    """When it came, from which its days are counted."""
    return replace(
        happened_at(defaults),
        label="When did it come?",
        missing="Say when it came. A good guess will do.",
    )


def how_it_came() -> Question:
    """By which way it came."""
    return Choice(
        n.COMPLAINT_HOW,
        "How did it come?",
        optional=True,
        options=(
            Option("spoken", "In a talk"),
            Option("telephone", "By telephone"),
            Option("letter", "In a letter"),
            Option("e-mail", "By e-mail"),
            Option("form", "On our form"),
            Option("online", "Somewhere online"),
        ),
    )


def wanted() -> Question:
    """What would put it right for them."""
    return LongText(
        n.COMPLAINT_WANTED,
        "What would they like to happen?",
        hint="In their own words. It can be asked when it is acknowledged.",
        optional=True,
    )
