"""Something that belongs to an object, made when it is first asked for, and then kept."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

#: One for all: what is made asks for others, and two threads may ask for them the other way round.
_turn = threading.RLock()

if TYPE_CHECKING:
    # To whoever reads types it is a property; that it makes a thing once they need not know.
    made_once = property
else:

    class made_once:  # noqa: N801 - it is written as a decorator
        """As `functools.cached_property`, and never made twice, whichever threads ask at once."""

        def __init__(self, make: Callable[[Any], Any]) -> None:
            self._make = make
            self._name = ""
            self.__doc__ = make.__doc__

        def __set_name__(self, owner: type, name: str) -> None:
            self._name = name

        def __get__(self, one: object | None, owner: type) -> Any:
            if one is None:
                return self
            kept = one.__dict__
            with _turn:
                if self._name not in kept:
                    kept[self._name] = self._make(one)
                return kept[self._name]
