"""The form for cyber-bullying on paper: what happened, what is known, and who decides."""

from __future__ import annotations

import datetime as dt
from typing import Final

from trent_desktop.documents.blank import WHEN_GUIDE, PaperWording
from trent_desktop.documents.blocks import QUESTION, Fact, Heading, Words
from trent_desktop.documents.page import Letterhead, Pdf
from trent_desktop.documents.writing import Ruled, RuledCells, Signature, SignatureRow, Ticks
from trent_desktop.journeys import NOT_GIVEN, YES
from trent_desktop.reports.asked import names as asked
from trent_desktop.reports.kinds.blank_sheet import ABOUT_ON_PAPER, blank_sheet
from trent_desktop.reports.kinds.bullying import KIND
from trent_desktop.reports.kinds.bullying import names as n
from trent_desktop.reports.kinds.filling import Filling

_FIRST: Final = (
    "Write down what was said as soon as you can, then hand this to the Designated Safeguarding "
    "Lead or, if a colleague was hurt, to the Headteacher. Before anything is deleted, note the "
    "address, the user name and the time. Answer nothing, and send nothing on. If it may be a "
    "picture of a child without clothes: look no further, copy nothing, and fetch the Designated "
    "Safeguarding Lead."
)
_BLANK: Final = PaperWording(
    labels={
        asked.HAPPENED_AT: "When it happened",
        asked.CLASS: "Class",
        n.HURT_CHILDREN: "Child who was hurt, full name and class",
        n.HURT_ADULTS: "Colleague who was hurt",
        asked.CHILD_WORDS: "What happened, in the words of whoever was hurt",
        n.BY_CHILDREN: "Child who did it, if known",
        n.BY_ADULTS: "Somebody else who did it",
        asked.STAFF_NAME: "Grown-up who works here",
        n.PLATFORM: "App, game or site",
        n.ACCOUNTS: "User names",
        n.GROUP: "Group, if in one",
        n.SORT: "Sort of thing",
        n.OFTEN: "How often?",
        n.STILL_THERE: "Can still be seen?",
        n.PREJUDICE: "Because of …",
        n.EVIDENCE: "What shows it?",
        n.EVIDENCE_WHERE: "Kept where",
        n.IMPACT: "How are they?",
        n.UNDER_AGE: "App for older?",
        n.REPORTED: "App or site told?",
        n.POLICE_MATTER: "For the police?",
        n.POLICE_TOLD: "Police told?",
        n.REPORTED_AT: "When",
        n.REPORTED_REFERENCE: "Their reference",
        n.POLICE_REFERENCE: "Reference of the police",
        n.DONE: "Done so far",
        n.PARENTS_OF_HURT: "Parents told? (hurt)",
        n.PARENTS_OF_OTHER: "Parents told? (other)",
    },
    options={
        asked.ABOUT: {
            value: (said := words.removeprefix("Yes, "))[:1].upper() + said[1:]
            for value, words in ABOUT_ON_PAPER.items()
        },
        asked.DANGER: {YES: "Yes. Ring 999 first"},
        n.SORT: {
            "messages": "Unkind messages",
            "left-out": "Left out on purpose",
            "picture": "Picture or film to make fun",
            "pretending": "Pretending to be them",
            n.SORT_HATE: "Hate of who they are",
        },
        n.IMPACT: {
            n.IMPACT_AFRAID: "Afraid, or not sleeping",
            n.IMPACT_HARM: "Speaks of hurting themselves. Tell the safeguarding lead now",
        },
        n.EVIDENCE: {n.EVIDENCE_PRIVATE: "Perhaps a child without clothes. Stop, see the box"},
    },
    hints={n.BY_CHILDREN: "Leave it empty rather than guess."},
    lines={
        n.EVIDENCE_WHERE: 1,
        n.POLICE_REFERENCE: 1,
        n.HURT_CHILDREN: 1,
        n.BY_CHILDREN: 1,
        asked.CHILD_WORDS: 4,
        n.DONE: 1,
    },
    columns={
        asked.HAPPENED_AT: 8,
        asked.CLASS: 4,
        n.HURT_ADULTS: 12,
        n.BY_ADULTS: 6,
        asked.STAFF_NAME: 6,
        n.PLATFORM: 4,
        n.ACCOUNTS: 4,
        n.GROUP: 4,
        n.REPORTED_REFERENCE: 4,
    },
)
#: These still have room on the first page, where whoever was hurt mostly says them.
_WHERE: Final = frozenset({n.PLATFORM, n.ACCOUNTS, n.GROUP})


