"""Members who are here for some days (supply, volunteers): their access ends by itself.

Past her last day she is let in nowhere, and the first who may see to members and signs in suspends
her for real: the school's keys change, so that what she kept opens nothing written since.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import suppress

from trent_desktop.journeys.answers import date_for_people
from trent_desktop.problems import NoLongerMember, Problem
from trent_desktop.school.keys.own_keys import ASK
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.people.people import Member, MemberState
from trent_desktop.school.people.permissions import Right
from trent_desktop.storage.landed import on_its_own


def require_days(member: Member, now: Callable[[], dt.datetime]) -> None:
    """Raises `NoLongerMember` for one whose last day is over.

    `now` is the moment by the clock of the school's place: it is asked only of one who has such a
    day, and a laptop's own clock, which may be years off, keeps nobody in (rule 149).
    """
    if member.last_day is not None and member.last_day < now().date():
        raise NoLongerMember(
            f"Your days here ended on {date_for_people(member.last_day)}.", what_to_do=ASK
        )


def end_what_is_over(me: SignedIn) -> tuple[str, ...]:
    """Suspend whose last day is over, where the one signed in may; what was done, in words.

    What cannot be done now (the file is busy, she alone holds a role) is tried at the next sign-in.
    """
    if not me.may(Right.MANAGE_MEMBERS):
        return ()
    if not any(one.last_day for one in me.directory.members):
        return ()
    from trent_desktop.school.keys.joining.invitations import Invitations
    from trent_desktop.school.people.departures import Departures

    today = me.keys.now(me.clock).date()
    said: list[str] = []
    for one in me.directory.members:
        if one.last_day is None or one.last_day >= today or one.id == me.member.id:
            continue
        with suppress(Problem), on_its_own():
            if one.state is MemberState.ACTIVE:
                Departures(me).suspend(one.id, None)
            elif one.state is MemberState.INVITED:
                Invitations(me).withdraw(one.id)
            else:
                continue
            day = date_for_people(one.last_day)
            said.append(f"The access of {one.name} has ended: the last day was {day}.")
    return tuple(said)
