"""With a slip: joining the school, or a new password for one that was forgotten."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from trent_desktop.problems import CodeRefused, Problem, WeakPassword
from ui.background import Background
from ui.components.fields import FieldBlock, TextField
from ui.components.words import Words
from ui.welcome.entrance_journey import Journey
from ui.welcome.new_password import NewPassword
from ui.welcome.step_page import StepPage

if TYPE_CHECKING:
    from trent_desktop.school.keys.joining.joining import Invited


class CodePage(StepPage):
    """The code on the slip."""

    def __init__(self) -> None:
        super().__init__("Your code", "It is on the slip that you were given.")
        self.field = TextField(name="The code on your slip")
        self.block = FieldBlock(
            "The code on your slip",
            self.field,
            hint="Five groups of four. Capitals, spaces and dashes do not matter.",
        )
        self.card.column.addWidget(self.block)
        self.finish()
        self.field.returnPressed.connect(self.go_on)
        self.field.editingFinished.connect(self._look)

    def _look(self) -> None:
        """Tell a slip of the pen at once, before anything is asked."""
        from trent_desktop.school.keys.joining.codes import tidy_code

        if not self.field.text().strip():
            return
        try:
            self.field.setText(tidy_code(self.field.text()))
            self.block.show_error("")
        except CodeRefused as refused:
            self.block.show_error(str(refused))


class OwnPasswordPage(StepPage):
    """Whose code it was, and her new password."""

    def __init__(self) -> None:
        super().__init__("Choose your password", "", button="Set this password")
        self.who = Words("", "heading")
        self.about = Words("", "body", "soft")
        self.card.column.addWidget(self.who)
        self.card.column.addWidget(self.about)
        self.password = NewPassword()
        self.card.column.addWidget(self.password)
        self.finish()
        self.password.entered.connect(self.go_on)

    def about_whom(self, found: Invited) -> None:
        """Say whose code it is, so that a slip that went astray is noticed."""
        self.who.setText(f"{found.name}, {found.school_name}")
        words = f"{found.roles_shown}. You sign in as {found.sign_in_name}."
        if found.is_reset:
            words += " With a new password, drafts on this laptop that were not sent are lost."
        self.about.setText(f"{words} If that is not you, go back and tell the ICT Lead.")
        self.password.known = (found.name, found.sign_in_name, found.school_name)
        self.password.clear()


class CodeJourney(Journey):
    """From the code to a password of one's own. `done` gives the sign-in name and password."""

    done = Signal(str, str)
    left = Signal()

    def __init__(
        self, background: Background, show: Callable[[QWidget], object], parent: QObject
    ) -> None:
        super().__init__(parent)
        self.setObjectName("codeJourney")
        self._background = background
        self._show = show
        self.location = ""
        self.code = CodePage()
        self.password = OwnPasswordPage()
        self.code.back.connect(self.left)
        self.code.onward.connect(self._look_up)
        self.password.back.connect(self._back_to_code)
        self.password.onward.connect(self._set)

    @property
    def pages(self) -> Sequence[QWidget]:
        """All of them."""
        return (self.code, self.password)

    def begin(self, location: str) -> None:
        """For a school."""
        self.location = location
        self.code.field.clear()
        self.code.block.show_error("")
        self.code.error.say("")
        self._show(self.code)
        self.code.field.setFocus()

    def _back_to_code(self) -> None:
        self._show(self.code)
        self.code.field.setFocus()

    def _look_up(self) -> None:
        from trent_desktop.school.keys.joining.codes import tidy_code

        page = self.code
        try:
            code = tidy_code(page.field.text())
        except CodeRefused as refused:
            page.block.show_error(str(refused))
            page.field.setFocus()
            return
        page.block.show_error("")
        page.set_busy(True, "Looking…")
        location = self.location

        def work() -> Invited:
            return self.door.call("look_up", location, code)

        operation = self._background.run(work, parent=self)
        operation.then(self._found, lambda error: self._refused(page, error))

    def _found(self, found: Invited) -> None:
        self.code.set_busy(False)
        self.password.about_whom(found)
        self.password.error.say("")
        self._show(self.password)
        self.password.password.setFocus()

    def _set(self) -> None:
        page = self.password
        if not page.password.check():
            return
        page.set_busy(True, "Setting it…")
        location, code, password = self.location, self.code.field.text(), page.password.value

        def work() -> str:
            return self.door.call("join", location, code, password)

        operation = self._background.run(work, parent=self)
        operation.then(
            lambda name: self._joined(name, password), lambda error: self._refused(page, error)
        )

    def _joined(self, name: str, password: str) -> None:
        self.password.set_busy(False)
        self.password.password.clear()
        self.code.field.clear()
        self.done.emit(name, password)

    def _refused(self, page: StepPage, error: Exception) -> None:
        page.set_busy(False)
        if isinstance(error, WeakPassword):
            self.password.password.first_block.show_error(str(error))
        elif isinstance(error, Problem):
            page.refuse(str(error))
        else:
            page.refuse("Something went wrong in the program. Your code was not used up.")
            raise error
