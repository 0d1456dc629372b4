"""Whether laptops see members, classes, pupils and settings as they are.

Each laptop keeps them, and reads them anew when a number in the file has moved. Where a share said
that it had saved that number and had not, all goes on showing what was.
"""

from __future__ import annotations

from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.people.directory_rows import read_directory

_UNSEEN = (
    "members, classes, pupils or settings were changed, and laptops were not told of it, so they "
    "show them as they were. Change any setting, and change it back: then they are read again."
)


def check_people(me: SignedIn) -> list[str]:
    """What is wrong, in words; empty when nothing is. Raises what reading raises."""
    with me.database.read() as session:
        there = read_directory(session)
    here = me.directory
    if there.change != here.change or there == here:
        return []
    return [_UNSEEN]
