"""Keys that can only copy: for jobs that run by themselves, so that no password lies in a script.

Such a key is 32 bytes drawn at random, in a file of whoever runs the job. It opens neither the
school's file nor a report.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from trent_desktop import files
from trent_desktop.problems import Problem, UnreadableFile
from trent_desktop.storage.cipher import digest, new_key

_FORMAT = "trent-desktop-copy-key/1"
#: No such file is longer.
_MOST = 64 * 1024
_WHAT = "This makes copies of one school's file, and opens nothing. Keep it where only the job reads it."


@dataclass(frozen=True, slots=True)
class CopyKey:
    """What a key's file holds. `secret` is 32 bytes."""

    school_id: uuid.UUID
    secret: bytes = field(repr=False)

    @property
    def tag(self) -> str:
        """By which it is known: a digest that tells nothing of the secret."""
        return digest(self.secret, key=self.school_id.bytes)


@dataclass(frozen=True, slots=True)
class KnownCopyKey:
    """A key that somebody made. `by` is a member's id; `ended` None while it works."""

    number: int
    tag: str
    by: str
    made: dt.datetime
    ended: dt.datetime | None = None


def new_copy_key(school_id: uuid.UUID) -> CopyKey:
    """A fresh one."""
    return CopyKey(school_id, new_key())


def save_copy_key(key: CopyKey, path: Path) -> None:
    """Write a key's file, for its owner alone. Raises `Problem` when there is one already."""
    body = {
        "format": _FORMAT,
        "what": _WHAT,
        "school": str(key.school_id),
        "secret": key.secret.hex(),
    }
    try:
        handle = files.opened(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(json.dumps(body, indent=1) + "\n")
            file.flush()
            files.durable(file.fileno())
    except FileExistsError as error:
        raise Problem(
            "There is already a file with that name.",
            what_to_do="Choose another name: nothing is written over.",
            where=str(path),
        ) from error
    except OSError as error:
        raise Problem(
            "The key could not be saved there.",
            what_to_do="Choose a folder into which you may write.",
            where=str(path),
        ) from error


def read_copy_key(path: Path) -> CopyKey:
    """Read a key's file. Raises `UnreadableFile`."""
    try:
        body = json.loads(files.read_start(path, _MOST))
        if not isinstance(body, dict):
            raise ValueError("no object")
        found = cast("dict[str, Any]", body)
        if found.get("format") != _FORMAT:
            raise ValueError("another format")
        secret = bytes.fromhex(str(found["secret"]))
        if len(secret) != 32:
            raise ValueError("another length")
        return CopyKey(uuid.UUID(str(found["school"])), secret)
    except OSError as error:
        raise UnreadableFile(
            "The key for copies cannot be read.",
            what_to_do="Check its name, and that whoever runs this may read it.",
            where=str(path),
        ) from error
    except (ValueError, KeyError) as error:
        raise UnreadableFile(
            "That is not a key for copies.",
            what_to_do="Ask the ICT Lead or the Headteacher for a new one.",
            where=str(path),
        ) from error
