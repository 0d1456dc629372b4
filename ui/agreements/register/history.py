"""What was recorded of one child, step by step, in a sheet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from trent_desktop.journeys.answers import moment_for_people
from ui.components.sheets import Sheet
from ui.components.words import small, soft, strong

if TYPE_CHECKING:
    from trent_desktop.agreements.register.returns import Step


class HistorySheet(Sheet):
    """Newest first; what was undone says so."""

    def __init__(self, over: QWidget, name: str, steps: Sequence[Step]) -> None:
        super().__init__(over, f"History: {name}", widest=640)
        for one in steps:
            undone = " (undone)" if one.was_undone else ""
            self.column.addWidget(strong(one.words + undone))
            when = moment_for_people(one.at.astimezone())
            self.column.addWidget(small(f"{when}, recorded by {one.by}"))
        if not steps:
            self.column.addWidget(soft("Nothing has been recorded yet."))
