"""The questions about contact on social media between families and staff.

An existing relationship that somebody declares has a short way of its own. Contact that a grown-up
who works here began or accepted ends the questions there and then: it is not asked out by colleagues.
"""

from __future__ import annotations

from dataclasses import replace

from trent_desktop.journeys import (
    END,
    YES,
    Answers,
    Choice,
    Choices,
    LongText,
    Option,
    Page,
    People,
    ShortText,
    YesNo,
)
from trent_desktop.reports.asked import names as asked
from trent_desktop.reports.asked.questions import Defaults, about_staff, chose, happened_at
from trent_desktop.reports.kinds.contact import names as n
from trent_desktop.reports.who.telling import LADO
from trent_desktop.sentences import going_on


def is_declared(answers: Answers) -> bool:
    """Whether a relationship is declared, and nothing has happened."""
    return answers.get(n.WAY) == n.WAY_DECLARED


def _happened(answers: Answers) -> bool:
    return answers.get(n.WAY) in (n.WAY_ME, n.WAY_TOLD)


def _is_named(answers: Answers) -> bool:
    """Whether it is somebody who is not picked from the list of pupils."""
    return is_declared(answers) or answers.get(n.BY) in (n.BY_EX_PUPIL, n.BY_PARENT, n.BY_UNKNOWN)


def first_pages(defaults: Defaults) -> tuple[Page, ...]:
    """All that is needed at once, and what is said where a grown-up of ours is concerned."""
    about = about_staff(defaults)
    no, staff, head = about.options
    pupil = chose(n.BY, n.BY_PUPIL)
    return (
        Page(
            "contact",
            "What do you want to tell the Headteacher?",
            (
                Choice(
                    n.WAY,
                    "What is it?",
                    missing="Choose what it is.",
                    options=(
                        Option(n.WAY_ME, "A family or pupil contacted me on social media"),
                        Option(
                            n.WAY_TOLD,
                            "A parent, pupil or colleague told me of such contact",
                            hint="You write it down for them.",
                        ),
                        Option(
                            n.WAY_DECLARED,
                            "Nothing happened: I know a family of our school privately",
                            hint="Friends or relatives, said beforehand. Nothing more is asked.",
                        ),
                    ),
                ),
                ShortText(
                    n.TOLD_BY,
                    "Who told you?",
                    optional=True,
                    asked_if=chose(n.WAY, n.WAY_TOLD),
                    asked_if_words="If somebody told you",
                ),
                Choice(
                    n.BY,
                    "Who was in contact with the member of staff?",
                    missing="Say who it was, or “Not known”.",
                    options=(
                        Option(n.BY_PARENT, "A parent or carer"),
                        Option(n.BY_PUPIL, "A pupil"),
                        Option(n.BY_EX_PUPIL, "A former pupil"),
                        Option(n.BY_UNKNOWN, "Not known"),
                    ),
                    asked_if=_happened,
                    asked_if_words="If something happened",
                ),
                People(
                    n.PUPIL,
                    "Which pupil?",
                    missing="Say which pupil. A first name and the class will do.",
                    asked_if=lambda answers: _happened(answers) and pupil(answers),
                    asked_if_words="If a pupil",
                ),
                ShortText(
                    n.NAME,
                    "The name of the parent, carer or former pupil",
                    hint="As you know it, or as it is shown on social media",
                    unknown=True,
                    missing="Give the name, or “I don’t know”.",
                    asked_if=_is_named,
                    asked_if_words="If somebody else",
                ),
                replace(
                    about,
                    label="Did a grown-up who works here begin it, or accept it?",
                    missing="Say whether a grown-up who works here began or accepted it.",
                    options=(
                        replace(no, label="No, nobody did", hint=""),
                        replace(staff, label="Yes, or perhaps: staff or volunteer"),
                        replace(head, label="Yes, or perhaps: the Headteacher"),
                    ),
                    asked_if=_happened,
                    asked_if_words="If something happened",
                ),
                LongText(
                    n.WHAT,
                    "What happened, or how do you know each other?",
                    hint="One or two sentences are enough.",
                    missing="Write in a few words what happened, or how you know each other.",
                ),
                YesNo(
                    asked.DANGER,
                    "Is a child in danger now?",
                    hint="If yes: ring 999 first, then the Designated Safeguarding Lead.",
                    unknown=True,
                    missing="Say whether a child is in danger now, or “I don’t know”.",
                    asked_if=lambda answers: _happened(answers) and pupil(answers),
                    asked_if_words="If a pupil",
                ),
                replace(
                    happened_at(defaults),
                    label="When was it?",
                    asked_if=_happened,
                    asked_if_words="If something happened",
                ),
            ),
            next=_after_the_first,
        ),
        Page(
            "stops-here",
            "This goes to one person alone",
            (
                ShortText(
                    asked.STAFF_NAME,
                    "Who is the grown-up concerned? Full name",
                    unknown=True,
                    missing="Give the full name, or “I don’t know”.",
                    asked_if=chose(asked.ABOUT, asked.ABOUT_STAFF),
                    asked_if_words="If a grown-up who works here began or accepted it",
                ),
            ),
            guidance=_stops_here(defaults),
            guidance_heading="The questions end here",
        ),
    )


