"""Everything with a day, saved for a calendar by clicking; and Home leading a governor to his page."""

from __future__ import annotations

from pathlib import Path

import icalendar

from tests.gallery.rooms.policy_governors import show_governors
from tests.gallery.stage import NOW, Stage, settle
from tests.ui.documents.papers import ChosenPlace
from tests.ui.school.hands import press_named, read
from trent_desktop.oversight.calendar.ics import A_TASK
from ui.home.home import HomePage
from ui.home.to_do_page import GROUPS
from ui.policy.governors.section import GovernorsPage
from ui.policy.room import PolicyPage
from ui.program import Program


def at_home(stage: Stage, who: str) -> tuple[Program, HomePage]:
    program = stage.signed_in(who)
    home = program.window.inside.page("home")
    assert isinstance(home, HomePage)
    settle()
    home.refresh()
    settle()
    return program, home


def test_a_calendar_file_is_saved(stage: Stage, tmp_path: Path) -> None:
    _, home = at_home(stage, "head")
    press_named(home, "Everything I have to do")
    place = ChosenPlace(tmp_path)
    home.everything.places = place
    press_named(home, "Save as a calendar file…")
    settle()
    assert place.names == ["Trent Desktop.ics"]
    calendar = icalendar.Calendar.from_ical((tmp_path / "Trent Desktop.ics").read_bytes())
    said = {str(event["summary"]) for event in calendar.walk("VEVENT")}
    assert "Show the governors the summer term 2026" in said
    assert A_TASK in said
    assert not [one for one in said if "TR-" in one]


def test_with_no_day_there_is_no_file_to_save(stage: Stage) -> None:
    _, home = at_home(stage, "ict")
    press_named(home, "Everything I have to do")
    page = home.everything
    assert page.save.isVisible()
    rows = tuple(task for _, tasks in page._shown or () for task in tasks)
    for shown in (((GROUPS[-1], rows),), ()):
        page._show(shown)
        assert page.save.isHidden()


def test_what_waits_over_the_rooms_is_on_home(stage: Stage) -> None:
    for who, words in (
        ("head", "Show the governors the summer term 2026"),
        ("dsl", "Check the filter"),
    ):
        program, home = at_home(stage, who)
        home._now = lambda: NOW
        assert program.school is not None
        known = [one.words for one in program.school.calendar.dates()]
        assert words in known
        press_named(home, "Everything I have to do")
        shown = [
            face.words
            for _, tasks in home.everything._shown or ()
            for face in (t.face for t in tasks)
        ]
        assert words in shown


def test_home_leads_a_governor_to_his_page(stage: Stage) -> None:
    _, home = at_home(stage, "chair")
    assert "once the Headteacher has shown it" in home.view.governors.accessibleDescription()
    show_governors(stage, 1)
    program, home = at_home(stage, "governor1")
    door = home.view.governors
    assert door.accessibleDescription() == "Autumn term 2026, so far: shown today at 08:42."
    seen = [home.view.report.isVisible(), home.view.agreements.isVisible(), door.isVisible()]
    assert seen == [False, False, True]
    door.click()
    settle()
    room = program.window.inside.page("policy")
    assert isinstance(room, PolicyPage)
    page = room.stack.currentWidget()
    assert isinstance(page, GovernorsPage)
    assert "Autumn term 2026, so far" in read(page)
    for who in ("head", "teacher1"):
        _, home = at_home(stage, who)
        assert not home.view.governors.isVisible()
        assert home.view.agreements.isVisible()
