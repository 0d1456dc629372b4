"""What the window's process has of an open school: this laptop's own things, and no keys."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, cast

from trent_desktop.clock import Clock
from trent_desktop.problems import SchoolAway, SchoolSilent
from trent_desktop.school.keys.laptops.local_folder import Laptop
from trent_desktop.school.keys.own_keys import OwnKeys
from trent_desktop.school.keys.put_by_here import OtherKey
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.keys.sign_in import enter
from trent_desktop.school.people.directory import Directory, from_json
from trent_desktop.school_on_laptop import DIRECTORY_NOTE
from trent_desktop.share.distant import NoKeys, NoShare
from trent_desktop.share.halves import SchoolHere
from trent_desktop.share.messages import Standing
from trent_desktop.storage.cipher import public_half
from trent_desktop.storage.keyring import Keyring
from trent_desktop.storage.local_store import LocalStore
from trent_desktop.storage.location import Location

if TYPE_CHECKING:
    from trent_desktop.storage.database import Database
    from trent_desktop.storage.key_store import KeyStore


class Known:
    """Who signed in, and what is known of the school: by the share's process, or by this laptop."""

    def __init__(
        self,
        member_id: uuid.UUID,
        private: bytes,
        directory: Directory | None,
        notices: tuple[str, ...],
        others: tuple[OtherKey, ...],
        *,
        away: bool,
    ) -> None:
        self.member_id = member_id
        self.private = private
        self.directory = directory
        self.notices = notices
        self.others = others
        self.away = away

    @staticmethod
    def of(standing: Standing) -> Known:
        """What the share's process says."""
        return Known(
            standing.member.id,
            standing.private_key,
            standing.directory,
            standing.notices,
            standing.others,
            away=standing.away,
        )


def enter_here(
    place: Location, laptop: Laptop, name: str, password: str, clock: Clock, *, away: bool
) -> Known | None:
    """Sign in with the slot that this laptop keeps; None when it keeps none of hers.

    Raises `SignInRefused` for a wrong password.
    """
    try:
        entered = enter(place, laptop, name, password, clock, here_only=True)
    except SchoolAway:
        return None
    return Known(entered.member_id, entered.opened.private_key, None, (), (), away=away)


def school_here(place: Location, laptop: Laptop, known: Known, clock: Clock) -> SchoolHere:
    """What this laptop has of the services, with no share behind them."""
    me = signed_in_here(place, laptop, known, clock)
    notices = tuple(dict.fromkeys((*known.notices, *me.store.notices)))
    return SchoolHere(place, me, notices, known.others, away=known.away)


def signed_in_here(place: Location, laptop: Laptop, known: Known, clock: Clock) -> SignedIn:
    """What services share, with no share behind them and no keys but the store's.

    Raises `SchoolSilent` for a laptop that does not know her.
    """
    member_id = known.member_id
    if known.directory is not None:
        laptop.meet(known.directory.school.id)  # the other process did, on its own behalf
    store = LocalStore(
        laptop.store_folder(member_id), public_half(known.private), known.private, clock
    )
    try:
        directory = known.directory or from_json(store.note(DIRECTORY_NOTE))
        if directory is None:
            raise SchoolSilent.at_the_door()
        member = next((one for one in directory.members if one.id == member_id), None)
        if member is None or not member.active:
            raise SchoolSilent.at_the_door()
        return SignedIn(
            member,
            Keyring(member_id, {}),
            cast("Database", NoShare(place)),
            store,
            clock,
            directory,
            laptop,
            OwnKeys(member_id, b"", cast("KeyStore", NoKeys())),
        )
    except BaseException:
        store.close()
        raise