def _after_the_first(answers: Answers) -> str:
    about = answers.get(asked.ABOUT)
    if _happened(answers) and about in (asked.ABOUT_STAFF, asked.ABOUT_HEAD):
        return "stops-here"
    return END


def _stops_here(defaults: Defaults) -> tuple[str, ...]:
    """What holds from there on (rule 48)."""
    reach = f": {defaults.lado}" if defaults.lado else ""
    return (
        "Ask nobody more about it, and look into no account or device.",
        "It goes to the Headteacher alone; if about the Headteacher, to the Chair alone.",
        "Speak with nobody else about it, not even the colleague concerned.",
        f"Whoever reads it rings the {LADO.who} {going_on(LADO.when)}{reach}.",
        "If you cannot tell them, you may ring yourself.",
    )


def rest_pages() -> tuple[Page, ...]:
    """What can wait. Of a declared relationship nothing more is asked."""
    return (
        Page(
            "where",
            "Where was it?",
            (
                ShortText(
                    n.PLATFORM,
                    "Which app, game or site?",
                    unknown=True,
                    missing="Say which app, game or site, or “I don’t know”.",
                ),
                Choice(
                    n.ACCOUNT,
                    "Which account of the member of staff?",
                    unknown=True,
                    missing="Choose which account, or “I don’t know”.",
                    options=(
                        Option("personal", "A personal account"),
                        Option("school", "An account of the school"),
                    ),
                ),
            ),
            asked_if=_not_declared,
        ),
        Page(
            "sort",
            "What was it?",
            (
                Choices(
                    n.SORT,
                    "What was it?",
                    hint="Choose all that apply.",
                    unknown=True,
                    missing="Choose what it was, or “I don’t know”.",
                    options=(
                        Option("friend-request", "A request to be friends, or to follow"),
                        Option("message", "A private message"),
                        Option("comment", "A comment that others can read"),
                        Option("tag", "A tag or mention"),
                        Option("group", "Being added to a group"),
                        Option("other", "Something else"),
                    ),
                ),
                Choice(
                    n.DIRECTION,
                    "How did it come?",
                    unknown=True,
                    missing="Choose how it came, or “I don’t know”.",
                    options=(
                        Option("to-us", "Straight to the member of staff"),
                        Option("through-others", "Through somebody else, or in a group"),
                        Option("about-us", "It was about them, where others read it"),
                    ),
                ),
            ),
            asked_if=_not_declared,
        ),
        Page(
            "became",
            "What became of it?",
            (
                Choice(
                    n.BECAME,
                    "What became of it?",
                    hint="If it was accepted or answered: send that as a report of its own.",
                    unknown=True,
                    missing="Choose what became of it, or “I don’t know”.",
                    options=(
                        Option("declined", "Declined"),
                        Option("ignored", "Left without an answer"),
                        Option("blocked", "Blocked"),
                        Option("not-yet", "Nothing yet"),
                    ),
                ),
                YesNo(
                    n.KEPT,
                    "Is a screenshot kept?",
                    hint="Of the request or message, without any picture of a child.",
                    unknown=True,
                    missing="Say whether one is kept, or “I don’t know”.",
                ),
                YesNo(
                    n.PRIVACY,
                    "Have the privacy settings been looked at since?",
                    unknown=True,
                    missing="Say whether they were, or “I don’t know”.",
                ),
            ),
            asked_if=_not_declared,
        ),
        Page(
            "before",
            "Did they know each other before?",
            (
                YesNo(
                    n.KNOWN,
                    "Did they know each other outside school?",
                    hint="Such as family, neighbours, or old friends",
                    unknown=True,
                    missing="Say whether they did, or “I don’t know”.",
                ),
                ShortText(
                    n.KNOWN_HOW,
                    "How?",
                    optional=True,
                    asked_if=chose(n.KNOWN, YES),
                    asked_if_words="If they did",
                ),
                YesNo(
                    n.AGAIN,
                    "Has it happened before?",
                    unknown=True,
                    missing="Say whether it has, or “I don’t know”.",
                ),
            ),
            asked_if=_not_declared,
        ),
        Page(
            "under-age",
            "Is the pupil old enough for that app?",
            (
                YesNo(
                    n.UNDER_AGE,
                    "Is the pupil younger than the app allows?",
                    hint="Then the Designated Safeguarding Lead is told, and parents too.",
                    unknown=True,
                    missing="Say yes, no, or “I don’t know”.",
                ),
            ),
            asked_if=chose(n.BY, n.BY_PUPIL),
        ),
        Page(
            "more",
            "Is there anything else?",
            (LongText(n.MORE, "Anything else the Headteacher should know?", optional=True),),
        ),
    )


def _not_declared(answers: Answers) -> bool:
    return not is_declared(answers)
