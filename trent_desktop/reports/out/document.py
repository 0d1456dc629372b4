"""A copy of a case as PDF, made of the text that is left after names were blacked out.

    pdf = record_pdf(blackened(text, redactions), letterhead, "the police", day)

What the file says of itself is *Record* and a reference. It is made new and never added to.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from trent_desktop.documents.blocks import SMALL, Fact, TimelineRow, Words
from trent_desktop.documents.lines import BAR
from trent_desktop.documents.page import Letterhead, Paper, Pdf, Sheet
from trent_desktop.journeys import date_for_people
from trent_desktop.reports.out.text import Block, ExportText, Part

if TYPE_CHECKING:
    from trent_desktop.documents.locking import Lock

TITLE = "Record"
_BARS = "A black bar shows where something about somebody else was left out."


def record_pdf(
    text: ExportText,
    letterhead: Letterhead,
    given_to: str,
    day: dt.date,
    *,
    unchanging: bool = False,
    lock: Lock | None = None,
) -> Pdf:
    """The copy. `given_to` is whom copies of this sort are for, never anybody's name.

    With a `lock` it opens for its passphrase alone.
    """
    paper = Paper(
        TITLE,
        reference=text.reference,
        handling="Confidential",
        foot=f"Copy for {given_to}, made on {date_for_people(day)}",
        names_school=False,
    )
    sheet = Sheet(letterhead, paper)
    if any(BAR in block.text for block in text.blocks):
        sheet.add(Words(_BARS, SMALL))
    _write(sheet, text.blocks)
    return sheet.make(unchanging=unchanging, lock=lock)


def _write(sheet: Sheet, blocks: tuple[Block, ...]) -> None:
    facts: list[Fact] = []
    for at, block in enumerate(blocks):
        if block.part is not Part.FACT and facts:
            sheet.facts(facts)
            facts = []
        match block.part:
            case Part.HEADING:
                sheet.heading(block.text)
            case Part.FACT:
                facts.append(Fact(block.label, block.text))
            case Part.ANSWER:
                sheet.answer(block.label, block.text)
            case Part.QUOTE:
                sheet.own_words(block.label, block.text)
            case Part.ENTRY:
                follows = blocks[at + 1] if at + 1 < len(blocks) else None
                said = follows.text if follows and follows.part is Part.SAID else ""
                sheet.add(TimelineRow(block.label, block.text, said, above=6))
            case Part.SAID:
                pass  # beside its entry
    if facts:
        sheet.facts(facts)
