"""Keys put by wait for a member's word when the file shows other keys than her laptop knows."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from trent_desktop.problems import MoveNotPossible
from trent_desktop.roles import Role
from trent_desktop.school.keys.escrow import guardians_held, put_by_anew
from trent_desktop.school.keys.guardians import GUARDIAN
from trent_desktop.school.keys.keys_in_file import keys_in_file
from trent_desktop.school.keys.known_keys import FoundKey, KnownKeys, known_keys, remember_keys
from trent_desktop.school.keys.put_by_here import KeysPutByOnLaptop, OtherKey
from trent_desktop.school.keys.role_keys import holders
from trent_desktop.storage.audit import Act
from trent_desktop.storage.key_slots import RECOVERY
from trent_desktop.storage.keyring import Keyring
from trent_desktop.storage.landed import Repeat
from trent_desktop.storage.role_key_rows import load_keyring
from trent_desktop.storage.tables import AuditRow, MemberRow


class KeysPutBy(KeysPutByOnLaptop):
    """The questions that wait for the member who is signed in, and her answer."""

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
                "The school's file shows a different key now.",
                what_to_do="Nothing was stored. Look at what it says now, and ask in person.",
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
