"""Finding a school that has moved: with the password of before, and no address typed."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from trent_desktop.problems import NotASchool, Problem
from trent_desktop.school.keys.laptops.local_folder import Laptop, local_root
from trent_desktop.school.keys.laptops.server_access import keep_access, place_of
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.left import known_left, left_by, note_left
from trent_desktop.sentences import ended
from trent_desktop.storage.database import Database
from trent_desktop.storage.gone import Gone, Standing, arrive, read_gone
from trent_desktop.storage.location import Location

T = TypeVar("T")
#: How often a school may have moved since this laptop was there last.
_MOST_MOVES = 9


@dataclass(frozen=True, slots=True)
class Came:
    """How one came to a place: by which move, None for none; and this laptop's own folder."""

    by: uuid.UUID | None
    root: Path | None


class SentOn(Exception):
    """The school is at another place now. Not for people: whoever opens it goes there."""

    def __init__(self, gone: Gone) -> None:
        super().__init__("sent on")
        self.gone = gone


def following(location: str | Path, root: Path | None, work: Callable[[Location, Came], T]) -> T:
    """Do something at a school's place; where it has moved from there, at its new one.

    `work` is given the place, and how it came there, for `require_here`.
    """
    place, came = place_of(location, root), Came(None, root)
    for _ in range(_MOST_MOVES):
        try:
            return work(place, came)
        except SentOn as sent:
            came = Came(sent.gone.move_id, root)
            place = follow_to(sent.gone, place, root)
    raise NotASchool(
        "The school was moved several times, and each of its places names another.",
        what_to_do="Ask the ICT Lead where it is now.",
        where=place.shown,
    )


def moved_words(place: Location) -> str:
    """That the school has moved, for people."""
    return f"The school has moved to {ended(place.named)} Your password is the same."


def require_here(database: Database, school_id: uuid.UUID, came: Came) -> None:
    """Make sure that the school is at this place.

    Raises `SentOn` where it is no longer, also where an old backup of it was put since this laptop
    was sent on; and `NotASchool` where it is only on its way to, unless one was sent here by that
    move, which that ends. Raises what reading raises.
    """
    gone = read_gone(database)
    if gone is None or gone.school_id != school_id:
        gone = left_by(database, school_id, came.root)
        if gone is None:
            return
    if gone.standing is Standing.GONE:
        raise SentOn(gone)
    if gone.move_id != came.by:
        raise NotASchool(
            "The school is being moved here, and that has not ended yet.",
            what_to_do="Open it where it was. Whoever moves it can go on where it stopped.",
            where=database.location.shown,
        )
    arrive(database, gone.move_id)


def require_not_left(place: Location, school_id: uuid.UUID, root: Path | None) -> None:
    """Of a place that does not answer, or whose file is gone: raises `SentOn` where the school left it.

    Whoever cleared it away need not have left what says so; and nobody is to put a copy back there.
    """
    gone = known_left(place, school_id, root)
    if gone is not None:
        raise SentOn(gone)


def follow_to(gone: Gone, left: Location, root: Path | None) -> Location:
    """Where the school went, so that this laptop knows it from now on, and that it left a place.

    What opens its server is kept here, and who may sign in while that is away.
    """
    place = gone.to
    # Where this laptop will not keep it, it is told again at the old place.
    with suppress(Problem):
        keep_access(place, root)
    for one in (place, left):  # she may sign in by either while neither answers
        Laptop(root or local_root(), one).meet(gone.school_id)
    note_left(left, gone, root)
    return place


def place_now(me: SignedIn) -> str:
    """Where the school went, for a program that had it open; empty while that cannot be read.

    From then on this laptop knows the new place.
    """
    with suppress(Problem):
        gone = read_gone(me.database)
        if gone is not None and gone.standing is Standing.GONE:
            return follow_to(gone, me.database.location, me.laptop.root).shown
    return ""
