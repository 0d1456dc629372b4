"""The rows of the list of pupils: all of them in memory, filtered as one types."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from trent_desktop.journeys.answers import date_for_people
from trent_desktop.school.class_lists.matching import PupilRecord
from trent_desktop.school.people.directory import plain
from ui.components.exchanged import exchange_rows
from ui.components.lists import FACE
from ui.components.rows import RowFace
from ui.theme import Tone

_NO_PARENT = QModelIndex()

EVERYBODY, NO_CLASS, LEFT = "everybody", "no-class", "left"


def pupil_face(one: PupilRecord) -> RowFace:
    """A pupil as a row."""
    parts = [
        f"known as {one.preferred}" if one.preferred else "",
        f"born {date_for_people(one.born)}" if one.born else "",
        f"UPN {one.upn}" if one.upn else "",
        one.admission_number,
    ]
    chip = one.class_name or ("" if one.active else "Left")
    return RowFace(
        one.name,
        " · ".join(part for part in parts if part) or "Nothing else is known",
        icon="student",
        icon_tone=Tone.SKY if one.active else Tone.PLAIN,
        side=one.year_group.title if one.year_group and one.active else "",
        chip=chip or "No class",
        chip_tone=Tone.ACT if one.class_name else Tone.SUN,
    )


def _said(one: PupilRecord) -> str:
    """What a pupil is found by."""
    return f"{one.name} {one.preferred} {one.upn} {one.admission_number}"


class PupilModel(QAbstractListModel):
    """Pupils of a class, or all; `words` filter by name, UPN and admission number."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._all: list[tuple[str, PupilRecord]] = []
        self._shown: list[PupilRecord] = []
        self._group = EVERYBODY
        self._words: list[str] = []

    def set_pupils(self, pupils: Sequence[PupilRecord]) -> None:
        """All there are, those who left too."""
        self._all = [(plain(_said(one)), one) for one in pupils]
        exchange_rows(self, self._shown, self._wanted(), lambda one: one.id)

    def show_group(self, group: str) -> None:
        """A class (its id), or one of `EVERYBODY`, `NO_CLASS`, `LEFT`."""
        self._group = group
        self._filter()

    def find(self, words: str) -> None:
        """Only those with all of these words, accents or not."""
        self._words = plain(words).split()
        self._filter()

    def at(self, index: QModelIndex | QPersistentModelIndex) -> PupilRecord | None:
        """The pupil of a row."""
        return self._shown[index.row()] if 0 <= index.row() < len(self._shown) else None

    def of(self, pupil_id: uuid.UUID) -> PupilRecord | None:
        """A pupil by id, shown or not."""
        return next((one for _, one in self._all if one.id == pupil_id), None)

    def _filter(self) -> None:
        self.beginResetModel()
        self._shown = self._wanted()
        self.endResetModel()

    def _wanted(self) -> list[PupilRecord]:
        return [
            one
            for said, one in self._all
            if self._is_in_group(one) and all(word in said for word in self._words)
        ]

    def _is_in_group(self, one: PupilRecord) -> bool:
        if self._group == LEFT:
            return not one.active
        if not one.active:
            return False
        if self._group == NO_CLASS:
            return one.class_id is None
        return self._group == EVERYBODY or str(one.class_id) == self._group

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        one = self.at(index)
        if one is None:
            return None
        if role == FACE:
            return pupil_face(one)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return pupil_face(one).aloud
        return None
