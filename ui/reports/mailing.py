"""A request as e-mail: in her own mail program, or through the school's server for the ICT Lead."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from trent_desktop.problems import Problem
from trent_desktop.reports.cases import CaseFile
from trent_desktop.reports.mail.letters import Letter
from ui.components.buttons import PrimaryButton, SecondaryButton
from ui.components.cards import Card
from ui.components.choices import TickRow
from ui.components.errors import ErrorText
from ui.components.fields import FieldBlock, PasswordField
from ui.components.sheets import Sheet
from ui.components.words import Words, body, soft, strong
from ui.shell.rooms import Desk
from ui.theme import SPACE

NO_PROGRAM = "No mail program answered. The e-mail can still be copied from here by hand."
NOT_KEPT = "It was sent. This laptop has no credential store, so the password was not kept."


class MailProgram(Protocol):
    """Shows a written e-mail to the person, who sends it herself."""

    def open(self, path: Path) -> bool:
        """Open it; whether anything took it."""
        ...


class SystemMailProgram:
    """Whatever this laptop opens e-mails with."""

    def open(self, path: Path) -> bool:
        """Hand the file to the system."""
        return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


class CaseMail(QObject):
    """Behind the button *E-mail* of a case's page. `program` is another one in tests."""

    def __init__(self, desk: Desk, button: SecondaryButton, page: QWidget) -> None:
        super().__init__(page)
        self._desk = desk
        self._button = button
        self._page = page
        self._case: CaseFile | None = None
        self.program: MailProgram = SystemMailProgram()
        self.sheet: Sheet | None = None
        self.open_button: SecondaryButton | PrimaryButton | None = None
        self.send_button: PrimaryButton | None = None
        self.password: PasswordField | None = None
        self.keep: TickRow | None = None
        self.error: ErrorText | None = None
        button.clicked.connect(self._begin)
        button.hide()

    def show_for(self, case: CaseFile) -> None:
        """Offer it where an e-mail is sent of such a report."""
        self._case = case
        self._button.setVisible(self._desk.school.mail.offers(case))

    def _begin(self) -> None:
        case, mail = self._case, self._desk.school.mail
        if case is None:
            return

        def work() -> tuple[Letter, bool]:
            # Whether the password is kept asks the system's store, which may be slow.
            return mail.letter(case), mail.password_is_kept

        operation = self._desk.background.run(work, parent=self)
        operation.then(lambda found: self._ask(case, *found), self._desk.shell.say_problem)

    def _ask(self, case: CaseFile, letter: Letter, kept: bool) -> None:
        sheet = self.sheet = Sheet(self._page, "Tell the ICT Lead by e-mail", widest=600)
        sheet.column.addWidget(body("This is all that it says. Nobody’s name is in it."))
        said = Card(pad=SPACE.base, gap=SPACE.hair)
        said.column.addWidget(strong(f"{letter.title} {letter.reference}"))
        for label, words in letter.facts:
            said.column.addWidget(Words(f"{label}: {words}", "body"))
        sheet.column.addWidget(said)
        to = f"To {letter.to}" if letter.to else "You choose who to: no address is in the settings."
        sheet.column.addWidget(soft(to))
        self.error = ErrorText()
        sheet.column.addWidget(self.error)
        server = self._desk.school.mail.server
        self.send_button = self.password = self.keep = None
        if server is None:
            self.open_button = PrimaryButton("Open it in my mail program", "envelope-simple")
            sheet.add_buttons(self.open_button)
        else:
            self._add_server(sheet, case, asks=bool(server.user), kept=kept, host=server.host)
        if self.open_button is not None:
            self.open_button.clicked.connect(lambda: self._open(case))
        sheet.open()

    def _add_server(
        self, sheet: Sheet, case: CaseFile, *, asks: bool, kept: bool, host: str
    ) -> None:
        if asks and not kept:
            self.password = PasswordField(name="Password of the mail server")
            hint = f"For {host}. It is not in any of the school’s settings."
            sheet.column.addWidget(
                FieldBlock("Password of the mail server", self.password, hint=hint)
            )
            self.keep = TickRow("Keep it on this laptop", "In its credential store")
            sheet.column.addWidget(self.keep)
        elif kept:
            sheet.column.addWidget(soft("The password is kept on this laptop."))
        self.send_button = PrimaryButton("Send it", "paper-plane-tilt")
        self.send_button.clicked.connect(lambda: self._send(case))
        self.open_button = SecondaryButton("Open it in my mail program")
        sheet.add_buttons(self.send_button, self.open_button)

    # ------------------------------------------------------------------ doing it

    def _open(self, case: CaseFile) -> None:
        mail = self._desk.school.mail
        operation = self._desk.background.write(lambda: mail.write(case), parent=self)
        operation.then(self._written, self._failed)

    def _written(self, path: Path) -> None:
        if not self.program.open(path):
            self._say(NO_PROGRAM)
        elif self.sheet is not None:
            self.sheet.dismiss()

    def _send(self, case: CaseFile) -> None:
        mail, button = self._desk.school.mail, self.send_button
        password = self.password.field.text() if self.password else ""
        keep = self.keep is not None and self.keep.isChecked()
        if button is not None:
            button.setEnabled(False)
        operation = self._desk.background.write(
            lambda: mail.send(case, password, keep=keep), parent=self
        )
        operation.then(self._sent, self._failed)

    def _sent(self, as_wanted: bool) -> None:
        if self.sheet is not None:
            self.sheet.dismiss()
        self._desk.shell.say("The e-mail is sent." if as_wanted else NOT_KEPT)

    def _failed(self, error: Exception) -> None:
        if self.send_button is not None:
            self.send_button.setEnabled(True)
        if isinstance(error, Problem):
            self._say(str(error))
        else:
            self._desk.shell.say_problem(error)

    def _say(self, words: str) -> None:
        if self.error is not None:
            self.error.say(words)
