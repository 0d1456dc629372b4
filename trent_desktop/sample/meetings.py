"""Meetings with parents in the sample school: two that were held, and one to come."""

from __future__ import annotations

import datetime as dt
import random
import uuid
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from trent_desktop.agreements.giving.batch import Scope
from trent_desktop.agreements.giving.families import read_families
from trent_desktop.oversight.meetings.families import CAME, REPLY
from trent_desktop.oversight.meetings.models import MeetingAnswerRow, MeetingFamilyRow, MeetingRow
from trent_desktop.oversight.meetings.rows import draft_to_json
from trent_desktop.oversight.meetings.values import MeetingDraft, Reply
from trent_desktop.roles import Role
from trent_desktop.sample.school import SampleSchool
from trent_desktop.sample.working_time import in_london
from trent_desktop.school.people.people import YearGroup
from trent_desktop.storage.tables import table_of

_WEEK = dt.timedelta(days=7)
_HELD = (
    (400, YearGroup.Y3, "First steps with tablets, and who helps"),
    (45, YearGroup.Y6, "Telephones before secondary school"),
)


def fill_meetings(session: Session, school: SampleSchool, today: dt.date) -> None:
    """Write them into a sample school, whose families are there already."""
    session.flush()
    draw = random.Random(f"meetings {school.name}")  # noqa: S311 - an invented school
    head = next(one for one in school.members if Role.HEADTEACHER in one.roles)
    for ago, year, about in _HELD:
        day = _school_day(today - dt.timedelta(days=ago))
        said = _said(day, about, Scope.YEARS, (year,))
        meeting_id = _meeting(session, draw, said, head.id)
        _families(session, draw, school, meeting_id, said, head.id)
    day = _school_day(today + 3 * _WEEK)
    _meeting(session, draw, _said(day, "Being safe online, for the whole family"), head.id)


def _said(
    day: dt.date, about: str, scope: Scope = Scope.EVERYBODY, years: tuple[YearGroup, ...] = ()
) -> MeetingDraft:
    return MeetingDraft(day, dt.time(17, 30), 60, "School hall", about, day - _WEEK, scope, years)


def _school_day(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=max(0, day.weekday() - 4))


def _meeting(session: Session, draw: random.Random, said: MeetingDraft, by: uuid.UUID) -> uuid.UUID:
    row_id = _id(draw)
    session.add(
        MeetingRow(
            id=row_id,
            day=said.day,
            content=draft_to_json(said),
            version=1,
            made_at=in_london(said.day - 4 * _WEEK, dt.time(9)).astimezone(dt.UTC),
            made_by=by,
            called_off_at=None,
        )
    )
    session.flush()  # what refers to it comes after it
    return row_id


def _families(
    session: Session,
    draw: random.Random,
    school: SampleSchool,
    meeting_id: uuid.UUID,
    said: MeetingDraft,
    by: uuid.UUID,
) -> None:
    invited = in_london(said.day - 3 * _WEEK, dt.time(10)).astimezone(dt.UTC)
    evening = in_london(said.day, dt.time(19)).astimezone(dt.UTC)
    families: list[dict[str, Any]] = []
    answers: list[dict[str, Any]] = []
    for pupils in _households(session, school, said.years):
        family_id = _id(draw)
        families.append(
            {
                "id": family_id,
                "meeting_id": meeting_id,
                "pupils": [str(one) for one in pupils],
                "invited_at": invited,
            }
        )
        roll = draw.random()
        reply, coming = Reply.NONE, 0
        if roll < 0.45:
            reply, coming = Reply.COMING, draw.choice((1, 1, 2, 2, 3))
        elif roll < 0.7:
            reply = Reply.NOT_COMING if roll < 0.62 else Reply.OTHER_DAY
        came = coming if coming and draw.random() < 0.85 else 0
        for sort, value, number, at in (
            (REPLY, reply.value, coming, invited + _WEEK),
            (CAME, CAME, came, evening),
        ):
            if sort == CAME or reply is not Reply.NONE:
                answers.append(
                    {
                        "id": _id(draw),
                        "family_id": family_id,
                        "sort": sort,
                        "value": value,
                        "number": number,
                        "at": at,
                        "by_id": by,
                    }
                )
    for table, rows in ((MeetingFamilyRow, families), (MeetingAnswerRow, answers)):
        if rows:
            session.execute(insert(table_of(table)), rows)


def _households(
    session: Session, school: SampleSchool, years: tuple[YearGroup, ...]
) -> list[list[uuid.UUID]]:
    """The children of each family in these year groups."""
    families = read_families(session)
    wanted = [one.id for one in school.pupils if one.year_group in years]
    done: set[uuid.UUID] = set()
    found: list[list[uuid.UUID]] = []
    for pupil_id in wanted:
        if pupil_id in done:
            continue
        siblings = families[pupil_id].siblings if pupil_id in families else ()
        own = [pupil_id, *(one for one in siblings if one in wanted)]
        done |= set(own)
        found.append(own)
    return found


def _id(draw: random.Random) -> uuid.UUID:
    return uuid.UUID(int=draw.getrandbits(128), version=4)
