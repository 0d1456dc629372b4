"""That somebody signed in, while nothing could be written: kept on this laptop, written later."""

from __future__ import annotations

import datetime as dt
import json
from contextlib import suppress

from trent_desktop.school.keys.session import SignedIn
from trent_desktop.storage.audit import Act, write_entry
from trent_desktop.storage.local_store import LocalStore

_NOTE = "signed in, not written down yet"
_KEPT = 200


def keep_for_later(store: LocalStore, at: dt.datetime) -> None:
    """Remember that she signed in at this moment."""
    store.remember(_NOTE, json.dumps([*_kept(store), at.isoformat()][-_KEPT:]))


def write_down(me: SignedIn) -> None:
    """Write down what is remembered, as at its own moment. Raises what writing raises."""
    kept = _kept(me.store)
    if not kept:
        return
    with me.database.write() as session:
        for at in kept:
            moment = dt.datetime.fromisoformat(at)
            write_entry(session, moment, me.member.id, Act.SIGNED_IN, str(me.member.id))
    me.store.remember(_NOTE, json.dumps([]))


def _kept(store: LocalStore) -> list[str]:
    kept: list[str] = []
    with suppress(ValueError, TypeError):
        for at in json.loads(store.note(_NOTE)):
            dt.datetime.fromisoformat(at)
            kept.append(str(at))
    return kept
