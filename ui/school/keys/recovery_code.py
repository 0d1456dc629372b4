"""The recovery code: whether it is there, and a new one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout

from trent_desktop.clock import system_clock
from trent_desktop.documents.page import Pdf
from trent_desktop.problems import CodeRefused
from trent_desktop.school.people.permissions import Right
from ui.components.buttons import PrimaryButton, SecondaryButton
from ui.components.cards import Card
from ui.components.fields import FieldBlock, TextField
from ui.components.focus_kept import focus_if_before_her
from ui.components.notices import Notice
from ui.components.pages import clear_layout, flow
from ui.components.sheets import ask
from ui.components.words import body, heading
from ui.documents import Document
from ui.school.keys.code_panel import CodePanel
from ui.shell.rooms import Desk
from ui.shell.section_room import Section, SectionPage
from ui.theme import SPACE, Tone


class RecoveryCodePage(SectionPage):
    """Prove it, or make a new one."""

    def __init__(self, desk: Desk, back: Callable[[], object]) -> None:
        super().__init__(desk, back)
        self.page = self.add_page(
            "Recovery code",
            "It lies in the safe, for a lost password and for a Headteacher who cannot pass on "
            "the role.",
            widest=720,
        )
        self.state = QVBoxLayout()
        self.page.column.addLayout(self.state)
        self._prove_card()
        self._change_card()
        self.page.column.addStretch(1)
        self.panel: CodePanel | None = None
        self._shown: bool | None = None
        desk.changes.directory.connect(self._show_state)

    def arrive(self, place: object | None) -> None:
        """How it stands."""
        self.show_page(self.page)
        self._show_state()

    def _show_state(self) -> None:
        proved = self.desk.school.members.recovery_proved
        if proved == self._shown:
            return
        self._shown = proved
        clear_layout(self.state)
        if proved:
            words, tone, icon = "Somebody showed that the code is on paper.", Tone.LEAF, "check"
        else:
            words, tone, icon = "Nobody has shown yet that the code is on paper.", Tone.SUN, "key"
        self.state.addWidget(Notice(words, tone, icon=icon))

    def _prove_card(self) -> None:
        card = Card(gap=SPACE.near)
        card.column.addWidget(heading("Is the sheet in the safe the right one?"))
        self.code = TextField(name="The code on the sheet")
        self.code_block = FieldBlock(
            "The code on the sheet", self.code, hint="Seven groups of four."
        )
        card.column.addWidget(self.code_block)
        self.prove = SecondaryButton("Try it")
        self.prove.clicked.connect(self._prove)
        self.code.returnPressed.connect(self._prove)
        card.column.addWidget(flow(self.prove))
        self.page.column.addWidget(card)

    def _prove(self) -> None:
        members, typed = self.desk.school.members, self.code.text()

        self.prove.setEnabled(False)
        self.write(lambda: members.try_recovery_code(typed), self._tried, self._not_tried)

    def _tried(self, right: bool) -> None:
        self.prove.setEnabled(True)
        self.code_block.show_error(
            "" if right else "This is not the school’s code. An older sheet no longer works."
        )
        if right:
            self.code.clear()
            self.desk.shell.say("That is the right code.")

    def _not_tried(self, error: Exception) -> None:
        self.prove.setEnabled(True)
        if isinstance(error, CodeRefused):
            self.code_block.show_error(str(error))
        else:
            self.desk.shell.say_problem(error)

    def _change_card(self) -> None:
        card = Card(gap=SPACE.near)
        card.column.addWidget(heading("A new code"))
        card.column.addWidget(
            body(
                "Make one when the old was used, seen or lost. With the old code nothing is left "
                "out; without it, each key is stored again when its holder signs in next."
            )
        )
        self.old = TextField(name="The old code")
        self.old_block = FieldBlock("The old code, if you have it", self.old, optional=True)
        card.column.addWidget(self.old_block)
        self.change = PrimaryButton("Make a new code")
        self.change.clicked.connect(self._ask)
        card.column.addWidget(flow(self.change))
        self.page.column.addWidget(card)

    def _ask(self) -> None:
        ask(
            self,
            "Make a new code?",
            "The sheet in the safe opens nothing from then on. Have a printer at hand: the new "
            "code is shown once.",
            yes="Make a new code",
            then=self._make,
        )

    def _make(self) -> None:
        members, old = self.desk.school.members, self.old.text()
        self.change.setEnabled(False)
        self.write(lambda: members.change_recovery_code(old), self._made, self._not_made)

    def _not_made(self, error: Exception) -> None:
        self.change.setEnabled(True)
        if isinstance(error, CodeRefused):
            self.old_block.show_error(str(error))
            focus_if_before_her(self.old)
        else:
            self.desk.shell.say_problem(error)

    def _made(self, code: str) -> None:
        self.change.setEnabled(True)
        self.old.clear()
        self.old_block.show_error("")
        page = self.add_page("The new code", back=self._leave_code, widest=720)
        panel = self.panel = CodePanel(code, later="I will show it later")
        page.column.addWidget(panel)
        page.column.addStretch(1)
        panel.print_wanted.connect(lambda: self._print(code, page))
        panel.proved.connect(self._proved)
        panel.later.connect(self._leave_code)
        self.show_page(page, panel.print)

    def _print(self, code: str, page) -> None:  # type: ignore[no-untyped-def]
        school = self.desk.school

        def make() -> Pdf:
            from trent_desktop.school.keys.joining.slips import recovery_sheet_pdf
            from trent_desktop.school.settings.letterhead import letterhead_of

            return recovery_sheet_pdf(letterhead_of(school), code, system_clock())

        document = Document("The sheet for the safe", "recovery-sheet", make)
        self.show_document(document, lambda: self.show_page(page))

    def _proved(self) -> None:
        self.write(self.desk.school.members.prove_recovery_code, lambda _result: self._leave_code())

    def _leave_code(self) -> None:
        here, self.panel = self.stack.currentWidget(), None
        self.show_page(self.page)
        if here is not None and here is not self.page:
            self.drop(here)
        self._show_state()


RECOVERY_CODE = Section(
    "recovery",
    "Recovery code",
    "lock-key-fill",
    "The code in the school’s safe: check that it is there, or make a new one.",
    RecoveryCodePage,
    lambda school: school.may(Right.MANAGE_MEMBERS),
)
