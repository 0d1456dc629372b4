"""The questions about somebody who got round the filter: what happened, not why somebody is bad."""

from __future__ import annotations

from dataclasses import replace

from trent_desktop.journeys import (
    Addresses,
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
from trent_desktop.reports.asked.questions import (
    Defaults,
    about_staff,
    chose,
    happened_at,
    which_class,
)
from trent_desktop.reports.filter import addresses
from trent_desktop.reports.kinds.circumvention import names as n


def first_page(defaults: Defaults) -> Page:
    """Everything that is needed at once. Whom it is about decides who reads it."""
    about = about_staff(defaults)
    no, *others = about.options
    return Page(
        "who",
        "Who got round the filter?",
        (
            replace(about, options=(replace(no, hint="A pupil, or not known yet"), *others)),
            People(
                n.WHO,
                "Which pupils?",
                hint="Leave it empty if you do not know yet.",
                optional=True,
                asked_if=chose(asked.ABOUT, asked.ABOUT_NO),
                asked_if_words="If no",
            ),
            ShortText(
                asked.STAFF_NAME,
                "Who is it?",
                hint="Full name. Leave it empty if you do not know.",
                optional=True,
                asked_if=chose(asked.ABOUT, asked.ABOUT_STAFF),
                asked_if_words="If staff",
            ),
            Choice(
                n.WAY,
                "How?",
                unknown=True,
                missing="Say how, or “I don’t know”.",
                options=(
                    Option(n.WAY_PROXY, "A proxy site"),
                    Option(n.WAY_VPN, "A VPN"),
                    Option(n.WAY_PASSWORD, "Somebody else’s password"),
                    Option(n.WAY_HOTSPOT, "A telephone’s own network"),
                    Option(n.WAY_DEVICE, "A device of their own"),
                    Option(n.WAY_SETTINGS, "Changed settings"),
                    Option(n.WAY_OTHER, "Another way"),
                ),
            ),
            LongText(
                n.WHAT,
                "What happened?",
                hint="What you saw, in a sentence or two. Please leave out children’s names here.",
                missing="Say in a few words what happened.",
                names_asked="Who it was is asked above.",
            ),
            Addresses(
                n.REACHED,
                "What was reached?",
                hint="The proxy’s address too. It is not opened. If children saw what is not for "
                "them, report that as inappropriate content as well.",
                unknown=True,
                missing="Say what was reached, or “I don’t know”.",
                read=addresses.read_lines,
                refuse=addresses.refusal,
            ),
            happened_at(defaults),
            which_class(defaults),
        ),
    )


def later_pages() -> tuple[Page, ...]:
    """What can wait until after the lesson."""
    return (
        Page(
            "where",
            "Where was it?",
            (
                ShortText(
                    n.DEVICE,
                    "Which device?",
                    hint="What it is and its label, for example Tablet 12. Or whose it is.",
                    unknown=True,
                    missing="Say which device, or “I don’t know”.",
                ),
                ShortText(
                    n.PLACE,
                    "Where?",
                    hint="For example the library",
                    unknown=True,
                    missing="Say where, or “I don’t know”.",
                ),
                ShortText(
                    n.PASSWORD_OF,
                    "Whose password was it?",
                    hint="The name alone. Never write a password here.",
                    unknown=True,
                    missing="Say whose password it was, or “I don’t know”.",
                    asked_if=chose(n.WAY, n.WAY_PASSWORD),
                    asked_if_words="If a password",
                ),
                YesNo(
                    n.SHOWN,
                    "Were others shown how?",
                    unknown=True,
                    missing="Say whether others were shown how, or “I don’t know”.",
                ),
                YesNo(
                    asked.DANGER,
                    "Is a child in danger now?",
                    hint="For example because of somebody they were in touch with. If yes: ring 999 "
                    "first, then the Designated Safeguarding Lead.",
                    unknown=True,
                    missing="Say whether a child is in danger now, or “I don’t know”.",
                ),
            ),
        ),
        Page(
            "done",
            "What have you done?",
            (
                Choices(
                    n.DONE,
                    "What have you done?",
                    hint="Choose all that apply.",
                    missing="Say what you have done, or “Nothing yet”.",
                    options=(
                        Option(n.DONE_ENDED, "Ended it"),
                        Option(n.DONE_DEVICE, "Put the device aside"),
                        Option(n.DONE_PASSWORD, "Asked for a new password"),
                        Option(n.DONE_TALKED, "Talked about it calmly"),
                        Option(n.DONE_NOTHING, "Nothing yet"),
                    ),
                    exclusive=frozenset({n.DONE_NOTHING}),
                ),
                LongText(n.DONE_MORE, "Anything else?", optional=True),
                LongText(
                    asked.CHILD_WORDS,
                    "The child’s own words",
                    hint="If the child said why. Do not question anybody.",
                    optional=True,
                ),
            ),
        ),
    )
