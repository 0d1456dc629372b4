"""``trent-desktop copy-school``: the process apart that copies a school's file, and reads copies."""

from __future__ import annotations

from trent_desktop.commands.frame import Options
from trent_desktop.storage.copies.apart import serve


def copy_school(_options: Options) -> int:
    """Do what comes in on standard input, until nothing more comes."""
    return serve()
