"""Choosing some children: type a few letters, take one; those chosen stand above as chips."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from trent_desktop.school.people.people import Pupil
from ui.components import Flow, SearchField, clear_layout
from ui.journeys.picker_controls import ChosenChip
from ui.journeys.suggestions import Suggestion, SuggestionList
from ui.shell.rooms import Desk
from ui.theme import SPACE

_MOST = 6


class _Search(SearchField):
    """The arrows move in the list below; Enter takes; rubbing out on nothing takes away."""

    stepped = Signal(int)
    taken = Signal()
    rubbed_out = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.stepped.emit(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit()
        elif key == Qt.Key.Key_Backspace and not self.text():
            self.rubbed_out.emit()
        else:
            super().keyPressEvent(event)


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
        self.chips = QWidget()
        self._chip_row = Flow(self.chips, gap=SPACE.tight)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.chips.setSizePolicy(policy)
        self.search = _Search(name="Find a child", placeholder="Type a few letters of the name")
        self.search.setAccessibleDescription("Choose with the arrow keys and Enter.")
        self.list = SuggestionList("Children found")
        self.list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for widget in (self.chips, self.search, self.list):
            column.addWidget(widget)
        self.setFocusProxy(self.search)
        self.search.textChanged.connect(self._look)
        self.search.stepped.connect(self.list.step)
        self.search.taken.connect(self.list.pick_current)
        self.search.rubbed_out.connect(self._rub_out)
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
        QTimer.singleShot(20, self, self._bring_into_view)  # the page makes room a moment later

    def _bring_into_view(self) -> None:
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None and self.list.isVisible():
            above.ensureWidgetVisible(self.list, 0, SPACE.tight)

    def _picked(self, row: Suggestion) -> None:
        self.search.clear()
        self.add(row.stands_for)
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    # ------------------------------------------------------------------ chosen

    def _drop(self, pupil_id: uuid.UUID) -> None:
        self.choose([one for one in self._chosen.values() if one.id != pupil_id])
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _rub_out(self) -> None:
        if self._chosen:
            self._drop(list(self._chosen)[-1])

    def _show_chips(self) -> None:
        clear_layout(self._chip_row)
        for one in self._chosen.values():
            chip = ChosenChip(one.name, _apart(one))
            chip.clicked.connect(lambda _on=False, gone=one.id: self._drop(gone))
            self._chip_row.addWidget(chip)
        self.chips.setVisible(bool(self._chosen))


def _apart(pupil: Pupil) -> str:
    return pupil.told_apart_by or pupil.class_name


def _row(pupil: Pupil) -> Suggestion:
    return Suggestion(pupil.name, _apart(pupil), "student", pupil)
