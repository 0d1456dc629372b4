"""What somebody is to the school who is on none of its lists, asked under the names in a picker."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trent_desktop.school.people.people import Relation
from ui.components.choices import Option, RadioGroup
from ui.components.pages import clear_layout
from ui.components.words import Words
from ui.theme import SPACE


class RelationRows(QWidget):
    """A row of choices for each person who was typed. Nobody has to choose.

    `said` gives the person's entry and what was chosen.
    """

    said = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE.tight)
        self._names: list[str] = []
        self.groups: list[RadioGroup] = []

    def show_these(self, entries: Iterable[dict[str, Any]]) -> None:
        """Ask of each of these; what is shown already stays as it is."""
        listed = list(entries)
        names = [str(one["name"]) for one in listed]
        if names != self._names:
            self._names = names
            clear_layout(self._column)
            self.groups = [self._group(one) for one in listed]
        for group, one in zip(self.groups, listed, strict=True):
            group.choose(str(one.get("relation", "")))
        self.setVisible(bool(listed))

    def _group(self, entry: dict[str, Any]) -> RadioGroup:
        asked = f"What is {entry['name']} to the school?"
        group = RadioGroup(
            [Option(one.value, one.value.capitalize()) for one in Relation],
            name=asked,
            narrowest=150,
        )
        group.changed.connect(lambda value: self.said.emit(entry, value))
        self._column.addWidget(Words(asked, "small", "soft"))
        self._column.addWidget(group)
        return group
