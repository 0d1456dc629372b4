"""The answers on a form by keys alone: at most as many as it has rows, and three more."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.agreements.school_forms import give_out
from tests.gallery.stage import settle
from tests.ui.agreements.desks import press
from tests.ui.agreements.returning import key_in, of_kind
from trent_desktop.agreements.codes import code_text
from trent_desktop.agreements.giving.batch import BatchPlan, Chosen, Scope
from trent_desktop.agreements.kinds import USUAL, Consent, Kind
from ui.agreements.register.returns_page import ReturnsPage


class Actions(QObject):
    """Counts what a person does: keys pressed, and clicks; a code from a scanner is one of them."""

    def __init__(self) -> None:
        super().__init__()
        self.keys = 0
        self.clicks = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(watched, QWidget):
            return False
        is_key = event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent)
        if is_key and watched is QApplication.focusWidget():
            self.keys += 1
        if event.type() is QEvent.Type.MouseButtonPress:
            self.clicks += 1
        return False


def key(sign: Qt.Key) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, sign)


def test_the_answers_of_a_child_take_as_many_keys_as_rows_and_three(
    page: ReturnsPage, given: BatchPlan, qtbot: QtBot
) -> None:
    school = page.desk.school
    forms = of_kind(page, given, Kind.CONSENTS)[:2]
    said = {use: at % 3 != 1 for at, use in enumerate(USUAL)}
    for form in forms:
        key_in(page, code_text(school.school.id, form.token))  # one pull of the scanner
        done = 1
        rows = len(page.answers.rows)
        assert rows == len(USUAL)
        counted = Actions()
        QApplication.instance().installEventFilter(counted)  # type: ignore[union-attr]
        for given_yes in said.values():
            # However fast: as the hand rolls over two keys, and never as if a scanner had typed it.
            key(Qt.Key.Key_Y if given_yes else Qt.Key.Key_N)
        assert page.answers.keep.hasFocus()
        key(Qt.Key.Key_Return)
        QApplication.instance().removeEventFilter(counted)  # type: ignore[union-attr]
        settle()
        assert counted.keys == rows + 1
        done += counted.keys + counted.clicks
        assert done <= rows + 3
        qtbot.waitUntil(lambda: not page.answers.isVisible())
        settle()
        answers = school.agreements.register.answers_of(form.pupil_id)  # type: ignore[arg-type]
        assert {one.consent: one.given for one in answers} == said


def test_with_the_mouse_it_takes_no_more(page: ReturnsPage, given: BatchPlan) -> None:
    form = of_kind(page, given, Kind.CONSENTS)[0]
    key_in(page, code_text(page.desk.school.school.id, form.token))
    counted = Actions()
    QApplication.instance().installEventFilter(counted)  # type: ignore[union-attr]
    for row in page.answers.rows.values():
        press(row.rows()["yes"])
    press(page.answers.keep)
    QApplication.instance().removeEventFilter(counted)  # type: ignore[union-attr]
    settle()
    assert counted.clicks + 1 <= len(USUAL) + 3
    answers = page.desk.school.agreements.register.answers_of(form.pupil_id)  # type: ignore[arg-type]
    assert all(one.given for one in answers)


def test_a_form_that_does_not_ask_about_class_photographs_is_asked_from_its_first_row(
    page: ReturnsPage,
) -> None:
    """Where walls inside need no consent, the form begins with another question."""
    school = page.desk.school
    school.agreements.purposes.change(dict.fromkeys(USUAL, ""), "Our DPO, 20 November")
    class_id = next(one.id for one in school.people.classes() if one.name == "4B")
    plan = give_out(school, Kind.CONSENTS, chosen=Chosen(Scope.CLASSES, classes=(class_id,)))
    form = of_kind(page, plan, Kind.CONSENTS)[0]
    key_in(page, code_text(school.school.id, form.token))
    assert Consent.PHOTOGRAPHS not in page.answers.rows
    first = next(iter(page.answers.rows.values()))
    assert any(one.hasFocus() for one in first.rows().values())
