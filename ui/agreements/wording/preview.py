"""The page beside a text: made off the GUI thread, of the newest text alone."""

from __future__ import annotations

from PySide6.QtCore import QObject

from trent_desktop.agreements.wording.wording import CurrentWording, Wording
from trent_desktop.problems import Problem
from ui.agreements.wording.editor_view import WordingView
from ui.agreements.wording.sample import SamplePages, sample_pages
from ui.shell.rooms import Desk


class WordingPreview(QObject):
    """Shows pages in a `WordingView`. `english` is printed before a translation."""

    def __init__(self, desk: Desk, view: WordingView, english: CurrentWording | None) -> None:
        super().__init__(view)
        self._desk = desk
        self._view = view
        self._english = english
        self._asked = 0
        #: The page to be seen first, until she scrolls: where a translation begins.
        self._first: int | None = None
        self._is_placed = False
        view.pages.zoom_changed.connect(self._go_to_first)
        view.pages.verticalScrollBar().actionTriggered.connect(self._forget_first)

    def make(self, wording: Wording, number: int, checked: bool, *, of_old: bool = False) -> None:
        """Make the pages of `wording` as version `number`, and show them unless newer come."""
        self._asked += 1
        asked, school, english = self._asked, self._desk.school, self._english
        told = f"Version {number} as it was" if of_old else "As it will be printed"

        def work() -> tuple[int, str, SamplePages]:
            sample = sample_pages(school, wording, number, english=english, checked=checked)
            return asked, told, sample

        operation = self._desk.background.run(work, parent=self)
        operation.then(self._show, self._could_not)

    def _show(self, result: tuple[int, str, SamplePages]) -> None:
        asked, told, sample = result
        if asked != self._asked:
            return
        self._view.pages.show_pages(sample.pages, stay=self._is_placed)
        if not self._is_placed:
            self._is_placed = True
            self._first = sample.first
            self._go_to_first()
        count = "1 page" if len(sample.pages) == 1 else f"{len(sample.pages)} pages"
        said = (f"{told}: {count}, with an invented name.", *sample.notes)
        self._view.count.setText(" ".join(said))

    def _go_to_first(self) -> None:
        if self._first is not None:
            self._view.pages.go_to(self._first)

    def _forget_first(self) -> None:
        self._first = None

    def _could_not(self, error: Exception) -> None:
        if not isinstance(error, Problem):
            self._desk.shell.say_problem(error)
            return
        self._view.pages.show_pages(None)
        self._view.count.setText(str(error))
