"""The table of what an import would change."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, assert_never

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from trent_desktop.school.class_lists.listed import place_in_words
from trent_desktop.school.class_lists.planned import LineKind, PlannedLine
from ui.components.lists import FACE
from ui.components.rows import RowFace
from ui.theme import Tone

_NO_PARENT = QModelIndex()
TITLES = {
    LineKind.NEW: "New",
    LineKind.CHANGED: "Changed",
    LineKind.LEFT: "Left",
    LineKind.UNCHANGED: "Unchanged",
}
_DRESS = {
    LineKind.NEW: (Tone.LEAF, "user-plus"),
    LineKind.CHANGED: (Tone.SUN, "pencil-simple"),
    LineKind.LEFT: (Tone.CORAL, "sign-out"),
    LineKind.UNCHANGED: (Tone.PLAIN, "check"),
}


def line_face(line: PlannedLine) -> RowFace:
    """A planned line as a row."""
    tone, icon = _DRESS[line.kind]
    match line.kind:
        case LineKind.NEW:
            detail = f"Class {line.class_after}" if line.class_after else "No class"
        case LineKind.LEFT:
            detail = f"Was in {line.class_before}" if line.class_before else "Was in no class"
        case LineKind.CHANGED | LineKind.UNCHANGED:
            detail = " · ".join(line.changes) or "As before"
        case _:
            assert_never(line.kind)
    return RowFace(
        line.name or "No name",
        detail,
        icon=icon,
        icon_tone=tone,
        side=place_in_words(line.row) if line.row else "",
        chip=TITLES[line.kind],
        chip_tone=tone,
    )


class PlanModel(QAbstractListModel):
    """Lines of a plan; `show_kind` shows one kind only."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._lines: Sequence[PlannedLine] = ()
        self._shown: list[PlannedLine] = []
        self._kind: LineKind | None = None

    def take(self, lines: Sequence[PlannedLine]) -> None:
        """Another plan."""
        self._lines = lines
        self.show_kind(self._kind)

    def show_kind(self, kind: LineKind | None) -> None:
        """Only one kind, or all that change something."""
        self.beginResetModel()
        self._kind = kind
        self._shown = [
            line
            for line in self._lines
            if line.kind is kind or (kind is None and line.kind is not LineKind.UNCHANGED)
        ]
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        face = line_face(self._shown[index.row()])
        if role == FACE:
            return face
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return face.aloud
        return None
