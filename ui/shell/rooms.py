"""How rooms plug into the window: a `Room` says what it is, a `Desk` is what it is given.

To add a room, make a module with a `Room` and add it to `ui/rooms.py`. The window knows
nothing else about it.

    class LessonsPage(RoomPage):
        def __init__(self, desk: Desk) -> None: ...
        def arrive(self, place: object | None) -> None: ...

    LESSONS = Room("lessons", "Lessons", "chalkboard-teacher", LessonsPage, shortcut="Ctrl+L")
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QWidget

from ui.background import Background
from ui.changes import Changes
from ui.components.tab_order import start_of, tab_on
from ui.preferences import Preferences
from ui.screens import QtScreens, Screens
from ui.theme import Tone

if TYPE_CHECKING:
    from trent_desktop.opening import OpenSchool

# -- places: where in a room to go. `None` is the room's own front page.


@dataclass(frozen=True, slots=True)
class NewReport:
    """Begin a report: choose its kind, or begin one of the kind of that name at once."""

    kind: str = ""


@dataclass(frozen=True, slots=True)
class OpenDraft:
    """Go on with a draft."""

    id: uuid.UUID


@dataclass(frozen=True, slots=True)
class OpenCase:
    """Open a case."""

    id: uuid.UUID


@dataclass(frozen=True, slots=True)
class CaseList:
    """The list of cases. `scope`: ``mine``, ``to-act``, ``all``."""

    scope: str = "all"


@dataclass(frozen=True, slots=True)
class Unsent:
    """All reports of hers that nobody has yet; in the room of reports."""


@dataclass(frozen=True, slots=True)
class ToDoList:
    """Everything that the member has to do; in the room Home."""


@dataclass(frozen=True, slots=True)
class OpenTask:
    """A task of hers: in its case where she reads that, else the task alone."""

    id: uuid.UUID
    case_id: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class PageOf:
    """Somebody's own page: a pupil by id, or anybody else by name; without both, the search."""

    pupil_id: uuid.UUID | None = None
    name: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class SchoolSection:
    """A part of the School room, by its name; `place` says where in it."""

    name: str
    place: object | None = None


@dataclass(frozen=True, slots=True)
class AgreementsSection:
    """A part of the Agreements room, by its name; `place` says where in it."""

    name: str
    place: object | None = None


@dataclass(frozen=True, slots=True)
class PolicySection:
    """A part of the Policy room, by its name; `place` says where in it."""

    name: str
    place: object | None = None


@dataclass(frozen=True, slots=True)
class AsItWas:
    """A room as it was left: the report under way, the lesson that was open."""


@dataclass(frozen=True, slots=True)
class WayBack:
    """A room that she came from and goes back to, as it was; `words` say what waits there."""

    room: str
    words: str


@dataclass(frozen=True, slots=True)
class OpenClause:
    """A clause of the policy, by what it is about; in the room Policy."""

    topic: str
    back: WayBack | None = None


@dataclass(frozen=True, slots=True)
class LessonsOn:
    """The lessons on a letter of SMART, for the age of the class that is chosen."""

    letter: str


@dataclass(frozen=True, slots=True)
class BringIn:
    """Import a lesson from a file, which she has agreed to; in the room Lessons."""

    path: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class OpenDeck:
    """A deck for grown-ups, by its name; in the room Lessons. `back`: the part of Policy it is of."""

    name: str
    back: str


#: (room, place) -> whether it may be shown now.
Gate = Callable[[str, object | None], bool]


class Shell(Protocol):
    """What a room may ask of the window around it."""

    def go(self, room: str, place: object | None = None) -> None:
        """Show a room, at a place in it."""
        ...

    def say(
        self,
        words: str,
        tone: Tone = Tone.LEAF,
        *,
        link: str = "",
        then: Callable[[], object] | None = None,
    ) -> None:
        """A short notice at the foot of the window. Never content of a case."""
        ...

    def say_problem(self, error: Exception) -> None:
        """Tell of a `Problem` in its own words; of anything else as an unforeseen error."""
        ...

    def set_count(self, room: str, count: int) -> None:
        """Show how much waits in a room, beside its name in the rail; 0 shows nothing."""
        ...

    def set_gate(self, gate: Gate | None) -> None:
        """While a lesson runs: `gate` is asked before any other room is shown."""
        ...


@dataclass(frozen=True, slots=True)
class Desk:
    """What a room is given: the open school, and the ways to work with it.

    `school` is slow (its methods touch disk and share): call it through `background.run`.
    """

    school: OpenSchool
    background: Background
    changes: Changes
    preferences: Preferences
    shell: Shell
    screens: Screens = field(default_factory=QtScreens)


class RoomPage(QWidget):
    """A room's page. The window makes it when it is first visited, and keeps it until sign-out."""

    def arrive(self, place: object | None) -> None:
        """The member came here; `place` says where in the room (None: nowhere special)."""

    @property
    def begins_at(self) -> QWidget | None:
        """Where the keyboard begins: never at a notice, and never at what takes something away."""
        return start_of(self)

    def keep(self) -> None:
        """Keep everything typed, now: the window is about to lock, hide or close."""

    def leave(self) -> None:
        """The member goes to another room."""

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes through it as it is read, also where it is a window of its own."""
        return tab_on(self, forward) if self.isWindow() else super().focusNextPrevChild(forward)


@dataclass(frozen=True, slots=True)
class Room:
    """One of the places in the rail."""

    name: str
    title: str
    icon: str
    make: Callable[[Desk], QWidget] = field(repr=False)
    shortcut: str = ""
    #: What the shortcut opens; None is the room's front page.
    shortcut_place: object | None = None
    may_open: Callable[[OpenSchool], bool] = field(default=lambda _school: True, repr=False)
    #: Whether it may name a child: then it is not shown where the class sees the screen.
    about_children: bool = True
