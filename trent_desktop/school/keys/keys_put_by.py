"""Keys put by wait for a member's word when the file shows other keys than her laptop knows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from trent_desktop.asking import on_laptop
from trent_desktop.problems import MoveNotPossible
from trent_desktop.roles import Role
from trent_desktop.school.keys.escrow import GUARDIAN, guardians_held, put_by_anew
from trent_desktop.school.keys.known_keys import (
    FoundKey,
    KnownKeys,
    keys_in_file,
    known_keys,
    remember_keys,
)
from trent_desktop.school.keys.role_keys import holders
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.storage.audit import Act
from trent_desktop.storage.key_slots import RECOVERY
from trent_desktop.storage.keyring import Keyring, load_keyring
from trent_desktop.storage.landed import Repeat
from trent_desktop.storage.tables import AuditRow, MemberRow


@dataclass(frozen=True, slots=True)
class OtherKey:
    """A key that this laptop does not know: of the code in the safe (`role` None), or of a role.

    `by` is who made the code, `holders` are who hold the role, both as the school's file says.
    """

    role: Role | None
    public_key: bytes = field(repr=False)
    made_at: dt.datetime
    by: str = ""
    holders: tuple[str, ...] = ()


class KeysPutBy:
    """The questions that wait for the member who is signed in, and her answer."""

    def __init__(self, signed_in: SignedIn, others: Sequence[OtherKey] = ()) -> None:
        """`others` are those that signing in found, kept in `found`."""
        self._me = signed_in
        self.found = tuple(others)

    @on_laptop
    def others(self) -> tuple[OtherKey, ...]:
        """Keys that she has not said yes to. Everything asked for is on this laptop."""
        known = known_keys(self._me.store)
        return tuple(
            one
            for one in self.found
            if known.differs(FoundKey(None, one.role, one.public_key, one.made_at))
        )

    def confirm(self, other: OtherKey) -> None:
        """She says that this key is right: her keys are put by under it, which is written down.

        Raises `MoveNotPossible` when the file shows yet another one by now.
        """
        me = self._me
        with me.database.write(Repeat.LOOKS) as session:
            found = keys_in_file(session).get(other.role)
            if found is not None and found.public_key == other.public_key:
                known = known_keys(me.store).including(other.role, other.public_key)
                keyring = load_keyring(session, me.member.id, me.keyring.own)
                put_by_anew(session, keyring, known)
                what = other.role.value if other.role else "code in the safe"
                me.audit(session, Act.KEYS_PUT_BY, str(me.member.id), {"under": what})
            else:
                known = None
                self.found = other_keys(session, me.keyring, known_keys(me.store))
        if known is None:
            raise MoveNotPossible(
                "The school's file shows another key by now.",
                what_to_do="Nothing was put by. Look at what it says now, and ask in person.",
            )
        remember_keys(me.store, known)


def other_keys(session: Session, keyring: Keyring, known: KnownKeys) -> tuple[OtherKey, ...]:
    """Those that the keys in `keyring` would be put by under, and that are not the `known`."""
    roles = set(keyring.roles.values())
    wanted: set[Role | None] = {GUARDIAN[role] for role in roles}
    if roles:
        wanted.add(None)
    # Who holds a role is asked only where a key is another one, which is hardly ever.
    others = {
        role: found
        for role, found in (keys_in_file(session) if wanted else {}).items()
        if role in wanted and known.differs(found)
    }
    held = guardians_held(session) if others else frozenset[Role]()
    return tuple(
        _described(session, found) for role, found in others.items() if role is None or role in held
    )


def _described(session: Session, found: FoundKey) -> OtherKey:
    if found.role is None:
        return OtherKey(None, found.public_key, found.made_at, by=_who_changed_the_code(session))
    names = tuple(one.name for one in holders(session, found.role))
    return OtherKey(found.role, found.public_key, found.made_at, holders=names)


def _who_changed_the_code(session: Session) -> str:
    name = session.execute(
        select(MemberRow.name)
        .join(AuditRow, AuditRow.member_id == MemberRow.id)
        .where(AuditRow.subject == RECOVERY, AuditRow.act == Act.RECOVERY_CODE_CHANGED.value)
        .order_by(AuditRow.number.desc())
        .limit(1)
    ).scalar_one_or_none()
    return name or ""
