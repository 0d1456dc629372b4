"""Every write has an id, made before the first try; repeated, it lands once (rules 87 and 88).

A call whose answer never came may have landed or not: the share stood still, or the process was
ended with the program. So whoever calls says under which id, and the units of work write it down
with what they change, in one transaction:

    with asked_as(write_id, database):
        service.method(...)

Called again under the same id, a unit that landed changes nothing. Most raise `LandedBefore`, which
is no failure: what was asked for is done. Where an answer is wanted, the method says with `Repeat`
how a repeat finds it. Of several units each lands once, so a repeat finishes what was begun.

What is kept says neither who asked nor what for: a digest of the id, the number of the unit, the day.
The id itself is kept nowhere in the school's file, because ids and codes are made of it: whoever has
it has those.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
import uuid
from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import Enum
from typing import Final

from trent_desktop.clock import Clock

#: For so long a repeat is known, at least. Nothing is repeated after some minutes, but what waits
#: on a laptop over a holiday.
KEPT_FOR: Final = dt.timedelta(days=30)


class Repeat(Enum):
    """What a unit of work does that landed before under the same id."""

    DONE = "raises `LandedBefore`: nobody waits for an answer, or the method catches it"
    LOOKS = "runs, and what it changes is taken back: for what it answers"
    KNOWS = "runs: it knows by itself what it has done, and no row is written"


class LandedBefore(Exception):
    """What was asked for is done already. Not for people: whoever called says that it is done."""


@dataclass(eq=False)
class Call:
    """The call under way. `step` is how many of its units of work have landed, now or before.

    One that was given up and is tried again in the same call has the same number again.
    """

    write_id: uuid.UUID
    clock: Clock
    step: int = 0
    began: bool = False


CALL: ContextVar[Call | None] = ContextVar("call", default=None)


@contextmanager
def on_its_own() -> Generator[None]:
    """What is done inside belongs to no call: it puts right what there is, whoever asks."""
    token = CALL.set(None)
    try:
        yield
    finally:
        CALL.reset(token)


def made_id(*what: str | int) -> uuid.UUID:
    """A fresh id for something that a call makes; the same one when the call is repeated.

    `what` tells the things apart that one call makes.
    """
    call = CALL.get()
    return uuid.uuid4() if call is None else uuid.UUID(bytes=bytes_for(call, what, 16), version=4)


def made_number(below: int, *what: str | int) -> int:
    """A number that nobody can guess; the same one when the call is repeated.

    It is as hard to guess as the call's id, which has 122 random bits.
    """
    call = CALL.get()
    if call is None:
        return secrets.randbelow(below)
    # So much longer than `below` that no number comes more often than another.
    return int.from_bytes(bytes_for(call, what, 64), "big") % below


def bytes_for(call: Call, what: tuple[str | int, ...], size: int) -> bytes:
    """Bytes that only whoever has the call's id can reckon, others for everything it makes."""
    about = "\0".join(map(str, what)).encode()
    return hashlib.blake2b(about, digest_size=size, key=call.write_id.bytes).digest()
