"""A wording: what an agreement says, written in Markdown with named places for what differs.

The format is described, with examples, in docs/agreements.md. Reading finds every fault, with its
line; nothing in a wording can bring in more than words and the program's own pictures.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, assert_never

from trent_desktop.agreements.kinds import Consent, Kind

#: What stands for something that differs. The first four are a person's own.
PERSONAL: Final = frozenset({"pupil", "class", "family", "member"})
PLACEHOLDERS: Final = PERSONAL | {"school", "return-by", "year", "data-protection"}
#: Stands alone in its paragraph: the list of what a family has not returned.
MISSING: Final = "missing"
#: Likewise, in an invitation: when and where the meeting is, and what it is about.
MEETING: Final = "meeting"
_PLACEHOLDER: Final = re.compile(r"\{([^{}\n]{0,40})\}")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading. Level 1 is the title of the paper."""

    words: str
    level: int
    line: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    words: str
    clauses: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Point:
    """One "I" line. `picture` is the name of one of the program's pictures, or empty."""

    words: str
    clauses: tuple[str, ...]
    picture: str
    line: int


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of consent, with its own yes and no (rule 19)."""

    consent: Consent
    words: str
    clauses: tuple[str, ...]
    line: int


class SignKind(StrEnum):
    """What is written in a place for signing."""

    MARK = "mark"  # a box for a child's mark
    SIGNATURE = "signature"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class SigningPlace:
    """A place to sign."""

    kind: SignKind
    words: str
    line: int


@dataclass(frozen=True, slots=True)
class MissingList:
    """Where a reminder names what has not come back."""

    line: int


@dataclass(frozen=True, slots=True)
class MeetingLines:
    """Where an invitation says when and where the meeting is, and what it is about."""

    line: int


Part = Heading | Paragraph | Point | Asked | SigningPlace | MissingList | MeetingLines


@dataclass(frozen=True, slots=True)
class Wording:
    """What an agreement says, in one language. `text` is the Markdown it was read from."""

    kind: Kind
    language: str
    title: str
    parts: tuple[Part, ...]
    text: str = field(repr=False)

    @property
    def clauses(self) -> tuple[str, ...]:
        """The clauses of the policy that it cites, each once, in their order."""
        found = {
            clause
            for part in self.parts
            if isinstance(part, (Paragraph, Point, Asked))
            for clause in part.clauses
        }
        return tuple(sorted(found, key=clause_order))

    @property
    def signing(self) -> tuple[SigningPlace, ...]:
        """The places to sign."""
        return tuple(part for part in self.parts if isinstance(part, SigningPlace))

    @property
    def asked(self) -> tuple[Asked, ...]:
        """The questions of consent."""
        return tuple(part for part in self.parts if isinstance(part, Asked))

    @property
    def shape(self) -> tuple[str, ...]:
        """The kinds of its parts in order: a translation has the shape of its original."""
        return tuple(_shape(part) for part in self.parts)


def _shape(part: Part) -> str:
    match part:
        case Asked(consent=consent):
            return f"asked {consent.value}"
        case SigningPlace(kind=kind):
            return f"sign {kind.value}"
        case Heading(level=level):
            return f"heading {level}"
        case Point(picture=picture):
            return f"point {picture}"
        case Paragraph() | MissingList() | MeetingLines():
            return type(part).__name__
        case _:
            assert_never(part)


def clause_order(clause: str) -> tuple[int, ...]:
    """For sorting clauses: 7.2 before 7.10."""
    return tuple(int(number) for number in clause.split("."))


def placeholders(words: str) -> Iterator[str]:
    """The names in braces, whether they mean something or not."""
    for found in _PLACEHOLDER.finditer(words):
        yield found[1]


def is_personal(words: str) -> bool:
    """Whether what `words` print as differs from one person to the next."""
    return any(name in PERSONAL for name in placeholders(words))


def filled(words: str, values: dict[str, str]) -> str:
    """`words` with every placeholder replaced that `values` has. Values are taken as they are:
    a brace in a child's name stands for nothing.
    """
    return _PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), words)


@dataclass(frozen=True, slots=True)
class CurrentWording:
    """The wording in use. `number` is the one its forms have, or will have once printed.

    `suits_english` is False for a translation of an English wording that is no longer in use.
    """

    wording: Wording = field(repr=False)
    number: int
    is_ours: bool
    suits_english: bool = True
    checked_by: str = ""
    checked_at: dt.datetime | None = None

    @property
    def is_checked(self) -> bool:
        """Whether a speaker has read the translation."""
        return self.checked_at is not None


@dataclass(frozen=True, slots=True)
class WordingVersion:
    """A wording that was printed or saved. `returned` counts the forms signed with it."""

    number: int
    made_at: dt.datetime
    made_by: str
    in_use: bool
    returned: int


def digest_of(text: str) -> str:
    """What tells texts apart: line ends and blank space at the end do not count."""
    plain = "\n".join(line.rstrip() for line in text.replace("\r\n", "\n").strip().split("\n"))
    return hashlib.sha256(plain.encode("utf-8")).hexdigest()
