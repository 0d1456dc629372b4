"""What an error of the database server means for the person at the screen."""

from __future__ import annotations

from typing import Final

from trent_desktop.problems import SchoolAway
from trent_desktop.storage import troubles
from trent_desktop.storage.troubles import Trouble

#: What the error of a server that fell silent says, by which it is known again.
SAID_NOTHING: Final = "the server has said nothing"
#: Said where somebody had others wait for it: see `silence`.
SILENT = Trouble(
    SchoolAway,
    "The database server has stopped answering in the middle of this.",
    "What was under way was ended, so nobody waits for it. Tell whoever looks after the database "
    "server.",
)

#: By SQLSTATE; where no whole state is named, by its class, its first two signs.
_BY_STATE = {
    "53100": troubles.SERVER_FULL,
    "53300": troubles.SERVER_CROWDED,
    "53400": troubles.SERVER_FULL,
    "25006": troubles.SERVER_READ_ONLY,
    "57P01": troubles.SERVER_STOPPING,
    "57P02": troubles.SERVER_STOPPING,
    "57P03": troubles.SERVER_STOPPING,
    "57P04": troubles.SERVER_NO_DATABASE,
    "3D000": troubles.SERVER_NO_DATABASE,
    "42P01": troubles.SERVER_NO_SCHOOL,
    "42501": troubles.SERVER_MAY_NOT,
    "55P03": troubles.SERVER_BUSY,
    "57014": troubles.SERVER_SLOW,
    "40P01": troubles.SERVER_BUSY,
    "40001": troubles.SERVER_BUSY,
    "XX001": troubles.SERVER_DAMAGED,
    "XX002": troubles.SERVER_DAMAGED,
    "28P01": troubles.SERVER_WRONG_PASSWORD,
    "28": troubles.SERVER_REFUSES,
    "08": troubles.SERVER_AWAY,
}
#: A connection that was refused has no state of its own, only what the server says last.
_BY_WORDS = (
    ("password authentication failed", troubles.SERVER_WRONG_PASSWORD),
    ("no pg_hba.conf entry", troubles.SERVER_REFUSES),
    ("too many clients", troubles.SERVER_CROWDED),
    ("too many connections", troubles.SERVER_CROWDED),
    ("remaining connection slots", troubles.SERVER_CROWDED),
    ("shutting down", troubles.SERVER_STOPPING),
    ("starting up", troubles.SERVER_STOPPING),
    ("in recovery mode", troubles.SERVER_STOPPING),
    ("role ", troubles.SERVER_REFUSES),
    ("database ", troubles.SERVER_NO_DATABASE),
)
#: What this computer says before the server has let anybody speak.
_BY_OWN_WORDS = (
    (SAID_NOTHING, SILENT),
    ("does not support ssl", troubles.SERVER_NO_TLS),
    ("does not match host name", troubles.SERVER_NOT_TRUSTED),
    ("certificate", troubles.SERVER_NOT_TRUSTED),
    ("no password supplied", troubles.SERVER_WRONG_PASSWORD),
)


def server_trouble(error: object) -> Trouble:
    """What an error of psycopg means."""
    state = str(getattr(error, "sqlstate", None) or "")
    found = _BY_STATE.get(state) or _BY_STATE.get(state[:2])
    if found is not None:
        return found
    if state:
        return troubles.SERVER_UNFORESEEN
    said = str(error).lower()
    if "fatal:" in said:
        refused = said[said.rindex("fatal:") :]
        for words, trouble in _BY_WORDS:
            if words in refused:
                return trouble
    for words, trouble in _BY_OWN_WORDS:
        if words in said:
            return trouble
    return troubles.SERVER_AWAY
