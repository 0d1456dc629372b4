"""Printing agreements: choose, look at the pages at once, print or save, and stop if need be."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from trent_desktop.problems import AnswersRefused
from trent_desktop.school.people.permissions import Right
from ui.agreements.giving.batch_panel import BatchPanel
from ui.agreements.giving.presets import ASK_AGAIN, ASK_AGAIN_PLACE
from ui.agreements.giving.printing_choices import PrintChoices
from ui.agreements.giving.printing_view import PrintView
from ui.agreements.paper.letters import today_of
from ui.documents.printing import Printing
from ui.documents.saving import Places
from ui.shell.rooms import Desk
from ui.shell.section_room import Section, SectionPage


class PrintPage(SectionPage):
    """The pages follow every choice: the first is there at once, all of them a moment later."""

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
        self.choices = PrintChoices(desk, today_of(desk.school))
        self.panel = BatchPanel(
            desk, back="Choices", printing=printing, places=places, folders=folders
        )
        self.view = PrintView(self.choices, self.panel)
        self.stack.addWidget(self.view)
        self._errors: tuple[tuple[str, str], ...] = ()
        self._wants_pages = False
        self.view.back.clicked.connect(self.back)
        self.view.show_pages.clicked.connect(self.show_pages)
        self.panel.back.connect(self.show_choices)
        self.panel.refused.connect(self._refused)
        self.choices.touched.connect(self.panel.hold)
        self.choices.changed.connect(self.plan)
        desk.changes.directory.connect(self._school_changed)

    # ------------------------------------------------------------------ coming and going

    def arrive(self, place: object | None) -> None:
        """With the id of a pupil: for that child; with `ASK_AGAIN_PLACE`: those to ask again."""
        pupil = self.desk.school.people.pupil(place) if isinstance(place, uuid.UUID) else None
        if pupil is not None:
            self.choices.choose_pupil(pupil)
        elif place == ASK_AGAIN_PLACE:
            self.choices.take(ASK_AGAIN)
        self.view.turn(to_pages=False)
        self.plan()

    def _school_changed(self) -> None:
        self.choices.offer_classes(self.desk.school.people.classes())
        if self.isVisible():
            self.plan(anew=False)

    # ------------------------------------------------------------------ planning

    def plan(self, *, anew: bool = True) -> None:
        """See what the choices come to; not `anew`, what is shown stays if it is the same."""
        self._errors = ()
        self.choices.settle()
        try:
            order = self.choices.order()
        except AnswersRefused as error:
            self._errors = error.errors
            self.panel.hold()
            return
        batches = self.desk.school.agreements.batches
        ask = self.panel.ask if anew else self.panel.look_again
        ask(lambda: batches.plan(order))

    def _refused(self, error: Exception) -> None:
        if isinstance(error, AnswersRefused):
            self._errors = error.errors
        if self._wants_pages and not self.view.has_room_for_both:
            self.show_choices()
            self.choices.show_errors(self._errors)

    # ------------------------------------------------------------------ one after the other

    def show_pages(self) -> None:
        """Where there is no room for both: go on to the pages, unless a choice is missing."""
        if self._errors and self.choices.show_errors(self._errors):
            return
        self._wants_pages = True
        self.view.turn(to_pages=True)
        self.view.pages.setFocus()

    def show_choices(self) -> None:
        """And back."""
        self._wants_pages = False
        self.view.turn(to_pages=False)
        self.view.show_pages.setFocus()


PRINT = Section(
    "print",
    "Print agreements",
    "printer-fill",
    "For a child, a class, a year or everybody.",
    PrintPage,
    lambda school: school.may(Right.PRINT_AGREEMENTS),
)
