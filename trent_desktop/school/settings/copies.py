"""Where the school's copies are kept, and how they stand: for the ICT Lead and the Headteacher."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path, PurePosixPath, PureWindowsPath

from trent_desktop.problems import AnswersRefused, MoveNotPossible
from trent_desktop.school.people.permissions import Right
from trent_desktop.school.settings.copies_here import CopiesOnLaptop
from trent_desktop.storage.audit import Act
from trent_desktop.storage.copies.asked import copy_asked_for
from trent_desktop.storage.copies.daily import back_up
from trent_desktop.storage.copies.state import copy_state
from trent_desktop.storage.copies.values import (
    ELSEWHERE,
    MOST,
    SIZES,
    CopySettings,
    CopyState,
    MadeCopy,
)
from trent_desktop.storage.database import next_change
from trent_desktop.storage.tables import SettingRow
from trent_desktop.storage.troubles import SERVER_COPIES

_LONGEST = 500


class CopyService(CopiesOnLaptop):
    """Reads and changes what the school says of its copies, and makes one now."""

    def state(self) -> CopyState:
        """How the copies stand in both places. Raises `NotAllowed`, or what reading raises.

        For a folder. Asks the share.
        """
        me = self._me
        me.require(Right.CHANGE_SETTINGS)
        return copy_state(me.database, me.keys, me.clock)

    def change(self, settings: CopySettings) -> None:
        """Say where else copies are kept, and how much room they may take in each place.

        Raises `NotAllowed`, or `AnswersRefused` with errors ``elsewhere`` and ``most_gb``.
        """
        me = self._me
        me.require(Right.CHANGE_SETTINGS)
        place = settings.elsewhere.strip()
        errors: list[tuple[str, str]] = []
        if place and not _is_whole(place):
            errors.append(("elsewhere", "Give the whole path of the folder, from its beginning."))
        elif len(place) > _LONGEST:
            errors.append(("elsewhere", f"Use at most {_LONGEST} characters."))
        elif place and self._is_beside_the_school(place):
            errors.append(
                ("elsewhere", "Choose another disk: what harms the school’s folder harms this too.")
            )
        if settings.most_gb not in SIZES:
            errors.append(("most_gb", f"Type a number from {SIZES.start} to {SIZES.stop - 1:,}."))
        if errors:
            raise AnswersRefused("Some of this cannot be kept as it is.", tuple(errors))
        with me.database.write() as session:
            for name, value in ((ELSEWHERE, place), (MOST, settings.most_gb)):
                session.merge(SettingRow(name=name, value=value))
                me.audit(session, Act.SETTING_CHANGED, name)
            next_change(session, directory=True)

    def make(self) -> CopyState:
        """Make today's copy now where it is missing, in both places; how they stand then.

        Raises `NotAllowed`, or what `back_up` raises.
        """
        me = self._me
        me.require(Right.CHANGE_SETTINGS)
        own = me.own_keys
        back_up(me.database, me.keys, me.clock, opens_with=lambda it: own.read(it).all)
        return self.state()

    def make_now(self) -> MadeCopy:
        """Make a copy now, whether today has one or not; what it is.

        Raises `NotAllowed`, `MoveNotPossible` on a server, or what `copy_asked_for` raises.
        """
        me = self._me
        me.require(Right.MAKE_COPIES)
        if not self.are_made:
            raise MoveNotPossible(SERVER_COPIES)
        own = me.own_keys
        return copy_asked_for(me.database, me.keys, me.clock, lambda it: own.read(it).all)

    def _is_beside_the_school(self, place: str) -> bool:
        folder = self._me.database.location.folder
        if folder is None:
            return False
        path = PurePosixPath(place) if place.startswith("/") else PureWindowsPath(place)
        ours = type(path)(str(folder))
        return path == ours or path.is_relative_to(ours) or _leads_into(Path(place), folder)


def _leads_into(place: Path, folder: Path) -> bool:
    """Whether it is that folder, or in it, by another name: a letter of a drive, a link, dots."""
    if not place.is_absolute():
        return False  # of another system
    with suppress(OSError, ValueError, RuntimeError):  # this laptop may not reach it
        there = place.resolve()
        return any(one.exists() and one.samefile(folder) for one in (there, *there.parents))
    return False


def _is_whole(place: str) -> bool:
    """Whether it is the whole path of a folder, on whichever system: another laptop may use it."""
    return PurePosixPath(place).is_absolute() or PureWindowsPath(place).is_absolute()
