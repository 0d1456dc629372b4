r"""A folder as people give it: typed, pasted, copied as a path, or as an address of a file manager.

All of these mean one folder: ``S:\Trent``, ``"S:\Trent\school.db"`` with the marks that Windows
puts around a path, ``\\server\staff\Trent``, ``smb://server/staff/Trent`` and
``file://server/staff/Trent``. Where the system knows no such names, the folder is looked for at
which the share is connected.
"""

from __future__ import annotations

import ntpath
import os
import re
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from trent_desktop.problems import NotASchool
from trent_desktop.storage import mac_volumes

_SCHOOL_FILE: Final = "school.db"
_MARKS: Final = ('""', "''", "“”", "‘’", "«»", "<>")
_NETWORK: Final = re.compile(r"(?:smb|cifs)://(?:[^/@]*@)?([^/:]+)(?::\d+)?/*(.*)", re.IGNORECASE)
_FILE: Final = re.compile(r"file:(?://([^/\\]*))?([/\\].*)", re.IGNORECASE)
_DRIVE: Final = re.compile(r"/?([A-Za-z]:)(?=[/\\]|$)")


def folder_typed(text: str) -> str:
    """The folder as this system names it; what is no folder (a server's address) as it is.

    Raises `NotASchool` for a share of the network that is not connected here.
    """
    shown = _without_marks(text)
    found = _NETWORK.fullmatch(shown)
    if found:
        return _without_file(_of_network(found[1], unquote(found[2])))
    found = _FILE.fullmatch(shown)
    if found:
        host, rest = found[1] or "", unquote(found[2])
        if _DRIVE.fullmatch(host):
            host, rest = "", f"/{host}{rest}"
        if host.casefold() not in ("", "localhost", "."):
            return _without_file(_of_network(host, rest))
        if rest.startswith(("//", "\\\\")):
            return _without_file(_of_unc(rest))
        drive = _DRIVE.match(rest)
        return _without_file(rest[drive.start(1) :].replace("/", "\\") if drive else rest)
    if shown.startswith("\\\\") and not shown.startswith(("\\\\?\\", "\\\\.\\")):
        return _without_file(_of_unc(shown))
    if "://" in shown:
        return shown
    return _as_connected(_without_file(shown))


def at_home(path: str | Path) -> Path:
    """The path with `~` filled in; as it is where that names nobody here."""
    try:
        return Path(path).expanduser()
    except RuntimeError:
        return Path(path)


def is_there(path: Path) -> bool:
    """Whether there is something; False also where that cannot be seen, for which Python raises."""
    try:
        return path.exists()
    except OSError:
        return False


def place_name(folder: Path) -> str:
    """One name for a folder by whichever way it is reached: a drive's letter, or its server.

    Asks this computer alone, and no share. On Windows and on Macs capitals make no other name.
    """
    if sys.platform == "darwin":
        return mac_volumes.name_of(folder)
    if sys.platform != "win32":
        return str(folder)
    drive, rest = ntpath.splitdrive(str(folder))
    server = behind_drive(drive.upper()) if len(drive) == 2 else ""
    path = ntpath.normpath((server or drive) + rest).casefold()
    return path.rstrip("\\") if server or drive[:1] in "\\/" else path


def behind_drive(drive: str) -> str:
    r"""What a drive's letter on Windows is connected to, as ``\\server\share``; empty for a disk."""
    if sys.platform != "win32":
        return ""
    import ctypes
    import winreg

    with suppress(OSError):
        size = ctypes.c_ulong(1024)
        name = ctypes.create_unicode_buffer(size.value)
        asked = ctypes.WinDLL("mpr").WNetGetConnectionW(drive, name, ctypes.byref(size))
        if asked == 0:
            return name.value
    # One that is not connected just now, and will be at the next sign-in to Windows.
    with (
        suppress(OSError),
        winreg.OpenKey(winreg.HKEY_CURRENT_USER, f"Network\\{drive[:1]}") as key,
    ):
        return str(winreg.QueryValueEx(key, "RemotePath")[0])
    return ""


def _as_connected(path: str) -> str:
    return mac_volumes.where_now(path) if sys.platform == "darwin" else path


def _without_marks(text: str) -> str:
    shown = text.strip()
    while len(shown) > 1 and shown[0] + shown[-1] in _MARKS:
        shown = shown[1:-1].strip()
    return shown


def _without_file(path: str) -> str:
    """The folder, where somebody named the school's file in it."""
    head, between, name = path.replace("\\", "/").rpartition("/")
    if between and name.casefold() == _SCHOOL_FILE and head.strip("/"):
        return path[: len(head)] + ("\\" if head.endswith(":") else "")
    return path


def _of_unc(path: str) -> str:
    host, _, rest = path.replace("\\", "/").lstrip("/").partition("/")
    return _of_network(host, rest)


def _of_network(host: str, path: str) -> str:
    parts = [part for part in path.replace("\\", "/").split("/") if part]
    if not parts:
        raise NotASchool(
            "The address names a server and no folder on it.",
            what_to_do="It looks like smb://server/staff/Trent, or \\\\server\\staff\\Trent.",
        )
    if sys.platform == "win32":
        return "\\\\" + "\\".join((host, *parts))
    share, *inside = parts
    mounted = _mounted(host, share)
    if mounted is None:
        raise NotASchool(
            f"The folder “{share}” of {host} is not connected on this computer.",
            what_to_do="Connect it in the file manager first, then choose the folder there.",
        )
    return str(mounted.joinpath(*inside))


def _mounted(host: str, share: str) -> Path | None:
    """Where a share of the network is on this computer, as far as the system tells."""
    wanted = (_short(host), share.casefold())
    for source, where in _mounts():
        found = re.fullmatch(r"//(?:[^/@]*@)?([^/:]+)(?::\d+)?/([^/]+)(?:/.*)?", source)
        if found and (_short(found[1]), unquote(found[2]).casefold()) == wanted:
            return Path(where)
    if sys.platform == "linux":
        # Where the file manager of GNOME connects it.
        folder = Path(f"/run/user/{os.getuid()}/gvfs")
        with suppress(OSError):
            for one in folder.glob("smb-share:*"):
                said: dict[str, str] = {}
                for pair in one.name.partition(":")[2].split(","):
                    name, _, value = pair.partition("=")
                    said[name] = value
                if (_short(said.get("server", "")), said.get("share", "").casefold()) == wanted:
                    return one
    return None


def _short(host: str) -> str:
    """A server's own name, without the domain behind it; an address in numbers as it is."""
    return host.casefold() if re.fullmatch(r"[\d.]+", host) else host.casefold().partition(".")[0]


def _mounts() -> list[tuple[str, str]]:
    """Source and place of everything that is connected."""
    with suppress(OSError):
        if sys.platform == "darwin":
            return list(mac_volumes.connected_shares())
        rows = (line.split() for line in _proc_mounts().splitlines())
        return [(_plain(row[0]), _plain(row[1])) for row in rows if len(row) > 1]
    return []


def _proc_mounts() -> str:
    return Path("/proc/mounts").read_text("utf-8", "replace")


def _plain(word: str) -> str:
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), word)
