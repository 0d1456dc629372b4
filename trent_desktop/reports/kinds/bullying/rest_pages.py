"""The questions about cyber-bullying that can wait: one thing a page, and what to do with what is held."""

from __future__ import annotations

from typing import Final

from trent_desktop.journeys import (
    YES,
    Choice,
    Choices,
    LongText,
    Option,
    Page,
    ShortText,
    When,
    YesNo,
)
from trent_desktop.reports.asked.questions import chose
from trent_desktop.reports.kinds.bullying import names as n

#: What to do with messages and pictures, before anybody deletes them (rule 45).
KEEPING: Final = (
    "Before anything is deleted: note or photograph the address, user name, day and time.",
    "Do not answer, do not join in, and do not send it on.",
    "Block the account after that, and report it to the app.",
    "Somebody without clothes in it? Do not photograph, copy or send it: say so below.",
)


def rest_pages() -> tuple[Page, ...]:
    """What whoever leads needs to know, as far as the reporter knows it."""
    return (
        _where(),
        _sort(),
        _how_often(),
        _prejudice(),
        _evidence(),
        _impact(),
        _reported(),
        _parents(),
        _police(),
        _done(),
    )


def _where() -> Page:
    return Page(
        "where",
        "Where did it happen?",
        (
            ShortText(
                n.PLATFORM,
                "Which app, game or site?",
                unknown=True,
                missing="Say which app, game or site, or “I don’t know”.",
            ),
            LongText(
                n.ACCOUNTS,
                "Which user names?",
                hint="As they are written there, of both sides",
                optional=True,
            ),
            ShortText(n.GROUP, "In a group? Its name", optional=True),
        ),
    )


def _sort() -> Page:
    return Page(
        "sort",
        "What sort of thing was it?",
        (
            Choices(
                n.SORT,
                "What sort of thing was it?",
                hint="Choose all that apply.",
                unknown=True,
                missing="Choose what it was, or “I don’t know”.",
                options=(
                    Option("messages", "Unkind messages or comments"),
                    Option("left-out", "Being left out of a group on purpose"),
                    Option("picture", "A picture or film shared to make fun"),
                    Option("pretending", "Somebody pretending to be the person"),
                    Option("taken-over", "An account taken over"),
                    Option(n.SORT_THREATS, "Threats"),
                    Option(n.SORT_HATE, "Hate because of who somebody is"),
                    Option("other", "Something else"),
                ),
            ),
        ),
    )


def _how_often() -> Page:
    return Page(
        "how-often",
        "Once, or again and again?",
        (
            Choice(
                n.OFTEN,
                "Did it happen once, or again and again?",
                unknown=True,
                missing="Say how often, or “I don’t know”.",
                options=(
                    Option(n.OFTEN_ONCE, "Once, as far as is known"),
                    Option(n.OFTEN_AGAIN, "More than once"),
                ),
            ),
            YesNo(
                n.STILL_THERE,
                "Can others still see it?",
                unknown=True,
                missing="Say whether it can still be seen, or “I don’t know”.",
            ),
        ),
    )


def _prejudice() -> Page:
    return Page(
        "prejudice",
        "Was it because of who somebody is?",
        (
            Choices(
                n.PREJUDICE,
                "Was it because of who somebody is?",
                hint="What was said or meant, even if it is not true of the child.",
                unknown=True,
                missing="Choose all that apply, “No”, or “I don’t know”.",
                options=(
                    Option("race", "Skin colour, nationality or origin"),
                    Option("religion", "Religion or belief"),
                    Option("needs", "Special needs or a disability"),
                    Option("sex", "Being a girl or a boy"),
                    Option("lgbt", "Being gay or trans, or called so"),
                    Option("care", "Living with carers or looked after"),
                    Option("home", "Family, money or home"),
                    Option("looks", "How somebody looks"),
                    Option(n.PREJUDICE_NONE, "No"),
                ),
                exclusive=frozenset({n.PREJUDICE_NONE}),
            ),
        ),
    )


