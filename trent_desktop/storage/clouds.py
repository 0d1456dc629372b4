"""Folders that a service copies by itself to other computers. Nobody's locks hold there.

Known by the names that such services give their folders, by what they put into them, and by how
the folder is mounted. Two people who save at once make two files of one; and the file is copied
while somebody is saving.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from pathlib import Path

from trent_desktop.storage.file_providers import provider_of
from trent_desktop.storage.sync_roots import sync_roots

#: What Macs call a service by, in the names of the programs that copy.
_PROVIDERS = (
    ("clouddocs", "iCloud"),
    ("icloud", "iCloud"),
    ("onedrive", "OneDrive"),
    ("google", "Google Drive"),
    ("dropbox", "Dropbox"),
    ("nextcloud", "Nextcloud"),
    ("owncloud", "ownCloud"),
    ("box", "Box"),
)
#: Said of a cloud whose name is not known.
SOME_CLOUD = "a cloud service"
_NAMES = (
    ("OneDrive", re.compile(r"onedrive\b.*", re.IGNORECASE)),
    ("Google Drive", re.compile(r"(google ?drive|googledrive.*|my drive)", re.IGNORECASE)),
    ("Dropbox", re.compile(r"dropbox\b.*", re.IGNORECASE)),
    ("iCloud", re.compile(r"(icloud.*|com~apple~clouddocs|mobile documents)", re.IGNORECASE)),
    ("Nextcloud", re.compile(r"nextcloud ?(\d+|\(.*\))?", re.IGNORECASE)),
    ("ownCloud", re.compile(r"owncloud ?(\d+|\(.*\))?", re.IGNORECASE)),
    ("Box", re.compile(r"box( sync| drive|-box)", re.IGNORECASE)),
    ("Syncthing", re.compile(r"syncthing", re.IGNORECASE)),
    ("Resilio Sync", re.compile(r"(resilio sync|bittorrent sync|btsync)", re.IGNORECASE)),
)
#: A library of SharePoint or Teams, two below the user's own folder, where OneDrive puts it.
_LIBRARY = re.compile(r".+ - (documents|shared documents|general|site assets)", re.IGNORECASE)
#: What Google's drive shows at its top, beside one another.
_SHARED_DRIVES = "shared drives"
_BESIDE_SHARED_DRIVES = ("My Drive", ".shortcut-targets-by-id", "Other computers")
_FOLDERS = {"OneDrive": "OneDrive", "OneDriveCommercial": "OneDrive",
            "OneDriveConsumer": "OneDrive"}  # fmt: skip
_MARKS = (
    (".dropbox", "Dropbox"),
    (".dropbox.cache", "Dropbox"),
    (".tmp.drivedownload", "Google Drive"),
    (".nextcloudsync.log", "Nextcloud"),
    (".owncloudsync.log", "ownCloud"),
    (".stfolder", "Syncthing"),
    (".stversions", "Syncthing"),
    (".sync/ID", "Resilio Sync"),  # a folder `.sync` alone may be anybody's
    (".sync/IgnoreList", "Resilio Sync"),
)
#: What the clients of Nextcloud and ownCloud keep in the folder that they copy, hidden.
_SYNC_STATE = re.compile(r"\._?sync_[0-9a-f]{6,}\.db(-wal|-shm)?")
#: Box has no mark: its folder lies in the user's own, under this name.
_AT_HOME = {"box": "Box"}
_HOMES = frozenset({"users", "home"})
_MOUNTS = re.compile(r"fuse\.(rclone|onedrive\w*|google\S*|dropbox\S*|gcsfuse)")


def cloud_of(folder: Path) -> str:
    """The service that copies this folder, or one above it; empty for none that is known.

    The folder itself need not be there. Asks the disk or share a few dozen times.
    """
    with suppress(OSError, RuntimeError):  # the latter where links lead round in a circle
        folder = folder.resolve()
    for variable, name in _FOLDERS.items():
        root = os.environ.get(variable)
        if root and folder.is_relative_to(root):
            return name
    for name, root in sync_roots():
        if folder.is_relative_to(root):
            return next((ours for ours, pattern in _NAMES if pattern.match(name)), SOME_CLOUD)
    if provider := provider_of(folder).casefold():
        return next((name for part, name in _PROVIDERS if part in provider), SOME_CLOUD)
    return _named(folder) or _marked(folder) or mounted_cloud(folder)


def cloud_words(cloud: str) -> str:
    """What is wrong with keeping a school there, for whoever can move it."""
    return (
        f"The school's folder belongs to {cloud}. Such a service copies the file while somebody is "
        "saving, keeps two versions when two people save, and takes the school's data elsewhere. "
        "Move it to a folder on the school's own server or network drive."
    )


def _named(folder: Path) -> str:
    parts = folder.parts
    for at, part in enumerate(parts):
        for name, pattern in _NAMES:
            if pattern.fullmatch(part):
                return name
        at_home = at >= 2 and parts[at - 2].casefold() in _HOMES
        if at_home and part.casefold() in _AT_HOME:
            return _AT_HOME[part.casefold()]
        if at >= 3 and parts[at - 3].casefold() in _HOMES and _LIBRARY.fullmatch(part):
            return "SharePoint"
        if part.casefold() == _SHARED_DRIVES and _is_googles(Path(*parts[:at])):
            return "Google Drive"
    return SOME_CLOUD if "CloudStorage" in parts else ""


def _is_googles(top: Path) -> bool:
    """Whether the folder in which "Shared drives" lies is a drive of Google's."""
    for name in _BESIDE_SHARED_DRIVES:
        with suppress(OSError):
            if (top / name).exists():
                return True
    return False


def _marked(folder: Path) -> str:
    for above in (folder, *folder.parents):
        for mark, name in _MARKS:
            with suppress(OSError):
                if (above / mark).exists():
                    return name
        with suppress(OSError), os.scandir(above) as entries:
            if any(_SYNC_STATE.fullmatch(entry.name) for entry in entries):
                return "Nextcloud"
    return ""


def mounted_cloud(folder: Path, mounts: Path = Path("/proc/mounts")) -> str:
    """The service behind a mount on Linux, as the system tells it; empty for none."""
    best, found = -1, ""
    with suppress(OSError):
        for line in mounts.read_text("utf-8", "replace").splitlines():
            parts = line.split()
            if len(parts) < 3 or len(parts[1]) <= best:
                continue
            where = parts[1].replace("\\040", " ")
            if folder.is_relative_to(where):
                best = len(parts[1])
                found = SOME_CLOUD if _MOUNTS.fullmatch(parts[2]) else ""
    return found
