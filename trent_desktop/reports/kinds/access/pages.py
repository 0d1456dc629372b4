"""The questions of a request for a page that the filter blocks.

The first page holds what the ICT Lead cannot do without, and says at once what no school opens.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from trent_desktop.journeys import (
    YES,
    Addresses,
    Choice,
    Choices,
    Day,
    LongText,
    Option,
    Page,
    ShortText,
    YesNo,
)
from trent_desktop.reports.asked.questions import Defaults, about_staff, chose, which_class
from trent_desktop.reports.filter import addresses
from trent_desktop.reports.kinds.access import names as n
from trent_desktop.reports.kinds.access.refused import REFUSED, Refused, refused

_NEVER: Final = "Never opened in school"
_CANNOT: Final = "This cannot be opened in school"


def first_pages(defaults: Defaults) -> tuple[Page, ...]:
    """What is needed to look at the page, and a page for each thing that no school opens."""
    about = about_staff(defaults)
    no, *others = about.options
    return (
        Page(
            "what",
            "Which page do you need?",
            (
                Addresses(
                    n.WHERE,
                    "Where is it?",
                    hint="Paste the address, or type the name of the app or site. It is not opened.",
                    missing="Say where it is: an address, or the name of the app or site.",
                    read=addresses.read_lines,
                    refuse=addresses.refusal,
                ),
                Choice(
                    n.WHAT,
                    "What is it?",
                    missing="Say what it is.",
                    options=(
                        Option(n.WHAT_PAGE, "A page to read or look at"),
                        Option(n.WHAT_VIDEO, "A video or sound"),
                        Option(n.WHAT_GAME, "A game"),
                        Option(n.WHAT_APP, "An app or tool"),
                        Option(n.WHAT_MAKER, "Something with AI or chat"),
                        Option(n.WHAT_SOCIAL, "Social media"),
                        Option(n.NO_PROXY, "A proxy or VPN", group=_NEVER),
                        Option(n.NO_HOME, "Something for home", group=_NEVER),
                        Option(n.NO_ADULT, "A site for adults", group=_NEVER),
                        Option(n.NO_ILLEGAL, "On a list of illegal content", group=_NEVER),
                    ),
                ),
                LongText(
                    n.WHY,
                    "Why is it needed?",
                    hint="What children learn or staff do with it. Please leave out children’s names.",
                    missing="Say in a few words why it is needed.",
                    names_asked="The class is enough.",
                ),
                replace(
                    about,
                    label="Is it about something that a grown-up here has done?",
                    options=(replace(no, label="No, it is for lessons or work", hint=""), *others),
                ),
                replace(
                    which_class(defaults),
                    label="Which class is it for?",
                    hint="Leave it empty if it is not for one class.",
                ),
            ),
        ),
        *(_refusal(what, found) for what, found in REFUSED.items()),
    )


def _refusal(what: str, found: Refused) -> Page:
    """Says why, and what helps instead. From here the way leads back alone."""
    return Page(
        f"refused-{what}",
        _CANNOT,
        (),
        guidance=found.lines,
        guidance_heading=_CANNOT,
        refuses=n.WHAT,
        asked_if=lambda answers: refused(answers) is found,
    )


def later_pages() -> tuple[Page, ...]:
    """What can wait until after the lesson, and is wanted before anybody decides."""
    return (
        Page(
            "content",
            "What is there, and for whom?",
            (
                LongText(
                    n.CONTENT,
                    "What is on it?",
                    hint="What you see there, adverts and comments too.",
                    missing="Say what is on it.",
                ),
                ShortText(
                    n.LESSON,
                    "Which lesson or work is it for?",
                    hint="For example Geography, volcanoes",
                    missing="Say which lesson or work it is for.",
                ),
                Day(n.FIRST_DAY, "First day", missing="Say from which day it is needed."),
                Day(n.LAST_DAY, "Last day", missing="Say until which day it is needed."),
                Choices(
                    n.WHO,
                    "Who needs it?",
                    missing="Say who needs it.",
                    options=(
                        Option(n.WHO_CLASS, "One class"),
                        Option(n.WHO_YEAR, "A year group"),
                        Option(n.WHO_PUPILS, "All pupils"),
                        Option(n.WHO_STAFF, "Staff"),
                    ),
                ),
            ),
        ),
        Page(
            "risks",
            "What might go wrong?",
            (
                YesNo(
                    n.LOOKED,
                    "Has somebody looked at all of it?",
                    hint="And at where its links lead.",
                    missing="Say whether somebody has looked at it.",
                ),
                ShortText(
                    n.LOOKED_BY,
                    "Who has?",
                    hint="Full name, and when",
                    missing="Say who has looked at it.",
                    asked_if=chose(n.LOOKED, YES),
                    asked_if_words="If yes",
                ),
                LongText(
                    n.RISKS,
                    "What are the risks?",
                    hint="Such as adverts, comments, links, chat, an age limit, names that it asks for.",
                    missing="Say what the risks are, or that you see none.",
                ),
                LongText(
                    n.MET,
                    "How are they met?",
                    hint="For example: on the whiteboard only, one link, no account.",
                    missing="Say how the risks are met.",
                ),
                LongText(
                    n.INSTEAD,
                    "What have you tried instead?",
                    hint="Another page or film that is not blocked.",
                    optional=True,
                ),
            ),
        ),
    )
