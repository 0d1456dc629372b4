"""Which screen is the laptop and which is the board.

What a person chose is never overruled by plugging something in. When the board's screen vanishes
the board has none: it never jumps onto the laptop. A screen that does not say who it is, or says
the same as another, is the same one only for as long as it stays plugged in.
"""

from __future__ import annotations

from dataclasses import dataclass

from ui.preferences import Preferences
from ui.screens import Screen, Screens, mirrored

__all__ = ["Arrangement", "ScreenRoles", "mirrored"]


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Where things are shown. `shared`: the class sees what the laptop shows."""

    laptop: Screen | None
    board: Screen | None
    shared: bool
    gone: bool = False  # the board's screen was there, and is not any more


class _Choice:
    """A screen that was taken for the board, and is looked for among those there are now."""

    def __init__(self, screen: Screen, among: tuple[Screen, ...]) -> None:
        self._screen = screen
        self._stayed = True  # plugged in ever since
        self._identity: tuple[str, str, str] | None = screen.identity
        self._doubt(among)

    def _doubt(self, among: tuple[Screen, ...]) -> None:
        if not _tells_apart(self._screen, among):
            self._identity = None

    def find(self, among: tuple[Screen, ...]) -> Screen | None:
        """The screen, if it is there."""
        self._doubt(among)
        found = self._where_it_was(among) if self._stayed else None
        if found is None and self._identity is not None:
            found = next((one for one in among if one.identity == self._identity), None)
        self._stayed = found is not None
        if found is not None:
            self._screen = found
        return found

    def _where_it_was(self, among: tuple[Screen, ...]) -> Screen | None:
        mine = self._screen
        if mine.handle:
            return next((one for one in among if one.handle == mine.handle), None)
        return next((one for one in among if one == mine), None)


class ScreenRoles:
    """Says which screen has which role, and remembers what a person chose."""

    def __init__(self, screens: Screens, preferences: Preferences) -> None:
        self._screens = screens
        self._preferences = preferences
        self._board: _Choice | None = None  # of the lesson that runs
        self._chosen: _Choice | None = None  # by a person, since the program was started
        self._held = False

    def arrangement(self) -> Arrangement:
        """As the screens are now."""
        found = self._screens.all()
        now = self._found(found)
        if self._held and now.board is not None and self._board is None:
            self._board = _Choice(now.board, found)  # also one that was plugged in later
        return now

    def _found(self, found: tuple[Screen, ...]) -> Arrangement:
        if not found:
            return Arrangement(None, None, shared=True, gone=self._board is not None)
        primary = next((one for one in found if one.primary), found[0])
        if len(found) > 1 and mirrored(found):
            return Arrangement(primary, None, shared=True)
        held = self._board.find(found) if self._board is not None else None
        if len(found) == 1:
            gone = self._board is not None and held is None
            return Arrangement(primary, None, shared=True, gone=gone)
        if self._board is not None and held is None:
            return Arrangement(primary, None, shared=False, gone=True)
        board = held or self._wanted(found)
        if board is None:
            board = next(one for one in found if one is not primary)
        laptop = primary if primary is not board else next(one for one in found if one is not board)
        return Arrangement(laptop, board, shared=False)

    def _wanted(self, found: tuple[Screen, ...]) -> Screen | None:
        """What a person chose, now or another day."""
        chosen = self._chosen.find(found) if self._chosen is not None else None
        if chosen is not None:
            return chosen
        kept = tuple(self._preferences.choices.board_screen.split("\t"))
        alike = [one for one in found if one.has_identity and one.identity == kept]
        return alike[0] if len(alike) == 1 else None

    def hold(self) -> Arrangement:
        """A lesson begins: the board of now is its board until it ends."""
        self._board, self._held = None, True
        return self.arrangement()

    def let_go(self) -> Arrangement:
        """The board will not come back: what there is now is taken."""
        return self.hold()

    def release(self) -> None:
        """The lesson is over."""
        self._board, self._held = None, False

    def swap(self) -> Arrangement:
        """The other screen is the board from now on, also next time, if it says who it is."""
        found = self._screens.all()
        now = self.arrangement()
        if now.laptop is not None and now.board is not None:
            known = _tells_apart(now.laptop, found)
            # What cannot be known again is not remembered, nor what was chosen before it.
            kept = "\t".join(now.laptop.identity) if known else ""
            self._preferences.change(board_screen=kept)
            self._chosen = _Choice(now.laptop, found)
            if self._board is not None:
                self._board = _Choice(now.laptop, found)
        return self.arrangement()


def _tells_apart(screen: Screen, among: tuple[Screen, ...]) -> bool:
    """Whether what a screen says of itself tells it from all others."""
    alike = [one for one in among if one.identity == screen.identity]
    return screen.has_identity and len(alike) <= 1
