"""This laptop is not known yet: a one-time code lets it in."""

from __future__ import annotations

from trent_desktop.problems import CodeRefused
from ui.components.fields import FieldBlock, TextField
from ui.components.words import Words
from ui.welcome.step_page import StepPage


class LaptopPage(StepPage):
    """Asks for the code. Name and password were given before; they are kept by the entrance."""

    def __init__(self) -> None:
        super().__init__("A new laptop", "Your roles open sealed reports.", button="Let it in")
        for words in (
            (
                "So that nobody can use your password on a computer of their own, each laptop is let "
                "in once."
            ),
            (
                "On your other laptop open School, Laptops, and press “Let a new laptop in”. If you "
                "have none, an administrator makes a code with the one from the safe."
            ),
        ):
            self.card.column.addWidget(Words(words, "body"))
        self.field = TextField(name="The one-time code")
        self.block = FieldBlock(
            "The one-time code", self.field, hint="Five groups of four. It works for an hour."
        )
        self.card.column.addWidget(self.block)
        self.finish()
        self.field.returnPressed.connect(self.go_on)

    def code(self) -> str:
        """The code as typed; empty, with words at the field, when it cannot be one."""
        from trent_desktop.school.keys.joining.codes import tidy_code

        try:
            code = tidy_code(self.field.text())
        except CodeRefused as refused:
            self.block.show_error(str(refused))
            self.field.setFocus()
            return ""
        self.block.show_error("")
        return code
