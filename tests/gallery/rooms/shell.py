"""The window around the rooms."""

from __future__ import annotations

import datetime as dt
import uuid

from PySide6.QtWidgets import QWidget

from tests.fake_screens import BOARD, LAPTOP, FakeScreens
from tests.gallery.stage import NOW, Stage, screen, settle
from trent_desktop.problems import AnswersRefused, DiskFull
from trent_desktop.reports.again.values import SentAgain
from trent_desktop.reports.index import LocalIndex
from trent_desktop.reports.needs import Need
from trent_desktop.reports.waiting.drafts import Draft, put_draft
from trent_desktop.reports.waiting.refusals import put_refusal
from ui.changes import Seen
from ui.components.sheets import ask
from ui.settings.settings import SettingsPage


@screen("home-teacher")
def home_teacher(stage: Stage) -> QWidget:
    """With a report begun in the lesson before."""
    program = stage.signed_in("teacher1")
    school = program.school
    assert school is not None
    begun = NOW - dt.timedelta(minutes=8)
    answers = {"what_seen": "A picture"}
    school.drafts.keep(
        Draft(
            uuid.uuid4(),
            "content",
            "full",
            "",
            answers,
            (),
            begun,
            begun,
            uuid.uuid4(),
            "TR-2026-124",
        )
    )
    program.window.inside.go("home")
    return program.window


@screen("home-nothing-to-do")
def home_nothing(stage: Stage) -> QWidget:
    return stage.signed_in("teacher1").window


@screen("home-head")
def home_head(stage: Stage) -> QWidget:
    return stage.signed_in("head").window


@screen("home-ict-notice")
def home_notice(stage: Stage) -> QWidget:
    program = stage.signed_in("ict")
    program.telling.tell_new((Need("TR-2026-121", urgent=False),))
    program.window.inside.away.say_away(True)
    program.window.inside.notices.say(
        ("The first copy of the school’s key file could not be read; the second was used.",)
    )
    return program.window


@screen("home-what-stays")
def home_what_stays(stage: Stage) -> QWidget:
    """A report that could not go, a file that was put back, and a folder that is full."""
    program = stage.signed_in("teacher1")
    school, changes = program.school, program.changes
    assert school is not None
    assert changes is not None
    draft = Draft(uuid.uuid4(), "content", "quick", "", {}, (), NOW, NOW)
    problem = AnswersRefused("Some answers cannot be sent as they are.")
    with school.signed_in.store.box.changing() as change:
        put_draft(change, draft)
        put_refusal(change, draft.id, draft.stage, problem, NOW)
    LocalIndex(school.signed_in.store, school.member.id).clear(NOW)
    school.follow()
    full = DiskFull(
        "The disk that holds the school is full, so nothing was saved.",
        what_to_do="Tell whoever looks after the network; what you typed is kept here.",
    )
    again = SentAgain(draft.id, "TR-2026-123")
    changes.take(
        Seen(refused=(draft.id,), went_back=True, trouble=str(full), sent_again=(again, again))
    )
    program.window.inside.go("home")
    settle()
    return program.window


@screen("projector")
def projector(stage: Stage) -> QWidget:
    """Mirroring began while the list of reports was open."""
    screens = stage.screens = FakeScreens(LAPTOP, BOARD)
    program = stage.signed_in("dsl")
    stage.screens = None
    program.window.inside.go("reports")
    screens.mirror()
    return program.window


@screen("shade")
def shade(stage: Stage) -> QWidget:
    program = stage.signed_in("teacher1")
    program.privacy.shade()
    return program.window


@screen("lock")
def lock(stage: Stage) -> QWidget:
    program = stage.signed_in("teacher1")
    program.privacy.lock()
    program.window.curtain.refuse("That is not your password.")
    return program.window


@screen("settings")
def settings(stage: Stage) -> QWidget:
    program = stage.signed_in("ict")
    program.window.inside.go("settings")
    return program.window


@screen("settings-school")
def settings_school(stage: Stage) -> QWidget:
    program = stage.signed_in("teacher1")
    program.window.inside.go("settings")
    page = program.window.inside.page("settings")
    assert isinstance(page, SettingsPage)
    page.view.change.click()
    bar = page.view.verticalScrollBar()
    from tests.gallery.stage import settle

    settle()
    bar.setValue(bar.maximum())
    return program.window


@screen("sheet")
def sheet(stage: Stage) -> QWidget:
    program = stage.signed_in("teacher1")
    ask(
        program.window,
        "Discard this report?",
        "It was begun today at 10:42 and nobody has it yet. What you typed will be gone.",
        yes="Discard report",
        no="Keep it",
        danger=True,
        then=lambda: None,
    )
    return program.window


@screen("trouble")
def trouble(stage: Stage) -> QWidget:
    program = stage.signed_in("teacher1")
    program.window.trouble.tell()
    return program.window
