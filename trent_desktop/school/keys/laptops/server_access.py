"""What opens a school's database server, kept on this laptop for whoever uses it here.

It is needed before anybody has typed her password: the school's keys are on that server. So it is
encrypted under a key of this laptop, which is in the operating system's credential store (where
there is none, in a file that only this user of the laptop can read); what lies beside the program's
other files, and is copied with them, opens nothing. It lets a program into one database. Who reads a
report is decided by the keys there, which only passwords open.
"""

from __future__ import annotations

import json
import uuid
from contextlib import suppress
from pathlib import Path

from trent_desktop import files
from trent_desktop.problems import Problem
from trent_desktop.school.keys.laptops.laptop_secret import LaptopSecrets
from trent_desktop.school.keys.laptops.local_folder import local_root
from trent_desktop.storage.access import Access
from trent_desktop.storage.atomic_file import write_whole
from trent_desktop.storage.cipher import CannotOpen, new_key, unwrap, wrap
from trent_desktop.storage.location import Location, parse_location

_CONTEXT = b"server-access/1"
#: In the place of a member: it belongs to all who use this laptop.
_NOBODY = uuid.UUID(int=0)


def place_of(text: str | Path, root: Path | None = None) -> Location:
    """A place as somebody typed it, with what this laptop keeps to reach it.

    `root`: this laptop's own folder, None for the usual one. Raises `NotASchool`.
    """
    place = parse_location(text)
    return place.reached_with(kept_access(place, root)) if place.is_server else place


def kept_access(place: Location, root: Path | None = None) -> Access:
    """What is kept for a server; an empty one where nothing is."""
    file, secrets = _kept_at(place, root)
    with suppress(OSError, CannotOpen, ValueError, TypeError, AttributeError):
        wrapped = files.read(file)
        key = secrets.read(_NOBODY)
        if key is not None:
            return Access.of(json.loads(unwrap(key, wrapped, _CONTEXT)))
    return Access()


def keep_access(place: Location, root: Path | None = None) -> None:
    """Keep what a place is reached with. Raises `Problem` when this laptop will not have it."""
    if not place.is_server or place.access == Access() or kept_access(place, root) == place.access:
        return
    file, secrets = _kept_at(place, root)
    key = secrets.read(_NOBODY)
    if key is None:
        key = new_key()
        secrets.keep(_NOBODY, key)
    content = wrap(key, json.dumps(place.access.body()).encode("utf-8"), _CONTEXT)
    try:
        files.make_folder(file.parent, parents=True)
        write_whole(file, content)
    except OSError as error:
        raise Problem(
            "What opens the school's database server cannot be kept on this laptop.",
            what_to_do="Check that its disk is not full.",
        ) from error


def _kept_at(place: Location, root: Path | None) -> tuple[Path, LaptopSecrets]:
    folder = (root or local_root()) / "servers"
    return folder / f"{place.tag}.access", LaptopSecrets(folder, f"server {place.tag}")
