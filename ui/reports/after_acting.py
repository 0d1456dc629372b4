"""When something was done to a case: the keyboard goes on from there, and what was kept is said.

The form with the button that was pressed is gone then. The keyboard would be with whatever came
after it, and whoever does not see the page would not know whether anything was kept.
"""

from __future__ import annotations

import uuid

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from trent_desktop.reports.cases import CaseFile, Move
from trent_desktop.reports.kinds import kind_named
from trent_desktop.reports.timeline_words import entry_words
from trent_desktop.reports.workflow import turns
from trent_desktop.sentences import sentences
from ui.components.focus_kept import focus_if_before_her
from ui.components.read_aloud import announce
from ui.components.tab_order import first_stop
from ui.reports.act_forms import ActForm
from ui.reports.case_parts import questions_of
from ui.reports.case_showing import Reader
from ui.reports.case_view import CaseView
from ui.reports.case_words import in_order, to_do


class Keyboard:
    """Where the keyboard is while a form is kept, which is busy from now on."""

    def __init__(self, form: ActForm) -> None:
        here = QApplication.focusWidget()
        self._form = form
        self._was_in_form = here is not None and form.isAncestorOf(here)
        form.set_busy(True)  # which takes it from the button
        self._pushed_to = QApplication.focusWidget()
        self._is_hers = False

    def form_is_over(self) -> None:
        """It is kept, or could not be. Nobody is told to go on who has gone elsewhere meanwhile."""
        here = QApplication.focusWidget()
        inside = here is not None and self._form.isAncestorOf(here)
        self._is_hers = self._was_in_form and (inside or here is self._pushed_to)
        self._form.set_busy(False)

    def stay(self) -> None:
        """It could not be kept: where it was."""
        if self._is_hers:
            focus_if_before_her(self._form.words or self._form.button)

    def go_on(self, view: CaseView, move: Move) -> None:
        """Once the case is shown as it now is: where the form came from, else to what is next."""
        if self._is_hers:
            QTimer.singleShot(0, view, lambda: _go_on(view, move))


def _go_on(view: CaseView, move: Move) -> None:
    came_from = {Move.NOTE: view.add_note, Move.ACTION: view.add_action}.get(move)
    if came_from is not None and came_from.isVisible():
        focus_if_before_her(came_from)
    else:
        focus_if_before_her(first_stop(view.step) or view.title)


def say_what_was_done(view: CaseView, case: CaseFile, entry_id: uuid.UUID, reader: Reader) -> None:
    """Have the new entry read out, and whom the report waits for now."""
    entry = next((one for one in case.timeline if one.id == entry_id), None)
    if entry is None:
        return
    told = entry_words(entry, kind_named(case.summary.kind), questions_of(case), brief=True)
    done = told.head.partition(": ")[0]
    waits = [
        f"Waiting for {'you' if role in turns(reader.roles) else f'the {role.title}'}: "
        f"{to_do(case.summary, role)}"
        for role in in_order(case.summary.waiting_for)
    ]
    announce(view, sentences("Kept", done, *told.words.splitlines(), *waits))
