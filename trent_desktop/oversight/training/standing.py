"""Until when training holds: reckoned from days alone."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from trent_desktop.oversight.training.topics import Topic
from trent_desktop.oversight.training.values import Certificate, Need, Session, State

#: So many days before it ends somebody is told.
SOON: Final = 60


@dataclass(frozen=True, slots=True)
class Had:
    """A topic that somebody had on a day, and until when it is valid."""

    topic: Topic
    day: dt.date
    until: dt.date


def months_after(day: dt.date, months: int) -> dt.date:
    """The same day so many months later; the last of the month where there is none."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def had(sessions: Iterable[Session], certificates: Iterable[Certificate]) -> tuple[Had, ...]:
    """Everything that counts of what she was at, and of what she brought."""
    found = [
        Had(topic, one.said.day, months_after(one.said.day, topic.months))
        for one in sessions
        if not one.called_off
        for topic in one.said.topics
    ]
    found += [
        Had(topic, one.said.day, one.said.expires or months_after(one.said.day, topic.months))
        for one in certificates
        if not one.withdrawn
        for topic in one.said.topics
    ]
    return tuple(found)


def needs(
    topics: Iterable[Topic],
    all_had: Iterable[Had],
    certificates: Iterable[Certificate],
    today: dt.date,
) -> tuple[Need, ...]:
    """How each topic stands on a day; then certificates of no topic that end some day."""
    known = [one for one in all_had if one.day <= today]
    found = [_need(topic, [one for one in known if one.topic is topic], today) for topic in topics]
    newest: dict[str, Certificate] = {}
    for one in certificates:
        if one.withdrawn or one.said.topics or one.said.expires is None:
            continue
        name = one.said.title.casefold()
        # A later one of the same name has taken its place.
        if name not in newest or newest[name].said.day < one.said.day:
            newest[name] = one
    for one in newest.values():
        until = one.said.expires
        found.append(Need(one.said.title, _state(until, today), one.said.day, until))
    return tuple(found)


def _need(topic: Topic, times: list[Had], today: dt.date) -> Need:
    if not times:
        return Need(topic.title, State.NEVER, topic=topic)
    until = max(one.until for one in times)
    last = max(one.day for one in times)
    return Need(topic.title, _state(until, today), last, until, topic)


def _state(until: dt.date | None, today: dt.date) -> State:
    if until is None or until - today > dt.timedelta(days=SOON):
        return State.HOLDS
    return State.OVERDUE if until < today else State.SOON
