"""Everything with a day is one list: of every room, kept on the laptop, and as a calendar's file."""

from __future__ import annotations

import datetime as dt
import shutil
import uuid
from pathlib import Path

import icalendar
import pytest

from tests.reports.doing import send
from tests.schools import PASSWORD, SmallSchool
from trent_desktop.dated import Dated
from trent_desktop.oversight.calendar.ics import A_TASK, calendar_file, event_file
from trent_desktop.oversight.calendar.service import CalendarService
from trent_desktop.problems import SchoolAway
from trent_desktop.reports.tasks.task import ToDoKind


def test_what_rooms_have_stands_beside_reports(school: SmallSchool) -> None:
    ict = school.open("ict")
    teacher = school.open("teacher1")
    send(school, teacher)
    ict.follow()
    assert ict.calendar.look()
    assert not ict.calendar.look()
    rows = ict.calendar.to_do()
    assert {one.kind for one in rows} == {ToDoKind.CASE, ToDoKind.DATED}
    assert "Check the filter" in [one.dated.words for one in rows if one.dated]
    teacher.calendar.look()
    hers = [one.dated.words for one in teacher.calendar.to_do() if one.dated]
    assert "Check the filter" not in hers


def test_they_are_known_while_the_share_is_away(folder_school: SmallSchool, tmp_path: Path) -> None:
    root = tmp_path / "laptop"
    ict = folder_school.open("ict", root=root)
    ict.calendar.look()
    known = ict.calendar.dates()
    assert known
    ict.close()
    assert folder_school.location.folder is not None
    away = folder_school.location.folder.with_name("gone")
    shutil.move(folder_school.location.folder, away)
    try:
        from trent_desktop.opening import open_school

        again = open_school(
            folder_school.location.shown, "ict", PASSWORD, root=root, clock=folder_school.clock
        )
        assert again.calendar.dates() == known
        with pytest.raises(SchoolAway):
            again.calendar.look()
        assert again.calendar.dates() == known
        again.close()
    finally:
        shutil.move(away, folder_school.location.folder)


def test_what_only_happens_is_never_overdue_and_goes_when_it_is_over(
    school: SmallSchool,
) -> None:
    ict = school.open("ict")
    today = ict.calendar.today
    rows = (
        Dated("a", today - dt.timedelta(days=3), "To be done", "training"),
        Dated("b", today - dt.timedelta(days=3), "A meeting that was", "meetings", to_do=False),
        Dated("c", today, "A meeting", "meetings", to_do=False, at=dt.time(18, 30)),
        Dated("d", today + dt.timedelta(days=300), "Far away", "versions"),
    )
    calendar = CalendarService(ict.signed_in, ict.tasks, [lambda _today: rows])
    calendar.look()
    assert [one.key for one in calendar.dates()] == ["a", "c", "d"]
    shown = [one for one in calendar.to_do() if one.dated]
    assert [(one.dated.key, one.overdue) for one in shown if one.dated] == [
        ("a", True),
        ("c", False),
    ]


def test_the_file_is_read_by_another_program_and_says_nothing_of_reports(
    school: SmallSchool,
) -> None:
    dsl, teacher = school.open("dsl"), school.open("teacher1")
    send(school, teacher, "stop")
    dsl.follow()
    dsl.calendar.look()
    school_id, now = uuid.uuid4(), school.clock()
    rows = dsl.calendar.to_do()
    made = calendar_file(rows, school_id, now)
    read = icalendar.Calendar.from_ical(made)
    events = read.walk("VEVENT")
    assert len(events) == sum(one.due is not None for one in rows)
    assert A_TASK in [str(one["SUMMARY"]) for one in events]
    assert "TR-" not in made.decode()
    assert [str(one["UID"]) for one in events] == [
        str(one["UID"])
        for one in icalendar.Calendar.from_ical(calendar_file(rows, school_id, now)).walk("VEVENT")
    ]


def test_a_meeting_in_summer_time_is_at_its_hour() -> None:
    one = Dated(
        "m", dt.date(2026, 6, 3), "E-safety, for “parents”; & more", "meetings",
        to_do=False, at=dt.time(18, 30), minutes=90,
    )  # fmt: skip
    made = event_file(one, uuid.uuid4(), dt.datetime(2026, 5, 1, tzinfo=dt.UTC), place="Hall, 1")
    (event,) = icalendar.Calendar.from_ical(made).walk("VEVENT")
    assert event["DTSTART"].dt == dt.datetime(2026, 6, 3, 17, 30, tzinfo=dt.UTC)
    assert event["DTEND"].dt == dt.datetime(2026, 6, 3, 19, 0, tzinfo=dt.UTC)
    assert str(event["SUMMARY"]) == one.words
    assert str(event["LOCATION"]) == "Hall, 1"
    assert all(len(line) <= 75 for line in made.split(b"\r\n"))
