"""The governors' page: the term told last in pictures, terms before it, a paper; and telling one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout

from trent_desktop.journeys.answers import date_for_people
from trent_desktop.oversight.governors.documents import governors_pdf
from trent_desktop.oversight.governors.terms import Term
from trent_desktop.oversight.governors.values import TermReport, Topic
from trent_desktop.problems import Problem
from trent_desktop.school.people.permissions import Right
from trent_desktop.school.settings.letterhead import letterhead_of
from ui.components.buttons import PrimaryButton, SecondaryButton
from ui.components.choice_box import ChoiceBox
from ui.components.choices import Option
from ui.components.notices import EmptyState, Notice
from ui.components.pages import flow
from ui.components.words import body, strong
from ui.documents import Document
from ui.journeys.direction import isolated
from ui.journeys.sources import Latest
from ui.policy.governors.board import TermBoard
from ui.policy.governors.telling import TellingPage
from ui.shell.fresh import Fresh
from ui.shell.rooms import Desk
from ui.shell.section_room import Section, SectionPage
from ui.theme import SPACE, Tone

_WIDEST = 1180


class GovernorsPage(SectionPage):
    """Starts with the term that was told last."""

    def __init__(self, desk: Desk, back: Callable[[], object]) -> None:
        super().__init__(desk, back)
        self.told: tuple[TermReport, ...] | None = None
        self.page = self.add_page(
            "Governors",
            "Online safety at the school, a term at a time: in numbers, with no names.",
            widest=_WIDEST,
        )
        self._latest = Latest(desk.background, self)
        self._lay_out()
        self.telling: TellingPage | None = None
        if desk.school.may(Right.TELL_GOVERNORS):
            page = self.add_page("What governors would see", back=self.show_told, widest=_WIDEST)
            self.telling = TellingPage(self, page)
            self.telling.shown.connect(self._was_shown)
        Fresh(self.page, (desk.changes.oversight,), self.refresh)

    def _lay_out(self) -> None:
        school = self.desk.school
        column = self.page.column
        self.term = ChoiceBox(name="Which term")
        self.term.changed.connect(lambda _value: self._draw())
        self.paper = SecondaryButton("Print or save it…", "printer")
        self.paper.clicked.connect(self._show_paper)
        tells = school.may(Right.EXPLAIN_FIGURES)
        words = "Show the governors a term…" if tells else "Look at what they would see…"
        self.look = (PrimaryButton if tells else SecondaryButton)(words, "presentation-chart")
        self.look.clicked.connect(self._look)
        column.addWidget(flow(self.term, self.paper, self.look))
        self.look.setVisible(school.may(Right.TELL_GOVERNORS))
        self.trouble = Notice("", Tone.SUN)
        again = SecondaryButton("Try again")
        again.clicked.connect(self.refresh)
        self.trouble.column.addWidget(flow(again))
        self.trouble.hide()
        column.addWidget(self.trouble)
        head = QVBoxLayout()
        head.setSpacing(SPACE.hair)
        self.heading = strong("")
        self.when = body("")
        head.addWidget(self.heading)
        head.addWidget(self.when)
        column.addLayout(head)
        self.board = TermBoard(self._explain if tells else None)
        column.addWidget(self.board)
        self.empty = EmptyState("users-three", "No term has been shown yet", _who_tells(tells))
        column.addWidget(self.empty)
        column.addStretch(1)
        for part in (self.term, self.paper, self.heading, self.when, self.board, self.empty):
            part.hide()

    # ------------------------------------------------------------------ looking

    def arrive(self, place: object | None) -> None:
        """The term that was told last, as it is now."""
        del place
        self.show_told()

    def show_told(self) -> None:
        """The page of what governors see."""
        self.show_page(self.page)
        self.refresh()

    def refresh(self) -> None:
        """Ask what was told."""
        self._latest.ask(self.desk.school.governors.told, self._show, self._cannot_look)

    @property
    def chosen(self) -> TermReport | None:
        """The term that is shown."""
        name = self.term.value
        return next((one for one in self.told or () if one.term.name == name), None)

    def _cannot_look(self, error: Exception) -> None:
        if not isinstance(error, Problem):
            self.desk.shell.say_problem(error)
            return
        self.trouble.say(str(error))
        self.trouble.show()

    def _show(self, told: tuple[TermReport, ...]) -> None:
        self.trouble.hide()
        self.told = told
        self.term.offer(Option(one.term.name, one.term.title) for one in told)
        self.term.setVisible(bool(told))
        self.empty.setVisible(not told)
        self._draw()

    def _draw(self) -> None:
        report = self.chosen
        for part in (self.paper, self.heading, self.when, self.board):
            part.setVisible(report is not None)
        if report is None:
            return
        so_far = "" if report.final else ", so far"
        self.heading.setText(f"{report.term.title}{so_far}")
        self.when.setText(_when(report))
        self.board.show_term(report, self.told or ())

    # ------------------------------------------------------------------ the paper

    def _show_paper(self) -> None:
        report, school = self.chosen, self.desk.school
        if report is None:
            return
        before = [one for one in self.told or () if one.term < report.term]
        now = self.desk.school.governors.now
        self.show_document(
            Document(
                f"For the governors: {report.term.title.lower()}",
                f"Governors {report.term.name}.pdf",
                lambda: governors_pdf(
                    report,
                    before,
                    letterhead_of(school),
                    printed_by=school.member.name,
                    printed_at=now,
                ),
            ),
            self.show_told,
        )

    # ------------------------------------------------------------------ telling

    def _look(self) -> None:
        if self.telling is not None:
            self.show_page(self.telling.page, self.telling.term)
            self.telling.arrive(self.told or ())

    def _was_shown(self, term: Term) -> None:
        self.desk.shell.say(f"The governors see the {term.title.lower()} now.")
        self.show_page(self.page, self.look)
        self._latest.ask(
            self.desk.school.governors.told,
            lambda told: self._show_one(told, term),
            self._cannot_look,
        )

    def _show_one(self, told: tuple[TermReport, ...], term: Term) -> None:
        self._show(told)
        self.term.choose(term.name)
        self._draw()

    def _explain(
        self,
        topic: Topic,
        words: str,
        kept: Callable[[], object],
        refused: Callable[[Exception], object],
    ) -> None:
        report = self.chosen
        if report is None:
            return
        governors, term = self.desk.school.governors, report.term

        def done(_result: object) -> None:
            kept()
            self.refresh()

        self.write(lambda: governors.explain(term, topic, words), done, refused)


def _when(report: TermReport) -> str:
    """From when to when, and who showed it."""
    days = f"{date_for_people(report.term.first)} to {date_for_people(report.term.last)}"
    if report.told_at is None:
        return f"{days}."
    on = date_for_people(report.told_at.astimezone().date())
    by = f" by {isolated(report.told_by)}" if report.told_by else ""
    return f"{days}. Shown{by} on {on}."


def _who_tells(tells: bool) -> str:
    if tells:
        return (
            "Look at what the governors would see of a term, and show it to them. They see "
            "numbers alone, and no child."
        )
    return (
        "The Headteacher shows the governors each term here: what was reported, how long it took, "
        "lessons, agreements and training, in numbers. Until then there is nothing to see."
    )


GOVERNORS = Section(
    "governors",
    "Governors",
    "users-three-fill",
    "A term in pictures: what was reported, how long it took, what was taught. With no names.",
    GovernorsPage,
    may_open=lambda school: school.may(Right.SEE_GOVERNORS_PAGE),
)
