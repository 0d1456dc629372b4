"""The register: who has returned what, class by class; reminders, sheets, exports, staff."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from trent_desktop.agreements.giving.batch import Chosen, Scope
from trent_desktop.agreements.giving.choosing import NO_CLASS
from trent_desktop.agreements.kinds import FormState, How
from trent_desktop.agreements.register.standing import NEVER_WORDS, ClassTable
from trent_desktop.documents.page import Pdf
from trent_desktop.school.people.permissions import Right
from ui.agreements.giving.presets import ASK_AGAIN_PLACE
from ui.agreements.paper.letters import Letters, today_of
from ui.agreements.register.export_sheet import ExportSheet
from ui.agreements.register.history import HistorySheet, show_history
from ui.agreements.register.never_sheet import NeverSheet
from ui.agreements.register.remind_sheet import RemindSheet
from ui.agreements.register.source_sheet import WAYS, said
from ui.agreements.register.staff_page import StaffPage
from ui.agreements.register.table import RegisterTable
from ui.agreements.register.ticks import Ticks, says_yes
from ui.components.buttons import BackLink, PrimaryButton, SecondaryButton
from ui.components.cards import Card
from ui.components.choice_box import ChoiceBox
from ui.components.choices import Option
from ui.components.pages import flow
from ui.components.read_aloud import announce
from ui.components.sheets import Sheet
from ui.components.words import body, soft, title
from ui.documents import Document
from ui.documents.saving import Places
from ui.her_classes import begin_with, hers_first, remember
from ui.journeys.sources import Latest
from ui.shell.fresh import Fresh
from ui.shell.rooms import AgreementsSection, Desk
from ui.shell.section_room import Section, SectionPage
from ui.theme import SPACE, look

_NOBODY = "none"
#: In px at 100 %: with less, the way back stands beside the title.
_HIGH_ENOUGH = 520


class RegisterPage(SectionPage):
    """One class at a time, as a table that the keyboard ticks.

    What is pressed is shown at once and written in its turn; what the file says is shown when
    all of it is written.
    """

    def __init__(
        self, desk: Desk, back: Callable[[], object], *, places: Places | None = None
    ) -> None:
        super().__init__(desk, back)
        self._places = places
        self._tables = Latest(desk.background, self)
        self.staff: StaffPage | None = None
        self.sheet: Sheet | None = None
        self._lay_out()
        self.ticks = Ticks(desk, self.table.model_of, self)
        self.ticks.changed.connect(self._show_current)
        self.ticks.changed.connect(self._say_current)
        self.ticks.written.connect(self.refresh)
        self.ticks.how_said.connect(self.how.choose)
        self._offer_classes()
        desk.changes.directory.connect(self._offer_classes)
        Fresh(self.page, (desk.changes.agreements, desk.changes.directory), self.refresh)

    # ------------------------------------------------------------------ layout

    def _lay_out(self) -> None:
        self.page = QWidget()
        column = QVBoxLayout(self.page)
        column.setContentsMargins(SPACE.page, SPACE.far, SPACE.page, SPACE.wide)
        column.setSpacing(SPACE.near)
        column.addLayout(self._lay_out_head())
        self.class_box = ChoiceBox(name="Class")
        self.remind = PrimaryButton("Remind…", "bell")
        self.ask_again = SecondaryButton("Ask again…", "arrows-clockwise")
        self.ask_again.hide()
        self.photographs = SecondaryButton("Who may be photographed", "camera")
        self.export = SecondaryButton("Export…", "download-simple")
        column.addWidget(
            flow(self.class_box, self.remind, self.ask_again, self.photographs, self.export)
        )
        card = Card(pad=SPACE.tight, gap=0)
        self.table = RegisterTable()
        card.column.addWidget(self.table)
        column.addWidget(card, 1)
        self.said = soft("")
        self.returned = SecondaryButton("It is back", "check")
        self.refused = SecondaryButton("Refused", "x")
        self.withdrawn = SecondaryButton("Withdrawn", "arrow-u-up-left")
        self.yes = SecondaryButton("Yes", "check")
        self.no = SecondaryButton("No", "x")
        self.one_parent = SecondaryButton("One parent…", "users")
        self.take_back = SecondaryButton("Takes everything back", "arrow-u-up-left")
        self.how = ChoiceBox(
            [Option("", "How was it said?"), *(Option(one.value, said(one)) for one in WAYS)],
            name="How the answers typed here were given",
        )
        self.undo = SecondaryButton("Undo", "arrow-counter-clockwise")
        self.history = SecondaryButton("History", "clock-counter-clockwise")
        self.never = SecondaryButton("Never…", "prohibit")
        column.addWidget(self.said)
        self.acts = flow(
            self.returned, self.refused, self.withdrawn, self.yes, self.no, self.how,
            self.one_parent, self.take_back, self.never, self.history, self.undo,
        )  # fmt: skip
        column.addWidget(self.acts)
        self.stack.addWidget(self.page)
        self._connect()

    def _lay_out_head(self) -> QBoxLayout:
        link = BackLink()
        link.clicked.connect(self.back)
        self.staff_button = SecondaryButton("Staff", "identification-badge")
        self._head = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._head.setSpacing(SPACE.near)
        self._head.addWidget(link)
        line = QHBoxLayout()
        line.setSpacing(SPACE.near)
        line.addWidget(title("Register"), 1)
        line.addWidget(self.staff_button)
        self._head.addLayout(line, 1)
        return self._head

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Where text is large the rows need the room more than the title does.
        ways = QBoxLayout.Direction
        self._head.setDirection(ways.LeftToRight if self._is_low else ways.TopToBottom)

    @property
    def _is_low(self) -> bool:
        return self.height() < look().theme.px(_HIGH_ENOUGH)

    def _connect(self) -> None:
        self.class_box.changed.connect(self._class_chosen)
        self.table.acted.connect(self.act)
        self.table.moved.connect(self._show_current)
        for button, act in (
            (self.returned, "toggle"),
            (self.refused, "refuse"),
            (self.withdrawn, "withdraw"),
            (self.yes, "yes"),
            (self.no, "no"),
            (self.take_back, "take-back"),
            (self.undo, "undo"),
        ):
            button.clicked.connect(lambda _=False, act=act: self.act(act))
        self.one_parent.clicked.connect(self._ask_one_parent)
        self.how.changed.connect(self._how_chosen)
        self.history.clicked.connect(self._show_history)
        self.never.clicked.connect(self._ask_never)
        self.remind.clicked.connect(self.ask_whom)
        self.ask_again.clicked.connect(
            lambda: self.desk.shell.go("agreements", AgreementsSection("print", ASK_AGAIN_PLACE))
        )
        self.photographs.clicked.connect(self._show_photographs)
        self.export.clicked.connect(self.ask_format)
        self.staff_button.clicked.connect(self.show_staff)

    # ------------------------------------------------------------------ which class

    def arrive(self, place: object | None) -> None:
        """With the id of a class: that one."""
        self.show_page(self.page)
        if isinstance(place, str) and place:
            self.class_box.choose(place)
        self.refresh()

    def _offer_classes(self) -> None:
        options = [Option(str(one.id), one.name) for one in hers_first(self.desk)]
        own = begin_with(self.desk)
        first = not self.class_box.count()
        self.class_box.offer([*options, Option(_NOBODY, NO_CLASS)])
        if first and own is not None:
            self.class_box.choose(str(own.id))

    def _class_chosen(self) -> None:
        remember(self.desk, self.class_box.value)
        self.ticks.forget()
        self.refresh()

    @property
    def class_id(self) -> uuid.UUID | None:
        """The class shown; None for the children in none."""
        value = self.class_box.value
        return uuid.UUID(value) if value not in ("", _NOBODY) else None

    def refresh(self) -> None:
        """Read the register anew; the current cell stays."""
        class_id, register = self.class_id, self.desk.school.agreements.register
        fails = self.desk.shell.say_problem
        self._tables.ask(lambda: register.table(class_id), self._show, fails)

    def _show(self, table: ClassTable) -> None:
        if table.class_id != self.class_id:
            return
        model, here = self.table.model_of, self.table.currentIndex()
        line = model.line(here)
        model.take(table)
        again = any(one.asks_again for line in table.lines for one in line.answers)
        self.ask_again.setVisible(again and self.desk.school.may(Right.PRINT_AGREEMENTS))
        if not self.table.currentIndex().isValid() and table.lines:
            # Children came or went: she is at the same one, or begins.
            row = model.row_of(line.pupil_id) if line is not None else -1
            place = (row, here.column()) if row >= 0 else (0, 1)
            self.table.setCurrentIndex(model.index(*place))
        self._show_current()

    def _show_current(self) -> None:
        model, index = self.table.model_of, self.table.currentIndex()
        line, form, answer = model.line(index), model.form(index), model.answer(index)
        words = "" if model.rowCount() else "There are no pupils in this class."
        if line is not None and answer is not None:
            tells = answer.source and not answer.differs and answer.never_since is None
            source = f" ({answer.source})" if tells else ""
            words = f"{line.name}, {answer.title}: {answer.words}{source}"
        elif line is not None and form is not None:
            words = f"{line.name}, {form.kind.title}: {form.words}"
        elif line is not None:
            words = f"{line.name}: {NEVER_WORDS}" if line.never_since is not None else line.name
        self.said.setText(words)
        state = form.state if form is not None else None
        self.returned.set_words(
            "Not back after all" if state is FormState.RETURNED else "It is back"
        )
        self.returned.setVisible(state is not None)
        self.refused.setVisible(state is not None and state is not FormState.REFUSED)
        self.withdrawn.setVisible(state is FormState.RETURNED)
        self.yes.setVisible(answer is not None)
        self.no.setVisible(answer is not None)
        # With little room the first yes asks how it was said, and no list stands in the way.
        self.how.setVisible(answer is not None and not self._is_low)
        self.one_parent.setVisible(answer is not None)
        given = line is not None and any(map(says_yes, line.answers))
        self.take_back.setVisible(answer is not None and given)
        self.undo.setEnabled(self.ticks.can_undo)
        self.history.setVisible(line is not None)
        self.never.setVisible(line is not None and self.desk.school.may(Right.MARK_NEVER))

    # ------------------------------------------------------------------ ticking

    def act(self, what: str) -> None:
        """Do something at the current cell: see `RegisterTable.acted`."""
        self.ticks.act(what, self.table.currentIndex())

    def _say_current(self) -> None:
        announce(self, self.said.text())

    def _how_chosen(self, value: str) -> None:
        self.ticks.how = How(value)

    def _ask_one_parent(self) -> None:
        """What one of the parents says, beside what the other said."""
        line = self.table.model_of.line(self.table.currentIndex())
        if line is None:
            return
        sheet = self.sheet = Sheet(self, f"One parent of {line.name}")
        sheet.column.addWidget(body("What does this parent or carer say?"))
        for words, act in (("Yes", "one-yes"), ("No", "one-no")):
            button = SecondaryButton(words)
            button.setObjectName(act)
            button.clicked.connect(lambda _=False, act=act: self._one_parent_says(act))
            sheet.column.addWidget(button)
        sheet.open()

    def _one_parent_says(self, act: str) -> None:
        if self.sheet is not None:
            self.sheet.dismiss()
        self.act(act)

    @property
    def is_settled(self) -> bool:
        """Whether everything pressed is written, and what is shown was read after it."""
        return self.ticks.are_written and not self._tables.busy

    def _ask_never(self) -> None:
        line = self.table.model_of.line(self.table.currentIndex())
        if line is not None:
            self.sheet = NeverSheet(self, line, self.refresh)

    def _show_history(self) -> None:
        line = self.table.model_of.line(self.table.currentIndex())
        if line is None:
            return

        def shown(sheet: HistorySheet) -> None:
            self.sheet = sheet

        show_history(self, line, shown, self.refresh)

    # ------------------------------------------------------------------ reminders

    def ask_whom(self) -> None:
        """Who is reminded: this class or everybody, for the first or the second time."""
        shown, today = self.class_box.currentText(), today_of(self.desk.school)
        self.sheet = RemindSheet(self, shown, today, self._remind)

    def _remind(self, everybody: bool, second: bool, until: dt.date) -> None:
        chosen = Chosen(Scope.EVERYBODY)
        if not everybody and self.class_id is not None:
            chosen = Chosen(Scope.CLASSES, classes=(self.class_id,))
        letters = Letters(
            self.desk.school, chosen, second=second, today=today_of(self.desk.school), until=until
        )
        self.letters = self.show_document(letters.document(), self._back_to_table)

    def _back_to_table(self) -> None:
        self.show_page(self.page, self.table)
        self.refresh()

    # ------------------------------------------------------------------ papers and files

    def _show_photographs(self) -> None:
        class_id, school = self.class_id, self.desk.school
        if class_id is None:
            self.desk.shell.say("Choose a class first.")
            return

        def make() -> Pdf:
            from trent_desktop.agreements.register.papers import class_sheet_pdf
            from trent_desktop.school.settings.letterhead import letterhead_of

            sheet = school.agreements.register.may_be_photographed(class_id)
            return class_sheet_pdf(letterhead_of(school), sheet, today_of(school))

        def note() -> None:
            school.agreements.register.note_export("class sheet")

        document = Document("Who may be photographed", "Photographs.pdf", make, note, note)
        self.photo_sheet = self.show_document(document, self._back_to_table)

    def ask_format(self) -> None:
        """As what the register is taken out."""
        self.sheet = ExportSheet(self, self._places)

    # ------------------------------------------------------------------ staff

    def show_staff(self) -> None:
        """The agreements of staff."""
        if self.staff is None:
            self.staff = StaffPage(self.desk, lambda: self.show_page(self.page, self.table))
            self.stack.addWidget(self.staff)
        self.staff.refresh()
        self.show_page(self.staff)


REGISTER = Section(
    "register",
    "Register",
    "table-fill",
    "Who has returned what, reminders, who may be photographed.",
    RegisterPage,
    lambda school: school.may(Right.SEE_REGISTER),
)
