"""``trent-desktop members list``."""

from __future__ import annotations

from trent_desktop.commands.frame import Opened, Options, say
from trent_desktop.journeys.answers import date_for_people
from trent_desktop.newer import NEWER
from trent_desktop.roles import roles_shown
from trent_desktop.school.people.people import MemberState
from trent_desktop.school.people.values import MemberLine


def listed(options: Options) -> int:
    """Everybody, with roles and state."""
    with Opened(options) as school:
        lines = school.members.all()
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
        say(options, body, "\n".join(_words(one) for one in lines))
    return 0


def _words(one: MemberLine) -> str:
    member = one.member
    state = {
        MemberState.ACTIVE: "",
        MemberState.INVITED: f"invited until {date_for_people(one.invited_until.date())}"
        if one.invited_until
        else "invited; the slip has expired",
        MemberState.SUSPENDED: "suspended",
        MemberState.REMOVED: "removed",
    }[member.state]
    if member.newer:
        state = NEWER
    return (
        f"{member.sign_in_name:<16} {member.name:<28} {roles_shown(member.roles)}  {state}".rstrip()
    )
