"""``trent-desktop check``: the file, the audit chain, the key slots, the backups."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from trent_desktop.clock import system_clock
from trent_desktop.commands.frame import Opened, Options, say
from trent_desktop.journeys.answers import date_for_people
from trent_desktop.open_school import OpenSchool
from trent_desktop.problems import Problem
from trent_desktop.school.keys.key_check import check_keys
from trent_desktop.storage.backups import newest_backup
from trent_desktop.storage.location import parse_location

_OLD_AFTER_DAYS = 3


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was looked at."""

    what: str
    good: bool
    words: str


def check(options: Options) -> int:
    """Look at everything; 1 when something is wrong."""
    with Opened(options) as school:
        lines = [_file(school), _chain(school), *_keys(school), _backup(options.school or "")]
    good = all(one.good for one in lines)
    words = [f"{'good ' if one.good else 'WRONG'}  {one.what}: {one.words}" for one in lines]
    if not good:
        words.append("Tell the ICT Lead what is marked WRONG. Nothing was changed by looking.")
    say(options, {"good": good, "checks": [asdict(one) for one in lines]}, "\n".join(words))
    return 0 if good else 1


def _file(school: OpenSchool) -> Line:
    try:
        school.check_file()
    except Problem as problem:
        return Line("file", False, str(problem))
    return Line("file", True, "every page of the school's file is whole.")


def _chain(school: OpenSchool) -> Line:
    chain = school.check_audit()
    if chain.broken_at is None:
        return Line(
            "audit chain", True, f"{chain.entries:,} entries, each bound to the one before."
        )
    return Line(
        "audit chain",
        False,
        f"broken at entry {chain.broken_at} of {chain.entries:,}. Somebody changed what was "
        "written down.",
    )


def _keys(school: OpenSchool) -> list[Line]:
    found = check_keys(school.signed_in)
    if not found:
        return [Line("keys", True, "both copies are the same, and every member has one way in.")]
    return [Line("keys", False, one) for one in found]


def _backup(where: str) -> Line:
    location = parse_location(where)
    if location.is_server:
        return Line("backup", True, "the server's own backups hold this school; see that they run.")
    newest = newest_backup(location)
    if newest is None:
        return Line("backup", False, "there is none. One is made when a member is signed in.")
    age = (system_clock().date() - newest).days
    words = f"the newest is of {date_for_people(newest)}."
    return Line("backup", age <= _OLD_AFTER_DAYS, words)
