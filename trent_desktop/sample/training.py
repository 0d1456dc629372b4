"""Two years of training in the sample school, and a session to come."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from trent_desktop.oversight.training.models import (
    TrainingAttendanceRow,
    TrainingCertificateRow,
    TrainingSessionRow,
)
from trent_desktop.oversight.training.rows import draft_to_json
from trent_desktop.oversight.training.topics import STAFF, Topic
from trent_desktop.oversight.training.values import How, SessionDraft
from trent_desktop.roles import Role
from trent_desktop.sample.school_year import in_london, school_year_of
from trent_desktop.sample.values import SampleMember, SampleSchool, dice, invented_id
from trent_desktop.storage.database import next_change

_WHOLE: Final = (Topic.SAFEGUARDING, Topic.AT_RISK, Topic.STOP, Topic.POLICY)
_MONTH_AGO: Final = dt.timedelta(days=28)


@dataclass(frozen=True, slots=True)
class _Planned:
    """A session of the sample, and how many of the staff were there."""

    said: SessionDraft
    share: float = 0.0
    governors: bool = False


def fill_training(session: Session, school: SampleSchool) -> None:
    """Write it, inside the unit of work that fills the school."""
    draw = dice(school.seed, "training")
    people = {one.sign_in_name: one for one in school.members}
    keeper, head = people["dsl"], people["head"]
    staff = [one for one in school.members if not STAFF.isdisjoint(one.roles)]
    governors = [one for one in school.members if STAFF.isdisjoint(one.roles)]
    change = next_change(session)
    for one in _sessions(school.today, keeper.name, people["ict"].name):
        made = in_london(one.said.day, dt.time(9)).astimezone(dt.UTC)
        row_id = invented_id(draw)
        session.add(
            TrainingSessionRow(
                id=row_id,
                day=one.said.day,
                content=draft_to_json(one.said),
                version=1,
                made_at=min(made, in_london(school.today, dt.time(8)).astimezone(dt.UTC)),
                made_by=keeper.id,
            )
        )
        session.flush()  # what refers to it comes after it
        there = [who for who in staff if _leads(who) or draw.random() < one.share]
        there += governors if one.governors else []
        for who in there if one.share else ():
            session.add(
                TrainingAttendanceRow(
                    id=invented_id(draw),
                    session_id=row_id,
                    member_id=who.id,
                    how=draw.choice((How.LIST, How.CODE)).value,
                    at=made + dt.timedelta(hours=8),
                    by_id=keeper.id,
                    change=change,
                )
            )
    year = school_year_of(school.today)
    for who, title, day, months, topics in (
        (keeper, "Designated Safeguarding Lead, level 3", dt.date(year, 3, 12), 24, _WHOLE[:2]),
        (head, "Safer recruitment", dt.date(year - 1, 11, 4), 36, ()),
        (people["teacher1"], "Paediatric first aid", dt.date(year - 2, 12, 9), 36, ()),
    ):
        session.add(
            TrainingCertificateRow(
                id=invented_id(draw),
                member_id=who.id,
                content={
                    "title": title,
                    "provider": "A training house (invented)",
                    "topics": [one.value for one in topics],
                },
                day=day,
                expires=dt.date(day.year + months // 12, day.month, day.day),
                made_at=in_london(day, dt.time(16)).astimezone(dt.UTC),
                made_by=who.id,
            )
        )


def _leads(who: SampleMember) -> bool:
    return not who.roles.isdisjoint({Role.HEADTEACHER, Role.DSL, Role.ICT_LEAD})


def _sessions(today: dt.date, dsl: str, ict: str) -> tuple[_Planned, ...]:
    """Every first days of September, a January and a June between; and one to come."""
    year = school_year_of(today)
    three = dt.time(15, 30)
    planned = [
        _Planned(
            SessionDraft(
                "Safeguarding at the start of the year", dt.date(at, 9, 2), 120, dsl, _WHOLE
            ),
            0.92,
            governors=True,
        )
        for at in (year - 1, year)
    ]
    planned += [
        _Planned(
            SessionDraft(
                "Filter, monitoring and the stop",
                dt.date(year, 1, 14),
                45,
                ict,
                (Topic.FILTER, Topic.STOP),
                begins=three,
            ),
            0.8,
        ),
        _Planned(
            SessionDraft(
                "Data protection for everybody",
                dt.date(year, 3, 4),
                45,
                "The school’s data protection officer",
                (Topic.DATA_PROTECTION,),
                begins=three,
            ),
            0.9,
        ),
        _Planned(
            SessionDraft(
                "What AI can do, and what never goes in",
                dt.date(year, 6, 10),
                60,
                ict,
                (Topic.AI, Topic.DATA_PROTECTION),
                ("The school’s chatbot",),
                three,
            ),
            0.7,
        ),
        _Planned(
            SessionDraft(
                "Spotting pupils at risk",
                today - _MONTH_AGO,
                60,
                dsl,
                (Topic.AT_RISK, Topic.FILTER, Topic.CONTACT),
                begins=three,
            ),
            0.85,
        ),
    ]
    held = [one for one in planned if one.said.day < today]
    coming = SessionDraft(
        "What children meet online, and what we do",
        today + dt.timedelta(days=15),
        60,
        dsl,
        (Topic.AT_RISK, Topic.STOP, Topic.FILTER, Topic.CONTACT, Topic.AI),
        begins=three,
    )
    return (*held, _Planned(coming))
