"""Folders that Windows itself knows as copied by a service, whatever they are called.

Synchronised SharePoint and Teams libraries bear the school's own name and lie beside Documents: only
the registry says that they are OneDrive's.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_ROOTS = r"SOFTWARE\Microsoft\Windows\CurrentVersion\Explorer\SyncRootManager"
_ENGINES = r"Software\SyncEngines\Providers\OneDrive"


def sync_roots() -> Iterator[tuple[str, Path]]:
    """Each such folder, with the name of its service as the registry has it. None but on Windows."""
    if sys.platform != "win32":
        return
    import winreg

    for service in _keys(winreg, winreg.HKEY_LOCAL_MACHINE, _ROOTS):
        users = rf"{_ROOTS}\{service}\UserSyncRoots"
        for path in _values(winreg, winreg.HKEY_LOCAL_MACHINE, users).values():
            yield service.split("!")[0], Path(path)
    for engine in _keys(winreg, winreg.HKEY_CURRENT_USER, _ENGINES):
        values = _values(winreg, winreg.HKEY_CURRENT_USER, rf"{_ENGINES}\{engine}")
        if path := values.get("MountPoint"):
            yield "OneDrive", Path(path)


def _keys(winreg: Any, root: Any, path: str) -> list[str]:
    found: list[str] = []
    try:
        with winreg.OpenKey(root, path) as key:
            while True:
                found.append(str(winreg.EnumKey(key, len(found))))
    except OSError:
        return found  # there are no more, or it is not there


def _values(winreg: Any, root: Any, path: str) -> dict[str, str]:
    found: dict[str, str] = {}
    try:
        with winreg.OpenKey(root, path) as key:
            while True:
                name, value, _ = winreg.EnumValue(key, len(found))
                found[str(name)] = str(value)
    except OSError:
        return found
