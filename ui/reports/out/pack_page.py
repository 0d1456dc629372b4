"""The pack for the next school of one child: what goes, where to, and the packs that were sent."""

from __future__ import annotations

import datetime as dt
import uuid
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trent_desktop.clock import Clock
from trent_desktop.reports.out.packed import PATIENCE, SCHOOL_MISSING, Pack, PackPlan, SentPack
from trent_desktop.reports.timeline_words import defused
from trent_desktop.school.settings.letterhead import letterhead_of
from ui.components.buttons import BackLink, LinkButton, PrimaryButton
from ui.components.cards import Card
from ui.components.fields import FieldBlock, TextField
from ui.components.focus_kept import focus_if_before_her
from ui.components.notices import Notice
from ui.components.pages import ScrollPage, clear_layout, flow
from ui.components.sheets import Sheet
from ui.components.words import Words, soft
from ui.documents import Places, SystemPlaces
from ui.documents.saving import save_file
from ui.journeys.moments import day_for_people
from ui.reports.case_parts import icon_row
from ui.reports.out.password_sheet import ask_password
from ui.shell.rooms import Desk
from ui.theme import SPACE, Tone

WHY = "This pack leaves the program. It is written down in each of the reports that it went."
ONCE = (
    "Write this down now: it is shown once and kept nowhere. Tell it to the next school’s "
    "safeguarding lead by telephone, never in the message that brings the pack."
)
NOTHING_GOES = "There is no report of this child that may go into a pack."


