"""What was recorded of one child, step by step, in a sheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from trent_desktop.agreements.register.standing import PupilLine
from trent_desktop.journeys.answers import moment_for_people
from trent_desktop.school.people.permissions import Right
from ui.agreements.register.no_longer_sheet import NoLongerSheet, count_again
from ui.components.buttons import LinkButton, SecondaryButton
from ui.components.pages import flow
from ui.components.sheets import Sheet
from ui.components.words import small, soft, strong
from ui.shell.section_room import SectionPage

if TYPE_CHECKING:
    from trent_desktop.agreements.register.returns import Step
    from trent_desktop.agreements.register.voices import Voice


def show_history(page: SectionPage, line: PupilLine, done: Callable[[HistorySheet], object],
                 changed: Callable[[], object]) -> None:  # fmt: skip
    """Read what was recorded, and who has answered, and show it; `done` gets the sheet.

    `changed` is called when somebody said in it that answers count no longer, or again.
    """
    agreements = page.desk.school.agreements
    pupil_id, may_end = line.pupil_id, page.desk.school.may(Right.MARK_NEVER)

    def look() -> tuple[Sequence[Step], Sequence[Voice]]:
        voices = agreements.voices.of(pupil_id) if may_end else ()
        return agreements.returns.history(pupil_id), voices

    def show(found: tuple[Sequence[Step], Sequence[Voice]]) -> None:
        steps, voices = found
        sheet = HistorySheet(page, line, steps, voices, changed)
        done(sheet)
        sheet.open()

    page.run(look, show)


class HistorySheet(Sheet):
    """Newest first; what was undone says so.

    Whoever may say *never* may say here that what one of the `voices` said no longer counts, and
    take that back at its step.
    """

    def __init__(
        self,
        page: SectionPage,
        line: PupilLine,
        steps: Sequence[Step],
        voices: Sequence[Voice],
        changed: Callable[[], object],
    ) -> None:
        super().__init__(page, f"History: {line.name}", widest=640)
        self._page, self._line, self._voices, self._changed = page, line, voices, changed
        may_end = page.desk.school.may(Right.MARK_NEVER)
        self.no_longer = SecondaryButton("An answer no longer counts…", "prohibit")
        self.again: list[LinkButton] = []
        # The first thing, where the keyboard begins: whoever types on takes nothing back.
        self.column.addWidget(self.no_longer)
        self.column.setAlignment(self.no_longer, Qt.AlignmentFlag.AlignLeft)
        self.no_longer.setVisible(may_end)
        self.no_longer.clicked.connect(self._ask_whose)
        for one in steps:
            undone = " (undone)" if one.was_undone else ""
            self.column.addWidget(strong(one.words + undone))
            when = moment_for_people(one.at.astimezone())
            self.column.addWidget(small(f"{when}, recorded by {one.by}"))
            if one.no_longer and may_end:
                link = LinkButton("Counts again")
                link.setAccessibleName(f"What {one.no_longer} said counts again")
                link.clicked.connect(lambda _=False, step=one: self._count_again(step))
                self.column.addWidget(flow(link))
                self.again.append(link)
        if not steps:
            self.column.addWidget(soft("Nothing has been recorded yet."))

    def _ask_whose(self) -> None:
        page, line, voices, changed = self._page, self._line, self._voices, self._changed
        if not voices:
            page.desk.shell.say("Nobody’s answers count now.")
            return
        self.closed.connect(lambda: NoLongerSheet(page, line, voices, changed))
        self.dismiss()

    def _count_again(self, step: Step) -> None:
        page, changed = self._page, self._changed
        self.closed.connect(lambda: count_again(page, step.event_id, step.no_longer, changed))
        self.dismiss()
