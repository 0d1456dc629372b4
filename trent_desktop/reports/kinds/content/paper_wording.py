"""What the questions of the content report are called on the blank form.

A question or an option that is not named here is printed as the screen has it.
"""

from __future__ import annotations

from typing import Final

from trent_desktop.documents.blank import PaperWording
from trent_desktop.journeys import YES
from trent_desktop.reports.kinds.blank_sheet import ABOUT_ON_PAPER
from trent_desktop.reports.kinds.content import names as n
from trent_desktop.reports.kinds.content.labels import LABELS

#: On the blank form.
BLANK: Final = PaperWording(
    labels={
        **LABELS,
        n.HAPPENED_AT: "When it happened",
        n.DEVICE_NAME: "Written on its label",
        n.SEARCH_WORDS: "Words typed into the search",
        n.STAFF_NAME: "If a member of staff: full name",
        n.ON_SCREEN_OF: "Children who had it on their screen",
        n.FILTER_STATE: "School’s filter",
        n.ACCOUNT: "Account",
        n.SAW_ADULTS: "Grown-ups who saw it, full names",
        n.SAW_PUPILS: "Children who saw it, full names, if only a few",
        n.DANGER: "Is a child in danger now, or going to meet somebody from online?",
        n.UPSET: "Is anybody upset?",
        n.DONE_MORE: "Anything else that was done",
        n.ACCOUNT_OF_IT: "Your own account",
        n.PARENTS_TOLD_BY: "Who told the parents, and when",
        n.DSL_TOLD_AT: "When the Safeguarding Lead was told",
        n.CP_REFERENCE: "Reference in the child protection system, if there is one",
    },
    options={
        n.OFF_SCREEN: {
            n.OFF_YES: "Yes",
            n.OFF_NO: "Not yet",
            n.OFF_OTHER_SCREEN: "Perhaps still on other screens",
        },
        n.ABOUT: ABOUT_ON_PAPER,
        n.DEVICE: {
            "whiteboard": "Whiteboard",
            "staff-laptop": "Staff laptop",
            "pupil-laptop": "Children’s laptop or computer",
            "pupil-tablet": "Children’s tablet",
            "child-own": "A child’s own",
            "adult-own": "A grown-up’s own",
            "other": "Other",
        },
        n.HOW: {
            n.HOW_SEARCH: "Search",
            n.HOW_ADVERT: "Advert or pop-up",
            n.HOW_LINK: "Link or message",
            n.HOW_ACCIDENT: "Accident",
            n.HOW_PUPIL: "Child, on purpose",
            n.HOW_STAFF: "Staff, on purpose",
            n.HOW_HEAD: "Headteacher, on purpose",
        },
        n.FILTER_STATE: {
            n.FILTER_ON: "On, this came through",
            n.FILTER_OFF: "Off, or got round",
            n.FILTER_ELSEWHERE: "Another network",
        },
        n.ACCOUNT: {"pupil": "Child’s or class’s", "staff": "Staff", "guest": "Guest or none"},
        n.CATEGORY: {
            "sexual": "Sexual or naked",
            "violence": "Violent or frightening",
            "hate": "Hateful or extreme",
            "self-harm": "Self-harm or suicide",
            "false": "False or misleading",
            "unsuitable": "Not for children",
            "stranger": "Contact by a stranger",
            "unkind": "Unkind or bullying",
            "gambling": "Gambling, adverts",
        },
        n.DANGER: {YES: "Yes. Ring 999 first"},
        n.WHO_SAW: {n.SAW_NOBODY: "Only me"},
        n.DONE: {
            n.DONE_SCREEN_OFF: "Screen off or covered",
            n.DONE_CLOSED: "Page closed",
            n.DONE_DEVICE: "Device put aside",
            n.DONE_CHECKED: "Other screens checked",
            n.DONE_TALKED: "Talked with the children",
        },
        n.TOLD: {n.TOLD_DSL: "Safeguarding Lead or deputy"},
    },
    hints={
        n.WHERE: "Copy the address if it is safe. Do not open it again.",
        n.ABOUT: "Yes: do not hand on page 3",
        n.CHILD_WORDS: "As exactly as you remember, with the child’s full name.",
        n.ACCOUNT_OF_IT: "What you saw and heard, in order. A parent may read this one day.",
    },
    lines={
        n.SAW_ADULTS: 1,
        n.SUPPORT: 1,
        n.DONE_MORE: 1,
        n.CP_REFERENCE: 1,
    },
    columns={
        n.HAPPENED_AT: 8,
        n.CLASS: 4,
        n.DEVICE_NAME: 6,
        n.ROOM: 6,
        n.SEARCH_WORDS: 6,
        n.STAFF_NAME: 6,
        n.PLATFORM: 6,
        n.ON_SCREEN_OF: 6,
        n.SAW_COUNT: 4,
        n.SAW_PUPILS: 8,
        n.DSL_TOLD_AT: 6,
        n.PARENTS_TOLD_BY: 6,
    },
)
