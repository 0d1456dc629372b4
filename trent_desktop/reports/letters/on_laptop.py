"""Letters to families, as this laptop has them."""

from __future__ import annotations

from collections.abc import Collection

from trent_desktop.asking import on_laptop
from trent_desktop.reports.cases import Move
from trent_desktop.reports.kinds import KINDS, Kind
from trent_desktop.reports.letters.letter import Letter
from trent_desktop.roles import Role
from trent_desktop.school.keys.session import SignedIn


class LettersOnLaptop:
    """Templates and letters in memory. Never asks the share."""

    def __init__(self, signed_in: SignedIn) -> None:
        self._me = signed_in

    @on_laptop
    def all(self) -> tuple[Letter, ...]:
        """Every letter that there is, as it comes with the program. In memory."""
        return tuple(letter for kind in KINDS for letter in kind.letters)

    @property
    def may_change(self) -> bool:
        """Whether the member who is signed in may change them: they go out in the Headteacher's name."""
        return Role.HEADTEACHER in self._me.roles

    @on_laptop
    def text(self, letter: Letter) -> str:
        """A template as the school has it. In memory."""
        return letter.as_kept(self._me.directory.settings)

    @on_laptop
    def begun(self, kind: Kind, made: Collection[Move | None] = ()) -> str:
        """The words with which a letter about a report of this kind starts. In memory.

        `made` are the moves that were made: after some of them another letter is due.
        """
        directory = self._me.directory
        due = [one for one in kind.letters if one.after is None or one.after in made]
        found = due[-1] if due else None
        return found.begun(directory.settings, directory.school.name) if found else ""
