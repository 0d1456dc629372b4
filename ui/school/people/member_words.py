"""Members in words: what a row of the list says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from trent_desktop.journeys.answers import date_for_people
from trent_desktop.newer import NEWER
from trent_desktop.roles import Role, roles_shown
from trent_desktop.school.people.people import MemberState
from trent_desktop.school.people.values import MemberLine
from trent_desktop.sentences import ended
from ui.components.rows import RowFace
from ui.theme import Tone

#: Roles that an administrator ticks; the others come with keys and are passed on.
PLAIN_ROLES = (Role.TEACHER, Role.SUPPORT, Role.GOVERNOR)


def who_has_joined(lines: Sequence[MemberLine]) -> str:
    """How many have joined, how many have a slip, and whose slips have expired; for a heading."""
    joined = sum(one.member.active for one in lines)
    waiting = [one for one in lines if one.member.state is MemberState.INVITED]
    stuck = [one.member.name for one in waiting if one.invited_until is None]
    said = f"{joined} {'has' if joined == 1 else 'have'} joined"
    if len(waiting) > len(stuck):
        said += f", {len(waiting) - len(stuck)} still with a slip"
    if stuck:
        said += f". The slips of {', '.join(stuck)} have expired"
    return ended(said)


def member_face(line: MemberLine) -> RowFace:
    """A member as a row."""
    member = line.member
    name = f"{member.name} (you)" if line.is_me else member.name
    chip, tone, icon = _state(line)
    return RowFace(
        name,
        f"{roles_shown(member.roles)} · signs in as {member.sign_in_name}",
        icon="user",
        icon_tone=tone if chip else Tone.ACT,
        chip=chip,
        chip_tone=tone,
        chip_icon=icon,
    )


def _state(line: MemberLine) -> tuple[str, Tone, str]:
    if line.member.newer:
        return NEWER, Tone.SUN, "arrow-circle-up"
    match line.member.state:
        case MemberState.SUSPENDED:
            return "Suspended", Tone.CORAL, "pause-circle"
        case MemberState.INVITED:
            if line.invited_until is None:
                return "Slip has expired", Tone.CORAL, "warning"
            return f"Slip until {date_for_people(line.invited_until.date())}", Tone.SUN, "ticket"
        case MemberState.ACTIVE | MemberState.REMOVED:
            if line.member.last_day is not None:
                return f"Until {date_for_people(line.member.last_day)}", Tone.SKY, "calendar"
            if line.reset_until is not None:
                return "New password waits", Tone.SUN, "ticket"
            if line.keyless_roles:
                return "Lacks earlier reports", Tone.SUN, "key"
            return "", Tone.PLAIN, ""
        case _:
            assert_never(line.member.state)


def how_it_stands(line: MemberLine) -> str:
    """One sentence on where a member stands."""
    if line.member.newer and not line.member.active:
        return f"{NEWER}. Their access can be seen and changed only with the newer program."
    match line.member.state:
        case MemberState.INVITED:
            if line.invited_until is None:
                return "Has not joined; the slip has expired. Make a new one."
            until = date_for_people(line.invited_until.date())
            return f"Has not joined yet. The slip works until {until}."
        case MemberState.SUSPENDED:
            return "Has no access until you give it back."
        case MemberState.ACTIVE | MemberState.REMOVED:
            return _how_she_joined(line)
        case _:
            assert_never(line.member.state)


def _how_she_joined(line: MemberLine) -> str:
    said = "Joined" + (f" on {date_for_people(line.joined_at.date())}." if line.joined_at else ".")
    if line.reset_until is not None:
        said += (
            f" A slip for a new password works until {date_for_people(line.reset_until.date())}."
        )
    if line.keyless_roles:
        said += f" Cannot open some earlier reports as {roles_shown(line.keyless_roles)}: somebody "
        said += "else who holds the role shares it again under Roles and keys."
    if line.laptops:
        said += f" {line.laptops} known {'laptop' if line.laptops == 1 else 'laptops'}."
    return said
