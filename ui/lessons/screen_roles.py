"""Which screen is the laptop and which is the board (design.md, section 5).

What a person chose is never overruled by plugging something in. When the board's screen vanishes
the board has none: it never jumps onto the laptop.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

from ui.preferences import Preferences
from ui.screens import Screen, Screens


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Where things are shown. `shared`: the class sees what the laptop shows."""

    laptop: Screen | None
    board: Screen | None
    shared: bool
    gone: bool = False  # the board's screen was there, and is not any more


class ScreenRoles:
    """Says which screen has which role, and remembers what a person chose."""

    def __init__(self, screens: Screens, preferences: Preferences) -> None:
        self._screens = screens
        self._preferences = preferences
        self._board: tuple[str, str, str] | None = None  # of the lesson that runs
        self._held = False

    def arrangement(self) -> Arrangement:
        """As the screens are now."""
        now = self._found()
        if self._held and now.board is not None:
            self._board = now.board.identity  # also one that was plugged in later
        return now

    def _found(self) -> Arrangement:
        found = self._screens.all()
        if not found:
            return Arrangement(None, None, shared=True, gone=self._board is not None)
        primary = next((one for one in found if one.primary), found[0])
        if len(found) == 1:
            gone = self._board is not None and found[0].identity != self._board
            return Arrangement(primary, None, shared=True, gone=gone)
        if mirrored(found):
            return Arrangement(primary, None, shared=True)
        wanted = self._board or self._remembered()
        board = next((one for one in found if one.identity == wanted), None)
        if board is None and self._board is not None:
            return Arrangement(primary, None, shared=False, gone=True)
        if board is None:
            board = next(one for one in found if one is not primary)
        laptop = primary if primary is not board else next(one for one in found if one is not board)
        return Arrangement(laptop, board, shared=False)

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
        """The other screen is the board from now on, also next time."""
        now = self.arrangement()
        if now.laptop is not None and now.board is not None:
            self._preferences.change(board_screen="\t".join(now.laptop.identity))
            if self._board is not None:
                self._board = now.laptop.identity
        return self.arrangement()

    def _remembered(self) -> tuple[str, ...] | None:
        kept = self._preferences.choices.board_screen.split("\t")
        return tuple(kept) if len(kept) == 3 else None


def mirrored(screens: tuple[Screen, ...]) -> bool:
    """Whether two screens show the same part of the desktop."""
    return any(
        not (seen := one.area.intersected(other.area)).isEmpty()
        and seen.width() * seen.height() > one.area.width() * one.area.height() / 4
        for one, other in combinations(screens, 2)
    )
