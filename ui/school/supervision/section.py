"""The register of supervision: what holds, what is over, and ending one early."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trent_desktop.journeys.answers import date_for_people
from trent_desktop.problems import AnswersRefused
from trent_desktop.reports.supervision.values import Entry
from trent_desktop.reports.timeline_words import defused
from trent_desktop.school.people.permissions import Right
from ui.components.buttons import PrimaryButton, QuietButton
from ui.components.cards import Card
from ui.components.fields import FieldBlock, TextArea
from ui.components.focus_kept import focus_kept
from ui.components.marks import Chip, Hairline, Icon
from ui.components.notices import EmptyState
from ui.components.pages import clear_layout
from ui.components.sheets import Sheet
from ui.components.words import Words, body, soft, strong
from ui.journeys.direction import isolated, joined
from ui.shell.fresh import Fresh
from ui.shell.rooms import Desk, OpenCase
from ui.shell.section_room import Section, SectionPage
from ui.theme import SPACE, Tone


class SupervisionPage(SectionPage):
    """One card with a row for each entry."""

    def __init__(self, desk: Desk, back: Callable[[], object]) -> None:
        super().__init__(desk, back)
        self.page = self.add_page(
            "Under supervision",
            "Who uses the school’s computers only with a grown-up beside them. Teachers of the "
            "class see the name and the last day, and nothing more. It ends automatically.",
        )
        self.place = QVBoxLayout()
        self.page.column.addLayout(self.place)
        self.page.column.addStretch(1)
        self.sheet: Sheet | None = None
        self.why: TextArea | None = None
        self.act: PrimaryButton | None = None
        self.ends: dict[str, QuietButton] = {}
        self._shown: tuple[dt.date, tuple[Entry, ...]] | None = None
        Fresh(self.page, (desk.changes.directory,), self.refresh)

    def arrive(self, place: object | None) -> None:
        """The register now."""
        self.show_page(self.page)
        self.refresh()

    def refresh(self) -> None:
        """Read it anew."""
        self.run(self.desk.school.supervision.register, self._show)

    def _show(self, entries: tuple[Entry, ...]) -> None:
        now = self.desk.school.supervision.today, entries
        if now == self._shown:
            return  # rows stay under the mouse
        self._shown = now
        with focus_kept(self):
            clear_layout(self.place)
            self.ends = {}
            if not entries:
                self.place.addWidget(
                    EmptyState(
                        "eye",
                        "Nobody",
                        "An entry is made from a report that somebody got round the filter.",
                    )
                )
                return
            card = Card(gap=SPACE.near)
            for number, one in enumerate(entries):
                if number:
                    card.column.addWidget(Hairline())
                card.column.addWidget(self._row(one))
            self.place.addWidget(card)

    def _row(self, one: Entry) -> QWidget:
        row = QWidget()
        beside = QHBoxLayout(row)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(SPACE.near)
        holds = one.holds(self.desk.school.supervision.today)
        tone = "sun" if holds else "soft"
        beside.addWidget(Icon("eye", 24, tone), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(strong(joined(isolated(one.name), one.class_name)))
        words.addWidget(soft(f"{date_for_people(one.first)} to {date_for_people(one.last)}"))
        words.addWidget(body(defused(one.reason)))
        words.addWidget(Words(f"Decided by {isolated(one.made_by)}", "small", "soft"))
        if one.ended_at is not None:
            on = date_for_people(one.ended_at.astimezone().date())
            said = f"Ended early on {on} by {isolated(one.ended_by)}: {defused(one.ended_why)}"
            words.addWidget(Words(said, "small", "soft"))
        words.addStretch(1)
        beside.addLayout(words, 1)
        side = QVBoxLayout()
        chip = Chip("Holds", Tone.SUN, "eye") if holds else Chip("Over", Tone.PLAIN, "check")
        side.addWidget(chip, 0, Qt.AlignmentFlag.AlignRight)
        if one.case_id is not None:
            to_case = QuietButton("Report", name=f"Open the report about {one.name}")
            to_case.clicked.connect(
                lambda _=False, case=one.case_id: self.desk.shell.go("reports", OpenCase(case))
            )
            side.addWidget(to_case, 0, Qt.AlignmentFlag.AlignRight)
        if holds:
            end = QuietButton("End it early…", name=f"End it early for {one.name}")
            end.clicked.connect(lambda _=False, it=one: self._ask(it))
            self.ends[str(one.id)] = end
            side.addWidget(end, 0, Qt.AlignmentFlag.AlignRight)
        side.addStretch(1)
        beside.addLayout(side)
        return row

    # ------------------------------------------------------------------ ending early

    def _ask(self, one: Entry) -> None:
        sheet = self.sheet = Sheet(self, "End it early?", widest=560)
        sheet.column.addWidget(body(f"{isolated(one.name)} may use computers like others again."))
        self.why = TextArea(name="Why?")
        block = FieldBlock("Why?", self.why, hint="Only those who see this list read it.")
        sheet.column.addWidget(block)
        act = self.act = PrimaryButton("End it")
        sheet.add_buttons(act)
        why, supervision = self.why, self.desk.school.supervision

        def refused(error: Exception) -> None:
            act.setEnabled(True)
            if isinstance(error, AnswersRefused):
                block.show_error(error.errors[0][1])
            else:
                self.desk.shell.say_problem(error)

        def done(_result: object) -> None:
            sheet.dismiss()
            self.desk.shell.say("Ended.")
            self.refresh()

        def press() -> None:
            act.setEnabled(False)
            text = why.toPlainText()
            self.write(lambda: supervision.end(one.id, text), done, refused)

        act.clicked.connect(press)
        sheet.open()


SUPERVISION = Section(
    "supervision",
    "Under supervision",
    "eye-fill",
    "Who uses computers only with a grown-up beside them, and until when.",
    SupervisionPage,
    may_open=lambda school: school.may(Right.SEE_SUPERVISION),
)
