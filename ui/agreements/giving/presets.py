"""What is printed most often, one press each."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QAccessible, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from trent_desktop.agreements.giving.batch import Scope
from trent_desktop.agreements.kinds import Kind
from trent_desktop.school.people.people import SchoolClass
from ui.components.buttons import PaintedButton
from ui.components.pages import Flow
from ui.components.painting import round_box
from ui.theme import SPACE, look

#: Stands for both pupils' forms: each child gets the one for her age.
PUPIL = "pupil"
_ALL = (PUPIL, Kind.PARENT.value, Kind.CONSENTS.value)


@dataclass(frozen=True, slots=True)
class Preset:
    """A print by its name: what, for whom, and whether only what is missing."""

    words: str
    icon: str
    what: tuple[str, ...]
    scope: Scope
    only_missing: bool = False
    class_id: uuid.UUID | None = None
    ask_again: bool = False


#: Where in the printing page the register leads to.
ASK_AGAIN_PLACE: Final = "ask-again"
#: The form about pictures for exactly those families whose yes no longer counts.
ASK_AGAIN: Final = Preset(
    "Ask again about pictures", "arrows-clockwise", (Kind.CONSENTS.value,), Scope.EVERYBODY,
    ask_again=True,
)  # fmt: skip


def presets(own: SchoolClass | None, *, staff: bool) -> Sequence[Preset]:
    """Those that this member can use."""
    found = [
        Preset("Whole school, autumn", "leaf", _ALL, Scope.EVERYBODY),
        Preset("Only what is missing", "hourglass-medium", _ALL, Scope.EVERYBODY, True),
        ASK_AGAIN,
    ]
    if own is not None:
        words = f"My class, {own.name}"
        found.insert(0, Preset(words, "users-three", _ALL, Scope.CLASSES, class_id=own.id))
    if staff:
        staff_only = (Kind.STAFF.value,)
        found.append(Preset("New staff", "identification-card", staff_only, Scope.STAFF, True))
    return found


class PresetChip(PaintedButton):
    """One of them: pressed while the choices are as it has them."""

    pad_x, pad_y, gap, icon_px = 14, 7, 6, 16
    spoken_as = QAccessible.Role.Button

    def __init__(self, preset: Preset) -> None:
        super().__init__(preset.words, preset.icon)
        self.setCheckable(True)

    def _dress(self) -> tuple[QColor | None, QColor | None, QColor]:
        shown = look()
        if self.isChecked():
            return shown.colour("tint"), shown.colour("act"), shown.colour("on_tint")
        ground = shown.colour("tint" if self.isDown() else "hover" if self._warmth else "card")
        return ground, shown.colour("edge"), shown.colour("ink")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ground, edge, ink = self._dress()
        self.radius = min(18, self.height() // 2)
        round_box(painter, QRectF(self.rect()), self.radius, ground, edge, 1.5)
        self._paint_content(painter, QRectF(self.rect()), ink)


class PresetRow(QWidget):
    """`chosen` gives the preset that was pressed."""

    chosen = Signal(object)

    def __init__(self, offered: Sequence[Preset]) -> None:
        super().__init__()
        self.setAccessibleName("What is printed most often")
        row = Flow(self, gap=SPACE.tight)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.chips: dict[Preset, PresetChip] = {}
        for one in offered:
            chip = PresetChip(one)
            chip.clicked.connect(lambda _on=False, preset=one: self.chosen.emit(preset))
            row.addWidget(chip)
            self.chips[one] = chip

    def mark(self, preset: Preset | None) -> None:
        """Show which one the choices are, if any."""
        for one, chip in self.chips.items():
            chip.setChecked(one == preset)
            chip.set_icon("check-bold" if one == preset else one.icon)
