"""The full questions of the content report, for after the lesson: one thing a page (rule 11).

Nothing needed at once is here: the quick page asks that. Wording is ours.
"""

from __future__ import annotations

from trent_desktop.journeys import (
    Choice,
    Choices,
    Count,
    LongText,
    Option,
    Page,
    People,
    ShortText,
    When,
    YesNo,
)
from trent_desktop.reports.asked.questions import chose, room
from trent_desktop.reports.kinds.content import names as n
from trent_desktop.reports.kinds.content.categories import Categories


def full_pages(categories: Categories) -> tuple[Page, ...]:
    """The questions that can wait until the lesson is over, one thing a page."""
    return (
        _device(),
        _who_saw(),
        _how(),
        _filter(),
        _category(categories),
        _done(),
        _children(),
        _words(),
        _told(),
    )


def _device() -> Page:
    return Page(
        "device",
        "Which device was it on?",
        (
            Choice(
                n.DEVICE,
                "Which device was it on?",
                unknown=True,
                missing="Choose the device, or “I don’t know”.",
                options=(
                    Option("whiteboard", "The whiteboard"),
                    Option("staff-laptop", "A laptop of a member of staff"),
                    Option("pupil-laptop", "A school laptop or computer used by children"),
                    Option("pupil-tablet", "A school tablet used by children"),
                    Option("child-own", "A child’s own phone or device"),
                    Option("adult-own", "A grown-up’s own phone or device"),
                    Option("other", "Something else"),
                ),
            ),
            ShortText(
                n.DEVICE_NAME,
                "What is written on its label?",
                hint="For example Tablet 12. It helps the ICT Lead to find it.",
                optional=True,
            ),
            room(),
        ),
    )


def _who_saw() -> Page:
    children = chose(n.WHO_SAW, n.SAW_CHILDREN)
    return Page(
        "who-saw",
        "Who saw it?",
        (
            Choices(
                n.WHO_SAW,
                "Who saw it?",
                hint="Choose all that apply.",
                unknown=True,
                missing="Say who saw it, or “I don’t know”.",
                options=(
                    Option(n.SAW_CHILDREN, "Children"),
                    Option(n.SAW_STAFF, "Staff"),
                    Option(n.SAW_VISITORS, "Visitors or parents"),
                    Option(n.SAW_NOBODY, "Nobody but me"),
                ),
                exclusive=frozenset({n.SAW_NOBODY}),
            ),
            Count(
                n.SAW_COUNT,
                "About how many children?",
                optional=True,
                unknown=True,
                least=1,
                most=2_000,
                asked_if=children,
                asked_if_words="If children saw it",
            ),
            People(
                n.SAW_PUPILS,
                "Which children?",
                hint="Only if it was a few. For a whole class the number is enough.",
                optional=True,
                asked_if=children,
                asked_if_words="If children saw it",
            ),
            ShortText(
                n.SAW_ADULTS,
                "Which grown-ups? Full names",
                optional=True,
                asked_if=chose(n.WHO_SAW, n.SAW_STAFF, n.SAW_VISITORS),
                asked_if_words="If staff or visitors saw it",
            ),
        ),
    )


def _how() -> Page:
    return Page(
        "how",
        "How did it come up?",
        (
            Choice(
                n.HOW,
                "How did it come up?",
                hint="Nobody is in trouble for telling. Say what you know, not what you guess.",
                unknown=True,
                missing="Say how it came up, or “I don’t know”.",
                options=(
                    Option(n.HOW_SEARCH, "Among the results of a search"),
                    Option(n.HOW_ADVERT, "An advert or a window that popped up"),
                    Option(n.HOW_LINK, "A link or message that somebody sent"),
                    Option(n.HOW_ACCIDENT, "Some other accident"),
                    Option(n.HOW_PUPIL, "A child looked for it on purpose"),
                    Option(
                        n.HOW_STAFF,
                        "A member of staff looked for it or showed it on purpose",
                        hint="Your report will then go to the Headteacher alone.",
                    ),
                    Option(
                        n.HOW_HEAD,
                        "The Headteacher looked for it or showed it on purpose",
                        hint="Your report will then go to the Chair of Governors alone.",
                    ),
                ),
            ),
            ShortText(
                n.STAFF_NAME,
                "Who was it? Full name",
                missing="Give the full name of the member of staff, or “I don’t know”.",
                unknown=True,
                asked_if=chose(n.HOW, n.HOW_STAFF),
                asked_if_words="If a member of staff",
            ),
            People(
                n.ON_SCREEN_OF,
                "Which children had it on their screen?",
                hint="Only those who used the device.",
                optional=True,
                unknown=True,
            ),
            ShortText(
                n.SEARCH_WORDS,
                "What was typed into the search?",
                optional=True,
                unknown=True,
                asked_if=chose(n.HOW, n.HOW_SEARCH, n.HOW_PUPIL, n.HOW_STAFF, n.HOW_HEAD),
                asked_if_words="If something was searched for",
            ),
            ShortText(
                n.PLATFORM,
                "Which site, app or game was being used?",
                hint="For example an image search, or a video site",
                optional=True,
                unknown=True,
            ),
        ),
    )


