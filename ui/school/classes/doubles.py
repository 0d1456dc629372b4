"""Entries that may be one child twice, side by side."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from trent_desktop.journeys.answers import date_for_people
from trent_desktop.school.class_lists.matching import PupilRecord
from trent_desktop.school.classes.step import Step
from ui.components.buttons import QuietButton, SecondaryButton
from ui.components.cards import Card
from ui.components.notices import EmptyState
from ui.components.pages import EqualColumns, clear_layout, flow
from ui.components.words import soft, strong
from ui.shell.section_room import SectionPage
from ui.theme import SPACE

Pair = tuple[PupilRecord, PupilRecord]


class DoublesPage:
    """Pairs, each to be merged or left as they are."""

    def __init__(self, section: SectionPage, home: Callable[[], object]) -> None:
        """`home` shows the pupils again."""
        self._section = section
        self._left_alone: set[frozenset[uuid.UUID]] = set()
        self.page = section.add_page(
            "Doubles",
            "These may be one child. Merged, they are one entry with the agreements of both; reports "
            "keep the name they were written with.",
            back=home,
        )
        self.pairs = QVBoxLayout()
        self.pairs.setSpacing(SPACE.base)
        self.page.column.addLayout(self.pairs)
        self.page.column.addStretch(1)
        self.buttons: dict[uuid.UUID, QWidget] = {}

    def begin(self) -> None:
        """Look for them."""
        self._section.write(self._section.desk.school.pupils.doubles, self._show)

    def _show(self, pairs: tuple[Pair, ...]) -> None:
        clear_layout(self.pairs)
        self.buttons.clear()
        shown = [one for one in pairs if _key(one) not in self._left_alone]
        for pair in shown:
            self.pairs.addWidget(self._pair(pair))
        if not shown:
            self.pairs.addWidget(
                EmptyState("check-circle", "No duplicates", "No two entries look like one child.")
            )
        self._section.show_page(self.page)

    def _pair(self, pair: Pair) -> Card:
        card = Card(gap=SPACE.near)
        holder = QWidget()
        columns = EqualColumns(holder, narrowest=220, gap=SPACE.base)
        for one, other in (pair, pair[::-1]):
            side = QWidget()
            words = QVBoxLayout(side)
            words.setContentsMargins(0, 0, 0, 0)
            words.setSpacing(SPACE.hair)
            words.addWidget(strong(one.name))
            for said in _facts(one):
                words.addWidget(soft(said))
            keep = SecondaryButton("Keep this one", name=f"Keep {one.name}, {one.class_name}")
            keep.clicked.connect(
                lambda _=False, keep=one.id, drop=other.id: self._merge(keep, drop)
            )
            self.buttons[one.id] = keep
            words.addWidget(flow(keep))
            columns.addWidget(side)
        card.column.addWidget(holder)
        two = QuietButton("They are two children")
        two.clicked.connect(lambda: self._leave(pair))
        card.column.addWidget(flow(two))
        return card

    def _leave(self, pair: Pair) -> None:
        self._left_alone.add(_key(pair))
        self.begin()

    def _merge(self, keep: uuid.UUID, drop: uuid.UUID) -> None:
        pupils = self._section.desk.school.pupils
        self._section.write(lambda: pupils.merge(keep, drop), self._merged)

    def _merged(self, step: Step) -> None:
        desk = self._section.desk
        pupils = desk.school.pupils
        desk.shell.say(
            "Merged.",
            link="Undo",
            then=lambda: self._section.write(lambda: pupils.undo(step.id), self._undone),
        )
        self.begin()

    def _undone(self, _result: object) -> None:
        self._section.desk.shell.say("Undone: they are two again.")
        self.begin()


def _key(pair: Pair) -> frozenset[uuid.UUID]:
    return frozenset(one.id for one in pair)


def _facts(one: PupilRecord) -> list[str]:
    return [
        f"Class {one.class_name}" if one.class_name else "No class",
        f"Born {date_for_people(one.born)}" if one.born else "No date of birth",
        f"UPN {one.upn}" if one.upn else "No UPN",
    ]
