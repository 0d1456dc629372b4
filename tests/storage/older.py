"""Makes a laptop's store one of an earlier program."""

from __future__ import annotations

import re
from typing import Any

from trent_desktop.storage.local_store import _VERSIONS


def make_older(connection: Any, version: int = 1) -> None:
    """Take out what later versions of the store added."""
    for added in reversed(_VERSIONS[version:]):
        for what in ("TRIGGER", "TABLE"):
            for name in re.findall(rf"CREATE {what} (\w+)", added):
                connection.execute(f"DROP {what} {name}")
    connection.execute(f"PRAGMA user_version = {version}")
