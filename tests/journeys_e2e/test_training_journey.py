"""A session of training from its plan to a shorter list of what is due, each member signed in in turn."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from tests.fake_screens import BOARD, LAPTOP, FakeScreens
from tests.journeys_e2e.hand import Hand
from tests.journeys_e2e.laptops import Laptop, Laptops
from tests.journeys_e2e.test_task_journey import words_of
from tests.reports.test_away import share_unplugged
from tests.schools import SmallSchool
from ui.app import Program
from ui.components.choices import TickRow
from ui.components.focus import FocusRing
from ui.components.sheets import Sheet
from ui.documents import DocumentPreview
from ui.lessons.lesson_page import LessonPage
from ui.lessons.room import LessonsPage
from ui.policy.training.section import TrainingPage
from ui.shell.rooms import PolicySection

NAMES = ("Spotting pupils at risk", "Safeguarding", "The stop", "Filter and monitoring")
NAMES_ALL = (*NAMES, "The social media policy", "Data protection")


@pytest.fixture
def laptop(
    qtbot: QtBot, folder_school: SmallSchool, tmp_path: Path, ring: FocusRing
) -> Iterator[Laptop]:
    """Signs a member in on a laptop of her own, with a board beside it."""
    laptops = Laptops(qtbot, tmp_path, whole=True, screens=lambda: FakeScreens(LAPTOP, BOARD))
    yield partial(laptops.sign_in, folder_school)
    laptops.close()


def training(qtbot: QtBot, program: Program) -> TrainingPage:
    """Her part of the Policy room, read."""
    program.window.inside.go("policy", PolicySection("training"))
    page = program.window.inside.findChild(TrainingPage)
    assert isinstance(page, TrainingPage)
    qtbot.waitUntil(lambda: "Yours" in words_of(page), timeout=10_000)
    return page


def preview_of(qtbot: QtBot, page: TrainingPage) -> DocumentPreview:
    """The paper that is shown, once its pages are."""
    qtbot.waitUntil(lambda: page.findChild(DocumentPreview) is not None, timeout=10_000)
    preview = page.findChild(DocumentPreview)
    assert isinstance(preview, DocumentPreview)
    qtbot.waitUntil(preview.view.print.isEnabled, timeout=20_000)
    return preview


def test_from_the_plan_to_less_that_is_due(
    qtbot: QtBot, folder_school: SmallSchool, laptop: Laptop
) -> None:
    hand = Hand(qtbot)
    # A teacher has everything to do yet, and nothing to keep.
    teacher = laptop("teacher1")
    hers = training(qtbot, teacher)
    assert f"{len(NAMES_ALL)} topics are due." in words_of(hers)
    assert hers.plan is None
    assert not hers.people

    # The Headteacher plans a session for today.
    head = laptop("head")
    page = training(qtbot, head)
    assert "9 of 9 have something due." in words_of(page)
    assert page.plan is not None
    hand.click(page.plan)
    assert page.form is not None
    hand.click(page.form.act)
    qtbot.waitUntil(lambda: "Give it a title." in words_of(page), timeout=10_000)
    hand.click(page.form.title)
    hand.type("Safe online, for everybody")
    ticks = page.form.topics.rows()
    for row in ticks.values():
        if row.text() in NAMES_ALL:
            hand.click(row)
    hand.click(page.form.own)
    hand.type("Our new tablets")
    hand.click(page.form.act)
    qtbot.waitUntil(lambda: page.session.session is not None, timeout=10_000)
    qtbot.waitUntil(lambda: "Our new tablets" in words_of(page.session.page), timeout=10_000)

    # She prints the sheet.
    assert page.session.print is not None
    hand.click(page.session.print)
    preview = preview_of(qtbot, page)
    preview.left.emit()
    qtbot.waitUntil(page.session.page.isVisible)

    # She plays the deck on the board, and is back where she was; no class was taught.
    hand.click(next(iter(page.session.plays.values())))
    lessons = head.window.inside.page("lessons")
    assert isinstance(lessons, LessonsPage)
    qtbot.waitUntil(lambda: lessons.findChild(LessonPage) is not None, timeout=20_000)
    deck = lessons.findChild(LessonPage)
    assert isinstance(deck, LessonPage)
    assert "For staff" in words_of(deck)
    hand.click(deck.button)
    assert lessons.console is not None
    assert lessons.teaching is not None
    hand.click(lessons.console.onward)
    assert lessons.teaching.run.slide == 1
    hand.click(lessons.console.end)
    (sheet,) = [one for one in head.window.findChildren(Sheet) if one.isVisible()]
    assert "not kept" in words_of(sheet)
    end = next(one for one in sheet.findChildren(QAbstractButton) if one.text() == "End here")
    hand.click(end)
    qtbot.waitUntil(lambda: head.window.inside.here == "policy", timeout=10_000)
    qtbot.waitUntil(page.session.page.isVisible, timeout=10_000)
    assert not folder_school.open("ict").lesson_log.taught()

    # The teacher says herself that she is there, and has nothing due any more.
    qtbot.waitUntil(lambda: hers.there is not None, timeout=15_000)
    assert hers.there is not None
    hand.click(hers.there)
    qtbot.waitUntil(lambda: "Everything is up to date." in words_of(hers), timeout=15_000)
    hand.click(next(iter(hers.own.papers.values())))
    preview_of(qtbot, hers).left.emit()

    # The Headteacher sees that, types one code from the sheet, and ticks another.
    attendance = page.session.attendance
    qtbot.waitUntil(lambda: "Said so themselves" in said(attendance.ticks().rows()), timeout=15_000)
    assert page.session.session is not None
    school = folder_school.open("dsl")
    _, lines = school.training.sheet(page.session.session.id)
    with qtbot.waitActive(head.window):
        head.window.activateWindow()
    hand.click(attendance.code)
    hand.type(next(one.code for one in lines if one.name == "Ana D'Souza"))
    hand.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Ana D'Souza was there." in words_of(attendance), timeout=10_000)
    qtbot.waitUntil(lambda: "By the code" in said(attendance.ticks().rows()), timeout=10_000)
    hand.click(attendance.ticks().rows()[str(folder_school.members["head"])])
    hand.click(attendance.act)
    qtbot.waitUntil(lambda: "Ticked" in said(attendance.ticks().rows()), timeout=10_000)
    page.show_front()
    qtbot.waitUntil(lambda: "6 of 9 have something due." in words_of(page), timeout=10_000)
    assert "Everything is up to date." in words_of(page)


def test_while_the_share_is_away_it_says_so_and_keeps_what_was_typed(
    qtbot: QtBot, folder_school: SmallSchool, laptop: Laptop
) -> None:
    hand = Hand(qtbot)
    head = laptop("head")
    page = training(qtbot, head)
    assert page.plan is not None
    hand.click(page.plan)
    form = page.form
    assert form is not None
    hand.type("Safe online")
    hand.click(form.topics.rows()["stop"])
    with share_unplugged(folder_school):
        hand.click(form.act)
        qtbot.waitUntil(form.act.isEnabled, timeout=20_000)
        assert page.form is form
        assert form.title.text() == "Safe online"
    hand.click(form.act)
    qtbot.waitUntil(lambda: page.session.session is not None, timeout=20_000)
    assert len(folder_school.open("dsl").training.sessions()) == 1


def said(rows: dict[str, TickRow]) -> str:
    """What the rows of a list say below the names."""
    return "\n".join(one.accessibleDescription() for one in rows.values())
