"""Another report, picked by its reference or a few words, among those that she reads."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from trent_desktop.clock import on_the_wall
from trent_desktop.journeys import ShortText, date_for_people
from trent_desktop.reports.cases import CaseSummary
from trent_desktop.reports.index_values import CaseQuery
from trent_desktop.reports.timeline_words import defused
from trent_desktop.reports.workflow import OVER
from ui.journeys.direction import joined
from ui.journeys.picker_controls import PickerControl
from ui.journeys.sources import Sources
from ui.journeys.suggestions import Suggestion

if TYPE_CHECKING:
    from trent_desktop.reports.service import CaseService

_SHOWN = 6
_LOOKED_THROUGH = 30


class ReportPicker(PickerControl):
    """One report. `but` is that at hand; with `still_open` only what is not over is offered."""

    single = True
    word = "report"

    def __init__(
        self, cases: CaseService, sources: Sources, but: uuid.UUID, *, still_open: bool = False
    ) -> None:
        self._cases = cases
        self._but = but
        self._still_open = still_open
        super().__init__(ShortText("report", "Which report?"), sources, text_only=False)
        self.name("Which report?", "")

    def _placeholder(self) -> str:
        return "Reference, or a few words"

    def _find(self, words: str) -> Sequence[Suggestion]:
        page = self._cases.page(CaseQuery(words), None, _LOOKED_THROUGH)
        return tuple(_suggestion(row) for row in page.rows if self._is_one(row))[:_SHOWN]

    def _is_one(self, row: CaseSummary) -> bool:
        if row.id == self._but or not row.readable or row.newer:
            return False
        return not self._still_open or row.state not in OVER

    def _show_found(self, found: object) -> None:
        # Nothing that is only typed: it must be a report that there is.
        rows = tuple(found) if " ".join(self.field.text().split()) else ()  # type: ignore[arg-type]
        self.list.offer(rows)
        self.list.come_into_view()

    def _chip_words(self, entry: dict[str, Any]) -> tuple[str, str]:
        return str(entry["reference"]), str(entry["name"])

    def value(self) -> Any:
        """The report's id as text; None while none is chosen."""
        return self._entries[0]["id"] if self._entries else None


def _suggestion(row: CaseSummary) -> Suggestion:
    title = defused(row.title)
    day = date_for_people(on_the_wall(row.happened_at or row.recorded_at).date())
    entry = {"id": str(row.id), "name": title, "reference": row.reference}
    return Suggestion(f"{row.reference} {title}", joined(row.class_name, day), "tray", entry)
