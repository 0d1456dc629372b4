"""News comes while somebody presses: what is under the mouse stays, and the press goes on."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from tests.gallery.rooms.reports import room as reports_room
from tests.gallery.stage import Stage, screens, settle
from ui.agreements.register.returns_page import ReturnsPage
from ui.components.focus_kept import focus_if_before_her
from ui.policy.versions.section import VersionsPage
from ui.reports.unsent import UnsentPage
from ui.shell.fresh import SOON_MS
from ui.shell.rooms import CaseList


def gallery(name: str) -> Callable[[Stage], QWidget]:
    return screens()[name]


def nothing_waits(stage: Stage) -> QWidget:
    """Her own reports, of which there is none."""
    window, page = reports_room(stage, "teacher2", CaseList("mine"))
    page.list.view.search.setText("zebra crossing")
    page.list._ask()
    settle(30)
    return window


def begun_and_listed(stage: Stage) -> QWidget:
    """Two reports that are not finished stand above the list."""
    window = screens()["reports-unsent"](stage)
    page = window.findChild(UnsentPage)
    assert page is not None
    page.left.emit()
    settle(30)
    return window


def put_off(stage: Stage) -> QWidget:
    """A form is back, and its answers wait."""
    window = screens()["agreements-returns"](stage)
    page = window.findChild(ReturnsPage)
    assert page is not None
    page.answers.put_off.click()
    page.refresh()
    settle()
    return window


def begun_to_write(stage: Stage) -> QWidget:
    """The draft of the policy, with a clause that was not finished."""
    window = screens()["policy-versions-clause"](stage)
    page = window.findChild(VersionsPage)
    assert page is not None
    form = page.draft_page.piece
    assert form is not None
    form.words.setFocus()
    QTest.keyClicks(form.words, "More. ")
    form.flush()
    page.draft_page.open()
    settle(30)
    return window


@pytest.mark.parametrize(
    ("show", "says", "news"),
    [
        (gallery("figures"), "TR-", "cases"),
        (gallery("laptops"), "Shut out ", "laptops"),
        (gallery("roles-waiting"), "Yes, that was us", "directory"),
        (gallery("roles-waiting"), "Give back ", "directory"),
        (gallery("member-give-back"), "Give back ", "directory"),
        (gallery("agreements-returns"), "Undo: ", "agreements"),
        (put_off, "Put in the answers: ", "agreements"),
        (begun_to_write, "Go on writing", "policy"),
        (begun_and_listed, "Discard what is not finished", "drafts"),
        (nothing_waits, "Show everything again", "cases"),
    ],
)
def test_a_press_under_way_is_a_press(
    show: Callable[[Stage], QWidget], says: str, news: str, stage: Stage
) -> None:
    window = show(stage)
    buttons = [
        one
        for one in window.findChildren(QAbstractButton)
        if one.accessibleName().startswith(says) and one.isVisible()
    ]
    assert buttons, sorted(one.accessibleName() for one in window.findChildren(QAbstractButton))
    button = buttons[0]
    focus_if_before_her(button)  # it is scrolled into view
    settle()
    pressed: list[str] = []
    button.clicked.connect(lambda: pressed.append(says))
    where = button.mapTo(window, button.rect().center())
    QTest.mousePress(button, Qt.MouseButton.LeftButton)
    changes = stage.newest.changes if stage.newest is not None else None
    assert changes is not None
    getattr(changes, news).emit(*((frozenset(),) if news == "cases" else ()))
    QTest.qWait(SOON_MS + 50)
    settle()
    under = window.childAt(where)
    assert under is not None
    QTest.mouseRelease(under, Qt.MouseButton.LeftButton, pos=QPoint(under.rect().center()))
    settle()
    assert pressed == [says]
