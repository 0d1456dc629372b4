"""An open school: everything a signed-in member can do, in one place."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import text

from trent_desktop.problems import DamagedDatabase, SchoolAway, SignInRefused
from trent_desktop.reports.drafts import DraftService
from trent_desktop.reports.following import Changes, Follower
from trent_desktop.reports.service import CaseService
from trent_desktop.school.directory import SchoolDetails, to_json
from trent_desktop.school.laptop import Laptop
from trent_desktop.school.passwords import Attempts, require_strong
from trent_desktop.school.people import Member, Role
from trent_desktop.school.people_service import PeopleService, SettingsService
from trent_desktop.school.permissions import Right
from trent_desktop.school.roles import RoleService
from trent_desktop.school.session import SignedIn
from trent_desktop.storage.audit import Act, ChainCheck, check_chain, write_entry
from trent_desktop.storage.cipher import CannotOpen, KeyPair, cheap_cost, dear_cost
from trent_desktop.storage.key_slots import KeyDocument, Opened, make_slot, open_slot
from trent_desktop.storage.key_store import key_store
from trent_desktop.storage.local_index import LocalIndex
from trent_desktop.storage.location import BACKUPS, Location

#: Under which name the local store keeps the directory.
DIRECTORY_NOTE = "directory"


class OpenSchool:
    """A school with somebody signed in. Made by `open_school`; close it when done.

    `notices` are sentences to show once; `started_away` says that the share was not there.
    """

    def __init__(
        self,
        location: Location,
        laptop: Laptop,
        signed_in: SignedIn,
        notices: tuple[str, ...],
        *,
        away: bool,
    ) -> None:
        self._location = location
        self._laptop = laptop
        self._me = signed_in
        self.notices = notices
        self.started_away = away
        index = LocalIndex(signed_in.store, signed_in.member.id)
        self.cases = CaseService(signed_in, index)
        self.drafts = DraftService(signed_in.store)
        self.people = PeopleService(signed_in)
        self.settings = SettingsService(signed_in)
        self.roles_held = RoleService(signed_in)
        self._follower = Follower(
            signed_in, index, self.cases.sending, self.drafts, self._keep_directory
        )

    def __repr__(self) -> str:
        """Says which kind of place and who, no more."""
        return f"OpenSchool({self._location.kind}, {self._me.member.id})"

    @property
    def member(self) -> Member:
        """Who is signed in."""
        return self._me.member

    @property
    def roles(self) -> frozenset[Role]:
        """The roles she holds now."""
        return self._me.roles

    @property
    def role_shown(self) -> str:
        """Her roles in words."""
        return self._me.role_shown

    @property
    def school(self) -> SchoolDetails:
        """The school itself."""
        return self._me.directory.school

    @property
    def location(self) -> str:
        """Where it is kept, as people see it."""
        return self._location.shown

    @property
    def location_kind(self) -> str:
        """``folder`` or ``PostgreSQL``: all that support details say of the place."""
        return self._location.kind

    def may(self, right: Right) -> bool:
        """Whether her roles include `right`: for what a screen offers. Services check again."""
        return self._me.may(right)

    def follow(self, progress: Callable[[int, int], None] | None = None) -> Changes:
        """One look at the share; see `Follower.look`. Call it every two seconds or so."""
        return self._follower.look(progress)

    def close(self) -> None:
        """Close the store on this laptop and any connection."""
        self._me.store.close()
        self._me.database.close()

    # ------------------------------------------------------------------ passwords

    def check_password(self, password: str) -> bool:
        """Whether this is her password: for lifting the shade and the lock.

        Asks the share, or, while that is away, this laptop. Raises `SignInRefused` when it is
        too soon after too many wrong ones.
        """
        document = self._keys()
        attempts = Attempts(self._laptop.attempts_file, self._me.clock)
        tag = str(self.member.id)
        attempts.check(tag)
        if self._opened(document, password) is None:
            attempts.missed(tag)
            return False
        attempts.succeeded(tag)
        return True

    def change_password(self, old: str, new: str) -> None:
        """Wrap her keys anew under a new password.

        Raises `SignInRefused` for a wrong old one, `WeakPassword` (not in a sample school), or
        `SchoolAway`; the old password then stays.
        """
        document = self._keys()
        slot = document.slot_of(str(self.member.id))
        if slot is None or not self.check_password(old):
            raise SignInRefused("The password you use now is not that one.")
        if not self.school.is_sample:
            require_strong(new, (self.member.name, self.member.sign_in_name, self.school.name))
        # Deriving keys takes half a second each: done before the turn to write is taken.
        opened = open_slot(document.school_id, slot, old)
        changed = make_slot(
            document.school_id,
            slot.holder,
            slot.name_tag,
            new,
            KeyPair(slot.public_key, opened.private_key),
            opened.data_key,
            cheap_cost() if document.is_sample else dear_cost(),
        )
        store = key_store(self._location)
        with self._me.database.write() as session:
            document = store.read().document
            if document.slot_of(slot.holder) != slot:
                raise SignInRefused("Your password was changed on another laptop just now.")
            document = document.with_slots((changed,))
            store.write(document, session)
            write_entry(
                session, self._me.clock(), self.member.id, Act.PASSWORD_CHANGED, slot.holder
            )
        self._laptop.remember_slot(document, slot.holder)

    def _keys(self) -> KeyDocument:
        try:
            return key_store(self._location).read().document
        except SchoolAway:
            cached = self._laptop.cached_keys()
            if cached is None:
                raise
            return cached

    def _opened(self, document: KeyDocument, password: str) -> Opened | None:
        slot = document.slot_of(str(self.member.id))
        if slot is None:
            return None
        try:
            return open_slot(document.school_id, slot, password)
        except CannotOpen:
            return None

    # ------------------------------------------------------------------ checks

    def check_audit(self) -> ChainCheck:
        """Follow the audit chain from its first link to its last."""
        with self._me.database.read() as session:
            return check_chain(session)

    def check_file(self) -> None:
        """Check every page of the school's file. Raises `DamagedDatabase` with where it hurts."""
        if self._location.is_server:
            return
        with self._me.database.read() as session:
            bad = [row[0] for row in session.execute(text("PRAGMA cipher_integrity_check"))]
            said = session.execute(text("PRAGMA integrity_check(5)")).scalars().all()
        if bad or said != ["ok"]:
            raise DamagedDatabase(
                "The school's file is damaged.",
                what_to_do=f"Ask for it to be put back from the folder “{BACKUPS}” beside it.",
                where=self._location.shown,
            )

    def _keep_directory(self, directory: object) -> None:
        del directory  # the newest is already with the signed-in member
        self._me.store.remember(DIRECTORY_NOTE, to_json(self._me.directory))
