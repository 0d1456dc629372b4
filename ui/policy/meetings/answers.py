"""The list of families by class, and one key for each answer."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from trent_desktop.oversight.meetings.values import MOST, ClassFamilies, Family, Reply
from ui.components.buttons import QuietButton
from ui.components.cards import Card
from ui.components.choice_box import ChoiceBox
from ui.components.choices import Option, RadioGroup
from ui.components.exchanged import exchange_rows
from ui.components.fields import FieldBlock
from ui.components.lists import FACE, RowList
from ui.components.pages import flow
from ui.components.rows import row_height
from ui.components.words import heading, soft
from ui.policy.meetings.words import family_face
from ui.theme import SPACE, look

_NO_PARENT = QModelIndex()
_REPLIES, _CAME = "replies", "came"
_KEYS: Final = {
    _REPLIES: f"Choose a family, then press 1 to {MOST}: that many are coming. N: not coming. "
    "D: another day would suit. Delete: no answer. Then it moves on to the next family.",
    _CAME: f"Choose a family, then press 1 to {MOST}: that many came. 0: nobody came. "
    "Then it moves on to the next family.",
}
#: Rows that are seen at once; more are scrolled to.
_SEEN: Final = 8


class FamilyModel(QAbstractListModel):
    """The families of one class."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.families: list[Family] = []
        self.of_who_came = False

    def take(self, families: Sequence[Family], *, of_who_came: bool) -> None:
        """Show these. Where they are the same as before, rows change and nothing moves."""
        self.of_who_came = of_who_came
        exchange_rows(self, self.families, families, lambda one: one.pupil_id)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.families)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if not 0 <= index.row() < len(self.families):
            return None
        face = family_face(self.families[index.row()], of_who_came=self.of_who_came)
        if role == FACE:
            return face
        if role == Qt.ItemDataRole.ToolTipRole:
            return face.words
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return face.aloud
        return None


class FamilyList(RowList):
    """`pressed_key` gives the number, N, D or Delete that was pressed on the chosen row."""

    pressed_key = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        key = event.text().upper()
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            key = "DEL"
        if plain and (key in ("N", "D", "DEL") or (len(key) == 1 and key in "0123456789")):
            self.pressed_key.emit(key)
            return
        super().keyPressEvent(event)


class AnswersCard(Card):
    """`replied` gives a family's child, its reply and how many; `came` how many came."""

    replied = Signal(object, object, int)
    came = Signal(object, int)

    def __init__(self) -> None:
        super().__init__(gap=SPACE.near)
        self.column.addWidget(heading("The families"))
        self.what = RadioGroup(
            [Option(_REPLIES, "Type in the slips"), Option(_CAME, "Write down who came")],
            name="What is written down",
            narrowest=220,
        )
        self.what.choose(_REPLIES)
        self.what.changed.connect(lambda _value: self._fill())
        self.column.addWidget(self.what)
        self.group = ChoiceBox(name="Class")
        self.group.changed.connect(lambda _value: self._fill())
        self.column.addWidget(FieldBlock("Class", self.group))
        self.keys = soft(_KEYS[_REPLIES])
        self.column.addWidget(self.keys)
        self.buttons: dict[str, QuietButton] = {}
        self._holder = QWidget()
        self.column.addWidget(self._holder)
        self.list = FamilyList(name="Families")
        self.model = FamilyModel(self.list)
        self.list.setModel(self.model)
        self.list.pressed_key.connect(self.press)
        self.column.addWidget(self.list)
        self._classes: tuple[ClassFamilies, ...] = ()
        #: What was pressed and is being written, newest last: it is shown already.
        self._coming: list[tuple[uuid.UUID, Family]] = []
        self._shown_keys = ""

    def show_classes(self, classes: tuple[ClassFamilies, ...], *, has_been: bool) -> None:
        """Show the families; who came can be written down once it has been."""
        self._classes = classes
        self.what.setVisible(has_been)
        if not has_been:
            self.what.choose(_REPLIES)
        self.group.offer([Option(one.name, one.name) for one in classes])
        self._fill()

    def show_who_came(self) -> None:
        """Begin with who came."""
        self.what.choose(_CAME)

    def settle(self, pupil_id: uuid.UUID) -> None:
        """What was pressed for a family was written, or was not: the file says which."""
        at = next((at for at, one in enumerate(self._coming) if one[0] == pupil_id), None)
        if at is not None:
            del self._coming[at]

    def press(self, key: str) -> None:
        """A key on the row that is chosen."""
        at = self.list.currentIndex().row()
        if not 0 <= at < len(self.model.families):
            return
        one, id_ = self.model.families[at], self.model.families[at].pupil_id
        number = int(key) if key.isdigit() else 0
        if self._of_who_came:
            if not key.isdigit():
                return
            self._show_at_once(id_, replace(one, came=number))
            self.came.emit(id_, number)
        else:
            reply = {"N": Reply.NOT_COMING, "D": Reply.OTHER_DAY, "DEL": Reply.NONE}.get(key)
            if reply is None:
                if not number:
                    return
                reply = Reply.COMING
            self._show_at_once(id_, replace(one, reply=reply, coming=number))
            self.replied.emit(id_, reply, number)
        if at + 1 < len(self.model.families):
            self.list.setCurrentIndex(self.model.index(at + 1))

    # ------------------------------------------------------------------ inside

    @property
    def _of_who_came(self) -> bool:
        return self.what.value() == _CAME

    def _show_at_once(self, pupil_id: uuid.UUID, family: Family) -> None:
        self._coming.append((pupil_id, family))
        self._fill()

    def _fill(self) -> None:
        chosen = next((one for one in self._classes if one.name == self.group.value), None)
        coming = dict(self._coming)
        families = [coming.get(one.pupil_id, one) for one in (chosen.families if chosen else ())]
        self.model.take(families, of_who_came=self._of_who_came)
        if families and not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.model.index(0))
        self._draw_buttons()
        if families:
            face = family_face(families[0], of_who_came=self._of_who_came)
            high = row_height(face, max(self.list.width(), look().theme.px(440)), wraps=False)
            self.list.setFixedHeight(high * min(len(families), _SEEN) + 4)

    def _draw_buttons(self) -> None:
        """The keys as buttons, for whoever has the mouse in her hand."""
        what = self.what.value()
        if what == self._shown_keys:
            return
        self._shown_keys = what
        self.keys.setText(_KEYS[what])
        if what == _CAME:
            faces = {"0": "Nobody came", **{str(one): str(one) for one in range(1, 6)}}
        else:
            faces = {str(one): str(one) for one in range(1, 6)}
            faces |= {"N": "Not coming", "D": "Another day", "DEL": "No answer"}
        said = "came" if what == _CAME else "coming"
        self.buttons = {
            key: QuietButton(words, name=f"{words} {said}" if words.isdigit() else words)
            for key, words in faces.items()
        }
        for key, button in self.buttons.items():
            button.clicked.connect(lambda _=False, which=key: self.press(which))
        at = self.column.indexOf(self._holder)
        old, self._holder = self._holder, flow(*self.buttons.values(), gap=SPACE.tight)
        self.column.insertWidget(at, self._holder)
        self.column.removeWidget(old)
        old.hide()
        old.deleteLater()
