"""The register of a class as a table: names down, forms and uses across."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from trent_desktop.agreements.kinds import USUAL, Consent, FormState, Kind
from trent_desktop.agreements.register.standing import (
    ClassTable,
    ConsentAnswer,
    FormCell,
    PupilLine,
)
from ui.theme import Tone

#: The role under which the model gives a `Mark`.
MARK: Final = Qt.ItemDataRole.UserRole + 1
_NOWHERE: Final = QModelIndex()
#: Pupil's agreement (of whichever age), parent's, pictures; the uses follow.
_FORMS: Final = ("Name", "Pupil’s agreement", "Parent’s agreement", "Form about pictures")
FIRST_USE: Final = len(_FORMS)


@dataclass(frozen=True, slots=True)
class Mark:
    """What a cell shows: an icon, its tone, and the words for those who hear it."""

    icon: str
    tone: Tone
    words: str


_MARKS: Final = {
    FormState.RETURNED: ("check-circle-fill", Tone.LEAF),
    FormState.REFUSED: ("x-circle-fill", Tone.CORAL),
    FormState.WITHDRAWN: ("arrow-u-up-left", Tone.CORAL),
    FormState.CHASED: ("bell", Tone.SUN),
    FormState.ISSUED: ("clock", Tone.SUN),
}


Cell = FormCell | ConsentAnswer


class RegisterModel(QAbstractTableModel):
    """Answers for one class at a time, with what was pressed and is not written yet."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.lines: tuple[PupilLine, ...] = ()
        #: What stands above each column.
        self.columns = _columns(one.title for one in USUAL)
        self._expected: dict[tuple[uuid.UUID, Kind | Consent], Cell] = {}

    def expect(self, pupil_id: uuid.UUID, cells: Iterable[Cell]) -> tuple[Cell, ...]:
        """Show cells as they will be, until `expect_nothing`; what they were until now."""
        row = self.row_of(pupil_id)
        before: list[Cell] = []
        for cell in cells:
            name = cell.kind if isinstance(cell, FormCell) else cell.consent
            self._expected[pupil_id, name] = cell
            if row >= 0:
                before.append(_cell(self.lines[row], name))
        if row >= 0:
            lines = list(self.lines)
            lines[row] = self._as_expected(lines[row])
            self.lines = tuple(lines)
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.columns) - 1))
        return tuple(before)

    def expect_nothing(self) -> None:
        """Everything is written: what is taken from now on is shown as it is."""
        self._expected.clear()

    def _as_expected(self, line: PupilLine) -> PupilLine:
        cells = {
            kind: self._expected.get((line.pupil_id, kind), one) for kind, one in line.cells.items()
        }
        answers = tuple(
            self._expected.get((line.pupil_id, one.consent), one) for one in line.answers
        )
        return replace(line, cells=cells, answers=answers)  # type: ignore[arg-type]

    def take(self, table: ClassTable | None) -> None:
        """Show another class, or the same anew."""
        lines = table.lines if table is not None else ()
        lines = tuple(self._as_expected(one) for one in lines)
        columns = _columns([one.title for one in lines[0].answers]) if lines else self.columns
        same = [one.pupil_id for one in lines] == [one.pupil_id for one in self.lines]
        if same and columns == self.columns:
            self.lines = lines
            if lines:
                last = self.index(len(lines) - 1, len(self.columns) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self.lines, self.columns = lines, columns
        self.endResetModel()

    # ------------------------------------------------------------------ what a cell is

    def line(self, index: QModelIndex | QPersistentModelIndex) -> PupilLine | None:
        """The child of a cell."""
        return self.lines[index.row()] if 0 <= index.row() < len(self.lines) else None

    def form(self, index: QModelIndex | QPersistentModelIndex) -> FormCell | None:
        """The form that a cell stands for, if it is one of a form."""
        line = self.line(index)
        if line is None or not 1 <= index.column() < FIRST_USE:
            return None
        return _form(line, index.column())

    def answer(self, index: QModelIndex | QPersistentModelIndex) -> ConsentAnswer | None:
        """The use that a cell stands for, if it is one of a use."""
        line = self.line(index)
        if line is None or index.column() < FIRST_USE:
            return None
        return line.answers[index.column() - FIRST_USE]

    def row_of(self, pupil_id: uuid.UUID) -> int:
        """In which row a child stands, or -1."""
        return next((at for at, one in enumerate(self.lines) if one.pupil_id == pupil_id), -1)

    # ------------------------------------------------------------------ Qt

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return self.columns[section]
        return None

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        line = self.line(index)
        if line is None:
            return None
        if index.column() == 0:
            if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
                return line.name
            return None
        mark = _mark(self.form(index), self.answer(index))
        if role == MARK:
            return mark
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{line.name}, {self.columns[index.column()]}: {mark.words}"
        return None


def _columns(uses: Iterable[str]) -> tuple[str, ...]:
    return (*_FORMS, *uses)


def _cell(line: PupilLine, name: Kind | Consent) -> Cell:
    if isinstance(name, Kind):
        return line.cells[name]
    return next(one for one in line.answers if one.consent is name)


def _form(line: PupilLine, column: int) -> FormCell | None:
    if column == 1:
        return line.cells.get(Kind.PUPIL_KS2) or line.cells.get(Kind.PUPIL_KS1)
    return line.cells.get(Kind.PARENT if column == 2 else Kind.CONSENTS)


def _mark(form: FormCell | None, answer: ConsentAnswer | None) -> Mark:
    if answer is not None:
        if answer.never_since is not None:
            return Mark("prohibit", Tone.CORAL, answer.words)
        if answer.given:
            return Mark("check-bold", Tone.LEAF, answer.words)
        if answer.since is None:
            return Mark("minus", Tone.PLAIN, answer.words)
        if answer.asks_again:
            return Mark("arrow-clockwise", Tone.SUN, answer.words)
        return Mark("x-bold", Tone.CORAL, answer.words)
    if form is None or form.state is None:
        return Mark("minus", Tone.PLAIN, "Not given out")
    icon, tone = _MARKS[form.state]
    return Mark(icon, tone, form.words)
