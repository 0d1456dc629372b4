"""A disk in memory, where this machine has one with room to spare."""

from __future__ import annotations

import shutil
from pathlib import Path

_WANTED = 4 * 2**30


def memory_disk() -> Path | None:
    """Its folder, or None where files of tests had better lie on the disk."""
    folder = Path("/dev/shm")
    if not folder.is_dir() or shutil.disk_usage(folder).free < _WANTED:
        return None
    return folder
