"""What came of scanning and ticking off what came back."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from trent_desktop.agreements.kinds import Consent, How
from trent_desktop.agreements.register.standing import ConsentAnswer, StandingNo, source_words

_FIRST_MONTH: Final = 9  # of a school year


@dataclass(frozen=True, slots=True)
class Source:
    """How an answer was given. `by` names who gave it, where the parents do not say the same;
    empty for the family. `ends_on` is the last day on which a yes counts (rule 131).
    """

    how: How = How.NOT_KNOWN
    by: str = field(default="", repr=False)
    ends_on: dt.date | None = None

    @property
    def words(self) -> str:
        """``by telephone, by Mrs Aziz``, as far as is known."""
        return source_words(self.how, self.by)


NO_SOURCE: Final = Source()
LONGEST_NAME: Final = 120


def last_day(given: dt.date, years: int) -> dt.date | None:
    """The last day of a yes that counts for so many school years; None for 0: while she is here.

    It is the last day of October after them, so that there is time to ask again.
    """
    if years <= 0:
        return None
    school_year = given.year if given.month >= _FIRST_MONTH else given.year - 1
    return dt.date(school_year + years, 10, 31)


class ScanKind(StrEnum):
    """What became of a code that was scanned."""

    RECORDED = "recorded"
    ALREADY = "already"  # this form came back before
    OLDER_VERSION = "older version"  # recorded, but its wording is no longer in use
    OTHER_YEAR = "other year"  # recorded, but the child has gone up and has another form by now
    LEFT = "left"  # recorded, but the child or member has left
    SAID_NO = "said no"  # recorded, but what was said since must be looked at
    OTHER_SCHOOL = "other school"
    NOT_OURS = "not ours"
    MISREAD = "misread"
    UNKNOWN = "unknown"  # a code of this school that no form has

    @property
    def is_recorded(self) -> bool:
        """Whether the form is now in the register."""
        return self in (
            ScanKind.RECORDED,
            ScanKind.OLDER_VERSION,
            ScanKind.OTHER_YEAR,
            ScanKind.LEFT,
            ScanKind.SAID_NO,
        )

    @property
    def needs_look(self) -> bool:
        """Whether somebody has to look at the form itself."""
        return not self.is_recorded or self is ScanKind.SAID_NO


@dataclass(frozen=True, slots=True)
class ScanOutcome:
    """What became of a code, in one sentence. `needs_answers`: consents have to be put in.

    `standing` is what a yes on this form would overrule, `answers` is all that stands now, and
    `otherwise` are the questions that the form asked in other words than those of today.
    """

    kind: ScanKind
    words: str = field(repr=False)
    agreement_id: uuid.UUID | None = None
    pupil_id: uuid.UUID | None = None
    name: str = field(default="", repr=False)
    class_name: str = ""
    event_id: uuid.UUID | None = None
    needs_answers: bool = False
    standing: tuple[StandingNo, ...] = ()
    answers: tuple[ConsentAnswer, ...] = ()
    otherwise: tuple[Consent, ...] = ()


@dataclass(frozen=True, slots=True)
class Recorded:
    """A step that was recorded. `event_id` is for undoing it; `answer_ids` are its answers."""

    event_id: uuid.UUID
    at: dt.datetime
    answer_ids: tuple[uuid.UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """A step in the history of a child or of what was recorded last.

    `no_longer` names whose answers it ended, while it stands: it is taken back from the history.
    """

    event_id: uuid.UUID
    at: dt.datetime
    by: str
    words: str = field(repr=False)
    was_undone: bool
    no_longer: str = field(default="", repr=False)
