"""``trent-desktop backup``: a copy of the school now, and keys that can only copy."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from trent_desktop import files
from trent_desktop.clock import system_clock
from trent_desktop.commands.frame import DONE, Opened, Options, say
from trent_desktop.commands.parsing import UsageMistake
from trent_desktop.journeys.answers import date_for_people, moment_for_people
from trent_desktop.open_school import OpenSchool
from trent_desktop.problems import MoveNotPossible
from trent_desktop.storage.copies.by_key import copy_by_key
from trent_desktop.storage.copies.key_files import (
    KnownCopyKey,
    new_copy_key,
    read_copy_key,
    save_copy_key,
)
from trent_desktop.storage.copies.values import MadeCopy, Place
from trent_desktop.storage.location import parse_location
from trent_desktop.storage.troubles import SERVER_COPIES

_UNOPENED = "This key cannot open it: the next program in which somebody signs in does, and checks every page."


def backup(options: Options) -> int:
    """Make a copy, or do something about the keys that can. Raises a `Problem` in words."""
    given = options.given
    if options.school and parse_location(options.school).is_server:
        raise MoveNotPossible(SERVER_COPIES)
    if given.key:
        return _by_key(options)
    if given.new_key:
        return _new_key(options)
    if given.keys:
        return _keys(options)
    if given.end_key is not None:
        return _end_key(options)
    with Opened(options) as school:
        made = school.copies.make_now()
        second = school.copies.state().elsewhere
    holds = f"{_count(made.reports, 'report')} and {_count(made.members, 'member')}"
    words = [
        f"{made.name} was made in {made.folder}.",
        f"It holds {holds} ({_size(made.size)}).",
        "It was opened with the keys beside it, and every page of it was read.",
    ]
    words += [_second(second)] if second else []
    body = _body(made) | {"reports": made.reports, "members": made.members}
    body["second_place"] = _place(second) if second else None
    say(options, body, "\n".join(words))
    return DONE


def _by_key(options: Options) -> int:
    if not options.school:
        raise UsageMistake("This command needs a school.", what_to_do="Give --school FOLDER.")
    if options.sign_in_as:
        raise UsageMistake(
            "A key is used instead of a member.", what_to_do="Leave out --as, or --key."
        )
    key = read_copy_key(Path(options.given.key))
    made = copy_by_key(parse_location(options.school), key, system_clock)
    proved = (
        "It was read back, and has the same bytes as the school's file."
        if made.compared
        else "Nobody saved while it was made. It was not compared: somebody wanted to save."
    )
    words = [
        f"{made.name} was made in {made.folder} ({_size(made.size)}), with its keys beside it.",
        proved,
        _UNOPENED,
    ]
    say(options, _body(made) | {"compared": made.compared}, "\n".join(words))
    return DONE


def _new_key(options: Options) -> int:
    path = Path(options.given.new_key)
    with Opened(options) as school:
        key = new_copy_key(school.school.id)
        save_copy_key(key, path)
        try:
            school.copy_keys.add(key)
        except BaseException:
            files.remove(path)
            raise
        (number,) = (one.number for one in school.copy_keys.all() if one.tag == key.tag)
    say(
        options,
        {"file": str(path), "number": number},
        f"{path} is key {number}: whoever has it can make copies of the school, and open none.\n"
        f"Use it with “backup --school FOLDER --key {path}”; end it with “backup --end-key "
        f"{number}”.",
    )
    return DONE


def _keys(options: Options) -> int:
    with Opened(options) as school:
        keys = school.copy_keys.all()
        rows = [_row(school, one) for one in keys]
        lines = [_line(school, one) for one in keys]
    say(options, {"keys": rows}, "\n".join(lines) or "None.")
    return DONE


def _end_key(options: Options) -> int:
    number = options.given.end_key
    with Opened(options) as school:
        school.copy_keys.end(number)
    say(options, {"ended": number}, f"Key {number} makes no more copies.")
    return DONE


def _row(school: OpenSchool, key: KnownCopyKey) -> dict[str, Any]:
    return {
        "number": key.number,
        "made": key.made.isoformat(),
        "by": school.copy_keys.maker(key),
        "ended": key.ended.isoformat() if key.ended else None,
    }


def _line(school: OpenSchool, key: KnownCopyKey) -> str:
    ended = f"; ended {date_for_people(key.ended.astimezone().date())}" if key.ended else ""
    made = moment_for_people(key.made.astimezone())
    return f"{key.number:<4} made {made} by {school.copy_keys.maker(key)}{ended}"


def _body(made: MadeCopy) -> dict[str, Any]:
    return {
        "name": made.name,
        "folder": made.folder,
        "made": made.made.isoformat(),
        "size": made.size,
        "verified": made.verified,
    }


def _place(place: Place) -> dict[str, Any]:
    return {
        "folder": place.folder,
        "reached": place.reached,
        "newest": place.newest.isoformat() if place.newest else None,
    }


def _second(place: Place) -> str:
    if not place.reached:
        return f"The second place, {place.folder}, cannot be reached from this laptop."
    if place.newest is None:
        return f"There is no copy in the second place, {place.folder}."
    return (
        f"The newest in the second place, {place.folder}, is from {date_for_people(place.newest)}."
    )


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _size(size: int) -> str:
    return f"{size / 1024**3:,.1f} GB" if size >= 1024**3 else f"{size / 1024**2:,.1f} MB"
