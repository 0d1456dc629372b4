"""``trent-desktop lock-probe``: a second process that asks for a lock which the first one holds."""

from __future__ import annotations

from pathlib import Path

from trent_desktop.commands.frame import Options
from trent_desktop.school.setting_up.place_check import GOT_IT, LOCKED, NOT_TRIED, PROBE_FILE


def probe(options: Options) -> int:
    """`GOT_IT` when the lock was free, `LOCKED` when it was not, else `NOT_TRIED`."""
    import sqlcipher3

    try:
        connection = sqlcipher3.connect(
            str(Path(options.given.folder) / PROBE_FILE), timeout=0.2, isolation_level=None
        )
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlcipher3.OperationalError as error:
            return LOCKED if "locked" in str(error) else NOT_TRIED
        finally:
            connection.close()
    except sqlcipher3.Error:
        return NOT_TRIED
    return GOT_IT
