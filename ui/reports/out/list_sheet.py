"""Saving the list of reports as a file: what sort, whether with words, and the password again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from trent_desktop.problems import SignInRefused
from trent_desktop.reports.index_values import CaseQuery
from trent_desktop.reports.out.listed import Form
from ui.components.buttons import PrimaryButton
from ui.components.choices import Option, RadioGroup, TickRow
from ui.components.fields import FieldBlock, PasswordField
from ui.components.sheets import Sheet
from ui.components.words import body
from ui.documents import Places, SystemPlaces
from ui.documents.saving import save_file
from ui.shell.rooms import Desk

_KINDS = {Form.XLSX: "Spreadsheet", Form.CSV: "Table for other programs"}


class ListSheet(Sheet):
    """Asks, then saves the reports that `query` asks for. `done` is called with the file's name."""

    def __init__(
        self,
        over: QWidget,
        desk: Desk,
        query: CaseQuery,
        done: Callable[[str], object],
        *,
        places: Callable[[Form], Places] | None = None,
    ) -> None:
        super().__init__(over, "Save this list")
        self._page = over
        self._desk = desk
        self._query = query
        self._done = done
        self._places = places or _places
        self.form = RadioGroup(
            [Option(one.value, f"{words} ({one.value.upper()})") for one, words in _KINDS.items()],
            name="As what",
        )
        self.form.choose(Form.XLSX.value)
        self.with_words = TickRow("Also what each report is about", "Without it: none of its words")
        self.password = PasswordField()
        self.block = FieldBlock("Your password again", self.password)
        self.go = PrimaryButton("Save…")
        self.column.addWidget(
            body(
                "It holds the reports that the list shows now. The file is not encrypted: keep it "
                "where only those who need it can open it."
            )
        )
        for part in (self.form, self.with_words, self.block):
            self.column.addWidget(part)
        self.with_words.setVisible(desk.school.case_lists.may_ask_for_words)
        self.add_buttons(self.go)
        self.go.clicked.connect(self._check)
        self.password.entered.connect(self._check)

    def _check(self) -> None:
        typed = self.password.text()
        if not typed or not self.go.isEnabled():
            return
        self.go.setEnabled(False)
        check = self._desk.school.giving_out.check_password
        operation = self._desk.background.run(lambda: check(typed), parent=self)
        operation.then(lambda _result: self._ask_place(typed), self._refused)

    def _refused(self, error: Exception) -> None:
        self.go.setEnabled(True)
        if not isinstance(error, SignInRefused):
            self._desk.shell.say_problem(error)
            return
        self.block.show_error(str(error))
        self.password.clear()
        self.password.setFocus()

    def _ask_place(self, password: str) -> None:
        form, words = Form(self.form.value()), self.with_words.isChecked()
        desk, query, page, done = self._desk, self._query, self._page, self._done
        self.dismiss()

        def save(path: Path) -> None:
            def work() -> Path:
                made = desk.school.case_lists.export(query, form, password, words=words)
                return save_file(path, made.content)

            operation = desk.background.run(work, parent=page)
            operation.then(lambda saved: done(saved.name), desk.shell.say_problem)

        self._places(form).ask(page, f"Reports.{form.value}", save)


def _places(form: Form) -> Places:
    return SystemPlaces("Save the list", form.value.upper(), form.value)
