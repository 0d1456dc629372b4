"""The training part of the Policy room, on real widgets."""

from __future__ import annotations

import uuid

from pytestqt.qtbot import QtBot

from tests.gallery.rooms.policy_training import open_session, training
from tests.gallery.stage import Stage, settle
from trent_desktop.oversight.training.values import Attendee, ScanKind, Scanned
from ui.documents import DocumentPreview
from ui.policy.training.attendance import AttendanceCard
from ui.shell.fresh import SOON_MS
from ui.shell.rooms import PolicySection


def test_news_from_elsewhere_takes_nobody_from_the_sheet_she_looks_at(
    stage: Stage, qtbot: QtBot
) -> None:
    program, page = training(stage, "head")
    open_session(page, "Spotting pupils at risk")
    assert page.stack.currentWidget() is page.session.page
    assert page.session.print is not None
    page.session.print.click()
    settle()
    sheet = page.findChild(DocumentPreview)
    assert sheet is not None
    assert page.stack.currentWidget() is sheet
    assert program.changes is not None
    program.changes.oversight.emit()
    qtbot.wait(2 * SOON_MS)
    settle()
    assert page.stack.currentWidget() is sheet
    # Whoever is led to a session comes to it, also to the one whose sheet she looks at.
    opened = page.session.session
    assert opened is not None
    program.window.inside.go("policy", PolicySection("training", opened.id))
    settle()
    assert page.stack.currentWidget() is page.session.page


def test_what_is_said_of_a_code_moves_no_name_that_is_ticked(qtbot: QtBot) -> None:
    card = AttendanceCard()
    qtbot.addWidget(card)
    card.show_people([Attendee(uuid.uuid4(), "Ada Obi", "Teacher")])
    card.resize(700, 600)
    card.show()
    settle()
    at = card.ticks().y()
    card.show_scanned(Scanned(ScanKind.ALREADY, "Ada Obi"))
    settle()
    assert card.told.isVisible()
    assert card.ticks().y() == at
