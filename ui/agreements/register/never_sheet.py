"""The school’s own no to every use, set and taken off by those who may; nobody is asked why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from trent_desktop.agreements.register.standing import (
    NEVER_WORDS,
    ConsentAnswer,
    PupilLine,
    day_of,
)
from ui.agreements.register.take_down import TakeDownSheet
from ui.components.buttons import PrimaryButton, SecondaryButton
from ui.components.notices import Notice
from ui.components.sheets import Sheet
from ui.components.words import body
from ui.shell.section_room import SectionPage
from ui.theme import Tone

_SETS: Final = (
    "It overrules every yes that a family has given or will give, in all lists and on the staff "
    "room’s sheet. No reason is asked for, and none is kept. Staff see the mark and its day. Who set "
    "it is in the audit trail, which only the DSL and the Headteacher read."
)
_ENDS: Final = "Once it is taken off, what the family said counts again. Where they have said nothing, it is no."


class NeverSheet(Sheet):
    """Sets the mark on one child, or takes it off; `done` is called once it is written."""

    def __init__(self, page: SectionPage, line: PupilLine, done: Callable[[], object]) -> None:
        is_set = line.never_since is not None
        super().__init__(page, f"Never: {line.name}", widest=600)
        self._page, self._line, self._done = page, line, done
        if line.never_since is not None:
            since = f"Since {day_of(line.never_since)}. {_ENDS}"
            self.column.addWidget(Notice(since, Tone.CORAL, heading=NEVER_WORDS))
        else:
            self.column.addWidget(body(f"{NEVER_WORDS}. {_SETS}"))
        self.leave = (PrimaryButton if is_set else SecondaryButton)("Leave it as it is")
        words = "Take it off" if is_set else "Set this mark"
        self.change = (SecondaryButton if is_set else PrimaryButton)(words, "prohibit")
        # The first has the keyboard: whoever types on takes no mark off.
        both = (self.leave, self.change) if is_set else (self.change, self.leave)
        self.add_buttons(*both)
        self.leave.clicked.connect(self.dismiss)
        self.change.clicked.connect(lambda: self._write(never=not is_set))
        self.open()

    def _write(self, *, never: bool) -> None:
        returns, pupil_id = self._page.desk.school.agreements.returns, self._line.pupil_id
        page, name, done = self._page, self._line.name, self._done

        def written(uses: Sequence[ConsentAnswer]) -> None:
            done()
            if never and uses:
                TakeDownSheet(page, name, uses, title="Never from now on")

        self.closed.connect(
            lambda: page.write(lambda: returns.mark_never(pupil_id, never=never), written)
        )
        self.dismiss()
