"""Choosing some children: type a few letters, take one; those chosen stand above as chips."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import Qt
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from trent_desktop.school.people.people import Pupil
from ui.components.fields import SearchField
from ui.journeys.chosen import ChosenChips
from ui.journeys.suggestions import PickerKeys, Suggestion, SuggestionList
from ui.shell.rooms import Desk
from ui.theme import SPACE

_MOST = 6


class PupilPicker(QWidget):
    """`changed` comes when a child was added or taken away. `never` are not offered."""

    changed = Signal()

    def __init__(
        self,
        desk: Desk,
        *,
        chosen: Sequence[Pupil] = (),
        never: Collection[uuid.UUID] = (),
    ) -> None:
        super().__init__()
        self._people = desk.school.people
        self._never = frozenset(never)
        self._chosen = {one.id: one for one in chosen}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.tight)
        self.chips = ChosenChips()
        self.search = SearchField(name="Find a child", placeholder="Type a few letters of the name")
        self.search.setAccessibleDescription("Choose with the arrow keys and Enter.")
        self.list = SuggestionList("Children found")
        self.list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for widget in (self.chips, self.search, self.list):
            column.addWidget(widget)
        self.setFocusProxy(self.search)
        self.search.textChanged.connect(self._look)
        keys = PickerKeys(self.search)
        keys.stepped.connect(self.list.step)
        keys.taken.connect(self.list.pick_current)
        keys.put_away.connect(self.search.clear)
        keys.rubbed_out.connect(self._rub_out)
        self.list.picked.connect(self._picked)
        self._show_chips()

    def ids(self) -> tuple[uuid.UUID, ...]:
        """The children chosen, in the order they were."""
        return tuple(self._chosen)

    def choose(self, pupils: Sequence[Pupil]) -> None:
        """Exactly these."""
        self._chosen = {one.id: one for one in pupils}
        self._show_chips()
        self.changed.emit()

    def add(self, pupil: Pupil) -> None:
        """One more."""
        self.choose([*self._chosen.values(), pupil])

    # ------------------------------------------------------------------ finding

    def _look(self, words: str) -> None:
        # In memory, and quick: the register of pupils is read when somebody signs in.
        known = self._never | self._chosen.keys()
        found = self._people.find_pupils(words, _MOST + len(known))
        self.list.offer([_row(one) for one in found if one.id not in known][:_MOST])
        self.list.come_into_view()

    def _picked(self, row: Suggestion) -> None:
        self.search.clear()
        self.add(row.stands_for)
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.chips.say_chosen(row.words, row.apart)

    # ------------------------------------------------------------------ chosen

    def _drop(self, pupil_id: uuid.UUID) -> None:
        name = self._chosen[pupil_id].name
        self.choose([one for one in self._chosen.values() if one.id != pupil_id])
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.chips.say_taken_out(name)

    def _rub_out(self) -> None:
        if self._chosen:
            self._drop(list(self._chosen)[-1])

    def _show_chips(self) -> None:
        self.chips.show_these(
            (one.name, _apart(one), partial(self._drop, one.id)) for one in self._chosen.values()
        )


def _apart(pupil: Pupil) -> str:
    return pupil.beside


def _row(pupil: Pupil) -> Suggestion:
    return Suggestion(pupil.name, _apart(pupil), "student", pupil)
