"""The classes beside the list of pupils, each with how many are in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.components.cards import Card
from ui.components.exchanged import exchange_rows
from ui.components.lists import FACE, RowList
from ui.components.rows import RowFace
from ui.theme import SPACE, Tone

_NO_PARENT = QModelIndex()


@dataclass(frozen=True, slots=True)
class Group:
    """A class, or another group of pupils."""

    value: str
    words: str
    count: int
    detail: str = ""


class _Model(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.groups: list[Group] = []

    def take(self, groups: Sequence[Group]) -> None:
        exchange_rows(self, self.groups, groups, lambda one: one.value)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.groups)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        one = self.groups[index.row()]
        face = RowFace(
            one.words,
            " · ".join(part for part in (str(one.count), one.detail) if part),
            icon="users-three",
            icon_tone=Tone.ACT,
        )
        if role == FACE:
            return face
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{one.words}, {one.count}"
        return None


class GroupList(QWidget):
    """`chosen` gives the value of the group that is shown."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        card = Card(pad=SPACE.tight, gap=0)
        self.model = _Model(self)
        self.list = RowList(name="Classes", chips=False)
        self.list.setModel(self.model)
        card.column.addWidget(self.list)
        column.addWidget(card)
        self.value = ""
        self.list.selectionModel().currentChanged.connect(self._current)

    def show_groups(self, groups: Sequence[Group]) -> None:
        """Show groups; the one that was chosen stays so if it is still there."""
        before = self.value
        self.model.take(groups)
        values = [one.value for one in groups]
        self.choose(before if before in values else (values[0] if values else ""))

    def choose(self, value: str) -> None:
        """Choose a group."""
        for row, one in enumerate(self.model.groups):
            if one.value == value:
                self.list.setCurrentIndex(self.model.index(row))

    def _current(self, index: QModelIndex) -> None:
        if index.isValid():
            self.value = self.model.groups[index.row()].value
            self.chosen.emit(self.value)