def _evidence() -> Page:
    return Page(
        "evidence",
        "What is there to show it?",
        (
            Choices(
                n.EVIDENCE,
                "What is there to show it?",
                unknown=True,
                missing="Choose what there is, “Nothing”, or “I don’t know”.",
                options=(
                    Option("screenshots", "Screenshots of messages"),
                    Option("written-down", "Words, names and times written down"),
                    Option("on-device", "It is still on somebody’s device"),
                    Option("printed", "On paper"),
                    Option(n.EVIDENCE_NONE, "Nothing"),
                    Option(
                        n.EVIDENCE_PRIVATE,
                        "It may be a picture of a child without clothes",
                        hint="Then this stops here, and the next page says what to do.",
                    ),
                ),
                exclusive=frozenset({n.EVIDENCE_NONE}),
            ),
            ShortText(n.EVIDENCE_WHERE, "Where is it kept?", optional=True),
        ),
        guidance=KEEPING,
        guidance_heading="Keep it safe first",
    )


def _impact() -> Page:
    return Page(
        "impact",
        "How is whoever was hurt?",
        (
            Choice(
                n.IMPACT,
                "How is whoever was hurt?",
                unknown=True,
                missing="Choose what fits best, or “I don’t know”.",
                options=(
                    Option(n.IMPACT_LITTLE, "It has passed"),
                    Option(n.IMPACT_UPSET, "Upset"),
                    Option(
                        n.IMPACT_AFRAID, "Afraid, does not want to come to school, or not sleeping"
                    ),
                    Option(
                        n.IMPACT_HARM,
                        "Speaks of hurting themselves",
                        hint="Tell the Designated Safeguarding Lead in person now.",
                    ),
                ),
            ),
            YesNo(
                n.UNDER_AGE,
                "Was a child using an app that is for older people?",
                unknown=True,
                missing="Say yes, no, or “I don’t know”.",
            ),
        ),
    )


def _reported() -> Page:
    yes = chose(n.REPORTED, YES)
    return Page(
        "reported",
        "Has it been reported to the app or site?",
        (
            YesNo(
                n.REPORTED,
                "Has it been reported to the app or site?",
                unknown=True,
                missing="Say whether it was reported there, or “I don’t know”.",
            ),
            When(
                n.REPORTED_AT,
                "When?",
                optional=True,
                asked_if=yes,
                asked_if_words="If it was reported",
            ),
            ShortText(
                n.REPORTED_REFERENCE,
                "Their reference",
                optional=True,
                asked_if=yes,
                asked_if_words="If it was reported",
            ),
        ),
    )


def _parents() -> Page:
    return Page(
        "parents",
        "Have parents or carers been told?",
        (
            YesNo(
                n.PARENTS_OF_HURT,
                "Those of whoever was hurt?",
                hint="If it may make things worse at home, ask the Designated Safeguarding Lead first.",
                unknown=True,
                missing="Say whether they were told, or “I don’t know”.",
                asked_if=chose(n.HURT, n.HURT_CHILD),
                asked_if_words="If a child was hurt",
            ),
            YesNo(
                n.PARENTS_OF_OTHER,
                "Those of whoever did it?",
                unknown=True,
                missing="Say whether they were told, or “I don’t know”.",
            ),
        ),
    )


def _police() -> Page:
    return Page(
        "police",
        "Is it a matter for the police?",
        (
            Choices(
                n.POLICE_MATTER,
                "Is any of this in it?",
                hint="Whoever leads decides about the police. Nobody is accused by this.",
                unknown=True,
                missing="Choose all that apply, “None of these”, or “I don’t know”.",
                options=(
                    Option("threat", "A threat to hurt somebody"),
                    Option("hate", "Hate because of who somebody is"),
                    Option("harassment", "Going on and on after being asked to stop"),
                    Option("stalking", "Following or watching somebody"),
                    Option("blackmail", "Asking for something with a threat"),
                    Option(n.POLICE_NOTHING, "None of these"),
                ),
                exclusive=frozenset({n.POLICE_NOTHING}),
            ),
            YesNo(
                n.POLICE_TOLD,
                "Have the police been told?",
                unknown=True,
                missing="Say whether they were told, or “I don’t know”.",
            ),
            ShortText(
                n.POLICE_REFERENCE,
                "Their reference",
                optional=True,
                asked_if=chose(n.POLICE_TOLD, YES),
                asked_if_words="If they were told",
            ),
        ),
    )


def _done() -> Page:
    return Page(
        "done",
        "What has been done so far?",
        (
            LongText(
                n.DONE,
                "What has been done so far?",
                hint="Such as who spoke with whom, and how it is now.",
                optional=True,
            ),
        ),
    )
