"""Settings: what this laptop looks like, one's password, and the school's settings."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trent_desktop.problems import AnswersRefused, SignInRefused, WeakPassword
from trent_desktop.roles import Role
from trent_desktop.school.people.permissions import Right
from ui.components.focus_kept import focus_if_before_her
from ui.components.marks import Icon
from ui.components.pages import clear_layout
from ui.components.turned_pages import TurnedPages
from ui.components.words import body, soft, strong
from ui.settings.settings_view import SettingsView
from ui.shell.rooms import Desk, Room, RoomPage
from ui.theme import SPACE, look
from ui.theme.looks import system_theme

if TYPE_CHECKING:
    from trent_desktop.school.settings.values import Contact
    from ui.documents import Document
    from ui.settings.try_page import TryPage

_TITLES: dict[str, str] = {role.value: role.title for role in Role}
_TITLES |= {
    "network-manager": "Network manager",
    "lado": "Local authority designated officer",
    "police": "Police",
    "social-care": "Children’s social care",
}


class SettingsPage(RoomPage):
    """The page behind the member's name in the rail."""

    sign_out = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.view = SettingsView()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.stack = TurnedPages()
        column.addWidget(self.stack)
        self.stack.addWidget(self.view)
        self.trying: TryPage | None = None
        self._contacts: tuple[Contact, ...] | None = None
        view = self.view
        view.try_laptop.clicked.connect(self.try_laptop)
        school = desk.school
        view.who.setText(f"{school.member.name} · {school.role_shown} · {school.school.name}")
        choices = desk.preferences.choices
        view.theme.choose(choices.theme)
        view.scale.choose(str(choices.scale))
        view.motion.setChecked(choices.motion)
        view.quiet.setChecked(choices.quiet)
        view.theme.changed.connect(lambda value: self._dress(theme=value))
        view.scale.changed.connect(lambda value: self._dress(scale=float(value)))
        view.motion.toggled.connect(lambda on: self._dress(motion=on))
        view.quiet.toggled.connect(lambda on: desk.preferences.change(quiet=on))
        view.sign_out.clicked.connect(self.sign_out)
        view.change.clicked.connect(self._open_form)
        view.leave_password.clicked.connect(self._close_form)
        view.save_password.clicked.connect(self._change_password)
        view.again.entered.connect(self._change_password)
        view.save_idle.clicked.connect(self._save_idle)
        view.idle.returnPressed.connect(self._save_idle)
        desk.changes.directory.connect(self._show_school)
        self._show_school()

    def arrive(self, place: object | None) -> None:
        """Show the settings as they are now."""
        self._show_school()

    def leave(self) -> None:
        """To another room: the next time it begins with the settings."""
        self.stack.setCurrentWidget(self.view)

    # ------------------------------------------------------------------ trying the laptop

    def try_laptop(self) -> None:
        """The page that tries this laptop."""
        from ui.settings.try_page import TryPage

        if self.trying is None:
            self.trying = page = TryPage(self._desk)
            page.left.connect(self._leave_trying)
            page.printing.connect(self._show_paper)
            self.stack.addWidget(page)
        self.stack.setCurrentWidget(self.trying)
        focus_if_before_her(self.trying.begin)

    def _leave_trying(self) -> None:
        self.stack.setCurrentWidget(self.view)
        focus_if_before_her(self.view.try_laptop)

    def _show_paper(self, document: Document) -> None:
        from ui.documents import DocumentPreview

        preview = DocumentPreview(self._desk.background, document)

        def left() -> None:
            self.stack.removeWidget(preview)
            preview.deleteLater()
            self.try_laptop()

        preview.left.connect(left)
        self.stack.addWidget(preview)
        self.stack.setCurrentWidget(preview)

    def _dress(self, **changed: object) -> None:
        preferences = self._desk.preferences
        preferences.change(**changed)
        look().dress(preferences.theme(system=system_theme()))

    # ------------------------------------------------------------------ password

    def _open_form(self) -> None:
        self.view.change.hide()
        self.view.password_form.show()
        self.view.old.setFocus()

    def _close_form(self) -> None:
        view = self.view
        view.old.clear()
        view.new.clear()
        view.again.clear()
        view.again_block.show_error("")
        view.old_block.show_error("")
        view.new_block.show_error("")
        view.password_form.hide()
        view.change.show()
        focus_if_before_her(view.change)

    def _change_password(self) -> None:
        view = self.view
        old, new = view.old.text(), view.new.text()
        view.old_block.show_error("" if old else "Type the password you use now.")
        view.new_block.show_error("" if new else "Type a new password.")
        same = view.again.text() == new
        view.again_block.show_error(
            "" if same or not new else "The two are not the same. Type the new password again."
        )
        if not old or not new or not same or not view.save_password.isEnabled():
            return
        view.save_password.setEnabled(False)
        school = self._desk.school
        self._run(
            lambda: school.change_password(old, new), self._password_changed, self._password_refused
        )

    def _password_changed(self, _result: object) -> None:
        self.view.save_password.setEnabled(True)
        self._close_form()
        self._desk.shell.say("Your password was changed.")

    def _password_refused(self, error: Exception) -> None:
        self.view.save_password.setEnabled(True)
        if isinstance(error, SignInRefused):
            self.view.old_block.show_error(str(error))
            focus_if_before_her(self.view.old)
        elif isinstance(error, WeakPassword):
            self.view.new_block.show_error(str(error))
            focus_if_before_her(self.view.new)
        else:
            self._desk.shell.say_problem(error)

    # ------------------------------------------------------------------ school

    def _show_school(self) -> None:
        # What the services know without asking anybody: a snapshot held in memory.
        settings = self._desk.school.settings.current()
        may = self._desk.school.may(Right.CHANGE_SETTINGS)
        view = self.view
        view.school_note.setVisible(not may)
        view.idle.setReadOnly(not may)
        view.save_idle.setVisible(may)
        minutes = str(settings.idle_minutes)
        if not view.idle.isModified() or view.idle.text() == minutes:
            view.idle.setText(minutes)  # from here on nobody is typing in it
        view.filter.setText(f"The filter: {settings.filter_name}")
        if settings.contacts == self._contacts:
            return
        self._contacts = settings.contacts
        clear_layout(view.contacts)
        for contact in settings.contacts:
            view.contacts.addWidget(_contact(contact))
        if not settings.contacts:
            view.contacts.addWidget(soft("No contacts have been entered yet."))

    def _save_idle(self) -> None:
        view = self.view
        text = view.idle.text().strip()
        if not text.isdecimal() or not 1 <= int(text) <= 120:
            view.idle_block.show_error("Type a number from 1 to 120.")
            view.idle.setFocus()
            return
        view.idle_block.show_error("")
        settings = self._desk.school.settings
        self._run(lambda: settings.change(idle_minutes=int(text)), self._saved, self._not_saved)

    def _saved(self, _result: object) -> None:
        self._show_school()
        self._desk.shell.say("Saved.")

    def _not_saved(self, error: Exception) -> None:
        if isinstance(error, AnswersRefused):
            self.view.idle_block.show_error(error.words)
        else:
            self._desk.shell.say_problem(error)

    def _run(
        self,
        work: Callable[[], object],
        then: Callable[[object], None],
        failed: Callable[[Exception], None],
    ) -> None:
        operation = self._desk.background.write(work, parent=self)
        operation.then(then, failed)


def _contact(contact) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(SPACE.near)
    row.addWidget(Icon("phone", 20, "soft"), 0, Qt.AlignmentFlag.AlignTop)
    words = QVBoxLayout()
    words.setSpacing(0)
    title = _TITLES.get(contact.role) or contact.role.replace("-", " ").capitalize()
    words.addWidget(strong(title))
    words.addWidget(body(" · ".join(part for part in (contact.name, contact.phone) if part)))
    if contact.note:
        words.addWidget(soft(contact.note))
    row.addLayout(words, 1)
    return holder


SETTINGS = Room("settings", "Settings", "gear-six", SettingsPage, about_children=False)
