"""Two years of checks of the filter, one of which found a fault, and the yearly reviews."""

from __future__ import annotations

import datetime as dt
import random
import uuid
from typing import Any

from sqlalchemy.orm import Session

from trent_desktop.oversight.filter_checks.models import FilterCheckRow
from trent_desktop.oversight.filter_checks.values import Item, Profile, Result
from trent_desktop.roles import Role
from trent_desktop.sample.school import SampleSchool
from trent_desktop.sample.working_time import in_london

_WHERE = (
    ("iPad 12", "Year 4 classroom", Profile.PUPIL),
    ("Laptop 3", "Staff room", Profile.STAFF),
    ("Computer 7", "Computing room", Profile.PUPIL),
    ("A visitor’s telephone", "Hall", Profile.GUEST),
)
_EVERY = 52  # days


def fill_filter_checks(session: Session, school: SampleSchool, today: dt.date, years: int) -> None:
    """Write them into a sample school."""
    draw = random.Random(f"filter {school.name}")  # noqa: S311 - an invented school
    lead = next(one for one in school.members if Role.ICT_LEAD in one.roles)
    first = today - dt.timedelta(days=365 * years)
    day, number = first + dt.timedelta(days=20), 0
    while day < today:
        if day.weekday() < 5 and day.month != 8:
            device, place, profile = _WHERE[number % len(_WHERE)]
            results: dict[Item, Result] = dict.fromkeys(Item, Result.AS_IT_SHOULD)
            results[draw.choice((Item.TEACHING, Item.VIDEO))] = Result.NOT_TRIED
            done = ""
            if number == 3:
                results[Item.PROXY] = Result.NOT_AS_IT_SHOULD
                done = "Told the provider the same morning; tried again the next day: blocked."
            content: dict[str, Any] = {
                "device": device,
                "place": place,
                "profile": profile.value,
                "results": {item.value: result.value for item, result in results.items()},
                "done": done,
            }
            session.add(_row(draw, "check", day, lead.id, content))
            number += 1
            day += dt.timedelta(days=_EVERY)
        else:
            day += dt.timedelta(days=1)
    for ago in range(years):
        held = dt.date(today.year - ago, 7, 3)
        if first < held < today:
            session.add(_row(draw, "review", held, lead.id, _review(school)))


def _review(school: SampleSchool) -> dict[str, Any]:
    def name_of(role: Role) -> str:
        return next((one.name for one in school.members if role in one.roles), "")

    return {
        "leader": name_of(Role.HEADTEACHER),
        "governor": name_of(Role.CHAIR),
        "dsl": name_of(Role.DSL),
        "provider": school.filter_name,
        "found": "The filter blocked what it should. Staff knew how to report.",
        "changes": "Visitors get a profile of their own.",
    }


def _row(
    draw: random.Random, sort: str, day: dt.date, by: uuid.UUID, content: dict[str, Any]
) -> FilterCheckRow:
    return FilterCheckRow(
        id=uuid.UUID(int=draw.getrandbits(128), version=4),
        sort=sort,
        on_day=day,
        by_id=by,
        made_at=in_london(day, dt.time(15, 40)).astimezone(dt.UTC),
        content=content,
    )
