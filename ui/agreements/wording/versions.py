"""Who signed what: the versions of a wording, and how many forms came back with each."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from trent_desktop.agreements.wording.wording import WordingVersion
from trent_desktop.journeys.answers import date_for_people
from ui.components.rows import RowButton, RowFace
from ui.components.sheets import Sheet
from ui.components.words import soft
from ui.theme import Tone


class VersionsSheet(Sheet):
    """A row for each version, the newest first. `chosen` gives the one to look at."""

    chosen = Signal(object)

    def __init__(self, over: QWidget, versions: Sequence[WordingVersion]) -> None:
        super().__init__(over, "Who signed what", widest=620)
        self.rows: dict[int, RowButton] = {}
        words = "Every form says which version it is. Press one to see its pages."
        if not versions:
            words = "Nothing has been printed with this wording yet, so nobody has signed it."
        self.column.addWidget(soft(words))
        for one in versions:
            now = ", in use" if one.in_use else ""
            face = RowFace(
                f"Version {one.number}{now}", made(one), "file-text", Tone.ACT, side=signed(one)
            )
            row = RowButton(face)
            row.clicked.connect(partial(self._choose, one))
            self.rows[one.number] = row
            self.column.addWidget(row)

    def _choose(self, version: WordingVersion, _checked: bool = False) -> None:
        self.dismiss()
        self.chosen.emit(version)


def made(version: WordingVersion) -> str:
    """When a version came to be, and through whom."""
    return f"{date_for_people(version.made_at.astimezone().date())}, {version.made_by}"


def signed(version: WordingVersion) -> str:
    """How many forms came back with it."""
    count = version.returned
    return "1 form signed" if count == 1 else f"{count:,} forms signed"
