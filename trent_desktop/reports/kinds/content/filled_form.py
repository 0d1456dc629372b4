"""The filled form of the content report: what was seen, where and how, the children, what was done."""

from __future__ import annotations

from typing import Final

from trent_desktop.documents.blocks import Fact, Words
from trent_desktop.journeys import NOT_GIVEN
from trent_desktop.reports.kinds.content import names as n
from trent_desktop.reports.kinds.content.categories import TABLES
from trent_desktop.reports.kinds.filling import Filling

#: An address longer than this has the width of the page to itself.
_SHORT: Final = 110

#: Sections of the filled form: heading, and the questions whose answers stand there.
_SECTIONS: Final = (
    (
        "Where and how",
        (
            n.HOW, n.DEVICE, n.DEVICE_NAME, n.ROOM, n.PLATFORM, n.SEARCH_WORDS,
            n.FILTER_STATE, n.ACCOUNT, n.ON_SCREEN_OF, n.STAFF_NAME,
        ),
    ),
    (
        "The children",
        (
            n.WHO_SAW, n.SAW_COUNT, n.SAW_ADULTS, n.SAW_PUPILS, n.DANGER, n.UPSET, n.SUPPORT,
        ),
    ),
    (
        "What was done",
        (
            n.DONE, n.DONE_MORE, n.TOLD, n.DSL_TOLD_AT, n.PARENTS_TOLD_BY, n.CP_REFERENCE,
        ),
    ),
)  # fmt: skip


def write(filling: Filling) -> None:
    """Write these parts in their order."""
    filling.head(Fact("Kind of content", _category(filling) or "Not known yet", 4))
    _seen(filling)
    for heading, wanted in _SECTIONS[:2]:
        filling.section(heading, wanted)
    _words(filling)
    filling.section(*_SECTIONS[2])


def _category(filling: Filling) -> str:
    shown, four_c = filling.shown(n.CATEGORY), filling.category
    return f"{TABLES[-1].four_cs[four_c]}: {shown}" if shown and four_c else ""


def _seen(filling: Filling) -> None:
    sheet = filling.sheet
    sheet.heading("What was seen")
    sheet.add(Words(filling.shown(n.SEEN) or NOT_GIVEN, above=2))
    where, off = filling.shown(n.WHERE) or NOT_GIVEN, filling.shown(n.OFF_SCREEN)
    about = filling.shown(n.ABOUT)
    if len(where) > _SHORT:
        sheet.answer("Where it was", where)
        sheet.facts([Fact("Off the screen", off)])
    else:
        sheet.facts([Fact("Where it was", where, 8), Fact("Off the screen", off, 4)])
    if about:  # not asked of reports of before
        sheet.facts([Fact(filling.label(n.ABOUT), about)])


def _words(filling: Filling) -> None:
    child, account = filling.shown(n.CHILD_WORDS), filling.shown(n.ACCOUNT_OF_IT)
    if not child and not account:
        return
    filling.sheet.heading("What was said")
    if child:
        filling.sheet.own_words("The child’s own words", child)
    if account:
        filling.sheet.answer(f"Account of {filling.reporter(role=False)}", account)
