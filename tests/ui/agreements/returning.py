"""What the tests of the page for returns type on it, and ask it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from tests.gallery.stage import settle
from tests.ui.agreements.quiet import Quiet
from trent_desktop.agreements.codes import code_text
from trent_desktop.agreements.giving.batch import BatchPlan, Form
from trent_desktop.agreements.kinds import FormState, Kind
from ui.agreements.register.returns_page import ReturnsPage


def heard(page: ReturnsPage) -> list[str]:
    sounds = page._sounds
    assert isinstance(sounds, Quiet)
    return sounds.heard


def waiting(page: ReturnsPage, plan: BatchPlan) -> list[Form]:
    """Those forms of a batch that no child has given back, in this or in an earlier copy."""
    return [
        one
        for one in plan.forms
        if one.pupil_id and state_of(page, one.pupil_id, one.kind) is FormState.ISSUED
    ]


def of_kind(page: ReturnsPage, plan: BatchPlan, kind: Kind) -> list[Form]:
    return [one for one in waiting(page, plan) if one.kind is kind]


def type_code(page: ReturnsPage, token: str) -> None:
    """As a scanner does it: keys, and Enter."""
    QTest.keyClicks(page.field, code_text(page.desk.school.school.id, token))
    QTest.keyClick(page.field, Qt.Key.Key_Return)
    settle()


def state_of(page: ReturnsPage, pupil_id: object, kind: Kind) -> FormState | None:
    line = page.desk.school.agreements.register.pupil(pupil_id)  # type: ignore[arg-type]
    return line.cells[kind].state


def words_in(page: ReturnsPage) -> str:
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())


def key_in(page: ReturnsPage, code: str) -> None:
    """As a scanner does it wherever the focus is: fast, and with Enter at the end."""
    for sign in [*code, None]:
        focus = page.window().focusWidget() or page.window()
        if sign is None:
            QTest.keyClick(focus, Qt.Key.Key_Return)
        else:
            QTest.keyClicks(focus, sign)
    settle()
