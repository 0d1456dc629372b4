"""Which screen is the laptop and which is the board.

What a person chose is never overruled by plugging something in. When the board's screen vanishes
the board has none: it never jumps onto the laptop. A screen that does not say who it is, or says
the same as another, is the same one only for as long as it stays plugged in. Where nothing tells
which of them the class sees, it is asked (rule 164).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRect

from ui.preferences import Preferences
from ui.screens import Screen, Screens, mirrored

__all__ = ["Arrangement", "ScreenRoles", "mirrored"]

_Found = tuple[Screen, ...]


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Where things are shown. `shared`: the class sees what the laptop shows."""

    laptop: Screen | None
    board: Screen | None
    shared: bool
    gone: bool = False  # the board's screen was there, and is not any more
    other: Screen | None = None  # beside the laptop, while the board is gone: it may be the board
    unsure: bool = False  # any of them may be what the class sees


class _Choice:
    """A screen that was given a role, and is looked for among those there are now."""

    def __init__(self, screen: Screen, among: _Found) -> None:
        self._screen = screen
        self._stayed = True  # plugged in ever since
        self._identity: tuple[str, str, str] | None = screen.identity
        self._doubt(among)

    def _doubt(self, among: _Found) -> None:
        if not _tells_apart(self._screen, among):
            self._identity = None

    def find(self, among: _Found) -> Screen | None:
        """The screen, if it is there."""
        self._doubt(among)
        found = self._where_it_was(among) if self._stayed else None
        if found is None and self._identity is not None:
            found = next((one for one in among if one.identity == self._identity), None)
        if found is None and self._screen.built_in:
            found = _panel(among)
        self._stayed = found is not None
        if found is not None:
            self._screen = found
        return found

    def _where_it_was(self, among: _Found) -> Screen | None:
        mine = self._screen
        if mine.handle:
            return next((one for one in among if one.handle == mine.handle), None)
        return next((one for one in among if one == mine), None)


class _Pair:
    """Two screens and their roles, as a person gave them."""

    def __init__(self, laptop: Screen, board: Screen, among: _Found) -> None:
        self._laptop = _Choice(laptop, among)
        self._board = _Choice(board, among)

    def find(self, among: _Found) -> tuple[Screen | None, Screen | None]:
        """Laptop and board. Who knows one of two knows the other."""
        laptop, board = self._laptop.find(among), self._board.find(among)
        if board is None and laptop is not None and len(among) == 2:
            board = _beside(laptop, among)
        return laptop, board


