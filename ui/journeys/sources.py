"""What the pickers ask: pupils and classes by a few letters. Answers come from a worker thread."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QObject

from trent_desktop.school.people.name_catcher import Caught
from trent_desktop.school.people.people import Pupil, SchoolClass
from ui.background import Background


class People(Protocol):
    """Where pupils and classes come from: `PeopleService`."""

    def classes(self) -> Sequence[SchoolClass]:
        """All classes, youngest first."""
        ...

    def find_pupils(self, words: str, limit: int = 8) -> Sequence[Pupil]:
        """Pupils whose names begin with each of `words`."""
        ...

    def names_in(self, words: str) -> Sequence[Caught]:
        """The pupils' names in what somebody is typing."""
        ...


@dataclass(frozen=True, slots=True)
class FormerPupil:
    """A pupil who has left; `apart` says when."""

    id: uuid.UUID
    name: str
    apart: str


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Sources:
    """What a journey's pickers need. `left` finds pupils who have left by a name; asks the share."""

    people: People = field(repr=False)
    background: Background = field(repr=False)
    left: Callable[[str], Sequence[FormerPupil]] | None = field(default=None, repr=False)


class Latest(QObject):
    """Asks in the background, and hands on only the answer to the newest question.

    While one question is under way, later ones wait, and of those only the last is asked: typing
    fast never queues up work, and an old answer never overwrites a new one.
    """

    def __init__(self, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._background = background
        self._number = 0
        self._busy = False
        self._next: _Question | None = None

    @property
    def busy(self) -> bool:
        """Whether an answer is still to come."""
        return self._busy

    def ask(
        self,
        work: Callable[[], T],
        then: Callable[[T], object],
        failed: Callable[[Exception], object],
    ) -> None:
        """Do `work`; then `then` with its result, or `failed`, unless something newer was asked."""
        self._number += 1
        self._next = (work, then, failed)
        if not self._busy:
            self._start()

    def forget(self) -> None:
        """Whatever is under way, nobody waits for it any more."""
        self._number += 1
        self._next = None

    def _start(self) -> None:
        if self._next is None:
            return
        work, then, failed = self._next
        self._next = None
        self._busy = True
        number = self._number
        operation = self._background.run(work, parent=self)
        operation.then(
            lambda result: self._end(number, lambda: then(result)),
            lambda error: self._end(number, lambda: failed(error)),
        )

    def _end(self, number: int, tell: Callable[[], object]) -> None:
        self._busy = False
        if number == self._number:
            tell()
        self._start()


_Question = tuple[Callable[[], Any], Callable[[Any], object], Callable[[Exception], object]]