def _filter() -> Page:
    return Page(
        "filter",
        "Was the school’s filter on?",
        (
            Choice(
                n.FILTER_STATE,
                "Was the school’s filter on?",
                hint="Most of us cannot tell. “I don’t know” is a good answer.",
                unknown=True,
                missing="Choose an answer, or “I don’t know”.",
                options=(
                    Option(n.FILTER_ON, "Yes, and this came through"),
                    Option(n.FILTER_OFF, "No, it was off or had been got round"),
                    Option(n.FILTER_ELSEWHERE, "The device was not on the school’s network"),
                ),
            ),
            Choice(
                n.ACCOUNT,
                "Whose account was signed in?",
                hint="Pupils and staff have different filters.",
                optional=True,
                unknown=True,
                options=(
                    Option("pupil", "A child’s or class account"),
                    Option("staff", "An account of staff"),
                    Option("guest", "A guest, or nobody"),
                ),
            ),
        ),
    )


def _category(categories: Categories) -> Page:
    return Page(
        "category",
        "What kind of content was it?",
        (
            Choice(
                n.CATEGORY,
                "What kind of content was it?",
                hint="Choose what fits best. The Designated Safeguarding Lead can change it.",
                unknown=True,
                missing="Choose what fits best, or “I don’t know”.",
                options=tuple(
                    Option(row.value, row.label, row.hint, categories.four_cs[row.four_c])
                    for row in categories.rows
                ),
            ),
        ),
    )


def _done() -> Page:
    return Page(
        "done",
        "What was done at once?",
        (
            Choices(
                n.DONE,
                "What was done at once?",
                hint="Choose all that apply.",
                missing="Choose what was done, or “Nothing yet”.",
                options=(
                    Option(n.DONE_SCREEN_OFF, "The screen was turned off or covered"),
                    Option(n.DONE_CLOSED, "The page was closed and not opened again"),
                    Option(n.DONE_DEVICE, "The device was put aside"),
                    Option(n.DONE_CHECKED, "Other screens were checked"),
                    Option(n.DONE_TALKED, "We talked calmly with the children"),
                    Option(n.DONE_NOTHING, "Nothing yet"),
                ),
                exclusive=frozenset({n.DONE_NOTHING}),
            ),
            LongText(n.DONE_MORE, "Anything else that was done?", optional=True),
        ),
    )


def _children() -> Page:
    return Page(
        "children",
        "How are the children?",
        (
            YesNo(
                n.DANGER,
                "Is a child in danger now, or going to meet somebody from online?",
                hint="If yes: ring 999 first, then the Designated Safeguarding Lead.",
                unknown=True,
                missing="Say whether a child is in danger now, or “I don’t know”.",
            ),
            Choice(
                n.UPSET,
                "Is anybody upset?",
                optional=True,
                unknown=True,
                options=(
                    Option(n.UPSET_NOBODY, "Nobody seems to be"),
                    Option(n.UPSET_SOME, "A little"),
                    Option(n.UPSET_VERY, "Yes, very"),
                ),
            ),
            LongText(n.SUPPORT, "What support was given, and to whom?", optional=True),
        ),
    )


def _words() -> Page:
    return Page(
        "words",
        "What was said?",
        (
            LongText(
                n.CHILD_WORDS,
                "The child’s own words",
                hint="As exactly as you remember, with the child’s full name. "
                "No need to ask more: listening is enough.",
                optional=True,
            ),
            LongText(
                n.ACCOUNT_OF_IT,
                "Your own account",
                hint="What you saw and heard, in order. A parent may read this one day.",
                optional=True,
            ),
        ),
    )


def _told() -> Page:
    return Page(
        "told",
        "Who has been told already?",
        (
            Choices(
                n.TOLD,
                "Who has been told already?",
                hint="In person or by telephone. The program tells the right people automatically.",
                unknown=True,
                missing="Choose who has been told, or “Nobody yet”.",
                options=(
                    Option(n.TOLD_DSL, "Designated Safeguarding Lead or deputy"),
                    Option(n.TOLD_HEAD, "Headteacher"),
                    Option(n.TOLD_ICT, "ICT Lead"),
                    Option(n.TOLD_TEACHER, "Class teacher"),
                    Option(n.TOLD_PARENTS, "Parents or carers"),
                    Option(n.TOLD_NOBODY, "Nobody yet"),
                ),
                exclusive=frozenset({n.TOLD_NOBODY}),
            ),
            When(
                n.DSL_TOLD_AT,
                "When was the Designated Safeguarding Lead told?",
                optional=True,
                asked_if=chose(n.TOLD, n.TOLD_DSL),
                asked_if_words="If the Designated Safeguarding Lead was told",
            ),
            ShortText(
                n.PARENTS_TOLD_BY,
                "Who told the parents, and when?",
                optional=True,
                asked_if=chose(n.TOLD, n.TOLD_PARENTS),
                asked_if_words="If parents were told",
            ),
            ShortText(
                n.CP_REFERENCE,
                "Reference in the school’s child protection system",
                hint="If it was recorded there too, so that there is one main record.",
                optional=True,
            ),
        ),
    )
