"""A purpose of the school's own bears its name on every screen that names it (rule 184)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from tests.agreements.school_forms import give_out
from tests.gallery.stage import Stage, settle
from tests.ui.agreements.desks import desk_of, press
from tests.ui.agreements.editors import open_text
from tests.ui.agreements.quiet import Quiet
from tests.ui.agreements.returning import type_code
from trent_desktop.agreements.giving.batch import Chosen, Scope
from trent_desktop.agreements.kinds import USUAL, Consent, How, Kind
from ui.agreements.look_up import ConsentLookUp
from ui.agreements.register.history import HistorySheet
from ui.agreements.register.never_sheet import NeverSheet
from ui.agreements.register.page import RegisterPage
from ui.agreements.register.returns_page import ReturnsPage
from ui.agreements.register.source_sheet import SourceSheet
from ui.agreements.register.standing_sheet import StandingSheet
from ui.agreements.register.take_down import TakeDownSheet
from ui.agreements.wording.asks_more import AsksMoreSheet
from ui.agreements.wording.page import WordingPage
from ui.components.sheets import Sheet

NAME, PLACEHOLDER = "Yearbook", "Own purpose"
WORDS = "My child may be in the yearbook that Year 6 makes."
OWN = Consent.OWN_1


def reads(where: QWidget) -> str:
    """All that is seen or heard there."""
    found = [where, *where.findChildren(QWidget)]
    words = [one.text() for one in found if isinstance(one, QLabel | QAbstractButton)]
    return "\n".join([*words, *(one.accessibleName() for one in found)])


def bears_its_name(where: QWidget) -> None:
    told = reads(where)
    assert NAME in told, type(where)
    assert PLACEHOLDER not in told, type(where)


def sheet(over: QWidget, kind: type[Sheet]) -> Sheet:
    (found,) = [one for one in over.window().findChildren(kind) if one.isVisible()]
    bears_its_name(found)
    return found


def test_every_screen_calls_it_by_its_name(stage: Stage) -> None:
    desk = desk_of(stage, "head")
    agreements = desk.school.agreements
    own = {**dict.fromkeys(USUAL, ""), OWN: WORDS}
    agreements.purposes.change(own, names={OWN: NAME})
    class_id = next(one.id for one in desk.school.people.classes() if one.name == "4B")
    plan = give_out(desk.school, Kind.CONSENTS, chosen=Chosen(Scope.CLASSES, classes=(class_id,)))

    # The register: its column, what stands, how it was said, and what is to be taken down.
    page = RegisterPage(desk, lambda: None)
    stage.keep(page)
    page.arrive(str(class_id))
    settle()
    model = page.table.model_of
    at = next(n for n, one in enumerate(model.lines[0].answers) if one.consent is OWN)
    column = len(model.columns) - len(model.lines[0].answers) + at
    row = next(n for n, one in enumerate(model.lines) if not one.answers[at].since)
    assert model.headerData(column, Qt.Orientation.Horizontal) == NAME
    page.table.setCurrentIndex(model.index(row, column))
    settle()
    QTest.keyClick(page.table, Qt.Key.Key_Y)
    settle()
    asked = sheet(page, SourceSheet)
    assert isinstance(asked, SourceSheet)
    press(asked.ways[How.TELEPHONE])
    assert page.said.text().count(f"{NAME}: Yes") == 1
    press(page.take_back)
    assert PLACEHOLDER not in page.said.text()  # also while it is on its way
    sheet(page, TakeDownSheet).dismiss()
    settle()
    child = model.lines[row].pupil_id
    press(page.history)
    sheet(page, HistorySheet).dismiss()
    page.ticks.forget()
    QTest.keyClick(page.table, Qt.Key.Key_Y)
    settle()
    stands = sheet(page, StandingSheet)
    assert isinstance(stands, StandingSheet)
    press(stands.change)
    settle()
    press(page.never)
    never = page.sheet
    assert isinstance(never, NeverSheet)
    press(never.change)
    settle()
    sheet(page, TakeDownSheet).dismiss()
    settle()

    # May a picture be used?
    look_up = ConsentLookUp(desk)
    stage.keep(look_up)
    other = next(one for one in plan.forms if one.pupil_id != child)
    QTest.keyClicks(look_up.search, other.name)
    look_up._look()
    settle()
    bears_its_name(look_up)

    # The words: what changes when they do.
    wording = WordingPage(desk, lambda: None)
    stage.keep(wording)
    wording.arrive(None)
    settle()
    editor = open_text(wording, Kind.CONSENTS)
    text = editor.text.toPlainText()
    editor.text.setPlainText(text.replace("that Year 6 makes", "that Year 6 makes and sells"))
    editor.look_again()
    press(editor.view.save)
    asks = sheet(editor, AsksMoreSheet)
    assert isinstance(asks, AsksMoreSheet)
    press(asks.ask_again)
    settle()

    # A form that is back, and that asked in the words before.
    returns = ReturnsPage(desk, lambda: None, sounds=Quiet())
    stage.keep(returns)
    returns.arrive(None)
    settle()
    type_code(returns, other.token)
    assert returns.answers.otherwise.isVisible()
    assert NAME in returns.answers.otherwise.words.text()
    bears_its_name(returns.answers)
    returns.answers.rows[OWN].choose("yes")
    press(returns.answers.keep)
    bears_its_name(returns)  # recorded last
