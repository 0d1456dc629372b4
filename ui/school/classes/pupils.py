"""Pupils and classes: browse, search, change by hand."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QListView, QVBoxLayout, QWidget

from trent_desktop.journeys.answers import date_for_people
from trent_desktop.reports.supervision.values import Supervised
from trent_desktop.school.class_lists.matching import PupilRecord
from trent_desktop.school.classes.values import ClassRecord, PupilDetails
from trent_desktop.school.people.people import YearGroup
from trent_desktop.school.people.permissions import Right
from ui.components.buttons import BackLink, PrimaryButton, SecondaryButton
from ui.components.cards import Card
from ui.components.choices import Option, RadioGroup
from ui.components.fields import SearchField
from ui.components.lists import RowList
from ui.components.notices import EmptyState, Notice
from ui.components.pages import flow
from ui.components.said_at_rest import SaidAtRest
from ui.components.sheets import Sheet, ask
from ui.components.words import soft, title
from ui.journeys.direction import isolated
from ui.school.classes.class_form import ClassForm
from ui.school.classes.doubles import DoublesPage
from ui.school.classes.group_list import Group, GroupList
from ui.school.classes.pupil_form import PupilForm
from ui.school.classes.pupil_model import EVERYBODY, LEFT, NO_CLASS, PupilModel
from ui.shell.rooms import Desk, PageOf, SchoolSection
from ui.shell.section_room import Section, SectionPage
from ui.theme import SPACE, Tone


class PupilsPage(SectionPage):
    """Classes on the left, their pupils on the right."""

    def __init__(self, desk: Desk, back: Callable[[], object]) -> None:
        super().__init__(desk, back)
        self.may = desk.school.may(Right.MANAGE_PUPILS)
        self._classes: tuple[ClassRecord, ...] = ()
        self._pupils: tuple[PupilRecord, ...] = ()
        self._wanted = ""
        self._supervised_of = ""
        self.model = PupilModel(self)
        self.form: PupilForm | None = None
        self.class_form: ClassForm | None = None
        self.sheet: Sheet | None = None
        self._lay_out()
        self.doubles = DoublesPage(self, self._show_pupils)
        self.find_doubles.clicked.connect(self.doubles.begin)
        desk.changes.directory.connect(self.refresh)

    def _show_pupils(self) -> None:
        self.show_page(self.page)
        self.refresh()

    # ------------------------------------------------------------------ layout

    def _lay_out(self) -> None:
        self.page = QWidget()
        column = QVBoxLayout(self.page)
        column.setContentsMargins(SPACE.page, SPACE.far, SPACE.page, SPACE.wide)
        column.setSpacing(SPACE.near)
        link = BackLink()
        link.clicked.connect(self.back)
        column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(title("Pupils and classes"))
        self.add = PrimaryButton("Add a pupil", "user-plus")
        self.edit_class = SecondaryButton("Change this class…", "pencil-simple")
        self.add_class = SecondaryButton("Add a class", "plus")
        self.find_doubles = SecondaryButton("Find duplicates", "users")
        self.buttons = flow(self.add, self.add_class, self.edit_class, self.find_doubles)
        column.addWidget(self.buttons)
        beside = QHBoxLayout()
        beside.setSpacing(SPACE.base)
        self.groups = GroupList()
        beside.addWidget(self.groups, 2)
        right = QVBoxLayout()
        right.setSpacing(SPACE.near)
        self.supervised = Notice("", Tone.SUN, icon="eye")
        self.supervised.hide()
        right.addWidget(self.supervised)
        self.search = SearchField(name="Find a pupil", placeholder="Name, UPN or number")
        right.addWidget(self.search)
        card = Card(pad=SPACE.tight, gap=0)
        self.list = RowList(name="Pupils")
        self.list.setModel(self.model)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setSelectionBehavior(QListView.SelectionBehavior.SelectRows)
        card.column.addWidget(self.list)
        right.addWidget(card, 1)
        self.chosen = soft("")
        self.open = SecondaryButton("Open", "pencil-simple")
        self.happened = SecondaryButton("What has happened", "clock-counter-clockwise")
        self.to_class = SecondaryButton("Move to a class…", "arrow-right")
        self.archive = SecondaryButton("They have left…", "archive")
        self.bring_back = SecondaryButton("Bring back", "arrow-u-up-left")
        self.with_chosen = flow(
            self.chosen, self.happened, self.open, self.to_class, self.archive, self.bring_back
        )
        right.addWidget(self.with_chosen)
        beside.addLayout(right, 5)
        column.addLayout(beside, 1)
        self.stack.addWidget(self.page)
        bring = PrimaryButton("Bring in a class list", "upload-simple")
        bring.clicked.connect(lambda: self.desk.shell.go("school", SchoolSection("class-list")))
        by_hand = SecondaryButton("Add a class by hand")
        by_hand.clicked.connect(lambda: self.edit_one_class(None))
        self.empty = self.add_page("Pupils and classes")
        self.empty.column.addWidget(
            EmptyState(
                "student",
                "No pupils yet",
                "The office can export a class list from its own program. It is read as it comes.",
                *((bring, by_hand) if self.may else ()),
            ),
            1,
        )
        self._connect()

    def _connect(self) -> None:
        self._heard = SaidAtRest(self)
        self.search.textChanged.connect(self._find)
        self.groups.chosen.connect(self._show_group)
        self.add.clicked.connect(lambda: self.edit(None))
        self.add_class.clicked.connect(lambda: self.edit_one_class(None))
        self.edit_class.clicked.connect(lambda: self.edit_one_class(self._class()))
        self.happened.clicked.connect(self._show_what_happened)
        self.open.clicked.connect(self._open_first)
        self.to_class.clicked.connect(self._move)
        self.archive.clicked.connect(self._archive)
        self.bring_back.clicked.connect(self._bring_back)
        self.list.doubleClicked.connect(self._open_first)
        self.list.selectionModel().selectionChanged.connect(self._show_chosen)
        self.model.modelReset.connect(self._show_chosen)
        self.buttons.setVisible(self.may)
        self._show_chosen()

    def _find(self, words: str) -> None:
        self.model.find(words)
        if words:
            self._heard.found(self.model.rowCount(), "pupil", "pupils")
        else:
            self._heard.typed()

    # ------------------------------------------------------------------ showing

    def arrive(self, place: object | None) -> None:
        """Everybody as they are now."""
        self.show_page(self.page)
        self._wanted = str(place) if isinstance(place, uuid.UUID) else ""
        self.refresh()

    def refresh(self) -> None:
        """Ask the school again."""
        pupils = self.desk.school.pupils
        self.run(lambda: (pupils.all(include_left=True), pupils.classes()), self._take)

    def _take(self, found: tuple[tuple[PupilRecord, ...], tuple[ClassRecord, ...]]) -> None:
        self._pupils, self._classes = found
        self.model.set_pupils(self._pupils)
        active = [one for one in self._pupils if one.active]
        lost = len([one for one in active if one.class_id is None])
        groups = [Group(EVERYBODY, "Everybody", len(active))]
        groups += [Group(str(one.id), one.name, one.pupils, _whose(one)) for one in self._classes]
        if lost:
            groups.append(Group(NO_CLASS, "No class", lost))
        left = len(self._pupils) - len(active)
        if left:
            groups.append(Group(LEFT, "Left", left))
        self.groups.show_groups(groups)
        if self._wanted:
            self.groups.choose(self._wanted)
            self._wanted = ""
        self._show_supervised()
        self._show_chosen()
        here = self.stack.currentWidget()
        if here in (self.page, self.empty):
            nothing = not self._pupils and not self._classes
            self.show_page(self.empty if nothing else self.page)

    def _show_group(self, group: str) -> None:
        self.model.show_group(group)
        self._show_supervised()
        self.edit_class.setVisible(self._class() is not None)

    def _show_supervised(self) -> None:
        """Who of the class that is shown uses computers only with a grown-up beside them."""
        record, shown = self._class(), self.groups.value
        if shown != self._supervised_of:  # else it stays until it is known to be over
            self.supervised.hide()
        self._supervised_of = shown
        if record is None:
            return
        supervision = self.desk.school.supervision

        def say(found: tuple[Supervised, ...]) -> None:
            if shown != self.groups.value:
                return
            if found:
                self.supervised.say(
                    "\n".join(
                        f"{isolated(one.name)}, until {date_for_people(one.until)}" for one in found
                    ),
                    heading="Computers only with a grown-up beside them",
                )
            self.supervised.setVisible(bool(found))

        self.run(lambda: supervision.of_class(record.id), say, lambda _error: None)

    def _class(self) -> ClassRecord | None:
        return next((one for one in self._classes if str(one.id) == self.groups.value), None)

    def _chosen(self) -> list[PupilRecord]:
        rows = self.list.selectionModel().selectedRows()
        found = [self.model.at(index) for index in rows]
        return [one for one in found if one is not None]

    def _show_chosen(self) -> None:
        chosen = self._chosen()
        count = len(chosen)
        here = [one for one in chosen if one.active]
        self.chosen.setText(f"{count} chosen" if count else "Choose a pupil, or several.")
        may_read = self.desk.school.may(Right.READ_CHRONOLOGY)
        self.happened.setVisible(may_read and count == 1)
        self.open.setVisible(self.may and count == 1)
        self.to_class.setVisible(self.may and bool(here) and len(here) == count)
        self.archive.setVisible(self.may and bool(here) and len(here) == count)
        self.bring_back.setVisible(self.may and count > 0 and not here)
        self.edit_class.setVisible(self._class() is not None)

    def choose(self, *pupil_ids: uuid.UUID) -> None:
        """Select pupils in the list."""
        select = self.list.selectionModel()
        select.clearSelection()
        for row in range(self.model.rowCount()):
            index: QModelIndex = self.model.index(row)
            one = self.model.at(index)
            if one is not None and one.id in pupil_ids:
                select.select(index, QItemSelectionModel.SelectionFlag.Select)

    # ------------------------------------------------------------------ pupils

    def _open_first(self) -> None:
        chosen = self._chosen()
        if chosen and self.may:
            self.edit(chosen[0])

    def _show_what_happened(self) -> None:
        for one in self._chosen()[:1]:
            self.desk.shell.go("reports", PageOf(one.id))

    def edit(self, pupil: PupilRecord | None) -> None:
        """The form for one pupil, or a new one."""
        form = self.form = PupilForm(self, pupil, self._classes)
        form.kept.connect(self._keep)
        form.open()

    def _keep(self, details: PupilDetails) -> None:
        form, pupils = self.form, self.desk.school.pupils
        if form is None:
            return
        pupil = form.pupil
        self.write(
            lambda: (
                pupils.change(pupil.id, pupil.version, details) if pupil else pupils.add(details)
            ),
            lambda _result: (form.dismiss(), self._changed("Saved.")),
            form.refuse,
        )

    def _changed(self, words: str) -> None:
        self.desk.shell.say(words)

    def _move(self) -> None:
        chosen = [one.id for one in self._chosen()]
        sheet = self.sheet = Sheet(self, "Move to which class?", widest=560)
        classes = RadioGroup(
            [
                *(Option(str(one.id), one.name) for one in self._classes),
                Option(NO_CLASS, "No class"),
            ],
            name="Class",
            narrowest=120,
        )
        sheet.column.addWidget(classes)
        sheet.classes = classes  # type: ignore[attr-defined]
        act = PrimaryButton("Move" if len(chosen) == 1 else f"Move {len(chosen)} pupils")
        sheet.act = act  # type: ignore[attr-defined]
        pupils = self.desk.school.pupils

        def go() -> None:
            value = classes.value()
            if value:
                target = None if value == NO_CLASS else uuid.UUID(value)
                sheet.dismiss()
                self.write(lambda: pupils.move(chosen, target), lambda _r: self._changed("Moved."))

        act.clicked.connect(go)
        sheet.add_buttons(act)
        sheet.open()

    def _archive(self) -> None:
        chosen = self._chosen()
        pupils = self.desk.school.pupils
        who = chosen[0].name if len(chosen) == 1 else f"{len(chosen)} pupils"
        self.sheet = ask(
            self,
            f"Has {who} left?" if len(chosen) == 1 else f"Have {who} left?",
            "They stay on record under “Left”, and no longer appear in any list.",
            yes="Yes",
            then=lambda: self.write(
                lambda: pupils.archive([one.id for one in chosen]),
                lambda _result: self._changed("Done."),
            ),
        )

    def _bring_back(self) -> None:
        chosen = [one.id for one in self._chosen()]
        pupils = self.desk.school.pupils
        self.write(lambda: pupils.bring_back(chosen), lambda _result: self._changed("Done."))

    # ------------------------------------------------------------------ classes

    def edit_one_class(self, record: ClassRecord | None) -> None:
        """The form for one class, or a new one."""
        members = [one for one in self.desk.school.people.members() if one.active]
        form = self.class_form = ClassForm(self, record, members)
        form.kept.connect(self._keep_class)
        form.archive.connect(self._archive_class)
        form.open()

    def _keep_class(
        self, name: str, years: tuple[YearGroup, ...], teachers: tuple[uuid.UUID, ...]
    ) -> None:
        form, pupils = self.class_form, self.desk.school.pupils
        if form is None:
            return
        record = form.record

        self.write(
            lambda: pupils.keep_class(record, name, years, teachers),
            lambda _result: (form.dismiss(), self._changed("Saved.")),
            form.refuse,
        )

    def _archive_class(self) -> None:
        form, pupils = self.class_form, self.desk.school.pupils
        if form is None or form.record is None:
            return
        class_id = form.record.id
        self.write(
            lambda: pupils.archive_class(class_id),
            lambda _result: (form.dismiss(), self._changed("Archived.")),
            form.refuse,
        )


def _whose(one: ClassRecord) -> str:
    """Who teaches a class, in words."""
    return ", ".join(name for _, name in one.teachers) or "nobody teaches it yet"


PUPILS = Section(
    "pupils",
    "Pupils and classes",
    "student-fill",
    "Who is in which class, and whose class it is. Search, add and change.",
    PupilsPage,
    may_open=lambda school: school.may(Right.SEE_PUPILS),
)
