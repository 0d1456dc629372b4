"""The way back in with the code from the school's safe."""

from __future__ import annotations

import uuid
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from trent_desktop.clock import Clock, system_clock
from trent_desktop.problems import CodeRefused, SignInRefused
from trent_desktop.roles import KEYED_ROLES
from trent_desktop.school.keys.escrow import recovery_keys, taken_out
from trent_desktop.school.keys.guardians import GUARDIAN
from trent_desktop.school.keys.joining.codes import tidy_recovery_code
from trent_desktop.school.keys.new_keys import fresh_slot, start_over
from trent_desktop.school.keys.passwords import require_strong
from trent_desktop.school.keys.recovery.recovery_slot import open_recovery, recovery_slot
from trent_desktop.school.keys.recovery.resets import reset_details
from trent_desktop.school.keys.role_keys import give_shares, roles_of
from trent_desktop.school.keys.slot_keeping import keep_tidy
from trent_desktop.school.moved import Came, following, require_here
from trent_desktop.school.people.people import MemberState
from trent_desktop.school.people.permissions import Right, may
from trent_desktop.storage.audit import Act, write_entry
from trent_desktop.storage.cipher import CannotOpen, new_key_pair, public_half
from trent_desktop.storage.database import Database, next_change
from trent_desktop.storage.key_slots import (
    KeyDocument,
    Opened,
    data_keys_of,
    open_slot,
    plain_name,
    seal_data_keys,
)
from trent_desktop.storage.key_store import KeyStore, key_store
from trent_desktop.storage.keyring import Keyring
from trent_desktop.storage.location import Location
from trent_desktop.storage.tables import MemberRow, SchoolRow


def recover(
    location: str | Path,
    code: str,
    sign_in_name: str,
    new_password: str,
    *,
    root: Path | None = None,
    clock: Clock = system_clock,
) -> str:
    """Give a member who may administer a new password; returns her sign-in name.

    The code alone gives back what the ICT Lead could read. What only the Headteacher could read
    takes the Chair of Governors too (`RoleService.appoint`). Done twice with one password it is done
    once. Raises `CodeRefused`,
    `SignInRefused` when nobody of this name may administer, `WeakPassword` or `SchoolAway`.
    """
    return following(
        location,
        root,
        lambda place, came: _recover(place, came, code, sign_in_name, new_password, clock),
    )


def _recover(
    place: Location,
    came: Came,
    code: str,
    sign_in_name: str,
    new_password: str,
    clock: Clock,
) -> str:
    store = key_store(place)
    document = store.read().document
    opened = open_recovery(document, tidy_recovery_code(code))
    database = Database(place, opened.data_key)
    database.newer_keys = lambda: _newer(store, opened)
    try:
        require_here(database, document.school_id, came)
        with database.read() as session:
            member = _administrator(session, sign_in_name)
            school = session.get_one(SchoolRow, 1)
            holder, name = member.id, member.sign_in_name
            if not school.is_sample:
                require_strong(new_password, (member.name, name, school.name))
        if _is_hers(document, member, new_password):
            return name
        pair = new_key_pair()
        fresh = fresh_slot(document, holder, name, new_password, pair, opened.data_keys)
        with database.write() as session:
            document = store.read().document
            slot = recovery_slot(document)
            if slot.public_key != public_half(opened.private_key):
                raise CodeRefused("The recovery code was changed just now.")
            keys = data_keys_of(slot, opened.private_key)
            store.write(document.with_slots((seal_data_keys(fresh, keys),)), session)
            member = _administrator(session, sign_in_name)
            _give_back(session, member, pair.public, opened, clock)
        with database.write() as session:
            keep_tidy(session, store, clock())
    finally:
        database.close()
    return name


def _is_hers(document: KeyDocument, member: MemberRow, password: str) -> bool:
    """Whether she has this password already: it was given, and only the answer was lost."""
    slot = document.slot_of(str(member.id))
    if slot is None or slot.public_key != member.public_key:
        return False
    try:
        open_slot(document.school_id, slot, password)
    except CannotOpen:
        return False
    return True


def _give_back(
    session: Session, member: MemberRow, public: bytes, opened: Opened, clock: Clock
) -> None:
    now = clock()
    alone = [
        role
        for role in KEYED_ROLES
        if GUARDIAN[role] is None and role in roles_of(session, member.id)
    ]
    nobody = Keyring(member.id, {})
    recovery = recovery_keys(session, opened.private_key)
    keys: dict[uuid.UUID, bytes] = {}
    for role in alone:
        try:
            keys.update(taken_out(session, role, nobody, recovery))
        except CodeRefused:
            continue  # nothing was put by for it yet: she goes on with the new key
    start_over(session, member, public, now)
    session.flush()
    give_shares(session, keys, member)
    write_entry(session, now, member.id, Act.RECOVERY_CODE_USED, str(member.id))
    write_entry(session, now, member.id, Act.PASSWORD_RESET, str(member.id), reset_details(public))
    next_change(session, directory=True)


def _administrator(session: Session, sign_in_name: str) -> MemberRow:
    member = session.execute(
        select(MemberRow).where(
            MemberRow.plain_name == plain_name(sign_in_name),
            MemberRow.state == MemberState.ACTIVE.value,
        )
    ).scalar_one_or_none()
    if member is None or not may(roles_of(session, member.id), Right.MANAGE_MEMBERS):
        raise SignInRefused(
            "Nobody with this name may administer the school.",
            what_to_do="The code is for the ICT Lead or the Headteacher; everybody else asks them "
            "for a slip.",
        )
    return member


def _newer(store: KeyStore, opened: Opened) -> tuple[bytes, ...]:
    return data_keys_of(recovery_slot(store.read().document), opened.private_key).all


__all__ = ["recover", "tidy_recovery_code"]
