"""How an answer was given, asked in a word before a yes without a form counts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtWidgets import QPushButton, QWidget

from trent_desktop.agreements.kinds import How
from trent_desktop.agreements.register.returned import LONGEST_NAME, Source
from ui.components.buttons import PrimaryButton, SecondaryButton
from ui.components.fields import FieldBlock, TextField
from ui.components.sheets import Sheet
from ui.components.words import body

#: The ways that are offered, in the order of how often they come.
WAYS: Final = (How.FORM, How.TELEPHONE, How.LETTER, How.IN_PERSON)


def said(how: How) -> str:
    """``By telephone``."""
    return how.words[0].upper() + how.words[1:]


class SourceSheet(Sheet):
    """One press: the way. `chosen` gets it with the name, where the parents do not agree.

    Any other way out records nothing. `for_one` asks for the name first: it cannot be left out.
    """

    def __init__(
        self,
        over: QWidget,
        about: str,
        chosen: Callable[[Source], object],
        *,
        for_one: bool = False,
    ) -> None:
        super().__init__(over, "How was this said?", widest=560)
        self._chosen, self._for_one = chosen, for_one
        self.column.addWidget(body(about))
        self.by = TextField(name="Who said it")
        self.by.setMaxLength(LONGEST_NAME)
        self.who = FieldBlock(
            "Which parent or carer said it?",
            self.by,
            hint="The other’s answer stays beside it. Where one of them says no, it is no.",
        )
        self.column.addWidget(self.who)
        self.who.setVisible(for_one)
        self.ways: dict[How, QPushButton] = {}
        for how in WAYS:
            button = PrimaryButton(said(how)) if how is How.FORM else SecondaryButton(said(how))
            button.clicked.connect(lambda _=False, how=how: self._choose(how))
            self.ways[how] = button
            self.column.addWidget(button)
        self.open()

    def _choose(self, how: How) -> None:
        source = Source(how, " ".join(self.by.text().split()))
        if self._for_one and not source.by:
            self.who.show_error("Type a name, for example “Mr Aziz”.")
            self.by.setFocus()
            return
        self.closed.connect(lambda: self._chosen(source))
        self.dismiss()
