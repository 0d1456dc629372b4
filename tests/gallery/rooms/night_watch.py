"""The line of the look in the evening on Home, and what it found."""

from __future__ import annotations

import datetime as dt

from PySide6.QtWidgets import QWidget

from tests.gallery.rooms.school_settings import topic
from tests.gallery.stage import NOW, Stage, screen, settle
from trent_desktop.oversight.night_watch.values import Finding, Kind, Stands, State, Watch, What
from ui.home.home import HomePage
from ui.school.settings.section import SchoolSettingsPage

LAST = NOW - dt.timedelta(hours=16, minutes=20)
WELL = (
    Finding(Kind.FILE, State.WELL),
    Finding(Kind.LOCKS, State.WELL, None, {"days": 2}),
    Finding(Kind.CHAIN, State.WELL, None, {"entries": 4_812}),
    Finding(Kind.KEYS, State.WELL),
    Finding(Kind.WAYS_IN, State.WELL, None, {"count": 30}),
    Finding(Kind.COPY, State.WELL, None, {"days": 0, "count": 22}),
    Finding(Kind.SECOND_COPY, State.UNSEEN, What.NONE_SET),
    Finding(Kind.OLDER_COPIES, State.WELL, None, {"day": dt.date(2026, 11, 3).toordinal()}),
    Finding(Kind.ROOM, State.WELL, None, {"free": 81_920, "used": 900, "needed": 60, "days": 840}),
    Finding(Kind.CLOCK, State.WELL),
)
WRONG = (
    *WELL[:4],
    Finding(Kind.WAYS_IN, State.WRONG, What.NO_WAY_IN, {"count": 1}),
    Finding(Kind.COPY, State.WRONG, What.NOT_WHOLE, {"days": 0, "count": 22}),
    WELL[6],
    Finding(
        Kind.OLDER_COPIES,
        State.WRONG,
        What.OLDER_GONE,
        {"day": dt.date(2026, 11, 3).toordinal(), "count": 3},
    ),
    Finding(
        Kind.ROOM,
        State.WRONG,
        What.FULL_SOON,
        {"free": 2_150, "used": 900, "needed": 60, "days": 23},
    ),
    WELL[-1],
)


def at_home(stage: Stage, watch: Watch) -> QWidget:
    program = stage.signed_in("ict")
    home = program.window.inside.page("home")
    assert isinstance(home, HomePage)
    settle()
    # What the sample school's own watch found is asked for again whenever something changes.
    home.watch.refresh = lambda: home.watch.show_watch(watch)
    home.watch.refresh()
    settle()
    return program.window


@screen("home-watch-well")
def well(stage: Stage) -> QWidget:
    return at_home(stage, Watch(Stands.WELL, LAST, WELL, 1))


@screen("home-watch-wrong")
def wrong(stage: Stage) -> QWidget:
    return at_home(stage, Watch(Stands.WRONG, LAST, WRONG, 1))


@screen("home-watch-old")
def old(stage: Stage) -> QWidget:
    return at_home(stage, Watch(Stands.OLD, LAST - dt.timedelta(days=9), WELL, 10))


@screen("school-settings-copies-watch")
def found(stage: Stage) -> QWidget:
    program = topic(stage, "show_copies", "ict")
    page = program.window.findChild(SchoolSettingsPage)
    assert page is not None
    page.copies.watch.show_watch(Watch(Stands.WRONG, LAST, WRONG, 1))
    page.copies.watch.everything.click()
    settle()
    return program.window
