"""The agreements of staff: who has signed, who has just joined."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QVBoxLayout

from trent_desktop.agreements.kinds import FormState
from trent_desktop.agreements.register.standing import StaffLine
from trent_desktop.school.people.permissions import Right
from trent_desktop.sentences import ended
from ui.components.buttons import BackLink
from ui.components.cards import Card
from ui.components.focus_kept import focus_kept
from ui.components.pages import ScrollPage, clear_layout
from ui.components.rows import RowButton, RowFace
from ui.components.sheets import Sheet, ask
from ui.components.words import soft, title
from ui.journeys.sources import Latest
from ui.shell.fresh import Fresh
from ui.shell.rooms import Desk
from ui.theme import SPACE, Tone

_CHIPS = {
    FormState.RETURNED: ("Signed", Tone.LEAF, "check"),
    FormState.REFUSED: ("Refused", Tone.CORAL, "x"),
    FormState.WITHDRAWN: ("Withdrawn", Tone.CORAL, "arrow-u-up-left"),
    FormState.ISSUED: ("Waiting", Tone.SUN, "clock"),
    FormState.CHASED: ("Waiting", Tone.SUN, "clock"),
}


class StaffPage(ScrollPage):
    """A row for each member; a click records that her agreement is back, or not after all."""

    def __init__(self, desk: Desk, back: Callable[[], object]) -> None:
        super().__init__(widest=860, gap=SPACE.base)
        self._desk = desk
        link = BackLink()
        link.clicked.connect(back)
        self.column.addWidget(link)
        self.column.addWidget(title("Agreements of staff"))
        self.summary = soft("")
        self.column.addWidget(self.summary)
        self._card = Card(pad=SPACE.tight, gap=0)
        self._rows = QVBoxLayout()
        self._card.column.addLayout(self._rows)
        self.column.addWidget(self._card)
        self.column.addStretch(1)
        self.rows: dict[str, RowButton] = {}
        self.sheet: Sheet | None = None
        self._shown: tuple[StaffLine, ...] | None = None
        self._newest = Latest(desk.background, self)
        Fresh(self, (desk.changes.agreements, desk.changes.directory), self.refresh)

    def refresh(self) -> None:
        """Read them anew."""
        register = self._desk.school.agreements.register
        self._newest.ask(register.staff, self._show, self._desk.shell.say_problem)

    def _show(self, lines: Sequence[StaffLine]) -> None:
        now = tuple(lines)
        if now == self._shown:
            return  # rows stay under the mouse
        self._shown = now
        with focus_kept(self):
            self._fill(lines)

    def _fill(self, lines: Sequence[StaffLine]) -> None:
        clear_layout(self._rows)
        self.rows.clear()
        signed = sum(one.cell.state is FormState.RETURNED for one in lines)
        self.summary.setText(f"{signed} of {len(lines)} have signed.")
        for one in lines:
            words, tone, icon = _CHIPS.get(one.cell.state or FormState.ISSUED, ("", Tone.PLAIN, ""))
            if one.cell.state is None:
                words, tone, icon = "Not given out", Tone.PLAIN, "minus"
            detail = one.roles
            if one.cell.state is not None:
                detail += f" · {one.cell.words}"
            if one.is_new:
                detail += " · new at the school"
            face = RowFace(
                one.name, detail, "user", Tone.SUN if one.is_new else Tone.ACT,
                chip=words, chip_tone=tone, chip_icon=icon,
            )  # fmt: skip
            row = RowButton(face)
            row.clicked.connect(lambda _=False, line=one: self._ask(line))
            self.rows[one.name] = row
            self._rows.addWidget(row)

    def _ask(self, line: StaffLine) -> None:
        form = line.cell.agreement_id
        if form is None:
            self._desk.shell.say("No agreement has been given out yet: print one first.")
            return
        if not self._desk.school.may(Right.SEE_STAFF_AGREEMENTS):
            return
        back = line.cell.state is FormState.RETURNED
        state = FormState.ISSUED if back else FormState.RETURNED
        returns = self._desk.school.agreements.returns

        def record() -> None:
            operation = self._desk.background.write(
                lambda: returns.record((form,), state), parent=self
            )
            operation.then(lambda _done: self.refresh(), self._desk.shell.say_problem)

        words = "It is not back after all" if back else "It is signed and back"
        self.sheet = ask(self, line.name, f"{ended(line.cell.words)}", yes=words, then=record)
