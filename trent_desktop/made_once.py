"""Something that belongs to an object, made when it is first asked for, and then kept."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

T = TypeVar("T")
#: One for all: what is made asks for others, and two threads may ask for them the other way round.
_turn = threading.RLock()


class made_once(Generic[T]):  # noqa: N801 - it is written as a decorator
    """As `functools.cached_property`, and never made twice, whichever threads ask at once."""

    def __init__(self, make: Callable[[Any], T]) -> None:
        self._make = make
        self._name = ""
        self.__doc__ = make.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, one: None, owner: type) -> made_once[T]: ...
    @overload
    def __get__(self, one: object, owner: type) -> T: ...
    def __get__(self, one: object | None, owner: type) -> made_once[T] | T:
        if one is None:
            return self
        kept = one.__dict__
        with _turn:
            if self._name not in kept:
                kept[self._name] = self._make(one)
            return kept[self._name]
