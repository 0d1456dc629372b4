"""What of training has a day: renewals of one's own, and sessions to come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Final

from trent_desktop.dated import Dated
from trent_desktop.oversight.training.values import Session, Standing, State

#: The part of the Policy room.
PART: Final = "training"
#: A session of which nobody wrote down who was there is asked after for so long.
_ASKED: Final = dt.timedelta(days=30)


def renewals(mine: Standing) -> Iterator[Dated]:
    """What ends soon or has ended, one for each day: a session mends several at once."""
    by_day: dict[dt.date, list[str]] = {}
    for one in mine.needs:
        if one.until is not None and one.state in (State.SOON, State.OVERDUE):
            by_day.setdefault(one.until, []).append(one.words)
    for day, words in sorted(by_day.items()):
        yield Dated(
            f"training-{mine.member_id}-{day.isoformat()}",
            day,
            f"Training to renew: {', '.join(words)}",
            PART,
        )


def of_sessions(sessions: Iterable[Session], today: dt.date, *, keeps: bool) -> Iterator[Dated]:
    """Sessions to come; and, for those who keep the list, sessions whose list is empty."""
    for one in sessions:
        said = one.said
        if one.called_off:
            continue
        if said.day >= today:
            words = f"Training: {said.title}"
            yield Dated(
                f"training-{one.id}",
                said.day,
                words,
                PART,
                one.id,
                to_do=False,
                at=said.begins,
                minutes=said.minutes,
            )
        elif keeps and not one.there and today - said.day <= _ASKED:
            words = f"Write down who was at training: {said.title}"
            yield Dated(f"training-list-{one.id}", said.day, words, PART, one.id)
