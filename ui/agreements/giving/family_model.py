"""The pupils as rows, with what is special about their families."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from trent_desktop.agreements.giving.family import PupilFamily
from trent_desktop.agreements.kinds import PrintSize
from trent_desktop.agreements.wording.languages import ENGLISH, language, unprintable
from trent_desktop.school.people.directory import plain
from trent_desktop.school.people.people import Pupil
from ui.agreements.side_rows import SIDE, Tag
from ui.components.exchanged import exchange_rows
from ui.components.lists import FACE
from ui.components.rows import RowFace
from ui.school.classes.pupil_model import EVERYBODY, NO_CLASS
from ui.theme import Tone

_NO_PARENT = QModelIndex()


class FamilyModel(QAbstractListModel):
    """Pupils of a class, or all; `find` and `only_special` leave some out."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._all: tuple[Pupil, ...] = ()
        self._names: dict[uuid.UUID, str] = {}
        self.shown: list[Pupil] = []
        self.families: Mapping[uuid.UUID, PupilFamily] = {}
        self._group = EVERYBODY
        self._words: list[str] = []
        self._special = False

    def take(self, pupils: Sequence[Pupil], families: Mapping[uuid.UUID, PupilFamily]) -> None:
        """All there are, in the order of the school's lists."""
        places = {one.id: at for at, one in enumerate(pupils)}
        self._all = tuple(
            sorted(pupils, key=lambda one: (*_by_name(one), one.class_name, places[one.id]))
        )
        self._names = {one.id: one.forename for one in pupils}
        self.families = families
        exchange_rows(self, self.shown, self._wanted(), lambda one: one.id)

    def show_group(self, group: str) -> None:
        """A class (its id), `EVERYBODY` or `NO_CLASS`."""
        self._group = group
        self._filter()

    def find(self, words: str) -> None:
        """Only those in whose names each of the words is, accents or not."""
        self._words = plain(words).split()
        self._filter()

    def only_special(self, only: bool) -> None:
        """Only those with another language, large print, siblings or an address of their own."""
        self._special = only
        self._filter()

    def at(self, row: int) -> Pupil | None:
        """The pupil of a row."""
        return self.shown[row] if 0 <= row < len(self.shown) else None

    def family(self, pupil: Pupil) -> PupilFamily:
        """What is known of a pupil's family."""
        return self.families.get(pupil.id, PupilFamily(pupil.id))

    def row_of(self, pupil_id: uuid.UUID) -> int:
        """Where a pupil is shown, or -1."""
        return next((at for at, one in enumerate(self.shown) if one.id == pupil_id), -1)

    def _filter(self) -> None:
        self.beginResetModel()
        self.shown = self._wanted()
        self.endResetModel()

    def _wanted(self) -> list[Pupil]:
        return [one for one in self._all if self._is_wanted(one)]

    def _is_wanted(self, pupil: Pupil) -> bool:
        if self._group == NO_CLASS:
            if pupil.class_id is not None:
                return False
        elif self._group not in (EVERYBODY, str(pupil.class_id)):
            return False
        if self._special and not is_special(self.family(pupil)):
            return False
        said = plain(f"{' '.join(pupil.names)} {self.family(pupil).addressed_to}")
        return all(word in said for word in self._words)

    # ------------------------------------------------------------------ rows

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.shown)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        one = self.at(index.row())
        if one is None:
            return None
        family = self.family(one)
        if role == FACE:
            return self._face(one, family)
        if role == SIDE:
            return _tags(family)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            said = [self._face(one, family).aloud, *(tag.words for tag in _tags(family))]
            return ", ".join(said)
        return None

    def _face(self, pupil: Pupil, family: PupilFamily) -> RowFace:
        names = [self._names[one] for one in family.siblings if one in self._names]
        siblings = f"sibling of {_and(names)}" if names else ""
        parts = [pupil.beside or "No class", siblings]
        parts.append(family.addressed_to)
        return RowFace(
            pupil.name,
            " · ".join(part for part in parts if part),
            "users" if siblings else "student",
            Tone.SKY,
        )


def is_special(family: PupilFamily) -> bool:
    """Whether something about a family is not as it is for most."""
    return (
        family.language != ENGLISH
        or family.print_size is not PrintSize.NORMAL
        or bool(family.siblings)
        or bool(family.addressed_to)
    )


def _tags(family: PupilFamily) -> tuple[Tag, ...]:
    found: list[Tag] = []
    if family.language != ENGLISH:
        name = language(family.language).name
        whole = not unprintable(family.language)
        found.append(Tag(name, Tone.ACT, "translate") if whole else Tag(name, Tone.SUN, "warning"))
    if family.print_size is not PrintSize.NORMAL:
        words = f"{family.print_size.points:.0f} point"
        found.append(Tag(words, Tone.SKY, "text-aa"))
    return tuple(found)


def _by_name(pupil: Pupil) -> tuple[str, str]:
    return plain(pupil.surname), plain(pupil.forename)


def _and(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
