"""Makes the copy of the day on a share that fails at one place after the other.

Run by `test_copies_on_a_failing_share.py` as a program of its own, where calls of the system can be
made to fail. Prints JSON: how many places there are, and what went wrong that must not.
Usage: failing_copies.py FOLDER EVERY: each EVERY-th place is tried.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import sys
import time
from pathlib import Path

from tests.failing.shim import FailingShare
from tests.schools import SmallSchool, make_small_school
from trent_desktop.problems import Problem
from trent_desktop.storage.copies.child import CopyingChild
from trent_desktop.storage.copies.daily import back_up
from trent_desktop.storage.copies.making import proof
from trent_desktop.storage.copies.names import CLAIM, copies_in
from trent_desktop.storage.copies.values import ELSEWHERE
from trent_desktop.storage.database import Database
from trent_desktop.storage.key_store import key_store
from trent_desktop.storage.location import BACKUPS, parse_location
from trent_desktop.storage.tables import SettingRow


def tried(school: SmallSchool) -> str:
    """What making it came to."""
    database = Database(school.location, school.made.data_key)
    try:
        return "made" if back_up(database, key_store(school.location), school.clock) else "none"
    except Problem as problem:
        return str(problem)
    except Exception as error:  # noqa: BLE001 - it is what was looked for
        return f"mistake: {type(error).__name__}: {error}"


def wrong_with(school: SmallSchool, folders: list[Path], *, whole: bool) -> list[str]:
    """Copies that say they are whole and are not; and places without one, where `whole`."""
    wrong: list[str] = []
    for folder in folders:
        copies = copies_in(folder, school.clock.at.date()) if folder.is_dir() else []
        good = [one for one in copies if one.whole]
        with CopyingChild() as child:
            wrong += [
                f"{one.path} is not whole"
                for one in good
                if not proof(child, one.path, [school.made.data_key], deep=True).whole
            ]
        if whole and not good:
            wrong.append(f"no copy in {folder}")
    return wrong


def main() -> None:
    folder, every = Path(sys.argv[1]), int(sys.argv[2])
    school = make_small_school(parse_location(folder / "share"), folder)
    share_folder, disk = folder / "share", folder / "disk"
    disk.mkdir()
    with Database(school.location, school.made.data_key).write() as session:
        session.add(SettingRow(name=ELSEWHERE, value=str(disk)))
    here = share_folder / BACKUPS
    there = disk / f"trent-desktop-{school.made.school_id.hex[:8]}"
    wrong: list[str] = []
    calls = 0
    for place, folders in ((share_folder, [here, there]), (disk, [there, here])):
        share = FailingShare(place)
        share.count()
        tried(school)
        places = len(share.heal())
        calls += places
        for at in range(1, places + 1, every):
            for error, after in ((errno.EIO, False), (errno.ENOSPC, True)):
                for one in (here, there):
                    shutil.rmtree(one, ignore_errors=True)
                share.fail(at, error, and_after=after)
                said = tried(school)
                share.heal()
                found = [said] if said.startswith("mistake") else []
                found += wrong_with(school, folders, whole=False)
                if place == disk:  # what fails there does not stop the first
                    found += wrong_with(school, [here], whole=True)
                claim = here / CLAIM
                if claim.exists():  # it could not be removed: five minutes later
                    then = time.time() - 400
                    os.utime(claim, (then, then))
                tried(school)
                found += wrong_with(school, folders, whole=True)
                wrong += [f"{place.name} {at} {error} {after}: {one}" for one in found]
        for one in (here, there):
            shutil.rmtree(one, ignore_errors=True)
    print(json.dumps({"calls": calls, "wrong": wrong}))


if __name__ == "__main__":
    main()
