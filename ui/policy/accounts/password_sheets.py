"""Keeping a new password, and looking at one: after her own password, and with a reason."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from trent_desktop.clock import Clock
from trent_desktop.journeys import Day, day_of
from trent_desktop.oversight.accounts.values import Account
from trent_desktop.problems import AnswersRefused, CodeRefused, SignInRefused
from ui.components.buttons import PrimaryButton, SecondaryButton
from ui.components.errors import ErrorText
from ui.components.fields import FieldBlock, PasswordField, TextField
from ui.components.notices import Notice
from ui.components.secret_clipboard import STAYS_MS, SecretClipboard
from ui.components.sheets import Sheet
from ui.components.words import body, soft
from ui.journeys.day_control import DayControl
from ui.school.settings.days import wrong_day
from ui.shell.section_room import SectionPage
from ui.theme import Tone

#: A password that is shown is hidden again after so long, in milliseconds.
SHOWN_MS = 60_000


class NewPasswordSheet:
    """Keeps the password that was set on the platform."""

    def __init__(
        self, page: SectionPage, clock: Clock, account: Account, then: Callable[[], object]
    ) -> None:
        self._page, self._account, self._then = page, account, then
        self.sheet = sheet = Sheet(page, "Keep a new password", widest=560)
        sheet.column.addWidget(
            body(
                "Change it on the platform first, then type it here. It opens for the ICT Lead "
                "alone; the Headteacher reaches it with the code in the safe."
            )
        )
        self.password = PasswordField(name="The new password")
        self.password_block = FieldBlock("The new password", self.password)
        day = Day("change_by", "When should it be changed?", optional=True)
        self.day = DayControl(day, clock, text_only=True)
        self.day_block = FieldBlock("When should it be changed?", self.day, optional=True)
        self.act = PrimaryButton("Keep it")
        for one in (self.password_block, self.day_block):
            sheet.column.addWidget(one)
        sheet.add_buttons(self.act)
        self.act.clicked.connect(self._press)
        self.password.entered.connect(self._press)
        sheet.open()

    def _press(self) -> None:
        if not self.act.isEnabled():
            return
        typed = self.day.value()
        day = day_of(typed)
        self.day_block.show_error(wrong_day(self.day.date.text()) if typed and not day else "")
        if typed and not day:
            self.day.focus_here()
            return
        self.act.setEnabled(False)
        accounts, secret = self._page.desk.school.accounts, self.password.text()
        account = self._account
        self._page.write(
            lambda: accounts.set_password(account.id, secret, day, seen_change=account.change),
            self._done,
            self._refused,
        )

    def _done(self, _result: object) -> None:
        self.password.clear()
        self.sheet.dismiss()
        self._page.desk.shell.say("The password is kept.")
        self._then()

    def _refused(self, error: Exception) -> None:
        self.act.setEnabled(True)
        if not isinstance(error, AnswersRefused):
            self._page.desk.shell.say_problem(error)
            return
        wrong = dict(error.errors)
        self.password_block.show_error(wrong.get("password", ""))
        self.day_block.show_error(wrong.get("change_by", ""))
        if "password" in wrong:
            self.password.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.day.focus_here()


class ShowPasswordSheet:
    """Asks for a reason and her own password, or for the code in the safe; then shows it."""

    def __init__(
        self,
        page: SectionPage,
        account_id: uuid.UUID,
        clipboard: SecretClipboard,
        then: Callable[[], object],
        *,
        with_code: bool,
    ) -> None:
        self._page, self._account_id, self._then = page, account_id, then
        self._clipboard = clipboard
        self._with_code = with_code
        self.sheet = sheet = Sheet(page, "Show the password", widest=560)
        sheet.column.addWidget(
            body("That you looked, when and why is written down for the ICT Lead and Headteacher.")
        )
        self.why = TextField(name="Why do you need it?")
        self.why_block = FieldBlock("Why do you need it?", self.why)
        words = "The code in the safe" if with_code else "Your own password"
        self.proof: PasswordField | TextField = (
            TextField(name=words) if with_code else PasswordField(name=words)
        )
        self.proof_block = FieldBlock(words, self.proof)
        self.act = PrimaryButton("Show it")
        self._asked: list[QWidget] = [self.why_block, self.proof_block, self.act]
        for one in self._asked[:2]:
            sheet.column.addWidget(one)
        sheet.add_buttons(self.act)
        self.act.clicked.connect(self._press)
        if isinstance(self.proof, PasswordField):
            self.proof.entered.connect(self._press)
        else:
            self.proof.returnPressed.connect(self._press)
        self.error = ErrorText()
        sheet.column.addWidget(self.error)
        self.shown: TextField | None = None
        self.copy: SecondaryButton | None = None
        sheet.open()

    def _press(self) -> None:
        if not self.act.isEnabled():
            return
        self.act.setEnabled(False)
        accounts, account_id = self._page.desk.school.accounts, self._account_id
        why, proof = self.why.text(), self.proof.text()
        show = accounts.show_with_code if self._with_code else accounts.show_password
        self._page.write(lambda: show(account_id, proof, why), self._show, self._refused)

    def _refused(self, error: Exception) -> None:
        self.act.setEnabled(True)
        self.why_block.show_error(str(error) if isinstance(error, AnswersRefused) else "")
        if isinstance(error, AnswersRefused):
            self.why.setFocus(Qt.FocusReason.OtherFocusReason)
        wrong = isinstance(error, SignInRefused | CodeRefused)
        self.proof_block.show_error(str(error) if wrong else "")
        if wrong:
            self.proof.clear()
            self.proof.setFocus()
        elif not isinstance(error, AnswersRefused):
            self.error.say(str(error))

    def _show(self, password: str) -> None:
        for one in self._asked:
            one.hide()
        self.proof.clear()
        self.error.say("")
        field = self.shown = TextField(password, name="The password")
        field.setReadOnly(True)
        column = self.sheet.column
        column.addWidget(FieldBlock("The password", field))
        copy = self.copy = SecondaryButton("Copy it", "copy")
        copy.clicked.connect(self._copy)
        seconds = STAYS_MS // 1000
        column.addWidget(soft(f"What is copied leaves the clipboard after {seconds} seconds."))
        column.addWidget(Notice("It must never be passed on.", Tone.SUN, icon="lock-key"))
        self.sheet.add_buttons(copy)
        copy.setFocus()
        hide = QTimer(self.sheet)
        hide.setObjectName("passwordShown")
        hide.setSingleShot(True)
        hide.timeout.connect(self.sheet.dismiss)
        hide.start(SHOWN_MS)
        self.sheet.closed.connect(field.clear)
        self._then()

    def _copy(self) -> None:
        if self.shown is not None and self.copy is not None:
            self._clipboard.put(self.shown.text())
            self.copy.setText("Copied")