class ScreenRoles:
    """Says which screen has which role, and remembers what a person chose."""

    def __init__(self, screens: Screens, preferences: Preferences) -> None:
        self._screens = screens
        self._preferences = preferences
        self._laptop: _Choice | None = None  # of the lesson that runs
        self._board: _Choice | None = None
        self._chosen: _Pair | None = None  # by a person, since the program was started
        self._held = False
        self._asking = False  # in this lesson, and not answered yet
        #: Where the program's window is now, in px of the desktop: she is looking at it.
        self.where: Callable[[], QRect] | None = None

    def arrangement(self) -> Arrangement:
        """As the screens are now."""
        found = self._screens.all()
        now = self._found(found)
        # Windows that move by themselves are no answer.
        self._asking = self._held and (now.unsure or self._asking)
        if self._held and self._board is None and not mirrored(found) and not now.unsure:
            first = self._laptop is None and not self._asking
            if now.laptop is not None and (first or now.board is not None):
                self._laptop = _Choice(now.laptop, found)
            if now.board is not None:  # also one that was plugged in later
                self._board = _Choice(now.board, found)
        return now

    def _found(self, found: _Found) -> Arrangement:
        if not found:
            return Arrangement(None, None, shared=True, gone=self._board is not None)
        primary = next((one for one in found if one.primary), found[0])
        if mirrored(found):
            return Arrangement(primary, None, shared=True)
        laptop = self._laptop.find(found) if self._laptop is not None else None
        if self._board is None:
            return self._begun(found, primary, laptop)
        board = self._board.find(found)
        if len(found) == 1:
            # Whatever is not known to be the laptop is what the class sees.
            gone = board is None and laptop is not None
            return Arrangement(primary, None, shared=True, gone=gone)
        if board is not None:
            return Arrangement(_laptop_of(found, board, laptop), board, shared=False)
        laptop = laptop or _panel(found)
        if laptop is None:
            return Arrangement(primary, None, shared=False, gone=True, unsure=True)
        other = _beside(laptop, found)
        return Arrangement(laptop, None, shared=False, gone=True, other=other)

    def _begun(self, found: _Found, primary: Screen, laptop: Screen | None) -> Arrangement:
        """No board was there yet."""
        if len(found) == 1:
            return Arrangement(primary, None, shared=True)
        of_choice, board = self._chosen.find(found) if self._chosen is not None else (None, None)
        lost = self._chosen is not None and board is None
        lost = lost or (self._laptop is not None and laptop is None)
        board = board or self._kept(found)
        # What a lesson began on alone may have been the projector, with the lid shut.
        laptop = _panel(found) or laptop or of_choice
        doubt = lost or self._asking or self._is_elsewhere(found, primary)
        if board is None and laptop is None and doubt:
            return Arrangement(primary, None, shared=False, unsure=True)
        if board is None:
            known = laptop or primary
            board = primary if primary is not known else _beside(known, found)
        return Arrangement(_laptop_of(found, board, laptop), board, shared=False)

    def _kept(self, found: _Found) -> Screen | None:
        """What a person chose another day."""
        kept = tuple(self._preferences.choices.board_screen.split("\t"))
        alike = [one for one in found if one.has_identity and one.identity == kept]
        return alike[0] if len(alike) == 1 else None

    def _is_elsewhere(self, found: _Found, primary: Screen) -> bool:
        """Whether the program is looked at on another screen than the desktop's first."""
        here = self._here(found)
        return here is not None and here is not primary

    def _here(self, found: _Found) -> Screen | None:
        if self.where is None:
            return None
        middle = self.where().center()
        return next((one for one in found if one.shows.contains(middle)), None)

    def hold(self) -> Arrangement:
        """A lesson begins: the board of now is its board until it ends."""
        self._laptop = self._board = None
        # Where windows stand says nothing of which is which once such a pair is parted.
        self._held, self._asking = True, mirrored(self._screens.all())
        return self.arrangement()

    def let_go(self) -> Arrangement:
        """The board will not come back: what there is now is taken."""
        self._board = None
        return self.arrangement()

    def release(self) -> None:
        """The lesson is over."""
        self._laptop = self._board = None
        self._held = self._asking = False

    def swap(self) -> Arrangement:
        """The other screen is the board from now on, also next time, if it says who it is."""
        now = self.arrangement()
        if now.laptop is not None and now.board is not None:
            self._choose(laptop=now.board, board=now.laptop)
        return self.arrangement()

    def answer(self, *, seen_here: bool) -> Arrangement:
        """The teacher says whether the class sees the screen that the program's window is on."""
        found = self._screens.all()
        if len(found) > 1 and not mirrored(found):
            here = self._here(found) or next((one for one in found if one.primary), found[0])
            other = _beside(here, found)
            if seen_here:
                self._choose(laptop=other, board=here)
            else:
                self._choose(laptop=here, board=other)
        return self.arrangement()

    def _choose(self, *, laptop: Screen, board: Screen) -> None:
        found = self._screens.all()
        # What cannot be known again is not remembered, nor what was chosen before it.
        kept = "\t".join(board.identity) if _tells_apart(board, found) else ""
        self._preferences.change(board_screen=kept)
        self._chosen = _Pair(laptop, board, found)
        self._asking = False
        if self._held:
            self._laptop, self._board = _Choice(laptop, found), _Choice(board, found)


def _tells_apart(screen: Screen, among: _Found) -> bool:
    """Whether what a screen says of itself tells it from all others."""
    alike = [one for one in among if one.identity == screen.identity]
    return screen.has_identity and len(alike) <= 1


def _panel(found: _Found) -> Screen | None:
    """The one that is part of the laptop, where the system tells."""
    inside = [one for one in found if one.built_in]
    return inside[0] if len(inside) == 1 else None


def _beside(screen: Screen, among: _Found) -> Screen:
    """Another than this one: what is plugged in before what is built in."""
    others = [one for one in among if one is not screen]
    return next((one for one in others if not one.built_in), others[0])


def _laptop_of(found: _Found, board: Screen, known: Screen | None) -> Screen:
    """The laptop beside a board: as it is known, what is built in, the first, any."""
    others = [one for one in found if one is not board]
    if known in others:
        return known
    panel = _panel(tuple(others))
    return panel or next((one for one in others if one.primary), others[0])
