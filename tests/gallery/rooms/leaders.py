"""What a school sees in which nobody who leads has joined yet, or only some have."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from tests.gallery.rooms.reports import room
from tests.gallery.stage import Stage, screen, settle
from trent_desktop.oversight.first_steps.values import Kind, Step
from trent_desktop.reports.cases import Route
from trent_desktop.reports.kinds import KINDS
from trent_desktop.reports.kinds.content import STOP
from trent_desktop.reports.sent import Sent
from trent_desktop.roles import Role
from trent_desktop.school.people.people import MemberState
from ui.home.home import HomePage
from ui.program import Program
from ui.reports.sent_page import AfterSending
from ui.shell.rooms import NewReport

LEADING = frozenset({Role.DSL, Role.DEPUTY_DSL, Role.HEADTEACHER, Role.CHAIR})


def with_only(program: Program, joined: Collection[Role] = ()) -> None:
    """As if of those who lead only `joined` had joined, and no number were written down."""
    assert program.school is not None
    me = program.school.signed_in
    away = LEADING - frozenset(joined)
    members = tuple(
        replace(one, state=MemberState.INVITED) if away & one.roles else one
        for one in me.directory.members
    )
    settings = {name: kept for name, kept in me.directory.settings.items() if name != "contacts"}
    me.replace(replace(me.directory, members=members, settings=settings), me.keyring)
    assert program.changes is not None
    program.changes.directory.emit()


def home(stage: Stage, name: str, joined: Collection[Role]) -> QWidget:
    program = stage.signed_in(name)
    with_only(program, joined)
    program.window.inside.go("home")
    settle(30)
    return program.window


@screen("home-nobody-leads")
def home_nobody(stage: Stage) -> QWidget:
    return home(stage, "teacher1", ())


@screen("home-ict-deputy-missing")
def home_deputy(stage: Stage) -> QWidget:
    return home(stage, "ict", (Role.DSL, Role.HEADTEACHER))


@screen("report-choose-nobody-leads")
def choose_nobody(stage: Stage) -> QWidget:
    window, _page = room(stage, "teacher1", NewReport())
    with_only(stage._programs[-1])
    settle(30)
    return window


@screen("report-stop-nobody-leads")
def stop_nobody(stage: Stage) -> QWidget:
    window, page = room(stage, "teacher1", NewReport())
    with_only(stage._programs[-1])
    page._report(KINDS[0], STOP)
    settle(30)
    return window


def sent_page(stage: Stage, sent: Sent, joined: Collection[Role]) -> QWidget:
    window, page = room(stage, "teacher1", NewReport())
    program = stage._programs[-1]
    with_only(program, joined)
    assert program.school is not None
    page._show_sent(AfterSending(sent, program.school.whom.after(sent), first=False))
    settle(20)
    return window


@screen("report-sent-nobody-leads")
def sent_nobody(stage: Stage) -> QWidget:
    waits = Sent(uuid.uuid4(), "", Route.STOPPED, 3, 0, queued=True, no_reader=True)
    return sent_page(stage, waits, ())


@screen("report-sent-held-back")
def held_back(stage: Stage) -> QWidget:
    waits = Sent(uuid.uuid4(), "TR-2026-161", Route.STAFF, 3, 0, queued=True, no_reader=True)
    return sent_page(stage, waits, (Role.ICT_LEAD,))


@screen("report-sent-head-alone")
def sent_head(stage: Stage) -> QWidget:
    gone = Sent(uuid.uuid4(), "TR-2026-161", Route.STOPPED, 3, 0, leads=Role.HEADTEACHER)
    return sent_page(stage, gone, (Role.HEADTEACHER,))


@screen("home-first-steps")
def home_first_steps(stage: Stage) -> QWidget:
    program = stage.signed_in("ict")
    page = program.window.inside.page("home")
    assert isinstance(page, HomePage)
    done = (Kind.CLASS_LIST, Kind.TEACHERS)
    slips = {Kind.SLIPS: 29}
    steps = tuple(Step(one, one in done, slips.get(one, 0)) for one in Kind)
    # The sample school is past them; it is asked again whenever something changes.
    page.first_steps.refresh = lambda: page.first_steps.show_steps(steps)
    page.first_steps.refresh()
    settle()
    return program.window
