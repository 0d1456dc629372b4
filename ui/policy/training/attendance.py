"""Who was there: the list to tick, and the codes of the sheet."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from PySide6.QtCore import Signal

from trent_desktop.oversight.training.values import Attendee, ScanKind, Scanned
from ui.components.buttons import PrimaryButton
from ui.components.cards import Card
from ui.components.choices import Option, TickGroup
from ui.components.fields import FieldBlock, TextField
from ui.components.focus_kept import focus_kept
from ui.components.pages import flow
from ui.components.words import heading, soft
from ui.theme import SPACE

_SAID = {
    ScanKind.RECORDED: "{name} was there.",
    ScanKind.ALREADY: "{name} is on the list already.",
    ScanKind.NOT_ON_SHEET: "This code is not on the sheet of this session.",
    ScanKind.OTHER_SCHOOL: "This code is of another school.",
    ScanKind.MISREAD: "This is not one of our codes, or a character in it is wrong. Scan it again.",
}


class AttendanceCard(Card):
    """`saved` gives what was ticked and unticked, by member, with the reason; `scanned` a code."""

    saved = Signal(object, str)
    scanned = Signal(str)

    def __init__(self) -> None:
        super().__init__(gap=SPACE.base)
        self.column.addWidget(heading("Who was there"))
        self.code = TextField(name="Code on the sheet", placeholder="Scan or type the code")
        self.code_block = FieldBlock(
            "Code on the sheet", self.code, hint="Scan the code of each who signed, one by one."
        )
        self.code.returnPressed.connect(self._scan)
        self.column.addWidget(self.code_block)
        self.told = soft("")
        self.told.keep_room()  # what is ticked below stays where it is from one code to the next
        self.told.hide()
        self.column.addWidget(self.told)
        self._before: dict[str, bool] = {}
        self._ticks = TickGroup((), name="Who was there")
        self.column.addWidget(self._ticks)
        self.why = TextField(name="Why were they not there after all?")
        self.why_block = FieldBlock(
            "Why were they not there after all?",
            self.why,
            hint="Whoever was taken off stays in the list, with your reason.",
        )
        self.why_block.hide()
        self.column.addWidget(self.why_block)
        self.act = PrimaryButton("Save the list")
        self.act.clicked.connect(self._save)
        self.column.addWidget(flow(self.act))

    def ticks(self) -> TickGroup:
        """The list."""
        return self._ticks

    def show_people(self, people: Sequence[Attendee]) -> None:
        """Show who there is and who was there; what was ticked and not saved stays ticked."""
        before = {str(one.member_id): one.there for one in people}
        changed = self._changed()
        if before.keys() != self._before.keys():
            self._list(people)
        self._before = before
        rows = self._ticks.rows()
        for one in people:
            rows[str(one.member_id)].show_hint(_hint(one))
        self._ticks.choose([key for key, there in before.items() if changed.get(key, there)])
        self._look()

    def _list(self, people: Sequence[Attendee]) -> None:
        """Other people than before: rows of their own. Else rows stay, under whoever presses one."""
        options = [Option(str(one.member_id), one.name, _hint(one)) for one in people]
        old = self._ticks
        with focus_kept(self):
            self._ticks = TickGroup(options, name="Who was there", narrowest=330)
            self._ticks.changed.connect(self._look)
            self.column.replaceWidget(old, self._ticks)
            old.hide()
            old.deleteLater()

    def show_scanned(self, scanned: Scanned) -> None:
        """Say what became of a code."""
        self.told.setText(_SAID[scanned.kind].format(name=scanned.name))
        self.told.show()

    def show_error(self, words: str) -> None:
        """The service did not take it."""
        self.act.setEnabled(True)
        self.why_block.show_error(words)
        if words:
            self.why.setFocus()

    def kept(self) -> None:
        """What was ticked is saved."""
        self.act.setEnabled(True)
        self.why.clear()
        self.why_block.show_error("")

    def _changed(self) -> dict[str, bool]:
        now = set(self._ticks.values())
        return {key: key in now for key, was in self._before.items() if (key in now) is not was}

    def _look(self) -> None:
        changed = self._changed()
        self.why_block.setVisible(any(not there for there in changed.values()))
        self.act.setEnabled(bool(changed))

    def _save(self) -> None:
        self.act.setEnabled(False)
        there = {uuid.UUID(key): there for key, there in self._changed().items()}
        self.saved.emit(there, self.why.text())

    def _scan(self) -> None:
        text = self.code.text()
        self.code.clear()
        if text.strip():
            self.scanned.emit(text)


def _hint(one: Attendee) -> str:
    if one.how is None:
        return one.roles
    said = f"{one.how.words}: {one.why}" if one.why else one.how.words
    return f"{said} (has left)" if one.has_left else said
