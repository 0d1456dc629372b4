"""A letter on the school's paper. Everything from people is laid out as plain text.

Addresses in it stay as they were written: they are the school's own words to a family.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final

from trent_desktop.documents.blocks import Words
from trent_desktop.documents.page import Letterhead, Paper, Pdf, Sheet
from trent_desktop.documents.writing import Signature, SignatureRow
from trent_desktop.journeys import date_for_people
from trent_desktop.newer import NEWER_DO, NEWER_WORDS
from trent_desktop.problems import PrintRefused
from trent_desktop.reports.cases import CaseFile, Move, TimelineEntry
from trent_desktop.reports.documents import refuse_stopped
from trent_desktop.reports.letters.step import LETTER_TEXT, LETTER_TO

_TITLE: Final = "A letter from school"


def letters_in(case: CaseFile) -> Sequence[TimelineEntry]:
    """The letters that were kept in a case, oldest first."""
    return [
        entry
        for entry in case.timeline
        if entry.move is Move.LETTER and isinstance(entry.details.get(LETTER_TEXT), str)
    ]


def letter_pdf(
    case: CaseFile,
    entry: TimelineEntry,
    letterhead: Letterhead,
    *,
    signer: str,
    zone: dt.tzinfo | None = None,
    unchanging: bool = False,
) -> Pdf:
    """One letter of a case, to be signed by `signer`: the Headteacher, or the Chair of Governors.

    It bears no reference and no level: what goes to a family says nothing of the school's file.
    Raises `PrintRefused` for a case that may not be printed.
    """
    if case.summary.newer:
        raise PrintRefused(NEWER_WORDS, what_to_do=NEWER_DO)
    refuse_stopped(case)
    day = date_for_people(entry.at.astimezone(zone).date())
    sheet = Sheet(letterhead, Paper(_TITLE, day, has_reference=False, for_families=True))
    to = entry.details.get(LETTER_TO)
    if isinstance(to, str):
        sheet.add(Words(to, above=8))
    text = str(entry.details.get(LETTER_TEXT, ""))
    for part in text.split("\n\n"):
        if part.strip():
            sheet.add(Words(part.strip(), above=10))
    sheet.together(SignatureRow(Signature(case.summary.route.signer.title, signer), above=30))
    return sheet.make(unchanging=unchanging)
