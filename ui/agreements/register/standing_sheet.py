"""Asks before a yes overrules a no that stands: what it is, since when, and who recorded it."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from trent_desktop.agreements.register.standing import ConsentStands, day_of
from ui.components.buttons import PrimaryButton, SecondaryButton
from ui.components.sheets import Sheet
from ui.components.words import body, strong
from ui.theme import SPACE

_CHECK = "Look at the day beside the signature. If you are not sure, ask the family first."
_SAME = "Somebody has read a no on this very form. Compare the answers with the paper again."
_UNDO = "If it is undone, each of these is a yes again."
_TYPED = "Has the family said yes since then? If you are not sure, ask them first."


class StandingSheet(Sheet):
    """`change` gets the ids of what was shown. Any other way out leaves the no, and is `leave`."""

    def __init__(
        self,
        over: QWidget,
        stands: ConsentStands,
        *,
        undoes: bool,
        change: Callable[[Sequence[uuid.UUID]], object],
        leave: Callable[[], object],
    ) -> None:
        names = {one.name for one in stands.standing}
        whose = next(iter(names)) if len(names) == 1 else f"{len(names)} children"
        super().__init__(over, f"A no still counts: {whose}", widest=600)
        for one in stands.standing:
            about = QVBoxLayout()
            about.setSpacing(SPACE.hair)
            who = f"{one.name}: " if len(names) > 1 else ""
            about.addWidget(strong(f"{who}{one.title}"))
            about.addWidget(body(one.told[0].upper() + one.told[1:]))
            self.column.addLayout(about)
        same = all(one.on_this_form for one in stands.standing)
        if undoes:
            words = _UNDO
        elif same:
            words = _SAME
        elif stands.given_out is not None:
            words = f"This form was given out on {day_of(stands.given_out)}. {_CHECK}"
        else:
            words = _TYPED
        self.column.addWidget(body(words))
        # First, and so under Enter: whoever types on without looking changes nothing.
        self.stay = PrimaryButton("Leave it at no")
        newer = "The form says yes: change it" if same else "The yes is newer: change it"
        self.change = SecondaryButton("Make it yes again" if undoes else newer)
        self.add_buttons(self.stay, self.change)
        self._shown = [one.answer_id for one in stands.standing]
        self._change = change
        self._then: Callable[[], object] = leave
        self.stay.clicked.connect(self.dismiss)
        self.change.clicked.connect(self._decided)
        self.closed.connect(self._go_on)
        self.open()

    def _decided(self) -> None:
        self._then = lambda: self._change(self._shown)
        self.dismiss()

    def _go_on(self) -> None:
        self._then()


_Written = TypeVar("_Written")

#: As `SectionPage.run`: what to do, what comes after it, and what when it fails.
Run = Callable[[Callable[[], Any], Callable[[Any], object], Callable[[Exception], object]], object]


def write_asking(
    over: QWidget,
    run: Run,
    write: Callable[[Sequence[uuid.UUID]], _Written],
    then: Callable[[_Written], object],
    failed: Callable[[Exception], object],
    *,
    undoes: bool = False,
    leave: Callable[[ConsentStands], object] = lambda _stands: None,
) -> None:
    """Write off the GUI thread; where a no stands, ask, and write again if the yes is newer.

    `write` gets the ids of what was shown: none at first. `leave` is called when the no stays.
    """

    def refused(error: Exception) -> None:
        if isinstance(error, ConsentStands):
            StandingSheet(over, error, undoes=undoes, change=attempt, leave=lambda: leave(error))
        else:
            failed(error)

    def attempt(asked: Sequence[uuid.UUID]) -> None:
        run(lambda: write(asked), then, refused)

    attempt(())
