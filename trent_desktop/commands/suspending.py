"""``trent-desktop members suspend``: the access of one member, or of everybody in a file, ends."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from trent_desktop.commands.frame import DONE, REFUSED, Opened, Options, say
from trent_desktop.commands.parsing import UsageMistake
from trent_desktop.commands.people_file import read_people
from trent_desktop.commands.streams import progress
from trent_desktop.open_school import OpenSchool
from trent_desktop.problems import NotFound, Problem
from trent_desktop.school.people.people import Member, MemberState
from trent_desktop.storage.key_slots import plain_name


def suspend(options: Options) -> int:
    """Suspend each of them; who cannot be is said, and the others are. 1 where somebody was not.

    Raises `NotFound`, and suspends nobody, where a name is no member's.
    """
    given = options.given
    if not given.names and not given.people:
        raise UsageMistake("Say who: give sign-in names, or --from FILE.")
    with Opened(options) as school:
        members = _wanted(school, _names(options))
        already = [one for one in members if one.state is MemberState.SUSPENDED]
        rest = [one for one in members if one not in already]
        done: list[Member] = []
        refused: list[tuple[Member, Problem]] = []
        for number, one in enumerate(() if given.dry_run else rest, start=1):
            progress(f"{number} of {len(rest)}: {one.name}")
            try:
                school.members.suspend(one.id)
            except Problem as problem:
                if _is_suspended(school, one):  # her access has ended; the keys change later
                    done.append(one)
                else:
                    refused.append((one, problem))
            else:
                done.append(one)
        progress()
        body: dict[str, Any] = {
            "suspended": [one.sign_in_name for one in (rest if given.dry_run else done)],
            "already": [one.sign_in_name for one in already],
            "refused": [
                {
                    "sign_in_name": one.sign_in_name,
                    "problem": problem.words,
                    "what_to_do": problem.what_to_do,
                }
                for one, problem in refused
            ],
        }
        say(options, body, _words(body, refused, dry=given.dry_run))
    return REFUSED if refused else DONE


def _names(options: Options) -> list[str]:
    """Sign-in names, or full names, as they were typed and stand in the file."""
    given = options.given
    names: list[str] = list(given.names)
    if given.people:
        listed = read_people(Path(given.people)).people
        names += [one.sign_in_name or one.name for one in listed]
    return names


def _wanted(school: OpenSchool, names: list[str]) -> list[Member]:
    there = [one.member for one in school.members.all()]
    by_tag = {plain_name(one.sign_in_name): one for one in there}
    unknown = [name for name in names if plain_name(name) not in by_tag]
    if unknown:
        raise NotFound(
            f"Nobody signs in as {', '.join(unknown)}, so nobody was suspended.",
            what_to_do="See “members list” for the sign-in names.",
        )
    found = {by_tag[plain_name(name)].id: by_tag[plain_name(name)] for name in names}
    return sorted(found.values(), key=lambda one: plain_name(one.sign_in_name))


def _is_suspended(school: OpenSchool, member: Member) -> bool:
    school.follow()
    now = (one for one in school.members.all() if one.member.id == member.id)
    return any(one.member.state is MemberState.SUSPENDED for one in now)


def _words(body: dict[str, Any], refused: list[tuple[Member, Problem]], *, dry: bool) -> str:
    lines = [
        f"{'Would suspend' if dry else 'Suspended'}: {', '.join(body['suspended']) or 'nobody'}"
    ]
    if body["already"]:
        lines.append(f"Suspended already: {', '.join(body['already'])}")
    lines += [f"Not suspended: {one.sign_in_name}. {problem}" for one, problem in refused]
    return "\n".join(lines)
