"""What was printed: when, by whom, for whom, how many came back; and printing one again."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from trent_desktop.agreements.giving.batch import BatchSummary
from trent_desktop.journeys.answers import moment_for_people
from trent_desktop.school.people.permissions import Right
from ui.agreements.giving.batch_panel import BatchPanel
from ui.agreements.giving.printed_model import PrintedModel, batch_title, is_letters
from ui.agreements.side_rows import SideDelegate
from ui.components.buttons import BackLink, PrimaryButton
from ui.components.cards import Card
from ui.components.lists import RowList
from ui.components.notices import EmptyState
from ui.components.words import soft, title
from ui.documents.printing import Printing
from ui.documents.saving import Places
from ui.shell.fresh import Fresh
from ui.shell.rooms import AgreementsSection, Desk
from ui.shell.section_room import Section, SectionPage
from ui.theme import SPACE, Tone


class PrintedPage(SectionPage):
    """A row for each batch, the newest first; a press shows its pages, to be printed again."""

    def __init__(
        self,
        desk: Desk,
        back: Callable[[], object],
        *,
        printing: Printing | None = None,
        places: Places | None = None,
        folders: Places | None = None,
    ) -> None:
        super().__init__(desk, back)
        self.model = PrintedModel(self)
        self.page = self._page()
        self.stack.addWidget(self.page)
        self.panel = BatchPanel(
            desk,
            back="Printed before",
            title=" ",
            links_to_printed=False,
            printing=printing,
            places=places,
            folders=folders,
        )
        self.stack.addWidget(self.panel)
        self.panel.back.connect(self.show_list)
        self.list.activated.connect(self._open)
        Fresh(self.page, (desk.changes.agreements,), self.refresh)

    def _page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(SPACE.page, SPACE.far, SPACE.page, SPACE.wide)
        column.setSpacing(SPACE.near)
        link = BackLink()
        link.clicked.connect(self.back)
        column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(title("Printed before"))
        column.addWidget(
            soft(
                "Open one to look at it or print it again. It keeps its codes: either copy counts."
            )
        )
        holder = QWidget()
        self.parts = QStackedLayout(holder)
        self.card = Card(pad=SPACE.tight, gap=0)
        self.list = RowList(name="Printed before")
        self.list.setItemDelegate(SideDelegate(self.list, narrow=640))
        self.list.setModel(self.model)
        self.card.column.addWidget(self.list)
        self.begin = PrimaryButton("Print agreements", "printer")
        self.begin.clicked.connect(lambda: self._go("print"))
        self.empty = EmptyState(
            "printer", "Nothing has been printed yet", "What you print appears here.", self.begin
        )
        self.parts.addWidget(self.card)
        self.parts.addWidget(self.empty)
        column.addWidget(holder, 1)
        return page

    # ------------------------------------------------------------------ the list

    def arrive(self, place: object | None) -> None:
        """The list, brought up to date; with the id of a batch, its pages."""
        self.show_list()
        if isinstance(place, uuid.UUID):
            issued = self.desk.school.agreements.batches.issued
            self.run(issued, lambda found: self._open_one(found, place))

    def show_list(self) -> None:
        """The list."""
        self.show_page(self.page, self.list)
        self.refresh()

    def refresh(self) -> None:
        """Read them anew; the current one stays."""
        self.run(self.desk.school.agreements.batches.issued, self._show)

    def _show(self, batches: Sequence[BatchSummary]) -> None:
        self.model.take(batches)
        self.parts.setCurrentWidget(self.card if batches else self.empty)

    # ------------------------------------------------------------------ one of them

    def _open(self, index: QModelIndex) -> None:
        self.open(self.model.batches[index.row()])

    def _open_one(self, batches: Sequence[BatchSummary], batch_id: uuid.UUID) -> None:
        found = next((one for one in batches if one.id == batch_id), None)
        if found is not None:
            self.open(found)

    def open(self, batch: BatchSummary) -> None:
        """Its pages, as they were."""
        if is_letters(batch):
            self.desk.shell.say(
                "Reminders are written afresh each time, for those that are missing then.",
                Tone.SKY,
                link="Register",
                then=lambda: self._go("register"),
            )
            return
        when = moment_for_people(batch.made_at.astimezone())
        self.panel.view.title.setText(f"{batch_title(batch)}, {when}")
        batches = self.desk.school.agreements.batches
        self.show_page(self.panel, self.panel.view.pages)
        self.panel.ask(lambda: batches.again(batch.id))

    def _go(self, section: str) -> None:
        self.desk.shell.go("agreements", AgreementsSection(section))


PRINTED = Section(
    "printed",
    "Printed before",
    "clock-counter-clockwise-fill",
    "What was printed, by whom, and how many came back.",
    PrintedPage,
    lambda school: school.may(Right.PRINT_AGREEMENTS),
)
