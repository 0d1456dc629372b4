"""A forgotten password: a slip from somebody, or the code from the school's safe."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from trent_desktop.problems import CodeRefused, Problem, SignInRefused, WeakPassword
from ui.background import Background
from ui.components.buttons import PrimaryButton, SecondaryButton
from ui.components.fields import FieldBlock, TextField
from ui.components.notices import Notice
from ui.components.pages import flow
from ui.components.words import Words
from ui.theme import SPACE, Tone
from ui.welcome.entrance_journey import Journey
from ui.welcome.new_password import NewPassword
from ui.welcome.step_page import StepPage


class ForgottenPage(StepPage):
    """What to do, and the two ways."""

    slip = Signal()
    safe = Signal()

    def __init__(self) -> None:
        super().__init__("Forgotten your password?", "Nobody can read it out to you.")
        for words in (
            (
                "The ICT Lead or the Headteacher can print you a slip with a code. With it you choose "
                "a new password here."
            ),
            (
                "The reports you sent come back when a colleague who can read them is signed in. "
                "Drafts on this laptop that were not sent are lost."
            ),
        ):
            self.card.column.addWidget(Words(words, "body"))
        self.have_slip = PrimaryButton("I have a slip with a code", "ticket")
        self.have_slip.clicked.connect(self.slip)
        self.card.column.addWidget(flow(self.have_slip))
        self.card.column.addSpacing(SPACE.tight)
        self.card.column.addWidget(
            Words("You are the ICT Lead or the Headteacher?", "strong", heads=True)
        )
        self.card.column.addWidget(
            Words("Then the recovery code in the school’s safe lets you back in.", "body", "soft")
        )
        self.from_safe = SecondaryButton("I have the code from the safe", "lock-key")
        self.from_safe.clicked.connect(self.safe)
        self.card.column.addWidget(flow(self.from_safe))
        self.button.setParent(self.card)  # this page has two buttons of its own
        self.button.hide()


class SafePage(StepPage):
    """The recovery code, one's sign-in name and a new password."""

    def __init__(self) -> None:
        super().__init__(
            "With the code from the safe", "For the ICT Lead and the Headteacher.",
            button="Set this password",
        )  # fmt: skip
        self.code = TextField(name="The recovery code")
        self.code_block = FieldBlock(
            "The recovery code", self.code, hint="Seven groups of four, on the sheet in the safe."
        )
        self.name = TextField(name="Your sign-in name")
        self.name_block = FieldBlock("Your sign-in name", self.name)
        self.password = NewPassword()
        for widget in (self.code_block, self.name_block, self.password):
            self.card.column.addWidget(widget)
        self.card.column.addWidget(
            Notice(
                "That the code was used is written down for good. Make a new code afterwards: "
                "School, Recovery code.",
                Tone.SKY,
            )
        )
        self.finish()
        self.password.entered.connect(self.go_on)


class ForgottenJourney(Journey):
    """`slip_wanted` leads to the code on a slip; `done` gives sign-in name and password."""

    done = Signal(str, str)
    slip_wanted = Signal()
    left = Signal()

    def __init__(
        self, background: Background, show: Callable[[QWidget], object], parent: QObject
    ) -> None:
        super().__init__(parent)
        self.setObjectName("forgottenJourney")
        self._background = background
        self._show = show
        self.location = ""
        self.page = ForgottenPage()
        self.safe = SafePage()
        self.page.back.connect(self.left)
        self.page.slip.connect(self.slip_wanted)
        self.page.safe.connect(self.show_safe)
        self.safe.back.connect(self.show_ways)
        self.safe.onward.connect(self._recover)

    @property
    def pages(self) -> Sequence[QWidget]:
        """All of them."""
        return (self.page, self.safe)

    def begin(self, location: str) -> None:
        """For a school."""
        self.location = location
        self.show_ways()

    def show_ways(self) -> None:
        """What can be done."""
        self._show(self.page)
        self.page.have_slip.setFocus()

    def show_safe(self) -> None:
        """The code in the safe."""
        self._show(self.safe)
        self.safe.code.setFocus()

    def _recover(self) -> None:
        from trent_desktop.school.keys.joining.codes import tidy_recovery_code

        page = self.safe
        try:
            code = tidy_recovery_code(page.code.text())
        except CodeRefused as refused:
            page.code_block.show_error(str(refused))
            page.code.setFocus()
            return
        page.code_block.show_error("")
        name = page.name.text().strip()
        page.name_block.show_error("" if name else "Type your sign-in name.")
        if not name:
            page.name.setFocus()
            return
        page.password.known = (name,)
        if not page.password.check():
            return
        page.set_busy(True, "Looking…")
        location, password = self.location, page.password.value

        def work() -> str:
            return self.door.call("recover", location, code, name, password)

        operation = self._background.run(work, parent=self)
        operation.then(lambda found: self._recovered(found, password), self._refused)

    def _recovered(self, name: str, password: str) -> None:
        page = self.safe
        page.set_busy(False)
        page.code.clear()
        page.password.clear()
        self.done.emit(name, password)

    def _refused(self, error: Exception) -> None:
        page = self.safe
        page.set_busy(False)
        if isinstance(error, CodeRefused):
            page.code_block.show_error(str(error))
            page.code.setFocus()
        elif isinstance(error, WeakPassword):
            page.password.first_block.show_error(str(error))
        elif isinstance(error, SignInRefused):
            page.name_block.show_error(str(error))
            page.name.setFocus()
        elif isinstance(error, Problem):
            page.refuse(str(error))
        else:
            page.refuse("Something went wrong in the program. Nothing was changed.")
            raise error
