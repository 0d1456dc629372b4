"""Child by child: the children of a class, in the classes that they go to, by drag or by press."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from trent_desktop.school.people.directory import plain
from trent_desktop.school.school_year.values import YearPlan
from ui.components.buttons import PrimaryButton, SecondaryButton
from ui.components.cards import Card
from ui.components.choices import Option, RadioGroup
from ui.components.fields import FieldBlock, TextField
from ui.components.pages import EqualColumns, clear_layout, flow
from ui.components.words import part_name, soft
from ui.theme import SPACE, look

_ID = Qt.ItemDataRole.UserRole


class ChildrenList(QListWidget):
    """Children who go to one class. They can be dragged to another list."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(f"Children who go to {name}" if name else "Children without a class")
        self.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        self.setDragDropMode(QListWidget.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setMinimumHeight(look().theme.px(240))
        self.setSortingEnabled(True)

    def add(self, child: uuid.UUID, name: str) -> None:
        """One more child."""
        item = QListWidgetItem(name)
        item.setData(_ID, str(child))
        self.addItem(item)

    def children_here(self) -> list[uuid.UUID]:
        """Who is in the list."""
        return [uuid.UUID(self.item(at).data(_ID)) for at in range(self.count())]


class ChildByChild(QWidget):
    """`done` gives where children go who go another way than their class."""

    done = Signal(object)

    def __init__(self, plan: YearPlan, names: Sequence[str]) -> None:
        """`names` are those of the classes of this year."""
        super().__init__()
        self._plan = plan
        self._goes = {one.id: plan.goes_to(one) for one in plan.staying}
        self._named = {
            one.id: f"{one.name} ({one.year_group.title})" if one.year_group else one.name
            for one in plan.staying
        }
        self._targets = list(
            dict.fromkeys((*names, *(name for name in self._goes.values() if name)))
        )
        self.lists: dict[str, ChildrenList] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.base)
        options = [Option(str(one.class_id), one.name) for one in plan.moves]
        self.classes = RadioGroup(options, name="Class of this year", narrowest=110)
        if options:
            self.classes.choose(options[0].value)
        self.classes.changed.connect(self._show_class)
        column.addWidget(FieldBlock("Class of this year", self.classes))
        column.addWidget(
            soft("Drag children from one list to another, or choose them and press where they go.")
        )
        self.grid = EqualColumns(narrowest=240)
        column.addLayout(self.grid)
        self.another = TextField(name="Another class", wide=16)
        self.add = SecondaryButton("Add a class", "plus")
        self.add.clicked.connect(self._add_class)
        block = FieldBlock("Another class", self.another)
        column.addWidget(block)
        self.keep = PrimaryButton("Keep this")
        self.keep.clicked.connect(self._keep)
        column.addWidget(flow(self.add, self.keep))
        self._shown: uuid.UUID | None = None
        self._more: set[str] = set()
        self._show_class()

    def _show_class(self, _value: object = None) -> None:
        self._take_lists()
        chosen = self.classes.value()
        self._shown = uuid.UUID(chosen) if chosen else None
        self._fill()

    def _fill(self) -> None:
        here = [one for one in self._plan.staying if one.class_id == self._shown]
        here.sort(key=lambda one: (plain(one.surname), plain(one.forename)))
        used = {self._goes[one.id] for one in here}
        shown = [name for name in self._targets if name in used or name in self._more]
        shown += [""] if "" in used else []
        clear_layout(self.grid)
        self.lists.clear()
        for name in shown:
            self.grid.addWidget(self._target(name))
        for one in here:
            self.lists[self._goes[one.id]].add(one.id, self._named[one.id])

    def _target(self, name: str) -> Card:
        card = Card(pad=SPACE.near, gap=SPACE.tight)
        card.column.addWidget(part_name(name or "No class"))
        children = self.lists[name] = ChildrenList(name)
        card.column.addWidget(children)
        button = SecondaryButton("Put the chosen here")
        button.setAccessibleName(f"Put the chosen children into {name or 'no class'}")
        button.clicked.connect(lambda: self._put(name))
        card.column.addWidget(flow(button))
        return card

    def _put(self, name: str) -> None:
        for children in self.lists.values():
            for item in children.selectedItems():
                self._goes[uuid.UUID(item.data(_ID))] = name
        chosen = [one for lists in self.lists.values() for one in lists.selectedItems()]
        if chosen:
            self._more |= set(self.lists)
            self._fill()

    def _add_class(self) -> None:
        name = " ".join(self.another.text().split())
        if not name:
            return
        self._take_lists()
        known = {one.casefold(): one for one in self._targets}
        name = known.get(name.casefold(), name)
        if name not in self._targets:
            self._targets.append(name)
        self._more |= {*self.lists, name}
        self.another.setText("")
        self._fill()

    def _take_lists(self) -> None:
        """What was dragged counts."""
        for name, children in self.lists.items():
            for child in children.children_here():
                self._goes[child] = name

    def apart(self) -> dict[uuid.UUID, str]:
        """Where those go who go another way than their class."""
        self._take_lists()
        together = replace(self._plan, apart={})
        return {
            one.id: self._goes[one.id]
            for one in self._plan.staying
            if self._goes[one.id] != together.goes_to(one)
        }

    def _keep(self) -> None:
        self.done.emit(self.apart())
