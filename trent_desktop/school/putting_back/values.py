"""What is said of copies and of putting one back, as values: for screens and commands."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class CopyLine:
    """A copy as a list shows it.

    `before`: what was going to be changed when it was made, empty for the copy of a day.
    `verified`: it was opened with its own keys just now; else nothing is known of what it holds.
    `opened`: whoever made it, or a program since, has read every page of it.
    `newer`: a newer program made it, and only that puts it back.
    `reports` until the moment `until`; `members` could sign in then. `elsewhere`: it lies in the
    second place alone. `size` in bytes.
    """

    name: str
    day: dt.date
    made: dt.datetime
    before: str
    whole: bool
    verified: bool
    size: int
    elsewhere: bool
    reports: int
    until: dt.datetime | None
    members: int
    opened: bool = True
    newer: bool = False

    @property
    def can_be_put_back(self) -> bool:
        """Whether it is worth trying: it is read from end to end before it is."""
        return self.verified and not self.newer


@dataclass(frozen=True, slots=True)
class MissingCase:
    """A report that she reads, and that would be missing or shorter."""

    reference: str
    kind: str
    recorded: dt.datetime | None


@dataclass(frozen=True, slots=True)
class WouldChange:
    """What putting a copy back would change. Nothing was changed by asking.

    `readable`: the school's file reads, so that the two could be compared; else `now` says in
    words what is wrong with it, and little else is known. `missing` reports would be, and of
    `shorter` what was added since; of others that she does not read only how many. `offered`: how
    many of those that would be missing this laptop can bring again; where the file does not read,
    how many that the copy does not have. `back` would come back, `destroyed` stay destroyed.
    `keys_only`: the school's file is whole, and stays; nothing but keys comes out of the copy.
    `others`: rows of other sorts that would be missing, in words. `keys_too`: both copies of the
    school's keys are gone, and are taken from this copy. `laptops`: how many others are in. `last`: what
    was put back last, by which it is seen when somebody else does meanwhile.
    """

    copy: CopyLine
    readable: bool
    now: str
    missing: tuple[MissingCase, ...]
    missing_unread: int
    shorter: tuple[MissingCase, ...]
    shorter_unread: int
    offered: int
    back: int
    destroyed: int
    others: tuple[str, ...]
    keys_too: bool
    laptops: int
    keys_only: bool = False
    last: str = ""

    @property
    def all_missing(self) -> int:
        """How many reports would be missing, those that she does not read too."""
        return len(self.missing) + self.missing_unread


@dataclass(frozen=True, slots=True)
class DonePuttingBack:
    """A copy was put back. `kept`: what the copy of what was there is called, empty for none.

    `keys_only`: the school's file stayed as it was.
    """

    copy: CopyLine
    kept: str
    keys_too: bool
    damaged: bool
    keys_only: bool = False


@dataclass(frozen=True, slots=True)
class Proof:
    """How somebody shows who she is when nobody can sign in: name and password, or the `code`.

    `laptop_code`: the one-time code that lets this laptop in, where she needs one.
    """

    name: str = ""
    password: str = field(default="", repr=False)
    code: str = field(default="", repr=False)
    laptop_code: str = field(default="", repr=False)
