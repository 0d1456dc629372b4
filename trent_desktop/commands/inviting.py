"""``trent-desktop members invite``: everybody in a file, with slips to join with."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any

from trent_desktop.commands.frame import DONE, Opened, Options, say
from trent_desktop.commands.new_school import told_by_name
from trent_desktop.commands.people_file import ListedPerson, PeopleFile, read_people, role_of
from trent_desktop.commands.slip_files import slip_file
from trent_desktop.open_school import OpenSchool
from trent_desktop.problems import AnswersRefused, MoveNotPossible
from trent_desktop.roles import Role, roles_shown
from trent_desktop.school.classes.class_names import ClassNames
from trent_desktop.school.keys.joining.values import Invitation, JoiningSlip
from trent_desktop.school.people.directory import plain
from trent_desktop.school.people.values import named_twice, suggested_sign_in_name
from trent_desktop.school.settings.letterhead import letterhead_of
from trent_desktop.sentences import ended
from trent_desktop.storage.key_slots import plain_name


def invite(options: Options) -> int:
    """Invite them all, or nobody, and write their slips. Raises `Problem`."""
    given = options.given
    with Opened(options) as school:
        read = read_people(Path(given.file), given.encoding)
        people = _to_invite(school, read, given.already_there)
        invitations = _invitations(school, people, role_of(given.role) or Role.TEACHER)
        slips: tuple[JoiningSlip, ...] = ()
        written = None
        if not given.dry_run:
            with slip_file(given.slips, given.slips_as) as file:
                try:
                    slips = school.members.invite(invitations)
                except AnswersRefused as refused:
                    told = told_by_name(refused, invitations)
                    raise MoveNotPossible(f"{refused.words} {told}") from refused
                file.write(letterhead_of(school), slips, school.location)
                written = file.written or None
        until = {one.sign_in_name: one.expires_at.isoformat() for one in slips}
        body: dict[str, Any] = {
            "invited": [
                {
                    "name": one.name,
                    "sign_in_name": one.sign_in_name,
                    "roles": sorted(one.roles),
                    "slip_until": until.get(one.sign_in_name),
                }
                for one in invitations
            ],
            "left_out": [one.name for one in read.people if one not in people],
            "slips": written,
            "warnings": list(read.warnings),
        }
        say(options, body, _words(body, invitations, dry=given.dry_run))
    return DONE


def _to_invite(
    school: OpenSchool, read: PeopleFile, already_there: str | None
) -> tuple[ListedPerson, ...]:
    """Who is to be invited of them.

    A job that is run again must double nobody: whoever has the name of a member is a question, as
    are two of one name. Raises `MoveNotPossible`.
    """
    people = tuple(one for one in read.people if one.name)
    if len(people) < len(read.people):
        rows = ", ".join(str(one.row) for one in read.people if not one.name)
        raise MoveNotPossible(f"There is no name in row {rows}.")
    if already_there == "others":
        return people
    there = [one for one in school.members.all() if one.member.is_here]
    names = {plain(one.member.name) for one in there}
    tags = {plain_name(one.member.sign_in_name) for one in there}
    known = [
        one for one in people if plain(one.name) in names or plain_name(one.sign_in_name) in tags
    ]
    if known and already_there != "leave-out":
        raise MoveNotPossible(
            "There are members with these names already: "
            + ended(", ".join(_shown(one, names) for one in known)),
            what_to_do="Give --already-there leave-out, or --already-there others if they are "
            "other people.",
        )
    people = tuple(one for one in people if one not in known)
    if twice := named_twice((one.name for one in people), ()):
        raise MoveNotPossible(
            f"These are in the file twice: {ended(', '.join(twice))}",
            what_to_do="Take one out, or give --already-there others if they are two people.",
        )
    return people


def _shown(one: ListedPerson, names: set[str]) -> str:
    """Her name, and her sign-in name where it is that which somebody has already."""
    return one.name if plain(one.name) in names else f"{one.name} (as {one.sign_in_name})"


def _invitations(
    school: OpenSchool, people: tuple[ListedPerson, ...], role: Role
) -> tuple[Invitation, ...]:
    """Raises `MoveNotPossible` for a class that is not there, and a sign-in name that is taken."""
    classes = {one.name: one.id for one in school.people.classes()}
    names = ClassNames(classes)
    taken = [one.sign_in_name for one in school.people.members()]
    taken += [one.sign_in_name for one in people if one.sign_in_name]
    tags = {plain_name(one.member.sign_in_name) for one in school.members.all()}
    faults: list[str] = []
    found: list[Invitation] = []
    for one in people:
        own: list[uuid.UUID] = []
        for name in one.classes:
            if (meant := names.of(name)) is not None:
                own.append(classes[meant])
            else:
                faults.append(f"{one.name}: there is no class {ended(name)}")
        sign_in = one.sign_in_name or suggested_sign_in_name(one.name, taken)
        if plain_name(sign_in) in tags:
            faults.append(f"{one.name}: somebody signs in as {sign_in} already.")
        tags.add(plain_name(sign_in))
        taken.append(sign_in)
        first, more = (own[0], tuple(own[1:])) if own else (None, ())
        roles = one.roles or frozenset((role,))
        found.append(Invitation(one.name, sign_in, roles, first, one.last_day, more))
    if faults:
        raise MoveNotPossible(" ".join(faults))
    return tuple(found)


def _words(body: dict[str, Any], invitations: tuple[Invitation, ...], *, dry: bool) -> str:
    begin = "Would invite" if dry else "Invited"
    lines = [f"{begin} {len(invitations)}."]
    lines += [
        f"  {one.sign_in_name:<16} {one.name:<28} {roles_shown(one.roles)}" for one in invitations
    ]
    if body["left_out"]:
        lines.append(f"  Left out, members already: {', '.join(body['left_out'])}")
    lines += [f"  Look at: {one}" for one in body["warnings"]]
    if body["slips"]:
        lines.append(f"Their slips: {body['slips']}. Print them, and remove the file.")
    return "\n".join(lines)