class PackPage(QWidget):
    """`left` says that she pressed Back."""

    left = Signal()

    def __init__(
        self,
        desk: Desk,
        pupil_id: uuid.UUID,
        clock: Clock,
        *,
        places: Places | None = None,
        back: str = "The copy",
    ) -> None:
        super().__init__()
        self._desk = desk
        self._clock = clock
        self._pupil_id = pupil_id
        self._places: Places = places or SystemPlaces("Save the pack", "ZIP", "zip")
        self._plan: PackPlan | None = None
        self.sheet: Sheet | None = None
        self.back = BackLink(back)
        self.title = Words("Pack for the next school", "title")
        self.title.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.title.setProperty("ownFocus", True)
        self.child = Words("", "body", "soft")
        self.cases = QVBoxLayout()
        self.cases.setSpacing(SPACE.hair)
        self.to = TextField(name="Which school gets it?")
        self.to_block = FieldBlock("Which school gets it?", self.to)
        self.make = PrimaryButton("Make the pack…", "package")
        self.passphrase = Notice("", Tone.SUN, heading="The passphrase")
        self.code = Words("", "title")
        self.sent_card = Card(pad=SPACE.wide, gap=SPACE.near)
        self.sent = QVBoxLayout()
        self._lay_out()
        self.back.clicked.connect(self.left)
        self.make.clicked.connect(self._ask)
        self.to.textChanged.connect(lambda _text: self.to_block.show_error(""))
        self._read()

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        page = ScrollPage(widest=820, top=SPACE.wide)
        outer.addWidget(page)
        column = page.column
        column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.title)
        column.addWidget(self.child)
        card = Card(pad=SPACE.wide, gap=SPACE.near)
        card.column.addWidget(Words("Reports about this child", "heading"))
        card.column.addLayout(self.cases)
        card.column.addWidget(self.to_block)
        card.column.addWidget(flow(self.make))
        column.addWidget(card)
        self.passphrase.column.addWidget(self.code)
        self.passphrase.hide()
        column.addWidget(self.passphrase)
        self.sent_card.column.addWidget(Words("Packs that were sent", "heading"))
        self.sent_card.column.addLayout(self.sent)
        self.sent_card.hide()
        column.addWidget(self.sent_card)
        column.addStretch(1)

    # ------------------------------------------------------------------ reading

    def _read(self) -> None:
        packs, pupil_id = self._desk.school.packs, self._pupil_id
        self.make.setEnabled(False)
        operation = self._desk.background.run(
            lambda: (packs.look(pupil_id), packs.sent()), parent=self
        )
        operation.then(lambda found: self._show(*found), self._desk.shell.say_problem)

    def _show(self, plan: PackPlan, sent: tuple[SentPack, ...]) -> None:
        self._plan = plan
        self.child.setText(plan.pupil)
        clear_layout(self.cases)
        for one in plan.cases:
            name = f"{one.reference}: {defused(one.title)}"
            icon, colour = ("prohibit", "coral") if one.stays else ("check-circle-fill", "leaf")
            self.cases.addWidget(icon_row(icon, name, one.stays or "Goes into the pack", colour))
        if not plan.going:
            self.cases.addWidget(soft(NOTHING_GOES))
        self.make.setEnabled(bool(plan.going))
        self._show_sent(sent)
        focus_if_before_her(self.title)

    def _show_sent(self, sent: tuple[SentPack, ...]) -> None:
        clear_layout(self.sent)
        for one in sent:
            self.sent.addWidget(self._row(one))
        self.sent_card.setVisible(bool(sent))

    def _row(self, one: SentPack) -> QWidget:
        today = self._today()
        sent = f"Sent {day_for_people(one.sent, today)}"
        if one.arrived is not None:
            words, icon, colour = (
                f"receipt of {day_for_people(one.arrived, today)}",
                "check-circle-fill",
                "leaf",
            )
        elif one.late:
            words = f"no receipt for {PATIENCE} school days: ring the school"
            icon, colour = "warning-fill", "coral"
        else:
            words, icon, colour = "waiting for the receipt", "clock", "soft"
        row = icon_row(icon, f"{one.number} for {one.to}", f"{sent}, {words}", colour)
        layout = row.layout()
        if one.arrived is None and layout is not None:
            link = LinkButton(
                "The receipt came", kind="small", name=f"The receipt came: {one.number}"
            )
            link.clicked.connect(lambda: self._came(link, one.number))
            layout.addWidget(link)
        return row

    def _today(self) -> dt.date:
        return self._clock().astimezone().date()

    def _came(self, link: LinkButton, number: str) -> None:
        link.setEnabled(False)
        packs, today = self._desk.school.packs, self._today()

        def failed(error: Exception) -> None:
            link.setEnabled(True)
            self._desk.shell.say_problem(error)

        operation = self._desk.background.write(lambda: packs.arrived(number, today), parent=self)
        operation.then(lambda _nothing: self._look_for_sent(), failed)

    def _look_for_sent(self) -> None:
        """By itself: that a look fails says nothing of what was written before it."""
        operation = self._desk.background.run(self._desk.school.packs.sent, parent=self)
        operation.then(self._show_sent, self._desk.shell.say_problem)

    # ------------------------------------------------------------------ making it

    def _ask(self) -> None:
        if not self.to.text().strip():
            self.to_block.show_error(SCHOOL_MISSING)
            self.to.setFocus()
            return
        desk = self._desk
        self.sheet = ask_password(
            self,
            desk.background,
            WHY,
            desk.school.giving_out.check_password,
            self._make,
            desk.shell.say_problem,
        )

    def _make(self, password: str) -> None:
        plan, school, to = self._plan, self._desk.school, self.to.text()
        if plan is None:
            return
        self.make.setEnabled(False)
        operation = self._desk.background.run(
            lambda: school.packs.make(plan, to, letterhead_of(school)), parent=self
        )

        def made(pack: Pack) -> None:
            self.make.setEnabled(True)
            self._places.ask(self, pack.file_name, lambda path: self._save(pack, password, path))

        operation.then(made, self._failed)

    def _save(self, pack: Pack, password: str, path: Path) -> None:
        packs = self._desk.school.packs
        self.make.setEnabled(False)

        def work() -> None:
            packs.send(pack, password)
            save_file(path, pack.content)

        def saved(_nothing: object) -> None:
            self.make.setEnabled(True)
            self.code.setText(pack.passphrase)
            self.passphrase.say(ONCE, heading=f"The passphrase of {pack.file_name}")
            self.passphrase.show()
            self._look_for_sent()

        self._desk.background.write(work, parent=self).then(saved, self._failed)

    def _failed(self, error: Exception) -> None:
        self.make.setEnabled(True)
        self._desk.shell.say_problem(error)
