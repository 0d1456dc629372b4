"""The public keys that this laptop has seen: the code in the safe's, and the guardians'.

Whoever can write rows can put a key of his own in their place. So a member's laptop remembers
those it saw first, and what is put by of its own accord goes to no other: another one is shown to
her, and counts when she has said that it is right.
"""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, cast

from trent_desktop.roles import Role
from trent_desktop.storage.local_store import LocalStore

_NOTE = "known keys"
_RECOVERY = "recovery"
#: The roles whose keys stand over what is put by.
GUARDIANS = (Role.CHAIR, Role.HEADTEACHER)


@dataclass(frozen=True, slots=True)
class FoundKey:
    """The newest public key of the code in the safe (`role` None), or of a guardian's role."""

    id: uuid.UUID | None
    role: Role | None
    public_key: bytes
    made_at: dt.datetime


@dataclass(frozen=True, slots=True)
class KnownKeys:
    """What a laptop knows. `joined`: guardians whose role somebody was seen to hold."""

    keys: Mapping[str, bytes] = field(default_factory=dict[str, bytes])
    joined: frozenset[str] = frozenset()

    def has(self, found: FoundKey) -> bool:
        """Whether this is the key that was seen last under this name."""
        return self.keys.get(_name(found.role)) == found.public_key

    def differs(self, found: FoundKey) -> bool:
        """Whether another one was seen under this name."""
        return _name(found.role) in self.keys and not self.has(found)

    def met(self, role: Role) -> bool:
        """Whether somebody was seen to hold a guardian's role."""
        return role.value in self.joined

    @property
    def recovery(self) -> bytes | None:
        """The public key of the code in the safe, as it is known here."""
        return self.keys.get(_RECOVERY)

    def including(self, role: Role | None, public_key: bytes) -> KnownKeys:
        """The same with this key in place of the one known before."""
        return replace(self, keys={**self.keys, _name(role): public_key})

    def first_seen(self, found: Mapping[Role | None, FoundKey], held: frozenset[Role]) -> KnownKeys:
        """The same, with what has never been seen before taken as it is.

        Of guardians only those that are `held`: until they have joined, their keys come and go.
        """
        keys = {
            _name(role): one.public_key
            for role, one in found.items()
            if role is None or role in held
        }
        joined = self.joined | {role.value for role in held}
        return KnownKeys({**keys, **self.keys}, joined)


def known_keys(store: LocalStore) -> KnownKeys:
    """What this laptop knows; nothing on one that is new to its member."""
    try:
        body = cast("dict[str, Any]", json.loads(store.note(_NOTE)))
        keys = {str(name): bytes.fromhex(key) for name, key in body["keys"].items()}
        return KnownKeys(keys, frozenset(map(str, body["joined"])))
    except (ValueError, KeyError, TypeError, AttributeError):
        return KnownKeys()


def remember_keys(store: LocalStore, known: KnownKeys) -> None:
    """Keep it on this laptop, when it is not what is kept already."""
    if known_keys(store) != known:
        body = {
            "keys": {name: key.hex() for name, key in known.keys.items()},
            "joined": sorted(known.joined),
        }
        store.remember(_NOTE, json.dumps(body))


def _name(role: Role | None) -> str:
    return role.value if role else _RECOVERY
