"""A scanned file, page by page, off the GUI thread: codes found, forms recorded."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from trent_desktop.agreements.register.returned import ScanOutcome
from trent_desktop.agreements.register.scanning import scan_file

if TYPE_CHECKING:
    from trent_desktop.agreements.register.returns import ReturnService


@dataclass(frozen=True, slots=True)
class ScannedForm:
    """What became of one page: nothing found, or what its code came to."""

    page: int
    outcome: ScanOutcome | None

    @property
    def needs_look(self) -> bool:
        """Whether somebody has to look at this page."""
        return self.outcome is None or self.outcome.kind.needs_look


@dataclass(frozen=True, slots=True)
class ScanResult:
    """A whole file. `stopped` says that somebody pressed Cancel; what was recorded stays."""

    file: str
    forms: tuple[ScannedForm, ...] = field(repr=False)
    stopped: bool

    @property
    def words(self) -> str:
        """In one sentence."""
        outcomes = [one.outcome for one in self.forms if one.outcome is not None]
        recorded = sum(one.kind.is_recorded for one in outcomes)
        other = sum(one.kind.needs_look for one in outcomes)
        empty = len({one.page for one in self.forms if one.outcome is None})
        parts = ["1 form is recorded" if recorded == 1 else f"{recorded} forms are recorded"]
        if other:
            parts.append("1 needs a look" if other == 1 else f"{other} need a look")
        if empty:
            parts.append(f"{empty} {'page has' if empty == 1 else 'pages have'} no code")
        return ", ".join(parts) + ("; stopped before the end." if self.stopped else ".")


class ScanWork:
    """One file being read. `stop` from any thread ends it after the page under way."""

    def __init__(
        self, path: Path, returns: ReturnService, progress: Callable[[int, int], object]
    ) -> None:
        self._path = path
        self._returns = returns
        self._progress = progress
        self._stop = threading.Event()

    def stop(self) -> None:
        """Read no further."""
        self._stop.set()

    def run(self) -> ScanResult:
        """Read the file and record what is on it. Raises `UnreadableFile` and what writing does."""
        forms: list[ScannedForm] = []
        for page in scan_file(self._path, cancelled=self._stop.is_set):
            for code in page.codes:
                forms.append(ScannedForm(page.number, self._returns.scan(code)))
            if not page.codes and not page.is_blank:  # the back of a form is nothing odd
                forms.append(ScannedForm(page.number, None))
            self._progress(page.number, page.of)
        return ScanResult(self._path.name, tuple(forms), self._stop.is_set())
