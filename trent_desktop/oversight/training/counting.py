"""Training from the log: how it stands with one member, and all of it in numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from trent_desktop.oversight.training.rows import Log
from trent_desktop.oversight.training.standing import had, needs
from trent_desktop.oversight.training.topics import Topic, needed_by
from trent_desktop.oversight.training.values import Standing, TrainingCounts
from trent_desktop.roles import roles_shown
from trent_desktop.school.people.people import Member


def standing_of(log: Log, member: Member, day: dt.date) -> Standing:
    """How it stands with a member on a day: what each role needs, and what the member had."""
    attended, brought = log.attended(member.id), log.brought(member.id)
    return Standing(
        member.id,
        member.name,
        roles_shown(member.roles),
        needs(needed_by(member.roles), had(attended, brought), brought, day),
        attended,
        brought,
    )


def counted(log: Log, staff: Sequence[Standing], first: dt.date, last: dt.date) -> TrainingCounts:
    """In numbers between two days, both counted; whoever has left is in it as they were.

    `staff`: how it stood on the last of the two.
    """
    held = [
        one
        for one in log.sessions
        if not one.called_off and one.there and first <= one.said.day <= last
    ]
    there = {
        one.id: {mark.member_id for mark in log.marks.get(one.id, {}).values() if mark.there}
        for one in held
    }
    by_topic = {
        topic: {who for one in held if topic in one.said.topics for who in there[one.id]}
        for topic in Topic
    }
    brought = [
        one for one in log.certificates if not one.withdrawn and first <= one.said.day <= last
    ]
    for one in brought:
        for topic in one.said.topics:
            by_topic[topic].add(one.member_id)
    return TrainingCounts(
        sessions=len(held),
        minutes=sum(one.said.minutes for one in held),
        people=len({who for people in there.values() for who in people}),
        attendances=sum(len(people) for people in there.values()),
        certificates=len(brought),
        staff=len(staff),
        up_to_date=sum(not one.waiting for one in staff),
        by_topic=tuple((topic.title, len(people)) for topic, people in by_topic.items()),
    )
