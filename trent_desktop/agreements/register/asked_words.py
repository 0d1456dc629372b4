"""Which words each answer was given to, and whether they are still what is asked (rule 130)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from trent_desktop.agreements.kinds import Consent, Kind
from trent_desktop.agreements.models import SameMeaningRow, WordingRow
from trent_desktop.agreements.wording.languages import ENGLISH, first_text, our_text
from trent_desktop.agreements.wording.meaning import SameAs, meaning_of, same_as, still_says
from trent_desktop.agreements.wording.reading import try_wording
from trent_desktop.agreements.wording.wordings import current_numbers
from trent_desktop.storage.tables import table_of

_WORDING: Final = table_of(WordingRow)
_SAME: Final = table_of(SameMeaningRow)


class AskedWords:
    """The questions of consent as they were and as they are, inside a unit of work."""

    def __init__(self, session: Session) -> None:
        rows = session.execute(
            select(_WORDING.c.number, _WORDING.c.text).where(
                _WORDING.c.kind == Kind.CONSENTS.value, _WORDING.c.language == ENGLISH
            )
        )
        self._by_number: dict[int, Mapping[Consent, str]] = {
            row.number: questions_of(row.text) for row in rows
        }
        self.number: Final = current_numbers(session)[Kind.CONSENTS]
        self._now = self._by_number.get(self.number)
        if self._now is None:
            self._now = questions_of(our_text(Kind.CONSENTS, ENGLISH))
        # An answer without a number is from before any wording was kept: to the program's first.
        self._first = questions_of(first_text(Kind.CONSENTS))
        self._same = _said_to_be_same(session)

    def uses(self, given: Iterable[str] = ()) -> tuple[Consent, ...]:
        """What is asked about now, and of the rest what somebody says yes to; in their order."""
        said = set(given)
        return tuple(one for one in Consent if one in (self._now or {}) or one.value in said)

    def words(self, consent: Consent, number: int | None) -> str:
        """The question as it was asked; of an answer that nobody noted it for, the first words."""
        asked = self._first if number is None else self._by_number.get(number, self._now)
        return (asked or {}).get(consent, "")

    def are_still_asked(self, consent: Consent, number: int | None) -> bool:
        """Whether a yes to the words of version `number` is a yes to those of today."""
        now = (self._now or {}).get(consent)
        if now is None:
            return True  # no longer asked at all: what was said stays
        before = meaning_of(self.words(consent, number))
        return still_says(before, meaning_of(now), self._same.get(consent, {}))


def _said_to_be_same(session: Session) -> Mapping[Consent, SameAs]:
    rows = session.execute(
        select(_SAME.c.consent, _SAME.c.before, _SAME.c.after).where(
            _SAME.c.kind == Kind.CONSENTS.value
        )
    ).all()
    return {
        one: same_as((row.before, row.after) for row in rows if row.consent == one.value)
        for one in Consent
    }


@lru_cache(maxsize=32)
def questions_of(text: str) -> Mapping[Consent, str]:
    """The questions in a wording, by what they are about."""
    wording, _faults = try_wording(text, ENGLISH, Kind.CONSENTS)
    return {one.consent: one.words for one in wording.asked} if wording is not None else {}


def counts(row: Any, asked: AskedWords, today: dt.date) -> bool:
    """Whether a yes is one today: to these words, and not ended."""
    return bool(
        row.given
        and (row.ends_on is None or row.ends_on >= today)
        and asked.are_still_asked(Consent(row.consent), row.asked_number)
    )
