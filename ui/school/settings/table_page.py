"""A table of facts that age, with the day on which somebody last checked it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trent_desktop.journeys.answers import date_for_people
from trent_desktop.problems import AnswersRefused
from trent_desktop.school.settings.dated_tables import EMPTY, DatedRow, DatedTable, TableName
from ui.components.buttons import PrimaryButton, QuietButton, SecondaryButton
from ui.components.cards import Card
from ui.components.errors import ErrorText
from ui.components.fields import FieldBlock, TextField
from ui.components.notices import Notice
from ui.components.pages import EqualColumns, ScrollPage, clear_layout, flow
from ui.components.sheets import ask
from ui.components.words import soft, strong
from ui.components.wrong_fields import say_beside
from ui.school.settings.days import Toward, day_typed, read_day, wrong_day
from ui.shell.section_room import SectionPage
from ui.theme import SPACE, Tone


class _Fields:
    """The fields of one row."""

    def __init__(self, row: DatedRow) -> None:
        self.name = TextField(row.name, name="What")
        self.value = TextField(row.value, name=f"{row.name}: what applies")
        self.since = TextField(day_typed(row.since), name=f"{row.name}: since", wide=14)
        self.source = TextField(row.source, name=f"{row.name}: who says so")
        for field in (self.name, self.value, self.source):
            field.setCursorPosition(0)  # a long text shows its beginning
        self.blocks = {
            "name": FieldBlock("What", self.name),
            "value": FieldBlock("What applies", self.value),
            "since": FieldBlock("Since", self.since, optional=True),
            "source": FieldBlock("Who says so", self.source),
        }

    def row(self) -> DatedRow:
        """As typed. Raises `ValueError` for a day that is none."""
        return DatedRow(
            self.name.text().strip(),
            self.value.text().strip(),
            read_day(self.since.text(), Toward.PAST),
            self.source.text().strip(),
        )


class TablePage(QObject):
    """Looks first; a press makes it a form."""

    def __init__(
        self,
        section: SectionPage,
        page: ScrollPage,
        name: TableName,
        *,
        may: bool,
        saved: Callable[[object], object],
    ) -> None:
        """`may`: whether she may change it; `saved` is called when it was kept."""
        super().__init__(page)
        self._section = section
        self._may = may
        self._saved = saved
        self._name = name
        self._page = page
        self.content = QVBoxLayout()
        self.content.setSpacing(SPACE.near)
        page.column.addLayout(self.content)
        page.column.addStretch(1)
        self.fields: list[_Fields] = []
        self._show(section.desk.school.settings.table(name))

    def _show(self, table: DatedTable) -> None:
        clear_layout(self.content)
        self.content.addWidget(Notice(table.note, Tone.SKY, icon="info"))
        ours = "As it came with the program." if table.is_ours else "As the school has it."
        checked = f"{ours} Checked on {date_for_people(table.checked_on)}."
        self.content.addWidget(soft(checked))
        card = Card(gap=SPACE.base)
        for row in table.rows:
            words = QVBoxLayout()
            words.setSpacing(0)
            words.addWidget(strong(f"{row.name}: {row.value}"))
            since = f"since {date_for_people(row.since)}, " if row.since else ""
            words.addWidget(soft(f"{since}{row.source}"))
            card.column.addLayout(words)
        self.content.addWidget(card)
        if self._may:
            self.change = SecondaryButton("Change it", "pencil-simple")
            self.change.clicked.connect(lambda: self._edit([_Fields(row) for row in table.rows]))
            buttons: list[QWidget] = [self.change]
            if not table.is_ours:
                back = QuietButton("Go back to what came with the program")
                back.clicked.connect(self._ask_restore)
                buttons.append(back)
            self.content.addWidget(flow(*buttons))

    def _edit(self, fields: list[_Fields]) -> None:
        self.fields = fields
        clear_layout(self.content)
        self.error = ErrorText()
        self.content.addWidget(self.error)
        for one in self.fields:
            self.content.addWidget(self._row_card(one))
        self.save = PrimaryButton("Save as checked today")
        self.save.clicked.connect(self._save)
        more = SecondaryButton("Another row", "plus")
        more.clicked.connect(self._add)
        self.content.addWidget(flow(self.save, more))

    def _row_card(self, one: _Fields) -> Card:
        card = Card(gap=SPACE.tight)
        holder = QWidget()
        columns = EqualColumns(holder, narrowest=230, gap=SPACE.base)
        for block in one.blocks.values():
            columns.addWidget(block)
        card.column.addWidget(holder)
        away = QuietButton("Remove", "trash", name=f"Remove {one.name.text()}")
        away.clicked.connect(lambda: self._drop(one))
        card.column.addWidget(flow(away))
        return card

    def _again(self, keep: list[_Fields]) -> list[_Fields]:
        again: list[_Fields] = []
        for one in keep:
            fresh = _Fields(DatedRow(one.name.text(), one.value.text(), None, one.source.text()))
            fresh.since.setText(one.since.text())
            again.append(fresh)
        return again

    def _drop(self, gone: _Fields) -> None:
        self._edit(self._again([one for one in self.fields if one is not gone]))

    def _add(self) -> None:
        self._edit([*self._again(self.fields), _Fields(DatedRow("", "", None, ""))])
        self.fields[-1].name.setFocus()

    def _save(self) -> None:
        rows: list[DatedRow] = []
        wrong: dict[str, str] = {}
        for place, one in enumerate(self.fields):
            try:
                rows.append(one.row())
            except ValueError:
                wrong[f"{place}.since"] = wrong_day(one.since.text(), Toward.PAST)
            for name, field in (("name", one.name), ("value", one.value)):
                if not field.text().strip():
                    wrong[f"{place}.{name}"] = EMPTY
        self.error.say("")
        if say_beside(self._blocks(), wrong):
            return
        settings, name = self._section.desk.school.settings, self._name
        self._section.write(lambda: settings.change_table(name, rows), self._saved, self._refused)

    def _blocks(self) -> dict[str, FieldBlock]:
        """Every field, named as what is wrong with it is: ``<row>.<field>``."""
        return {
            f"{place}.{name}": block
            for place, one in enumerate(self.fields)
            for name, block in one.blocks.items()
        }

    def _refused(self, error: Exception) -> None:
        if isinstance(error, AnswersRefused):
            said = dict(error.errors)
            say_beside(self._blocks(), said)
            self.error.say(said.get("", ""))
        else:
            self._section.desk.shell.say_problem(error)

    def _ask_restore(self) -> None:
        settings, name = self._section.desk.school.settings, self._name
        ask(
            self._page,
            "Go back to the table of the program?",
            "What the school changed in it is lost.",
            yes="Go back to it",
            danger=True,
            then=lambda: self._section.write(lambda: settings.restore_table(name), self._saved),
        )
