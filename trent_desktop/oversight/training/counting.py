"""Training in numbers, from the log: people who have left are in it as they were."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from trent_desktop.oversight.training.rows import Log
from trent_desktop.oversight.training.topics import Topic
from trent_desktop.oversight.training.values import Standing, TrainingCounts


def counted(log: Log, staff: Sequence[Standing], first: dt.date, last: dt.date) -> TrainingCounts:
    """Between two days, both counted. `staff`: how it stood on the last of them."""
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
