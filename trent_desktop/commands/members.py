"""``trent-desktop members list``."""

from __future__ import annotations

from trent_desktop.commands.frame import DONE, Opened, Options, look, say
from trent_desktop.journeys.answers import date_for_people
from trent_desktop.newer import NEWER
from trent_desktop.open_school import OpenSchool
from trent_desktop.roles import roles_shown
from trent_desktop.school.people.people import MemberState
from trent_desktop.school.people.values import MemberLine


def listed(options: Options) -> int:
    """Everybody, with roles and state."""
    with Opened(options) as school:
        look(options, school)
        lines = _as_known(school) if options.source.from_laptop else school.members.all()
        body = {
            "members": [
                {
                    "name": one.member.name,
                    "sign_in_name": one.member.sign_in_name,
                    "roles": sorted(one.member.roles),
                    "state": one.member.state.value,
                    "newer": one.member.newer,
                    "joined": one.joined_at.isoformat() if one.joined_at else None,
                    "slip_until": one.invited_until.isoformat() if one.invited_until else None,
                }
                for one in lines
            ]
        }
        say(
            options,
            body,
            "\n".join(_words(one, known=not options.source.from_laptop) for one in lines),
        )
    return DONE


def _as_known(school: OpenSchool) -> tuple[MemberLine, ...]:
    """The same from what this laptop knows: without when they joined, and their slips."""
    me = school.signed_in
    return tuple(
        MemberLine(one, None, None, None, 0, one.id == me.member.id)
        for one in me.directory.members
        if one.state is not MemberState.REMOVED
    )


def _words(one: MemberLine, *, known: bool) -> str:
    member = one.member
    slip = "; the slip has expired" if known else ""
    state = {
        MemberState.ACTIVE: "",
        MemberState.INVITED: f"invited until {date_for_people(one.invited_until.date())}"
        if one.invited_until
        else f"invited{slip}",
        MemberState.SUSPENDED: "suspended",
        MemberState.REMOVED: "removed",
    }[member.state]
    if member.newer:
        state = NEWER
    return (
        f"{member.sign_in_name:<16} {member.name:<28} {roles_shown(member.roles)}  {state}".rstrip()
    )
