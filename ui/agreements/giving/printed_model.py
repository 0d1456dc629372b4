"""The batches that were printed, as rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from trent_desktop.agreements.giving.batch import BatchSummary
from trent_desktop.agreements.kinds import REMINDERS, Kind
from trent_desktop.journeys.answers import moment_for_people
from ui.agreements.side_rows import SIDE, Part
from ui.components.exchanged import exchange_rows
from ui.components.lists import FACE
from ui.components.rows import RowFace
from ui.theme import Tone

_NO_PARENT = QModelIndex()
_PUPILS = {Kind.PUPIL_KS1, Kind.PUPIL_KS2}


def is_letters(batch: BatchSummary) -> bool:
    """Whether it was reminders: letters that are written anew each time."""
    return any(kind in REMINDERS for kind in batch.kinds)


def kinds_in_words(kinds: Sequence[Kind]) -> str:
    """``Pupil’s agreement, Parent’s agreement``; the pupils' two forms are one to whoever asks."""
    words = ["Pupil’s agreement" if kind in _PUPILS else kind.title for kind in kinds]
    return ", ".join(dict.fromkeys(words))


def batch_title(batch: BatchSummary) -> str:
    """For whom, and what."""
    return f"{batch.whom}: {kinds_in_words(batch.kinds)}"


def _count(number: int, word: str) -> str:
    return f"1 {word}" if number == 1 else f"{number:,} {word}s"


class PrintedModel(QAbstractListModel):
    """Newest first."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.batches: list[BatchSummary] = []

    def take(self, batches: Sequence[BatchSummary]) -> None:
        """Show these."""
        exchange_rows(self, self.batches, batches, lambda one: one.id)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.batches)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if not 0 <= index.row() < len(self.batches):
            return None
        one = self.batches[index.row()]
        letters = is_letters(one)
        returned = any(kind.is_returned for kind in one.kinds) and not letters
        back = f"{one.answered:,} of {one.forms:,} back"
        when = moment_for_people(one.made_at.astimezone())
        size = f"{_count(one.forms, 'letter' if letters else 'form')}, {_count(one.pages, 'page')}"
        face = RowFace(
            batch_title(one),
            f"{when} · {one.made_by} · {size}",
            "bell" if letters else "printer",
            Tone.SUN if letters else Tone.ACT,
        )
        if role == FACE:
            return face
        if role == SIDE:
            return Part(back, one.answered, one.forms) if returned else ()
        if role == Qt.ItemDataRole.ToolTipRole:
            return face.words
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{face.aloud}, {back}" if returned else face.aloud
        return None
