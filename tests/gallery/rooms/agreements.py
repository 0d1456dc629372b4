"""The Agreements room: look-up, printing, returns, register, families, wording."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from tests.gallery.stage import Stage, screen, settle
from trent_desktop.agreements.giving.batch import Scope, usual_day
from trent_desktop.agreements.kinds import USUAL, Consent, How, Kind
from trent_desktop.agreements.register.returned import Source
from trent_desktop.agreements.register.voices import Why
from ui.agreements.giving.families import FamiliesPage
from ui.agreements.giving.printing_page import PrintPage
from ui.agreements.paper.letters import today_of
from ui.agreements.register.history import HistorySheet
from ui.agreements.register.no_longer_sheet import NoLongerSheet
from ui.agreements.register.page import RegisterPage
from ui.agreements.register.returns_page import ReturnsPage
from ui.agreements.room import AgreementsPage
from ui.agreements.wording.page import WordingPage
from ui.program import Program
from ui.shell.rooms import AgreementsSection


def at(stage: Stage, section: str, who: str = "ict") -> tuple[Program, QWidget]:
    program = stage.signed_in(who)
    program.window.inside.go("agreements", AgreementsSection(section) if section else None)
    settle()
    room = program.window.inside.findChild(AgreementsPage)
    assert room is not None
    page = room.stack.currentWidget()
    assert page is not None
    return program, page


@screen("agreements")
def front(stage: Stage) -> QWidget:
    return at(stage, "", "teacher1")[0].window


@screen("agreements-look-up")
def look_up(stage: Stage) -> QWidget:
    program, _ = at(stage, "", "teacher1")
    room = program.window.inside.findChild(AgreementsPage)
    assert room is not None
    room.look_up.search.setText("sofia")
    room.look_up._look()
    settle()
    return program.window


def printing_of(stage: Stage) -> tuple[Program, PrintPage]:
    program, page = at(stage, "print")
    assert isinstance(page, PrintPage)
    return program, page


@screen("agreements-print")
def printing(stage: Stage) -> QWidget:
    program, _page = printing_of(stage)
    settle(40)
    return program.window


@screen("agreements-print-more")
def printing_more(stage: Stage) -> QWidget:
    program, page = printing_of(stage)
    page.choices.scope.choose(Scope.YEARS.value)
    page.choices.years.choose(["3", "4", "5", "6"])
    page.choices.more.click()
    page.plan()
    page.view.left.verticalScrollBar().setValue(420)
    settle(40)
    return program.window


@screen("agreements-print-pages")
def printing_pages(stage: Stage) -> QWidget:
    program, page = printing_of(stage)
    page.choices.language.choose("tr")
    page.choices.cover.setChecked(False)
    page.plan()
    page.view.turn(to_pages=True)
    settle(40)
    page.view.pages.go_to(1)
    settle(20)
    return program.window


@screen("agreements-returns")
def returns(stage: Stage) -> QWidget:
    program, page = at(stage, "returns")
    assert isinstance(page, ReturnsPage)
    from tests.ui.agreements.quiet import Quiet
    from trent_desktop.agreements.codes import code_text

    page._sounds = Quiet()
    school = page.desk.school
    batch = next(one for one in school.agreements.batches.issued() if Kind.CONSENTS in one.kinds)
    plan = school.agreements.batches.again(batch.id)
    chosen = [
        next(
            one
            for one in plan.forms
            if one.kind is kind
            and one.pupil_id is not None
            and (state := school.agreements.register.pupil(one.pupil_id).cells[kind].state)
            and state.is_waited_for
        )
        for kind in (Kind.PARENT, Kind.CONSENTS)
    ]
    for form in chosen:
        page.field.setText(code_text(school.school.id, form.token))
        page.scan()
        settle()
    return program.window


@screen("agreements-returns-no-stands")
def returns_no_stands(stage: Stage) -> QWidget:
    """The form is older than what the family said since."""
    program, page = at(stage, "returns")
    assert isinstance(page, ReturnsPage)
    from tests.ui.agreements.quiet import Quiet
    from trent_desktop.agreements.codes import code_text

    page._sounds = Quiet()
    school = page.desk.school
    agreements = school.agreements
    batch = next(one for one in agreements.batches.issued() if Kind.CONSENTS in one.kinds)
    form = next(
        one
        for one in agreements.batches.again(batch.id).forms
        if one.kind is Kind.CONSENTS
        and one.pupil_id is not None
        and (state := agreements.register.pupil(one.pupil_id).cells[one.kind].state)
        and state.is_waited_for
    )
    assert form.pupil_id is not None
    for agreed in (True, False):
        uses = (Consent.PHOTOGRAPHS, Consent.PRESS)
        agreements.returns.answer(form.pupil_id, dict.fromkeys(uses, agreed))
    page.field.setText(code_text(school.school.id, form.token))
    page.scan()
    settle()
    page.page.verticalScrollBar().setValue(page.page.verticalScrollBar().maximum())
    return program.window


@screen("agreements-returns-ask")
def returns_ask(stage: Stage) -> QWidget:
    window = returns_no_stands(stage)
    (page,) = window.findChildren(ReturnsPage)
    for row in page.answers.rows.values():
        row.choose("yes")
    page.answers.keep.click()
    settle()
    return window


def register_of(stage: Stage, who: str = "ict") -> tuple[Program, RegisterPage]:
    program, page = at(stage, "register", who)
    assert isinstance(page, RegisterPage)
    return program, page


@screen("agreements-register")
def register(stage: Stage) -> QWidget:
    return register_of(stage, "teacher1")[0].window


@screen("agreements-register-consent")
def register_consent(stage: Stage) -> QWidget:
    program, page = register_of(stage, "teacher1")
    page.table.setCurrentIndex(page.table.model_of.index(2, 6))
    settle()
    return program.window


def never_of(stage: Stage) -> tuple[Program, RegisterPage]:
    """One child is marked by the DSL: nothing of them is ever shown."""
    program, page = register_of(stage, "dsl")
    line = page.table.model_of.lines[2]
    page.desk.school.agreements.returns.mark_never(line.pupil_id, never=True)
    page.refresh()
    settle()
    page.table.setCurrentIndex(page.table.model_of.index(2, 6))
    settle()
    return program, page


@screen("agreements-register-never")
def register_never(stage: Stage) -> QWidget:
    return never_of(stage)[0].window


@screen("agreements-never-set")
def never_set(stage: Stage) -> QWidget:
    program, page = never_of(stage)
    page.table.setCurrentIndex(page.table.model_of.index(3, 6))
    page.never.click()
    settle()
    return program.window


@screen("agreements-never-take-off")
def never_take_off(stage: Stage) -> QWidget:
    program, page = never_of(stage)
    page.never.click()
    settle()
    return program.window


def history_of(stage: Stage) -> tuple[Program, HistorySheet]:
    """Two parents have answered, and what one of them said counts no longer."""
    program, page = register_of(stage, "dsl")
    line, agreements = page.table.model_of.lines[3], page.desk.school.agreements
    for by, given in (("Mr Aziz", False), ("Mrs Aziz", True)):
        source = Source(How.TELEPHONE, by)
        agreements.returns.answer(line.pupil_id, dict.fromkeys(USUAL, given), source=source)
    voice = next(one for one in agreements.voices.of(line.pupil_id) if one.said_by == "Mr Aziz")
    day, shown = today_of(page.desk.school), voice.answer_ids
    agreements.voices.end(line.pupil_id, voice.said_by, Why.DIED, day, shown=shown)
    page.refresh()
    settle()
    page.table.setCurrentIndex(page.table.model_of.index(3, 6))
    page.history.click()
    settle()
    assert isinstance(page.sheet, HistorySheet)
    return program, page.sheet


@screen("agreements-history")
def history(stage: Stage) -> QWidget:
    return history_of(stage)[0].window


@screen("agreements-no-longer")
def no_longer(stage: Stage) -> QWidget:
    program, told = history_of(stage)
    told.no_longer.click()
    settle()
    (sheet,) = program.window.findChildren(NoLongerSheet)
    sheet.why.choose(Why.OTHER.value)
    settle()
    return program.window


@screen("agreements-remind")
def remind(stage: Stage) -> QWidget:
    program, page = register_of(stage, "teacher1")
    page.ask_whom()
    settle()
    return program.window


@screen("agreements-letters")
def letters(stage: Stage) -> QWidget:
    program, page = register_of(stage, "teacher1")
    page._remind(False, False, usual_day(today_of(page.desk.school)))
    settle(40)
    return program.window


@screen("agreements-staff")
def staff(stage: Stage) -> QWidget:
    program, page = register_of(stage)
    page.show_staff()
    settle()
    return program.window


@screen("agreements-families")
def families(stage: Stage) -> QWidget:
    program, page = at(stage, "families")
    assert isinstance(page, FamiliesPage)
    page.special.setChecked(True)
    settle()
    return program.window


@screen("agreements-family")
def family(stage: Stage) -> QWidget:
    program, page = at(stage, "families")
    assert isinstance(page, FamiliesPage)
    page.special.setChecked(True)
    page._open(page.model.index(0))
    settle()
    return program.window


@screen("agreements-printed")
def printed(stage: Stage) -> QWidget:
    return at(stage, "printed")[0].window


def wording_of(stage: Stage, who: str = "ict") -> tuple[Program, WordingPage]:
    program, page = at(stage, "wording", who)
    assert isinstance(page, WordingPage)
    return program, page


@screen("agreements-wording")
def wording(stage: Stage) -> QWidget:
    return wording_of(stage)[0].window


@screen("agreements-wording-languages")
def wording_languages(stage: Stage) -> QWidget:
    program, page = wording_of(stage)
    page.show_languages(Kind.PARENT)
    settle()
    return program.window


@screen("agreements-wording-editor")
def wording_editor(stage: Stage) -> QWidget:
    program, page = wording_of(stage)
    page.edit(Kind.PUPIL_KS1, "en")
    settle(40)
    return program.window


@screen("agreements-wording-faults")
def wording_faults(stage: Stage) -> QWidget:
    program, page = wording_of(stage)
    page.edit(Kind.PARENT, "en")
    editor = page.editor
    assert editor is not None
    editor.text.setPlainText(editor.text.toPlainText().replace("my child", "{my child}", 1))
    editor.look_again()
    settle(40)
    return program.window
