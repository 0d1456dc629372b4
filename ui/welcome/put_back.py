"""Putting a copy of the school back when nobody can sign in: proved by a password, or by the code."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from trent_desktop.problems import CodeRefused, Problem
from trent_desktop.reports.put_back_words import copy_title, done_words
from trent_desktop.school.putting_back.values import (
    CopyLine,
    DonePuttingBack,
    Proof,
    WouldChange,
)
from ui.background import Background
from ui.components.buttons import DangerButton, LinkButton, SecondaryButton
from ui.components.fields import FieldBlock, PasswordField, TextField
from ui.components.pages import flow
from ui.components.words import Words, body, soft
from ui.putting_back.views import CopiesCard, holds, would_cards
from ui.welcome.entrance_journey import Journey
from ui.welcome.step_page import StepPage

_WRONG = "Something went wrong in the program. Nothing was changed."


class ProofPage(StepPage):
    """Who she is: name and password, or the code in the safe."""

    def __init__(self) -> None:
        super().__init__(
            "Put a copy of the school back",
            "For the ICT Lead and the Headteacher. The school’s file, or its keys, cannot be used.",
        )
        self.name = TextField(name="Your sign-in name")
        self.name_block = FieldBlock("Your sign-in name", self.name)
        self.password = PasswordField()
        self.password_block = FieldBlock("Password", self.password)
        self.code = TextField(name="The code in the safe")
        self.code_block = FieldBlock(
            "The code in the safe", self.code, hint="Seven groups of four, on the sheet."
        )
        for block in (self.name_block, self.password_block, self.code_block):
            self.card.column.addWidget(block)
        self.other = LinkButton("I have the code from the safe")
        self.other.clicked.connect(lambda: self.ask_for_code(self.code_block.isHidden()))
        self.finish(self.other)
        self.name.returnPressed.connect(self.password.setFocus)
        self.password.entered.connect(self.go_on)
        self.code.returnPressed.connect(self.go_on)
        self.ask_for_code(False)

    def ask_for_code(self, code: bool) -> None:
        """The code in the place of name and password, or the other way round."""
        self.error.say("")
        self.code_block.setVisible(code)
        self.name_block.setVisible(not code)
        self.password_block.setVisible(not code)
        self.other.set_words("With name and password" if code else "I have the code from the safe")
        (self.code if code else self.name).setFocus()

    def proof(self) -> Proof | None:
        """What was typed; None, and said, when something is missing."""
        if not self.code_block.isHidden():
            code = self.code.text().strip()
            self.code_block.show_error("" if code else "Type the code.")
            return Proof(code=code) if code else None
        name, password = self.name.text().strip(), self.password.text()
        self.name_block.show_error("" if name else "Type your sign-in name.")
        self.password_block.show_error("" if password else "Type your password.")
        if not name or not password:
            (self.password if name else self.name).setFocus()
            return None
        return Proof(name, password)

    def forget(self) -> None:
        """What was typed goes."""
        self.password.clear()
        self.code.clear()


class ChoosePage(StepPage):
    """The copies that there are."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__(
            "Which copy?",
            "Each was opened just now. Press one to see what would change; nothing changes by "
            "looking.",
            widest=760,
        )
        self.button.setParent(self.card)  # the rows are what is pressed
        self.button.hide()
        self.said = soft("")
        self.card.column.addWidget(self.said)
        self.said.hide()
        self.copies: CopiesCard | None = None

    def show_copies(self, copies: Sequence[CopyLine]) -> None:
        """The list."""
        if self.copies is not None:
            self.copies.deleteLater()
        self.copies = CopiesCard(copies, self.chosen.emit, most=10)
        self.body.addWidget(self.copies)

    def wait(self, words: str) -> None:
        """It is looked at; empty: no more."""
        self.said.setText(words)
        self.said.setVisible(bool(words))
        if self.copies is not None:
            self.copies.setEnabled(not words)


class LookPage(StepPage):
    """What one would change, and the button."""

    def __init__(self) -> None:
        super().__init__("Put this copy back?", "", widest=760)
        self.button.setParent(self.card)
        self.button.hide()
        self.card.column.addWidget(
            body("Everybody is told that you did, and it is written down for good.")
        )
        self.act = DangerButton("Put this copy back")
        self.no = SecondaryButton("Go back")
        self.no.clicked.connect(self.back)
        self.act.clicked.connect(self.go_on)
        self.said = Words("", "small", "soft")
        self.card.column.addWidget(flow(self.act, self.no))
        self.card.column.addWidget(self.said)
        self.said.hide()
        self._cards: list[QWidget] = []
        self.name = self.last = ""

    def show_would(self, would: WouldChange) -> None:
        """For one copy."""
        self.name, self.last = would.copy.name, would.last
        self.words.setText(f"The copy of {copy_title(would.copy)}. {holds(would.copy)}")
        for card in self._cards:
            self.body.removeWidget(card)
            card.deleteLater()
        self._cards = would_cards(would)
        for card in self._cards:
            self.body.insertWidget(self.body.indexOf(self.card), card)
        self.wait("")

    def wait(self, words: str) -> None:
        """How far it is; empty: it does nothing just now."""
        self.busy = bool(words)
        self.act.setEnabled(not words)
        self.no.setEnabled(not words)
        self.said.setText(words)
        self.said.setVisible(bool(words))


