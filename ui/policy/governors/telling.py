"""Looking at what governors would see of a term, and showing it to them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from trent_desktop.oversight.governors.terms import Term
from trent_desktop.oversight.governors.values import TermReport
from trent_desktop.problems import Problem
from trent_desktop.school.people.permissions import Right
from ui.components.buttons import PrimaryButton, SecondaryButton
from ui.components.choice_box import ChoiceBox
from ui.components.choices import Option
from ui.components.notices import EmptyState, Notice
from ui.components.pages import ScrollPage, flow
from ui.components.sheets import Sheet
from ui.components.words import body
from ui.journeys.sources import Latest
from ui.policy.governors.board import TermBoard
from ui.theme import Tone

if TYPE_CHECKING:
    from ui.shell.section_room import SectionPage


class TellingPage(QObject):
    """Fills `page`. `shown` gives the term that governors see from now on."""

    shown = Signal(object)  # Term

    def __init__(self, section: SectionPage, page: ScrollPage) -> None:
        super().__init__(section)
        self._section = section
        self._desk = section.desk
        self.page = page
        self._told: Sequence[TermReport] = ()
        self.report: TermReport | None = None
        self.sheet: Sheet | None = None
        self._terms: dict[str, Term] = {}
        self._latest = Latest(self._desk.background, section)
        column = page.column
        self.term = ChoiceBox(name="Which term to look at")
        self.term.changed.connect(lambda _value: self.look())
        self.act = PrimaryButton("Show it to the governors…", "eye")
        self.act.clicked.connect(self._ask)
        self.act.setEnabled(False)
        column.addWidget(flow(self.term, self.act))
        self.act.setVisible(self._desk.school.may(Right.EXPLAIN_FIGURES))
        self.notice = Notice("", Tone.SUN)
        self.again = SecondaryButton("Try again")
        self.again.clicked.connect(self.look)
        self.notice.column.addWidget(flow(self.again))
        self.notice.hide()
        column.addWidget(self.notice)
        self.state = body("")
        column.addWidget(self.state)
        self.board = TermBoard()
        self.board.hide()
        column.addWidget(self.board)
        self.nothing = EmptyState(
            "check-circle", "Every term has been shown", "What was shown of them stays as it is."
        )
        self.nothing.hide()
        column.addWidget(self.nothing)
        column.addStretch(1)

    def arrive(self, told: Sequence[TermReport]) -> None:
        """She came here. `told` are the terms that governors see already."""
        self._told = told
        self._forget()
        self._latest.ask(self._desk.school.governors.to_tell, self._offer, self._failed)

    def look(self) -> None:
        """Count the term that is chosen. It takes a moment, so what stood there goes first."""
        term = self._terms.get(self.term.value)
        if term is None:
            return
        self._forget()
        self.state.setText("Counting…")
        governors = self._desk.school.governors
        self._latest.ask(lambda: governors.look(term), self._show, self._failed)

    def _forget(self) -> None:
        self.report = None
        self.act.setEnabled(False)
        self.board.hide()
        self.notice.hide()
        self.nothing.hide()
        self.state.setText("")

    def _offer(self, terms: tuple[Term, ...]) -> None:
        self._terms = {one.name: one for one in terms}
        self.term.offer(Option(one.name, one.title) for one in terms)
        self.term.setVisible(bool(terms))
        self.nothing.setVisible(not terms)
        self.look()

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, Problem):
            self._desk.shell.say_problem(error)
            return
        self.state.setText("")
        self.notice.say(str(error))
        self.notice.show()

    def _show(self, report: TermReport) -> None:
        self.report = report
        self.act.setEnabled(True)
        if report.final:
            words = "The term is over. Governors do not see this until it is shown."
        else:
            words = (
                "The term so far. Governors do not see this until it is shown; it can be shown "
                "again later in the term."
            )
        if not self._desk.school.may(Right.EXPLAIN_FIGURES):
            words += " The Headteacher shows it to the governors."
        self.state.setText(words)
        self.board.show_term(report, self._told)
        self.board.show()

    # ------------------------------------------------------------------ showing it to them

    def _ask(self) -> None:
        report = self.report
        if report is None:
            return
        sheet = self.sheet = Sheet(
            self._section, f"Show the governors the {report.term.title.lower()}?", widest=580
        )
        sheet.column.addWidget(
            body("Governors see these numbers and pictures, and your sentences. They see no name.")
        )
        once = (
            "This term is over, so it is shown once: its numbers then stand, and cannot be counted "
            "again. The sentences can still be changed."
            if report.final
            else "While the term lasts you may show it again, and the newer numbers take the place "
            "of these. Numbers by year group come when it is over."
        )
        sheet.column.addWidget(body(once))
        problem = Notice("", Tone.CORAL)
        problem.hide()
        sheet.column.addWidget(problem)
        act = PrimaryButton("Show it to them")
        leave = SecondaryButton("Not yet")
        governors = self._desk.school.governors

        def done(_result: object) -> None:
            sheet.dismiss()
            self.shown.emit(report.term)

        def refused(error: Exception) -> None:
            act.setEnabled(True)
            if not isinstance(error, Problem):
                sheet.dismiss()
                self._desk.shell.say_problem(error)
                return
            problem.say(str(error))
            problem.show()

        def press() -> None:
            act.setEnabled(False)
            self._section.write(lambda: governors.tell(report), done, refused)

        act.clicked.connect(press)
        leave.clicked.connect(sheet.dismiss)
        sheet.add_buttons(act, leave)
        sheet.open()
