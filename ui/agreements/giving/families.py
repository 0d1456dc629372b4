"""Families and languages: what language a form is in, how large, to whom; who are siblings."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QModelIndex, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from trent_desktop.agreements.giving.family import PupilFamily
from trent_desktop.school.people.people import Pupil, SchoolClass
from trent_desktop.school.people.permissions import Right
from ui.agreements.giving.family_form import FamilyForm
from ui.agreements.giving.family_model import FamilyModel, is_special
from ui.agreements.side_rows import SideDelegate
from ui.components.buttons import BackLink
from ui.components.cards import Card
from ui.components.choice_box import ChoiceBox
from ui.components.choices import Option
from ui.components.fields import SearchField
from ui.components.lists import RowList
from ui.components.notices import EmptyState
from ui.components.pages import flow
from ui.components.said_at_rest import SaidAtRest
from ui.components.words import soft, title
from ui.journeys.controls import BesideOrUnder, SnugTick
from ui.school.classes.group_list import Group, GroupList
from ui.school.classes.pupil_model import EVERYBODY, NO_CLASS
from ui.shell.fresh import Fresh
from ui.shell.rooms import Desk
from ui.shell.section_room import Section, SectionPage
from ui.theme import SPACE, look

#: From this width on, in px at 100 %, the classes stand beside their pupils.
_WIDE = 860

_Found = tuple[tuple[Pupil, ...], tuple[SchoolClass, ...], Mapping[uuid.UUID, PupilFamily]]


class FamiliesPage(SectionPage):
    """Classes on the left, their pupils on the right; a press opens the form of one family."""

    def __init__(self, desk: Desk, back: Callable[[], object]) -> None:
        super().__init__(desk, back)
        self.form: FamilyForm | None = None
        self.model = FamilyModel(self)
        self.page = QWidget()
        self._lay_out()
        self.stack.addWidget(self.page)
        self.groups.chosen.connect(self._show_group)
        self.class_box.changed.connect(self.groups.choose)
        self._heard = SaidAtRest(self)
        self.search.textChanged.connect(self._find)
        self.special.toggled.connect(self._only_special)
        self.list.activated.connect(self._open)
        desk.changes.directory.connect(self.refresh)
        Fresh(self.page, (desk.changes.agreements,), self.refresh)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self.page)
        column.setContentsMargins(SPACE.page, SPACE.far, SPACE.page, SPACE.wide)
        column.setSpacing(SPACE.near)
        link = BackLink()
        link.clicked.connect(self.back)
        column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(title("Families and languages"))
        column.addWidget(
            soft("Forms come in the language and size that a family asked for, behind the English.")
        )
        beside = QHBoxLayout()
        beside.setSpacing(SPACE.base)
        self.groups = GroupList()
        beside.addWidget(self.groups, 2)
        right = QVBoxLayout()
        right.setSpacing(SPACE.near)
        self.search = SearchField(name="Find a child", placeholder="Name")
        self.special = SnugTick("Only those with something special")
        self.special.setToolTip(
            "Another language, large print, siblings, or an address of their own."
        )
        #: In place of the list of classes where there is no room for it.
        self.class_box = ChoiceBox(name="Class")
        self.class_box.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToContents)
        right.addWidget(BesideOrUnder(self.search, flow(self.class_box, self.special)))
        holder = QWidget()
        self.parts = QStackedLayout(holder)
        self.card = Card(pad=SPACE.tight, gap=0)
        self.list = RowList(name="Families")
        self.list.setItemDelegate(SideDelegate(self.list, narrow=500))
        self.list.setModel(self.model)
        self.card.column.addWidget(self.list)
        self.nobody = EmptyState("users", "Nobody here", "")
        self.parts.addWidget(self.card)
        self.parts.addWidget(self.nobody)
        right.addWidget(holder, 1)
        beside.addLayout(right, 5)
        column.addLayout(beside, 1)

    # ------------------------------------------------------------------ showing

    def arrive(self, place: object | None) -> None:
        """The list; with the id of a pupil, her family."""
        self.show_page(self.page, self.search)
        self._ask(place if isinstance(place, uuid.UUID) else None)

    def refresh(self) -> None:
        """Read them anew."""
        self._ask(None)

    def _ask(self, wanted: uuid.UUID | None) -> None:
        school = self.desk.school

        def work() -> _Found:
            directory = school.signed_in.directory
            return directory.pupils, directory.classes, school.agreements.families.of_pupils()

        self.run(work, lambda found: self._take(found, wanted))

    def _take(self, found: _Found, wanted: uuid.UUID | None) -> None:
        pupils, classes, families = found
        self.model.take(pupils, families)
        self._show_groups(pupils, classes)
        self._show_what_is_there()
        pupil = next((one for one in pupils if one.id == wanted), None)
        if pupil is not None:
            self.open(pupil)

    def _show_groups(self, pupils: tuple[Pupil, ...], classes: tuple[SchoolClass, ...]) -> None:
        counts = Counter(one.class_id for one in pupils)
        special = Counter(one.class_id for one in pupils if is_special(self.model.family(one)))
        groups = [Group(EVERYBODY, "Everybody", len(pupils), _special(special.total()))]
        groups += [
            Group(str(one.id), one.name, counts[one.id], _special(special[one.id]))
            for one in classes
        ]
        if counts[None]:
            groups.append(Group(NO_CLASS, "No class", counts[None], _special(special[None])))
        self.class_box.offer(Option(one.value, one.words) for one in groups)
        self.groups.show_groups(groups)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._arrange()

    def _arrange(self) -> None:
        wide = self.width() >= look().theme.px(_WIDE)
        self.groups.setVisible(wide)
        self.class_box.setVisible(not wide)

    def _show_group(self, group: str) -> None:
        self.class_box.choose(group)
        self.model.show_group(group)
        self._show_what_is_there()

    def _find(self, words: str) -> None:
        self.model.find(words)
        if words:
            self._heard.found(self.model.rowCount(), "child", "children")
        else:
            self._heard.typed()
        self._show_what_is_there()

    def _only_special(self, only: bool) -> None:
        self.model.only_special(only)
        self._show_what_is_there()

    def _show_what_is_there(self) -> None:
        if self.search.text().strip():
            words = "No child with this name is in this list. Look under “Everybody”, or type less."
        elif self.special.isChecked():
            words = "No family here has asked for anything special."
        else:
            words = "Pupils come in under School, Class list."
        self.nobody.words.setText(words)
        self.parts.setCurrentWidget(self.card if self.model.rowCount() else self.nobody)

    # ------------------------------------------------------------------ one family

    def _open(self, index: QModelIndex) -> None:
        pupil = self.model.at(index.row())
        if pupil is not None:
            self.open(pupil)

    def open(self, pupil: Pupil) -> None:
        """The form of one family."""
        form = self.form = FamilyForm(self.desk, self, pupil, self.model.family(pupil))
        form.kept.connect(self._kept)
        form.open()

    def _kept(self) -> None:
        self.desk.shell.say("Saved.")
        self.refresh()


def _special(count: int) -> str:
    return f"{count} with something special" if count else ""


FAMILIES = Section(
    "families",
    "Families and languages",
    "translate-fill",
    "Which language, how large, who are siblings.",
    FamiliesPage,
    lambda school: school.may(Right.PRINT_AGREEMENTS),
)