class DonePage(StepPage):
    """It is done."""

    def __init__(self) -> None:
        super().__init__("It is put back", "", button="Sign in")
        self._said = self.card.column
        self.lines = Words("", "body")
        self.card.column.addWidget(self.lines)
        self.finish()

    def show_done(self, done: DonePuttingBack) -> None:
        """What was done."""
        self.lines.setText("\n\n".join(done_words(done)))


class PutBackJourney(Journey):
    """`left` when she goes back, `done` when a copy is in its place."""

    left = Signal()
    done = Signal(str)
    _told = Signal(float, str)

    def __init__(
        self, background: Background, show: Callable[[QWidget], object], parent: QObject
    ) -> None:
        super().__init__(parent)
        self.setObjectName("putBackJourney")
        self._background, self._show = background, show
        self._location, self._proof = "", Proof()
        self.prove, self.choose = ProofPage(), ChoosePage()
        self.look, self.end = LookPage(), DonePage()
        self.prove.back.connect(self._leave)
        self.prove.onward.connect(self._list)
        self.choose.back.connect(lambda: self._show(self.prove))
        self.choose.chosen.connect(self._look)
        self.look.back.connect(lambda: self._show(self.choose))
        self.look.onward.connect(self._put_back)
        self.end.back.connect(self._finish)
        self.end.onward.connect(self._finish)
        self._told.connect(lambda _far, words: self.look.wait(f"{words} …"))

    @property
    def pages(self) -> Sequence[QWidget]:
        """All of them."""
        return (self.prove, self.choose, self.look, self.end)

    def begin(self, location: str, name: str = "") -> None:
        """For a school whose file or keys cannot be used."""
        self._location = location
        self.prove.forget()
        self.prove.name.setText(name)
        self._show(self.prove)
        (self.prove.password if name else self.prove.name).setFocus()

    def _leave(self) -> None:
        self._forget()
        self.left.emit()

    def _finish(self) -> None:
        name = self._proof.name
        self._forget()
        self.done.emit(name)

    def _forget(self) -> None:
        self._proof = Proof()
        self.prove.forget()

    # ------------------------------------------------------------------ steps

    def _list(self) -> None:
        proof = self.prove.proof()
        if proof is None:
            return
        self._proof = proof
        self.prove.set_busy(True, "Looking…")
        location = self._location
        operation = self._background.run(
            lambda: self.door.call("copies_there", location, proof, self.door.root), parent=self
        )
        operation.then(self._listed, self._not_proved)

    def _listed(self, copies: tuple[CopyLine, ...]) -> None:
        self.prove.set_busy(False)
        self.choose.error.say("")
        self.choose.show_copies(copies)
        self.choose.wait("")
        self._show(self.choose)

    def _not_proved(self, error: Exception) -> None:
        page = self.prove
        page.set_busy(False)
        if isinstance(error, CodeRefused) and self._proof.code:
            page.code_block.show_error(str(error))
            page.code.setFocus()
        else:
            page.refuse(_words(error), None if self._proof.code else page.password)
        _raise_unless_told(error)

    def _look(self, copy: CopyLine) -> None:
        self.choose.error.say("")
        self.choose.wait("Looking at it and at the school’s file …")
        location, proof = self._location, self._proof
        operation = self._background.run(
            lambda: self.door.call("look_there", location, proof, copy.name, self.door.root),
            parent=self,
        )
        operation.then(self._looked, self._not_looked)

    def _looked(self, would: WouldChange) -> None:
        self.choose.wait("")
        self.look.error.say("")
        self.look.show_would(would)
        self._show(self.look)
        self.look.no.setFocus()

    def _not_looked(self, error: Exception) -> None:
        self.choose.wait("")
        self.choose.error.say(_words(error))
        _raise_unless_told(error)

    def _put_back(self) -> None:
        self.look.wait("Beginning …")
        location, proof = self._location, self._proof
        name, last = self.look.name, self.look.last
        operation = self._background.write(
            lambda: self.door.call(
                "put_back_there", location, proof, name, self._told.emit, self.door.root, last
            ),
            parent=self,
        )
        operation.then(self._put, self._not_put)

    def _put(self, done: DonePuttingBack) -> None:
        self.look.wait("")
        self.end.show_done(done)
        self._show(self.end)
        self.end.button.setFocus()

    def _not_put(self, error: Exception) -> None:
        self.look.wait("")
        self.look.error.say(_words(error))
        _raise_unless_told(error)


def _words(error: Exception) -> str:
    return str(error) if isinstance(error, Problem) else _WRONG


def _raise_unless_told(error: Exception) -> None:
    if not isinstance(error, Problem):
        raise error
