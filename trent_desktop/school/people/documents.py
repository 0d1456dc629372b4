"""Who has joined and who is stuck, on paper: what the ICT Lead walks round the school with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from trent_desktop.documents.blocks import BODY, TimelineRow, Words
from trent_desktop.documents.page import Letterhead, Paper, Pdf, Sheet
from trent_desktop.journeys.answers import date_for_people, moment_for_people
from trent_desktop.roles import roles_shown
from trent_desktop.school.people.directory import plain
from trent_desktop.school.people.people import MemberState
from trent_desktop.school.people.values import MemberLine


def members_pdf(
    letterhead: Letterhead,
    lines: Sequence[MemberLine],
    *,
    printed_by: str,
    printed_at: dt.datetime,
    zone: dt.tzinfo | None = None,
) -> Pdf:
    """The members, those first who wait for something. Moments are shown by `zone`'s clock."""
    when = moment_for_people(printed_at.astimezone(zone))
    paper = Paper(
        "Who has joined",
        "",
        "",
        "For the school’s staff",
        f"Printed by {printed_by} on {when}",
        has_reference=False,
    )
    sheet = Sheet(letterhead, paper)
    ordered = sorted(lines, key=lambda one: plain(one.member.name))
    waiting = [one for one in ordered if one.member.state is MemberState.INVITED]
    for heading, words, found in (
        (
            "Stuck",
            "Their slips have expired: make new ones under School, Members.",
            [one for one in waiting if one.invited_until is None],
        ),
        (
            "Still with a slip",
            "They have a slip, and have not used it yet.",
            [one for one in waiting if one.invited_until is not None],
        ),
        ("Joined", "", [one for one in ordered if one.member.active]),
        (
            "No access at present",
            "",
            [one for one in ordered if one.member.state is MemberState.SUSPENDED],
        ),
    ):
        if not found:
            continue
        sheet.heading(heading, str(len(found)))
        if words:
            sheet.add(Words(words, BODY, above=3))
        sheet.add(*(_row(one) for one in found))
    if not lines:
        sheet.add(Words("Nobody.", BODY, above=10))
    return sheet.make()


def _row(line: MemberLine) -> TimelineRow:
    member = line.member
    said = [roles_shown(member.roles), f"signs in as {member.sign_in_name}"]
    if member.last_day is not None:
        said.append(f"last day {date_for_people(member.last_day)}")
    if line.reset_until is not None:
        until = date_for_people(line.reset_until.date())
        said.append(f"a slip for a new password waits until {until}")
    if line.keyless_roles and member.active:
        said.append(f"cannot open some earlier reports as {roles_shown(line.keyless_roles)}")
    when = ""
    if member.state is MemberState.INVITED and line.invited_until is not None:
        when = f"Until {date_for_people(line.invited_until.date())}"
    elif member.active and line.joined_at is not None:
        when = date_for_people(line.joined_at.date())
    return TimelineRow(when, member.name, " · ".join(said))
