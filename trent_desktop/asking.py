"""Where a service's answer comes from: the school, or this laptop.

The services of an open school run in a process of their own, which alone touches the school's
folder or server (docs/decisions/share-process.md). What a screen may ask without that process is
said here, beside the method:

    @on_laptop            asks this laptop alone: memory, or its own store
    @or_on_laptop         asks the school; while that does not answer, what this laptop knows
    @kept_first           is kept on this laptop first, and then brought into the school's file
    @or_as_last_seen      asks the school; while that does not answer, the answer of last time

Everything else asks the school, and says in words that it does not answer.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import Enum
from typing import Any, TypeVar

T = TypeVar("T", bound=Callable[..., Any])


#: The lane in which what is called now is written; empty for what only looks.
writing_in: ContextVar[str] = ContextVar("writing_in", default="")


@contextmanager
def in_lane(lane: str) -> Generator[None]:
    """Whatever is called inside writes, after what was written before it in this lane."""
    before = writing_in.set(lane)
    try:
        yield
    finally:
        writing_in.reset(before)


class Asks(Enum):
    """Whom a method asks."""

    SCHOOL = "the school, and nobody else"
    LAPTOP = "this laptop"
    ELSE_LAPTOP = "the school, else this laptop"
    FIRST_LAPTOP = "this laptop, which keeps it, and then the school, with the same words"
    ELSE_LAST_SEEN = "the school, else what it said last"


_MARK = "_asks"
_THERE = "_there"


def on_laptop(method: T) -> T:
    """Mark a method that asks this laptop alone, and no folder or server."""
    return _marked(method, Asks.LAPTOP)


def or_on_laptop(method: T) -> T:
    """Mark a method that gives what this laptop knows, when its unit of work raises `SchoolAway`."""
    return _marked(method, Asks.ELSE_LAPTOP)


def kept_first(there: str = "", refused: str = "") -> Callable[[T], T]:
    """Mark a method that keeps what it is given on this laptop before it tries the school.

    It is called twice with the same arguments, here and there, and lands once; `there` names the
    method that brings it into the school's file, where that is not the one of the same name.
    `refused` is called here, when what was kept comes back to be mended after nobody waits for the
    answer any more.
    """

    def mark(method: T) -> T:
        setattr(method, _THERE, (there, refused))
        return _marked(method, Asks.FIRST_LAPTOP)

    return mark


def brought_by(method: Callable[..., Any]) -> str:
    """The name of the method there that brings what a method that is `kept_first` has kept."""
    there, _refused = getattr(method, _THERE, ("", ""))
    return there or method.__name__


def told_if_refused(method: Callable[..., Any]) -> str:
    """The name of the method here that hears when what was kept is refused late; or empty."""
    _there, refused = getattr(method, _THERE, ("", ""))
    return refused


def or_as_last_seen(method: T) -> T:
    """Mark a method that only looks, and whose last answer is better than none.

    Never one that writes down who looked, or asks for a password. The answer is kept in memory
    alone, and is gone when the screen is locked.
    """
    return _marked(method, Asks.ELSE_LAST_SEEN)


def whom_it_asks(method: Callable[..., Any]) -> Asks:
    """Whom a method of a service asks."""
    return getattr(method, _MARK, Asks.SCHOOL)


def _marked(method: T, asks: Asks) -> T:
    setattr(method, _MARK, asks)
    return method