def blank(letterhead: Letterhead, day: dt.date, unchanging: bool) -> Pdf:
    """The form as it holds on `day`: what happened, what is known, and a part for who leads."""
    first, *later = KIND.pages(day)
    rest = [one for page in later for one in page.questions]
    where = [one for one in rest if one.name in _WHERE]
    sections = (
        ("What happened", [*first.questions, *where]),
        ("What is known of it", [one for one in rest if one not in where]),
    )
    sheet = blank_sheet(letterhead, KIND.paper, _FIRST, sections, _BLANK, page_each=True)
    sheet.new_page()
    sheet.add(
        Heading("For whoever leads on it", above=0),
        RuledCells([("Received on", 6, WHEN_GUIDE), ("From", 6, "")]),
        Ticks(
            "What is done",
            [
                ("Support for whoever was hurt", False),
                ("A talk with whoever did it", False),
                ("Parents of both sides told", False),
                ("A sanction", False),
                ("Reported to the app or site", False),
                ("Police", False),
                ("Children’s social care", False),
                ("Not referred", False),
            ],
            columns=3,
        ),
        Words("Why this was decided, even if it was not referred", QUESTION, above=4),
        Ruled(4),
        Words("Looked at again: how is whoever was hurt?", QUESTION, above=6),
        RuledCells([("After two days", 6, "day|month|year"), ("How it is", 6, "")]),
        RuledCells([("After two weeks", 6, "day|month|year"), ("How it is", 6, "")]),
        RuledCells([("After half a term", 6, "day|month|year"), ("How it is", 6, "")]),
        Ruled(1, prompt="Who was told how it ended, and when", bold=True, above=6),
        SignatureRow(Signature("Whoever leads on it"), above=16),
        Heading("For the Headteacher"),
        Words("Read, and the reason for what is done", QUESTION, above=4),
        Ruled(3),
        SignatureRow(Signature("Headteacher"), above=16),
    )
    return sheet.make(unchanging=unchanging)


def filled(filling: Filling) -> None:
    """What was said by whoever was hurt stands apart from what grown-ups wrote."""
    hurt = filling.shown(n.HURT_CHILDREN) or filling.shown(n.HURT_ADULTS) or NOT_GIVEN
    filling.shown(n.HURT)
    filling.head(Fact("Hurt", hurt, 4))
    filling.sheet.heading("What happened")
    filling.sheet.own_words(
        "In the words of whoever was hurt", filling.shown(asked.CHILD_WORDS) or NOT_GIVEN
    )
    filling.section(
        "Who did it",
        (asked.ABOUT, n.BY_CHILDREN, n.BY_ADULTS, asked.STAFF_NAME, asked.DANGER),
    )
    filling.section(
        "What it was",
        (n.PLATFORM, n.ACCOUNTS, n.GROUP, n.SORT, n.OFTEN, n.STILL_THERE, n.PREJUDICE, n.UNDER_AGE),
    )
    filling.section("What shows it", (n.EVIDENCE, n.EVIDENCE_WHERE))
    filling.section("How whoever was hurt is, and what was done", (n.IMPACT, n.DONE))
    filling.section(
        "Who was told",
        (
            n.PARENTS_OF_HURT,
            n.PARENTS_OF_OTHER,
            n.REPORTED,
            n.REPORTED_AT,
            n.REPORTED_REFERENCE,
            n.POLICE_MATTER,
            n.POLICE_TOLD,
            n.POLICE_REFERENCE,
        ),
    )
