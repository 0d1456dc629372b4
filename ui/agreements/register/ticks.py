"""What is ticked in the register: shown at once, written in its turn, taken back step by step."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from PySide6.QtCore import QModelIndex, QObject, Signal
from PySide6.QtWidgets import QWidget

from trent_desktop.agreements.kinds import FormState, How, Kind
from trent_desktop.agreements.register.returned import Recorded, Source
from trent_desktop.agreements.register.standing import (
    ConsentAnswer,
    ConsentStands,
    FormCell,
    PupilLine,
)
from ui.agreements.register.model import Cell, RegisterModel
from ui.agreements.register.source_sheet import SourceSheet
from ui.agreements.register.standing_sheet import StandingSheet
from ui.agreements.register.take_down import TakeDownSheet
from ui.components.sheets import Sheet
from ui.shell.rooms import Desk

_MOST_UNDONE = 50
_Written = TypeVar("_Written")
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

    The next press counts from what is shown, though it may not be written yet. A no that was
    pressed here a moment ago is no withdrawal of a family: a yes after it is a slip put right, and
    is not asked about. `changed` after every press; `written` when nothing is on its way any more.
    """

    changed = Signal()
    written = Signal()
    how_said = Signal(str)  # a value of `How`, once somebody chose it

    def __init__(self, desk: Desk, model: RegisterModel, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._desk = desk
        self._model = model
        self._done: list[_Tick] = []
        #: Answers that were pressed here. Written and asked by the lane's one thread alone.
        self._pressed_here: set[uuid.UUID] = set()
        self._on_their_way = 0
        #: How the answers that are typed here were given; asked for with the first yes.
        self.how = How.NOT_KNOWN
        self.sheet: Sheet | None = None

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
        self._pressed_here = set()

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
            self._say(line, answer, not says_yes(answer) if what == "toggle" else what == "yes")
        elif answer is not None and what in ("one-yes", "one-no"):
            self._ask_how(line, answer, what == "one-yes", for_one=True)
        elif answer is not None and what == "take-back":
            self._take_back(line)
        elif form is not None and form.agreement_id is not None and what not in ("yes", "no"):
            back = FormState.ISSUED if form.state is FormState.RETURNED else FormState.RETURNED
            self._record(line, form, form.agreement_id, _STATES.get(what, back))
        elif form is not None and what == "toggle":
            self._desk.shell.say("No form has been given out yet: print one first.")

    def _say(self, line: PupilLine, answer: ConsentAnswer, given: bool) -> None:
        """A no counts however it was said; of a yes it is asked once, and kept for the next."""
        if given and self.how is How.NOT_KNOWN:
            self._ask_how(line, answer, given)
        else:
            self._answer(line, answer, given, Source(self.how))

    def _ask_how(
        self, line: PupilLine, answer: ConsentAnswer, given: bool, *, for_one: bool = False
    ) -> None:
        about = f"{line.name}, {answer.title}: {'yes' if given else 'no'}."

        def chosen(source: Source) -> None:
            if not for_one:
                self.how = source.how
                self.how_said.emit(source.how.value)
            self._answer(line, answer, given, source)

        self.sheet = SourceSheet(self._page, about, chosen, for_one=for_one)

    def _answer(self, line: PupilLine, answer: ConsentAnswer, given: bool, source: Source) -> None:
        returns = self._desk.school.agreements.returns
        pupil_id, consent = line.pupil_id, answer.consent
        form_id = _form_of(line) if source.how is How.FORM and given else None
        then = _answered(answer, given, _now())
        self._tick(
            line,
            [] if source.by else [then],  # what another says beside it only the file knows
            lambda asked: returns.answer(
                pupil_id, {consent: given}, form_id, asked=asked, source=source
            ),
        )

    def _take_back(self, line: PupilLine) -> None:
        """Everything that is a yes becomes a no in one step; then what there is to take down."""
        given = [one for one in line.answers if says_yes(one)]
        if not given:
            self._desk.shell.say("There is nothing to take back: every answer is no.")
            return
        returns, now, source = self._desk.school.agreements.returns, _now(), Source(self.how)
        answers = {one.consent: False for one in given}
        self._tick(
            line,
            [_answered(one, False, now) for one in given],
            lambda asked: returns.answer(line.pupil_id, answers, asked=asked, source=source),
        )
        self._show_take_down(line)

    def _show_take_down(self, line: PupilLine) -> None:
        uses = [one for one in line.answers if one.given]
        if uses:
            self.sheet = TakeDownSheet(self._page, line.name, uses)

    def _record(
        self, line: PupilLine, form: FormCell, form_id: uuid.UUID, state: FormState
    ) -> None:
        returns, now = self._desk.school.agreements.returns, _now()
        then: list[Cell] = [replace(form, state=state, since=now)]
        if form.kind is Kind.CONSENTS and state in _STATES.values():
            then += [_answered(one, False, now) for one in line.answers if says_yes(one)]
        self._tick(line, then, lambda _asked: returns.record((form_id,), state))
        if form.kind is Kind.CONSENTS and state is FormState.WITHDRAWN:
            self._show_take_down(line)

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

            pressed = self._pressed_here

            def work() -> None:
                recorded = _unless_pressed_here(record, asked, pressed)
                tick.event_id = recorded.event_id
                pressed.update(recorded.answer_ids)

            self._write(work, tick, attempt, lambda: None)

        attempt(())

    def _undo(self) -> None:
        if not self._done:
            return
        tick = self._done.pop()
        returns = self._desk.school.agreements.returns

        def attempt(asked: Sequence[uuid.UUID]) -> None:
            self._model.expect(tick.pupil_id, tick.before)
            pressed = self._pressed_here

            def work() -> None:
                event_id = tick.event_id
                # Its turn was before this one; there is nothing to take back if it was refused.
                if event_id is not None:
                    _unless_pressed_here(
                        lambda asked: returns.undo(event_id, asked=asked), asked, pressed
                    )

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
        operation.then(lambda _nothing: self._one_less(), refused)
        self.changed.emit()

    def _one_less(self) -> None:
        self._on_their_way -= 1
        if not self._on_their_way:
            self._model.expect_nothing()
            self.written.emit()


def _unless_pressed_here(
    write: Callable[[Sequence[uuid.UUID]], _Written],
    asked: Sequence[uuid.UUID],
    pressed: Collection[uuid.UUID],
) -> _Written:
    """Write; raises `ConsentStands` where a no stands that was not pressed here."""
    try:
        return write(asked)
    except ConsentStands as stands:
        standing = [one.answer_id for one in stands.standing]
        if not pressed or any(one not in pressed and one not in asked for one in standing):
            raise
        return write([*asked, *standing])


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def _form_of(line: PupilLine) -> uuid.UUID | None:
    """The form about pictures that the child was given, if any."""
    form = line.cells.get(Kind.CONSENTS)
    return form.agreement_id if form is not None else None


def _answered(answer: ConsentAnswer, given: bool, now: dt.datetime) -> ConsentAnswer:
    withdrawn, never = says_yes(answer) and not given, answer.never_since
    return ConsentAnswer(
        answer.consent,
        given and never is None,
        now,
        was_withdrawn=withdrawn,
        never_since=never,
        under_it=given and never is not None,
        name=answer.name,
    )


def says_yes(answer: ConsentAnswer) -> bool:
    """Whether the family says yes, also where the school’s own no stands above it."""
    return answer.given or answer.under_it
