"""Whom of the grown-ups who work here a report is about, as far as its answers say."""

from __future__ import annotations

import functools
import uuid
from collections.abc import Iterable
from typing import Final, Protocol

from trent_desktop.journeys import Answers
from trent_desktop.reports.asked import names as n
from trent_desktop.reports.cases import Route
from trent_desktop.roles import Role
from trent_desktop.school.people.directory import plain

_HOW: Final = {n.HOW_STAFF: n.ABOUT_STAFF, n.HOW_HEAD: n.ABOUT_HEAD}
_TITLES: Final = frozenset(
    ["mr", "mrs", "ms", "miss", "mx", "dr", "sir", "madam", "the", "our", "acting"]
)
_THE_HEAD: Final = (
    frozenset({"headteacher"}),
    frozenset({"head"}),
    frozenset({"head", "teacher"}),
    frozenset({"headmaster"}),
    frozenset({"headmistress"}),
)


#: Whose a report about one of them is.
ROUTES: Final = {n.ABOUT_STAFF: Route.STAFF, n.ABOUT_HEAD: Route.HEAD}


class Named(Protocol):
    """A member, as far as it matters here."""

    @property
    def id(self) -> uuid.UUID:
        """Whose row it is."""
        ...

    @property
    def name(self) -> str:
        """Full name."""
        ...

    @property
    def roles(self) -> frozenset[Role]:
        """The roles she holds now."""
        ...


def about_of(answers: Answers, members: Iterable[Named] = ()) -> str:
    """`ABOUT_STAFF`, `ABOUT_HEAD`, or "" for neither.

    Of several answers the one with fewer readers holds, so that no later one opens a report to
    somebody whom an earlier one meant. A member of staff who is named and is the Headteacher
    makes it one about the Headteacher.
    """
    said = (answers.get(n.ABOUT), _HOW.get(str(answers.get(n.HOW))))
    about = next((one for one in (n.ABOUT_HEAD, n.ABOUT_STAFF) if one in said), "")
    if about == n.ABOUT_STAFF:
        heads = (one for one in members if Role.HEADTEACHER in one.roles)
        if _words(named(answers)) in _THE_HEAD or any(
            is_called(one.name, named(answers)) for one in heads
        ):
            return n.ABOUT_HEAD
    return about


def concerned(answers: Answers, members: Iterable[Named]) -> frozenset[uuid.UUID]:
    """The person it is about: the adult whose conduct a report is about (rule 2).

    That is what its answers to *who did it* say, and nothing else: never somebody who was hurt,
    who reported, or who is merely named in it. More than one where a name may mean several, and
    nobody where none is given. Nothing of that report is sent, told, listed, counted, found,
    given to do, printed, exported or shown in the trail to any of them.
    """
    name = named(answers)
    # By the answers alone: who is named and became Headteacher later takes it from no other one.
    the_head = about_of(answers) == n.ABOUT_HEAD or _words(name) in _THE_HEAD
    return frozenset(
        one.id
        for one in members
        if (the_head and Role.HEADTEACHER in one.roles) or is_called(one.name, name)
    )


def not_to_do(
    answers: Answers, members: Iterable[Named], owner: Named, readers: Iterable[Role | None]
) -> str:
    """Why `owner` may not be given something to do in a report, in a sentence; empty if she may.

    Where nobody is named as the one it is about, anybody who does not read it may be.
    """
    if owner.id in concerned(answers, members):
        return about(owner)
    if (
        about_of(answers) == n.ABOUT_STAFF
        and not named(answers)
        and owner.roles.isdisjoint(readers)
    ):
        return (
            "This report does not name who it is about, so only those who read it can be assigned "
            "a task."
        )
    return ""


def about(owner: Named) -> str:
    """Why the person it is about is given nothing to do."""
    return f"This report is about {owner.name}, so nothing in it can be assigned to them."


def named(answers: Answers) -> str:
    """The member of staff who is named as having done it; empty when nobody is."""
    name = answers.get(n.STAFF_NAME)
    said = answers.get(n.HOW) == n.HOW_STAFF or answers.get(n.ABOUT) == n.ABOUT_STAFF
    return name if isinstance(name, str) and said else ""


def is_called(name: str, typed: str) -> bool:
    """Whether `typed` may mean somebody called `name`: a surname or an initial will do.

    Rather once too often: it then goes to fewer people, and to nobody whom it concerns.
    """
    full, words = _words(name), _words(typed)
    if not full or not words:
        return False
    return full <= words or all(
        word in full or (len(word) == 1 and any(one.startswith(word) for one in full))
        for word in words
    )


@functools.lru_cache(maxsize=512)
def _words(name: str) -> frozenset[str]:
    return frozenset(plain(name.replace(".", " ")).split()) - _TITLES
