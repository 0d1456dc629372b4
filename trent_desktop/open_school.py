"""An open school: everything a signed-in member can do, in one place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from trent_desktop.news import Moved
from trent_desktop.reports.followed import Changes
from trent_desktop.reports.following import Follower
from trent_desktop.reports.giving_back import GivingBack
from trent_desktop.reports.index import LocalIndex
from trent_desktop.reports.service import CaseService
from trent_desktop.reports.supervision.service import SupervisionService
from trent_desktop.reports.tasks.service import TaskService
from trent_desktop.reports.waiting.drafts import DraftService
from trent_desktop.school.keys.keys_put_by import KeysPutBy
from trent_desktop.school.keys.later_entry import write_down
from trent_desktop.school.keys.own_password import OwnPassword
from trent_desktop.school.keys.put_by_here import OtherKey
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.people.directory import to_json
from trent_desktop.school_on_laptop import DIRECTORY_NOTE
from trent_desktop.services import Services
from trent_desktop.storage.audit import ChainCheck, check_chain
from trent_desktop.storage.beside.memory import Standing
from trent_desktop.storage.box.sorts import Sort
from trent_desktop.storage.copies.checking import check_file
from trent_desktop.storage.location import Location


class OpenSchool(Services):
    """A school with somebody signed in. Made by `open_school`; close it when done.

    `notices` are sentences to show once; `started_away` says that the share was not there.
    """

    def __init__(
        self,
        location: Location,
        signed_in: SignedIn,
        notices: tuple[str, ...],
        *,
        away: bool,
        others: tuple[OtherKey, ...] = (),
        seen: tuple[int, str] | None = None,
    ) -> None:
        """`others`: keys in the school's file that this laptop does not know.

        `seen`: the newest entry of the audit trail, when the share was there.
        """
        index = LocalIndex(signed_in.store, signed_in.member.id)
        password = OwnPassword(signed_in)
        super().__init__(location, signed_in, index, password, notices, away=away)
        self._own_password = password
        self.cases = CaseService(signed_in, index)
        self.supervision = SupervisionService(signed_in)
        self.drafts = DraftService(signed_in.store.box)
        self.giving_back = GivingBack(signed_in)
        self.keys_put_by = KeysPutBy(signed_in, others)
        self.tasks = TaskService(
            signed_in,
            index,
            self.drafts,
            self.keys_put_by,
            over=self.cases.over,
            reset=lambda: self.giving_back.members,
        )
        self._follower = Follower(
            signed_in,
            index,
            self.cases.sending,
            self.drafts,
            self._keep_directory,
            also_deliver=(
                self._deliver_lessons,
                self.tasks.deliver,
                self.supervision.pass_on,
                lambda: write_down(signed_in),
            ),
            seen=seen,
        )

    def __repr__(self) -> str:
        """Says which kind of place and who, no more."""
        return f"OpenSchool({self._location.kind}, {self._me.member.id})"

    def follow(self, progress: Callable[[int, int], None] | None = None) -> Changes:
        """One look at the share; see `Follower.look`. Call it every four seconds or so."""
        together = self._me.database.together
        if together is None:
            return self._follower.look(progress)
        together.look()
        seen = self._follower.look(progress)
        return replace(seen, trouble=together.trouble or seen.trouble)

    def locks(self) -> Standing | None:
        """Whether two laptops can use the school's folder at once; None on a server."""
        together = self._me.database.together
        return together.standing() if together else None

    def listen(self, tell: Callable[[Moved], object]) -> None:
        """Tell what is changed from here, as soon as it is kept, on the thread that changed it.

        `tell` must return at once, and raise nothing.
        """
        self._me.database.news.listen(tell)
        self._me.store.news.listen(tell)

    def to_rest(self) -> Callable[[], None]:
        """The screen is locked: what to do as soon as all that was pressed before is written.

        Whoever has a process of its own for the school ends it then, unless the screen was unlocked
        meanwhile.
        """
        return lambda: None

    def hurry(self) -> None:
        """The program ends. Whoever waits for a place that does not answer gives up now."""

    def close(self) -> None:
        """Close the store on this laptop and any connection."""
        if "watch" in vars(self):
            self.watch.close()
        self._me.store.close()
        if "mail" in vars(self):  # once the store is closed, no other is written
            self.mail.close()
        self._me.database.close()

    # ------------------------------------------------------------------ passwords

    def change_password(self, old: str, new: str) -> None:
        """Wrap her keys anew under a new password.

        Raises `SignInRefused` for a wrong old one, `WeakPassword` (not in a sample school), or
        `SchoolAway`; the old password then stays.
        """
        self._own_password.change(old, new)

    # ------------------------------------------------------------------ checks

    def check_audit(self, progress: Callable[[int, int], object] | None = None) -> ChainCheck:
        """Follow the audit chain from its first link to its last; see `check_chain`."""
        return check_chain(self._me.database.read, progress)

    def check_file(self) -> None:
        """Check every page of the school's file; see `check_file`. Takes seconds."""
        check_file(self._me.database)

    def _deliver_lessons(self) -> None:
        if self._me.store.box.all(Sort.LESSON):  # else nobody need know yet what a lesson is
            self.lesson_log.deliver()

    def _keep_directory(self, directory: object) -> None:
        del directory  # the newest is already with the signed-in member
        self._me.store.remember(DIRECTORY_NOTE, to_json(self._me.directory))
