"""At sign-in: whether this member needs a known laptop now, and making it so."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from trent_desktop.problems import Problem
from trent_desktop.roles import Role
from trent_desktop.school.keys.escrow import newest_recovery
from trent_desktop.school.keys.known_keys import KnownKeys
from trent_desktop.school.keys.laptops.local_folder import Laptop
from trent_desktop.school.keys.laptops.second_factor import (
    begun,
    ended,
    is_wanted,
    laptop_here,
    laptop_name,
    let_this_in,
    told_apart,
    without_code,
)
from trent_desktop.school.keys.own_keys import OwnKeys
from trent_desktop.school.keys.sign_in import Entered
from trent_desktop.school.people.directory import Directory
from trent_desktop.storage.audit import Act, write_entry
from trent_desktop.storage.cipher import new_key_pair, seal
from trent_desktop.storage.key_slots import KeyDocument, Slot
from trent_desktop.storage.tables import MemberLaptopRow


def keep_known(
    session: Session,
    entered: Entered,
    own: OwnKeys,
    laptop: Laptop,
    directory: Directory,
    document: KeyDocument,
    known: KnownKeys,
    now: dt.datetime,
) -> tuple[KeyDocument, tuple[str, ...]]:
    """Bring a member's slot in line with the setting, inside the unit of work of her sign-in.

    The first laptop of somebody who needs a known one becomes it; a code lets one more in; and
    nobody who needs none is asked for one. Gives the document as it then is, and notices.
    """
    slot = own.slot(document)
    if slot.cost != entered.slot.cost:
        return document, ()  # her password was changed elsewhere this very moment
    member = next((one for one in directory.members if one.id == entered.member_id), None)
    roles = member.roles if member else frozenset[Role]()
    wanted = is_wanted(roles, directory.settings, is_sample=directory.school.is_sample)
    try:
        changed = _changed(session, entered, laptop, document, slot, known, now, wanted=wanted)
    except Problem as problem:
        # Without a place for the secret she would be locked out: her password alone, and told.
        return document, (problem.words,)
    if changed is slot:
        return document, ()
    document = document.with_slots((changed,))
    own.store.write(document, session)
    return document, ()


def _changed(
    session: Session,
    entered: Entered,
    laptop: Laptop,
    document: KeyDocument,
    slot: Slot,
    known: KnownKeys,
    now: dt.datetime,
    *,
    wanted: bool,
) -> Slot:
    private, newest = entered.opened.private_key, newest_recovery(session).public_key
    # Anybody who writes to the file could have put a key there: the one that this laptop knows.
    recovery = known.recovery or newest
    if not wanted:
        if slot.second_factor is None:
            return slot
        session.execute(
            delete(MemberLaptopRow).where(MemberLaptopRow.member_id == entered.member_id)
        )
        laptop.secrets.forget(entered.member_id)
        return ended(document.school_id, slot, entered.derived, private)
    if slot.second_factor is None:
        changed, _, pair = begun(document.school_id, slot, entered.derived, private, recovery)
    elif entered.laptop_code and entered.factor is not None:
        pair = new_key_pair()
        without = without_code(document.school_id, slot, entered.laptop_code)
        changed = let_this_in(without, entered.factor, pair, recovery)
    elif (
        slot.second_factor.escrow_key != recovery
        and recovery == newest
        and entered.factor is not None
    ):
        escrow = seal(recovery, entered.factor)
        return replace(
            slot,
            second_factor=replace(slot.second_factor, escrow=escrow, escrow_key=recovery),
        )
    else:
        return slot
    laptop.secrets.keep(entered.member_id, pair.private)
    laptop_id = laptop_here(laptop.secrets, changed)
    if laptop_id is None:
        raise Problem("This laptop did not keep its secret, so your password alone lets you in.")
    name = told_apart(laptop_name(), session.scalars(select(MemberLaptopRow.name)).all())
    session.add(MemberLaptopRow(id=laptop_id, member_id=entered.member_id, name=name, added_at=now))
    write_entry(session, now, entered.member_id, Act.LAPTOP_LET_IN, str(laptop_id))
    return changed
