"""The look in the evening on a laptop that sleeps in the middle of it, or whose clock is years off."""

from __future__ import annotations

import datetime as dt
import time

import pytest
from sqlalchemy import select

from tests.schools import SmallSchool
from tests.storage.copying import made
from trent_desktop.open_school import OpenSchool
from trent_desktop.oversight.night_watch.looking import Look
from trent_desktop.oversight.night_watch.models import NightWatchRow
from trent_desktop.oversight.night_watch.values import Stands

YEARS = 73 * 365.25 * 24 * 3600


def rows_of(desk: OpenSchool) -> dict[dt.date, object]:
    with desk.signed_in.database.read() as session:
        return dict(session.execute(select(NightWatchRow.day, NightWatchRow.at)).all())


def test_who_slept_in_the_middle_writes_nothing_over_what_others_found_since(
    folder_school: SmallSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    school = folder_school
    sleeper, ict = school.open("teacher1"), school.open("ict")
    made(school, ict)
    ict.watch.look_now()
    school.clock.turn(days=1, hours=6)
    findings, slept = Look.findings, list[dict[dt.date, object]]()

    def sleeps(look: Look) -> object:
        seen = findings(look)
        if not slept:
            slept.append({})
            # The lid is closed; on this evening and on the next one another laptop looks.
            ict.watch.look_now()
            school.clock.turn(days=1)
            ict.watch.look_now()
            slept[0] = rows_of(ict)
        return seen

    monkeypatch.setattr(Look, "findings", sleeps)
    assert not sleeper.watch.look()
    assert len(slept[0]) == 3
    assert rows_of(ict) == slept[0]


@pytest.mark.parametrize("off", [YEARS, -YEARS / 2], ids=["2099", "1990"])
def test_a_laptop_whose_clock_is_years_off_says_how_it_stands_all_the_same(
    folder_school: SmallSchool, monkeypatch: pytest.MonkeyPatch, off: float
) -> None:
    school = folder_school
    ict = school.open("ict")
    made(school, ict)
    ict.watch.look_now()
    assert ict.watch.last().stands is Stands.WELL
    real = time.time
    monkeypatch.setattr("trent_desktop.storage.server_clock.laptop_time", lambda: real() + off)
    school.clock.at += dt.timedelta(seconds=off)
    head = school.open("head")
    watch = head.watch.last()
    assert (watch.stands, watch.days_ago) == (Stands.WELL, 0)
    # And whoever has not looked for eight days has not, whatever that laptop's clock says.
    school.clock.turn(days=8)
    assert head.watch.last().stands is Stands.OLD
