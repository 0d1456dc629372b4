"""What each grown-up of a child has said, and why it may count no longer, as plain values."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from trent_desktop.sentences import ended, sentences

#: The reason in words is a sentence, and no file.
LONGEST_REASON: Final = 200
#: What the step is called that ends them.
NO_LONGER_STEP: Final = "no longer counts"
#: The name of those who answered without one.
THE_FAMILY: Final = "the family"


class Why(StrEnum):
    """Why what somebody said counts no longer (rule 200)."""

    DIED = "died"
    NOT_RESPONSIBLE = "no duty"
    WRONG_CHILD = "wrong child"
    OTHER = "other"

    @property
    def words(self) -> str:
        """As history says it after a colon; of another reason what was written counts."""
        return _WHY_WORDS[self]


_WHY_WORDS: Final = {
    Why.DIED: "has died",
    Why.NOT_RESPONSIBLE: "no longer has parental responsibility",
    Why.WRONG_CHILD: "was recorded for the wrong child",
    Why.OTHER: "another reason",
}


@dataclass(frozen=True, slots=True)
class Voice:
    """What one person says now; the family where no name was written down.

    `answer_ids` are the answers that were read: what was said after them is not among them.
    """

    said_by: str = field(repr=False)
    yes: tuple[str, ...]
    no: tuple[str, ...]
    answer_ids: tuple[uuid.UUID, ...]

    @property
    def name(self) -> str:
        """``Mr Aziz``, or ``The family, without a name``."""
        return self.said_by or f"{THE_FAMILY.capitalize()}, without a name"

    @property
    def words(self) -> str:
        """``Yes: Video, Press. No: School website.``"""
        said = (("Yes", self.yes), ("No", self.no))
        return ended(sentences(*(f"{one}: {', '.join(uses)}" for one, uses in said if uses)))
