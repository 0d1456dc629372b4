"""What moved: the subjects that a unit of work changed, told once it is kept."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import uuid


class Subject(StrEnum):
    """What an open screen may be about."""

    CASES = "cases"
    DRAFTS = "drafts"  # on this laptop alone: also what waits to be sent, and what was refused
    DIRECTORY = "directory"  # people, classes, pupils, roles, keys
    SETTINGS = "settings"
    AGREEMENTS = "agreements"  # what was given out, returned, answered; families and languages
    WORDINGS = "wordings"
    LESSONS = "lessons"  # the school's own, and what was taught
    LAPTOPS = "laptops"
    TASKS = "tasks"  # what she was given to do
    POLICY = "policy"  # its versions, and who has read them
    OVERSIGHT = (
        "oversight"  # training, meetings, accounts, checks of the filter, what governors see
    )


#: What one look at a file may find of which it is not known how far it was read.
EVERYTHING = frozenset(Subject) - {Subject.CASES, Subject.DRAFTS, Subject.TASKS}


@dataclass(frozen=True, slots=True)
class Moved:
    """The subjects of one unit of work, and the cases among what it changed.

    `written`: number and digest of the last entry that it added to the audit trail.
    """

    subjects: frozenset[Subject]
    cases: frozenset[uuid.UUID] = frozenset()
    written: tuple[int, str] | None = None


class News:
    """Tells what was changed here, on the thread that changed it, when it is kept."""

    def __init__(self) -> None:
        self._listeners: list[Callable[[Moved], object]] = []
        self._keepers: list[Callable[[tuple[int, str]], object]] = []
        self._turn = threading.Lock()

    def keep(self, note: Callable[[tuple[int, str]], object]) -> None:
        """Call `note` from now on with what each unit of work `written`, before anybody is told.

        It must return at once, and raise nothing.
        """
        with self._turn:
            self._keepers.append(note)

    def listen(self, tell: Callable[[Moved], object]) -> None:
        """Call `tell` from now on. It must return at once, and raise nothing."""
        with self._turn:
            self._listeners.append(tell)

    def tell(self, moved: Moved) -> None:
        """Tell everybody who listens, unless nothing moved."""
        with self._turn:
            keepers, listeners = tuple(self._keepers), tuple(self._listeners)
        if moved.written is not None:
            for note in keepers:
                note(moved.written)
        if moved.subjects:
            for listener in listeners:
                listener(moved)
