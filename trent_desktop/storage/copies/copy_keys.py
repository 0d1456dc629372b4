"""Which keys that can only copy there are: in the school's file, and beside the copies.

The school's file keeps which there are, and who made them; what of that must be known without
opening it, a digest of each, lies beside the copies.
"""

from __future__ import annotations

import datetime as dt
import hmac
import json
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

from sqlalchemy.orm import Session

from trent_desktop import files
from trent_desktop.storage.atomic_file import write_whole
from trent_desktop.storage.copies.key_files import CopyKey, KnownCopyKey
from trent_desktop.storage.tables import SettingRow

#: The name of the setting, and that of the file beside the copies.
SETTING, LIST = "copy_keys", "keys-for-copies.json"


def copy_keys_in(stored: Mapping[str, Any]) -> tuple[KnownCopyKey, ...]:
    """Out of the school's settings, the oldest first; what cannot be read is not there."""
    found: list[KnownCopyKey] = []
    rows = stored.get(SETTING)
    for row in cast("list[Any]", rows) if isinstance(rows, list) else ():
        with suppress(KeyError, TypeError, ValueError):
            found.append(
                KnownCopyKey(
                    int(row["number"]),
                    str(row["tag"]),
                    str(row["by"]),
                    dt.datetime.fromisoformat(row["made"]),
                    dt.datetime.fromisoformat(row["ended"]) if row["ended"] else None,
                )
            )
    return tuple(found)


def read_copy_keys(session: Session) -> tuple[KnownCopyKey, ...]:
    """As the school's file says now."""
    row = session.get(SettingRow, SETTING)
    return copy_keys_in({SETTING: row.value}) if row else ()


def as_setting(keys: Collection[KnownCopyKey]) -> list[dict[str, Any]]:
    """The inverse of `copy_keys_in`."""
    return [
        {
            "number": one.number,
            "tag": one.tag,
            "by": one.by,
            "made": one.made.isoformat(),
            "ended": one.ended.isoformat() if one.ended else None,
        }
        for one in keys
    ]


def without_unpublished(folder: Path, stored: Any, at: dt.datetime) -> list[dict[str, Any]]:
    """The setting as an older file has it, with every key ended that does not work any more."""
    tags = set(_published(folder))
    return as_setting(
        [
            one if one.ended is not None or one.tag in tags else replace(one, ended=at)
            for one in copy_keys_in({SETTING: stored})
        ]
    )


def publish(folder: Path, keys: Collection[KnownCopyKey]) -> None:
    """Let those that work be known beside the copies, and no others. Raises `Problem`, `OSError`."""
    tags = sorted(one.tag for one in keys if one.ended is None)
    if tags != sorted(_published(folder)):
        files.make_folder(folder)
        write_whole(folder / LIST, json.dumps({"keys": tags}).encode("ascii"), shared=True)


def is_known(folder: Path, key: CopyKey) -> bool:
    """Whether a key works: somebody made it, and nobody ended it."""
    return any(hmac.compare_digest(tag, key.tag) for tag in _published(folder))


def _published(folder: Path) -> list[str]:
    with suppress(OSError, ValueError, KeyError, TypeError):
        body = json.loads(files.read(folder / LIST))
        return [str(tag) for tag in body["keys"] if str(tag).isascii()]
    return []
