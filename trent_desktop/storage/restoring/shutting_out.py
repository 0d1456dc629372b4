"""Who belongs to the school where its file says nothing any more: the copy says it, filtered.

A copy knows nobody who left since. The school's keys do: whoever left has none. So does each
laptop, as far as it has seen.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from trent_desktop.roles import KEYED_ROLES
from trent_desktop.storage.key_format import slot_to_bytes
from trent_desktop.storage.key_slots import KeyDocument, SlotKind, plain_name
from trent_desktop.storage.restoring.standing import columns_of
from trent_desktop.storage.restoring.stored import counted, id_in

# What `school.people` says of a member, on the floor above.
ACTIVE, INVITED, SUSPENDED, REMOVED = "active", "invited", "suspended", "removed"
MAY_COME_IN = frozenset({ACTIVE, INVITED})
_KEYS_OF_OWN = (SlotKind.PASSWORD, SlotKind.FRESH)
_KEYED = frozenset(role.value for role in KEYED_ROLES)


@dataclass(frozen=True, slots=True)
class KnownMember:
    """A member as a laptop knows her: her names, where she stands, and her roles."""

    state: str
    name: str = ""
    sign_in_name: str = ""
    roles: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the school beside its file: by this laptop, and by other copies.

    `change`: the number of the newest change of people that it has seen. `members` by their ids,
    empty when it knows nobody. `counters` of references, as they stood highest. `destroyed`: cases
    that were destroyed on record.
    """

    change: int = 0
    members: Mapping[uuid.UUID, KnownMember] = field(default_factory=dict[uuid.UUID, KnownMember])
    counters: Mapping[str, int] = field(default_factory=dict[str, int])
    destroyed: frozenset[uuid.UUID] = frozenset()

    def with_copy(self, connection: Any) -> Known:
        """And what another copy knows: nobody comes back who was removed, nothing that was destroyed."""
        members, counters = {**self.members}, {**self.counters}
        for (stored,) in connection.execute("SELECT id FROM member WHERE state = ?", (REMOVED,)):
            if (member_id := id_in(stored)) is not None:
                members[member_id] = KnownMember(REMOVED)
        for name, last in connection.execute("SELECT name, last FROM counter"):
            if counted(name, last):
                counters[name] = max(last, counters.get(name, 0))
        destroyed = set(self.destroyed)
        if columns_of(connection, "destroyed"):
            rows = connection.execute("SELECT case_id FROM destroyed")
            destroyed |= {found for row in rows if (found := id_in(row[0]))}
        return replace(self, members=members, counters=counters, destroyed=frozenset(destroyed))


def out_by(document: KeyDocument, known: Known) -> KeyDocument:
    """A key document out of a copy, without those who left since as far as is known."""
    gone = {
        str(member_id)
        for member_id, one in known.members.items()
        if one.state in (REMOVED, SUSPENDED)
    }
    return document.only(lambda slot: slot.holder not in gone)


@dataclass(slots=True)
class ShuttingOut:
    """Works on the file in the making, whose members are those of the copy.

    `then`: the keys beside the copy.
    """

    connection: Any
    document: KeyDocument
    then: KeyDocument | None
    known: Known
    at: dt.datetime

    def do(self) -> None:
        """Whoever has no key any more is out. Where keys were made anew since, the newer count."""
        (directory,) = self.connection.execute("SELECT directory_change FROM school").fetchone()
        is_fresh = self.known.change >= directory
        rows = self.connection.execute("SELECT id, state, public_key FROM member").fetchall()
        for stored, state, public in rows:
            self._one(stored, state, public, is_fresh=is_fresh)
        if is_fresh:
            self._joined_since({uuid.UUID(row[0]) for row in rows})

    def _one(self, stored: str, state: str, public: bytes, *, is_fresh: bool) -> None:
        member_id = uuid.UUID(stored)
        known = self.known.members.get(member_id)
        has_key = any(one.holder == str(member_id) for one in self.document.slots)
        if state == REMOVED:
            return
        if known is not None and is_fresh and known.state == SUSPENDED:
            if state == SUSPENDED or self._put_aside(stored, member_id):
                return
            has_key = False
        if (known is not None and known.state == REMOVED) or (
            state in (ACTIVE, INVITED) and not has_key
        ):
            self._remove(stored)
            return
        slot = self.document.slot_of(str(member_id))
        if slot is not None and slot.kind in _KEYS_OF_OWN and slot.public_key != public:
            self.connection.execute(
                "UPDATE member SET public_key = ? WHERE id = ?", (slot.public_key, stored)
            )
            # What opened with the keys that she had is given back by others.
            self.connection.execute("DELETE FROM role_key_share WHERE member_id = ?", (stored,))
        if known is not None and is_fresh:
            self._end_roles(stored, known.roles)

    def _put_aside(self, stored: str, member_id: uuid.UUID) -> bool:
        slot = self.then.slot_of(str(member_id)) if self.then else None
        if slot is None or slot.kind not in _KEYS_OF_OWN:
            return False
        self.connection.execute(
            "UPDATE member SET state = ?, slot_aside = ? WHERE id = ?",
            (SUSPENDED, slot_to_bytes(slot), stored),
        )
        return True

    def _remove(self, stored: str) -> None:
        self.connection.execute(
            "UPDATE member SET state = ?, plain_name = NULL, slot_aside = NULL WHERE id = ?",
            (REMOVED, stored),
        )
        self._end_roles(stored, ())
        for table in ("role_key_share", "member_laptop"):
            self.connection.execute(f"DELETE FROM {table} WHERE member_id = ?", (stored,))

    def _end_roles(self, stored: str, but: Iterable[str]) -> None:
        now, kept = self._now(), list(but)
        marks = ", ".join("?" * len(kept))
        self.connection.execute(
            "UPDATE member_role SET until = ? WHERE until IS NULL AND member_id = ? "
            f"AND role NOT IN ({marks})",
            (now, stored, *kept),
        )
        self.connection.execute(
            "DELETE FROM role_key_share WHERE member_id = ? AND role_key_id IN "
            f"(SELECT id FROM role_key WHERE role NOT IN ({marks}))",
            (stored, *kept),
        )

    def _joined_since(self, there: set[uuid.UUID]) -> None:
        """Whom this laptop knows and the keys let in: no role that comes with keys, they are lost."""
        for member_id, one in self.known.members.items():
            slot = self.document.slot_of(str(member_id))
            if member_id in there or one.state != ACTIVE or slot is None:
                continue
            self.connection.execute(
                "INSERT INTO member (id, name, sign_in_name, plain_name, public_key, state, "
                "joined_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    member_id.hex,
                    one.name,
                    one.sign_in_name,
                    plain_name(one.sign_in_name),
                    slot.public_key,
                    ACTIVE,
                    self._now(),
                ),
            )
            for role in sorted(one.roles - _KEYED):
                self.connection.execute(
                    "INSERT INTO member_role (id, member_id, role, since) VALUES (?, ?, ?, ?)",
                    (uuid.uuid4().hex, member_id.hex, role, self._now()),
                )

    def _now(self) -> str:
        return stored_moment(self.at)


def stored_moment(at: dt.datetime) -> str:
    """A moment as the school's file keeps it."""
    return at.astimezone(dt.UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
