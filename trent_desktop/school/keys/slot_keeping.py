"""Keeping the key document in step with the members: what is used up or expired goes.

The document and the database are two things, and a laptop may lose power between writing the one
and the other. Whatever changes both writes the document first, in a way that the database can
tell afterwards what holds: a password that was just set is a *fresh* slot beside the slip it was
made with, until the database knows its key.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from trent_desktop.newer import known
from trent_desktop.problems import Problem
from trent_desktop.school.people.people import MemberState
from trent_desktop.storage.database import Database
from trent_desktop.storage.key_slots import RECOVERY, KeyDocument, Slot, SlotKind
from trent_desktop.storage.key_store import KeyStore
from trent_desktop.storage.server_clock import ahead_of, server_now
from trent_desktop.storage.tables import MemberRow

_BEFORE_ALL = dt.datetime.min.replace(tzinfo=dt.UTC)
_GONE = (MemberState.SUSPENDED, MemberState.REMOVED)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a member stands in the database, and which key it knows of her.

    `state` is None for one that a newer program made up: her slots are then left alone.
    """

    state: MemberState | None
    public_key: bytes


def standings(session: Session) -> dict[str, Standing]:
    """Every member's standing by id."""
    rows = session.execute(select(MemberRow.id, MemberRow.state, MemberRow.public_key))
    return {str(row.id): Standing(known(MemberState, row.state), row.public_key) for row in rows}


def name_known(database: Database, slot: Slot) -> str:
    """The sign-in name of the member whose key this is, as the database knows it; else empty."""
    try:
        with database.read() as session:
            row = session.get(MemberRow, uuid.UUID(slot.holder))
            active = row is not None and row.state == MemberState.ACTIVE.value
            return row.sign_in_name if row and active and row.public_key == slot.public_key else ""
    finally:
        database.close()


def keep_tidy(session: Session, store: KeyStore, now: dt.datetime) -> KeyDocument:
    """The document as it should be, written when it was not. Inside a unit of work that writes.

    Any program that signs somebody in does this, so a slip that is used or expired is gone with
    the first that sees it. What looks expired on this laptop goes only when the server's clock
    says so too (rule 69). Two copies of which one was not written any more are alike after it
    (rule 90).
    """
    found = store.read()
    document = found.document
    if any(until <= now for until in _ends(document)):
        now = by_the_server(session, store, now) or _BEFORE_ALL
    tidy = tidied(document, standings(session), now)
    if tidy is not document:
        store.write(tidy, session)
    elif found.cut_off:
        with suppress(Problem):  # the newer copy counts all the same
            store.write(document, session)
    return tidy


def _ends(document: KeyDocument) -> list[dt.datetime]:
    """When codes expire."""
    factors = (slot.second_factor for slot in document.slots if slot.second_factor)
    return [
        *(slot.expires_at for slot in document.slots if slot.expires_at),
        *(one.expires_at for factor in factors for one in factor.let_ins),
    ]


def by_the_server(session: Session, store: KeyStore, now: dt.datetime) -> dt.datetime | None:
    """What this laptop's clock says, put right by the server's; None when that cannot be asked."""
    if store.location.is_server:
        there = session.execute(select(func.now())).scalar_one()
        return now - dt.timedelta(seconds=ahead_of(there.timestamp()))
    try:
        return server_now(store.location.school_file.parent, lambda: now)
    except OSError:
        return None


def tidied(document: KeyDocument, members: Mapping[str, Standing], now: dt.datetime) -> KeyDocument:
    """The document without what nobody should get in with; itself when nothing is to be done."""
    settled = [
        slot
        for slot in document.slots
        if slot.kind is SlotKind.FRESH and _is_known(slot, members.get(slot.holder))
    ]
    used = {slot.from_tag for slot in settled if slot.from_tag}
    kept: list[Slot] = []
    for slot in document.slots:
        if slot.kind is SlotKind.PASSWORD and any(one.holder == slot.holder for one in settled):
            continue
        if slot.kind is SlotKind.FRESH and slot in settled:
            kept.append(replace(slot, kind=SlotKind.PASSWORD))
        elif (
            slot.holder == RECOVERY
            or _is_newer(slot, members)
            or _stands(document, slot, members, used, now)
        ):
            kept.append(_without_old_codes(slot, now))
    if tuple(kept) == document.slots:
        return document
    return replace(document, slots=tuple(kept), revision=document.revision + 1)


def _stands(
    document: KeyDocument,
    slot: Slot,
    members: Mapping[str, Standing],
    used: set[str],
    now: dt.datetime,
) -> bool:
    member = members.get(slot.holder)
    if member is None or slot.kind is SlotKind.FRESH or slot.name_tag in used:
        return False
    # Until the keys have changed, the slot of somebody who leaves is the way back.
    if member.state in _GONE and not document.key_change:
        return False
    if slot.kind is SlotKind.JOINING and member.state is MemberState.ACTIVE:
        return False
    return slot.expires_at is None or slot.expires_at > now


def _is_known(slot: Slot, member: Standing | None) -> bool:
    return (
        member is not None
        and member.state is MemberState.ACTIVE
        and member.public_key == slot.public_key
    )


def _is_newer(slot: Slot, members: Mapping[str, Standing]) -> bool:
    member = members.get(slot.holder)
    return member is not None and member.state is None


def _without_old_codes(slot: Slot, now: dt.datetime) -> Slot:
    factor = slot.second_factor
    if factor is None or all(one.expires_at > now for one in factor.let_ins):
        return slot
    valid = tuple(one for one in factor.let_ins if one.expires_at > now)
    return replace(slot, second_factor=replace(factor, let_ins=valid))
