"""Signing in: the page, and how it answers."""

from __future__ import annotations

from PySide6.QtCore import QDateTime, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout

from trent_desktop.problems import DamagedDatabase, DamagedKeys, Problem, SignInRefused
from ui.components.buttons import LinkButton, PrimaryButton
from ui.components.cards import Card
from ui.components.errors import ErrorText
from ui.components.fields import FieldBlock, PasswordField, TextField
from ui.components.notices import Notice
from ui.components.pages import flow
from ui.components.words import Words
from ui.theme import SPACE, Tone
from ui.welcome.river_page import RiverPage


class SignInPage(RiverPage):
    """Name and password. `tried` gives both; `refuse` tells the member why it did not work."""

    tried = Signal(str, str)
    other_school = Signal()
    have_code = Signal()
    forgotten = Signal()
    #: The school's file or keys cannot be used, and a copy is to be put back.
    put_back = Signal()

    def __init__(self) -> None:
        super().__init__("Sign in", "", widest=480)
        card = Card(gap=SPACE.base)
        self.sample = Notice(
            "Sign in as teacher1, ict, dsl, head or chair. The password is sample-school.",
            Tone.SUN,
            heading="This is the sample school",
            icon="flask",
        )
        self.sample.hide()
        card.column.addWidget(self.sample)
        self.moved = Notice("", Tone.SKY, heading="The school has moved")
        self.moved.hide()
        card.column.addWidget(self.moved)
        # What is wrong and what is waited for stand in one place, whose room is kept: the first
        # counts seconds, and goes while she types. A name that does not fit takes two lines.
        self.error = ErrorText()
        self.error.keep_room(2)
        self.waiting = Words("", "small", "soft")
        self.waiting.hide()
        said = QGridLayout()
        said.addWidget(self.error, 0, 0)
        said.addWidget(self.waiting, 0, 0)
        self.put_back_link = LinkButton("Put a copy of the school back")
        self.put_back_link.clicked.connect(self.put_back)
        self.put_back_link.hide()
        self.name = TextField(name="Your sign-in name")
        self.password = PasswordField()
        self.name_block = FieldBlock("Your sign-in name", self.name)
        self.password_block = FieldBlock("Password", self.password)
        card.column.addWidget(self.name_block)
        card.column.addWidget(self.password_block)
        card.column.addLayout(said)
        self.button = PrimaryButton("Sign in")
        self.other = LinkButton("Another school")
        card.column.addWidget(flow(self.button, self.other, gap=SPACE.base))
        card.column.addWidget(self.put_back_link)  # below: it comes with what is wrong
        self.body.addWidget(card)
        self.code_link = LinkButton("I have a slip with a code")
        self.forgotten_link = LinkButton("Forgotten your password?")
        self.code_link.clicked.connect(self.have_code)
        self.forgotten_link.clicked.connect(self.forgotten)
        self.help = flow(self.code_link, self.forgotten_link, gap=SPACE.base)
        self.body.addWidget(self.help)
        self._wait_until = 0
        self._busy = False
        self._tick = QTimer(self)
        self._tick.setObjectName("signInWait")
        self._tick.setInterval(250)
        self._tick.timeout.connect(self._count_down)
        self.button.clicked.connect(self._try)
        self.password.entered.connect(self._try)
        self.name.returnPressed.connect(self._on_from_name)
        self.other.clicked.connect(self.other_school)

    def prepare(
        self, school: str, name: str = "", *, sample: bool = False, where: str = ""
    ) -> None:
        """For a school, by its name where that is known, and perhaps a name that was used before.

        `where` is its place as it is shown, for whoever asks.
        """
        self.words.setText(school)
        self.words.setToolTip(where)
        self.sample.setVisible(sample)
        self.moved.hide()
        self.help.setVisible(not sample)
        self.name.setText(name)
        self.password.clear()
        self.error.say("")
        for block in (self.name_block, self.password_block):
            block.show_error("")
        self.put_back_link.hide()
        self._set_busy(False)
        self.balance()
        (self.password if name else self.name).setFocus()

    def tell_moved(self, place: str) -> None:
        """The school is at this place now, as it is shown."""
        from trent_desktop.sentences import ended  # not before the first window

        self.moved.say(
            f"Its place is now: {ended(place)} Sign in with the password you have: what you typed is "
            "kept, and what waited to be sent goes to the new place."
        )
        self.moved.show()

    def refuse(self, problem: Problem) -> None:
        """Say why it did not work, and when it can be tried again."""
        self._set_busy(False)
        self.password.clear()
        self.error.say(str(problem))
        # Who may is asked there: here nobody is known yet.
        self.put_back_link.setVisible(isinstance(problem, DamagedDatabase | DamagedKeys))
        if isinstance(problem, SignInRefused) and problem.wait_seconds > 0:
            now = QDateTime.currentMSecsSinceEpoch()
            self._wait_until = now + problem.wait_seconds * 1000
            self._tick.start()
            self._count_down()
        self.password.setFocus()

    def _on_from_name(self) -> None:
        if self.password.text():
            self._try()
        else:
            self.password.setFocus()

    def _try(self) -> None:
        if self._busy or self._seconds_left():
            return
        self.error.say("")
        if not self._is_filled():
            return
        self._set_busy(True)
        self.tried.emit(self.name.text().strip(), self.password.text())

    def _is_filled(self) -> bool:
        """Whether there is something to try; what is missing is said beside each field."""
        name, password = self.name.text().strip(), self.password.text()
        self.name_block.show_error("" if name else "Type your sign-in name.")
        self.password_block.show_error("" if password else "Type your password.")
        if not name or not password:
            (self.password if name else self.name).setFocus()
        return bool(name and password)

    def say_waiting(self, words: str) -> None:
        """What signing in waits for, while it does."""
        if self._busy:
            self.waiting.setText(words)
            self.waiting.setVisible(bool(words))

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.waiting.hide()
        self.button.setEnabled(not busy and not self._seconds_left())
        self.button.set_words("Signing in…" if busy else "Sign in")
        self.name.setReadOnly(busy)
        self.password.field.setReadOnly(busy)

    def _seconds_left(self) -> int:
        return max(0, -(-(self._wait_until - QDateTime.currentMSecsSinceEpoch()) // 1000))

    def _count_down(self) -> None:
        left = self._seconds_left()
        if left:
            self.error.say(f"You can try again in {left} second{'s' if left != 1 else ''}.")
        else:
            self._tick.stop()
            self.error.say("")
        self.button.setEnabled(not left and not self._busy)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._seconds_left():
            self._tick.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._tick.stop()
