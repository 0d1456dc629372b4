"""What was found in the sample school on the evening before: all well."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from trent_desktop.oversight.night_watch.models import NightWatchRow
from trent_desktop.oversight.night_watch.values import Finding, Kind, State, What, as_json
from trent_desktop.sample.school_year import in_london
from trent_desktop.sample.values import SampleSchool


def fill_night_watch(session: Session, school: SampleSchool) -> None:
    """Add the row of the day before."""
    day = school.today - dt.timedelta(days=1)
    findings = (
        Finding(Kind.FILE, State.WELL),
        Finding(Kind.LOCKS, State.UNSEEN, What.NEVER_TRIED),
        Finding(Kind.CHAIN, State.WELL),
        Finding(Kind.KEYS, State.WELL),
        Finding(Kind.WAYS_IN, State.WELL, None, {"count": len(school.members)}),
        Finding(Kind.SECOND_COPY, State.UNSEEN, What.NONE_SET),
        Finding(Kind.CLOCK, State.WELL),
    )
    at = in_london(day, dt.time(16, 20)).astimezone(dt.UTC)
    session.add(NightWatchRow(day=day, at=at, found=as_json(findings)))
