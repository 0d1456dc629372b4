"""The messages between the window's process and the share's, and what stands between them."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from trent_desktop.news import Moved
from trent_desktop.school.keys.put_by_here import OtherKey
from trent_desktop.school.people.directory import Directory
from trent_desktop.school.people.people import Member


@dataclass(frozen=True, slots=True)
class Open:
    """Sign in. `root` is this laptop's own folder, empty for the usual one.

    `lease` is the name under which the window wants this process; see `share.leases`.
    """

    number: int
    location: str
    name: str
    password: str = field(repr=False)
    laptop_code: str = field(repr=False)
    root: str
    lease: str = ""


@dataclass(frozen=True, slots=True)
class Call:
    """Call a method of the open school: ``agreements.register.table`` with these arguments.

    `lane` is empty for what only looks; what writes is done in the order of its lane. `write_id`
    was made before the first try: said twice it lands once.
    """

    number: int
    path: str
    args: tuple[Any, ...] = field(repr=False)
    kwargs: Mapping[str, Any] = field(repr=False)
    lane: str = ""
    write_id: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class AtTheDoor:
    """Call one of the functions that need no open school: see `share.door`.

    `lease` as in `Open`, for as long as the function runs; the place is the first of `args`.
    """

    number: int
    name: str
    args: tuple[Any, ...] = field(repr=False)
    lease: str = ""


@dataclass(frozen=True, slots=True)
class Goodbye:
    """Finish what is written, close the school, and end."""


@dataclass(frozen=True, slots=True)
class Done:
    """A call is done."""

    number: int
    result: Any = field(repr=False)


@dataclass(frozen=True, slots=True)
class Failed:
    """A call raised this."""

    number: int
    error: Exception


@dataclass(frozen=True, slots=True)
class Progress:
    """A call tells how far it is: the function that it was given is called with `args`."""

    number: int
    which: int
    args: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """The school told what moved."""

    moved: Moved


@dataclass(frozen=True, slots=True)
class Standing:
    """Who is signed in and how the school stands, for the window's process.

    `private_key` opens the store on this laptop, and is given once, at signing in; `location` is
    where the school is, which may be another place than the one that was asked for.
    """

    member: Member
    directory: Directory = field(repr=False)
    others: tuple[OtherKey, ...]
    notices: tuple[str, ...] = ()
    away: bool = False
    private_key: bytes = field(default=b"", repr=False)
    location: str = ""


@dataclass(frozen=True, slots=True)
class Beat:
    """The share's process lives. `stuck` says for how many seconds each call has not moved."""

    stuck: Mapping[int, float]


@dataclass(frozen=True, slots=True)
class Listener:
    """Stands in the pipe for a function among a call's arguments, which is told how far it is."""

    which: int


#: A function that is told how far a call is.
Tell = Callable[..., object]
