"""My laptops: which are known, letting one in, shutting one out."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trent_desktop.journeys.answers import date_for_people
from trent_desktop.problems import CodeRefused, MoveNotPossible
from trent_desktop.roles import KEYED_ROLES
from trent_desktop.school.keys.laptops.values import KnownLaptop, LaptopCode
from trent_desktop.school.people.permissions import Right
from ui.components.buttons import PrimaryButton, QuietButton, SecondaryButton
from ui.components.cards import Card
from ui.components.choices import Option, RadioGroup
from ui.components.fields import FieldBlock, PasswordField, TextField
from ui.components.focus_kept import focus_kept
from ui.components.marks import Chip, Icon
from ui.components.notices import Notice
from ui.components.pages import clear_layout, flow
from ui.components.sheets import Sheet
from ui.components.words import Words, body, heading, soft, strong
from ui.shell.fresh import Fresh
from ui.shell.rooms import Desk
from ui.shell.section_room import Section, SectionPage
from ui.theme import SPACE, Tone


class LaptopsPage(SectionPage):
    """A card with my laptops, and for an administrator one for others’."""

    def __init__(self, desk: Desk, back: Callable[[], object]) -> None:
        super().__init__(desk, back)
        self.page = self.add_page(
            "Laptops",
            "Whoever may open sealed reports does so on laptops that are known. A copied folder "
            "and a password are then not enough.",
            widest=720,
        )
        self.mine = Card(gap=SPACE.near)
        self.rows = QVBoxLayout()
        self.rows.setSpacing(SPACE.near)
        self.mine.column.addWidget(heading("My laptops"))
        self.mine.column.addLayout(self.rows)
        self.let_in = PrimaryButton("Let a new laptop in", "laptop")
        self.let_in.clicked.connect(self._let_in)
        self.mine.column.addWidget(flow(self.let_in))
        self.page.column.addWidget(self.mine)
        self.in_a_file = Notice("", Tone.SUN, icon="warning")
        self.page.column.addWidget(self.in_a_file)
        self.help: SecondaryButton | None = None
        if desk.school.may(Right.MANAGE_MEMBERS):
            card = Card(gap=SPACE.near)
            card.column.addWidget(heading("Somebody lost a laptop"))
            card.column.addWidget(
                body("With the code from the safe you can let a new laptop in for a colleague.")
            )
            self.help = SecondaryButton("Let a colleague’s laptop in…")
            self.help.clicked.connect(self._for_somebody)
            card.column.addWidget(flow(self.help))
            self.page.column.addWidget(card)
        self.page.column.addStretch(1)
        self.sheet: Sheet | None = None
        self.code = ""
        self._shown: tuple[tuple[KnownLaptop, ...], bool] | None = None
        Fresh(self.page, (desk.changes.laptops,), self.refresh)

    def arrive(self, place: object | None) -> None:
        """My laptops now."""
        self.show_page(self.page)
        self.refresh()

    def refresh(self) -> None:
        """Read them anew."""
        laptops = self.desk.school.laptops
        self.run(lambda: (laptops.known(), laptops.store_words), self._show)

    def _show(self, found: tuple[tuple[KnownLaptop, ...], str]) -> None:
        known, words = found
        now = known, self.desk.school.laptops.wanted
        if now != self._shown:  # else rows stay under the mouse
            self._shown = now
            with focus_kept(self):
                self._fill(*now)
        self.in_a_file.say(words)
        self.in_a_file.setVisible(bool(words))
        self.let_in.setVisible(bool(known))

    def _fill(self, known: tuple[KnownLaptop, ...], wanted: bool) -> None:
        clear_layout(self.rows)
        if not known:
            self.rows.addWidget(
                soft(
                    "This laptop becomes known when you sign in next."
                    if wanted
                    else "Your roles need no known laptop: your password is enough."
                )
            )
        for one in known:
            self.rows.addWidget(self._row(one))

    def _row(self, one: KnownLaptop) -> QWidget:
        row = QWidget()
        beside = QHBoxLayout(row)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(SPACE.near)
        beside.addWidget(Icon("laptop", 24, "soft"), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(strong(one.name))
        if one.added_at:
            words.addWidget(Words(f"Known since {date_for_people(one.added_at.date())}", "small"))
        beside.addLayout(words, 1)
        if one.is_this:
            beside.addWidget(Chip("This laptop", Tone.LEAF, "check"))
        else:
            out = QuietButton("Shut it out", name=f"Shut out {one.name}")
            out.clicked.connect(lambda _=False, it=one: self._shut_out(it))
            beside.addWidget(out)
        return row

    # ------------------------------------------------------------------ letting in

    def _let_in(self) -> None:
        self.write(self.desk.school.laptops.let_in, self._show_code)

    def _show_code(self, made: LaptopCode) -> None:
        self.code = made.code
        sheet = self.sheet = Sheet(self, "The code for the new laptop", widest=620)
        groups = made.code.split("-")
        for part in (groups[:3], groups[3:]):
            line = Words(" – ".join(part), "title")
            line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            sheet.column.addWidget(line)
        sheet.column.addWidget(
            soft(
                "Sign in on the new laptop with name and password; then it asks for this code. It "
                "works once, for an hour. Close this when it is done."
            )
        )
        done = PrimaryButton("Done")
        done.clicked.connect(sheet.dismiss)
        sheet.closed.connect(lambda: self.arrive(None))
        sheet.add_buttons(done)
        sheet.open()

    def _for_somebody(self) -> None:
        school = self.desk.school
        members = [
            one
            for one in school.people.members()
            if one.active and one.id != school.member.id and not one.roles.isdisjoint(KEYED_ROLES)
        ]
        sheet = self.sheet = Sheet(self, "Let a colleague’s laptop in", widest=620)
        people = RadioGroup(
            [Option(str(one.id), one.name) for one in members], name="Whose laptop", narrowest=230
        )
        code = TextField(name="The recovery code")
        block = FieldBlock("The code from the safe", code, hint="Seven groups of four.")
        sheet.column.addWidget(people)
        sheet.column.addWidget(block)
        make = PrimaryButton("Make a code for them")

        def refused(error: Exception) -> None:
            make.setEnabled(True)
            if isinstance(error, CodeRefused | MoveNotPossible):
                block.show_error(str(error))
            else:
                self.desk.shell.say_problem(error)

        def go() -> None:
            if not people.value():
                people.setFocus()
                return
            make.setEnabled(False)
            chosen, typed = uuid.UUID(people.value()), code.text()
            self.write(
                lambda: school.laptops.let_in_for(chosen, typed),
                lambda made: (sheet.dismiss(), self._show_code(made)),
                refused,
            )

        make.clicked.connect(go)
        sheet.add_buttons(make)
        sheet.open()

    # ------------------------------------------------------------------ shutting out

    def _shut_out(self, one: KnownLaptop) -> None:
        sheet = self.sheet = Sheet(self, f"Shut out {one.name}?")
        sheet.column.addWidget(
            body(
                "It no longer lets you in. Nothing changes on your other laptops. Type your password."
            )
        )
        password = PasswordField()
        block = FieldBlock("Password", password)
        sheet.column.addWidget(block)
        act = PrimaryButton("Shut it out")
        laptops = self.desk.school.laptops

        def refused(error: Exception) -> None:
            act.setEnabled(True)
            block.show_error(str(error))

        def go() -> None:
            act.setEnabled(False)
            typed = password.text()
            self.write(
                lambda: laptops.shut_out(one.id, typed),
                lambda _result: (sheet.dismiss(), self.arrive(None)),
                refused,
            )

        act.clicked.connect(go)
        password.entered.connect(go)
        sheet.add_buttons(act)
        sheet.open()


LAPTOPS = Section(
    "laptops",
    "Laptops",
    "laptop-fill",
    "Which laptops open sealed reports. Let a new one in, or shut a lost one out.",
    LaptopsPage,
    lambda school: school.laptops.wanted or school.may(Right.MANAGE_MEMBERS),
)
