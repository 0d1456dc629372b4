"""Shares as a Mac connects them: under `/Volumes`, now by their own name, now with a number behind it.

Where the folder of the last time is still there, the share “staff” becomes ``/Volumes/staff-1``. It is
the same school all the same: under one name for this laptop, and found where it is today.
"""

from __future__ import annotations

import json
import re
import time
import unicodedata
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final, cast
from urllib.parse import unquote

import platformdirs

from trent_desktop import files

_MOUNT_S: Final = 3.0
_LINE: Final = re.compile(r"(//\S+) on (.+) \(.*\)")
_SHARE: Final = re.compile(r"//(?:[^/@]*@)?[^/]+/([^/]+)(?:/.*)?")
_VOLUME: Final = re.compile(r"(/Volumes/)([^/]+)(/.*)?", re.IGNORECASE)
_NUMBERED: Final = re.compile(r"(.+)-\d+")
#: For so long, in seconds, what is connected is not asked again.
_FRESH_S: Final = 2.0
_asked: list[tuple[float, tuple[tuple[str, str], ...]]] = []


def connected_shares() -> tuple[tuple[str, str], ...]:
    """Source and place of every share that is connected. Asks this Mac alone, and no share."""
    now = time.monotonic()
    if _asked and now - _asked[-1][0] < _FRESH_S:
        return _asked[-1][1]
    import subprocess  # on a Mac alone

    found: list[tuple[str, str]] = []
    with suppress(OSError, subprocess.SubprocessError):
        done = subprocess.run(["/sbin/mount"], capture_output=True, timeout=_MOUNT_S, check=False)
        for line in done.stdout.decode("utf-8", "replace").splitlines():
            if one := _LINE.fullmatch(line):
                found.append((one[1], one[2]))
    _asked[:] = [(now, tuple(found))]
    return _asked[0][1]


def name_of(folder: Path) -> str:
    """One name for a folder, however its share is connected. Capitals and accents make no other."""
    path = _plain(str(folder)).rstrip("/")
    found = _VOLUME.fullmatch(path)
    if found is None:
        return path
    return f"{found[1]}{_share_of(found[2])}{found[3] or ''}"


def where_now(path: str) -> str:
    """Where a folder on a share is just now; as it was given, where that is not known."""
    found = _VOLUME.fullmatch(path)
    if found is None:
        return path
    places = {_plain(where): source for source, where in connected_shares()}
    if _plain(f"{found[1]}{found[2]}") in places:
        return path
    share = _share_of(_plain(found[2]))
    now = [where for source, where in connected_shares() if _share(source) == share]
    return f"{now[0]}{found[3] or ''}" if len(now) == 1 else path


def _share_of(volume: str) -> str:
    """The share that is, or was last, connected as a volume of this name."""
    if not _NUMBERED.fullmatch(volume):
        return volume
    known = _remembered()
    for source, where in connected_shares():
        if _plain(where) == f"/volumes/{volume}":
            share = _share(source)
            if known.get(volume, volume) != share:
                _remember({**known, volume: share})
            return share
    return known.get(volume, volume)


def _share(source: str) -> str:
    found = _SHARE.fullmatch(source)
    return _plain(unquote(found[1])) if found else ""


def _plain(words: str) -> str:
    return unicodedata.normalize("NFC", words).casefold()


def _file() -> Path:
    data = platformdirs.user_data_dir("trent-desktop", appauthor=False, roaming=False)
    return Path(data) / "volumes.json"


def _remembered() -> dict[str, str]:
    with suppress(OSError, ValueError):
        kept: object = json.loads(files.read(_file()))
        if isinstance(kept, dict):
            pairs = cast("Mapping[object, object]", kept).items()
            return {str(name): str(share) for name, share in pairs}
    return {}


def _remember(known: Mapping[str, str]) -> None:
    # Without it the school has two names on this Mac, one for days without the share.
    with suppress(OSError):
        files.make_folder(_file().parent, parents=True)
        files.write_over(_file(), json.dumps(dict(known)).encode("ascii"))
