"""Moving the school: to another folder, to a trust's database server, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout

from trent_desktop.problems import NotASchool, SignInRefused
from ui.components.buttons import DangerButton, PrimaryButton, SecondaryButton
from ui.components.cards import Card
from ui.components.choices import Option, RadioGroup
from ui.components.fields import FieldBlock, PasswordField, TextField
from ui.components.focus_kept import focus_if_before_her
from ui.components.pages import ScrollPage, clear_layout, flow
from ui.components.place_lines import place_row
from ui.components.server_fields import ServerFields
from ui.components.system_dialogs import ask_for_folder
from ui.components.words import body, heading
from ui.school.progress import ProgressSheet
from ui.shell.section_room import SectionPage
from ui.theme import SPACE

if TYPE_CHECKING:
    from trent_desktop.moving.values import SchoolMove
    from trent_desktop.school.setting_up.place_check import PlaceReport

_FOLDER, _SERVER = "folder", "server"
_COMPARED = (
    "Each row is compared at the new place before the old one is closed; until then the school is "
    "where it was. That takes a minute for 20,000 reports."
)
_WAITS = (
    "Whoever has the school open finishes saving and waits, and signs in again with the same "
    "password when it is done. Nobody types the new place."
)
_STAYS = "The old place stays, closed, and sends late laptops on. Leave it as it is for a term."


class MovePages(QObject):
    """A page of its own, which the page of copies leads to: the place is tried, then proved."""

    def __init__(self, section: SectionPage, page: ScrollPage) -> None:
        super().__init__(page)
        self._section = section
        self._came_from = page
        self._service = section.desk.school.moving
        self.page: ScrollPage | None = None
        self.report: PlaceReport | None = None
        self.sheet: ProgressSheet | None = None

    def open(self) -> None:
        """The page, with nothing tried."""
        on_server = not self._section.desk.school.copies.are_made
        page = self.page = self._section.add_page(
            "Move the school",
            "All of it goes to another place, and every laptop finds it there automatically.",
            back=self._back,
            widest=720,
        )
        self.report = None
        page.column.addWidget(self._place_card(on_server=on_server))
        self._add_act(page)
        page.column.addStretch(1)
        self._section.show_page(page, self.field)

    def _place_card(self, *, on_server: bool) -> Card:
        card = Card(gap=SPACE.base)
        card.column.addWidget(heading("Where to?"))
        # Out of one database straight into another it does not go: there is a folder between.
        options = [Option(_FOLDER, "A folder on the school’s network")]
        if not on_server:
            options.append(
                Option(_SERVER, "A PostgreSQL database", "For a trust with its own servers")
            )
        self.kind = RadioGroup(options, name="What kind of place")
        self.kind.choose(_FOLDER)
        self.kind.changed.connect(self._show_kind)
        if on_server:
            self.kind.hide()
        card.column.addWidget(self.kind)
        self.field = TextField(name="The new place")
        self.block = FieldBlock(
            "The folder, or the address of the database",
            self.field,
            hint="An empty folder, or one that is to be made; or an empty database.",
        )
        card.column.addWidget(self.block)
        self.server = ServerFields()
        self.server.hide()
        card.column.addWidget(self.server)
        self.lines = QVBoxLayout()
        self.lines.setSpacing(SPACE.near)
        card.column.addLayout(self.lines)
        card.column.addWidget(self.server.trusted)
        self.attempt = PrimaryButton("Try this place")
        self.browse = SecondaryButton("Choose a folder…", "folder-open")
        card.column.addWidget(flow(self.attempt, self.browse))
        self.attempt.clicked.connect(self._try)
        self.browse.clicked.connect(self._browse)
        self.field.returnPressed.connect(self._try)
        self.field.textEdited.connect(lambda _text: self._another())
        self.server.changed.connect(self._forget)
        return card

    def _add_act(self, page: ScrollPage) -> None:
        card = self.act_card = Card(gap=SPACE.base)
        card.column.addWidget(heading("Move the school there?"))
        for words in (
            _COMPARED,
            _WAITS,
            _STAYS,
        ):
            card.column.addWidget(body(words))
        self.password = PasswordField()
        self.password_block = FieldBlock("Your password", self.password)
        card.column.addWidget(self.password_block)
        self.act = DangerButton("Move the school")
        self.no = SecondaryButton("Go back")
        self.act.clicked.connect(self._move)
        self.password.entered.connect(self._move)
        self.no.clicked.connect(self._back)
        card.column.addWidget(flow(self.act, self.no))
        card.hide()
        page.column.addWidget(card)

    # ------------------------------------------------------------------ the place

    def _show_kind(self, kind: str) -> None:
        self.browse.setVisible(kind == _FOLDER)
        self.server.setVisible(kind == _SERVER)
        self.field.setPlaceholderText(
            "postgresql://name@server/database" if kind == _SERVER else ""
        )
        self._another()

    def _another(self) -> None:
        self.server.forget()
        self._forget()

    def _forget(self) -> None:
        """Another place: what was tried does not count for it."""
        self.report = None
        clear_layout(self.lines)
        self.block.show_error("")
        self.act_card.hide()

    def _browse(self) -> None:
        title = "The new folder of the school"
        ask_for_folder(self._section, title, lambda path: self._chosen(str(path)))

    def _chosen(self, path: str) -> None:
        self.field.setText(path)
        self._another()

    def _typed(self) -> tuple[str, str]:
        return self.server.typed() if self.kind.value() == _SERVER else ("", "")

    def _try(self) -> None:
        where, (password, certificate) = self.field.text().strip(), self._typed()
        if not self.attempt.isEnabled():
            return
        self._forget()
        if not where:
            self.block.show_error("Choose the place first.")
            self.field.setFocus()
            return
        self.attempt.setEnabled(False)
        self._section.run(
            lambda: self._service.look(where, database_password=password, certificate=certificate),
            lambda report: self._tried(where, report),
            self._not_tried,
        )

    def _tried(self, where: str, report: PlaceReport) -> None:
        if self.page is None:  # she went back meanwhile
            return
        self.attempt.setEnabled(True)
        if where == self.field.text().strip():
            self.show_report(report)

    def show_report(self, report: PlaceReport) -> None:
        """What was tried; and from a good place it goes on."""
        self.report = report
        self.server.offer(report.offered)
        clear_layout(self.lines)
        for line in report.lines:
            self.lines.addWidget(place_row(line))
        self.act_card.setVisible(report.good)
        if report.good:
            focus_if_before_her(self.password)

    def _not_tried(self, error: Exception) -> None:
        if self.page is not None:
            self.attempt.setEnabled(True)
        if isinstance(error, NotASchool) and self.page is not None:
            self.block.show_error(_words(error))
            focus_if_before_her(self.field)
        else:
            self._section.desk.shell.say_problem(error)

    # ------------------------------------------------------------------ moving

    def _move(self) -> None:
        page, typed, report = self.page, self.password.text(), self.report
        if page is None or report is None or not report.good or not self.act.isEnabled():
            return
        if not typed:
            self.password_block.show_error("Type your password.")
            self.password.setFocus()
            return
        where, (password, certificate) = self.field.text().strip(), self._typed()
        self.password_block.show_error("")
        self.password.clear()
        self.act.setEnabled(False)
        sheet = self.sheet = ProgressSheet(
            page,
            "Moving the school",
            "Keep this laptop open and on the network. If it is cut off, the school is where it "
            "was, and you can begin again here.",
        )
        sheet.open()
        self._section.write(
            lambda: self._service.move(
                where,
                typed,
                database_password=password,
                certificate=certificate,
                tell=sheet.tell,
            ),
            self.show_done,
            self._refused,
        )

    def _refused(self, error: Exception) -> None:
        self._close_sheet()
        if self.page is not None:
            self.act.setEnabled(True)
        if isinstance(error, SignInRefused) and self.page is not None:
            self.password_block.show_error(str(error))
            focus_if_before_her(self.password)
        else:
            self._section.desk.shell.say_problem(error)

    def show_done(self, done: SchoolMove | None) -> None:
        """It is there. The next look leads to the new place, where she signs in."""
        self._close_sheet()
        if self.page is not None:
            self._section.drop(self.page)
        page = self.page = self._section.add_page("The school has moved", widest=720)
        card = Card(gap=SPACE.near)
        # Its answer may have got lost: then it is done, and no more is known of it here.
        for words in moved_words(done) if done else ("It is at its new place.",):
            card.column.addWidget(body(words))
        page.column.addWidget(card)
        page.column.addStretch(1)
        self._section.show_page(page)
        self._section.desk.changes.look_soon()

    def _close_sheet(self) -> None:
        sheet, self.sheet = self.sheet, None
        if sheet is not None:
            sheet.dismiss()

    def _back(self) -> None:
        self._section.show_page(self._came_from)
        page, self.page = self.page, None
        if page is not None:
            self._section.drop(page)


def moved_words(done: SchoolMove) -> tuple[str, str, str]:
    """What was done, and what comes next."""
    copy = (
        f"The copy of before is {done.copy}, among those at the old place."
        if done.copy
        else "The old place is on a server: its own backups hold the school as it was."
    )
    return (
        f"It is now in {done.named}: {done.rows:,} rows, each compared.",
        copy,
        "You are led there in a moment, and sign in with the same password. So is everybody else.",
    )


def _words(error: NotASchool) -> str:
    return f"{error} {error.what_to_do}" if error.what_to_do else str(error)
