"""``trent-desktop move``: the school goes to another place, and every laptop finds it there."""

from __future__ import annotations

from dataclasses import asdict

from trent_desktop.commands.frame import Opened, Options, say, typed_password
from trent_desktop.commands.server import reached
from trent_desktop.commands.streams import complain, progress, somebody_watches
from trent_desktop.storage.access import Access
from trent_desktop.storage.location import parse_location


def move(options: Options) -> int:
    """Move it. How far it is goes to standard error."""
    given = options.given
    target = parse_location(given.to)
    access = Access()
    with Opened(options) as school:
        if target.is_server and target.shown != school.location:
            access = reached(target, given.certificate, given.fingerprint).access
        done = school.moving.move(
            given.to,
            typed_password("Your own password again: ", options),
            database_password=access.password,
            certificate=access.certificate,
            tell=_tell,
        )
    progress()
    copy = (
        f"The copy of before is backups/{done.copy}, at the old place."
        if done.copy
        else "The old place is on a server: its own backups hold the school as it was."
    )
    say(
        options,
        asdict(done),
        f"The school is now in {done.named}: {done.rows:,} rows, each compared.\n"
        f"{copy}\n"
        "Every laptop finds it automatically. Leave the old place as it is for a term.",
    )
    return 0


def _tell(far: float, words: str) -> None:
    said = f"{far:4.0%}  {words}"
    if somebody_watches():
        progress(said)
    else:
        complain(said)
