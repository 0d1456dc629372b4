"""Checks of filter and monitoring: what is due, what was found, and writing one down."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trent_desktop.journeys.answers import date_for_people
from trent_desktop.oversight.filter_checks.values import (
    Check,
    FilterChecks,
    NewCheck,
    NewYearlyReview,
    YearlyReview,
)
from trent_desktop.reports.timeline_words import defused
from trent_desktop.roles import Role
from trent_desktop.school.people.permissions import Right
from ui.components.buttons import LinkButton, PrimaryButton, QuietButton, SecondaryButton
from ui.components.cards import Card
from ui.components.fields import FieldBlock, TextField
from ui.components.focus_kept import focus_kept
from ui.components.marks import Chip, Hairline, Icon
from ui.components.notices import EmptyState, Notice
from ui.components.pages import ScrollPage, clear_layout, flow
from ui.components.sheets import Sheet
from ui.components.words import Words, body, soft, strong
from ui.journeys.direction import isolated
from ui.policy.filter_checks.forms import CheckForm, ReviewForm
from ui.shell.fresh import Fresh
from ui.shell.rooms import Desk, SchoolSection
from ui.shell.section_room import Section, SectionPage
from ui.theme import SPACE, Tone

#: More of them are on the yearly paper.
_MOST = 40


class FilterChecksPage(SectionPage):
    """Starts with what is written down."""

    def __init__(self, desk: Desk, back: Callable[[], object]) -> None:
        super().__init__(desk, back)
        self.clock = lambda: desk.school.filter_checks.now
        self.page = self.add_page(
            "Checks of the filter",
            "Whether the filter blocks what it should, lets through what lessons need, and is "
            "watched: tried on different devices, in different places, as different people.",
        )
        self.add_check = PrimaryButton("Write down a check…", "checks")
        self.add_check.clicked.connect(self._new_check)
        self.add_review = SecondaryButton("Write down the yearly review…", "users-three")
        self.add_review.clicked.connect(self._new_review)
        paper = LinkButton("The yearly paper is in the school’s settings")
        paper.clicked.connect(lambda: desk.shell.go("school", SchoolSection("settings")))
        self.page.column.addWidget(flow(self.add_check, self.add_review))
        self.place = QVBoxLayout()
        self.place.setSpacing(SPACE.base)
        self.page.column.addLayout(self.place)
        self.page.column.addWidget(paper, 0, Qt.AlignmentFlag.AlignLeft)
        paper.setVisible(desk.school.may(Right.REVIEW_FILTER))
        self.page.column.addStretch(1)
        self.found: FilterChecks | None = None
        self._shown: tuple[dt.date, FilterChecks] | None = None
        self.form: CheckForm | ReviewForm | None = None
        self.sheet: Sheet | None = None
        self._one: ScrollPage | None = None
        Fresh(self.page, (desk.changes.oversight,), self.refresh)

    def arrive(self, place: object | None) -> None:
        """What is written down now."""
        del place
        self._show_list()

    def _show_list(self) -> None:
        self.show_page(self.page)
        self.refresh()

    def refresh(self) -> None:
        """Read it anew."""
        self.run(self.desk.school.filter_checks.everything, self._show)

    def _show(self, found: FilterChecks) -> None:
        now = self.clock().astimezone().date(), found
        if now == self._shown:
            return  # rows stay under the mouse
        self._shown = now
        self.found = found
        with focus_kept(self):
            clear_layout(self.place)
            self.place.addWidget(self._due(found))
            if not found.checks and not found.reviews:
                self.place.addWidget(
                    EmptyState(
                        "checks",
                        "Nothing is written down yet",
                        "Take a pupil’s device, sign in as a pupil, and try the list.",
                    )
                )
            if found.checks:
                self.place.addWidget(self._card("Checks", map(self._check, found.checks[:_MOST])))
            if found.reviews:
                self.place.addWidget(self._card("Yearly reviews", map(_review, found.reviews)))

    def _due(self, found: FilterChecks) -> QWidget:
        today = self.clock().astimezone().date()
        late = found.next_check <= today or found.next_review <= today
        words = (
            f"The next check {'was due' if found.next_check < today else 'is due'} "
            f"on {date_for_people(found.next_check)}, the next review with the governors "
            f"on {date_for_people(found.next_review)}."
        )
        return Notice(words, Tone.SUN if late else Tone.LEAF, icon="clock" if late else "check")

    def _card(self, title: str, rows: Iterable[QWidget]) -> QWidget:
        card = Card(gap=SPACE.near)
        card.column.addWidget(Words(title, "heading"))
        for number, row in enumerate(rows):
            if number:
                card.column.addWidget(Hairline())
            card.column.addWidget(row)
        return card

    def _check(self, one: Check) -> QWidget:
        icon, tone = ("warning-circle", "coral") if one.bad else ("checks", "leaf")
        row, words, side = _frame(icon, "soft" if one.taken_back else tone)
        words.addWidget(strong(f"{date_for_people(one.on)}: {isolated(one.device)}"))
        where = f"{isolated(one.place)}, as {one.profile.words.lower()}, by {isolated(one.by)}"
        words.addWidget(soft(where))
        for item in one.bad:
            words.addWidget(body(f"Not as it should be: {item.words}"))
        if one.done:
            words.addWidget(body(defused(one.done)))
        if one.taken_back:
            words.addWidget(soft(f"Does not count: {defused(one.taken_back)}"))
            side.addWidget(Chip("Taken back", Tone.PLAIN), 0, Qt.AlignmentFlag.AlignRight)
        else:
            chip = (
                Chip("Not as it should be", Tone.CORAL, "warning-circle")
                if one.bad
                else Chip("As it should be", Tone.LEAF, "check")
            )
            side.addWidget(chip, 0, Qt.AlignmentFlag.AlignRight)
            back = QuietButton(
                "Take back…", name=f"Take back the check of {date_for_people(one.on)}"
            )
            back.clicked.connect(lambda _=False, it=one: self._ask(it))
            side.addWidget(back, 0, Qt.AlignmentFlag.AlignRight)
        side.addStretch(1)
        return row

    # ------------------------------------------------------------------ writing down

    def _new_check(self) -> None:
        page = self._new_page("A check of the filter")
        self.form = CheckForm(page, self.clock, self._save_check, self._show_list)
        self.show_page(page, self.form.device)

    def _new_review(self) -> None:
        page = self._new_page("The yearly review")
        before = self.found.reviews[0] if self.found and self.found.reviews else None
        people = self.desk.school.people.members()
        dsl = next((one.name for one in people if one.active and Role.DSL in one.roles), "")
        self.form = ReviewForm(page, self.clock, before, dsl, self._save_review, self._show_list)
        self.show_page(page, self.form.names["leader"])

    def _save_check(self, new: NewCheck) -> None:
        checks = self.desk.school.filter_checks
        self.write(lambda: checks.add_check(new), self._saved, self._refused)

    def _save_review(self, new: NewYearlyReview) -> None:
        checks = self.desk.school.filter_checks
        self.write(lambda: checks.add_review(new), self._saved, self._refused)

    def _saved(self, _result: object) -> None:
        self.desk.shell.say("Written down.")
        self._show_list()

    def _refused(self, error: Exception) -> None:
        if self.form is None or not self.form.refuse(error):
            self.desk.shell.say_problem(error)

    def _ask(self, one: Check) -> None:
        sheet = self.sheet = Sheet(self, "Take this check back?", widest=560)
        sheet.column.addWidget(body("It stays in the list with the reason, and does not count."))
        why = TextField(name="Why?")
        block = FieldBlock("Why?", why)
        sheet.column.addWidget(block)
        act = PrimaryButton("Take it back")
        checks, id_ = self.desk.school.filter_checks, uuid.uuid4()

        def refused(error: Exception) -> None:
            act.setEnabled(True)
            block.show_error(str(error))
            why.setFocus(Qt.FocusReason.OtherFocusReason)

        def done(_result: object) -> None:
            sheet.dismiss()
            self.refresh()

        def press() -> None:
            act.setEnabled(False)
            text = why.text()
            self.write(lambda: checks.take_back(one.id, text, id_=id_), done, refused)

        act.clicked.connect(press)
        sheet.add_buttons(act)
        sheet.open()

    def _new_page(self, heading: str) -> ScrollPage:
        if self._one is not None:
            self.drop(self._one)
        page = self._one = self.add_page(heading, back=self._show_list)
        return page


def _frame(icon: str, tone: str) -> tuple[QWidget, QVBoxLayout, QVBoxLayout]:
    """A row with an icon: where its words go, and what stands at its side."""
    row = QWidget()
    beside = QHBoxLayout(row)
    beside.setContentsMargins(0, 0, 0, 0)
    beside.setSpacing(SPACE.near)
    beside.addWidget(Icon(icon, 24, tone), 0, Qt.AlignmentFlag.AlignTop)
    left, words, side = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
    words.setSpacing(2)
    left.addLayout(words)
    left.addStretch(1)
    beside.addLayout(left, 1)
    beside.addLayout(side)
    return row, words, side


def _review(one: YearlyReview) -> QWidget:
    row, words, _side = _frame("users-three", "act")
    words.addWidget(strong(date_for_people(one.on)))
    words.addWidget(
        soft(
            f"Responsible: {isolated(one.leader)} for the leaders, {isolated(one.governor)} for "
            f"the governors, {isolated(one.dsl)} as safeguarding lead, {isolated(one.provider)} "
            "for the filter itself"
        )
    )
    words.addWidget(body(defused(one.found)))
    if one.changes:
        words.addWidget(body(f"To be changed: {defused(one.changes)}"))
    return row


FILTER_CHECKS = Section(
    "filter-checks",
    "Checks of the filter",
    "checks",
    "Whether filter and monitoring do what they should: when it was tried, and what came out.",
    FilterChecksPage,
    may_open=lambda school: school.may(Right.CHECK_FILTER),
)
