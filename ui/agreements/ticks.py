"""What is ticked in the register: shown at once, written in its turn, taken back step by step."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QModelIndex, QObject, Signal
from PySide6.QtWidgets import QWidget

from trent_desktop.agreements.faults import ConsentStands
from trent_desktop.agreements.kinds import FormState, Kind
from trent_desktop.agreements.returns import Recorded
from trent_desktop.agreements.standing import ConsentAnswer, FormCell, PupilLine
from ui.agreements.register_model import Cell, RegisterModel
from ui.agreements.standing_sheet import StandingSheet
from ui.shell.rooms import Desk

_MOST_UNDONE = 50
_STATES = {"refuse": FormState.REFUSED, "withdraw": FormState.WITHDRAWN}


#: Tries a step; given are the ids of the noes that were shown before it, none at first.
_Attempt = Callable[[Sequence[uuid.UUID]], None]


@dataclass(slots=True, eq=False)
class _Tick:
    """One step: what its cells were before, and its id once it is written."""

    pupil_id: uuid.UUID
    before: tuple[Cell, ...]
    event_id: uuid.UUID | None = None


class Ticks(QObject):
    """Does what a key or a button means at a cell: see `RegisterTable.acted`.

    The next press counts from what is shown, though it may not be written yet. `changed` after
    every press; `written` when nothing is on its way any more.
    """

    changed = Signal()
    written = Signal()

    def __init__(self, desk: Desk, model: RegisterModel, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._desk = desk
        self._model = model
        self._done: list[_Tick] = []
        self._on_their_way = 0

    @property
    def are_written(self) -> bool:
        """Whether everything pressed is in the school's file, or was refused."""
        return not self._on_their_way

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._done)

    def forget(self) -> None:
        """Another class: its steps are not taken back from here."""
        self._done.clear()

    # ------------------------------------------------------------------ pressing

    def act(self, what: str, index: QModelIndex) -> None:
        """Do it."""
        model = self._model
        line, form, answer = model.line(index), model.form(index), model.answer(index)
        if what == "undo":
            self._undo()
        elif line is None:
            return
        elif answer is not None and what in ("toggle", "yes", "no"):
            self._answer(line, answer, not answer.given if what == "toggle" else what == "yes")
        elif form is not None and form.agreement_id is not None and what not in ("yes", "no"):
            back = FormState.ISSUED if form.state is FormState.RETURNED else FormState.RETURNED
            self._record(line, form, form.agreement_id, _STATES.get(what, back))
        elif form is not None and what == "toggle":
            self._desk.shell.say("No form was given out yet: print one first.")

    def _answer(self, line: PupilLine, answer: ConsentAnswer, given: bool) -> None:
        returns = self._desk.school.agreements.returns
        pupil_id, consent = line.pupil_id, answer.consent
        then = _answered(answer, given, dt.datetime.now(dt.UTC))
        self._tick(
            line, [then], lambda asked: returns.answer(pupil_id, {consent: given}, asked=asked)
        )

    def _record(
        self, line: PupilLine, form: FormCell, form_id: uuid.UUID, state: FormState
    ) -> None:
        returns, now = self._desk.school.agreements.returns, dt.datetime.now(dt.UTC)
        then: list[Cell] = [replace(form, state=state, since=now)]
        if form.kind is Kind.CONSENTS and state in _STATES.values():
            then += [_answered(one, False, now) for one in line.answers if one.given]
        self._tick(line, then, lambda _asked: returns.record((form_id,), state))

    def _tick(
        self,
        line: PupilLine,
        then: Iterable[Cell],
        record: Callable[[Sequence[uuid.UUID]], Recorded],
    ) -> None:
        tick, cells = _Tick(line.pupil_id, ()), tuple(then)

        def attempt(asked: Sequence[uuid.UUID]) -> None:
            tick.before = self._model.expect(tick.pupil_id, cells)
            self._done.append(tick)
            del self._done[:-_MOST_UNDONE]

            def work() -> None:
                tick.event_id = record(asked).event_id

            self._write(work, tick, attempt, lambda: None)

        attempt(())

    def _undo(self) -> None:
        if not self._done:
            return
        tick = self._done.pop()
        returns = self._desk.school.agreements.returns

        def attempt(asked: Sequence[uuid.UUID]) -> None:
            self._model.expect(tick.pupil_id, tick.before)

            def work() -> None:
                # Its turn was before this one; there is nothing to take back if it was refused.
                if tick.event_id is not None:
                    returns.undo(tick.event_id, asked=asked)

            self._write(work, tick, attempt, lambda: self._done.append(tick), undoes=True)

        attempt(())

    # ------------------------------------------------------------------ writing

    def _write(
        self,
        work: Callable[[], None],
        tick: _Tick,
        again: _Attempt,
        leave: Callable[[], object],
        *,
        undoes: bool = False,
    ) -> None:
        """Write in its turn. Where a no stands, ask, and try `again` if the yes is newer."""
        self._on_their_way += 1

        def refused(error: Exception) -> None:
            if tick in self._done:
                self._done.remove(tick)
            self._one_less()
            if isinstance(error, ConsentStands):
                StandingSheet(self._page, error, undoes=undoes, change=again, leave=leave)
            else:
                self._desk.shell.say_problem(error)

        operation = self._desk.background.write(work, parent=self)
        operation.succeeded.connect(lambda _nothing: self._one_less())
        operation.failed.connect(refused)
        self.changed.emit()

    def _one_less(self) -> None:
        self._on_their_way -= 1
        if not self._on_their_way:
            self._model.expect_nothing()
            self.written.emit()


def _answered(answer: ConsentAnswer, given: bool, now: dt.datetime) -> ConsentAnswer:
    withdrawn = answer.given and not given
    return replace(answer, given=given, since=now, was_withdrawn=withdrawn)
