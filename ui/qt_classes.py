"""The classes of Qt, made in slices before the first that nobody has named (rule 107).

PySide makes a class, and an `Enum` of each of its constants, when it is named. As soon as a filter
of events meets an object of a class that is not there yet it makes all that there are, at once:
40 ms in which no window answers. Here most of them are made, a few between two events.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6 import QtWidgets

_AT_ONCE = 6
#: Of no object that meets a filter; nobody makes them before they are named.
_NO_OBJECTS = ("QStyleOption", "QStyleHintReturn", "QGraphicsScene")


def slices() -> list[Callable[[], object]]:
    """What makes them."""
    left = sorted(
        name
        for name in set(dir(QtWidgets)) - set(vars(QtWidgets))
        if name.startswith("Q") and not name.startswith(_NO_OBJECTS) and not name.endswith("Item")
    )
    return [
        partial(_name, left[first : first + _AT_ONCE]) for first in range(0, len(left), _AT_ONCE)
    ]


def _name(classes: list[str]) -> None:
    for one in classes:
        getattr(QtWidgets, one)
