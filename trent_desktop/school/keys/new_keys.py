"""A member's new key pair, in the database: after joining, or when the one before is lost."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from trent_desktop.roles import KEYED_ROLES
from trent_desktop.school.keys.role_keys import drop_shares, give_shares, new_generation, roles_of
from trent_desktop.school.keys.values import LOST_KEYS
from trent_desktop.storage.cipher import Cost, KeyPair, cheap_cost, dear_cost
from trent_desktop.storage.key_slots import (
    DataKeys,
    KeyDocument,
    Slot,
    SlotKind,
    make_slot,
    name_tag,
)
from trent_desktop.storage.role_key_rows import load_keyring
from trent_desktop.storage.tables import CaseReaderRow, MemberLaptopRow, MemberRow, SettingRow

#: What stands for a case's key where its reader's own key was lost, until it is given back.
LOST = b""


def password_cost(document: KeyDocument) -> Cost:
    """How dear deriving a password's key is at this school."""
    cost: Callable[[], Cost] = cheap_cost if document.is_sample else dear_cost
    return cost()


def fresh_slot(
    document: KeyDocument,
    holder: uuid.UUID,
    sign_in_name: str,
    password: str,
    pair: KeyPair,
    data_keys: DataKeys,
) -> Slot:
    """A slot for a password that was just chosen. Takes half a second."""
    return make_slot(
        document.school_id,
        str(holder),
        name_tag(document.school_id, sign_in_name),
        password,
        pair,
        data_keys,
        password_cost(document),
        kind=SlotKind.FRESH,
    )


def carry_over(session: Session, member: MemberRow, before: bytes, public: bytes) -> None:
    """Give a member a new key that opens what the one `before` (private) opened."""
    keyring = load_keyring(session, member.id, before)
    keys = {key_id: keyring.private_keys[key_id] for key_id in keyring.roles}
    for role in KEYED_ROLES:
        drop_shares(session, role, member.id)
    member.public_key = public
    session.flush()
    give_shares(session, keys, member)


def start_over(session: Session, member: MemberRow, public: bytes, at: dt.datetime) -> None:
    """Give a member a new key when the one before is lost.

    Her roles go on with keys made now; those of before, and the reports she sent herself, are
    given back by others who can open them.
    """
    member.public_key = public
    for role in KEYED_ROLES:
        if role in roles_of(session, member.id):
            drop_shares(session, role, member.id)
            new_generation(session, role, at)
    lost = session.execute(
        update(CaseReaderRow)
        .where(CaseReaderRow.reader_id == member.id)
        .values(sealed_key=LOST)
        .returning(CaseReaderRow.case_id)
    ).all()
    if lost:
        row = session.get(SettingRow, LOST_KEYS)
        before = list(row.value) if row else []
        session.merge(SettingRow(name=LOST_KEYS, value=[*before, str(member.id)]))
    session.execute(delete(MemberLaptopRow).where(MemberLaptopRow.member_id == member.id))
